"""SQLite: a backup of two agencies brings back every row of both, the keys of their logs, and the walls."""

from __future__ import annotations

import pytest

from tests.product.postgres.apart import made, two_agencies
from tests.product.serving.served import sonae

pytestmark = pytest.mark.full


def test_two_agencies_are_put_back_elsewhere_with_every_row_and_every_wall(tmp_path):
    data, elsewhere, file = tmp_path / "var", tmp_path / "elsewhere", tmp_path / "backup.tar.gz"
    made(data)
    done = sonae(data, "backup", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    done = sonae(elsewhere, "restore", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    before, after = two_agencies(data, "digest"), two_agencies(elsewhere, "digest")
    assert after == before
    assert after["missing"] == []
    assert sum(count for count, _ in after["tables"].values()) > 30
    assert '"全部が開きます"' in sonae(elsewhere, "doctor", "--json").stdout
