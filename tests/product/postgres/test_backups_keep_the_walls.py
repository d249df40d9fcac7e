"""A backup holds every row of every agency and the walls between them; one that lacks rows is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sonae.cli import backup
from sonae.config import environment, postgresql
from sonae_core.values.errors import MachineError
from tests.product.postgres.apart import OWNS, alone, asked, divided, made, two_agencies
from tests.product.postgres.cluster import cluster
from tests.product.serving.served import sonae

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with cluster() as found:
        yield found


@pytest.fixture(scope="module")
def here(address: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A data folder and the two addresses of its database, with two agencies in it."""
    data, urls = tmp_path_factory.mktemp("here"), divided(address, "here")
    made(data, **urls)
    return data, urls


@pytest.mark.parametrize("with_owner", [True, False])
def test_two_agencies_are_put_back_elsewhere_with_every_row_and_every_wall(address, here, tmp_path, with_owner):
    data, urls = here
    file, elsewhere = tmp_path / "backup.tar.gz", tmp_path / "elsewhere"
    done = sonae(data, "backup", str(file), **(urls if with_owner else alone(urls)))
    assert (done.returncode, done.stderr) == (0, "")
    there = divided(address, f"elsewhere_{with_owner}".lower())
    done = sonae(elsewhere, "restore", str(file), **there)
    assert (done.returncode, done.stderr) == (0, "")
    before, after = two_agencies(data, "digest", **alone(urls)), two_agencies(elsewhere, "digest", **alone(there))
    assert after == before
    assert after["missing"] == []
    assert sum(count for count, _ in after["tables"].values()) > 30
    doctor = sonae(elsewhere, "doctor", "--json", **alone(there))
    assert '"runs は何も持ちません"' in doctor.stdout
    assert '"全部が開きます"' in doctor.stdout, "the keys came along"


@pytest.fixture
def database(here, monkeypatch):
    for name, url in here[1].items():
        monkeypatch.setenv(name, url)
    return environment.database(here[0])


@pytest.mark.parametrize("role", ["owner", "runtime"])
def test_a_copy_that_does_not_ask_for_all_rows_is_refused(database, tmp_path, monkeypatch, role):
    """Planted: as behind a pooler that drops the option, the dump has no row of any agency, and says nothing."""
    monkeypatch.setattr(postgresql, "ALL_ROWS", "")
    with pytest.raises(MachineError, match="行がそろっていません"):
        postgresql.dump(environment.owner() if role == "owner" else database, tmp_path / "copy")


def test_a_copy_that_lost_rows_is_refused_before_anything_is_put_back(address, here, tmp_path, monkeypatch):
    """Planted: the count is believed and the dump is short."""
    monkeypatch.setattr(postgresql, "ALL_ROWS", "")
    monkeypatch.setattr(postgresql, "check_rows", lambda copy, rows: None)
    short = tmp_path / "short.tar.gz"
    backup.make(here[0], environment.database(here[0], here[1]), short)
    there = divided(address, "untouched")
    done = sonae(tmp_path / "elsewhere", "restore", str(short), **there)
    assert done.returncode == 4
    assert "行がそろっていません" in done.stderr
    with asked(there["DATABASE_OWNER_URL"], OWNS) as owner:
        assert owner.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,)


def test_without_row_security_the_dump_itself_refuses(database, tmp_path):
    with pytest.raises(MachineError, match="row-level security"):
        postgresql.run("pg_dump", database, ["--format=custom", "--file", str(tmp_path / "copy")])


def test_rows_that_look_like_the_end_of_a_table_are_counted_as_rows(here, database, tmp_path):
    with asked(here[1]["DATABASE_OWNER_URL"], OWNS) as owner:
        owner.execute("CREATE TABLE odd (text text)")
        try:
            owner.execute(r"INSERT INTO odd VALUES (E'\\.'), (E'a\n\\.\nCOPY public.odd (text) FROM stdin;'), ('')")
            owner.execute("GRANT SELECT ON odd TO runs")
            postgresql.dump(database, tmp_path / "copy")
            assert postgresql.rows_in(tmp_path / "copy")["odd"] == 3
        finally:
            owner.execute("DROP TABLE odd")
