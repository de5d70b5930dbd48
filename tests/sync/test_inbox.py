"""What of a folder is taken for others' files, when they are whole, and which of them are one file twice."""

import os
import threading
import time
from pathlib import Path

import pytest

from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Report
from desktop_app.store.database import Store
from desktop_app.sync import inbox, receiving

COPIES = [
    "งาน (1).sarup",
    "งาน(1).sarup",
    "work (Malee's conflicted copy 2026-11-22).sarup",
    "work.sync-conflict-20261122-101112-ABCDEFG.sarup",
    "งาน - สำเนา.sarup",
    "สำเนาของงาน.db",
    "work_conflict-20261122-101112.db",
    "งาน.sarup (1)",
    "งาน.sarup - สำเนา (2)",
    "work.sarup.sync-conflict-20261122-101112-ABCDEFG",
    "WORK.SARUP",
]
OTHERS = [
    "work.sarup.part",
    "work.sarup (1).crdownload",
    "work.db-journal",
    "work.pdf",
    "sarup",
    ".sarup",
    "work.db.gpg",
]


@pytest.mark.parametrize("name", COPIES)
def test_second_copies_are_known_by_their_names(name: str) -> None:
    assert inbox.is_named_like_ours(name)


@pytest.mark.parametrize("name", OTHERS)
def test_unfinished_files_and_others_are_none(name: str) -> None:
    assert not inbox.is_named_like_ours(name)


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    with Store(tmp_path / "laptop" / "sarup.db", user="ชูใจ") as store:
        store.add(Report(title="เวทีชุมชน"))
    return tmp_path / "laptop" / "sarup.db"


def folder(tmp_path: Path, laptop: Path, *names: str) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    for name in names:
        (made / name).write_bytes(laptop.read_bytes())
    return made


def test_the_same_content_twice_is_taken_once_and_told(tmp_path: Path, laptop: Path) -> None:
    place = folder(tmp_path, laptop, "a.db", "a (1).db", "b.db")
    with Store(place / "b.db") as store:
        store.save([Change(REPORT, store.summaries()[0].id, "place", "ศาลา")])
    with Store(tmp_path / "office.db") as office:
        done = receiving.merge(office, [place])
        assert done.twins == [(str(place / "a (1).db"), str(place / "a.db"))]
        assert (done.accepted, done.refused) == (2, [])
        assert office.summaries()[0].place == "ศาลา"


def test_a_copy_of_a_bad_file_is_refused_with_it(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for name in ("a.sarup", "b.sarup"):
        (tmp_path / "inbox" / name).write_bytes(b"no package")
    with Store(tmp_path / "office.db") as office:
        done = receiving.merge(office, [tmp_path / "inbox"])
        assert [Path(file).name for file, _ in done.refused] == ["a.sarup"]
        assert len(done.twins) == 1
        assert office.taken() == set()


def test_a_file_that_is_still_being_written_waits_for_the_next_time(tmp_path: Path, laptop: Path) -> None:
    place = folder(tmp_path, laptop, "whole.db")
    content, end = laptop.read_bytes(), threading.Event()
    (place / "half.db").write_bytes(content[:4096])

    def write() -> None:
        with (place / "half.db").open("ab") as file:
            for at in range(4096, len(content), 512):
                file.write(content[at : at + 512])
                file.flush()
                if end.wait(0.05):
                    file.write(content[at + 512 :])
                    return

    writer = threading.Thread(target=write)
    writer.start()
    with Store(tmp_path / "office.db") as office:
        done = receiving.merge(office, [place])
        assert [(Path(file).name, "ยังเขียนไม่เสร็จ" in why.what) for file, why in done.refused] == [("half.db", True)]
        assert len(done.new) == 1
        end.set()
        writer.join()
        old = time.time() - 60
        os.utime(place / "half.db", (old, old))
        assert receiving.merge(office, [place]).refused == []


def test_what_was_taken_in_is_known_until_it_is_taken_back(tmp_path: Path, laptop: Path) -> None:
    place = folder(tmp_path, laptop, "a.db", "b.db")
    marks = {path: inbox.stamp(path).mark(path) for path in place.iterdir()}
    with Store(tmp_path / "office.db") as office:
        receiving.merge(office, [place], dry=True)
        assert office.taken() == set()
        number = receiving.merge(office, [place]).number
        assert office.taken() == set(marks.values())
        before = office.path.read_bytes()
        assert receiving.merge(office, [place]).number == 0
        assert office.path.read_bytes() == before
        office.undo_merge(number)
        assert office.taken() == set()


def test_the_office_s_own_database_in_the_folder_is_neither_taken_nor_touched(tmp_path: Path, laptop: Path) -> None:
    place = folder(tmp_path, laptop, "a.db")
    with Store(place / "sarup.db") as office:
        done = receiving.merge(office, [place])
        assert (len(done.new), done.refused) == (1, [])
        assert inbox.files_in(place, office.path) == [place / "a.db"]
        assert inbox.twins([office.path, office.path], office.path) == {}


def test_files_are_twins_only_to_the_last_letter(tmp_path: Path) -> None:
    content = bytes(200_000)
    for name, own in {
        "a.db": content,
        "a (1).db": content,
        "a (22).db": content[:-1] + b"1",
        "b.db": content[:-1],
    }.items():
        (tmp_path / name).write_bytes(own)
    files = sorted(tmp_path.iterdir())
    assert inbox.twins([*files, *files], tmp_path / "own.db") == {tmp_path / "a (1).db": tmp_path / "a.db"}
