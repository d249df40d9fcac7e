"""One population for all tests of calibration: it takes seconds."""

from __future__ import annotations

import pytest

from bench.calibration.observe import Observation, observe
from sonae_core.packs import load
from sonae_core.packs.snapshot import Pack

FIRMS = 64


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load()


@pytest.fixture(scope="session")
def seen(pack: Pack) -> Observation:
    return observe(pack, FIRMS)
