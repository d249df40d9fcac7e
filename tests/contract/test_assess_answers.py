"""`assess`: the JSON of the contract, and figures that do not contradict each other."""

from __future__ import annotations

import json

import pytest

from sonae_core.values.document import parse_document

KEYS = {
    "": "schema engine pack seed as_of inputs unknown frequency event year chances band plans measures premium "
    "not_first sources notices",
    "pack": "version hash",
    "unknown[]": "question ask effect_on_range",
    "frequency": "serious any scenarios",
    "frequency.scenarios[]": "id rate probability",
    "event": "median p10 p90 mean lines",
    "event.lines[]": "id gross paid retained facts",
    "year": "gross paid retained curve",
    "year.curve[]": "yen gross retained",
    "chances": "retained_above_cash limit_exhausted",
    "band": "event_median frequency retained_mean",
    "plans[]": "id fictional paid retained premium",
    "measures": "objective budget proved chosen next later stability effect_unknown",
    "measures.chosen[]": "id order cost change grade",
    "measures.chosen[].change": "gross retained premium",
    "measures.next": "extra_budget buys",
    "measures.stability[]": "id in_best",
    "premium": "low high technical conditions basis",
    "sources[]": "id title url as_of confidence",
}
LIMITS = {
    "no yearly limit": None,
    "a wide one": 100_000_000,
    "a narrow one": 1_000_000,
    "nothing": 0,
}


@pytest.fixture(scope="module")
def asked():
    """One run a policy; the figures are looked at by many tests."""
    return {}


def company(run, limit, already_paid=0):
    file = parse_document(run("assess", "--example").out.encode(), "example").data
    file["policy"]["aggregate_limit"] = limit
    file["policy"]["already_paid"] = {"policy": already_paid}
    return file


def answer(run, asked, limit=100_000_000, already_paid=0):
    key = (limit, already_paid)
    if key not in asked:
        file = run.file("c.json", company(run, limit, already_paid))
        asked[key] = run("assess", file, "--json", "--today", "2026-11-24").answer
    return asked[key]


def inside(value, path):
    for step in filter(None, path.split(".")):
        value = value[step.removesuffix("[]")]
        value = value[0] if step.endswith("[]") else value
    return value


@pytest.mark.parametrize("path", KEYS)
def test_every_key_of_the_contract_is_there_in_its_order(run, asked, path):
    keys = list(inside(answer(run, asked), path))
    promised = KEYS[path].split()
    assert [key for key in keys if key in promised] == promised
    assert set(promised) <= set(keys)


def test_the_yearly_statistics_have_the_keys_of_losses(run, asked):
    for name in ("gross", "paid", "retained"):
        figure = answer(run, asked)["year"][name]
        assert list(figure["quantiles"]) == list(figure["tvar"]) == ["0.9", "0.95", "0.99", "0.995"]


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_gross_is_paid_and_retained_in_event_year_and_plans(run, asked, limit):
    found = answer(run, asked, limit)
    year = {name: found["year"][name]["mean"] for name in ("gross", "paid", "retained")}
    assert year["gross"] == year["paid"] + year["retained"]
    for plan in found["plans"]:
        assert plan["paid"]["mean"] + plan["retained"]["mean"] == year["gross"]
    for line in found["event"]["lines"]:
        assert line["gross"] == line["paid"] + line["retained"]
    assert sum(line["gross"] for line in found["event"]["lines"]) == found["event"]["median"]


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_the_own_plan_is_the_own_year(run, asked, limit):
    found = answer(run, asked, limit)
    own = next(plan for plan in found["plans"] if plan["id"] == "own")
    assert own["paid"]["mean"] == found["year"]["paid"]["mean"]
    assert abs(found["premium"]["technical"] - own["paid"]["mean"]) <= 50


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_no_part_is_above_the_whole(run, asked, limit):
    year = answer(run, asked, limit)["year"]
    for part in ("paid", "retained"):
        for kind in ("quantiles", "tvar"):
            assert all(year[part][kind][level] <= value for level, value in year["gross"][kind].items())
    assert all(point["retained"] <= point["gross"] for point in year["curve"])


def test_a_limit_that_no_year_reaches_costs_nothing(run, asked):
    wide, none = (answer(run, asked, limit)["year"]["paid"]["mean"] for limit in (10**12, None))
    assert wide == none


def test_what_was_paid_before_leaves_less_of_the_yearly_limit(run, asked):
    before, after = answer(run, asked, 3_000_000), answer(run, asked, 3_000_000, 2_000_000)
    assert after["year"]["paid"]["mean"] < before["year"]["paid"]["mean"]
    assert after["chances"]["limit_exhausted"] > before["chances"]["limit_exhausted"]


def test_stored_inputs_give_the_same_answer_again(run, asked):
    file = company(run, 100_000_000)
    file["policy"]["sections"][0] |= {"shares": {"damages": 0.9}, "waiting_hours": 0}
    first = run("assess", run.file("c.json", file), "--json", "--today", "2026-11-24").answer
    again = run("assess", run.file("inputs.json", first["inputs"]), "--json", "--today", "2026-11-24").answer
    assert again == first


def test_every_probability_is_one(run, asked):
    found = answer(run, asked)
    shares = [found["frequency"]["serious"], found["frequency"]["any"], *found["band"]["frequency"]]
    shares += [each["probability"] for each in found["frequency"]["scenarios"]]
    shares += [*found["chances"].values(), *(each["in_best"] for each in found["measures"]["stability"])]
    assert all(0 <= share <= 1 for share in shares)


def test_every_fact_named_is_among_the_sources(run, asked):
    found = answer(run, asked)
    known = {source["id"] for source in found["sources"]}
    assert {fact for line in found["event"]["lines"] for fact in line["facts"]} <= known
    assert all((source["confidence"] == "assumed") == (source["source"] is None) for source in found["sources"])


def test_the_json_does_not_depend_on_the_folder_or_the_form_of_the_file(run, asked):
    text = run("assess", "--example").out
    yaml = run("assess", run.file("c.yaml", text), "--json", "--today", "2026-11-24")
    data = parse_document(text.encode(), "c").data
    piped = run("assess", "-", "--json", "--today", "2026-11-24", stdin=json.dumps(data).encode())
    assert yaml.out == piped.out


def test_an_empty_sheet_is_answered_and_becomes_a_list_of_questions(run):
    file = run.file("c.yaml", "company: {industry: P, employees: 0, sales: 0}\n")
    found = run("assess", file, "--json").answer
    assert len(found["unknown"]) == 9
    assert found["measures"]["budget"] is None
    assert found["chances"]["retained_above_cash"] is None
