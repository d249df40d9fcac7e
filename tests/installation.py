"""An installation of its own for each process of the tests, made before Django reads its settings, gone afterwards."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["SONAE_DATA"] = tempfile.mkdtemp(prefix="sonae-tests-")
Path(os.environ["SONAE_DATA"], "static").mkdir()
_MADE_BY = os.getpid()


@atexit.register
def _forget() -> None:
    if os.getpid() == _MADE_BY:  # a forked child ends without taking its parent's folder along
        shutil.rmtree(os.environ["SONAE_DATA"], ignore_errors=True)
