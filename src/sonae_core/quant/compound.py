"""The compound solver: the distribution of a year from perils with independent parts.

Means are closed forms. The shape is the sum of exact amounts, kept as values, and a continuous rest, read off grids
that are refined until the answer stands still. Every quantile is read on a grid of its own scale.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sonae_core.quant.exact import ExactYear
from sonae_core.quant.far import COARSE, FIRST, LEVEL, ROUGH, STILL, Cells, FarTail
from sonae_core.quant.grid import Grid, Peril, padding_for, year_on_grid
from sonae_core.quant.parts import Line, Part
from sonae_core.quant.sparse import Points, common_step
from sonae_core.quant.tail import Tail

Floats = NDArray[np.float64]

LARGEST = 2**22
WELL_INSIDE = 0.996  # levels beyond are read with twice the cells and room
READ = 3 * FIRST // 2  # cells of a grid that a rough reading is held against
SPREAD = 16.0  # a quantile is read on a grid whose top is at most so many times larger
FAR = 1e-5  # tails smaller than this are read as tails


def event_moments(peril: Peril) -> tuple[float, float]:
    """Mean and variance of one event's amount; inf where they do not exist."""
    mean = variance = 0.0
    for part in peril.parts:
        first = part.moment(1)
        mean += first
        variance += _spread_of(part, first)
    return mean, variance


def _spread_of(part: Part, mean: float) -> float:
    """The variance of a part; of exact amounts around their mean, so that a constant has none."""
    if 1.0 - sum(part.atoms.values()) < LEVEL and math.isfinite(mean):
        return sum(chance * (float(value) - mean) ** 2 for value, chance in part.atoms.items())
    second = part.moment(2)
    return math.inf if math.isinf(second) else max(second - mean**2, 0.0)


class Compound:
    """A year of independent perils: moments, cdf, quantiles, and the expected part up to an amount."""

    def __init__(self, perils: Sequence[Peril]) -> None:
        self.perils = tuple(peril for peril in perils if peril.frequency.mean > 0 and peril.parts)
        self._grids: dict[tuple[float, int, int], Grid] = {}
        self._sizes: dict[float, int] = {}
        self._limited: dict[float, tuple[float, float]] = {}

    @cached_property
    def mean(self) -> float:
        """Expected amount of a year."""
        return sum((p.frequency.mean * event_moments(p)[0] for p in self.perils), 0.0)

    @cached_property
    def sd(self) -> float:
        """Standard deviation of a year."""
        total = 0.0
        for peril in self.perils:
            mean, variance = event_moments(peril)
            if math.isinf(variance) or math.isinf(mean):
                return math.inf
            total += peril.frequency.mean * variance + peril.frequency.variance * mean**2
        return math.sqrt(total)

    @cached_property
    def atoms(self) -> Points:
        """The exact amounts of a year."""
        return self._exact.points

    @cached_property
    def _exact(self) -> ExactYear:
        return ExactYear(self.perils)

    @cached_property
    def _rest(self) -> float:
        """The probability outside the exact amounts."""
        rest = 1.0 - self.atoms.mass
        continuous = any(1.0 - sum(part.atoms.values()) > LEVEL for peril in self.perils for part in peril.parts)
        return rest if (continuous or not self._exact.complete) and rest > LEVEL else 0.0

    # --- grids ------------------------------------------------------------------------------------------------------

    @cached_property
    def _align(self) -> float:
        """A step that puts exact amounts on the grid, 0 if there is none."""
        values = {value for peril in self.perils for part in peril.parts for value in part.atoms if value > 0}
        step = common_step(values) if values else None
        return float(step) if step else 0.0

    def _grid(self, top: float, count: int, padding: int) -> Grid:
        """Tops are rounded up to half powers of two, so that neighbouring questions share a grid."""
        step = 2.0 ** (math.ceil(2.0 * math.log2(top * 1.01)) / 2.0) / (count - 8)
        if self._align > step:
            step = self._align / math.floor(self._align / step)
        key = (step, count, padding)
        if key not in self._grids:
            self._grids[key] = year_on_grid(self.perils, self._exact, step, count, padding)
        return self._grids[key]

    def _enough(self, top: float) -> int:
        """The number of cells at which a cell is small against what makes up most of a year up to ``top``.

        That is the size of an event, or the spread of the year where many events add up: sizes below a cell keep
        their mean and spread.
        """
        if top not in self._sizes:
            self._sizes[top] = self._cells(top)
        return self._sizes[top]

    def _cells(self, top: float) -> int:
        scales = [(p.frequency.mean * s, s) for p in self.perils if (s := sum(part.size(top) for part in p.parts)) > 0]
        total = sum(weight for weight, _ in scales)
        need = 8 * top / min((s for weight, s in scales if weight > 1e-4 * total), default=top)
        if need > FIRST:
            need = min(need, 32 * top / max(_spread(self.perils, top), 32 * top / LARGEST))
        return int(min(2 ** math.ceil(math.log2(max(need, 1.0))), self._largest))

    @cached_property
    def _largest(self) -> int:
        """The most cells worth their time: more only where very many events add up."""
        return LARGEST if sum(peril.frequency.mean for peril in self.perils) > 1e4 else LARGEST // 16

    def _settled(
        self,
        top: float,
        padding: int,
        read: Callable[[Grid], Floats],
        still: Callable[[Floats, Floats], bool],
        rough: Floats | None = None,
    ) -> tuple[Floats, Grid]:
        """The reading that no longer changes when the cells are halved, and the grid it was read on.

        ``rough``: a reading on wider cells; where it holds already, one grid is enough.
        """
        count = max(FIRST if rough is None else READ * padding // 2, self._enough(top))
        grid = self._grid(top, count, padding)
        reading = read(grid)
        if rough is not None and count >= 2 * max(COARSE, self._enough(top)) and still(rough, reading):
            return reading, grid
        while count < self._largest // padding:
            count *= 2
            grid = self._grid(top, count, padding)
            finer = read(grid)
            if still(reading, finer):
                return finer + (finer - reading) / 15.0, grid  # the error falls with the fourth power of the cell
            reading = finer
        return reading, grid

    # --- probabilities ----------------------------------------------------------------------------------------------

    def cdf(self, x: Floats) -> Floats:
        """P(year ≤ x)."""
        return self._probabilities(np.asarray(x, dtype=float), strictly=False)

    def below(self, x: float) -> float:
        """P(year < x)."""
        return float(self._probabilities(np.array([x]), strictly=True)[0])

    def _probabilities(self, x: Floats, *, strictly: bool) -> Floats:
        found = self.atoms.below(x, strictly=strictly)
        if self._rest:
            x, surely = self._far.passed(x)
            found[surely] += self._rest
            for places in _groups(x):
                exact, here = found[places], x[places]
                found[places] = self._settled(float(here.max()), 2, lambda grid: exact + grid.cdf(here), _close)[0]  # noqa: B023
        return np.clip(found, 0.0, 1.0)

    @property
    def rest(self) -> float:
        """The probability outside the exact amounts."""
        return self._rest

    def grid_cdf(self, x: Floats, top: float, cells: int) -> Floats:
        """The continuous part up to ``top`` on one grid of so many cells, up to eight times as many for small sizes."""
        return self._grid(top, max(cells, min(self._enough(top), 8 * cells)), 2).cdf(x)

    # --- quantiles --------------------------------------------------------------------------------------------------

    def quantiles(self, levels: Sequence[float], near: float = 0.0) -> list[tuple[float, float]]:
        """For each level the quantile inf{x: F(x) ≥ level − 1e-12} and E[(year − quantile)⁺].

        ``near``: an amount that will be asked for too; where it costs no precision its grids are shared.
        """
        found: dict[float, tuple[float, float]] = {}
        far = sorted({level for level in levels if 1.0 - level < FAR and self._rest}, reverse=True)
        if far:
            found.update(self._far.quantiles(far))
        located = self._locate_all(sorted(set(levels) - set(far), reverse=True))
        remaining = sorted(located, reverse=True)
        while remaining:
            top = located[remaining[0]][0]
            group = [level for level in remaining if located[level][0] * SPREAD >= top]
            remaining = [level for level in remaining if level not in group]
            found.update(self._read_group(group, near if top < near < 2.5 * top else top, located))
        return [found[level] for level in levels]

    @cached_property
    def _far(self) -> FarTail:
        cells = Cells(self._enough, self._align, self._largest)
        return FarTail(self.perils, self._exact, self._rest, self.mean, lambda: self._start(1.0 - FAR), cells)

    def survival(self, x: float) -> float:
        """P(year > x), to four digits also where it is small."""
        return self._far.survival(x)

    def tail(self, top: float, cells: int) -> Tail:
        """P(year > x) with all its digits up to a top, on one grid."""
        return self._far.grid(top, cells)

    # --- grids of one reading --------------------------------------------------------------------------------------

    def _read_group(
        self, group: list[float], top: float, located: Mapping[float, tuple[float, Grid | None]]
    ) -> dict[float, tuple[float, float]]:
        if not self._rest or top == 0.0:
            places = [_step_quantile(self.atoms, level) for level in group]
            return {level: (x, self._excess(x, None)) for level, x in zip(group, places, strict=True)}
        padding = padding_for(1.0 - max(group)) * (1 if max(group) <= WELL_INSIDE else 2)
        rough = self._with_tails(group, [located[level] for level in group])
        found, _ = self._settled(top, padding, lambda grid: self._reading(grid, group), _near, rough)
        places = found[: len(group)].tolist()
        if len(found) == len(group):
            return {level: (x, math.inf) for level, x in zip(group, places, strict=True)}
        tails = found[len(group) :].tolist()
        return {p: (x, max((t - x) * (1.0 - p), 0.0)) for p, x, t in zip(group, places, tails, strict=True)}

    def _reading(self, grid: Grid, levels: Sequence[float]) -> Floats:
        """Quantiles on one grid, and beyond them the means of the worse years."""
        return self._with_tails(levels, [(x, grid) for x in self._invert(grid, levels).tolist()])

    def _with_tails(self, levels: Sequence[float], places: Sequence[tuple[float, Grid | None]]) -> Floats:
        """Quantiles, then x + E[(year − x)⁺]/(1 − p) of each; only quantiles where no mean exists."""
        found = [x for x, _ in places]
        if math.isfinite(self.mean):
            found += [x + self._excess(x, grid) / (1.0 - p) for p, (x, grid) in zip(levels, places, strict=True)]
        return np.array(found)

    def _excess(self, x: float, grid: Grid | None) -> float:
        """E[(year − x)⁺] = E[year] − x + ∫₀ˣ F."""
        if math.isinf(self.mean):
            return math.inf
        return max(self.mean - x + self._cdf_integral(x, grid), 0.0)

    def _cdf_integral(self, x: float, grid: Grid | None) -> float:
        steps = float((self.atoms.probabilities * np.maximum(x - self.atoms.values, 0.0)).sum())
        return steps + (grid.integrals(x)[0] if grid is not None and x > 0 else 0.0)

    def limited_moments(self, limit: float) -> tuple[float, float]:
        """E[min(year, limit)] and E[min(year, limit)²]."""
        if limit not in self._limited:
            self._limited[limit] = self._limited_moments(limit)
        return self._limited[limit]

    def _limited_moments(self, limit: float) -> tuple[float, float]:
        atoms = self.atoms
        below = atoms.values < limit
        first = limit - float((atoms.probabilities[below] * (limit - atoms.values[below])).sum())
        second = limit**2 - float((atoms.probabilities[below] * (limit**2 - atoms.values[below] ** 2)).sum())
        if not self._rest or limit <= 0:
            return first, second
        area, weighted = self._grid(limit, max(2 * self._enough(limit), READ), 2).integrals(limit)
        return first - area, second - weighted

    def _invert(self, grid: Grid, levels: Sequence[float]) -> Floats:
        """Quantiles on one grid; exact amounts are hit exactly."""
        top = grid.step * (len(grid.cumulative) - 4)
        values = self.atoms.values[self.atoms.values <= top]
        steps = np.cumsum(self.atoms.probabilities[: len(values)])
        at = np.maximum.accumulate(steps + grid.at_all(values))
        found = []
        for level in levels:
            target = level - LEVEL
            index = int(np.searchsorted(at, target))
            under = steps[index - 1] if index else 0.0
            if index < len(values) and under + grid.at(float(values[index])) < target:
                found.append(values[index])
            else:
                low = values[index - 1] if index else 0.0
                high = values[index] if index < len(values) else top
                found.append(min(max(_solve(grid, target - under), float(low)), float(high)))
        return np.array(found)

    def _locate_all(self, levels: Sequence[float]) -> dict[float, tuple[float, Grid | None]]:
        """Roughly where the quantiles of levels in descending order lie; neighbours are read off one coarse grid."""
        located: dict[float, tuple[float, Grid | None]] = {}
        top = 0.0
        for level in levels:
            if level in located:
                continue
            place, top = self._locate(level, top)
            grid = self._coarse(top) if self._rest else None
            located[level] = place, grid
            below = [other for other in levels if other < level and other not in located]
            if grid is not None and below:
                places = self._invert(grid, below)
                located.update((o, (float(x), grid)) for o, x in zip(below, places, strict=True) if x * ROUGH >= top)
        return located

    def _locate(self, level: float, top: float) -> tuple[float, float]:
        """Roughly where the quantile lies, and the top of the coarse grid it was read on (0: none known yet)."""
        if not self._rest:
            return _step_quantile(self.atoms, level), top
        top = top or self._start(level)
        while self.atoms.below(np.array([top]))[0] + self._coarse(top).at(top) < level and top < 1e300:
            top *= 4.0
        while True:
            place = float(self._invert(self._coarse(top), [level])[0])
            if place * ROUGH >= top or top < 1e-280 or self.atoms.below(np.zeros(1))[0] >= level - LEVEL:
                return max(place, 0.0), top
            top = max(place * 1.5, top / ROUGH**2)

    def _coarse(self, top: float) -> Grid:
        return self._grid(top, max(COARSE, self._enough(top)), 2)

    def _start(self, level: float) -> float:
        """Cantelli's bound where a standard deviation exists, else a typical event."""
        if math.isfinite(self.sd):
            return self.mean + self.sd * math.sqrt(level / (1.0 - level))
        return 4.0 * max(part.size(math.inf) for peril in self.perils for part in peril.parts) or 1.0


def _spread(perils: Sequence[Peril], top: float) -> float:
    """The standard deviation of a year whose events are cut at ``top``."""
    variance = 0.0
    for peril in perils:
        seconds = [part.capped_moment(2, top) for part in peril.parts if isinstance(part, Line)]
        frequency = peril.frequency
        excess = max(frequency.variance - frequency.mean, 0.0) * sum(part.size(top) for part in peril.parts) ** 2
        variance += frequency.mean * (sum(seconds) if seconds else min(top, sum(p.size(top) for p in peril.parts)) ** 2)
        variance += excess
    return math.sqrt(variance)


def _step_quantile(points: Points, level: float) -> float:
    steps = np.cumsum(points.probabilities)
    index = int(np.searchsorted(steps, level - LEVEL))
    return float(points.values[min(index, len(points.values) - 1)])


def _solve(grid: Grid, target: float) -> float:
    """Where the continuous part reaches the target: secant steps inside one cell."""
    edges = grid.cumulative
    index = int(np.searchsorted(edges, target))
    if index >= len(edges):
        return float(grid.step * (len(edges) - 1))
    low = max(index - 1.5, 0.0) * grid.step
    high = max(index - 0.5, 0.0) * grid.step
    f_low, f_high = edges[max(index - 1, 0)] - target, edges[index] - target
    x = low
    for _ in range(60):
        if f_high <= f_low or high - low <= 1e-14 * high:
            break
        x = low + (high - low) * min(max(-f_low / (f_high - f_low), 0.0), 1.0)
        f_x = grid.at(x) - target
        if abs(f_x) < 1e-15:
            break
        low, f_low, high, f_high = (x, f_x, high, f_high) if f_x < 0 else (low, f_low, x, f_x)
        if abs(f_x) < 1e-13:
            break
    return x


def _close(one: Floats, other: Floats) -> bool:
    """Probabilities that differ by less than 1e-6, and by less than a thousandth of the smallest tail."""
    return bool(np.max(np.abs(one - other)) < min(STILL / 10, max(1e-3 * float(1.0 - other.max()), STILL / 1000)))


def _near(one: Floats, other: Floats) -> bool:
    return bool(np.all(np.abs(one - other) <= 3 * STILL * np.maximum(np.abs(other), 1e-300)))


def _groups(x: Floats) -> list[NDArray[np.int64]]:
    """Indices of positive places, grouped so that none is less than a sixteenth of its group's largest."""
    order = np.argsort(-x)
    order = order[x[order] > 0]
    groups = []
    while len(order):
        mine = x[order] * SPREAD >= x[order[0]]
        groups.append(order[mine])
        order = order[~mine]
    return groups
