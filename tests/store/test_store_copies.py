"""Backups and restores: whole or not at all, never over anything but a backup, nothing that was there is lost."""

import contextlib
import os
import sqlite3
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change
from desktop_app.store import copies, opening
from desktop_app.store.database import Store, restore


def place(store: Store, value: str) -> None:
    store.save([Change(REPORT, store.summaries()[0].id, "place", value)])


def device(path: Path) -> str:
    raw = opening.open_file(path, write=False)
    (number,) = raw.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    raw.close()
    return str(number)


def test_a_backup_lies_beside_with_an_ascii_name_and_holds_everything(
    store: Store, report_id: str, sample: dict
) -> None:
    made = store.backup()
    assert made.parent == store.path.parent / "backups"
    assert made.name.isascii()
    with Store(made, write=False) as copy:
        assert exchange.to_json(copy.load(report_id)) == sample
        assert copy.check() == []
    assert os.listdir(made.parent) == [made.name]


def test_only_the_newest_ten_backups_stay_and_nothing_else_is_touched(store: Store, report_id: str) -> None:
    folder = store.path.parent / "backups"
    folder.mkdir(parents=True)
    for day in range(1, 15):
        (folder / f"sarup-202601{day:02}-120000.db").write_bytes(b"old")
    others = [folder / "sarup-before-the-flood.db", folder / "letter.txt"]
    for other in others:
        other.write_bytes(b"mine")
    made = [store.backup(), store.backup()]
    left = sorted(folder.glob("sarup-20*.db"))
    assert len(left) == copies.KEPT
    assert set(made) <= set(left)
    assert left[0].name == "sarup-20260107-120000.db"
    assert all(other.exists() for other in others)


@pytest.mark.of_files
def test_a_backup_is_written_over_an_older_one_but_over_nothing_else(
    store: Store, report_id: str, tmp_path: Path
) -> None:
    out = tmp_path / "stick" / "my copy.db"
    out.parent.mkdir()
    assert store.backup(out) == out
    place(store, "ศาลา")
    store.backup(out)
    with Store(out, write=False) as copy:
        assert copy.load(report_id).place == "ศาลา"
    live = tmp_path / "another.db"
    Store(live).close()
    letter = tmp_path / "letter.txt"
    letter.write_text("สวัสดี", encoding="utf-8")
    for target in (live, letter, store.path):
        before = target.stat().st_mtime_ns, target.stat().st_size
        with pytest.raises(Refused):
            store.backup(target)
        assert (target.stat().st_mtime_ns, target.stat().st_size) == before
    assert not list(tmp_path.glob(".*.new*"))


def test_a_backup_into_a_folder_gets_a_dated_name(store: Store, report_id: str, tmp_path: Path) -> None:
    made = store.backup(tmp_path)
    assert made.parent == tmp_path
    assert made.name.startswith("sarup-2")


@pytest.mark.parametrize("name", ["stick/copy.db", "ก" * 300])
def test_a_backup_to_where_nothing_can_be_is_told_and_makes_nothing(
    store: Store, report_id: str, tmp_path: Path, name: str
) -> None:
    with pytest.raises(SurroundingsFailed):
        store.backup(tmp_path / name)
    assert not (tmp_path / "stick").exists()


def test_a_backup_is_whole_while_somebody_types(stocked: Path) -> None:
    typing = threading.Event()

    def type_on() -> None:
        with Store(stocked) as other:
            for number in range(1_000):
                if typing.is_set():
                    break
                place(other, f"ศาลา {number}")

    typist = threading.Thread(target=type_on)
    typist.start()
    with Store(stocked) as store:
        made = [store.backup() for _ in range(3)]
    typing.set()
    typist.join()
    for one in made:
        with Store(one, write=False) as copy:
            assert copy.check() == []


def test_a_restore_keeps_what_was_there_and_is_another_device(stocked: Path, sample: dict) -> None:
    with Store(stocked) as store:
        backup = store.backup()
        place(store, "หลังสำรอง")
        report_id = store.summaries()[0].id
    before = device(stocked)
    kept = restore(backup, stocked)
    assert kept is not None
    with Store(stocked) as store, Store(kept, write=False) as old:
        assert exchange.to_json(store.load(report_id)) == sample
        assert old.load(report_id).place == "หลังสำรอง"
        assert store.check() == old.check() == []
        place(store, "หลังกู้คืน")
    assert len({before, device(kept)}) == 1
    assert device(stocked) != before


def test_a_restore_to_where_nothing_is_needs_no_second_name(stocked: Path, tmp_path: Path) -> None:
    with Store(stocked) as store:
        backup = store.backup()
    there = tmp_path / "new" / "sarup.db"
    assert restore(backup, there) is None
    with Store(there) as store:
        assert len(store.summaries()) == 1


def test_a_damaged_database_is_replaced_by_the_backup_and_kept(stocked: Path) -> None:
    with Store(stocked) as store:
        backup = store.backup()
    stocked.write_bytes(b"\0" * 9_000)
    kept = restore(backup, stocked)
    assert kept is not None
    assert kept.read_bytes() == b"\0" * 9_000
    with Store(stocked) as store:
        assert store.check() == []


def test_a_bad_backup_is_refused_and_the_database_stays(stocked: Path, tmp_path: Path) -> None:
    with Store(stocked) as store:
        backup = store.backup()
    connection = sqlite3.connect(backup)
    connection.execute("UPDATE version SET value = '\"ปลอม\"' WHERE seq = 3")
    connection.commit()
    connection.close()
    before = stocked.read_bytes(), sorted(os.listdir(tmp_path))
    for bad in (backup, tmp_path / "none.db", stocked, tmp_path):
        with pytest.raises(Refused):
            restore(bad, stocked)
    assert (stocked.read_bytes(), sorted(os.listdir(tmp_path))) == before


def test_a_database_in_use_is_not_replaced(stocked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(stocked) as store:
        backup = store.backup()
    connect = opening.connect
    monkeypatch.setattr(opening, "connect", lambda path, mode, wait=0.1: connect(path, mode, wait))
    other = sqlite3.connect(stocked, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SurroundingsFailed):
        restore(backup, stocked)
    other.close()


def test_no_file_that_windows_does_not_give_away_is_restored(stocked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(old: Path, new: Path) -> None:
        raise PermissionError(13, "Access is denied")

    with Store(stocked) as window:
        backup, before = window.backup(), sorted(stocked.parent.iterdir())
        if sys.platform != "win32":
            monkeypatch.setattr(os, "rename", rename)
        with pytest.raises(SurroundingsFailed, match="กำลังถูกโปรแกรมอื่นใช้งาน"):
            restore(backup, stocked)
        assert sorted(stocked.parent.iterdir()) == before
        place(window, "ศาลา")
        assert window.check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not replace an open file")
def test_a_window_left_open_during_a_restore_is_told_at_its_next_save(stocked: Path) -> None:
    with Store(stocked) as window:
        backup = window.backup()
        restore(backup, stocked)
        with pytest.raises(SurroundingsFailed, match="แทนที่"):
            place(window, "ศาลา")
    with Store(stocked) as store:
        assert store.check() == []


def test_who_works_on_in_a_backup_is_another_device(stocked: Path) -> None:
    with Store(stocked) as store:
        backup = store.backup()
    with Store(backup) as copy:
        assert device(backup) == device(stocked)
        place(copy, "ศาลา")
        assert copy.check() == []
    assert device(backup) != device(stocked)
    with Store(stocked) as store, pytest.raises(Refused):
        store.backup(backup)


def test_what_a_killed_program_left_half_written_is_swept_away_later(store: Store, report_id: str) -> None:
    folder = store.backup().parent
    old, fresh = (
        folder / ".sarup-20260101-120000.db.7-0a1b2c3d.new",
        folder / ".sarup-20260101-120000.db.8-0a1b2c3d.new",
    )
    for left in (old, fresh):
        left.write_bytes(b"half")
    os.utime(old, (1, 1))
    store.backup()
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_copy_is_made_while_others_beside_it_come_and_go(store: Store, tmp_path: Path) -> None:
    """One that another program writes may be gone between the look at the folder and the look at it."""
    folder = tmp_path / "copies"
    folder.mkdir()
    passing = folder / ".x.db.7-0a1b2c3d.new-journal"
    ended = threading.Event()

    def come_and_go() -> None:
        while not ended.is_set():
            with contextlib.suppress(OSError):  # Windows, while the other looks at it
                passing.touch()
                passing.unlink()

    other = threading.Thread(target=come_and_go)
    other.start()
    try:
        for number in range(20):
            store.backup(folder / f"{number}.db")
    finally:
        ended.set()
        other.join()
    assert len([one for one in folder.iterdir() if one.suffix == ".db"]) == 20
