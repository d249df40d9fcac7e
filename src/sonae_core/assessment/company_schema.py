"""The JSON Schema of COMPANY.yaml, for editors and for programs that write one."""

from __future__ import annotations

from typing import Any

from sonae_core.assessment.company_file import CompanyFile
from sonae_core.packs.questions import UNKNOWN, Question
from sonae_core.packs.snapshot import Pack


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
    budget["anyOf"] = [{"type": "integer", "minimum": 0, "description": "first_year"}, *budget.get("anyOf", [])]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _answer(question: Question) -> dict[str, Any]:
    unknown: dict[str, Any] = {"enum": [UNKNOWN, None]}
    if question.kind == "number":
        return {"description": question.text, "anyOf": [{"type": "integer", "minimum": 0}, unknown]}
    return {"description": question.text, "enum": [*question.option_ids, UNKNOWN, None]}
