"""A server of our own for the browser: the real one, with static files, headers and compression as in production."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from tests.patience import wait_until

ROOT = Path(__file__).resolve().parents[2]
_PREPARE = (
    "import django; django.setup(); from django.core.management import call_command as call; "
    "call('migrate', verbosity=0); call('collectstatic', interactive=False, verbosity=0)"
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), "")
"""The browser of this machine; empty where there is none."""


@contextmanager
def serving(folder: Path, **more: str) -> Generator[str, None, None]:
    """The address of a site with an empty database in ``folder``; it ends with the block."""
    environ = {
        **os.environ,
        "SONAE_DATA": str(folder),
        "SONAE_PROXIES": "1",  # each visitor of the tests says where it comes from, so that limits count each alone
        "SONAE_GALLERY": "1",
        "DJANGO_SETTINGS_MODULE": "sonae.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        **more,
    }
    environ.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", _PREPARE], cwd=ROOT, env=environ, check=True)
    port = _free_port()
    command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            [sys.executable, *command, "sonae.config.wsgi:application"], cwd=ROOT, env=environ, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(process)


def made(folder: Path, code: str) -> dict[str, str]:
    """What a program prints in its last line, as JSON: it fills the running site, in a process of its own beside it."""
    environ = {
        **os.environ,
        "SONAE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "sonae.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }
    environ.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


DEMO = """
import django; django.setup()
import json
from django.utils import timezone
from sonae.config import demo
demo.load(timezone.now(), timezone.localdate())
print(json.dumps({}))
"""
"""Fills an empty site with the invented agency, which then stands in front."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    assert wait_until(lambda: process.poll() is not None or _answers(address)), "the server did not answer"
    assert process.poll() is None, "the server ended"


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2):  # noqa: S310 - our own
            return True
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
