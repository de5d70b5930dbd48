"""A folder is watched: what comes into it is listed by itself, previewed, merged when wanted, and not offered again."""

import shutil
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from desktop_app.model.records import Report
from desktop_app.settings import Settings
from desktop_app.store.database import Store
from desktop_app.sync import keys, receiving
from desktop_app.ui.office import inbox
from desktop_app.ui.office.receive import ReceiveDialog

from .test_receive import looked, received, rows, said


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, pause in (("SOON", 20), ("NEXT", 50), ("LATER", 200)):
        monkeypatch.setattr(inbox, name, pause)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    """A database with one report."""
    with Store(tmp_path / "laptop" / "sarup.db", user="ชูใจ") as store:
        store.add(Report(title="งานของชูใจ"))
    return tmp_path / "laptop" / "sarup.db"


def watching(folder: Path) -> Settings:
    return Settings(watched=str(folder))


def waits(window, count: int) -> bool:
    return window.office.arrived.isVisible() == (count > 0) and len(window.office.inbox.waiting) == count


def test_what_comes_is_listed_and_looked_into_by_itself(qtbot, open_window, folder, laptop):
    window = open_window(Report(title="ของเครื่องนี้"), settings=watching(folder))
    dialog = received(qtbot, window)
    qtbot.waitUntil(lambda: str(folder) in dialog.watched.says.accessibleName())
    looked(qtbot, dialog, lambda: shutil.copy(laptop, folder / "งาน (1).db"))
    assert [row[0] for row in rows(dialog.files.table)] == ["งาน (1).db"]
    assert "รายงานใหม่ 1 ฉบับ" in said(dialog)
    assert window.reports.model.total == 1
    looked(qtbot, dialog, lambda: (folder / "เสีย.sarup").write_bytes(b"no package"))
    assert [row[0] for row in rows(dialog.files.table)] == ["เสีย.sarup", "งาน (1).db"]
    dialog.reject()


def test_the_status_bar_tells_that_files_wait_and_opens_them(qtbot, open_window, folder, laptop):
    shutil.copy(laptop, folder / "งาน.db")
    window = open_window(Report(), settings=watching(folder))
    qtbot.waitUntil(lambda: waits(window, 1))
    assert window.office.arrived.text() == "ไฟล์รอรับ 1 ไฟล์"
    window.office.arrived.click()
    qtbot.waitUntil(lambda: window.findChild(ReceiveDialog) is not None)
    dialog = window.findChild(ReceiveDialog)
    with qtbot.waitSignal(dialog.looked):
        pass
    looked(qtbot, dialog, dialog.merge.click)
    qtbot.waitUntil(lambda: waits(window, 0))
    assert said(dialog).startswith("รวมแล้ว: รายงานใหม่ 1 ฉบับ")
    dialog.reject()


def test_what_was_merged_is_not_offered_again_not_even_tomorrow(qtbot, open_window, close_window, folder, laptop, home):
    for name in ("งาน.db", "งาน (1).db"):
        shutil.copy(laptop, folder / name)
    with Store(home / "data" / "sarup.db") as store:
        receiving.merge(store, [folder])
    window = open_window(settings=watching(folder))
    qtbot.waitUntil(lambda: len(window.office.inbox._whole) == 2)
    qtbot.wait(300)
    assert waits(window, 0)
    with Store(laptop) as store:
        store.add(Report(title="งานที่สอง"))
        store.backup(folder / "งานที่สอง.db")
    qtbot.waitUntil(lambda: waits(window, 1))


def test_what_comes_after_a_merge_waits_until_somebody_wants_to_see_it(qtbot, open_window, folder, laptop):
    shutil.copy(laptop, folder / "งาน.db")
    window = open_window(Report(), settings=watching(folder))
    dialog = received(qtbot, window)
    with qtbot.waitSignal(dialog.looked):
        pass
    looked(qtbot, dialog, dialog.merge.click)
    done = said(dialog)
    with Store(laptop) as store:
        store.add(Report(title="งานที่สอง"))
        store.backup(folder / "งานที่สอง.db")
    qtbot.waitUntil(dialog.watched.look.isVisible)
    assert dialog.watched.look.text() == "ดูไฟล์ที่&มาถึง (1)"
    assert said(dialog) == done
    looked(qtbot, dialog, dialog.watched.look.click)
    assert [row[0] for row in rows(dialog.files.table)] == ["งานที่สอง.db"]
    dialog.reject()


def test_a_merge_that_is_taken_back_is_offered_again(qtbot, open_window, folder, laptop):
    shutil.copy(laptop, folder / "งาน.db")
    window = open_window(Report(), settings=watching(folder))
    dialog = received(qtbot, window)
    with qtbot.waitSignal(dialog.looked):
        pass
    looked(qtbot, dialog, dialog.merge.click)
    looked(qtbot, dialog, dialog.undo.click)
    qtbot.waitUntil(dialog.watched.look.isVisible)
    looked(qtbot, dialog, dialog.watched.look.click)
    assert dialog.merge.isEnabled()
    dialog.reject()


def test_a_file_that_goes_or_is_not_wanted_leaves_the_list(qtbot, open_window, folder, laptop):
    shutil.copy(laptop, folder / "ก.db")
    (folder / "เสีย.sarup").write_bytes(b"no package")
    window = open_window(Report(), settings=watching(folder))
    dialog = received(qtbot, window)
    with qtbot.waitSignal(dialog.looked):
        pass
    dialog.files.table.selectRow(0)
    looked(qtbot, dialog, dialog.choosing.take_out.click)
    assert [row[0] for row in rows(dialog.files.table)] == ["ก.db"]
    (folder / "ก.db").unlink()
    qtbot.waitUntil(lambda: rows(dialog.files.table) == [])
    qtbot.waitUntil(lambda: waits(window, 0))
    dialog.reject()


def test_watching_is_stopped_and_goes_on_and_the_choice_is_kept(qtbot, open_window, folder, laptop):
    window = open_window(Report(), settings=watching(folder))
    dialog = received(qtbot, window)
    qtbot.waitUntil(dialog.watched.stop.isVisible)
    dialog.watched.stop.click()
    assert not window.settings.watching
    shutil.copy(laptop, folder / "งาน.db")
    qtbot.wait(300)
    assert rows(dialog.files.table) == []
    assert not dialog.watched.stop.isVisible()
    looked(qtbot, dialog, dialog.watched.go_on.click)
    assert rows(dialog.files.table)[0][0] == "งาน.db"
    assert (window.settings.watching, window.settings.watched) == (True, str(folder))
    dialog.reject()


def test_an_office_watches_its_own_inbox(qtbot, open_window, tmp_path, laptop):
    keys.found_office(tmp_path / "office", "สำนักงานทดสอบ")
    Store(tmp_path / "office" / "sarup.db").close()
    shutil.copy(laptop, tmp_path / "office" / keys.INBOX / "งาน.db")
    window = open_window(path=tmp_path / "office" / "sarup.db")
    qtbot.waitUntil(lambda: waits(window, 1))
    assert window.settings.watched == ""


def test_a_folder_that_is_not_there_is_told_and_found_when_it_comes(qtbot, open_window, tmp_path, laptop):
    window = open_window(Report(), settings=watching(tmp_path / "stick"))
    dialog = received(qtbot, window)
    qtbot.waitUntil(lambda: "ไม่พบโฟลเดอร์" in dialog.watched.says.accessibleName())
    (tmp_path / "stick").mkdir()
    looked(qtbot, dialog, lambda: shutil.copy(laptop, tmp_path / "stick" / "งาน.db"))
    assert rows(dialog.files.table)[0][0] == "งาน.db"
    dialog.reject()


def test_half_a_file_is_not_looked_at(qtbot, open_window, folder, laptop):
    """As long as it grows, however often the system tells of it."""
    window = open_window(Report(), settings=watching(folder))
    content = laptop.read_bytes()
    qtbot.waitUntil(lambda: window.office.inbox.folder == str(folder))
    with (folder / "งาน.db").open("wb") as file:
        for at in range(0, len(content), len(content) // 30):
            file.write(content[at : at + len(content) // 30])
            file.flush()
            qtbot.wait(20)
            assert waits(window, 0)
    qtbot.waitUntil(lambda: waits(window, 1))


def test_a_flood_of_changes_neither_holds_a_look_up_nor_begins_it_anew(qtbot, open_window, folder, laptop):
    window = open_window(Report(), settings=watching(folder))
    watched = window.office.inbox
    qtbot.waitUntil(lambda: watched._watcher is not None)
    shutil.copy(laptop, folder / "งาน.db")
    flood = QTimer(window, interval=1)
    flood.timeout.connect(lambda: watched._watcher.directoryChanged.emit(str(folder)))
    flood.start()
    qtbot.waitUntil(lambda: waits(window, 1))
    flood.stop()


def test_two_hundred_files_do_not_hold_the_window_up(qtbot, open_window, folder, laptop):
    """The window's beats go on while the files are found, looked into and listed."""
    for number in range(200):
        (folder / f"งาน {number}.sarup").write_bytes(b"no package" + bytes([number]))
    window = open_window(Report(), settings=watching(folder))
    dialog = received(qtbot, window)
    beats: list[float] = []
    timer = QTimer(dialog, interval=1)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    with qtbot.waitSignal(dialog.looked):
        pass
    timer.stop()
    assert len(rows(dialog.files.table)) == 200
    gaps = [later - one for one, later in pairwise(beats)]
    assert max(gaps) < sum(gaps) / 2  # no work in one piece
    dialog.reject()
