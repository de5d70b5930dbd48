"""The log read: who wrote what, old values back, the recycle bin, shortened ids."""

import datetime as dt
import platform
from pathlib import Path

import pytest

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change, copy_of
from desktop_app.store import reading
from desktop_app.store.database import Store


def test_history_says_who_when_and_on_which_laptop(site: Path | str, sample: dict) -> None:
    noon = dt.datetime(2026, 3, 15, 5, 0, tzinfo=dt.UTC)
    with Store(site, user="มานี", clock=noon.timestamp) as store:
        report_id = store.add(exchange.from_json(sample), "import")
        (version,) = store.history(report_id, "event.place")
    assert (version.user, version.reason, version.when) == ("มานี", "import", noon)
    assert version.laptop == platform.node()
    assert version.value == sample["event"]["place"]


@pytest.mark.parametrize("name", ["goals.body", "goals", "activities.body", "event.speakers.topics", "headings.goals"])
def test_history_is_asked_by_the_names_of_the_json(store: Store, report_id: str, name: str) -> None:
    found = store.history(report_id, name)
    assert {one.table for one in found} <= {REPORT, name.split(".")[-2] if "." in name else name}
    assert bool(found) == (name != "headings.goals")  # the sample has no heading of its own


def test_history_of_a_field_that_is_none_is_refused(store: Store, report_id: str) -> None:
    with pytest.raises(Refused, match="no field event.weather"):
        store.history(report_id, "event.weather")


def test_history_holds_removed_items_and_their_values(store: Store, report_id: str) -> None:
    goal = store.load(report_id).goals[0]
    store.save([Change("goals", goal.id, "alive", False)])
    assert [one.value for one in store.history(report_id, "goals.body") if one.row == goal.id] == [goal.body]
    assert store.history(report_id, "goals.alive")[0].value is False


def test_an_old_value_comes_back_as_a_new_version(store: Store, report_id: str, sample: dict) -> None:
    store.save([Change(REPORT, report_id, "place", "ศาลา")])
    old = store.history(report_id, "place")[-1]
    store.restore_value(old.device, old.seq)
    assert store.load(report_id).place == sample["event"]["place"]
    newest, *rest = store.history(report_id, "place")
    assert newest.reason == f"restore {old.device}:{old.seq}"
    assert len(rest) == 2
    assert store.check() == []


def test_a_version_that_is_none_cannot_be_restored(store: Store, report_id: str) -> None:
    with pytest.raises(Refused):
        store.restore_value(1, 1)


def test_a_deleted_report_lies_in_the_recycle_bin_and_comes_back_whole(
    store: Store, report_id: str, sample: dict
) -> None:
    store.delete(report_id)
    assert store.summaries() == []
    assert [one.id for one in store.deleted()] == [report_id]
    store.undelete(report_id)
    assert store.deleted() == []
    assert exchange.to_json(store.load(report_id)) == sample


def test_deleting_what_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="ไม่พบรายงาน"):
        store.delete("01890000-0000-7000-8000-000000000000")
    assert store.deleted() == []


def test_a_report_is_found_by_the_beginning_or_end_of_its_id(store: Store, report_id: str) -> None:
    assert store.find_id(report_id) == report_id
    assert store.find_id(report_id[-6:].upper()) == report_id
    assert store.find_id(report_id[:9]) == report_id
    for part in ("", report_id[:3], "zzzz", report_id + "0"):
        with pytest.raises(Refused, match="ไม่พบรายงาน"):
            store.find_id(part)


@pytest.mark.of_files
def test_ids_and_revisions_are_read_without_sqlalchemy_alike(store: Store, report_id: str) -> None:
    store.save([Change(REPORT, report_id, "place", "ก")])
    run = reading.raw(store._raw)
    assert reading.find_id(run, report_id[-5:]) == report_id
    assert reading.revision(run, report_id) == store.revision(report_id) == 2


def test_a_short_id_that_fits_two_reports_is_refused(store: Store, report_id: str) -> None:
    store.add(copy_of(store.load(report_id)))
    with pytest.raises(Refused, match="2 ฉบับ"):
        store.find_id(report_id[:4])


def test_the_revision_grows_with_each_save(store: Store, report_id: str) -> None:
    assert store.revision(report_id) == 1
    seen = [1]
    for number in range(4):
        store.save(
            [Change(REPORT, report_id, "place", f"ก{number}"), Change(REPORT, report_id, "project", f"ข{number}")]
        )
        seen.append(store.revision(report_id))
    assert seen == sorted(set(seen))
    store.save([Change(REPORT, report_id, "title", "ค")])
    assert store.revision(report_id) == seen[-1] + 1
