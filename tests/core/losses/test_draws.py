"""Draws are the same for the same seed, on every machine and any number of threads."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal, localcontext

import numpy as np
import pytest

from sonae_core.quant.counts import poisson_table
from sonae_core.quant.losses import losses
from sonae_core.quant.streams import Stream, normals, uniforms
from tests.core.losses.specs import (
    LONG_TAIL,
    constant,
    discrete,
    event,
    exponential,
    job,
    line,
    one,
    policy,
    scenario,
    section,
    simulate,
    stop,
)
from tests.core.losses.specs import spec as whole_year

HALF = [[1, 0.5], [0.5, 1]]
MANY_THINGS = whole_year(
    scenario(
        "a", {"poisson": 2.6}, line("x", LONG_TAIL), line("y", exponential(1e6)), correlation=[[1, 0.5], [0.5, 1]]
    ),
    scenario("b", {"negative_binomial": {"mean": 0.5, "variance": 1}}, line("h", stop(exponential(40)))),
    scenario("c", {"bernoulli": 0.2}, line("y", discrete([1e5, 1e6], [0.5, 0.5]))),
    cover=policy(
        section("p", "x", "y", retention=1e5, limit=2e7, aggregate_limit=3e7),
        section("q", "h", waiting_hours=12),
        aggregate_limit=4e7,
    ),
    quantiles=[0.5, 0.9, 0.99],
    thresholds=[0, 1e6, 1e7],
)
RARE = one({"poisson": 0.01}, LONG_TAIL, cover={"retention": 1e6}, thresholds=[0, 1e6])
FROZEN = {
    "gross": 5622789.11,
    "paid": 4447417.26513,
    "everything": 13003552.6653,
    "everything_99": 165591246.693,
    "four_years": 0.952553324745,
}


def text(answer):
    return json.dumps(answer)


@pytest.mark.parametrize("asked", [MANY_THINGS, RARE, job()])
def test_the_same_seed_gives_the_same_bytes(asked):
    assert text(simulate(asked, years=70_000, seed=7)) == text(simulate(asked, years=70_000, seed=7))
    assert text(losses(asked, seed=7)) == text(losses(asked, seed=7))


@pytest.mark.parametrize("asked", [MANY_THINGS, RARE])
def test_the_number_of_threads_changes_no_byte(asked):
    one_thread, *others = (simulate(asked, years=150_000, seed=3, threads=threads) for threads in (1, 2, 4))
    assert [text(other) for other in others] == [text(one_thread)] * 2


@pytest.mark.parametrize("asked", [MANY_THINGS, RARE])
def test_another_seed_gives_other_years(asked):
    means = {simulate(asked, seed=seed)["gross"]["mean"] for seed in (0, 1, 2, 2**64 - 1)}
    assert len(means) == 4


def test_a_longer_simulation_begins_with_the_shorter_one():
    asked = one({"fixed": 1}, exponential(1), quantiles=[])
    short, long = (simulate(asked, years=years)["gross"]["mean"] for years in (32_768, 65_536))
    rest = 2 * long - short
    assert short != rest
    assert 0.97 < rest < 1.03


def test_one_year_alone_can_be_simulated():
    found = simulate(one({"fixed": 1}, constant(5), quantiles=[0.001, 0.999]), years=1)
    assert found["gross"]["quantiles"] == {"0.001": 5, "0.999": 5}
    assert found["gross"]["sd"] == 0


def test_the_names_of_scenarios_decide_the_draws_and_the_names_of_lines_do_not():
    here, there = (whole_year(scenario(name, {"poisson": 1}, line("x", exponential(1)))) for name in ("a", "b"))
    renamed = whole_year(scenario("a", {"poisson": 1}, line("other", exponential(1))))
    assert simulate(here)["gross"] != simulate(there)["gross"]
    assert simulate(here)["gross"] == simulate(renamed)["gross"]


def test_a_cover_shifts_no_draw():
    bare = {**MANY_THINGS, "cover": {}}
    assert simulate(bare)["gross"] == simulate(MANY_THINGS)["gross"]


# --- numbers that another machine has to reproduce -------------------------------------------------------------------


def philox(key, counter):
    """Four words of Philox 4x64-10, written out from the paper."""
    mask, (k0, k1), (c0, c1, c2, c3) = 2**64 - 1, key, counter
    for _ in range(10):
        first, second = 0xD2E7470EE14C6C93 * c0, 0xCA5A826395121157 * c2
        c0, c1, c2, c3 = (second >> 64) ^ c1 ^ k0, second & mask, (first >> 64) ^ c3 ^ k1, first & mask
        k0, k1 = (k0 + 0x9E3779B97F4A7C15) & mask, (k1 + 0xBB67AE8584CAA73B) & mask
    return [c0, c1, c2, c3]


def expected_words(seed, name, stream, block, count):
    key = hashlib.blake2b(
        name.encode(), digest_size=16, key=seed.to_bytes(8, "little"), person=b"sonae.streams"
    ).digest()
    halves = int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little")
    words = [word for step in range(1, count // 4 + 1) for word in philox(halves, (step, 0, stream, block))]
    return [word >> 11 for word in words]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((1, "ransomware", 0, 0), [3849904868124043, 251525395930988, 1698660382393301, 1928624714510475]),
        ((1, "ransomware", 3, 0), [2349638509185668, 8240855466945998, 8792560191005193, 6292223750981109]),
        ((1, "ransomware", 0, 1), [8828680161383307, 2026523614734936, 6706726315299105, 2802546475868167]),
        ((2, "ransomware", 0, 0), [8368488808224866, 3443741149282632, 4969359975601068, 6971643474994967]),
        ((2**64 - 1, "dos", 131, 7), [6956348588794253, 7548672558973805, 5905811301485524, 7951079605291219]),
    ],
)
def test_the_first_words_of_a_stream_stay_what_they_are(place, words):
    assert Stream(*place).words(4).tolist() == words


def test_words_are_those_of_the_paper():
    place = (12345, "mis_sent_mail", 5, 9)
    assert Stream(*place).words(40).tolist() == expected_words(*place, 40)


def test_a_stream_drawn_in_pieces_is_the_stream():
    whole, pieces = Stream(1, "a", 0, 0), Stream(1, "a", 0, 0)
    assert whole.words(30).tolist() == [*pieces.words(7), *pieces.words(1), *pieces.words(22)]


@pytest.mark.parametrize(
    ("rate", "steps"),
    [
        (1.0, [3313563428353948, 6627126856707896, 8283908570884870, 8836169142277194, 8974234285125276]),
        (2.0, [1218991862308979, 3656975586926937, 6094959311544895, 7720281794623533, 8532943036162852]),
    ],
)
def test_the_first_steps_of_a_count_table_stay_what_they_are(rate, steps):
    assert poisson_table(rate).steps[:5].tolist() == steps


@pytest.mark.parametrize("rate", [1, 2, 16])
def test_steps_are_cumulative_poisson_probabilities_to_the_last_bit(rate):
    with localcontext() as context:
        context.prec = 60
        mass = total = (-Decimal(rate)).exp()
        for k, step in enumerate(poisson_table(float(rate)).steps.tolist()):
            assert step == int((total * 2**53).to_integral_value()), k
            mass = mass * rate / (k + 1)
            total += mass


def test_a_word_on_a_step_is_a_year_of_one_more_event():
    table = poisson_table(1.0)
    for k in range(5):
        step = int(table.steps[k])
        assert table.counts(np.array([step - 1, step], dtype=np.uint64)).tolist() == [k, k + 1]


def test_uniforms_lie_strictly_between_zero_and_one_at_both_ends():
    ends = uniforms(np.array([0, 1, 2**53 - 2, 2**53 - 1], dtype=np.uint64))
    assert (ends > 0).all()
    assert (ends < 1).all()
    assert np.isfinite(normals(np.array([0, 2**53 - 1], dtype=np.uint64))).all()


def test_a_simulated_figure_stays_what_it_is():
    """Frozen, with room for the last digits that another processor may round otherwise."""
    found = simulate(job(), years=100_000)
    assert found["gross"]["mean"] == pytest.approx(FROZEN["gross"], rel=1e-9)
    assert found["paid"]["mean"] == pytest.approx(FROZEN["paid"], rel=1e-9)
    everything = simulate(MANY_THINGS, years=40_000)
    assert everything["paid"]["mean"] == pytest.approx(FROZEN["everything"], rel=1e-9)
    assert everything["gross"]["quantiles"]["0.99"] == pytest.approx(FROZEN["everything_99"], rel=1e-9)
    single = simulate(event(line("x", exponential(1)), quantiles=[0.5]), years=4)["gross"]
    assert single["mean"] == pytest.approx(FROZEN["four_years"], rel=1e-9)
