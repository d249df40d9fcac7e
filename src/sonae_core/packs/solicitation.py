"""The solicitation family: what the law asks of whoever sells insurance, and what the product does because of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sonae_core.packs.facts import Dated
from sonae_core.packs.shapes import FileHead
from sonae_core.values.reading import Identifier, Text

FAMILY = "solicitation"


class SalesRule(Dated):
    """One rule for agencies, told in our words."""

    id: Identifier
    title: Text
    law: Text
    what: Text
    """What it asks or forbids, in one or two sentences."""
    looked_at: Annotated[tuple[Text, ...], Field(default=())]
    """By what one judges whether it was kept."""
    so_here: Text
    """What the product does, or asks whoever uses it to do, because of it."""
    note: Text | None = None


class SalesRuleFile(FileHead):
    """One file of the family."""

    sales_rules: Annotated[tuple[SalesRule, ...], Field(default=())]
