"""The JSON Schema of COMPANY.yaml, for editors and for programs that write one."""

from __future__ import annotations

from typing import Any

from sonae_core.assessment.company_file import CompanyFile
from sonae_core.packs.questions import UNKNOWN, YES_PARTIAL_NO, Question
from sonae_core.packs.snapshot import Pack
from sonae_core.profile.answers import MOST
from sonae_core.values.reading import MAX_YEN


def company_schema(pack: Pack) -> dict[str, Any]:
    """JSON Schema 2020-12, with the questions of the packs under ``answers``."""
    schema = CompanyFile.model_json_schema()
    asked = [question for question in pack.questions.values() if question.company_field is None]
    schema["properties"]["answers"] = {
        "type": "object",
        "title": "Answers",
        "additionalProperties": False,
        "properties": {question.id: _answer(question) for question in asked},
    }
    budget = schema["properties"]["budget"]
    alone = {"type": "integer", "minimum": 0, "maximum": MAX_YEN, "description": "first_year"}
    budget["anyOf"] = [alone, *budget.get("anyOf", [])]
    _close(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _close(schema: Any) -> None:
    """Refuse keys that are no ids, wherever ids are keys (pydantic says only what an id looks like)."""
    if isinstance(schema, dict):
        if "patternProperties" in schema:
            schema["additionalProperties"] = False
        schema = list(schema.values())
    for inner in schema if isinstance(schema, list) else ():
        _close(inner)


def _answer(question: Question) -> dict[str, Any]:
    unknown: dict[str, Any] = {"enum": [UNKNOWN, None]}
    if question.kind == "number":
        return {
            "description": question.text,
            "anyOf": [{"type": "integer", "minimum": 0, "maximum": question.most or MOST}, unknown],
        }
    switches = [True, False] if question.option_ids == YES_PARTIAL_NO else []
    return {"description": question.text, "enum": [*question.option_ids, *switches, UNKNOWN, None]}
