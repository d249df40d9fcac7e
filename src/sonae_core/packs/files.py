"""The files of ``sonae_knowledge``: which there are, and reading one with errors that name file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from sonae_core.values.document import parse_document
from sonae_core.values.reading import Model, read

ROOT: Traversable = files("sonae_knowledge")


def family_files(family: str, root: Traversable = ROOT) -> Iterator[tuple[str, bytes]]:
    """Name (``law/appi.yaml``) and content of each YAML file of one family, by name."""
    folder = root / family
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            yield f"{family}/{entry.name}", entry.read_bytes()


def read_family(family: str, model: type[Model], root: Traversable = ROOT) -> tuple[Model, ...]:
    """Each file of one family as ``model``."""
    return tuple(read(model, parse_document(content, name)) for name, content in family_files(family, root))
