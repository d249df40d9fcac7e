"""How the table of national holidays in the law pack is made: from jpholiday, which follows the Holidays Act.

The table is part of the pack, so that a pack with its hash always gives the same deadlines, whatever version of the
library is installed. A test compares the two day by day; when the Act changes, the library is updated and the lines
are written anew with ``holiday_line``.
"""

from __future__ import annotations

SUBSTITUTE = "振替休日"


def holiday_line(year: int) -> str:
    """The national holidays of one year as the pack writes them: ``01-01 元日、01-12 成人の日、…``."""
    import jpholiday  # only maintainers and tests need the library

    days: dict[str, str] = {}
    for day, name in jpholiday.year_holidays(year):
        days.setdefault(f"{day:%m-%d}", SUBSTITUTE if SUBSTITUTE in name else name)
    return "、".join(f"{day} {name}" for day, name in days.items())
