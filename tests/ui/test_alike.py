"""Names written in two ways are joined in the window by keys; reports are brought to the spelling by a button of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.model.records import Report
from desktop_app.store.database import Store
from desktop_app.ui.office.alike import NONE, AlikeDialog

SCHOOL, SLIP = "โรงเรียนบ้านทุ่งใหญ่", "โรงเรียนบ้านทุงใหญ่"


@pytest.fixture
def window(open_window):
    reports = [Report(title="หนึ่ง", place=SCHOOL), Report(title="สอง", place=SCHOOL), Report(title="สาม", place=SLIP)]
    return open_window(*reports)


@pytest.fixture
def opened(open_dialog):
    return lambda window: open_dialog(window, "join_names", AlikeDialog)


def row(dialog) -> list[str]:
    return [dialog.table.item(0, column).text() for column in range(dialog.table.columnCount())]


def places(window) -> list[str]:
    with Store(window.store.path, write=False) as store:
        return sorted(store.load(one.id).place for one in store.summaries())


def test_a_spelling_is_chosen_and_reports_follow_only_when_wanted(qtbot, window, opened):
    dialog = opened(window)
    assert row(dialog) == ["สถานที่", SCHOOL, "2", SLIP, "1"]
    assert not dialog.mend.isEnabled()
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.table, Qt.Key.Key_F2)
    assert dialog.table.rowCount() == 0
    assert places(window) == sorted([SCHOOL, SCHOOL, SLIP])
    assert SLIP in dialog.says.accessibleName()
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.mend, Qt.Key.Key_Space)
    assert places(window) == [SCHOOL] * 3
    assert NONE in dialog.says.accessibleName()
    assert not dialog.mend.isEnabled()
    qtbot.waitUntil(lambda: window.current.draft.report.place == SCHOOL)
    dialog.reject()


def test_the_second_is_chosen_or_both_are_right(qtbot, window, opened):
    dialog = opened(window)
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.table, Qt.Key.Key_F4)
    assert dialog.table.rowCount() == 0
    with Store(window.store.path, write=False) as store:
        assert {one.name for one in store.names() if one.listed} == {SCHOOL, SLIP}
        assert store.misspelled() == []
    dialog.reject()


def test_the_form_proposes_what_was_chosen(qtbot, window, opened):
    dialog = opened(window)
    with qtbot.waitSignal(dialog.filled):
        dialog.second.click()
    dialog.reject()
    qtbot.waitUntil(lambda: window.current.form.names.spelling("places", SCHOOL) == SLIP)


def test_tab_reaches_every_control_and_each_has_a_name(qtbot, window, opened):
    dialog = opened(window)
    reached = []
    for _ in range(7):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {dialog.table, dialog.first, dialog.second, dialog.both, dialog.leave} <= set(reached)
    assert all(widget.accessibleName() or widget.text() for widget in reached)
    dialog.reject()
