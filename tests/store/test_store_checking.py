"""The check finds what somebody or something changed behind the program's back; a rebuild mends what the log can mend."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.errors import Refused, UserError
from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change
from desktop_app.store.checking import FILE, LOG, TABLES
from desktop_app.store.database import Store


def behind_the_back(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


@pytest.fixture
def edited(stocked: Path) -> Path:
    """The sample, with a value that has a parent."""
    with Store(stocked, user="ปิติ") as store:
        report_id = store.summaries()[0].id
        for value in ("ศาลา", "หอประชุม"):
            store.save([Change(REPORT, report_id, "place", value)], "set")
        assert store.check() == []
    return stocked


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE version SET value = '\"วัด\"' WHERE field = 'place' AND value = '\"ศาลา\"'", LOG),
        ("UPDATE version SET user = 'ชูใจ' WHERE seq = 3", LOG),
        ("UPDATE version SET hlc = hlc + 1 WHERE seq = 3", LOG),
        ("UPDATE version SET hash = zeroblob(32) WHERE seq = 3", LOG),
        ("UPDATE parent SET parent_hash = zeroblob(32)", LOG),
        ("DELETE FROM parent", LOG),
        ("INSERT INTO parent SELECT device, 3, device, 2, hash FROM version WHERE seq = 2", LOG),
        ("DELETE FROM version WHERE seq = 3", LOG),
        ("DELETE FROM head WHERE field = 'title'", TABLES),
        ('INSERT INTO head SELECT row, "table", field, device, seq FROM version WHERE value = \'"ศาลา"\'', TABLES),
        ("UPDATE report SET place = 'วัด'", TABLES),
        ("DELETE FROM goals", TABLES),
        ("DROP TABLE goals", TABLES),
        ("UPDATE goals SET rank = 'zz' WHERE id = (SELECT min(id) FROM goals)", TABLES),
        ("UPDATE summary SET missing = '[\"x\"]'", TABLES),
        ("DELETE FROM summary", TABLES),
        ("UPDATE meta SET value = 'x' WHERE key = 'device'", TABLES),
        ("DELETE FROM meta", TABLES),
    ],
)
def test_a_change_behind_the_programs_back_is_found(edited: Path, statement: str, where: str) -> None:
    with Store(edited) as store:
        before = exchange.to_json(store.load(store.summaries()[0].id))
        behind_the_back(edited, statement)
        found = store.check()
        assert {fault.where for fault in found} == {where}
        assert all(fault.what and fault.english for fault in found)
        if where == TABLES:
            assert all(fault.mendable for fault in found)
            store.backup()
            store.rebuild()
            assert store.check() == []
            assert exchange.to_json(store.load(store.summaries()[0].id)) == before


def test_a_rebuild_brings_back_every_table_byte_for_byte(edited: Path) -> None:
    def told() -> list[str]:
        connection = sqlite3.connect(edited)
        rows = sorted(connection.iterdump())
        connection.close()
        return rows

    before = told()
    with Store(edited) as store:
        store.rebuild()
    assert told() == before


def damage_some_bytes(dice: random.Random, data: bytearray) -> None:
    for _ in range(dice.choice((1, 3, 20))):
        data[dice.randrange(len(data))] = dice.randrange(256)


def damage_a_page(dice: random.Random, data: bytearray) -> None:
    page = dice.randrange(len(data) // 4096) * 4096
    data[page : page + 4096] = bytes(dice.choice((0, 255)) for _ in range(4096))


def cut_off(dice: random.Random, data: bytearray) -> None:
    del data[dice.randrange(len(data)) :]


@pytest.mark.parametrize("damage", [damage_some_bytes, damage_a_page, cut_off], ids=lambda one: one.__name__)
def test_a_damaged_file_is_told_in_words_and_never_ends_in_a_crash(
    edited: Path, sample: dict, damage: Callable[[random.Random, bytearray], None]
) -> None:
    dice, sound = random.Random(7), edited.read_bytes()
    copy = Path(shutil.copy(edited, edited.with_name("damaged.db")))
    outcomes = {"refused": 0, "found": 0, "unchanged": 0}
    for _ in range(30):
        data = bytearray(sound)
        damage(dice, data)
        copy.write_bytes(data)
        outcomes[_met(copy)] += 1
        assert copy.read_bytes() == data
    assert outcomes["refused"] + outcomes["found"] > 0


def _met(path: Path) -> str:
    """What the program does with a file; a text that the check calls good is the text that was written."""
    try:
        with Store(path, write=False) as store:
            if store.check():
                return "found"
            (line,) = store.summaries()
            assert store.load(line.id).place == "หอประชุม"
            return "unchanged"
    except UserError as error:
        return "refused" if error.remedy else "silent"


def test_a_page_destroyed_is_a_fault_of_the_file(edited: Path) -> None:
    data = bytearray(edited.read_bytes())
    connection = sqlite3.connect(edited)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'goals'").fetchone()
    connection.close()
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    edited.write_bytes(data)
    with Store(edited) as store:
        assert {fault.where for fault in store.check()} == {FILE}


@pytest.mark.parametrize("damage", ["value = 'no JSON'", "hlc = -9223372036854775807"])
def test_a_damaged_value_of_the_log_is_told_by_the_history(edited: Path, damage: str) -> None:
    behind_the_back(edited, f"UPDATE version SET {damage} WHERE field = 'place'")
    with Store(edited, write=False) as store, pytest.raises(Refused, match="เสียหาย"):
        store.history(store.summaries()[0].id)


def test_a_table_that_lost_a_column_is_made_anew(edited: Path) -> None:
    behind_the_back(edited, "ALTER TABLE agencies RENAME COLUMN alive TO alivf")
    with Store(edited) as store:
        assert store.check()
        store.rebuild()
        assert store.check() == []


def test_a_file_whose_head_tells_a_strange_encoding_is_told(edited: Path) -> None:
    with edited.open("r+b") as file:
        file.seek(56)
        file.write(bytes([0, 0, 0, 4]))
    with Store(edited) as store, pytest.raises(Refused, match="เสียหาย"):
        store.backup()
