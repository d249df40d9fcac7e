"""An installation of its own for each process of the tests, made before Django reads its settings, gone afterwards."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["SONAE_DATA"] = tempfile.mkdtemp(prefix="sonae-tests-")
Path(os.environ["SONAE_DATA"], "static").mkdir()
atexit.register(shutil.rmtree, os.environ["SONAE_DATA"], ignore_errors=True)
