"""What a reader's address says: how large the company is, and which lines of the list are ticked.

It all stands in the address and nowhere else, so the page can be kept, printed, and opened on another machine.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from sonae.assessments.example import example_file
from sonae.assessments.sheet import AnswerError, Asked, sheet, understood
from sonae.public.incidents.estimate import Firm

TICKED = "done"
FIELDS = ("industry", "employees")
NO_COUNT = "人数は「28」のように数字で入れてください。およその数でかまいません。"
_MOST_TYPED = 60


@dataclass(frozen=True)
class Reader:
    """``firm`` is the invented example where the reader told nothing, or something that has to be mended."""

    firm: Firm
    told: bool
    typed: dict[str, str]
    errors: list[dict[str, Any]] = field(default_factory=list)
    """Field and what is wrong with it, as ``components/errors.html`` shows them."""
    ticked: tuple[str, ...] = ()

    @property
    def size(self) -> list[tuple[str, str]]:
        """What was told of the company, as fields that another form or a link carries along."""
        return list(self.typed.items()) if self.told else []

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"?{urlencode(self.size)}" if self.told else ""

    @property
    def who(self) -> str:
        """「従業員28人の製造業」, with the head count that is calculated with."""
        options = dict(sheet()["industry"].options)
        industry = options.get(self.firm.industry or "", "会社（業種はわからない）")
        people, used = self.firm.employees, self.firm.rounded.employees
        return f"従業員{'' if people == used else '約'}{used:,}人の{industry}"


def read(query: QueryDict, lines: Collection[str] = ()) -> Reader:
    """``lines``: the names that can be ticked; others, perhaps of an earlier list, are passed over."""
    ticked = tuple(name for name in lines if name in query.getlist(TICKED))
    typed = {name: query.get(name, "")[:_MOST_TYPED] for name in FIELDS}
    if not any(name in query for name in FIELDS):
        return Reader(example_firm(), False, typed, ticked=ticked)
    values: dict[str, Any] = {}
    errors = [found for name in FIELDS if (found := _understand(name, typed[name], values))]
    firm = example_firm() if errors else Firm(values["industry"], values["employees"])
    return Reader(firm, not errors, typed, errors, ticked)


def _understand(name: str, text: str, values: dict[str, Any]) -> dict[str, Any] | None:
    """Puts what was meant among the values, or says what is wrong with it. Without a head count nothing is known."""
    asked: Asked = sheet()[name]
    try:
        values[name] = understood(asked, text)
    except AnswerError as error:
        return {"asked": asked, "error": str(error) if asked.options else NO_COUNT}
    return {"asked": asked, "error": NO_COUNT} if name == "employees" and values[name] is None else None


@lru_cache(maxsize=1)
def example_firm() -> Firm:
    """The invented company that every page takes as its example."""
    company = example_file().data["company"]
    return Firm(company["industry"], company["employees"])
