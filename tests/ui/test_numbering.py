"""Numbers are given in the window: what each report would get is seen before, and nothing is written but by the button."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.sync import keys
from desktop_app.ui.office.numbering import NONE, NumberDialog


@pytest.fixture
def window(open_window, home):
    keys.found_office(home / "data", "สำนักงานทดสอบ")
    return open_window(Report(title="หนึ่ง"), Report(title="สอง"))


@pytest.fixture
def opened(open_dialog):
    return lambda window: open_dialog(window, "number_reports", NumberDialog)


def column(dialog: NumberDialog, number: int) -> list[str]:
    return [dialog.table.item(row, number).text() for row in range(dialog.table.rowCount())]


def test_the_chosen_reports_get_what_was_shown(qtbot, window, opened):
    dialog = opened(window)
    assert not dialog.give.isEnabled()  # drafts
    dialog.table.selectAll()
    dialog.year.setValue(2567)
    dialog.start.setValue(5)
    assert column(dialog, 0) == ["5/2567", "6/2567"]
    second = column(dialog, 1).index(window.current.draft.report.title)
    dialog.table.selectRow(second)
    assert [one for one in column(dialog, 0) if one] == ["5/2567"]
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.give, Qt.Key.Key_Space)
    assert "5/2567" in dialog.says.accessibleName()
    qtbot.waitUntil(lambda: window.current.draft.report.report_number == "5/2567")
    dialog.table.selectAll()
    assert column(dialog, 0) == ["6/2567"]
    with qtbot.waitSignal(dialog.filled):
        dialog.give.click()
    assert NONE in dialog.says.accessibleName()
    assert not dialog.give.isEnabled()
    dialog.reject()


def test_a_form_that_is_none_is_told_and_nothing_can_be_given(qtbot, window, opened):
    dialog = opened(window)
    dialog.form.setText("{nu")
    assert "ใช้ไม่ได้" in dialog.says.accessibleName()
    assert not dialog.give.isEnabled()
    dialog.table.selectAll()
    dialog.form.setText("กท {number:3}/{year}")
    assert "ใช้ไม่ได้" not in dialog.says.accessibleName()
    assert column(dialog, 0)[0].startswith("กท 001/")
    dialog.reject()


def test_a_laptop_is_told_that_the_office_gives_numbers(qtbot, open_window, opened):
    dialog = opened(open_window(Report(title="หนึ่ง")))
    assert "ไม่ใช่ของสำนักงาน" in dialog.says.accessibleName()
    assert not dialog.give.isEnabled()
    dialog.reject()


def test_complete_reports_are_chosen_before_anybody_does(qtbot, open_window, opened, home, sample):
    keys.found_office(home / "data", "สำนักงานทดสอบ")
    dialog = opened(open_window(from_json(sample), Report(title="ร่าง")))
    chosen = [one for one, state in zip(column(dialog, 0), column(dialog, 4), strict=True) if one and state == "ครบถ้วน"]
    assert (len(chosen), dialog.table.rowCount()) == (1, 2)
    dialog.reject()


def test_every_control_is_reached_by_tab_and_has_a_name(qtbot, window, opened):
    dialog = opened(window)
    dialog.table.selectAll()
    reached = []
    for _ in range(8):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {dialog.table, dialog.start, dialog.year, dialog.form, dialog.give, dialog.leave} <= set(reached)
    assert all(widget.accessibleName() or widget.text() for widget in reached)
    dialog.reject()
