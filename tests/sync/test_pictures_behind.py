"""A package has its pictures behind its database; whoever signs what is not so is refused, and older packages are taken."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.errors import Refused
from desktop_app.store import contents, parcels
from desktop_app.store.database import Store
from desktop_app.store.photo_rows import photo
from desktop_app.sync import cards, container, keys, receiving
from desktop_app.sync.packing import pack
from tests.records import PICTURES
from tests.sync.conftest import Home, looked_into, seated

Change = Callable[
    [sqlite3.Connection, bytes], bytes
]  # of the database and of what lies behind it; gives what will lie there


@pytest.fixture
def altered(at: Home, laptop: Path, office: Path, stick: Path, tmp_path: Path) -> Callable[[Change], Path]:
    """A package that the laptop's owner altered and signed."""
    inner, behind = tmp_path / "inner.db", tmp_path / "behind"

    def made(change: Change) -> Path:
        with seated(at, "laptop", laptop) as store:
            sent = pack(store, stick, to=str(office / keys.OFFICE_CARD))
            at("office")
            own = keys.office_of(office / "sarup.db")
            assert own
            container.unpack(sent.path, own.opening(), inner, behind, "it")
            at("laptop")
            raw = sqlite3.connect(inner, isolation_level=None)
            raw.execute("PRAGMA journal_mode = OFF")
            rest = change(raw, behind.read_bytes())
            signature = keys.laptop_made().sign(contents.content(raw)).hex()
            raw.execute("UPDATE meta SET value = ? WHERE key = ?", (signature, contents.SIGNATURE))
            raw.close()
        with sent.path.open("wb") as out:
            container.write(out, [inner.read_bytes(), rest], cards.load(office / keys.OFFICE_CARD).recipients)
        at("office")
        return sent.path

    return made


def told(raw: sqlite3.Connection, pictures: object) -> None:
    raw.execute("UPDATE meta SET value = ? WHERE key = ?", (json.dumps(pictures), contents.PICTURES))


def test_a_package_of_an_older_program_has_them_within(altered: Callable[[Change], Path], office: Path) -> None:
    def older(raw: sqlite3.Connection, behind: bytes) -> bytes:
        from sqlalchemy.dialects import sqlite
        from sqlalchemy.schema import CreateTable

        raw.execute(str(CreateTable(photo).compile(dialect=sqlite.dialect())))
        raw.executemany("INSERT INTO photo VALUES (?, ?, 9, 9)", PICTURES.items())
        raw.execute("DELETE FROM meta WHERE key = ?", (contents.PICTURES,))
        return b""

    path = altered(older)
    with Store(office / "sarup.db") as store:
        done = receiving.merge(store, [path])
        assert (done.refused, done.pictures, done.lost_pictures) == ([], len(PICTURES), 0)


@pytest.mark.parametrize(
    "pictures",
    [5, [5], [["a"]], [["a", 5]], [["a", -1]], [["a", None]], {"a": 1}, [["a", 10**30]], "x", [["a", "x"]], []],
)
def test_what_it_says_wrongly_of_them_is_refused(
    pictures: object, altered: Callable[[Change], Path], office: Path
) -> None:
    def change(raw: sqlite3.Connection, behind: bytes) -> bytes:
        told(raw, pictures)
        return behind

    path = altered(change)
    with Store(office / "sarup.db") as store:
        with looked_into(path, store) as came, pytest.raises(Refused, match="wrong type|not those that it names"):
            list(came.log.pictures(PICTURES))
        before = (office / "sarup.db").read_bytes()
        assert len(receiving.merge(store, [path]).refused) == 1
        assert (office / "sarup.db").read_bytes() == before


def test_one_that_is_another_than_its_name_says_is_refused(altered: Callable[[Change], Path], office: Path) -> None:
    path = altered(lambda raw, behind: behind[:-1] + bytes([behind[-1] ^ 1]))
    with Store(office / "sarup.db") as store:
        done = receiving.merge(store, [path])
        assert "not what its name says" in done.refused[0][1].english
        assert store.summaries() == []


def test_one_that_goes_while_the_package_is_made_leaves_no_package(
    at: Home, laptop: Path, office: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with seated(at, "laptop", laptop) as store:
        real = parcels.write

        def undone(raw: sqlite3.Connection, *rest: object) -> parcels.Parcel:
            made = real(raw, *rest)  # type: ignore[arg-type]
            raw.execute("DELETE FROM photo")
            return made

        monkeypatch.setattr(parcels, "write", undone)
        with pytest.raises(Refused, match="taken out of the database"):
            pack(store, stick, to=str(office / keys.OFFICE_CARD))
    assert list(stick.iterdir()) == []
