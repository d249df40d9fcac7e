"""From YAML files of facts to one immutable, checked snapshot with a version and a hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from sonae_core.packs.snapshot import Pack


def load(root: Traversable | None = None) -> Pack:
    """The packs, read and checked once (``sonae_core.packs.loader``, imported only when asked for)."""
    from sonae_core.packs.files import ROOT
    from sonae_core.packs.loader import load as load_pack

    return load_pack(ROOT if root is None else root)
