"""Opening: nothing is written to a file in order; a file that is no good is left as it is, with words."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.errors import Refused, SurroundingsFailed, UserError
from desktop_app.store import opening, reading
from desktop_app.store.database import Store, restore

posix = pytest.mark.skipif(os.name == "nt", reason="names, links and permissions of POSIX")


def content(path: Path) -> tuple[bytes, int, list[str]]:
    """Bytes, time of change, and what lies beside; read only while nobody has the file open."""
    return path.read_bytes(), path.stat().st_mtime_ns, sorted(os.listdir(path.parent))


def test_opening_and_reading_writes_nothing(stocked: Path) -> None:
    before = content(stocked)
    raw = opening.open_file(stocked)
    (line,) = reading.summaries(reading.raw(raw))
    with Store(stocked, connection=raw) as store:
        assert store.load(line.id).title == line.title
        assert store.history(line.id)
        assert store.check() == []
    assert content(stocked) == before


@pytest.mark.parametrize("held", ["BEGIN", "BEGIN IMMEDIATE"])
def test_opening_works_while_another_program_reads_or_writes(stocked: Path, held: str) -> None:
    before = content(stocked)
    other = sqlite3.connect(stocked, isolation_level=None)
    other.execute(held)
    other.execute("SELECT count(*) FROM version").fetchone()
    raw = opening.open_file(stocked)
    assert len(reading.summaries(reading.raw(raw))) == 1
    Store(stocked, connection=raw).close()
    other.close()
    assert content(stocked) == before


@pytest.mark.parametrize(
    "name", [pytest.param("a?b.db", marks=posix), "100%.db", "%41.db", "ก ข#1.db", "a&mode=ro.db", "it's.db"]
)
def test_a_file_of_any_name_is_opened_under_that_name(tmp_path: Path, name: str) -> None:
    opening.open_file(tmp_path / name, create=True).close()
    opening.open_file(tmp_path / name).close()
    assert os.listdir(tmp_path) == [name]


def plain_text(path: Path) -> None:
    path.write_text("บันทึกการประชุม\n" * 100, encoding="utf-8")


def other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE letters (body TEXT)")
    connection.close()


def newer(path: Path) -> None:
    opening.open_file(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {opening.FORMAT + 1}")
    connection.close()


def cut_short(path: Path) -> None:
    opening.open_file(path, create=True).close()
    os.truncate(path, path.stat().st_size // 2)


def of_a_strange_schema_format(path: Path) -> None:
    opening.open_file(path, create=True).close()
    with path.open("r+b") as file:
        file.seek(44)
        file.write(bytes([0, 0, 0, 9]))


def with_a_trigger(path: Path) -> None:
    opening.open_file(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON version BEGIN DELETE FROM meta; END")
    connection.close()


@pytest.mark.parametrize(
    "make",
    [plain_text, Path.mkdir, Path.touch, other_database, newer, cut_short, of_a_strange_schema_format, with_a_trigger],
    ids=lambda one: one.__name__,
)
@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_is_no_good_is_refused_and_left_as_it_is(
    path: Path, make: Callable[[Path], None], create: bool
) -> None:
    make(path)
    before = path.is_file() and content(path)
    for way in (
        lambda: opening.open_file(path, create),
        lambda: opening.open_file(path, write=False),
        lambda: Store(path),
    ):
        with pytest.raises(Refused) as refused:
            way()
        assert refused.value.remedy
        assert refused.value.english
    assert (path.is_file() and content(path)) == before


def test_a_missing_file_is_not_made_unless_asked_for(path: Path) -> None:
    with pytest.raises(Refused, match="ไม่พบ"):
        opening.open_file(path)
    assert not path.exists()


@pytest.mark.parametrize("address", ["postgresql://office/sarup", "postgresql:/office/sarup", "sqlite:///sarup.db"])
def test_an_address_is_not_taken_for_a_file(
    address: str, stocked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = os.listdir(tmp_path)
    for way in (
        lambda: opening.open_file(address, create=True),
        lambda: Store(Path(address)),
        lambda: restore(stocked, Path(address)),
    ):
        with pytest.raises(Refused, match="ยังเปิดฐานข้อมูล"):
            way()
    assert os.listdir(tmp_path) == before


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    for create in (False, True):
        with pytest.raises(UserError):  # Windows says no more than that there is none
            opening.open_file(tmp_path / ("ก" * 300), create)


@posix
def test_a_dangling_link_is_not_replaced(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere.db")
    with pytest.raises(Refused):
        opening.open_file(path, create=True)
    assert path.is_symlink()


def test_a_file_locked_by_another_program_is_told_after_the_wait(stocked: Path) -> None:
    other = sqlite3.connect(stocked, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SurroundingsFailed, match="กำลังถูกโปรแกรมอื่นใช้งาน"):
        opening.open_file(stocked, busy_seconds=0.1)
    other.close()


def test_a_file_that_somebody_switched_to_another_journal_is_switched_back(stocked: Path) -> None:
    other = sqlite3.connect(stocked)
    assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    other.execute("SELECT count(*) FROM version").fetchone()
    with pytest.raises(SurroundingsFailed):
        opening.open_file(stocked, busy_seconds=0.1)
    other.close()
    with Store(stocked) as store:
        assert store.check() == []
    assert not stocked.with_name("sarup.db-wal").exists()


def test_a_new_file_has_the_agreed_shape(path: Path) -> None:
    raw = opening.open_file(path, create=True)
    value = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert value == PRAGMAS
    loose = raw.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict").fetchall()
    assert loose == [("sqlite_schema",)]
    raw.close()


PRAGMAS = {
    "application_id": opening.APPLICATION_ID,
    "user_version": opening.FORMAT,
    "journal_mode": "truncate",
    "synchronous": 3,  # EXTRA
    "busy_timeout": 5000,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
}


@pytest.fixture
def nobodys() -> Iterator[Path]:
    """A folder that everybody may enter (pytest's own are closed to others)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


READS = """
import os
from pathlib import Path
from desktop_app.errors import SurroundingsFailed
from desktop_app.store.database import Store
path = Path(args[0])
Store(path, write=False).close()  # everything is imported: others may not read root's Python
if os.getuid() == 0:
    os.setuid(65534)  # root may write everything
try:
    Store(path)
except SurroundingsFailed as error:
    print(error.english)
store = Store(path, write=False)
(line,) = store.summaries()
print(line.title == store.load(line.id).title, store.check())
try:
    store.delete(line.id)
except SurroundingsFailed as error:
    print(error.english)
"""


@posix
def test_a_write_protected_file_can_be_read_and_says_so_when_written(
    nobodys: Path, stocked: Path, python: Callable
) -> None:
    copy = Path(shutil.copy(stocked, nobodys))
    copy.chmod(0o444)
    done = python(READS, copy)
    told = "the database file or its folder is read-only; it can be read but not written"
    assert done.stdout.splitlines() == [told, "True []", told], done.stderr


INTERRUPTED = """
import os
from desktop_app.store import opening
raw = opening.open_file(args[0])
raw.execute("PRAGMA cache_size = 1")
raw.execute("BEGIN IMMEDIATE")
raw.execute("UPDATE version SET value = value || ' '")
os._exit(0)  # as a flat battery would
"""


@posix
def test_an_interrupted_save_is_undone_or_told_where_the_file_is_write_protected(
    nobodys: Path, stocked: Path, python: Callable
) -> None:
    copy = Path(shutil.copy(stocked, nobodys))
    sound = copy.read_bytes()
    assert python(INTERRUPTED, copy).returncode == 0
    journal = nobodys / "sarup.db-journal"
    assert journal.stat().st_size > 0
    assert copy.read_bytes() != sound
    torn = copy.read_bytes(), journal.read_bytes()
    done = python(
        READS.replace("Store(path, write=False).close()", "Store(args[1], write=False).close()"), copy, stocked
    )
    assert done.stdout.startswith("the database file or its folder is read-only"), done.stderr
    assert "an interrupted save must be undone" in done.stderr
    assert (copy.read_bytes(), journal.read_bytes()) == torn
    with Store(copy) as store:
        assert store.check() == []
    assert copy.read_bytes() == sound


def test_every_refusal_says_what_to_do(path: Path) -> None:
    for name, make in opening.failures._WORDS:
        told = make(path)
        assert isinstance(told, UserError), name
        assert told.what
        assert told.remedy
        assert told.english
