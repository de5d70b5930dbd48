"""One real file of every released format is kept and can be opened; the files are never edited."""

import hashlib
import shutil
from pathlib import Path

import pytest

from desktop_app.store import opening
from desktop_app.store.database import Store

FORMATS = Path(__file__).resolve().parent.parent / "data" / "formats"
FILES = {"sarup-format-1.db": "bc5a5c80707af55110891a95370f697513a8ea0487371d730351490cea976fa1"}


def test_there_is_a_file_of_every_format_and_none_was_edited() -> None:
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FORMATS.iterdir()} == FILES
    assert len(FILES) == opening.FORMAT


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_an_older_format_is_opened_and_goes_on_living(name: str, path: Path) -> None:
    shutil.copy(FORMATS / name, path)
    with Store(path) as store:
        assert [one.title for one in store.deleted()] == ["รายงานที่ลบแล้ว"]
        draft, whole = store.summaries()
        assert draft.title == "ร่าง <b>&amp;"
        report = store.load(whole.id)
        assert [one.value for one in store.history(whole.id, "event.place")][:2] == [
            "หอประชุมอำเภอ",
            "ศาลาประชาคมบ้านใหม่",
        ]
        assert {one.user for one in store.history(whole.id)} == {"มานี", "ปิติ"}
        assert {one.laptop for one in store.history(whole.id)} == {"laptop-1"}
        assert report.goals[0].body == "เพื่อให้ทุกคนได้เรียนรู้ร่วมกัน"
        store.delete(whole.id)
        store.undelete(whole.id)
        assert store.load(whole.id).goals[0].id == report.goals[0].id
        assert store.check() == []
