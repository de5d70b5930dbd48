"""Saving that fails: nothing typed is lost, the reason is said, and it is tried again."""

import contextlib
import json
import sqlite3

from PySide6.QtWidgets import QFileDialog

from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.store.database import Store

LONG = "ข้อความยาวที่ไม่มีที่ว่างพอในดิสก์ " * 400


def tell_store(qtbot, window, sql):
    """Changes a setting of the store's own connection, in its thread."""
    done = []
    window.store.ask(lambda store: store._raw.execute(sql).fetchall(), done.append)
    qtbot.waitUntil(lambda: bool(done))


def fill_disk(qtbot, window):
    tell_store(qtbot, window, "PRAGMA max_page_count = 1")  # never fewer than there are: no page more fits


def empty_disk(qtbot, window):
    tell_store(qtbot, window, "PRAGMA max_page_count = 1000000")


def introduce(window, text):
    """The introduction is edited as its editor does it."""
    draft = window.current.draft
    draft.set("report", draft.report.id, "introduction", text)
    window.current.form.edited.emit()


def button(window, words):
    """The button of the closing question that begins with these words."""
    return next(one for one in window.closing.question.buttons() if one.text().startswith(words))


def stored(window):
    with Store(window.store.path, write=False) as store:
        return store.load(window.current.id)


def test_a_full_disk_is_said_in_words_and_the_text_is_saved_when_there_is_room(qtbot, open_window):
    window = open_window(Report(title="เต็ม"))
    fill_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.failed):
        introduce(window, LONG)
    assert window.warning.isVisible()
    assert "ที่ว่าง" in window.warning.text.text()
    assert window.status.text() == "ยังบันทึกไม่ได้"
    assert window.saving.unsaved
    empty_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.saved):
        window.warning.buttons[0].click()
    assert stored(window).introduction == LONG
    assert not window.warning.isVisible()


def test_a_failed_save_is_tried_again_without_anybody_asking(qtbot, open_window):
    window = open_window(Report(title="เต็ม"))
    fill_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.failed):
        introduce(window, LONG)
    empty_disk(qtbot, window)
    qtbot.waitSignal(window.saving.saved).wait()
    assert stored(window).introduction == LONG


def test_what_was_typed_after_the_failure_wins(qtbot, open_window):
    window = open_window(Report(title="เต็ม"))
    fill_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.failed):
        introduce(window, LONG)
    introduce(window, "สั้น")
    empty_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.settled):
        window.saving.save_now()
    assert stored(window).introduction == "สั้น"


def test_a_locked_file_is_waited_for(qtbot, open_window):
    window = open_window(Report(title="ล็อก"))
    tell_store(qtbot, window, "PRAGMA busy_timeout = 50")
    with contextlib.closing(sqlite3.connect(window.store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with qtbot.waitSignal(window.saving.failed):
            introduce(window, "พิมพ์ขณะถูกล็อก")
        other.execute("ROLLBACK")
    with qtbot.waitSignal(window.saving.saved):
        window.saving.save_now()
    assert stored(window).introduction == "พิมพ์ขณะถูกล็อก"


def test_another_report_may_be_looked_at_while_this_one_cannot_be_saved(qtbot, open_window):
    window = open_window(Report(title="หนึ่ง"), Report(title="สอง"))
    first = window.current.id
    fill_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.failed):
        introduce(window, LONG)
    window.reports.view.setCurrentIndex(window.reports.model.index(1))
    qtbot.waitUntil(lambda: window.current.id != first)
    window.reports.view.setCurrentIndex(window.reports.model.index(0))
    qtbot.waitUntil(lambda: window.current.id == first)
    assert window.current.draft.report.introduction == LONG
    empty_disk(qtbot, window)


def test_closing_while_saving_fails_asks_and_keeps_what_was_typed_elsewhere(qtbot, open_window, tmp_path):
    window = open_window(Report(title="เก็บไว้ที่อื่น"))
    fill_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.failed):
        introduce(window, LONG)
    window.close()
    qtbot.waitUntil(lambda: window.closing.question is not None)
    assert window.isVisible()
    button(window, "เก็บเป็นไฟล์").click()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    with qtbot.waitSignal(window.gone):
        window.findChild(QFileDialog).fileSelected.emit(str(tmp_path))
    kept = [from_json(json.loads(path.read_text(encoding="utf-8"))) for path in tmp_path.glob("*.json")]
    assert [report.introduction for report in kept] == [LONG]


def test_closing_goes_on_by_itself_once_saving_works_again(qtbot, open_window):
    window = open_window(Report(title="ปิด"))
    fill_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.failed):
        introduce(window, LONG)
    window.close()
    qtbot.waitUntil(lambda: window.closing.question is not None)
    empty_disk(qtbot, window)
    with qtbot.waitSignal(window.gone):
        button(window, "ลองบันทึก").click()
    assert stored(window).introduction == LONG


def test_who_goes_on_working_after_all_is_not_closed_by_keeping_a_copy_later(qtbot, open_window, tmp_path):
    window = open_window(Report(title="กลับไปทำงาน"))
    fill_disk(qtbot, window)
    with qtbot.waitSignal(window.saving.failed):
        introduce(window, LONG)
    window.close()
    qtbot.waitUntil(lambda: window.closing.question is not None)
    button(window, "เก็บเป็นไฟล์").click()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    with qtbot.waitSignal(window.closing.stayed):
        window.findChild(QFileDialog).reject()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    window.closing.keep_elsewhere()
    window.findChild(QFileDialog).fileSelected.emit(str(tmp_path))
    assert len(list(tmp_path.glob("*.json"))) == 1
    assert window.isVisible()
    window.findChild(QFileDialog).close()
    empty_disk(qtbot, window)
