"""What came from other computers is looked into, merged and taken back, in the real window over real files."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Report, Speaker
from desktop_app.settings import Settings
from desktop_app.store.database import Store
from desktop_app.ui.office.past_merges import PastMerges
from desktop_app.ui.office.receive import STOPPED, ReceiveDialog

DAY = dt.date(2024, 3, 15)
NEW, CHANGED, ALIKE, WORDS = 1, 2, 4, 5  # columns


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a laptop's database, the copy of it that a cloud made, and a file that is none of ours."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    with Store(tmp_path / "laptop" / "sarup.db", user="ชูใจ") as store:
        store.add(Report(title="งานของชูใจ", date_start=DAY))
        store.backup(folder / "งาน (1).db")
        store.add(Report(title="งานที่สองของชูใจ", date_start=DAY))
        store.backup(folder / "งาน.db")
    (folder / "เสีย.sarup").write_bytes(b"no package")
    return folder


def received(qtbot, window) -> ReceiveDialog:
    window.commands["receive_files"].trigger()
    qtbot.waitUntil(lambda: window.findChild(ReceiveDialog) is not None)
    return window.findChild(ReceiveDialog)


def looked(qtbot, dialog, act) -> None:
    with qtbot.waitSignal(dialog.looked):
        act()


def rows(table) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def said(dialog) -> str:
    return dialog.says.text().replace("\u200b", "")


def test_files_are_looked_into_before_anything_is_written(qtbot, open_window, inbox):
    window = open_window(Report(title="ของเครื่องนี้"))
    dialog = received(qtbot, window)
    before = window.store.path.read_bytes()
    looked(qtbot, dialog, lambda: dialog.choosing.add([inbox]))
    assert [row[0] for row in rows(dialog.files.table)] == ["เสีย.sarup", "งาน (1).db", "งาน.db"]
    assert [row[NEW] for row in rows(dialog.files.table)] == ["", "1", "1"]
    assert rows(dialog.files.table)[0][WORDS] == "รับไม่ได้: ไม่ใช่ไฟล์ของสรุป"
    assert "โปรด" in dialog.files.behind.toPlainText()
    assert "รายงานใหม่ 2 ฉบับ" in said(dialog)
    assert "รับไม่ได้ 1 ไฟล์" in said(dialog)
    assert window.store.path.read_bytes() == before
    assert dialog.focusWidget() is dialog.merge
    dialog.reject()


def test_the_copy_of_a_file_that_is_refused_is_not_said_to_be_taken(qtbot, open_window, inbox):
    (inbox / "เสีย (1).sarup").write_bytes(b"no package")
    dialog = received(qtbot, open_window(Report()))
    looked(qtbot, dialog, lambda: dialog.choosing.add([inbox]))
    (copy,) = [one for one in dialog.files.shown if one.words.startswith("เหมือน ")]
    assert copy.lines[0].endswith("ซึ่งรับไม่ได้")
    dialog.reject()


def test_a_merge_makes_the_list_fresh_and_is_taken_back_whole(qtbot, open_window, inbox):
    window = open_window(Report(title="ของเครื่องนี้"))
    dialog = received(qtbot, window)
    looked(qtbot, dialog, lambda: dialog.choosing.add([inbox]))
    looked(qtbot, dialog, lambda: qtbot.keyClick(dialog.merge, Qt.Key.Key_Space))
    assert said(dialog).startswith("รวมแล้ว: รายงานใหม่ 2 ฉบับ")
    qtbot.waitUntil(lambda: window.reports.model.total == 3)
    assert not dialog.merge.isVisible()
    with qtbot.waitSignal(dialog.looked):
        dialog.undo.click()
        assert said(dialog) == "กำลังย้อนการรวม…"
    qtbot.waitUntil(lambda: window.reports.model.total == 1)
    assert "ย้อนการรวมครั้งที่ 1 แล้ว" in said(dialog)
    looked(qtbot, dialog, lambda: dialog.choosing.add([inbox]))
    assert dialog.merge.isEnabled()
    dialog.reject()


def test_the_report_in_sight_shows_what_somebody_else_wrote_in_it(qtbot, open_window, tmp_path):
    window = open_window(Report(title="เดิม"))
    report_id = window.current.id
    with Store(window.store.path, write=False) as store:
        copy = store.backup(tmp_path / "copy.db")
    with Store(copy, user="ชูใจ") as store:
        store.save([Change(REPORT, report_id, "place", "ที่ใหม่")])
    dialog = received(qtbot, window)
    looked(qtbot, dialog, lambda: dialog.choosing.add([copy]))
    assert rows(dialog.files.table)[0][CHANGED] == "1"
    looked(qtbot, dialog, dialog.merge.click)
    qtbot.waitUntil(lambda: window.current.draft.report.place == "ที่ใหม่")
    looked(qtbot, dialog, dialog.undo.click)
    qtbot.waitUntil(lambda: window.current.draft.report.place == "")
    dialog.reject()


def test_a_file_is_left_out_and_the_others_of_its_folder_stay(qtbot, open_window, inbox):
    dialog = received(qtbot, open_window(Report()))
    looked(qtbot, dialog, lambda: dialog.choosing.add([inbox]))
    dialog.files.table.selectRow(2)
    looked(qtbot, dialog, lambda: qtbot.keyClick(dialog.files.table, Qt.Key.Key_Delete))
    assert [row[0] for row in rows(dialog.files.table)] == ["เสีย.sarup", "งาน (1).db"]
    assert "รายงานใหม่ 1 ฉบับ" in said(dialog)
    dialog.files.table.selectAll()
    dialog.choosing.take_out.click()
    assert rows(dialog.files.table) == []
    assert not dialog.merge.isEnabled()
    dialog.reject()


def test_files_are_dropped_and_a_folder_without_any_is_told(qtbot, open_window, inbox, tmp_path):
    dialog = received(qtbot, open_window(Report()))
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", inbox / "งาน.db"):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        at = QPoint(5, 5)
        drop = QDropEvent(at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        looked(qtbot, dialog, lambda drop=drop: dialog.dropEvent(drop))
        if path.name == "empty":
            assert "ไม่มีไฟล์ให้รวม" in said(dialog)
    assert rows(dialog.files.table)[0][NEW] == "2"
    dialog.reject()


def test_the_folder_last_chosen_is_offered_again(qtbot, open_window, inbox):
    window = open_window(Report())
    dialog = received(qtbot, window)
    dialog.choosing.files.click()
    chooser = dialog.findChild(QFileDialog)
    chooser.selectFile(str(inbox / "งาน.db"))
    looked(qtbot, dialog, chooser.accept)
    assert window.settings.received == str(inbox)
    assert rows(dialog.files.table)[0][NEW] == "2"
    dialog.reject()


def test_the_first_look_for_files_begins_among_the_documents_not_in_the_program(
    qtbot, open_window, tmp_path, monkeypatch
):
    gone, documents = tmp_path / "stick", tmp_path / "Documents"
    documents.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: str(documents))
    for last in ("", str(gone)):
        dialog = received(qtbot, open_window(Report(), settings=Settings(received=last)))
        for one in (dialog.choosing.files, dialog.choosing.folder, dialog.watched.choose):
            one.click()
            chooser = dialog.findChild(QFileDialog)
            assert chooser.directory().absolutePath() == documents.as_posix()
            chooser.reject()
            qtbot.waitUntil(lambda dialog=dialog: dialog.findChild(QFileDialog) is None)
        dialog.reject()


def test_a_merge_is_given_up_and_the_window_lives_meanwhile(qtbot, open_window, tmp_path):
    """The store's thread works while the window's beats; stopped, nothing has changed, and closing stops too."""
    many = [Report(title=f"รายงานที่ {number}") for number in range(400)]
    with Store(tmp_path / "laptop" / "sarup.db") as store:
        store.add_all(many)
    window = open_window(Report())
    dialog = received(qtbot, window)
    looked(qtbot, dialog, lambda: dialog.choosing.add([tmp_path / "laptop"]))
    before = window.store.path.read_bytes()
    beats: list[int] = []
    timer = QTimer(dialog, interval=0)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    dialog.merge.click()
    assert dialog.progress.isVisible()
    looked(qtbot, dialog, dialog.stop.click)
    assert beats
    assert said(dialog) == STOPPED
    assert dialog.merge.isEnabled()
    assert window.store.path.read_bytes() == before
    dialog.merge.click()
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    assert not dialog.isVisible()
    assert window.reports.model.total == 1
    assert window.store.path.read_bytes() == before


def test_the_same_event_and_the_same_person_typed_twice_are_told(qtbot, open_window, tmp_path):
    mine = Report(title="เวทีจัดการขยะชุมชน", date_start=DAY, speakers=[Speaker(name="สมศรี มีสุข")])
    theirs = Report(title="เวทีการจัดการขยะชุมชน", date_start=DAY, speakers=[Speaker(name="สมศรี มีศุข")])
    with Store(tmp_path / "laptop.db") as store:
        store.add(theirs)
    dialog = received(qtbot, open_window(mine))
    looked(qtbot, dialog, lambda: dialog.choosing.add([tmp_path / "laptop.db"]))
    came, everywhere = rows(dialog.files.table)
    assert (came[ALIKE], everywhere[ALIKE], everywhere[0]) == ("1", "1", "ทุกไฟล์รวมกัน")
    assert "เวทีจัดการขยะชุมชน" in dialog.files.behind.toPlainText()
    dialog.files.table.selectRow(1)
    assert "สมศรี มีสุข" in dialog.files.behind.toPlainText()
    assert dialog.files.chosen() == []
    dialog.reject()


def test_merges_are_listed_and_taken_back_later(qtbot, open_window, inbox):
    window = open_window(Report())
    dialog = received(qtbot, window)
    looked(qtbot, dialog, lambda: dialog.choosing.add([inbox]))
    looked(qtbot, dialog, dialog.merge.click)
    dialog.reject()
    window.commands["show_merges"].trigger()
    qtbot.waitUntil(lambda: window.findChild(PastMerges) is not None)
    merges = window.findChild(PastMerges)
    qtbot.waitUntil(lambda: merges.table.rowCount() == 1)
    number, _, _, files, state = rows(merges.table)[0]
    assert (number, files, state) == ("1", "งาน (1).db, งาน.db", "รวมอยู่")
    with qtbot.waitSignal(merges.filled):
        merges.undo.click()
    qtbot.waitUntil(lambda: window.reports.model.total == 1)
    assert rows(merges.table)[0][4].startswith("ย้อนแล้ว")
    assert not merges.undo.isEnabled()
    assert merges.isVisible()
    merges.reject()


def test_the_own_database_is_refused_and_all_is_said_aloud(qtbot, open_window):
    window = open_window(Report())
    dialog = received(qtbot, window)
    looked(qtbot, dialog, lambda: dialog.choosing.add([window.store.path]))
    assert rows(dialog.files.table)[0][WORDS] == "รับไม่ได้: เป็นฐานข้อมูลนี้เอง"
    assert "รับไม่ได้ 1 ไฟล์" in dialog.says.accessibleName()
    assert all(box.accessibleName() for box in (dialog.files.table, dialog.files.behind, dialog.progress))
    dialog.reject()
