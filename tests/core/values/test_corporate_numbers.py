"""法人番号: the first digit checks the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae_core.values.corporate_number import CorporateNumberError, check_digit, corporate_number

PUBLISHED = "7000012050002"
"""That of the National Tax Agency itself, which gives the numbers out."""
BASES = st.text(alphabet="0123456789", min_size=12, max_size=12)


@pytest.mark.parametrize(
    "typed", [PUBLISHED, "７００００１２０５０００２", "7-0000-1205-0002", "T7000012050002", " 7000 0120 50002 "]
)
def test_it_is_read_however_it_is_typed(typed):
    assert corporate_number(typed) == PUBLISHED


@pytest.mark.parametrize(
    "typed", ["700001205000", "70000120500021", "", "七千", "７０００", "7000012050003", "1000012050002"]
)
def test_what_cannot_be_one_is_refused_with_a_remedy(typed):
    with pytest.raises(CorporateNumberError, match=r"。$"):
        corporate_number(typed)


def test_a_number_that_a_spreadsheet_has_rounded_is_told_so():
    with pytest.raises(CorporateNumberError, match="丸めて"):
        corporate_number("7.00001E+12")


@given(BASES)
def test_every_base_has_exactly_one_check_digit(base):
    fitting = [digit for digit in "0123456789" if _reads(digit + base)]
    assert fitting == [str(check_digit(base))]


@given(BASES, st.integers(0, 11), st.integers(1, 8))
def test_one_wrong_digit_is_found_unless_it_is_nine_for_nought(base, place, step):
    other = (int(base[place]) + step) % 10
    wrong = base[:place] + str(other) + base[place + 1 :]
    if abs(int(base[place]) - other) != 9:
        assert not _reads(str(check_digit(base)) + wrong)


def _reads(digits: str) -> bool:
    try:
        return corporate_number(digits) == digits
    except CorporateNumberError:
        return False
