"""The files of ``sonae_knowledge``: which there are, and reading one with errors that name file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sonae_core.values.document import Document, Path, parse_document

ROOT: Traversable = files("sonae_knowledge")


def family_files(family: str, root: Traversable = ROOT) -> Iterator[tuple[str, bytes]]:
    """Name (``law/appi.yaml``) and content of each YAML file of one family, by name."""
    folder = root / family
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            yield f"{family}/{entry.name}", entry.read_bytes()


def family_documents(family: str, root: Traversable = ROOT) -> tuple[Document, ...]:
    """Each file of one family, parsed."""
    return tuple(parse_document(content, name) for name, content in family_files(family, root))


def places(documents: Iterable[Document]) -> dict[str, str]:
    """Every ``id`` in the documents → file and line in which its thing begins."""
    return {
        str(thing["id"]): f"{document.name}:{document.line(path) or 1}"
        for document in documents
        for path, thing in _things(document.data)
        if "id" in thing
    }


def _things(data: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(data, Mapping):
        yield path, data
        for key, inner in data.items():
            yield from _things(inner, (*path, key))
    elif isinstance(data, list):
        for index, inner in enumerate(data):
            yield from _things(inner, (*path, index))
