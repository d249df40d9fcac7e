"""What cyber insurance pays in general, whoever insures: kinds of section, cost lines, causes, exclusions.

It speaks of no product. A plan of the ``products`` has terms of its own; what depends on how it happened (``Cause``)
holds beside them too.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sonae_core.packs.facts import Dated
from sonae_core.packs.references import HoursRef, LineRef, ScenarioRef, ShareRef
from sonae_core.values.reading import Identifier, Text, wrong

InGeneral = Literal["paid", "conditional", "not_paid"]


class CoverKind(Dated):
    """One of the groups of cover that policies are made of."""

    id: Identifier
    title: Text
    what: Text
    pays_when: tuple[Text, ...]
    """What has to be true for any line of it."""
    waiting_hours: HoursRef | None = None
    """Between which hours waiting is chosen, where hours decide."""
    share: ShareRef | None = None
    """Which part of a cost is paid, where it is not always all of it."""


class CoverLine(Dated):
    """What insurance mostly does with one cost line."""

    line: LineRef
    kind: Identifier | None = None
    """The section it mostly stands in; none where no section pays it."""
    standing: InGeneral
    conditions: tuple[Text, ...] = ()
    not_when: tuple[Text, ...] = ()
    """When it is mostly not paid: said wherever it is said that it is."""
    assumed_not_when: tuple[Text, ...] = ()
    """The same by our judgement, which ``rationale`` explains; people see 「仮定」 beside it."""

    @property
    def id(self) -> str:
        """One for each cost line."""
        return str(self.line)

    @model_validator(mode="after")
    def _says_what_it_depends_on(self) -> Self:
        if (self.standing == "conditional") != bool(self.conditions):
            raise wrong(
                "standing と conditions が合いません", "conditional のときだけ、conditions に条件を書いてください"
            )
        if (self.standing == "not_paid") != (self.kind is None):
            raise wrong("standing と kind が合いません", "払われない費目だけ、kind を書かないでください")
        if not self.not_when and not self.assumed_not_when:
            raise wrong("払われない場合がありません", "not_when か assumed_not_when を書いてください")
        if self.assumed_not_when and not self.rationale:
            raise wrong("assumed_not_when に理由がありません", "rationale を書いてください")
        return self


class Cause(Dated):
    """A cost line that is paid less surely when it arose in this way."""

    id: Identifier
    scenarios: Annotated[tuple[ScenarioRef, ...], Field(min_length=1)]
    lines: Annotated[tuple[LineRef, ...], Field(min_length=1)]
    condition: Text

    def concerns(self, scenario: str, line: str) -> bool:
        """Whether it speaks of this cost of this event."""
        return scenario in self.scenarios and line in self.lines


class Exclusion(Dated):
    """What no section pays, whatever the cost line."""

    id: Identifier
    title: Text
    text: Text
