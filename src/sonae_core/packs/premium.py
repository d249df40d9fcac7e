"""The premium family: a multiplicative schedule, and the published examples it is calibrated to.

premium = ``base`` × (sales ÷ ``reference_sales``)^``sales_exponent`` × relativity of the class
× (limit ÷ ``reference_limit``)^limit exponent (the class's own, else ``limit_exponent``)
× (retention ÷ ``reference_retention``)^−``retention_exponent`` × max(``sheet_floor``, e^(−``sheet_slope`` × x)),
x the share of the defence questions answered yes less ``sheet_reference``. The band is premium ÷ ``band`` to
premium × ``band``. It is no quotation and belongs to no insurer.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sonae_core.packs.references import ExponentRef, FactorRef, ShareRef, YearlyYenRef, YenRef
from sonae_core.packs.shapes import EveryIndustry, FamilyFile, Frozen, Industry
from sonae_core.values.reading import Identifier, Strict, Text

FAMILY = "premium"


class PremiumClass(Strict):
    """Industries that pay alike."""

    title: Text
    relativity: FactorRef
    limit_exponent: ExponentRef | None = None


class PremiumPlan(Strict):
    """A plan of the published table: the limits of liability and of costs."""

    title: Text
    liability_limit: YenRef
    cost_limit: YenRef


class PremiumExample(Strict):
    """One published premium."""

    industry: Identifier
    plan: Identifier
    sales: YenRef
    premium: YearlyYenRef


class PremiumCondition(Strict):
    """A sentence that belongs to the band; ``industries`` limits it to companies of those."""

    text: Text
    industries: tuple[Industry, ...] = ()


class Premium(Strict):
    """The schedule."""

    base: YearlyYenRef
    reference_sales: YenRef
    sales_exponent: ExponentRef
    reference_limit: YenRef
    limit_exponent: ExponentRef
    reference_retention: YenRef
    retention_exponent: ExponentRef
    sheet_reference: ShareRef
    sheet_slope: ExponentRef
    sheet_floor: ShareRef
    band: FactorRef
    plans: Frozen[Identifier, PremiumPlan]
    classes: Frozen[Identifier, PremiumClass]
    industries: EveryIndustry[Identifier]
    """The class of each industry."""
    examples: Annotated[tuple[PremiumExample, ...], Field(min_length=1)]
    conditions: Annotated[tuple[PremiumCondition, ...], Field(min_length=1)]
    basis: Text
    """What the band rests on; ``{count}`` and ``{month}`` are filled in."""
    apart: Text
    """Said when the mean paid loss of the model lies outside the band."""


class PremiumFile(FamilyFile):
    """The file of the family."""

    premium: Premium | None = None
