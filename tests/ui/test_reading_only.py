"""A database that cannot be written is read, printed and opened as a copy; nothing in it can be changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMessageBox, QPlainTextEdit

from desktop_app import paths
from desktop_app.model.exchange import from_json, to_json
from desktop_app.store.database import Store
from desktop_app.store.opening import is_writable
from desktop_app.ui.past.history import HistoryDialog
from desktop_app.ui.reading_only import free_name


@pytest.fixture
def locked(home, tmp_path, sample, monkeypatch):
    """A database on a stick that is locked against writing."""
    path = tmp_path / "stick" / "office.db"
    path.parent.mkdir()
    with Store(path) as store:
        store.add(from_json(sample))
    monkeypatch.setattr(
        "desktop_app.store.opening.is_writable", lambda one: one.parent != path.parent and is_writable(one)
    )
    return path


@pytest.fixture
def window(open_window, locked):
    return open_window(path=locked)


def words(text):
    return text.replace("\u200b", "")


def test_it_is_said_calmly_that_and_why_nothing_can_be_written(window):
    assert window.warning.isVisible()
    assert "office.db เปิดได้เพื่ออ่านเท่านั้น" in words(window.warning.text.text())
    assert window.status.text() == "อ่านได้อย่างเดียว"
    assert window.current.draft.report.title


@pytest.mark.parametrize("tab", range(6))
def test_no_key_and_no_button_changes_anything(qtbot, window, type_text, tab):
    report = window.current.draft.report
    before = to_json(report)
    tabs = window.current.form.tabs
    tabs.setCurrentIndex(tab)
    page = tabs.currentWidget()
    assert page.editors()
    for box in [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]:
        assert box.isReadOnly()
        box.setFocus()
        type_text(box, "ก\b\n")
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete):
            QTest.keyClick(box, key, Qt.KeyboardModifier.AltModifier)
    assert not [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    assert to_json(report) == before
    assert window.saving.unsaved == []


def test_what_writes_cannot_be_chosen_and_what_reads_can(window):
    enabled = {name for name, command in window.commands.items() if command.isEnabled()}
    assert not enabled & {"new_report", "duplicate_report", "delete_report"}
    assert enabled >= {"print_report", "export_report", "show_preview", "show_history", "show_recycle_bin"}
    window.verbs.delete_report()
    assert window.current.draft


def test_the_history_is_read_and_nothing_restored(qtbot, window):
    window.past.show_history()
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is not None)
    dialog = window.findChild(HistoryDialog)
    assert not dialog.restore.isVisible()
    dialog.close()


def test_the_preview_shows_the_pages(qtbot, window):
    window.paper.prepare_preview()
    with qtbot.waitSignal(window.paper.preview.refreshed):
        window.paper.show_preview()
    assert window.paper.preview.view.page_count() >= 2


def test_a_copy_is_made_where_a_person_wants_it_and_opened(qtbot, window, locked):
    before = locked.read_bytes()
    copy = paths.data_folder() / free_name(paths.data_folder(), locked.stem)
    copy.parent.mkdir(parents=True)
    with qtbot.waitSignal(window.another_file) as asked:
        window.reading.open_copy(str(copy))
    assert asked.args == [copy]
    assert locked.read_bytes() == before
    with Store(copy) as store:
        (report,) = store.summaries()
        store.delete(report.id)
    assert free_name(paths.data_folder(), locked.stem) == "office-copy-2.db"


def test_a_copy_that_cannot_be_made_is_said_and_the_offer_stays(qtbot, window, tmp_path):
    window.warning.hide()
    window.reading.open_copy(str(tmp_path / "none" / "a.db"))
    qtbot.waitUntil(window.warning.isVisible)
    (box,) = window.findChildren(QMessageBox)
    box.close()
