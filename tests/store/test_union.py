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
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """``laptop("a")``: a store of its own, the same one for the same name."""
    with contextlib.ExitStack() as stack:
        made: dict[str, Store] = {}

        def one(name: str) -> Store:
            if name not in made:
                made[name] = stack.enter_context(Store(tmp_path / name / "sarup.db", user=name))
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
