"""A program folder that is copied to another computer becomes a device of its own there, with keys of its own."""

import shutil
from pathlib import Path

from desktop_app.model.changes import REPORT, Change
from desktop_app.store import machine
from desktop_app.store.database import Store
from desktop_app.sync import keys
from desktop_app.sync.packing import Packed, pack
from tests.sync.conftest import Home, seated


def write(store: Store, place: str) -> set[int]:
    """The devices that have written, after one more save."""
    store.save([Change(REPORT, store.summaries()[0].id, "place", place)], "set")
    return set(store.vector())


def test_a_copied_folder_writes_under_a_number_of_its_own(at: Home, laptop: Path, tmp_path: Path) -> None:
    with seated(at, "laptop", laptop) as store:
        first = write(store, "ศาลา")
    shutil.copytree(tmp_path / "laptop", tmp_path / "second")
    with seated(at, "second", tmp_path / "second" / "data" / "sarup.db") as store:
        both = write(store, "วัด")
        assert write(store, "โรงเรียน") == both
        names = {one.laptop for one in store.history(store.summaries()[0].id, "event.place")}
    with seated(at, "laptop", laptop) as store:
        assert write(store, "บ้าน") == first
    assert len(both) == 2
    assert names == {"laptop", "second"}


def test_a_copied_folder_signs_with_keys_of_its_own(
    at: Home, sent: Packed, laptop: Path, tmp_path: Path, stick: Path
) -> None:
    old = (laptop.parent / keys.LAPTOP_KEY).read_bytes()
    shutil.copytree(tmp_path / "laptop", tmp_path / "second")
    with seated(at, "second", tmp_path / "second" / "data" / "sarup.db") as store:
        pack(store, stick)
        write(store, "วัด")
        assert len(store.vector()) == 2
    data = tmp_path / "second" / "data"
    assert (data / keys.LAPTOP_KEY).read_bytes() != old
    assert (data / "laptop-other-computer.key").read_bytes() == old
    at("laptop")
    assert keys.laptop()


def test_a_file_that_was_not_marked_keeps_its_number(at: Home, laptop: Path) -> None:
    import sqlite3

    raw = sqlite3.connect(laptop)
    raw.execute("DELETE FROM meta WHERE key = 'machine'")
    raw.commit()
    raw.close()
    with seated(at, "laptop", laptop) as store:
        assert len(write(store, "ศาลา")) == 1
    with seated(at, "elsewhere", laptop) as store:
        assert len(write(store, "วัด")) == 2


def test_a_lost_key_draws_a_new_number_with_the_new_key(at: Home, sent: Packed, laptop: Path, stick: Path) -> None:
    (laptop.parent / keys.LAPTOP_KEY).unlink()
    with seated(at, "laptop", laptop) as store:
        pack(store, stick)
        assert len(write(store, "ศาลา")) == 2


def test_the_mark_is_the_same_at_every_start() -> None:
    machine.mark.cache_clear()
    first = machine.mark()
    machine.mark.cache_clear()
    assert machine.mark() == first
    assert len(first) == 16
