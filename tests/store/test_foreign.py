"""A database file that came from elsewhere: sound ones are read without being touched, every other one is refused in words."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Photo, Report
from desktop_app.store import foreign
from desktop_app.store.database import Store
from desktop_app.store.versions import CONTENT, digest
from tests.conftest import SAMPLE
from tests.laying import laid
from tests.records import PICTURES

FORMATS = Path(__file__).resolve().parent.parent / "data" / "formats"


def read(path: Path, own: Path | None = None) -> int:
    """Everything that can be read of the file; how many versions there are."""
    with foreign.opened(path, own) as log:
        versions = laid(log)
        assert {one.device: (one.seq, one.hash) for one in versions} == log.tips()
        list(log.pictures(sorted(PICTURES)))
        return len(versions)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two reports and photographs, made once."""
    path = tmp_path_factory.mktemp("whole") / "sarup.db"
    with Store(path, user="มานี") as store:
        store.add(exchange.from_json(json.loads(SAMPLE.read_text(encoding="utf-8"))))
        store.add(Report(photos=[Photo(image=name) for name in PICTURES], pictures=dict(PICTURES)))
    return path


@pytest.fixture
def came(whole: Path, tmp_path: Path) -> Path:
    """A copy as it comes on a stick."""
    return Path(shutil.copy(whole, tmp_path / "งาน (1).sarup"))


def test_a_sound_file_gives_its_whole_log_and_is_not_touched(came: Path, whole: Path) -> None:
    before, when = came.read_bytes(), came.stat()
    with Store(whole, write=False) as store, store.log() as own, foreign.opened(came) as log:
        assert laid(log) == [one._replace(parents=tuple(sorted(one.parents))) for one in own.versions()]
        assert log.tips() == own.tips()
        assert dict(log.pictures([*PICTURES, "0" * 64])) == PICTURES
    assert came.read_bytes() == before
    assert came.stat().st_mtime_ns == when.st_mtime_ns
    assert [file.name for file in came.parent.glob("งาน*")] == [came.name]


def test_of_what_is_here_nothing_comes(came: Path) -> None:
    with foreign.opened(came) as log:
        ((device, (seq, hash_)),) = log.tips().items()
        assert laid(log, {device: (seq, hash_)}) == []
        assert len(laid(log, {device: (seq, b"another")})) == len(laid(log)) == seq


@pytest.mark.parametrize("name", [file.name for file in FORMATS.iterdir()])
def test_a_file_of_every_released_format_is_taken(name: str, tmp_path: Path) -> None:
    copy = shutil.copy(FORMATS / name, tmp_path / f"{name} conflicted copy")
    assert read(Path(copy)) > 50


def test_the_file_of_a_running_program_is_taken(stocked: Path) -> None:
    with Store(stocked) as running:
        running.save([Change(REPORT, running.summaries()[0].id, "place", "ศาลา")], "set")
        copy = shutil.copy(stocked, stocked.with_name("copy.sarup"))
        shutil.copy(f"{stocked}-journal", f"{copy}-journal")
        assert read(Path(copy)) > 50


def test_the_own_database_is_not_even_opened(stocked: Path) -> None:
    with pytest.raises(Refused, match="this database itself"):
        read(stocked, own=stocked)


def test_a_backup_is_taken(stocked: Path, tmp_path: Path) -> None:
    with Store(stocked) as store:
        assert read(store.backup(tmp_path / "copy.db")) > 50


FORGERIES = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON version BEGIN DELETE FROM version; END",
    "view": "CREATE VIEW v AS SELECT * FROM version",
    "virtual table": "CREATE VIRTUAL TABLE v USING fts5(a)",
    "extra table": "CREATE TABLE other (id TEXT)",
    "generated column": "CREATE TABLE x (id TEXT NOT NULL, alive INTEGER AS (1))",
    "extra column": "ALTER TABLE version ADD COLUMN more TEXT",
    "extra column of meta": "ALTER TABLE meta ADD COLUMN more TEXT",
    "index over an expression": "CREATE INDEX goals_lower ON goals (lower(body))",
    "partial index": "CREATE INDEX more ON version (device) WHERE device > 0",
    "no log": "DROP TABLE parent",
    "forged device": "UPDATE version SET device = device + (1 << 50)",
    "device of no laptop": "UPDATE version SET device = 0",
    "negative device": "UPDATE version SET device = -1",
    "forged number": "UPDATE version SET seq = seq + 1000000",
    "altered text": """UPDATE version SET value = '"อื่น"' WHERE field = 'place'""",
    "altered writer": "UPDATE version SET user = 'ใคร'",
    "no hash": "UPDATE version SET hash = x''",
    "forged hash": "UPDATE version SET hash = randomblob(32)",
    "endless hash": "UPDATE version SET hash = zeroblob(20000000)",
    "gigantic text": "UPDATE version SET value = printf('%.*c', 2000000, 'x') WHERE seq = 3",
    "NUL": "UPDATE version SET value = '\"' || char(0) || '\"' WHERE seq = 3",
    "half a character": "UPDATE version SET user = CAST(x'eda080' AS TEXT) WHERE seq = 3",
    "broken text": "UPDATE version SET value = CAST(x'22ff22' AS TEXT) WHERE seq = 3",
    "orphan": "INSERT INTO parent VALUES (1, 2, 3, 4, zeroblob(32))",
    "cyclic parents": "INSERT INTO parent SELECT device, seq, device, seq + 1, hash FROM version WHERE seq = 3",
    "altered picture": "UPDATE photo SET bytes = zeroblob(100)",
    "gigantic picture": "UPDATE photo SET bytes = zeroblob(17000000)",
    "other program": "PRAGMA application_id = 7",
    "newer format": "PRAGMA user_version = 99",
    "older than the first": "PRAGMA user_version = 0",
    "WAL": "PRAGMA journal_mode = WAL",
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_file_is_refused(what: str, came: Path) -> None:
    raw = sqlite3.connect(came, isolation_level=None)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(FORGERIES[what])
    raw.close()
    with pytest.raises(Refused) as told:
        read(came)
    assert told.value.what


def test_wrong_types_under_a_right_schema_are_refused(came: Path) -> None:
    raw = sqlite3.connect(came, isolation_level=None)
    loose = "(SELECT replace(sql, 'STRICT', '') FROM sqlite_schema WHERE name = 'version')"
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(f"UPDATE sqlite_schema SET sql = {loose} WHERE name = 'version'")
    raw.close()
    raw = sqlite3.connect(came, isolation_level=None)
    raw.execute("UPDATE version SET value = x'00' WHERE seq = 3")
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_schema SET sql = trim(sql) || ' STRICT' WHERE name = 'version'")
    raw.close()
    with pytest.raises(Refused):
        read(came)


ODD_VALUES = [
    "[" * 60 + "]" * 60,
    "[" + "[]," * 600 + "1]",
    '"a\nb"',
    '"a" ',
    ' "a"',
    '"\\u0000"',
    '"\\ud800"',
    '["\\udfff"]',
    "NaN",
    "-Infinity",
    "[" * 900 + "]" * 899,
    "",
    "1e",
    '"a',
]


@pytest.mark.parametrize("value", ODD_VALUES)
def test_json_that_no_database_takes_is_refused_though_its_hash_is_right(value: str, came: Path) -> None:
    rewrite(came, value)
    with pytest.raises(Refused):
        read(came)


def test_what_only_looks_like_it_is_taken(came: Path) -> None:
    rewrite(came, '"\\\\u0000 NaN \\\\ud800"')
    assert read(came) > 50


def rewrite(path: Path, value: str) -> None:
    """The device's last version gets that value, and the hash that belongs to it."""
    raw = sqlite3.connect(path, isolation_level=None)
    last = raw.execute("SELECT max(seq) FROM version").fetchone()[0]
    raw.execute("DELETE FROM parent WHERE seq = ?", (last,))
    names = ", ".join(f'"{name}"' for name in CONTENT)
    content = list(raw.execute(f"SELECT {names} FROM version WHERE seq = ?", (last,)).fetchone())
    content[CONTENT.index("value")] = value
    raw.execute("UPDATE version SET value = ?, hash = ? WHERE seq = ?", (value, digest(content, []), last))
    raw.close()


@pytest.mark.parametrize("keep", [0, 5, 99, 100, 5000, -1, -4096])
def test_a_file_that_is_cut_off_is_refused(keep: int, came: Path) -> None:
    came.write_bytes(came.read_bytes()[:keep])
    with pytest.raises(Refused):
        read(came)


def test_a_file_whose_last_save_is_not_finished_is_refused(came: Path) -> None:
    came.with_name(came.name + "-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\0" * 500)
    with pytest.raises(Refused, match="last save is not finished"):
        read(came)


def test_no_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.sarup", tmp_path):
        with pytest.raises(Refused):
            read(path)


def test_a_bit_turned_is_refused_or_harmless(came: Path, dice: Callable[[int], int]) -> None:
    whole, versions = came.read_bytes(), read(came)
    refused = 0
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[dice(len(whole))] ^= 1 << dice(8)
        came.write_bytes(damaged)
        try:
            assert read(came) == versions
        except Refused:
            refused += 1
    assert refused > 5


@pytest.fixture
def dice() -> Callable[[int], int]:
    import random

    return random.Random(4).randrange


def test_a_check_that_takes_too_long_is_stopped(came: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.store.looking.SECONDS", -1000.0)
    monkeypatch.setattr("desktop_app.store.looking._STEPS", 1)
    with pytest.raises(Refused, match="too long"):
        read(came)
