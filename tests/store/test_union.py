"""Two logs become one: what is taken, what is refused, and that nothing is written where nothing is to be written."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change, Draft
from desktop_app.model.records import Goal, Report
from desktop_app.store.database import Store

Laptop = Callable[[str], Store]


@pytest.fixture
def laptop(site: Path | str, tmp_path: Path) -> Iterator[Laptop]:
    """``laptop("a")``: a store of its own, the same one for the same name; the office's perhaps on a server."""
    with contextlib.ExitStack() as stack:
        made: dict[str, Store] = {}

        def one(name: str) -> Store:
            if name not in made:
                lies = site if name == "office" else tmp_path / name / "sarup.db"
                made[name] = stack.enter_context(Store(lies, user=name))
            return made[name]

        yield one


def carry(source: Store, target: Store, **more: bool):
    with source.log() as log:
        return target.merge([("stick", log)], **more)


def test_what_another_laptop_wrote_comes_whole(laptop: Laptop, sample: dict) -> None:
    report_id = laptop("a").add(exchange.from_json(sample))
    done = carry(laptop("a"), laptop("office"))
    assert [one.id for one in done.new] == [report_id]
    assert (done.changed, done.conflicts, done.refused) == ([], [], [])
    assert exchange.to_json(laptop("office").load(report_id)) == exchange.to_json(laptop("a").load(report_id))
    assert laptop("office").summaries() == laptop("a").summaries()
    assert laptop("office").check() == []
    again = carry(laptop("a"), laptop("office"))
    assert (again.number, again.versions) == (0, 0)


@pytest.mark.of_files
def test_a_dry_run_tells_the_same_and_leaves_the_file_byte_for_byte(laptop: Laptop, sample: dict) -> None:
    laptop("a").add(exchange.from_json(sample))
    office = laptop("office")
    office.add(Report(title="ของสำนักงาน"))
    before = office.path.read_bytes()
    dry = carry(laptop("a"), office, dry=True)
    assert office.path.read_bytes() == before
    assert not (office.path.parent / "backups").exists()
    real = carry(laptop("a"), office)
    assert (real.new, real.versions) == (dry.new, dry.versions)
    assert real.backup is not None
    assert real.backup.exists()


def test_two_values_of_one_field_are_a_conflict_and_the_later_one_is_shown(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    a.save([Change(REPORT, report_id, "place", "ศาลา")])
    b.save([Change(REPORT, report_id, "place", "โรงเรียน")])
    (found,) = carry(a, b).conflicts
    assert [side.value for side in found.sides] == ["โรงเรียน", "ศาลา"]
    assert b.load(report_id).place == "โรงเรียน"
    carry(b, a)
    assert a.load(report_id).place == "โรงเรียน"
    assert [one.id for one in a.conflicts()] == [found.id]
    a.resolve(found.id, "ศาลาโรงเรียน")
    assert a.conflicts() == []
    assert carry(a, b).conflicts == []
    assert b.conflicts() == []
    assert b.load(report_id).place == "ศาลาโรงเรียน"
    assert a.check() == b.check() == []


def test_an_edit_wins_over_a_deletion_that_did_not_know_it(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    a.delete(report_id)
    b.save([Change(REPORT, report_id, "place", "ศาลา")])
    (found,) = carry(a, b).conflicts
    carry(b, a)
    assert [side.value for side in found.sides] == [True, False]
    for store in (a, b):
        assert [one.id for one in store.summaries()] == [report_id]
        assert [one.id for one in store.conflicts()] == [found.id]
        assert store.check() == []
    a.resolve(found.id, False)
    carry(a, b)
    assert b.summaries() == []
    assert [one.id for one in b.deleted()] == [report_id]
    assert a.conflicts() == b.conflicts() == []
    assert b.check() == []


def test_an_item_added_to_a_deleted_report_brings_it_back(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    a.delete(report_id)
    draft = Draft(b.load(report_id))
    draft.insert("goals", 0, Goal(body="เพื่อสิ่งใหม่"))
    b.save(draft.take())
    carry(b, a)
    carry(a, b)
    for store in (a, b):
        assert [one.id for one in store.summaries()] == [report_id]
        assert store.check() == []
    assert [one.field for one in a.conflicts()] == ["alive"]


def test_a_deletion_that_knew_the_edit_stays(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    b.save([Change(REPORT, report_id, "place", "ศาลา")])
    carry(b, a)
    a.delete(report_id)
    assert carry(a, b).conflicts == []
    assert [one.id for one in b.deleted()] == [report_id]
    assert b.check() == []


def test_an_item_that_was_taken_out_stays_where_somebody_went_on_writing_it(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    gone, kept = Draft(a.load(report_id)), Draft(b.load(report_id))
    gone.remove("goals", 0)
    gone.remove("goals", 0)
    kept.set("goals", kept.items("goals")[0].id, "body", "เขียนต่อ")
    kept.move("goals", 1, 0)
    a.save(gone.take())
    b.save(kept.take())
    carry(a, b)
    carry(b, a)
    for store in (a, b):
        assert "เขียนต่อ" in {goal.body for goal in store.load(report_id).goals}
        assert len(store.load(report_id).goals) == len(sample["goals"]) - 1  # moving is not writing
        assert [(one.table, one.field) for one in store.conflicts()] == [("goals", "alive")]
        assert store.check() == []


def test_items_that_two_people_put_in_the_same_place_are_both_there_in_one_order(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    for store, text in ((a, "ของก"), (b, "ของข")):
        draft = Draft(store.load(report_id))
        draft.insert("goals", 1, Goal(body=text))
        store.save(draft.take())
    assert carry(a, b).conflicts == carry(b, a).conflicts == []
    told = [[goal.body for goal in store.load(report_id).goals] for store in (a, b)]
    assert told[0] == told[1]
    assert {"ของก", "ของข"} == set(told[0][1:3])


def test_the_same_value_typed_by_two_people_is_no_conflict(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    for store in (a, b):
        store.save([Change(REPORT, report_id, "place", "ศาลา")])
    assert carry(a, b).conflicts == carry(b, a).conflicts == a.conflicts() == b.conflicts() == []
    a.save([Change(REPORT, report_id, "place", "โรงเรียน")])
    assert carry(a, b).conflicts == []
    assert b.load(report_id).place == "โรงเรียน"


def test_different_fields_of_one_report_are_both_kept_without_a_question(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    carry(a, b)
    a.save([Change(REPORT, report_id, "place", "ศาลา")])
    b.save([Change(REPORT, report_id, "communities", "บ้านใหม่")])
    assert carry(a, b).conflicts == carry(b, a).conflicts == []
    assert [(one.place, one.communities) for one in (a.load(report_id), b.load(report_id))] == [("ศาลา", "บ้านใหม่")] * 2
