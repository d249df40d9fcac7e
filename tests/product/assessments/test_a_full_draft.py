"""A draft keeps so many results; whoever asks for one more is told kindly, at whichever door."""

from __future__ import annotations

import pytest

from sonae.assessments import actions
from sonae.assessments.links import results_link
from sonae.assessments.models import Run

pytestmark = pytest.mark.django_db
DOORS = {
    "check": ("/shindan/{draft}/check/", {}),
    "cash": ("{place}vary/cash/", {"cash": "1"}),
    "budget": ("{place}vary/budget/", {"budget": "1"}),
    "plan": ("{place}vary/plan/", {"plan": "b"}),
    "rerun": ("{place}vary/rerun/", {}),
    "differ": ("{place}differ/hand_partly_loss/", {"value": "55"}),
}
"""Every form that makes a result: its address, and what is sent."""


@pytest.fixture
def doors(link, place, monkeypatch):
    """The draft is full; door → address and what is sent there."""
    monkeypatch.setattr(actions, "MOST_RUNS", 1)
    return {name: (path.format(draft=link, place=place), given) for name, (path, given) in DOORS.items()}


@pytest.mark.parametrize("door", DOORS)
def test_a_full_draft_says_so_and_keeps_its_results(visitor, doors, link, run, door):
    path, given = doors[door]
    page = visitor.send(path, given)
    told = page.content.decode()
    assert (page.status_code, list(Run.objects.values_list("pk", flat=True))) == (409, [run.pk])
    assert "結果がいっぱいになりました" in told
    assert f'href="/r/{results_link(link)}/"' in told


@pytest.mark.parametrize("door", DOORS)
def test_each_door_makes_a_result_while_there_is_room(visitor, link, run, place, door):
    path, given = DOORS[door]
    assert visitor.send(path.format(draft=link, place=place), given).status_code == 302
    assert Run.objects.count() == 2
