"""A merge taken back: at once as if it had never been, and days later without touching what came after."""

from pathlib import Path

import pytest

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change, Draft
from desktop_app.model.records import Goal, Photo, Report
from desktop_app.store.database import Store
from tests.records import PICTURES

from .test_union import Laptop, carry, laptop

__all__ = ["laptop"]


def told(store: Store) -> list[str]:
    """All of the database but the list of merges."""
    return sorted(line for line in store._raw.iterdump() if '"merge"' not in line and "TABLE merge" not in line)


def place(store: Store, report_id: str, value: str) -> None:
    store.save([Change(REPORT, report_id, "place", value)], "set")


def test_at_once_nothing_of_it_is_left_and_it_can_be_merged_again(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    b.add(Report(title="ของเรา", photos=[Photo(image=name) for name in list(PICTURES)[:1]], pictures=dict(PICTURES)))
    report_id = a.add(exchange.from_json(sample))
    a.add(Report(photos=[Photo(image=name) for name in PICTURES], pictures=dict(PICTURES)))
    before = told(b)
    number = carry(a, b).number
    undone = b.undo_merge(number)
    assert (undone.number, undone.reverted, undone.kept) == (number, 0, [])
    assert undone.removed > 0
    assert told(b) == before
    assert carry(a, b).versions == undone.removed
    assert exchange.to_json(b.load(report_id)) == exchange.to_json(a.load(report_id))
    assert b.check() == []


def test_days_later_what_came_after_stays_and_the_rest_is_as_before(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    before = b.load(report_id)
    draft = Draft(a.load(report_id))
    draft.set(REPORT, report_id, "place", "ศาลาใหม่")
    draft.set(REPORT, report_id, "project", "โครงการใหม่")
    draft.insert("goals", 0, Goal(body="เป้าหมายใหม่"))
    a.save(draft.take(), "set")
    carry(a, b)
    b.save([Change(REPORT, report_id, "project", "โครงการที่แก้ต่อ")], "set")
    undone = b.undo_merge()
    after = b.load(report_id)
    assert (after.place, after.project) == (before.place, "โครงการที่แก้ต่อ")
    assert [goal.body for goal in after.goals] == [goal.body for goal in before.goals]
    assert undone.reverted == 2
    assert b.check() == []
    assert carry(a, b).versions == 0


def test_a_later_merge_that_goes_on_from_it_stays(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    first = a.add(exchange.from_json(sample))
    carry(a, b)
    number = carry(a, b).number or b.merges()[0].number
    second = a.add(Report(title="ฉบับที่สอง"))
    carry(a, b)
    undone = b.undo_merge(number)
    assert (undone.removed, undone.reverted) == (0, 1)
    assert [one.id for one in b.summaries()] == [second]
    assert [one.id for one in b.deleted()] == [first]
    assert b.check() == []


def test_a_report_that_somebody_went_on_writing_stays_whole(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    place(b, report_id, "ศาลาที่แก้")
    undone = b.undo_merge()
    assert (undone.removed, undone.reverted, undone.kept) == (0, 0, [report_id])
    assert b.load(report_id).place == "ศาลาที่แก้"
    assert len(b.load(report_id).goals) == len(sample["goals"])
    assert b.check() == []


def test_one_of_two_merges_is_taken_back_and_the_other_is_not_touched(laptop: Laptop, sample: dict) -> None:
    a, b, office = laptop("a"), laptop("b"), laptop("office")
    mine, yours = a.add(exchange.from_json(sample)), b.add(Report(title="ของคนอื่น"))
    first = carry(a, office)
    carry(b, office)
    office.undo_merge(first.number)
    assert [one.id for one in office.summaries()] == [yours]
    assert mine not in {one.id for one in office.deleted()}
    assert office.check() == []


def test_a_merge_is_taken_back_once_and_only_one_that_was(laptop: Laptop, sample: dict, path: Path) -> None:
    laptop("a").add(exchange.from_json(sample))
    number = carry(laptop("a"), laptop("b")).number
    laptop("b").undo_merge(number)
    for wrong in (number, number + 1, None):
        with pytest.raises(Refused):
            laptop("b").undo_merge(wrong)


def test_a_deletion_that_the_merge_undid_holds_again(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    b.delete(report_id)
    place(a, report_id, "ศาลา")
    carry(a, b)
    assert [one.id for one in b.summaries()] == [report_id]
    a.add(Report(title="ใหม่"))
    carry(a, b)
    b.undo_merge(2)
    assert report_id in {one.id for one in b.deleted()}
    assert b.check() == []
