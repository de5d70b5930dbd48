"""Saving: what is written to the log, what is rewritten, what is not written at all; and who may use the store from where."""

import sqlite3
import threading
from pathlib import Path

import pytest

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.changes import ALIVE, REPORT, Change, Draft
from desktop_app.model.records import Goal, Report
from desktop_app.store import opening
from desktop_app.store.database import Store, Version


def place(report_id: str, value: str) -> list[Change]:
    return [Change(REPORT, report_id, "place", value)]


def values(versions: list[Version]) -> list[object]:
    return [version.value for version in versions]


def test_a_report_comes_back_as_it_was_added(store: Store, report_id: str, sample: dict) -> None:
    assert exchange.to_json(store.load(report_id)) == sample


def test_the_summary_says_what_is_missing(store: Store) -> None:
    draft = store.add(exchange.from_json({"format": "sarup-report", "version": 1, "event": {"title": "ค่ายเยาวชน"}}))
    (line,) = store.summaries()
    assert (line.id, line.title, line.state) == (draft, "ค่ายเยาวชน", "draft")
    assert "ยังไม่ได้กรอกสถานที่จัดงาน" in line.missing
    store.save(place(draft, "ศาลากลาง"))
    assert "ยังไม่ได้กรอกสถานที่จัดงาน" not in store.summaries()[0].missing


def test_a_complete_report_says_so(store: Store, report_id: str, sample: dict) -> None:
    (line,) = store.summaries()
    assert (line.state, line.missing, line.title) == ("complete", (), sample["event"]["title"])
    assert line.date_start is not None
    assert line.date_start.isoformat() == sample["event"]["date_start"]


def test_reports_are_found_by_title_and_place(store: Store, report_id: str) -> None:
    title = store.load(report_id).title
    assert store.summaries(find=title[3:9])
    assert store.summaries(find="ไม่มีคำนี้") == []


def test_an_unchanged_value_writes_nothing(store: Store, report_id: str, path: Path) -> None:
    before = path.stat().st_mtime_ns, store.revision(report_id)
    store.save(place(report_id, store.load(report_id).place))
    store.save([Change("goals", store.load(report_id).goals[0].id, ALIVE, True)])
    store.save([])
    assert (path.stat().st_mtime_ns, store.revision(report_id)) == before


def test_autosaves_of_one_field_become_one_version(store: Store, report_id: str) -> None:
    for end in range(1, 20):
        store.save(place(report_id, "ศาลาประชาคมหมู่บ้าน"[:end]))
    first, second = store.history(report_id, "place")
    assert first.value == "ศาลาประชาคมหมู่บ้าน"
    assert second.user == "มานี"
    assert store.revision(report_id) == 20
    assert store.check() == []


def test_a_field_left_and_entered_again_is_a_version_more(store: Store, report_id: str) -> None:
    for value in ("ก", "กข"):
        store.save(place(report_id, value))
    store.save([Change(REPORT, report_id, "project", "โครงการใหม่")])
    store.save(place(report_id, "กขค"))
    assert values(store.history(report_id, "place"))[:2] == ["กขค", "กข"]
    assert store.check() == []


def test_another_sitting_rewrites_nothing(store: Store, report_id: str, site: Path | str) -> None:
    store.save(place(report_id, "ก"))
    with Store(site, user="มานี") as other:
        other.save(place(report_id, "ข"))
    store.save(place(report_id, "ค"))
    assert values(store.history(report_id, "place"))[:3] == ["ค", "ข", "ก"]
    assert store.check() == []


def test_who_comes_back_after_a_pause_keeps_what_was_there_before(site: Path | str) -> None:
    wall = [1_795_000_000.0]
    with Store(site, clock=lambda: wall[0]) as store:
        report_id = store.add(Report())
        for value, pause in (("ก", 1), ("กข", 3_600), ("กขค", 1), ("กขคง", 1)):
            store.save(place(report_id, value))
            wall[0] += pause
        assert values(store.history(report_id, "place")) == ["กขคง", "กข"]
        assert store.check() == []


@pytest.mark.of_files
def test_a_copy_of_the_file_made_between_two_autosaves_does_no_harm_when_it_comes_back(
    store: Store, report_id: str, path: Path, tmp_path: Path
) -> None:
    """The union of both logs, as a merge makes it: no conflict, and no number with two contents."""
    copy = tmp_path / "copy.db"
    for end in range(1, 9):
        store.save(place(report_id, "ศาลาประชาคม"[:end]))
        if end == 4:
            store._raw.execute("VACUUM INTO ?", (str(copy),))
    raw = store._raw
    raw.execute("ATTACH ? AS copy", (str(copy),))
    for table in ("version", "parent"):
        raw.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM copy.{table}")
    same = "SELECT count(*) FROM main.version AS a JOIN copy.version AS b USING (device, seq) WHERE a.hash <> b.hash"
    assert raw.execute(same).fetchone() == (0,)
    raw.execute("DETACH copy")
    store.rebuild()
    assert store.check() == []
    assert store.load(report_id).place == "ศาลาประชาคม"[:8]
    assert values(store.history(report_id, "place"))[:2] == ["ศาลาประชาคม"[:8], "ศาลาประชาคม"[:4]]
    assert raw.execute("SELECT count(*) FROM head WHERE field = 'place'").fetchone() == (1,)


def test_what_went_into_a_backup_is_not_rewritten(store: Store, report_id: str, site: Path | str) -> None:
    store.save(place(report_id, "ก"))
    with Store(site, user="ปิติ") as other:
        other.backup()
    store.save(place(report_id, "กข"))
    assert values(store.history(report_id, "place"))[:2] == ["กข", "ก"]


def test_a_reason_keeps_its_version(store: Store, report_id: str) -> None:
    store.save(place(report_id, "ก"), "sarup set")
    store.save(place(report_id, "ข"), "sarup set")
    assert values(store.history(report_id, "place"))[:2] == ["ข", "ก"]


def test_items_are_inserted_moved_and_removed(store: Store, report_id: str) -> None:
    draft = Draft(store.load(report_id))
    draft.insert("goals", 0, Goal(body="เป้าหมายแรก"))
    draft.move("goals", 0, 1)
    gone = draft.remove("goals", 0)
    store.save(draft.take())
    now = store.load(report_id).goals
    assert [goal.body for goal in now] == [goal.body for goal in draft.report.goals]
    draft.insert("goals", len(now), gone)
    store.save(draft.take())
    assert store.load(report_id).goals[-1].id == gone.id
    assert store.check() == []


@pytest.mark.parametrize("value", ["ก\0ข", "\ud800", "ก" * 2_001, "บรรทัด\nสอง", 7, ["ก"]])
def test_a_value_that_the_field_does_not_take_is_refused_and_nothing_is_written(
    store: Store, report_id: str, value: object
) -> None:
    before = store.revision(report_id)
    with pytest.raises(Refused):
        store.save([Change(REPORT, report_id, "project", "ใหม่"), Change(REPORT, report_id, "place", value)])
    assert store.revision(report_id) == before
    assert store.load(report_id).project != "ใหม่"


def test_an_opened_connection_is_taken_over_and_used_from_another_thread(stocked: Path) -> None:
    store = Store(stocked, connection=opening.open_file(stocked))
    ids = [line.id for line in store.summaries()]

    def work() -> None:
        store.save(place(ids[0], "ศาลาใหม่"))
        ids.append(store.load(ids[0]).place)
        store.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ids[1] == "ศาลาใหม่"


def test_a_value_of_sql_is_only_a_value(store: Store, report_id: str, path: Path) -> None:
    nasty = "'; DROP TABLE version; -- <b>&amp; :place ?"
    store.save(place(report_id, nasty))
    assert store.load(report_id).place == nasty
    other = sqlite3.connect(path)
    assert other.execute("SELECT place FROM summary").fetchall() == [(nasty,)]
    other.close()


def test_a_field_the_program_does_not_know_is_a_bug_not_a_column(store: Store, report_id: str) -> None:
    with pytest.raises(KeyError):
        store.save([Change(REPORT, report_id, "no_such_field", "ก")])
