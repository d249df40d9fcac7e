"""From a postcode to the beginning of an address, and how the table of them is made."""

from __future__ import annotations

import gzip

import pytest

from sonae.leads.postcodes import address_for, written

ROWS = [
    ("1000001", "甲県", "一市", "東町"),
    ("1000002", "甲県", "一市", "以下に掲載がない場合"),
    ("1000003", "甲県", "一市", "西町（１～９丁目）"),
    ("1000004", "甲県", "一市", "北町"),
    ("1000004", "甲県", "一市", "南町"),
    ("1000005", "甲県", "乙郡一町", "上"),
    ("1000005", "甲県", "乙郡二町", "下"),
    ("1000006", "甲県", "一市", "左"),
    ("1000006", "丙県", "三市", "右"),
]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("105-0011", "東京都港区芝公園"),
        ("〒１０５−００１１", "東京都港区芝公園"),
        ("0600000", "北海道札幌市中央区"),
        ("9999999", ""),
        ("105001", ""),
        ("", ""),
    ],
)
def test_a_postcode_of_any_width_gives_its_address(typed, address):
    assert address_for(typed) == address


def test_the_table_holds_what_places_with_one_postcode_share():
    text = gzip.decompress(written(ROWS, "2026-10-30", "試験")).decode()
    head, _, lines = text.partition("\n\n")
    cities = [line for line in head.split("\n") if not line.startswith("#")]
    assert "# as_of: 2026-10-30" in head
    found = {}
    for line in filter(None, lines.split("\n")):
        number, _, place = line[7:].partition("\t")
        found[line[:7]] = cities[int(number, 36)] + place
    assert found == {
        "1000001": "甲県一市東町",
        "1000002": "甲県一市",
        "1000003": "甲県一市西町",
        "1000004": "甲県一市",
        "1000005": "甲県乙郡",
    }


def test_the_same_rows_give_the_same_bytes():
    assert written(ROWS, "2026-10-30", "試験") == written(ROWS, "2026-10-30", "試験")
