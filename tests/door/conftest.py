from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.door.desk import Desk, lay

collect_ignore_glob = ["test_door_*.py"] if sys.platform == "win32" else []


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return lay(tmp_path)
