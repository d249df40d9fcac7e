"""The reviewed answers of five invented companies: the three of ``companies/`` and the two cases of the packs.

``python -m tests.core.assessment.golden`` writes them anew; the change is then read by eye before it is kept.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sonae_core.packs.loader import load
from tests.core.assessment.people import NAMES, answer, company

FOLDER = Path(__file__).parent / "golden"


def givens() -> dict[str, dict[str, Any]]:
    """Name → company file."""
    found = {name: company(name) for name in NAMES}
    pack = load()
    for case in pack.cases.values():
        profile = case.profile
        found[case.id] = {
            "company": {
                "industry": profile.industry,
                "employees": round(pack.point(profile.employees)),
                "sales": round(pack.point(profile.sales)),
            },
            "answers": {**profile.answers, "persons_held": round(pack.point(profile.persons_held))},
        }
    return found


def without_names_of_packs(result: dict[str, Any]) -> dict[str, Any]:
    """An answer without what changes whenever any fact does: version and hash, and the list of sources."""
    return {key: value for key, value in result.items() if key not in ("pack", "sources", "engine")}


def main() -> None:
    """Write every golden file."""
    FOLDER.mkdir(exist_ok=True)
    for name, given in givens().items():
        kept = without_names_of_packs(answer(given, uncertain=True))
        (FOLDER / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
