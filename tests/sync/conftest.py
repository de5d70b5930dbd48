"""A laptop, an office and a stick between them, each in a folder of its own; photographs and a report on the laptop."""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.model import exchange
from desktop_app.model.records import Photo
from desktop_app.store import contents
from desktop_app.store.database import Store
from desktop_app.store.foreign_log import ForeignLog
from desktop_app.sync import cards, container, incoming, keys
from desktop_app.sync.packing import Packed, pack
from desktop_app.sync.senders import Sender, sender
from tests.records import PICTURES

Home = Callable[[str], None]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """``at("laptop")``: from now on the program runs on that computer, whose folder has the name."""

    def sit_down(computer: str) -> None:
        monkeypatch.setenv("SARUP_HOME", str(tmp_path / computer))
        monkeypatch.setattr("desktop_app.store.machine.mark", lambda: computer)
        monkeypatch.setattr("platform.node", lambda: computer)

    return sit_down


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def office(tmp_path: Path, at: Home) -> Path:
    """The office's folder: its keys, its card for the laptops, an empty database."""
    at("office")
    folder = tmp_path / "office-folder"
    keys.found_office(folder, "สำนักงานทดสอบ")
    Store(folder / "sarup.db").close()
    return folder


@pytest.fixture
def laptop(tmp_path: Path, at: Home, sample: dict) -> Path:
    """The laptop's database."""
    at("laptop")
    path = tmp_path / "laptop" / "data" / "sarup.db"
    report = exchange.from_json(sample)
    report.photos = [Photo(image=name) for name in PICTURES]
    report.pictures = dict(PICTURES)
    with Store(path, user="มานี") as store:
        store.add(report)
    return path


@contextmanager
def seated(at: Home, computer: str, path: Path) -> Iterator[Store]:
    at(computer)
    with Store(path) as store:
        yield store


@dataclass
class Seen:
    """What is in a file, and who sent it."""

    log: ForeignLog
    sender: Sender | None

    def received(self, store: Store) -> None:
        if self.sender:
            store.remember(self.sender.partner)


@contextmanager
def looked_into(path: Path, store: Store) -> Iterator[Seen]:
    here = incoming.here(store)
    with incoming.opened(path, here) as came:
        yield Seen(came.log, sender(came.claim, store.partners(), here.own))


@pytest.fixture
def sent(at: Home, laptop: Path, office: Path, stick: Path) -> Packed:
    """The laptop's first package, on the stick."""
    with seated(at, "laptop", laptop) as store:
        return pack(store, stick, to=str(office / keys.OFFICE_CARD))


def forge(at: Home, laptop: Path, office: Path, stick: Path, lies: Mapping[str, str] = {}) -> Path:
    """A stranger's key signs in the name of the laptop's device; ``lies``: what the package says of its sender instead."""
    with seated(at, "laptop", laptop) as store:
        device = store.device_of(keys.laptop_made().card.id)
        inner = stick.parent / "inner.db"
        (laptop.parent / keys.LAPTOP_KEY).unlink()
        stranger = keys.laptop_made()
        told = {"sender": json.dumps(cards.to_plain(stranger.card)), "device": str(device)}
        path = stick / "forged.sarup"
        with store.parcel(inner, {}, [], told, stranger.sign) as parcel, path.open("wb") as out:
            _say(inner, lies, stranger)
            container.write(out, parcel.parts(), cards.load(office / keys.OFFICE_CARD).recipients)
    return path


def _say(inner: Path, lies: Mapping[str, str], signer: keys.Keys) -> None:
    with contextlib.closing(sqlite3.connect(inner)) as raw, raw:
        raw.executemany("UPDATE meta SET value = ? WHERE key = ?", [(told, key) for key, told in lies.items()])
        raw.execute("UPDATE meta SET value = ? WHERE key = 'signature'", (signer.sign(contents.content(raw)).hex(),))
