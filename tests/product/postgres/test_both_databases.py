"""What holds on SQLite holds on PostgreSQL: the tests of the product again, a drill, and the doctor."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.product.postgres.apart import alone, divided
from tests.product.postgres.cluster import cluster
from tests.product.serving.served import ROOT, serving, sonae
from tests.product.serving.walking import Walker

pytestmark = pytest.mark.full

PRODUCT = Path(__file__).resolve().parents[1]
PARTS = 4
"""So that several processes share them: each part is a run of its own on a cluster of its own."""
OTHERWISE = {"postgres", "faults", "serving", "browser", "__pycache__"}
"""Folders with servers of their own, which start on both databases themselves or look at pictures."""


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with cluster() as address:
        yield address


@pytest.fixture(scope="module")
def forgetful() -> Iterator[str]:
    with cluster(forgetful=True) as address:
        yield address


def rooms() -> list[str]:
    return sorted(str(place) for place in PRODUCT.iterdir() if place.is_dir() and place.name not in OTHERWISE)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_test_of_the_product_passes_on_postgresql(forgetful, part):
    serving_rooms = [str(PRODUCT / "serving" / name) for name in ("test_worker.py", "test_database_asked_for.py")]
    places = [*rooms(), *serving_rooms, str(ROOT / "tests" / "isolation")][part::PARTS]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-p", "no:xdist", *places],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": forgetful, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        encoding="utf-8",
        timeout=1800,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    passed = re.search(r"= (\d+) passed", done.stdout)
    assert passed, done.stdout
    assert int(passed[1]) > 20
    assert "skipped" not in done.stdout


def test_serving_backing_up_and_putting_back(postgres, tmp_path):
    data, elsewhere, file = tmp_path / "var", tmp_path / "elsewhere", tmp_path / "backup.tar.gz"
    both = divided(postgres, "drill")
    runs = alone(both)
    with serving(data, "--workers", "1", **both) as server:
        walker = Walker(server.address, data)
        walker.start()
        walker.answer("employees", 41)
        doctor = sonae(data, "doctor", **runs)
        assert doctor.returncode == 0, doctor.stdout
        done = sonae(data, "backup", str(file), **runs)
        assert (done.returncode, done.stderr) == (0, "")
        walker.answer("employees", 42)
        walker.forget()
    refused = sonae(elsewhere, "restore", str(file), **both)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    wrong = sonae(elsewhere, "restore", str(file))
    assert wrong.returncode == 2
    assert "PostgreSQL" in wrong.stderr
    done = sonae(elsewhere, "restore", str(file), "--replace", **both)
    assert done.returncode == 0, done.stderr
    assert list(elsewhere.glob("replaced-*/database.dump"))
    with serving(elsewhere, "--workers", "1", **runs) as again:
        moved = Walker(again.address, elsewhere, link=walker.link)
        assert moved.kept("employees") == 41
        moved.forget()
