"""Photographs in the file: once each, written with the version that names them, checked, and never in the log."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.changes import Change, Draft
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Photo, Report
from desktop_app.store.checking import PICTURES
from desktop_app.store.database import Store, restore
from tests.records import picture

OLD = Path(__file__).resolve().parent.parent / "data" / "formats" / "sarup-format-1.db"
ONE, TWO = picture(), picture(6, 8)


def illustrated(*pictures: bytes) -> Report:
    photos = [Photo(caption=f"ภาพที่ {number}", image=name_of(data)) for number, data in enumerate(pictures, 1)]
    return Report(title="มีภาพ", photos=photos, pictures={name_of(data): data for data in pictures})


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_a_report_is_read_with_its_photographs(store: Store) -> None:
    meant = illustrated(ONE, TWO)
    report_id = store.add(meant)
    assert exchange.to_json(store.load(report_id)) == exchange.to_json(meant)
    assert store.load(report_id).pictures == meant.pictures
    assert store.check() == []


def test_a_photograph_of_several_reports_lies_in_the_file_once_and_not_in_the_log(store: Store, path: Path) -> None:
    store.add_all([illustrated(ONE, ONE), illustrated(ONE, TWO)])
    assert rows(path, "SELECT sha256, width, height FROM photo ORDER BY width") == [
        (name_of(TWO), 6, 8),
        (name_of(ONE), 8, 6),
    ]
    assert {value for (value,) in rows(path, "SELECT value FROM version WHERE field = 'image'")} == {
        f'"{name_of(ONE)}"',
        f'"{name_of(TWO)}"',
    }


def test_a_file_without_photographs_has_no_table_for_them_and_an_older_one_gets_it_with_the_first(path: Path) -> None:
    shutil.copy(OLD, path)
    with Store(path) as store:
        report_id = store.summaries()[0].id
        assert store.check() == []
        assert rows(path, "SELECT name FROM sqlite_schema WHERE name = 'photo'") == []
        draft = Draft(store.load(report_id))
        draft.report.pictures[name_of(ONE)] = ONE
        draft.insert("photos", 0, Photo(image=name_of(ONE)))
        store.save(draft.take(), pictures=draft.report.pictures)
        assert store.load(report_id).pictures == {name_of(ONE): ONE}
        assert store.check() == []


def test_an_older_file_is_read_without_a_write(path: Path) -> None:
    shutil.copy(OLD, path)
    with Store(path, write=False) as store:
        assert [store.load(one.id).photos for one in store.summaries()] == [[], []]
    assert path.read_bytes() == OLD.read_bytes()


def test_a_photograph_that_nobody_has_is_refused_and_nothing_is_written(store: Store) -> None:
    report_id = store.add(illustrated(ONE))
    photo = store.load(report_id).photos[0]
    with pytest.raises(Refused):
        store.save([Change("photos", photo.id, "image", name_of(TWO)), Change("photos", photo.id, "caption", "x")])
    assert store.load(report_id).photos[0].caption == "ภาพที่ 1"
    store.save([Change("photos", photo.id, "image", name_of(TWO))], pictures={name_of(TWO): TWO})
    assert store.load(report_id).pictures == {name_of(TWO): TWO}


def test_a_name_that_does_not_fit_the_bytes_is_a_bug_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="arrival"):
        store.add(Report(photos=[Photo(image="0" * 64)], pictures={"0" * 64: ONE}))
    assert store.summaries() == []


def test_a_photograph_taken_out_stays_for_the_history(store: Store) -> None:
    report_id = store.add(illustrated(ONE))
    draft = Draft(store.load(report_id))
    draft.remove("photos", 0)
    store.save(draft.take())
    assert store.load(report_id).pictures == {}
    assert store.check() == []
    image = store.history(report_id, "photos.image")[0]
    assert image.value == name_of(ONE)


def test_the_check_finds_damaged_and_lost_photographs_and_the_text_is_read_all_the_same(
    store: Store, path: Path
) -> None:
    report_id = store.add(illustrated(ONE, TWO))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = TRUNCATE")  # Windows deletes no journal that we have open
    connection.execute("UPDATE photo SET bytes = x'ffd8ffe0' WHERE sha256 = ?", [name_of(ONE)])
    connection.execute("DELETE FROM photo WHERE sha256 = ?", [name_of(TWO)])
    connection.commit()
    connection.close()
    found = store.check()
    assert [(fault.where, fault.mendable) for fault in found] == [(PICTURES, False)] * 2
    assert [name[:12] in fault.english for name, fault in zip([name_of(ONE), name_of(TWO)], found, strict=True)] == [
        True,
        True,
    ]
    report = store.load(report_id)
    assert [photo.caption for photo in report.photos] == ["ภาพที่ 1", "ภาพที่ 2"]
    assert report.pictures == {}


def test_backup_rebuild_and_restore_keep_the_photographs(store: Store, path: Path, tmp_path: Path) -> None:
    report_id = store.add(illustrated(ONE, TWO))
    store.rebuild()
    copy = store.backup(tmp_path / "copy.db")
    restore(copy, tmp_path / "other.db")
    with Store(tmp_path / "other.db") as other:
        assert exchange.to_json(other.load(report_id)) == exchange.to_json(store.load(report_id))
        assert other.load(report_id).pictures == {name_of(ONE): ONE, name_of(TWO): TWO}
        assert other.check() == []
