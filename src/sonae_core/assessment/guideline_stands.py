"""How the company stands to each guideline, as plain values: shares for a radar, the guideline's own points apart."""

from __future__ import annotations

from typing import Any

from sonae_core.assessment.risk import Risk
from sonae_core.profile.coverage import GroupStand, Score, Stand, stands


def guideline_stands(risk: Risk) -> list[dict[str, Any]]:
    """One entry a guideline. ``share`` is 0–1, null where nothing was answered: a gap, never a zero."""
    situation = risk.situation
    return [_stand(each) for each in stands(situation.pack, situation.sheet)]


def _stand(stand: Stand) -> dict[str, Any]:
    guideline = stand.guideline
    return {
        "id": guideline.id,
        "title": guideline.title,
        "edition": guideline.edition,
        "what_it_is_not": guideline.what_it_is_not,
        "groups": [_group(each) for each in stand.groups],
        "score": None
        if stand.score is None
        else _score(stand.score, guideline.scoring.note if guideline.scoring else ""),
    }


def _group(stand: GroupStand) -> dict[str, Any]:
    return {
        "number": stand.group.number,
        "title": stand.group.title,
        "confidence": stand.group.confidence.value,
        "share": stand.share,
        "topics": [
            {
                "number": each.topic.number,
                "title": each.topic.title,
                "share": each.share,
                "points": each.points,
                "questions": list(each.topic.questions),
                "measures": list(each.topic.measures),
            }
            for each in stand.topics
        ],
    }


def _score(score: Score, note: str) -> dict[str, Any]:
    return {
        "points": score.points,
        "most": score.most,
        "answered": score.answered,
        "topics": score.topics,
        "band": score.band,
        "note": note,
    }
