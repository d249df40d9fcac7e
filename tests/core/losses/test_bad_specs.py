"""Every field of a file of ``losses`` that cannot be: one line that names it and says how to mend it."""

from __future__ import annotations

import copy
from decimal import Decimal

import pytest

from sonae_core.quant.losses import losses
from sonae_core.values.errors import InputError
from tests.core.losses.specs import constant, exponential, line, policy, scenario, section, stop
from tests.core.losses.specs import spec as whole_year

GOOD = whole_year(
    scenario(
        "s",
        {"poisson": 0.5},
        line("x", {"lognormal": {"mu": 14, "sigma": 1}}),
        line("h", stop(exponential(120), 500_000, cap_hours=300)),
        correlation=[[1, 0.5], [0.5, 1]],
    ),
    scenario("t", {"negative_binomial": {"mean": 1, "variance": 2}}, line("g", {"gamma": {"shape": 2, "scale": 1e6}})),
    scenario("u", {"bernoulli": 0.2}, line("p", {"pareto": {"scale": 1e6, "alpha": 3}})),
    scenario("v", {"fixed": 1}, line("c", constant(5)), line("d", {"discrete": {"values": [1], "probabilities": [1]}})),
    cover={
        "waiting_hours": {"h": 12},
        "max_hours": {"h": 72},
        "shares": {"x": 0.9},
        "sublimits": {"x": 5e6},
        "uncovered": ["c"],
        "retention": 1e5,
        "limit": 1e7,
        "share": 0.9,
        "aggregate_limit": 2e7,
    },
    quantiles=[0.9],
    thresholds=[500],
)
POLICY = policy(
    section("a", "x", "g", retention=1e5, limit=1e7, aggregate_limit=2e7, shares={"x": 0.9}, sublimits={"x": 1e6}),
    section("b", "h", waiting_hours=12, max_hours=72),
    event_limit=1e7,
    aggregate_limit=2e7,
)
NAN, INFINITY = float("nan"), float("inf")
NEVER_A_NUMBER = ["1", "many", None, True, [], {}, NAN, INFINITY, -INFINITY, Decimal("NaN"), "1e6"]
NEVER_AN_AMOUNT = [*NEVER_A_NUMBER, -1, -1e-9, 1e15 + 1]
NEVER_A_SHARE = [*NEVER_A_NUMBER, -0.1, 1.1, 2]
NEVER_POSITIVE = [*NEVER_A_NUMBER, 0, -1]


def refused(asked, **options):
    with pytest.raises(InputError) as caught:
        losses(asked, **options)
    error = caught.value
    assert len(str(error).splitlines()) == 1
    assert error.path
    assert error.problem
    assert error.remedy
    return error


def changed(path, value, base=GOOD):
    asked = copy.deepcopy(base)
    place = asked
    *way, last = path
    for key in way:
        place = place[key]
    place[last] = value
    return asked


def written(path):
    """``("scenarios", 0, "id")`` as errors write it."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def test_the_file_that_every_test_here_spoils_is_good():
    assert losses(GOOD, figures=("gross",))["gross"]["mean"] > 0
    assert losses({**GOOD, "cover": POLICY}, figures=("gross",))["gross"]["mean"] > 0


FIELDS = [
    (("scenarios", 0, "frequency", "poisson"), [v for v in [*NEVER_A_NUMBER, -1, -1e-9] if v is not None]),
    (("scenarios", 1, "frequency", "negative_binomial", "mean"), NEVER_POSITIVE),
    (("scenarios", 1, "frequency", "negative_binomial", "variance"), NEVER_POSITIVE),
    (("scenarios", 2, "frequency", "bernoulli"), [v for v in NEVER_A_SHARE if v is not None]),
    (("scenarios", 3, "frequency", "fixed"), [v for v in [*NEVER_A_NUMBER, -1, 1.5] if v is not None]),
    (("scenarios", 0, "lines", 0, "lognormal", "mu"), [*NEVER_A_NUMBER, 1e6]),
    (("scenarios", 0, "lines", 0, "lognormal", "sigma"), [*NEVER_POSITIVE, 1e6]),
    (("scenarios", 0, "lines", 1, "interruption", "hours", "exponential", "mean"), NEVER_POSITIVE),
    (("scenarios", 0, "lines", 1, "interruption", "yen_per_day"), NEVER_AN_AMOUNT),
    (("scenarios", 0, "lines", 1, "interruption", "cap_hours"), [v for v in NEVER_AN_AMOUNT if v is not None]),
    (("scenarios", 1, "lines", 0, "gamma", "shape"), NEVER_POSITIVE),
    (("scenarios", 1, "lines", 0, "gamma", "scale"), NEVER_POSITIVE),
    (("scenarios", 2, "lines", 0, "pareto", "scale"), NEVER_POSITIVE),
    (("scenarios", 2, "lines", 0, "pareto", "alpha"), NEVER_POSITIVE),
    (("scenarios", 3, "lines", 0, "constant", "value"), NEVER_AN_AMOUNT),
    (("scenarios", 3, "lines", 1, "discrete", "values", 0), NEVER_AN_AMOUNT),
    (("scenarios", 3, "lines", 1, "discrete", "probabilities", 0), NEVER_A_SHARE),
    (("scenarios", 0, "correlation", 0, 1), NEVER_A_NUMBER),
    (("cover", "waiting_hours", "h"), [v for v in NEVER_AN_AMOUNT if v is not None]),
    (("cover", "max_hours", "h"), [v for v in NEVER_AN_AMOUNT if v is not None]),
    (("cover", "shares", "x"), [v for v in NEVER_A_SHARE if v is not None]),
    (("cover", "sublimits", "x"), [v for v in NEVER_AN_AMOUNT if v is not None]),
    (("cover", "retention"), [v for v in NEVER_AN_AMOUNT if v is not None]),
    (("cover", "limit"), [v for v in NEVER_AN_AMOUNT if v is not None]),
    (("cover", "share"), [v for v in NEVER_A_SHARE if v is not None]),
    (("cover", "aggregate_limit"), [v for v in NEVER_AN_AMOUNT if v is not None]),
    (("quantiles", 0), [*NEVER_A_NUMBER, 0, 1, -0.5, 1.5, Decimal("1e-400")]),
    (("thresholds", 0), NEVER_AN_AMOUNT),
]


@pytest.mark.parametrize(
    ("path", "value"), [pytest.param(p, v, id=f"{written(p)}={v!r}") for p, values in FIELDS for v in values]
)
def test_a_value_that_cannot_be_is_refused_by_its_field(path, value):
    error = refused(changed(path, value))
    around = written(path[:-1]) if path[-1] in ("mu", "sigma", "mean", "variance") else written(path)
    assert error.path.startswith(around), error


POLICY_FIELDS = [
    (("cover", "sections", 0, "retention"), NEVER_AN_AMOUNT),
    (("cover", "sections", 0, "limit"), NEVER_AN_AMOUNT),
    (("cover", "sections", 0, "aggregate_limit"), NEVER_AN_AMOUNT),
    (("cover", "sections", 0, "shares", "x"), NEVER_A_SHARE),
    (("cover", "sections", 0, "sublimits", "x"), NEVER_AN_AMOUNT),
    (("cover", "sections", 1, "waiting_hours"), NEVER_AN_AMOUNT),
    (("cover", "sections", 1, "max_hours"), NEVER_AN_AMOUNT),
    (("cover", "event_limit"), NEVER_AN_AMOUNT),
    (("cover", "aggregate_limit"), NEVER_AN_AMOUNT),
]


@pytest.mark.parametrize(
    ("path", "value"),
    [pytest.param(p, v, id=f"{written(p)}={v!r}") for p, vs in POLICY_FIELDS for v in vs if v is not None],
)
def test_a_value_of_a_policy_that_cannot_be_is_refused_by_its_field(path, value):
    error = refused(changed(path, value, {**GOOD, "cover": POLICY}))
    assert error.path.startswith(written(path)), error


CONTAINERS = [
    ("scenarios",),
    ("scenarios", 0),
    ("scenarios", 0, "frequency"),
    ("scenarios", 0, "lines"),
    ("scenarios", 0, "lines", 0),
    ("scenarios", 0, "lines", 0, "lognormal"),
    ("scenarios", 0, "lines", 1, "interruption"),
    ("scenarios", 0, "lines", 1, "interruption", "hours"),
    ("scenarios", 0, "correlation"),
    ("scenarios", 0, "correlation", 0),
    ("scenarios", 1, "frequency", "negative_binomial"),
    ("scenarios", 3, "lines", 1, "discrete"),
    ("scenarios", 3, "lines", 1, "discrete", "values"),
    ("scenarios", 3, "lines", 1, "discrete", "probabilities"),
    ("cover",),
    ("cover", "waiting_hours"),
    ("cover", "max_hours"),
    ("cover", "shares"),
    ("cover", "sublimits"),
    ("cover", "uncovered"),
    ("quantiles",),
    ("thresholds",),
]


@pytest.mark.parametrize("value", [3, "text", True])
@pytest.mark.parametrize("path", CONTAINERS, ids=written)
def test_a_number_or_a_word_in_place_of_several_fields_is_refused(path, value):
    assert refused(changed(path, value)).path.startswith(written(path))


@pytest.mark.parametrize("value", [None, 3, "text", [], [1]])
def test_a_file_that_is_no_mapping_is_refused(value):
    refused(value)


MAPPINGS = [
    (),
    ("scenarios", 0),
    ("scenarios", 0, "frequency"),
    ("scenarios", 0, "lines", 0),
    ("scenarios", 0, "lines", 0, "lognormal"),
    ("scenarios", 0, "lines", 1, "interruption"),
    ("scenarios", 0, "lines", 1, "interruption", "hours"),
    ("scenarios", 1, "frequency", "negative_binomial"),
    ("scenarios", 1, "lines", 0, "gamma"),
    ("scenarios", 2, "lines", 0, "pareto"),
    ("scenarios", 3, "lines", 0, "constant"),
    ("scenarios", 3, "lines", 1, "discrete"),
    ("cover",),
]


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: written(path) or "file")
def test_an_unknown_key_is_refused_by_its_name(path):
    assert refused(changed((*path, "colour"), "blue")).path == written((*path, "colour"))


REQUIRED = [
    ("scenarios",),
    ("scenarios", 0, "id"),
    ("scenarios", 0, "frequency"),
    ("scenarios", 0, "lines"),
    ("scenarios", 0, "lines", 0, "id"),
    ("scenarios", 0, "lines", 0, "lognormal", "mu"),
    ("scenarios", 0, "lines", 0, "lognormal", "sigma"),
    ("scenarios", 0, "lines", 1, "interruption", "hours"),
    ("scenarios", 0, "lines", 1, "interruption", "yen_per_day"),
    ("scenarios", 1, "frequency", "negative_binomial", "mean"),
    ("scenarios", 1, "frequency", "negative_binomial", "variance"),
    ("scenarios", 1, "lines", 0, "gamma", "shape"),
    ("scenarios", 2, "lines", 0, "pareto", "alpha"),
    ("scenarios", 3, "lines", 0, "constant", "value"),
    ("scenarios", 3, "lines", 1, "discrete", "values"),
    ("scenarios", 3, "lines", 1, "discrete", "probabilities"),
]


@pytest.mark.parametrize("path", REQUIRED, ids=written)
def test_a_missing_field_is_named(path):
    asked = copy.deepcopy(GOOD)
    place = asked
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    assert refused(asked).path == written(path)


@pytest.mark.parametrize("path", [("scenarios", 0, "id"), ("scenarios", 0, "lines", 0, "id")], ids=written)
@pytest.mark.parametrize("value", ["", "A", "a-b", "a b", "日本", 3, None, "é", "a\n"])
def test_an_id_of_other_letters_is_refused(path, value):
    assert refused(changed(path, value)).path == written(path)
