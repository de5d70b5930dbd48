"""The window's ways to paper and to the past, end to end."""

import pypdfium2
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QTableWidget

from desktop_app.model.codes import Code, digest
from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.settings import Settings
from desktop_app.store.database import Store
from desktop_app.ui import theme
from desktop_app.ui.commands import all_keys
from desktop_app.ui.form.photo_list import PhotoList
from desktop_app.ui.key_page import KeyPage
from desktop_app.ui.past.history import HistoryDialog
from desktop_app.ui.past.recycle_bin import RecycleBin


def saved(qtbot, window):
    with qtbot.waitSignal(window.saving.settled):
        window.current.leave()


def text_of(pdf: bytes) -> str:
    file = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in file)
    file.close()
    return text


def test_the_last_tab_shows_what_was_typed_just_now(qtbot, open_window, type_text, sample):
    window = open_window(from_json(sample))
    type_text(window.focusWidget(), "ใหม่")
    window.commands["show_preview"].trigger()
    preview = window.paper.preview
    qtbot.waitUntil(lambda: "ใหม่" in (text_of(preview.pdf) if preview.pdf else ""))


def test_a_value_restored_from_the_history_is_in_the_form_and_in_the_file(qtbot, open_window, type_text):
    window = open_window(Report(title="ก่อน"))
    report_id = window.current.id
    type_text(window.focusWidget(), "หลัง")
    window.commands["show_history"].trigger()
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is not None)
    dialog = window.findChild(HistoryDialog)
    dialog.value_wanted.emit("report", report_id, "title", "ก่อน")
    assert window.current.draft.report.title == "ก่อน"
    dialog.reject()
    saved(qtbot, window)
    with Store(window.store.path, write=False) as store:
        assert store.load(report_id).title == "ก่อน"


def test_a_report_brought_back_from_the_bin_is_shown(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง"))
    gone = window.current.id
    window.commands["delete_report"].trigger()
    qtbot.waitUntil(lambda: window.reports.model.total == 0)
    window.commands["show_recycle_bin"].trigger()
    bin = window.findChild(RecycleBin)
    qtbot.waitUntil(lambda: bin.table.rowCount() == 1)
    bin.table.selectRow(0)
    bin.bring_back()
    qtbot.waitUntil(lambda: window.current.id == gone)
    bin.reject()
    assert window.reports.model.total == 1


def test_a_backup_is_made_and_its_place_is_said(qtbot, open_window):
    window = open_window(Report(title="สำรอง"))
    window.commands["save_backup"].trigger()
    qtbot.waitUntil(window.notice.isVisible)
    assert "backups" in window.notice.text.text().replace("\u200b", "")
    made = list((window.store.path.parent / "backups").glob("*.db"))
    with Store(made[0], write=False) as store:
        assert [one.title for one in store.summaries()] == ["สำรอง"]


def test_the_code_of_a_paper_is_told_to_be_the_reports(qtbot, open_window):
    """As it is in the window, as it was when it was printed, and one of no report at all."""
    window = open_window(Report(title="ตรวจ"), Report(title="อื่น"))
    report = window.current.draft.report
    printed = Code(digest(report)).typed
    assert "ฉบับปัจจุบัน" in answer(qtbot, window, printed)
    window.current.draft.set("report", report.id, "place", "ที่ใหม่")
    now = Code(digest(report)).typed
    assert "มีการแก้ไขต่อแล้ว" in answer(qtbot, window, printed)
    assert "ฉบับปัจจุบัน" in answer(qtbot, window, now)
    assert "ไม่มีรายงานนี้" in answer(qtbot, window, Code(digest(Report(title="ไม่มี"))).typed)
    assert "พิมพ์ผิด" in answer(qtbot, window, now[::-1])


def test_what_was_put_on_paper_stays_in_the_history(qtbot, open_window):
    """Autosaves of one sitting rewrite each other, but not over what was exported or printed between them."""
    window = open_window(Report(title="กระดาษ"))
    draft = window.current.draft
    codes = []
    for place in ("ก", "กข", "กขค"):
        draft.set("report", draft.report.id, "place", place)
        codes.append(Code(digest(draft.report)).typed)
        window.saving.edited()
        if place == "กข":
            window.commands["export_report"].trigger()
            qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
            window.findChild(QFileDialog).reject()
        saved(qtbot, window)
    assert "ไม่มีรายงานนี้" in answer(qtbot, window, codes[0])
    assert "มีการแก้ไขต่อแล้ว" in answer(qtbot, window, codes[1])
    assert "ฉบับปัจจุบัน" in answer(qtbot, window, codes[2])


def answer(qtbot, window, text):
    """What is said to that code."""
    window.notice.hide()
    window.commands["verify_paper"].trigger()
    dialog = window.findChild(QInputDialog)
    dialog.setTextValue(text)
    dialog.accept()
    dialog.deleteLater()
    qtbot.waitUntil(window.notice.isVisible)
    return window.notice.text.text().replace("\u200b", "")


def test_the_page_of_keys_names_every_key(qtbot, open_window):
    window = open_window()
    window.commands["show_keys"].trigger()
    page = window.findChild(KeyPage)
    assert page.isVisible()
    page.reject()


@pytest.mark.parametrize("percent", [100, 200])
def test_no_key_on_the_page_of_keys_is_cut(qtbot, qapp, percent):
    before = qapp.font()
    qapp.setFont(theme.font(percent))
    try:
        page = KeyPage(all_keys())
        qtbot.addWidget(page)
        page.show()
        table = page.findChild(QTableWidget)
        for row in range(table.rowCount()):
            room = table.visualItemRect(table.item(row, 1))
            wanted = table.fontMetrics().horizontalAdvance(table.item(row, 1).text())
            assert wanted <= room.width()
        assert table.horizontalScrollBar().maximum() == 0
    finally:
        qapp.setFont(before)


def test_a_dialog_for_files_begins_in_a_folder_that_is_there_and_not_in_the_program_s(qtbot, open_window, tmp_path):
    window = open_window(Report(title="หนึ่ง"), settings=Settings(folder=str(tmp_path)))
    window.commands["open_file"].trigger()
    opening = window.findChild(QFileDialog)
    assert opening.directory().absolutePath() == str(tmp_path)
    opening.reject()
    window.current.form.tabs.setCurrentIndex(5)
    qtbot.waitUntil(lambda: window.findChild(PhotoList) is not None)
    photographs = window.findChild(PhotoList)
    photographs.add_last()
    assert photographs.dialog.directory().exists()
    assert photographs.dialog.selectedFiles() == []
    photographs.dialog.reject()


def test_about_says_where_the_data_lies(qtbot, open_window):
    window = open_window()
    window.commands["show_about"].trigger()
    box = window.findChild(QMessageBox)
    assert str(window.store.path) in box.text()
    box.reject()


@pytest.mark.parametrize("choice", ["dark_colours", "light_colours", "system_colours"])
def test_the_chosen_colours_are_marked_and_kept(qapp, open_window, choice):
    palette, font = qapp.palette(), qapp.font()
    window = open_window()
    window.commands[choice].trigger()
    marked = [name for name in ("dark_colours", "light_colours", "system_colours") if window.commands[name].isChecked()]
    qapp.setPalette(palette)
    qapp.setFont(font)
    assert marked == [choice]
    assert window.settings.dark == choice.removesuffix("_colours")


def test_where_the_data_lies_is_said_where_nothing_can_open_a_folder(open_window, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)  # as without xdg-open
    window = open_window()
    window.commands["show_folder"].trigger()
    assert str(window.store.path.parent) in window.notice.text.text().replace("\u200b", "")
