"""A changed model needs no migration: tables are rebuilt from the log, and what a program does not know stays in the log."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Report
from desktop_app.store import opening, reading
from desktop_app.store.database import Store

HOUSE = Path(__file__).resolve().parent.parent.parent
FIELD = '    weather: str = line("สภาพอากาศ", section="event", tab="event")\n'
LIST = '    visitors: list[Goal] = items("ผู้มาเยือน", Goal, tab="event", optional=True)\n'


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The program as it may be one day: a field and a list more."""
    house = tmp_path / "newer"
    for part in ("model", "store"):
        shutil.copytree(HOUSE / "desktop_app" / part, house / "desktop_app" / part)
    for file in ("__init__.py", "errors.py", "paths.py", "renaming.py"):
        shutil.copy(HOUSE / "desktop_app" / file, house / "desktop_app" / file)
    records = house / "desktop_app" / "model" / "records.py"
    source = records.read_text(encoding="utf-8")
    assert source.count("\n    place: str") == 1
    records.write_text(source.replace("\n    place: str", f"\n{FIELD}{LIST}    place: str", 1), encoding="utf-8")
    return house


WRITES = """
from desktop_app.model.changes import Draft
from desktop_app.model.records import Goal
from desktop_app.store.database import Store
with Store(args[0], user="ชูใจ") as store:
    (line,) = store.summaries()
    draft = Draft(store.load(line.id))
    draft.set("report", line.id, "weather", "ฝนตกหนัก")
    draft.insert("visitors", 0, Goal(body="คณะดูงาน"))
    store.save(draft.take())
    print(store.check())
"""

READS = """
from desktop_app.store import opening, reading
from desktop_app.store.database import Store
raw = opening.open_file(args[0])
(line,) = reading.summaries(reading.raw(raw))
first = reading.load(reading.raw(raw), line.id)
with Store(args[0], connection=raw) as store:
    report = store.load(line.id)
    print(first.weather == report.weather, report.weather, [one.body for one in report.visitors], report.place, store.check())
"""


def test_a_field_this_program_does_not_know_stays_in_the_log_and_comes_alive_again(
    stocked: Path, newer: Path, python: Callable
) -> None:
    done = python(WRITES, stocked, house=newer)
    assert done.stdout == "[]\n", done.stderr
    with Store(stocked) as store:
        (line,) = store.summaries()
        assert not hasattr(store.load(line.id), "weather")
        store.save([Change(REPORT, line.id, "place", "ศาลา")])
        assert store.check() == []
        raw = store._raw
        assert raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'visitors'").fetchone() == (0,)
        assert raw.execute("SELECT value FROM version WHERE field = 'weather'").fetchall() == [('"ฝนตกหนัก"',)]
    done = python(READS, stocked, house=newer)
    assert done.stdout == "True ฝนตกหนัก ['คณะดูงาน'] ศาลา []\n", done.stderr


def test_a_file_of_another_program_version_is_read_before_anything_is_rebuilt(
    stocked: Path, newer: Path, python: Callable, sample: dict
) -> None:
    assert python(WRITES, stocked, house=newer).stdout == "[]\n"
    before = stocked.read_bytes()
    with Store(stocked, write=False) as store:
        (line,) = store.summaries()
        report = store.load(line.id)
        assert report.place == sample["event"]["place"]
        assert store.revision(line.id) == 2
        assert "weather" in {one.field for one in store.history(line.id)}
        assert [goal.body for goal in report.goals] == [goal["body"] for goal in sample["goals"]]
    assert stocked.read_bytes() == before


def test_a_program_of_another_version_at_work_meanwhile_does_no_harm(
    stocked: Path, newer: Path, python: Callable
) -> None:
    with Store(stocked) as store:
        (line,) = store.summaries()
        assert python(WRITES, stocked, house=newer).stdout == "[]\n"
        store.save([Change(REPORT, line.id, "place", "ศาลา")])
        assert store.check() == []
    done = python(READS, stocked, house=newer)
    assert done.stdout == "True ฝนตกหนัก ['คณะดูงาน'] ศาลา []\n", done.stderr


def test_other_words_for_what_is_missing_reach_the_list_without_touching_the_log(path: Path, tmp_path: Path) -> None:
    with Store(path) as store:
        store.add(Report())
        store._raw.execute("UPDATE summary SET missing = '[\"คำเก่า\"]'")
        store._raw.execute("UPDATE meta SET value = 'another version' WHERE key = 'summaries'")
    raw = opening.open_file(path)
    assert reading.summaries(reading.raw(raw))[0].missing == ("คำเก่า",)
    with Store(path, connection=raw) as store:
        assert "ยังไม่ได้กรอกชื่อกิจกรรม" in store.summaries()[0].missing
        assert store.check() == []


def test_a_value_the_field_no_longer_takes_is_shown_empty_and_kept_in_the_log(stocked: Path) -> None:
    with Store(stocked) as store:
        (line,) = store.summaries()
        store.save([Change(REPORT, line.id, "place", "ศาลา")], "set")
        store._raw.execute("PRAGMA foreign_keys = OFF")
        store._raw.execute("UPDATE version SET value = '[7]' WHERE value = '\"ศาลา\"'")
        store.rebuild()
        assert store.load(line.id).place == ""
        assert store.history(line.id, "place")[0].value == [7]
