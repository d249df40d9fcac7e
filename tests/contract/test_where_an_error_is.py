"""What only shows when everything has been read is told with file and line too."""

from __future__ import annotations

import pytest

from sonae_core.quant.losses import losses
from sonae_core.values.document import parse_document
from sonae_core.values.errors import InputError

SPEC = """\
scenarios:
  - id: a
    frequency: {poisson: 1}
    lines: [{id: x, constant: {value: 1}}]
cover:
  retention: 5
  waiting_hours: {y: 3}
"""


def test_a_cover_of_an_unknown_line_names_the_file_and_the_line():
    with pytest.raises(InputError, match=r"^spec\.yaml: cover\.waiting_hours\.y（7行目）: "):
        losses(parse_document(SPEC.encode(), "spec.yaml"))


def test_an_error_of_an_option_names_the_option_alone():
    with pytest.raises(InputError, match=r"^--years: "):
        losses(parse_document(SPEC.replace("{y: 3}", "{}").encode(), "spec.yaml"), years=5)


def test_a_number_that_is_no_file_keeps_its_path():
    with pytest.raises(InputError, match=r"^cover\.uncovered"):
        losses(
            {
                "scenarios": [
                    {"id": "a", "frequency": {"poisson": 1}, "lines": [{"id": "x", "constant": {"value": 1}}]}
                ],
                "cover": {"uncovered": ["y"]},
            }
        )
