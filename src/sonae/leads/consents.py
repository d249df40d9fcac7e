"""What visitors are asked to agree to, in versions. What was shown is kept with each answer, so words here may change;
whoever changes them gives them a new version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sonae.leads.models import Purpose


@dataclass(frozen=True)
class Wording:
    """``text`` names the agency by ``{name}``."""

    version: str
    text: str


WORDINGS: Mapping[Purpose, Wording] = MappingProxyType(
    {
        Purpose.HANDLING: Wording(
            "handling-1", "入力した内容を、{name}がお返事と資料の送付のために使うことに同意します。"
        ),
        Purpose.ADVERTISING: Wording(
            "advertising-1",
            "{name}から、備えや保険のご案内をメールで受け取ります。いつでも止められます。",
        ),
    }
)


def wording(purpose: Purpose, name: str) -> str:
    """As it is shown on the agency's site."""
    return WORDINGS[purpose].text.format(name=name)
