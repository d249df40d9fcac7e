"""Every component of the pages in every state, to be looked at: for those who change the look.

The page is there only where ``SONAE_GALLERY=1`` is set, and in tests. Nothing on it comes from the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sonae.web.errors import not_found
from sonae_paper.charts.prospects import Stand, prospects
from sonae_paper.text.numbers import yen_range

DYES = ("950", "900", "800", "700", "500", "400", "300", "200", "100", "50")
THREADS = ("kaki", "kaki-ink", "kaki-tint", "akane", "akane-tint", "chitose", "chitose-tint", "yamabuki", "kuchiba")
ICONS = (
    "arrow-left", "arrow-right", "check", "triangle-alert", "link", "file-text", "printer", "download", "calendar",
    "phone", "trash-2", "pencil", "copy", "circle-help", "refresh-cw", "file-spreadsheet", "clock", "external-link",
    "info", "plus", "mail", "x", "bug", "key-round", "send", "usb", "activity", "user-round-x", "cloud-off", "coins",
    "users-round", "umbrella", "list-ordered", "chevron-down",
)  # fmt: skip
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Shown:
    """A question as the template of its control knows it."""

    id: str
    options: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    optional: bool = False
    is_long: bool = False


@dataclass(frozen=True)
class State:
    """One control in one state."""

    title: str
    asked: Shown
    text: str = ""
    error: str = ""
    understood: str = ""
    label: str = field(default="")

    @property
    def unsure(self) -> bool:
        """Whether わからない is chosen."""
        return self.text == UNKNOWN


_CHOICES = (("vpn", "ある。パスワードだけでつながる"), ("no", "ない。会社の中からしか使わない"))
_LIST = tuple((str(number), f"{number}番目の業種") for number in range(1, 10))
STATES = (
    State("選ぶ: まだ", Shown("choice-empty", _CHOICES)),
    State("選ぶ: 選んだ", Shown("choice-chosen", _CHOICES), "vpn"),
    State("選ぶ: わからない", Shown("choice-unsure", _CHOICES), UNKNOWN),
    State("選ぶ: 直すところがある", Shown("choice-error", _CHOICES), "", "選ばれていません。1つ選んでください。"),
    State("一覧から選ぶ", Shown("list", _LIST, is_long=True)),
    State("一覧から選ぶ: 直すところがある", Shown("list-error", _LIST, is_long=True), "", "選ばれていません。"),
    State("数: まだ", Shown("number-empty", unit="円")),
    State("数: 読み取った", Shown("number-read", unit="円"), "500,000,000", "", "5億円"),
    State("数: わからない", Shown("number-unsure", unit="人"), UNKNOWN),
    State("数: 直すところがある", Shown("number-error", unit="円"), "たくさん", "数として読めません（たくさん）。"),
    State("数: 空でもよい", Shown("number-optional", unit="時間", optional=True)),
)


_MOST = (1_200_000, 22_000_000)
_STANDS = (
    Stand("会社", (3_200_000, 5_100_000), _MOST),
    Stand("データ", (3_200_000, 4_800_000), _MOST),
    Stand("いま", (4_100_000, 4_900_000), (1_200_000, 27_000_000)),
)


def _range(stands: tuple[Stand, ...], prefix: str) -> dict[str, Any]:
    now = stands[-1]
    return {
        "median": yen_range(*now.median),
        "event": yen_range(*now.event),
        "settled": now.median[0] == now.median[1],
        "chart": prospects(stands, title="答えるたびの損害の幅", prefix=prefix),
    }


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The page; not found where it is not switched on."""
    if not settings.GALLERY:
        return not_found(request)
    errors = [
        {"asked": {"id": state.asked.id, "text": state.title}, "error": state.error} for state in STATES if state.error
    ]
    context: dict[str, Any] = {
        "dyes": [f"ai-{tone}" for tone in DYES],
        "threads": THREADS,
        "icons": ICONS,
        "states": STATES,
        "errors": errors,
        "ranges": [
            _range(_STANDS, "range-open"),
            _range((*_STANDS[:2], Stand("いま", (4_300_000, 4_300_000), _MOST)), "range-settled"),
        ],
        "groups": [("会社", 4, False), ("データ", 2, True), ("つながり", 3, False), ("守り", 3, False)],
        "stitches": [
            {"x1": f"{index * 100 / 12 + 1.3:.2f}%", "x2": f"{(index + 1) * 100 / 12 - 1.3:.2f}%", "done": index < 4}
            for index in range(12)
        ],
    }
    return render(request, "gallery/gallery.html", context)
