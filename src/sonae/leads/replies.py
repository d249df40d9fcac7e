"""The words of a reply: places for names in a template, what of them is wrong, and the words with names in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sonae.leads.keys import shown_number
from sonae.leads.models import Request

PLACES = ("会社名", "氏名", "受付番号", "担当", "代理店名")
"""What may stand in braces."""
_PLACE = re.compile(r"[{｛]([^{}｛｝\n]{0,40})[}｝]")
_BRACE = re.compile(r"[{}｛｝]")
NOBODY = "ご担当者"
"""Stands for a name that nobody gave."""


def problems(text: str) -> Iterator[str]:
    """What is wrong with the places of a template, one sentence each, with what to write instead."""
    for found in _PLACE.finditer(text):
        if found[1].strip() not in PLACES:
            yield f"「{found[0]}」は使えません。使えるのは {'、'.join(f'{{{name}}}' for name in PLACES)} です。"
    if loose := _BRACE.search(_PLACE.sub("", text)):
        yield f"「{loose[0]}」が1つだけ残っています。消すか、{{会社名}} のように両方で囲んでください。"


def names_of(request: Request, person: str, agency: str) -> Mapping[str, str]:
    """What stands in each place for one request; ``person`` writes."""
    return {
        "会社名": request.company,
        "氏名": request.name or NOBODY,
        "受付番号": shown_number(request.number),
        "担当": person,
        "代理店名": agency,
    }


def filled(text: str, names: Mapping[str, str]) -> str:
    """The text with names in its places. Places that nobody knows stay as they are, to be seen and mended."""
    return _PLACE.sub(lambda found: names.get(found[1].strip(), found[0]), text)


def unfilled(text: str) -> list[str]:
    """Places that are still there, as they are written: such a reply must not leave."""
    return [found[0] for found in _PLACE.finditer(text)]
