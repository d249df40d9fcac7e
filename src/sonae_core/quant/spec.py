"""The file of ``losses``: scenarios with their frequencies and cost lines, a cover, and what is asked of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from sonae_core.cover.terms import Cover
from sonae_core.quant import frequency, severity
from sonae_core.values.document import Document, field_path
from sonae_core.values.errors import InputError
from sonae_core.values.reading import (
    MAX_YEN,
    Amount,
    Finite,
    Identifier,
    NotNegative,
    Positive,
    Share,
    Strict,
    decimal,
    shown,
    whole,
    wrong,
)

MAX_SCENARIOS = MAX_LINES = 64
MAX_ASKED = 1_000
_MAX_EXPONENT = 700.0
_MOST_DIGITS = 400
_LEAST_MU, _MOST_SIGMA = -300.0, 18.0
_LEAST_SCALE, _LEAST_SHAPE, _MOST_SHAPE, _LEAST_ALPHA = 1e-100, 1e-4, 1e6, 0.1


def _one_of(model: Strict, what: str) -> None:
    """Exactly one field of those that name a kind has to be there."""
    given = [name for name, value in model if value is not None and name in _KINDS]
    if len(given) != 1:
        names = "、".join(name for name in type(model).model_fields if name in _KINDS)
        problem = f"{what}がありません" if not given else f"{what}が2つ以上あります（{'、'.join(given)}）"
        raise wrong(problem, f"次のうち1つだけを書いてください: {names}")


_FREQUENCIES = frozenset(("poisson", "negative_binomial", "bernoulli", "fixed"))
_SIZES = frozenset(("lognormal", "exponential", "gamma", "pareto", "constant", "discrete", "interruption"))
_KINDS = _FREQUENCIES | _SIZES


def _between(low: float, high: float) -> BeforeValidator:
    """A number in a range in which every figure of the distribution can be written."""

    def check(value: Any) -> float:
        number = float(decimal(value))
        if number <= 0:
            raise wrong(f"0以下の数です（{shown(value)}）", "0より大きい数にしてください")
        if not low <= number <= high:
            raise wrong(f"計算できる範囲にありません（{shown(value)}）", f"{low:g}から{high:g}までにしてください")
        return number

    return BeforeValidator(check, json_schema_input_type=float)


Scale = Annotated[float, _between(_LEAST_SCALE, MAX_YEN)]
Shape = Annotated[float, _between(_LEAST_SHAPE, _MOST_SHAPE)]
Alpha = Annotated[float, _between(_LEAST_ALPHA, _MOST_SHAPE)]


class NegativeBinomialSpec(Strict):
    """Mean and variance of the number of events in a year."""

    mean: Annotated[float, _between(1e-100, 1e100)]
    variance: Annotated[float, _between(1e-100, 1e100)]

    @model_validator(mode="after")
    def _wider_than_poisson(self) -> Self:
        if self.variance <= self.mean:
            raise wrong("variance が mean 以下です", "variance を mean より大きくするか、poisson にしてください")
        return self


Count = Annotated[int, BeforeValidator(lambda value: whole(value, high=2_000_000_000, unit="件数"))]


class FrequencySpec(Strict):
    """One of the four frequencies."""

    poisson: NotNegative | None = None
    negative_binomial: NegativeBinomialSpec | None = None
    bernoulli: Share | None = None
    fixed: Count | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        _one_of(self, "頻度")
        return self

    def frequency(self) -> frequency.Frequency:
        """As the solvers use it."""
        if self.poisson is not None:
            return frequency.Poisson(self.poisson)
        if self.negative_binomial is not None:
            return frequency.NegativeBinomial(self.negative_binomial.mean, self.negative_binomial.variance)
        if self.bernoulli is not None:
            return frequency.Bernoulli(float(self.bernoulli))
        return frequency.Fixed(self.fixed or 0)


class LognormalSpec(Strict):
    """mu and sigma of the logarithm."""

    mu: Finite
    sigma: Positive

    @model_validator(mode="after")
    def _has_moments(self) -> Self:
        if self.mu < _LEAST_MU:
            raise wrong(f"mu が小さすぎて数で表せません（{self.mu:g}）", f"{_LEAST_MU:g}以上にしてください")
        if self.sigma > _MOST_SIGMA or 2 * self.mu + 2 * self.sigma**2 > _MAX_EXPONENT:
            raise wrong("平均か分散が大きすぎて数で表せません", "mu か sigma を小さくしてください")
        return self


class ExponentialSpec(Strict):
    """The mean."""

    mean: Scale


class GammaSpec(Strict):
    """Shape and scale; the mean is their product."""

    shape: Shape
    scale: Scale


class ParetoSpec(Strict):
    """Lomax: P(X > x) = (scale/(scale+x))^alpha."""

    scale: Scale
    alpha: Alpha


class ConstantSpec(Strict):
    """One value."""

    value: Amount


class DiscreteSpec(Strict):
    """Values with their probabilities, which sum to 1 but for 1e-9."""

    values: tuple[Amount, ...] = Field(min_length=1, max_length=100_000)
    probabilities: tuple[Share, ...] = Field(min_length=1, max_length=100_000)

    @model_validator(mode="after")
    def _is_a_distribution(self) -> Self:
        if len(self.values) != len(self.probabilities):
            raise wrong("values と probabilities の数が違います", "同じ数だけ書いてください")
        total = sum(self.probabilities, Decimal(0))
        if abs(total - 1) > Decimal("1e-9"):
            raise wrong(f"probabilities の合計が1ではありません（{total}）", "合計が1になるように直してください")
        return self


class DistributionSpec(Strict):
    """One of the six sizes."""

    lognormal: LognormalSpec | None = None
    exponential: ExponentialSpec | None = None
    gamma: GammaSpec | None = None
    pareto: ParetoSpec | None = None
    constant: ConstantSpec | None = None
    discrete: DiscreteSpec | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        _one_of(self, "分布")
        return self

    def severity(self) -> severity.Severity:
        """As the solvers use it."""
        if self.lognormal:
            return severity.Lognormal(self.lognormal.mu, self.lognormal.sigma)
        if self.exponential:
            return severity.Gamma(1.0, self.exponential.mean)
        if self.gamma:
            return severity.Gamma(self.gamma.shape, self.gamma.scale)
        if self.pareto:
            return severity.Pareto(self.pareto.scale, self.pareto.alpha)
        if self.constant:
            return severity.Discrete(((Fraction(self.constant.value), 1.0),))
        return _discrete(self.discrete)


def _discrete(spec: DiscreteSpec | None) -> severity.Discrete:
    values, chances = (spec.values, spec.probabilities) if spec else ((), ())
    return severity.Discrete(tuple((Fraction(v), float(p)) for v, p in zip(values, chances, strict=True)))


class InterruptionSpec(Strict):
    """Hours of outage, and yen per calendar day; ``cap_hours`` ends the outage itself."""

    hours: DistributionSpec
    yen_per_day: Amount
    cap_hours: Amount | None = None


class LineSpec(DistributionSpec):
    """A cost line: an id and one size, or an interruption."""

    id: Identifier
    interruption: InterruptionSpec | None = None


class ScenarioSpec(Strict):
    """A frequency and the cost lines of one event."""

    id: Identifier
    frequency: FrequencySpec
    lines: tuple[LineSpec, ...] = Field(min_length=1, max_length=MAX_LINES)
    correlation: tuple[tuple[Finite, ...], ...] | None = None
    """Of the latent normals, in the order of the lines."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        ids = [line.id for line in self.lines]
        if len(set(ids)) < len(ids):
            twice = next(line for line in ids if ids.count(line) > 1)
            raise wrong(f"同じid「{twice}」の費目が2つあります", "別のidにしてください")
        if self.correlation is not None:
            check_correlation(self.correlation, len(ids))
        return self

    @property
    def correlated(self) -> bool:
        """Whether any two lines depend on each other."""
        rows = self.correlation or ()
        return any(value != 0 for i, row in enumerate(rows) for value in row[:i])


def check_correlation(rows: tuple[tuple[float, ...], ...], size: int) -> None:
    """A correlation matrix is square, symmetric, 1 on its diagonal, within ±1, and not negative definite."""
    if len(rows) != size or any(len(row) != size for row in rows):
        raise wrong("correlation の大きさが費目の数と違います", f"{size}行{size}列にしてください")
    for i, row in enumerate(rows):
        if abs(row[i] - 1.0) > 1e-12:
            raise wrong(f"correlation の対角が1ではありません（{i + 1}行目）", "対角をすべて1にしてください")
        for j in range(i):
            if abs(row[j] - rows[j][i]) > 1e-12:
                raise wrong(
                    f"correlation が対称ではありません（{i + 1}行{j + 1}列）", "対応する2つを同じ値にしてください"
                )
            if abs(row[j]) > 1:
                raise wrong(f"相関が±1を超えています（{row[j]}）", "-1から1までにしてください")
    if cholesky(rows) is None:
        raise wrong("この組み合わせの相関はありえません（半正定値ではありません）", "強すぎる相関を弱めてください")


def cholesky(rows: tuple[tuple[float, ...], ...]) -> list[list[float]] | None:
    """The lower triangle L with L Lᵀ = rows, also where rows is singular; None where there is none.

    Written out, not taken from a library, so that every machine gets the same figures.
    """
    size = len(rows)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = rows[i][j] - math.fsum(lower[i][k] * lower[j][k] for k in range(j))
            if i == j:
                if rest < -1e-9:
                    return None
                lower[i][i] = math.sqrt(rest) if rest > 1e-12 else 0.0
            elif lower[j][j] > 0:
                lower[i][j] = rest / lower[j][j]
            elif abs(rest) > 1e-6:
                return None
    return lower


def _level(value: Any) -> Decimal:
    exact = decimal(value)
    if not 0 < exact < 1 or not 0.0 < float(exact) < 1.0:
        raise wrong(f"0と1の間の数ではありません（{value}）", "0より大きく1より小さい数にしてください（例: 0.99）")
    return exact


Level = Annotated[Decimal, BeforeValidator(_level)]
DEFAULT_LEVELS = tuple(Decimal(text) for text in ("0.9", "0.95", "0.99", "0.995"))


class LossSpec(Strict):
    """The whole file."""

    scenarios: tuple[ScenarioSpec, ...] = Field(min_length=1, max_length=MAX_SCENARIOS)
    cover: Cover | None = None
    quantiles: tuple[Level, ...] = Field(default=DEFAULT_LEVELS, max_length=MAX_ASKED)
    thresholds: tuple[Amount, ...] = Field(default=(), max_length=MAX_ASKED)

    @model_validator(mode="after")
    def _ids(self) -> Self:
        ids = [scenario.id for scenario in self.scenarios]
        if len(set(ids)) < len(ids):
            twice = next(name for name in ids if ids.count(name) > 1)
            raise wrong(f"同じid「{twice}」のscenarioが2つあります", "別のidにしてください")
        kinds: dict[str, bool] = {}
        for scenario in self.scenarios:
            for line in scenario.lines:
                stops = line.interruption is not None
                if kinds.setdefault(line.id, stops) is not stops:
                    raise wrong(f"費目「{line.id}」が金額と休業の両方にあります", "どちらかのidを変えてください")
        return self

    @property
    def line_ids(self) -> list[str]:
        """Every line once, in order of appearance."""
        return list(dict.fromkeys(line.id for scenario in self.scenarios for line in scenario.lines))

    @property
    def interruptions(self) -> set[str]:
        """The lines that are hours of outage."""
        return {line.id for scenario in self.scenarios for line in scenario.lines if line.interruption}


def refuse_vanishing(document: Document | Mapping[str, Any]) -> None:
    """InputError for a number so small that writing it out as a fraction would fill the machine."""
    data = document.data if isinstance(document, Document) else document
    open_places: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while open_places:
        path, value = open_places.pop()
        if isinstance(value, Mapping):
            open_places.extend(((*path, str(key)), inner) for key, inner in value.items())
        elif isinstance(value, list | tuple):
            open_places.extend(((*path, index), inner) for index, inner in enumerate(value))
        elif isinstance(value, Decimal) and value.is_finite() and value.as_tuple().exponent < -_MOST_DIGITS:  # type: ignore[operator]
            where, line = field_path(path), document.line(path) if isinstance(document, Document) else None
            if isinstance(document, Document):
                where = f"{document.name}: {where}" + (f"（{line}行目）" if line else "")
            raise InputError(
                where,
                f"小さすぎる数です（{shown(value)}）",
                f"小数点以下を{_MOST_DIGITS}桁までにするか、0にしてください",
            )


def number_key(value: Decimal) -> str:
    """The shortest decimal text of a number: 0.90 is "0.9", 1e6 is "1000000"."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
