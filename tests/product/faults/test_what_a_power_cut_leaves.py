"""The disk of the power cuts: what was synced stays, and everything else may be gone, torn or rubbish."""

from __future__ import annotations

from random import Random

from tests.product.faults.power import SECTOR, Disk

DRAWS = 400
OLD, NEW = bytes([1]) * 2 * SECTOR, bytes([2]) * 2 * SECTOR


def left(disk):
    """Everything that cuts by different chances leave."""
    return [disk.after_cut(Random(seed)) for seed in range(DRAWS)]  # noqa: S311


def test_what_was_synced_is_there_after_every_cut():
    disk = Disk({"db": OLD})
    disk.opened("db").write(0, NEW)
    disk.opened("db").sync()
    assert all(files == {"db": NEW} for files in left(disk))


def test_what_was_not_synced_is_there_whole_or_gone_or_torn_or_rubbish():
    disk = Disk({"db": OLD})
    disk.opened("db").write(0, NEW)
    found = {files["db"] for files in left(disk)}
    half = bytes([2]) * SECTOR
    assert {OLD, NEW, half + OLD[SECTOR:], OLD[:SECTOR] + half} <= found
    assert any(set(data) == {1, 2} and data.index(1) % SECTOR for data in found), "never torn inside a sector"
    assert any(len(set(data)) > 200 for data in found), "never rubbish"


def test_a_cut_touches_nothing_outside_the_bytes_that_were_written():
    disk = Disk({"db": OLD})
    disk.opened("db").write(100, NEW[:300])
    assert all(files["db"][:100] + files["db"][400:] == OLD[:100] + OLD[400:] for files in left(disk))


def test_a_later_write_may_be_there_without_an_earlier_one():
    disk = Disk({"db": b""})
    disk.opened("db").write(0, b"a")
    disk.opened("db").write(1, b"b")
    assert {b"", b"a", b"ab", b"\0b"} <= {files["db"] for files in left(disk)}


def test_a_file_may_keep_the_length_that_it_had_before_it_was_cut_short():
    disk = Disk({"db": OLD})
    disk.opened("db").truncate(SECTOR)
    assert {files["db"] for files in left(disk)} == {OLD, OLD[:SECTOR]}


def test_a_new_file_may_be_gone_until_its_folder_is_synced():
    disk = Disk({})
    disk.opened("wal").write(0, b"a")
    disk.opened("wal").sync()
    assert {frozenset(files.items()) for files in left(disk)} == {frozenset(), frozenset({("wal", b"a")})}
    disk.sync_folder()
    assert all(files == {"wal": b"a"} for files in left(disk))


def test_a_file_that_was_deleted_may_be_back_until_its_folder_is_synced():
    disk = Disk({"wal": b"a"})
    disk.deleted("wal")
    assert {len(files) for files in left(disk)} == {0, 1}
    disk.opened("wal").write(0, b"b")
    disk.opened("wal").sync()
    assert {files.get("wal") for files in left(disk)} == {None, b"a", b"b"}
    disk.sync_folder()
    assert all(files == {"wal": b"b"} for files in left(disk))


def test_what_a_failed_sync_left_behind_no_later_sync_brings_back():
    disk = Disk({"db": OLD})
    file = disk.opened("db")
    file.write(0, NEW)
    file.sync_fails(Random(5))  # noqa: S311
    before = bytes(file.certain)
    file.sync()
    assert before != NEW
    assert all(files["db"] == before for files in left(disk))
