"""A backup that is not whole, not ours or in the way changes nothing; what was there is kept aside."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing

import pytest

from sonae.audit.keyring import Keyring
from sonae.cli import backup, restore
from sonae.config import archive, environment
from sonae.config.processes import UNFINISHED, refuse_half_restored, sole_server
from sonae_core.values.errors import InputError, MachineError
from tests.product.serving import served


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """A data folder with tables and a key, made as the first start makes it."""
    folder = tmp_path_factory.mktemp("installation")
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    told = served.environment(folder, DJANGO_SETTINGS_MODULE="sonae.config.settings")
    subprocess.run(command, env=told, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def whole(installation, tmp_path_factory):
    """A good backup."""
    file = tmp_path_factory.mktemp("backups") / "good.tar.gz"
    backup.make(installation, environment.database(installation, {}), file)
    return file


def put_back(file, folder, *, replace=False):
    return restore.put_back(file, folder, environment.database(folder, {}), replace=replace)


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def changed(whole, target, change):
    """The backup again, its members passed through ``change(name, content)`` (None leaves one out)."""
    with tarfile.open(whole) as source, tarfile.open(target, "w:gz") as copy:
        for member in source:
            content = change(member.name, source.extractfile(member).read())
            if content is not None:
                fresh = tarfile.TarInfo(member.name)
                fresh.size = len(content)
                copy.addfile(fresh, io.BytesIO(content))
    return target


def test_a_backup_is_readable_by_its_owner_alone_and_holds_no_more_than_needed(whole):
    assert whole.stat().st_mode & 0o077 == 0
    with tarfile.open(whole) as file:
        assert file.getnames() == ["manifest.json", "database.sqlite3", "keys/signing"]
    assert [place.name for place in whole.parent.iterdir()] == ["good.tar.gz"]


def test_it_fills_an_empty_folder(whole, installation, tmp_path):
    _, aside = put_back(whole, tmp_path)
    assert aside is None
    assert (tmp_path / "keys" / "signing").read_text() == (installation / "keys" / "signing").read_text()
    with closing(sqlite3.connect(tmp_path / "sonae.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM assessments_draft").fetchone() == (0,)


def test_files_come_along_and_links_out_of_the_folder_do_not(whole, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    put_back(whole, source)
    (source / "files" / "証券").mkdir(parents=True)
    (source / "files" / "証券" / "例.pdf").write_bytes(b"%PDF")
    (source / "files" / "out").symlink_to("/etc/hostname")
    file = tmp_path / "files.tar.gz"
    backup.make(source, environment.database(source, {}), file)
    put_back(file, target)
    assert (target / "files" / "証券" / "例.pdf").read_bytes() == b"%PDF"
    assert not (target / "files" / "out").exists()


def test_data_that_is_there_is_only_replaced_when_asked_and_kept_aside(whole, tmp_path):
    (tmp_path / "sonae.sqlite3").write_text("the old one")
    with pytest.raises(InputError, match="--replace"):
        put_back(whole, tmp_path)
    assert contents(tmp_path) == {(tmp_path / "sonae.sqlite3").relative_to(tmp_path): b"the old one"}
    _, aside = put_back(whole, tmp_path, replace=True)
    assert (aside / "sonae.sqlite3").read_text() == "the old one"
    assert not (tmp_path / UNFINISHED).exists()


def drop_the_key(name, content):
    return None if name.startswith("keys/") else content


def flip_a_byte(name, content):
    return content[:-1] + bytes([content[-1] ^ 1]) if name.startswith("database") else content


def shorten(name, content):
    return content[:-1] if name.startswith("database") else content


def climb_out(name, content):
    return content.replace(b"keys/signing", b"keys/../../x") if name == archive.MANIFEST else content


def newer_format(name, content):
    return content.replace(b'"format": 1', b'"format": 2') if name == archive.MANIFEST else content


def no_list(name, content):
    return None if name == archive.MANIFEST else content


@pytest.mark.parametrize("change", [drop_the_key, flip_a_byte, shorten, climb_out, newer_format, no_list])
def test_a_backup_that_was_changed_is_refused_and_nothing_is_touched(whole, tmp_path, change):
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "sonae.sqlite3").write_text("the old one")
    file = changed(whole, tmp_path / "changed.tar.gz", change)
    with pytest.raises(InputError, match="いまのデータには触れていません"):
        put_back(file, folder, replace=True)
    assert [place.name for place in folder.iterdir()] == ["sonae.sqlite3"]
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_backup_that_was_cut_off_is_refused(whole, tmp_path, share):
    content = whole.read_bytes()
    file = tmp_path / "cut.tar.gz"
    file.write_bytes(content[: int(len(content) * share)])
    folder = tmp_path / "var"
    folder.mkdir()
    with pytest.raises(InputError):
        put_back(file, folder)
    assert not contents(folder)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
def test_a_member_that_is_no_plain_file_is_refused(tmp_path, kind):
    member = {
        "keys/signing": {"bytes": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    }
    told = {"format": 1, "made": "2026-11-24T03:00:00+00:00", "product": "0", "database": "sqlite", "members": member}
    file = tmp_path / "linked.tar.gz"
    with tarfile.open(file, "w:gz") as made:
        content = json.dumps(told).encode()
        first = tarfile.TarInfo(archive.MANIFEST)
        first.size = len(content)
        made.addfile(first, io.BytesIO(content))
        linked = tarfile.TarInfo("keys/signing")
        linked.type, linked.linkname = kind, "../../outside"
        made.addfile(linked)
    folder = tmp_path / "var"
    folder.mkdir()
    with pytest.raises(InputError):
        put_back(file, folder)
    assert not contents(folder)


def test_a_backup_of_a_newer_product_is_refused(installation, whole, tmp_path):
    newer = tmp_path / "newer"
    newer.mkdir()
    put_back(whole, newer)
    with closing(sqlite3.connect(newer / "sonae.sqlite3")) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('answers', '0099_later', '2030')"
        )
        connection.commit()
    file = tmp_path / "newer.tar.gz"
    backup.make(newer, environment.database(newer, {}), file)
    target = tmp_path / "var"
    target.mkdir()
    with pytest.raises(MachineError, match="新しい版"):
        put_back(file, target)
    assert not contents(target)


def test_every_app_with_tables_is_known_when_versions_are_compared(settings):
    foreign = [name for name in settings.INSTALLED_APPS if not name.startswith("sonae.")]
    with_tables = {name for name in foreign if importlib.util.find_spec(f"{name}.migrations")}
    assert with_tables == set(restore.OTHERS)


def test_a_key_that_the_log_needs_and_nobody_has_is_said_loudly(installation, tmp_path, capsys):
    lost, target = tmp_path / "lost", tmp_path / "var"
    shutil.copytree(installation, lost)
    target.mkdir()
    with closing(sqlite3.connect(lost / "sonae.sqlite3")) as connection:
        connection.execute(
            "INSERT INTO audit_recordkey (id, kind, record_id, master, wrapped) VALUES ('a', 'k', 'b', '0001-aa', 'x')"
        )
        connection.commit()
    file = tmp_path / "without.tar.gz"
    assert backup.make(lost, environment.database(lost, {}), file).missing_keys == ["0001-aa"]
    assert put_back(file, target)[0].missing_keys == ["0001-aa"]
    assert backup.tell_missing(["0001-aa"]) == 3
    assert "0001-aa" in capsys.readouterr().err


def test_keys_of_the_log_come_along(installation, tmp_path):
    name = Keyring(installation / "keys" / "records").make()
    manifest = backup.make(installation, environment.database(installation, {}), tmp_path / "with.tar.gz")
    assert f"keys/records/{name}" in manifest.members


def test_what_is_put_back_is_for_its_owner_alone(installation, tmp_path):
    Keyring(installation / "keys" / "records").make()
    backup.make(installation, environment.database(installation, {}), tmp_path / "with.tar.gz")
    (tmp_path / "var").mkdir()
    put_back(tmp_path / "with.tar.gz", tmp_path / "var")
    places = [tmp_path / "var" / "keys", *(tmp_path / "var" / "keys").rglob("*")]
    assert len(places) > 3
    assert not [place for place in places if place.stat().st_mode & 0o077]


def test_an_error_in_the_middle_puts_everything_back(whole, tmp_path, monkeypatch):
    (tmp_path / "sonae.sqlite3").write_text("the old one")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "signing").write_text("the old key")
    before = contents(tmp_path)
    moves = []
    whole_move = restore._Moves.move

    def full_disk(self, source, target):
        moves.append(source.name)
        if len(moves) == 7:
            raise OSError(28, "No space left on device")
        whole_move(self, source, target)

    monkeypatch.setattr(restore._Moves, "move", full_disk)
    with pytest.raises(OSError, match="No space"):
        put_back(whole, tmp_path, replace=True)
    assert contents(tmp_path) == before


def test_a_folder_that_was_left_half_restored_is_not_served(tmp_path):
    (tmp_path / UNFINISHED).touch()
    with pytest.raises(MachineError, match="--replace"):
        refuse_half_restored(tmp_path)


def test_nothing_is_put_back_under_a_running_server(whole, tmp_path, monkeypatch, capsys):
    from sonae.cli.__main__ import main

    monkeypatch.setenv("SONAE_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with sole_server(tmp_path, "http://127.0.0.1:1/"):
        assert main(["restore", str(whole)]) == 4
    assert "止めてから" in capsys.readouterr().err
    assert main(["restore", str(whole)]) == 0


def test_a_backup_never_overwrites_another(whole, installation, monkeypatch, capsys):
    from sonae.cli.__main__ import main

    monkeypatch.setenv("SONAE_DATA", str(installation))
    assert main(["backup", str(whole)]) == 2
    assert "もうあります" in capsys.readouterr().err
