"""Packages from a laptop to its office and back: what is in them, whom they open for, and what is left out."""

import json
import stat
import sys
from pathlib import Path

import pytest

from desktop_app.errors import Refused, UserError, WrongUsage
from desktop_app.model.changes import REPORT, Change
from desktop_app.store.database import Store
from desktop_app.sync import keys
from desktop_app.sync.packing import Packed, pack
from tests.laying import laid
from tests.records import PICTURES
from tests.sync.conftest import Home, forge, looked_into, seated


def test_the_office_gets_the_whole_log_and_the_photographs(at: Home, sent: Packed, laptop: Path, office: Path) -> None:
    with seated(at, "laptop", laptop) as store, store.log() as log:
        own = sorted(log.versions())
    with seated(at, "office", office / "sarup.db") as store, looked_into(sent.path, store) as came:
        assert sorted(laid(came.log)) == own
        assert dict(came.log.pictures(PICTURES)) == PICTURES
        assert came.sender
        assert came.sender.is_new
        assert came.sender.partner.card["name"] == "laptop"
    assert (sent.versions, sent.pictures) == (len(own), len(PICTURES))


def test_nothing_of_the_report_can_be_read_in_the_package(sent: Packed) -> None:
    data = sent.path.read_bytes()
    assert b"SQLite" not in data
    assert "กิจกรรม".encode() not in data
    assert b'laptop",' not in data.split(b"age-encryption")[0].replace(b'"kind":"laptop",', b"")


def test_its_name_is_ascii_and_nothing_else_lies_beside_it(sent: Packed, stick: Path) -> None:
    assert [path.name for path in stick.iterdir()] == [sent.path.name]
    assert sent.path.name.isascii()
    assert len(sent.path.name) <= 80


@pytest.mark.skipif(sys.platform == "win32", reason="there a file is as secret as its folder")
def test_the_secret_keys_are_for_their_owner_alone(sent: Packed, laptop: Path, office: Path) -> None:
    for path in (laptop.parent / keys.LAPTOP_KEY, office / keys.OFFICE_KEY, office / keys.SPARE_KEY):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_the_office_has_confirmed_is_not_sent_again(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    confirm(at, sent, office, laptop, stick)
    with seated(at, "laptop", laptop) as store:
        store.save([Change(REPORT, store.summaries()[0].id, "place", "ศาลา")], "set")
        assert pack(store, stick).versions == 1
        assert pack(store, stick).pictures == 0
        again = pack(store, stick, everything=True)
        assert (again.versions, again.pictures) == (sent.versions + 1, sent.pictures)


def test_a_package_that_was_lost_is_made_up_for_by_the_next(at: Home, sent: Packed, laptop: Path, stick: Path) -> None:
    sent.path.unlink()
    with seated(at, "laptop", laptop) as store:
        again = pack(store, stick)
    assert (again.versions, again.pictures) == (sent.versions, sent.pictures)


def test_a_picture_that_the_office_lacks_is_sent_again(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    confirm(at, sent, office, laptop, stick)
    with seated(at, "laptop", laptop) as store:
        (known,) = store.partners()
        store.remember(type(known)(known.id, known.card, known.devices, known.vector, sorted(PICTURES)[:1]))
        assert pack(store, stick).pictures == 1


def confirm(at: Home, sent: Packed, office: Path, laptop: Path, stick: Path) -> None:
    """The laptop hears from the office that it has everything, without the office's log being merged."""
    with seated(at, "office", office / "sarup.db") as store, looked_into(sent.path, store) as came:
        came.received(store)
    with seated(at, "office", office / "sarup.db") as store:
        back = pack(store, stick)
        assert back.to == ("laptop",)
    with seated(at, "laptop", laptop) as store:
        with looked_into(back.path, store) as came:
            came.received(store)
        (partner,) = store.partners()
        partner.vector.update(store.vector())
        store.remember(partner)


def test_a_stranger_does_not_open_it(at: Home, sent: Packed, tmp_path: Path) -> None:
    with seated(at, "stranger", tmp_path / "stranger.db") as store, pytest.raises(Refused, match="somebody else's key"):
        open_(sent.path, store)


def test_the_spare_key_opens_what_the_lost_one_did(at: Home, sent: Packed, office: Path, stick: Path) -> None:
    (office / keys.OFFICE_KEY).unlink()
    with seated(at, "office", office / "sarup.db") as store:
        with looked_into(sent.path, store) as came:
            assert came.log.tips()
            came.received(store)
        with pytest.raises(Refused, match="signs nothing"):
            pack(store, stick)
    assert list(stick.iterdir()) == [sent.path]


def test_another_key_for_a_known_laptop_is_refused(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store, looked_into(sent.path, store) as came:
        came.received(store)
    forged = forge(at, laptop, office, stick)
    with seated(at, "office", office / "sarup.db") as store, pytest.raises(Refused, match="another key before"):
        open_(forged, store)


def test_an_unknown_office_is_refused_on_a_laptop(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store, looked_into(sent.path, store) as came:
        came.received(store)
        back = pack(store, stick)
    with seated(at, "laptop", laptop.with_name("other.db")) as store, pytest.raises(Refused, match="not known here"):
        open_(back.path, store)


def test_without_an_office_nothing_is_packed(at: Home, laptop: Path, stick: Path, office: Path) -> None:
    with seated(at, "laptop", laptop) as store, pytest.raises(WrongUsage):
        pack(store, stick)
    with seated(at, "office", office / "sarup.db") as store, pytest.raises(Refused, match="no such laptop"):
        pack(store, stick)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"[" * 5000, b'{"format": "sarup-card", "version": 1}', b"\xff"]
)
def test_a_card_that_is_none_is_refused(content: bytes, at: Home, laptop: Path, stick: Path) -> None:
    card = stick / "office.pub"
    card.write_bytes(content)
    with seated(at, "laptop", laptop) as store, pytest.raises(Refused, match="not the file that an office gives"):
        pack(store, stick, to=str(card))


def test_what_was_packed_is_not_rewritten_any_more(at: Home, sent: Packed, laptop: Path, stick: Path) -> None:
    with seated(at, "laptop", laptop) as store:
        report = store.summaries()[0].id
        store.save([Change(REPORT, report, "place", "ศาลาหนึ่ง")])
        pack(store, stick)
        before = store.vector()
        store.save([Change(REPORT, report, "place", "ศาลาสอง")])
        with store.log(before) as log:
            ((_, parents),) = [(one.value, one.parents) for one in log.versions()]
    assert [link[1] for link in parents] == list(before.values())


def test_an_office_is_not_made_twice(office: Path) -> None:
    before = (office / keys.OFFICE_KEY).read_bytes()
    with pytest.raises(Refused, match="nothing was changed"):
        keys.found_office(office)
    assert (office / keys.OFFICE_KEY).read_bytes() == before


def test_the_spare_key_of_an_office_whose_own_was_lost_is_not_written_over(office: Path) -> None:
    (office / keys.OFFICE_KEY).unlink()
    before = {path: path.read_bytes() for path in office.iterdir() if path.is_file()}
    with pytest.raises(Refused, match="spare key already"):
        keys.found_office(office)
    assert {path: path.read_bytes() for path in office.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("seq", [0, 1 << 63, 1 << 200, True, 1.5, None])
def test_a_sender_that_has_more_than_there_can_be_is_refused_and_packing_for_it_goes_on(
    at: Home, laptop: Path, office: Path, stick: Path, seq: object
) -> None:
    lie = forge(at, laptop, office, stick, {"vector": json.dumps({"7": seq}), "lacking": "[]"})
    with seated(at, "office", office / "sarup.db") as store:
        with pytest.raises(Refused, match="wrongly what its sender has"):
            open_(lie, store)
        assert store.partners() == []


def test_damaged_keys_are_told_and_left_alone(at: Home, sent: Packed, laptop: Path, stick: Path) -> None:
    path = laptop.parent / keys.LAPTOP_KEY
    path.write_bytes(path.read_bytes().replace(b"AGE", b"EGA"))
    before = path.read_bytes()
    with seated(at, "laptop", laptop) as store, pytest.raises(UserError, match="keys is damaged"):
        pack(store, stick)
    assert path.read_bytes() == before


def open_(path: Path, store: Store) -> None:
    with looked_into(path, store) as came:
        laid(came.log)
