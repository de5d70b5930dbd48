"""The log as another database takes it: every version with its parents, what lies above a vector, and pictures by name."""

from pathlib import Path

from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Photo, Report
from desktop_app.store.database import Store
from desktop_app.store.log_rows import LogVersion
from tests.records import PICTURES


def test_every_version_comes_in_order_with_its_parents_and_fits_its_hash(store: Store, report_id: str) -> None:
    store.save([Change(REPORT, report_id, "place", "ศาลา")], "set")
    with store.log() as log:
        found = list(log.versions())
        assert [one.fault() for one in found] == [""] * len(found)
        assert [one[:2] for one in found] == sorted(one[:2] for one in found)
        assert log.tips() == {found[0].device: (found[-1].seq, found[-1].hash)}
    (last,) = [one for one in found if one.value == '"ศาลา"']
    (before,) = [one for one in found if one.field == "place" and one != last]
    assert last.parents == ((before.device, before.seq, before.hash),)


def test_above_a_vector_only_what_the_receiver_lacks(store: Store, report_id: str) -> None:
    known = store.vector()
    store.save([Change(REPORT, report_id, "place", "ศาลา")], "set")
    now = store.vector()
    with store.log(known) as log:
        assert [one.value for one in log.versions()] == ['"ศาลา"']
        assert {device: seq for device, (seq, _) in log.tips().items()} == now
        assert list(log.versions(now)) == []


def test_a_vector_that_is_up_to_date_leaves_nothing(store: Store, report_id: str) -> None:
    with store.log(store.vector()) as log:
        assert list(log.versions()) == []
        assert log.tips() == {}


def test_pictures_are_given_by_name(path: Path) -> None:
    names = sorted(PICTURES)
    with Store(path) as store:
        with store.log() as log:
            assert list(log.pictures(names)) == []
        store.add(Report(photos=[Photo(image=name) for name in names[:2]], pictures=dict(PICTURES)))
    with Store(path) as store, store.log() as log:
        assert [tuple(one) for one in log.pictures(names)] == [(name, PICTURES[name]) for name in names[:2]]


def test_what_was_altered_or_cannot_be_is_told(store: Store, report_id: str) -> None:
    with store.log() as log:
        good: LogVersion = next(log.versions())
    assert good._replace(value='"อื่น"').fault() == "it does not fit its hash"
    assert good._replace(device=0).fault() == "numbers out of range"
    assert good._replace(hlc=1 << 62).fault() == "numbers out of range"
