"""The whole way: two laptops, sticks, the office, and back; in the end everybody has the same, and only once."""

import shutil
from pathlib import Path

import pytest

from desktop_app.errors import Refused
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Photo, Report
from desktop_app.store.database import Store
from desktop_app.sync import keys, receiving
from desktop_app.sync.packing import Packed, pack
from tests.records import PICTURES, picture
from tests.sync.conftest import Home, forge, seated

ODD_NAMES = ("งาน (1).sarup", "work (conflicted copy 2026-11-22).sarup", "work.sync-conflict-20261122-101112-ABC.sarup")


def content(store: Store) -> list[object]:
    with store.log() as log:
        found: list[object] = [sorted(log.versions()), sorted(log.pictures(PICTURES))]
    return [*found, store.check()]


def test_two_laptops_and_an_office_end_with_the_same(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path, tmp_path: Path
) -> None:
    other = tmp_path / "second" / "data" / "sarup.db"
    with seated(at, "second", other) as store:
        store.add(Report(title="รายงานที่สอง", photos=[Photo(image=name) for name in PICTURES], pictures=dict(PICTURES)))
        pack(store, stick, to=str(office / keys.OFFICE_CARD))
    with seated(at, "office", office / "sarup.db") as store:
        done = receiving.merge(store, [stick])
        assert (len(done.new), done.refused, done.lost_pictures) == (2, [], 0)
        store.save([Change(REPORT, done.new[0].id, "report_number", "7/2567")], "number")
        back = pack(store, stick)
        assert set(back.to) == {"laptop", "second"}
        whole = content(store)
    assert whole[-1] == []
    for computer, path in (("laptop", laptop), ("second", other)):
        with seated(at, computer, path) as store:
            assert receiving.merge(store, [back.path]).refused == []
            assert content(store) == whole
            assert pack(store, stick).versions == 0


def test_after_the_way_back_only_what_is_new_travels(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [sent.path])
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        receiving.merge(store, [back.path])
        data = picture(9, 9)
        store.add(Report(photos=[Photo(image=name_of(data))], pictures={name_of(data): data}))
        report = store.summaries()[-1].id
        store.save([Change(REPORT, report, "place", "ศาลา")], "set")
        again = pack(store, stick)
    assert again.pictures == 1
    assert again.versions < 10
    with seated(at, "office", office / "sarup.db") as store:
        done = receiving.merge(store, [again.path])
        assert (done.refused, done.lost_pictures) == ([], 0)
        assert content(store)[-1] == []


def test_an_office_that_was_set_back_asks_for_everything(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    """The laptop believes that the office has what an older copy of its database has not."""
    database = office / "sarup.db"
    old = Path(shutil.copy(database, office / "old.db"))
    with seated(at, "office", database) as store:
        receiving.merge(store, [sent.path])
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        receiving.merge(store, [back.path])
        store.save([Change(REPORT, store.summaries()[0].id, "place", "ศาลา")], "set")
        few, all_of_it = pack(store, stick), pack(store, stick, everything=True)
    shutil.copy(old, database)
    before = database.read_bytes()
    with seated(at, "office", database) as store:
        ((_, why),) = receiving.merge(store, [few.path]).refused
        assert "not here yet" in why.english
        assert database.read_bytes() == before
        done = receiving.merge(store, [few.path, all_of_it.path])
        assert (done.refused, len(done.new), done.lost_pictures) == ([], 1, 0)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_second_copies_of_clouds_and_browsers_are_taken(
    name: str, at: Home, sent: Packed, office: Path, tmp_path: Path
) -> None:
    inbox = tmp_path / "inbox" / "from somebody"
    inbox.mkdir(parents=True)
    shutil.copy(sent.path, inbox / name)
    (inbox / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0 no database")
    (inbox / f".{name}").write_bytes(b"hidden")
    (inbox / f"{name}.part").write_bytes(b"half")
    with seated(at, "office", office / "sarup.db") as store:
        done = receiving.merge(store, [inbox.parent])
    assert (len(done.new), done.refused) == (1, [])


def test_a_bad_file_among_good_ones_is_refused_by_itself(at: Home, sent: Packed, office: Path, stick: Path) -> None:
    data = sent.path.read_bytes()
    (stick / "bad.sarup").write_bytes(data[:-1])
    (stick / "worse.sarup").write_bytes(b"no package")
    with seated(at, "office", office / "sarup.db") as store:
        done = receiving.merge(store, [stick])
    assert len(done.new) == 1
    assert {Path(name).name for name, _ in done.refused} == {"bad.sarup", "worse.sarup"}


def test_a_dry_run_remembers_nobody(at: Home, sent: Packed, office: Path, stick: Path) -> None:
    before = (office / "sarup.db").read_bytes()
    with seated(at, "office", office / "sarup.db") as store:
        assert len(receiving.merge(store, [sent.path], dry=True).new) == 1
        assert store.partners() == []
        with pytest.raises(Refused):
            pack(store, stick)
    assert (office / "sarup.db").read_bytes() == before


def test_a_sender_never_heard_of_is_told_once(at: Home, sent: Packed, office: Path) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        (met,) = receiving.merge(store, [sent.path]).met
        assert met.startswith("laptop (")
        assert receiving.merge(store, [sent.path]).met == []


def test_two_keys_for_one_laptop_are_seen_in_one_merge_too(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    forged = forge(at, laptop, office, stick)
    with seated(at, "office", office / "sarup.db") as store:
        done = receiving.merge(store, [sent.path, forged])
    ((name, why),) = done.refused
    assert name == str(forged)
    assert "another key before" in why.english
    assert len(done.new) == 1


def test_a_stick_with_packages_there_and_back_is_merged_as_a_whole(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [stick])
        pack(store, stick)
        again = receiving.merge(store, [stick])
        assert (again.refused, again.met) == ([], [])
    with seated(at, "laptop", laptop) as store:
        done = receiving.merge(store, [stick])
        assert (done.refused, done.met, done.accepted) == ([], [], 2)
        assert [one.card["kind"] for one in store.partners()] == ["office"]
