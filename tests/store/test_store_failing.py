"""When a save fails: words, nothing half-written, and the same changes can be saved again."""

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.errors import SurroundingsFailed
from desktop_app.model.changes import REPORT, Change
from desktop_app.store import opening
from desktop_app.store.database import Store

LONG = "ถอดบทเรียน" * 1_500


def long_text(store: Store, end: str = "") -> list[Change]:
    return [Change(REPORT, store.summaries()[0].id, "introduction", LONG + end)]


def limited(path: Path) -> tuple[Store, sqlite3.Connection]:
    """A store on a file that may not grow."""
    raw = opening.open_file(path)
    raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")
    return Store(path, connection=raw), raw


def test_a_full_disk_is_told_and_the_save_works_when_there_is_room(stocked: Path) -> None:
    store, raw = limited(stocked)
    before = store.revision(store.summaries()[0].id)
    changes = long_text(store)
    with pytest.raises(SurroundingsFailed, match="เต็ม"):
        store.save(changes)
    assert store.revision(store.summaries()[0].id) == before
    assert store.check() == []
    raw.execute("PRAGMA max_page_count = 1000000")
    store.save(changes)
    assert store.load(store.summaries()[0].id).introduction == LONG
    store.close()


def test_after_a_failed_save_typing_on_loses_no_version(stocked: Path) -> None:
    store, raw = limited(stocked)
    report_id = store.summaries()[0].id
    store.save([Change(REPORT, report_id, "introduction", "ก")])
    with pytest.raises(SurroundingsFailed):
        store.save(long_text(store))
    raw.execute("PRAGMA max_page_count = 1000000")
    store.save(long_text(store, "จบ"))
    assert store.load(report_id).introduction == LONG + "จบ"
    assert store.check() == []
    store.close()


FILE_LIMIT = """
import resource
from pathlib import Path
from desktop_app.errors import SurroundingsFailed
from desktop_app.model.changes import REPORT, Change
from desktop_app.store.database import Store
path = Path(args[0])
with Store(path) as store:
    changes = [Change(REPORT, store.summaries()[0].id, "introduction", args[1])]
    size = path.stat().st_size
    for limit in (size, 4096, 100):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        try:
            store.save(changes)
        except SurroundingsFailed as error:
            print(error.english)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    store.save(changes)
    print(store.check(), store.load(changes[0].row).introduction == args[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_write_that_the_system_refuses_is_told_and_nothing_is_lost(stocked: Path, python: Callable) -> None:
    done = python(FILE_LIMIT, stocked, LONG)
    told = "the disk is full or cannot be written; nothing was lost"
    assert done.stdout.splitlines() == [told, told, told, "[] True"], done.stderr


def test_a_save_while_another_program_writes_is_told_and_works_afterwards(stocked: Path) -> None:
    store = Store(stocked, connection=opening.open_file(stocked, busy_seconds=0.1))
    changes = long_text(store)
    other = sqlite3.connect(stocked, isolation_level=None)
    for lock in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
        other.execute(lock)
        with pytest.raises(SurroundingsFailed, match="กำลังถูกโปรแกรมอื่นใช้งาน"):
            store.save(changes)
        other.execute("ROLLBACK")
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM version").fetchone()  # a reader stops the commit
    with pytest.raises(SurroundingsFailed, match="กำลังถูกโปรแกรมอื่นใช้งาน"):
        store.save(changes)
    other.execute("ROLLBACK")
    store.save(changes)
    other.close()
    assert store.check() == []
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not delete an open file")
def test_a_file_deleted_meanwhile_is_told_and_its_content_can_still_be_saved_elsewhere(
    stocked: Path, tmp_path: Path
) -> None:
    with Store(stocked) as store:
        store.save([Change(REPORT, store.summaries()[0].id, "place", "ศาลา")])
        changes = long_text(store)
        stocked.unlink()
        with pytest.raises(SurroundingsFailed, match="ถูกลบ"):
            store.save(changes)
        assert not stocked.exists()
        rescued = store.backup(tmp_path / "rescued.db")
        with pytest.raises(SurroundingsFailed, match="ถูกลบ"):
            store.save(changes)
    os.replace(rescued, stocked)
    with Store(stocked) as store:
        store.save(changes)
        assert store.load(changes[0].row).place == "ศาลา"
        assert store.check() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not replace an open file")
def test_a_file_replaced_meanwhile_is_not_written_to(stocked: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    Store(other).close()
    with Store(stocked) as store:
        changes = long_text(store)
        os.replace(other, stocked)
        with pytest.raises(SurroundingsFailed):
            store.save(changes)
    with Store(stocked) as store:
        assert store.summaries() == []


BACKUP_LIMIT = """
import os, resource
from pathlib import Path
from desktop_app.errors import SurroundingsFailed
from desktop_app.store.database import Store
path, out = Path(args[0]), Path(args[1])
with Store(path) as store:
    store.backup(out)
    before = out.read_bytes()
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
    for target in (out, None):
        try:
            store.backup(target)
        except SurroundingsFailed as error:
            print(error.english)
    print(out.read_bytes() == before, os.listdir(out.parent), os.listdir(path.parent / "backups"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_backup_that_finds_no_room_leaves_the_old_one_and_no_rest(
    stocked: Path, tmp_path: Path, python: Callable
) -> None:
    (tmp_path / "stick").mkdir()
    done = python(BACKUP_LIMIT, stocked, tmp_path / "stick" / "copy.db")
    told = "the disk is full or cannot be written; nothing was lost"
    assert done.stdout.splitlines() == [told, told, "True ['copy.db'] []"], done.stderr


CREATION_LIMIT = """
import os, resource, signal
from pathlib import Path
from desktop_app.errors import SurroundingsFailed
from desktop_app.store.database import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    Store(Path(args[0]))
except SurroundingsFailed as error:
    print(error.english)
print(os.listdir(Path(args[0]).parent))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_new_database_that_finds_no_room_is_told_and_leaves_no_rest(path: Path, python: Callable) -> None:
    done = python(CREATION_LIMIT, path.parent / "new" / "sarup.db")
    assert done.stdout.splitlines() == ["the disk is full or cannot be written; nothing was lost", "[]"], done.stderr
