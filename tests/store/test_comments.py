"""Comments on fields: rows of the log that no report has as content, and that outlive whatever happens to the field."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.errors import Refused
from desktop_app.model import codes
from desktop_app.model.changes import ALIVE, REPORT, Change, birth_beside, row_at
from desktop_app.model.exchange import to_json
from desktop_app.model.records import Comment
from desktop_app.store.database import Store

HOUSE = Path(__file__).resolve().parent.parent.parent
FORMATS = HOUSE / "tests" / "data" / "formats"


def say(store: Store, report: str, words: str = "โปรดระบุจำนวนคน", item: int = 1) -> str:
    row = store.load(report).activities[item]
    return store.comment(report, "activities", row.id, "body", words)


def test_a_comment_says_who_said_it_of_what_and_is_answered_and_settled(store: Store, report_id: str) -> None:
    first = say(store, report_id)
    second = store.comment(report_id, REPORT, report_id, "place", "ชื่อเต็ม")
    answer = store.reply(first[-8:], "แก้แล้ว")
    again = store.reply(answer, "ขอบคุณ")
    store.mark_comment(again)
    found = store.comments(report_id)
    assert [one.id for one in found] == [first, answer, again, second]
    assert [one.answers for one in found] == ["", first, first, ""]
    assert [(one.done, one.done_by) for one in found] == [(True, "มานี"), (False, ""), (False, ""), (False, "")]
    assert {one.user for one in found} == {"มานี"}
    assert (found[0].table, found[0].field, found[3].row) == ("activities", "body", report_id)
    store.mark_comment(first, done=False)
    store.take_comment_back(second)
    assert [(one.id, one.done) for one in store.comments()] == [(first, False), (answer, False), (again, False)]
    assert store.check() == []


def test_a_report_is_the_same_with_and_without_comments(store: Store, report_id: str) -> None:
    before = store.load(report_id)
    was = to_json(before), codes.digest(before), store.revision(report_id), len(store.history(report_id))
    say(store, report_id)
    after = store.load(report_id)
    assert (to_json(after), codes.digest(after), store.revision(report_id), len(store.history(report_id))) == was


def test_a_comment_outlives_its_item_and_its_report(store: Store, report_id: str) -> None:
    said = say(store, report_id)
    store.save([Change("activities", store.load(report_id).activities[1].id, ALIVE, False)], "set")
    assert [one.id for one in store.comments(report_id)] == [said]
    store.delete(report_id)
    assert store.comments() == []
    store.undelete(report_id)
    assert [one.id for one in store.comments()] == [said]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("goals", "no-such-row", "body"), "ดี"),
        ((REPORT, "", "no_such_field"), "ดี"),
        (("no_such_list", "", "body"), "ดี"),
        ((REPORT, "", "place"), "  \n"),
    ],
)
def test_what_is_no_comment_is_refused(store: Store, report_id: str, place: tuple[str, str, str], words: str) -> None:
    table, row, field = place
    with pytest.raises(Refused):
        store.comment(report_id, table, row or report_id, field, words)
    with pytest.raises(Refused):
        store.reply("no-such-comment", "ดี")
    assert store.comments() == []


def test_a_comment_on_a_report_that_somebody_deleted_does_not_bring_it_back(
    tmp_path: Path, path: Path, sample: dict[str, Any], stocked: Path
) -> None:
    with Store(path) as store:
        (line,) = store.summaries()
        copy = store.backup(tmp_path / "copy.db")
        with Store(copy, user="ชูใจ") as other:
            said = say(other, line.id)
        store.delete(line.id)
        with Store(copy, write=False) as other, other.log() as log:
            done = store.merge([("copy", log)])
        assert (len(done.comments), done.conflicts, done.changed, store.summaries()) == (0, [], [], [])
        store.undelete(line.id)
        assert [one.id for one in store.comments(line.id)] == [said]
        store.undo_merge(done.number)
        assert store.comments() == []
        assert store.check() == []


def test_what_two_people_say_of_one_field_stands_side_by_side(tmp_path: Path, path: Path, stocked: Path) -> None:
    with Store(path, user="มานี") as store:
        (line,) = store.summaries()
        first = say(store, line.id, "หนึ่ง")
        copy = store.backup(tmp_path / "copy.db")
        with Store(copy, user="ชูใจ") as other:
            say(other, line.id, "สอง")
            other.mark_comment(first)
        say(store, line.id, "สาม")
        store.reply(first, "ตอบ")
        with Store(copy, write=False) as other, other.log() as log:
            done = store.merge([("copy", log)])
        assert (len(done.comments), done.conflicts, done.changed) == (2, [], [])
        found = store.comments(line.id)
        assert sorted(one.words for one in found) == ["ตอบ", "สอง", "สาม", "หนึ่ง"]
        assert [(one.done, one.done_by) for one in found if one.id == first] == [(True, "ชูใจ")]


def test_an_old_file_that_can_only_be_read_has_no_comments() -> None:
    with Store(next(FORMATS.iterdir()), write=False) as store:
        assert store.comments() == []


OLDER = """
from desktop_app.model.changes import Change
from desktop_app.store.database import Store
with Store(args[0], user="ชูใจ") as store:
    (line,) = store.summaries()
    store.save([Change("report", line.id, "place", "ศาลา")])
    print(store.check())
"""


def test_a_program_that_knows_no_comments_leaves_them_in_the_log(
    path: Path, stocked: Path, tmp_path: Path, python: Callable[..., Any]
) -> None:
    house = tmp_path / "older"
    shutil.copytree(HOUSE / "desktop_app", house / "desktop_app")
    records = house / "desktop_app" / "model" / "records.py"
    source = records.read_text(encoding="utf-8")
    assert "\nBESIDE = (" in source
    records.write_text(f"{source}\nBESIDE = ()\n", encoding="utf-8")
    with Store(path) as store:
        (line,) = store.summaries()
        said = say(store, line.id)
    done = python(OLDER, path, house=house)
    assert done.stdout == "[]\n", done.stderr
    with Store(path, write=False) as store:
        assert [one.id for one in store.comments()] == [said]
    with Store(path) as store:
        assert [one.id for one in store.comments(line.id)] == [said]
        assert (store.load(line.id).place, store.check()) == ("ศาลา", [])


def test_what_was_said_of_an_item_that_is_gone_is_still_answered(store: Store, report_id: str) -> None:
    said = say(store, report_id)
    store.save([Change("activities", store.load(report_id).activities[1].id, ALIVE, False)], "set")
    store.reply(said, "ลบข้อนี้แล้ว")
    assert [one.words for one in store.comments(report_id)] == ["โปรดระบุจำนวนคน", "ลบข้อนี้แล้ว"]


@pytest.mark.parametrize("table", ["pictures", "title", "__class__", "no_such", "comments"])
def test_a_comment_that_no_sarup_wrote_harms_nobody(store: Store, report_id: str, table: str) -> None:
    forged = Comment(report=report_id, of_table=table, of_row="x", of_field="body", words="?")
    store.save(birth_beside("comments", forged))
    (one,) = store.comments(report_id)
    store.reply(one.id, "!")
    assert len(store.comments()) == 2
    assert row_at(store.load(report_id), table, "x") is None
