"""JSON Schemas of the files, for editors: generated from the models, kept in ``sonae_knowledge/schema``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sonae_core.packs.law import LawFile
from sonae_core.packs.library import BOOKS
from sonae_core.packs.model import SourcesFile, Version
from sonae_core.packs.shelf import FILES

_BY_ID: dict[str, Any] = {
    "type": "object",
    "description": "A source of sources.yaml by its id, and the place in it.",
    "properties": {"id": {"type": "string"}, "locator": {"type": "string"}},
    "required": ["id", "locator"],
    "additionalProperties": False,
}


def schemas() -> Iterator[tuple[str, str]]:
    """File name (``threats.json``) and content of each schema."""
    families: dict[str, type[BaseModel]] = {**FILES, **BOOKS}
    models: dict[str, type[BaseModel]] = {**families, "law": LawFile, "version": Version, "sources": SourcesFile}
    for name, model in sorted(models.items()):
        schema = model.model_json_schema()
        if name in families and "Source" in schema["$defs"]:
            _allow_sources_by_id(schema)
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        yield f"{name}.json", json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _allow_sources_by_id(schema: dict[str, Any]) -> None:
    definitions = schema["$defs"]
    definitions["SourceInFull"] = definitions["Source"]
    definitions["Source"] = {"anyOf": [_BY_ID, {"$ref": "#/$defs/SourceInFull"}]}
