"""Logs that fit their own hashes and say what no Sarup would: taken or refused like others, and what follows is no bug."""

from collections.abc import Sequence
from typing import Any

import pytest

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT, Change
from desktop_app.model.records import Goal, Report
from desktop_app.store import conflicts
from desktop_app.store.log_rows import LogVersion
from desktop_app.store.versions import LATEST, digest, json_text
from tests.histories import Held

from .test_union import Laptop, carry, laptop

__all__ = ["laptop"]
CLOCK = 1_795_000_000_000 << 16


class Forged(Held):
    """A log that is written by hand, version by version."""

    def __init__(self) -> None:
        super().__init__([], {})

    def says(
        self, device: int, row: str, place: str, value: Any, after: Sequence[LogVersion] = (), hlc: int = 0
    ) -> LogVersion:
        """``place``: table and field. ``value``: a plain one, or JSON as bytes."""
        seq = 1 + sum(one.device == device for one in self.rows)
        told = value.decode() if isinstance(value, bytes) else json_text(value)
        content = (device, seq, seq, hlc or CLOCK + len(self.rows), *place.split("."))
        content = (*content[:5], row, content[5], told, "ผู้เขียน", "", "0.1")
        links = tuple((one.device, one.seq, one.hash) for one in after)
        self.rows.append(LogVersion(*content, digest(content, links), links))
        return self.rows[-1]


def merged(store, *logs: Held):
    return store.merge(
        [(str(number), Held(sorted(one.rows, key=lambda row: row[:2]), {})) for number, one in enumerate(logs)]
    )


def version_of(store, row: str, field: str) -> LogVersion:
    with store.log() as log:
        return next(one for one in log.versions() if (one.row, one.field) == (row, field))


def test_who_writes_after_a_clock_that_stands_at_the_end_of_time_is_still_heard(laptop: Laptop) -> None:
    log = Forged()
    log.says(7, "r1", "report.alive", True)
    log.says(7, "r1", "report.title", "ก", hlc=LATEST - 1)
    log.says(7, "r1", "report.place", "ค", hlc=LATEST >> 1)
    assert merged(laptop("office"), log).refused == []
    laptop("office").save([Change(REPORT, "r1", "title", "ข"), Change(REPORT, "r1", "place", "ง")])
    assert laptop("office").check() == []
    assert carry(laptop("office"), laptop("b")).refused == []
    assert laptop("b").load("r1").title == "ข"


def test_a_deletion_that_knows_a_device_of_thousands_of_digits_is_one(laptop: Laptop) -> None:
    log = Forged()
    born = log.says(7, "r1", "report.alive", True)
    log.says(7, "r1", "report.title", "ก")
    log.says(7, "r1", "report.alive", b'{"known":{"%s":1}}' % (b"1" * 5_000), [born])
    assert merged(laptop("office"), log).refused == []
    assert [one.id for one in laptop("office").deleted()] == ["r1"]
    assert laptop("office").check() == []


def test_a_comment_that_says_it_is_an_item_brings_no_deleted_report_back(laptop: Laptop) -> None:
    store, log = laptop("office"), Forged()
    report = store.add(Report(title="ก"))
    store.delete(report)
    log.says(8, "c1", f"comments.{PARENT}", report)
    log.says(8, "c1", "comments.words", "ข")
    assert merged(store, log).refused == []
    assert [one.id for one in store.deleted()] == [report]
    assert store.check() == []


def test_a_rank_that_is_none_is_put_back_as_none_when_a_merge_is_undone(laptop: Laptop) -> None:
    store = laptop("office")
    goal = store.load(store.add(Report(goals=[Goal(body="ก")]))).goals[0].id
    odd, later = Forged(), Forged()
    number = odd.says(8, goal, f"goals.{RANK}", 5, [version_of(store, goal, RANK)])
    later.says(9, goal, f"goals.{RANK}", "a5", [number])
    merged(store, odd)
    merged(store, later)
    later.says(9, goal, "goals.body", "ข", [version_of(store, goal, "body")])
    merged(store, later)  # so the device's versions stay in the log
    store.undo_merge(2)
    assert store.check() == []


def test_a_reports_name_that_no_index_holds_is_refused_and_the_other_files_are_taken(laptop: Laptop) -> None:
    long, good = Forged(), Forged()
    long.says(7, "g1", f"goals.{PARENT}", "".join(str(number) for number in range(4_000)))
    long.says(7, "g1", f"goals.{ALIVE}", True)
    good.says(8, "r1", "report.alive", True)
    done = merged(laptop("office"), long, good)
    assert [name for name, _ in done.refused] == ["0"]
    assert [one.id for one in done.new] == ["r1"]


@pytest.mark.parametrize("name", [5, ["ก"], {"a": 1}, None])
def test_a_laptop_that_calls_itself_by_no_text_has_no_name(laptop: Laptop, name: object) -> None:
    log = Forged()
    log.says(7, "7", "device.name", name)
    log.says(7, "r1", "report.alive", True)
    merged(laptop("office"), log)
    assert {one.laptop for one in laptop("office").history("r1")} == {""}


def test_what_many_heads_come_from_is_found_by_one_look_at_each_version(laptop: Laptop) -> None:
    log = Forged()
    log.says(7, "r1", "report.alive", True)
    last = log.says(7, "r1", "report.introduction", "ต้นฉบับ")
    for number in range(200):
        last = log.says(7, "r1", "report.introduction", f"แก้ครั้งที่ {number}", [last])
    for number in range(200):
        log.says(100 + number, "r1", "report.introduction", f"ของคนที่ {number}", [last])
    (found,) = merged(laptop("office"), log).conflicts
    assert (found.base, len(found.sides)) == ("แก้ครั้งที่ 199", 200)


class Counted(dict):
    """Tells how often something was looked up in it."""

    looks = 0

    def __getitem__(self, key: object) -> Any:
        self.looks += 1
        return super().__getitem__(key)


def test_the_common_versions_of_heads_cost_as_many_looks_as_there_are_versions() -> None:
    parents = Counted({(1, seq): [(1, seq - 1)] if seq else [] for seq in range(500)})
    parents |= {(2 + number, 1): [(1, 499)] for number in range(500)}
    assert len(conflicts._common(parents, [(2 + number, 1) for number in range(500)])) == 500
    assert parents.looks == 1_000
