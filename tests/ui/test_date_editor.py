"""Dates on the form: typed and shown in the Buddhist era, kept as typed while they are none, chosen from a calendar."""

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import Draft, birth
from desktop_app.model.checks import remarks
from desktop_app.model.exchange import dumps, loads
from desktop_app.model.records import Report
from desktop_app.ui.form.calendar_popup import CalendarPopup
from desktop_app.ui.form.date_editor import RangeEditor
from desktop_app.ui.form.report_form import ReportForm

DAY = dt.date


@pytest.fixture
def form(qtbot: QtBot, draft: Draft) -> ReportForm:
    made = ReportForm()
    qtbot.addWidget(made)
    made.show_draft(draft)
    with qtbot.waitActive(made):
        made.show()
    return made


def dates(form: ReportForm) -> RangeEditor:
    return form.findChildren(RangeEditor)[0]


def type_anew(form: ReportForm, text: str, commit: Any) -> RangeEditor:
    editor = dates(form)
    editor.setFocus()
    editor.box.selectAll()
    commit(editor.box, text)
    return editor


def test_the_two_days_of_the_event_are_one_box(form: ReportForm) -> None:
    assert dates(form).box.text() == "28 มิถุนายน-2 กรกฎาคม 2567"
    assert dates(form).box.accessibleName() == "วันที่จัดกิจกรรม (จำเป็น)"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15-16 มีนาคม 2566", DAY(2023, 3, 15), DAY(2023, 3, 16)),
        ("28 มิ.ย. - 2 ก.ค. 2567", DAY(2024, 6, 28), DAY(2024, 7, 2)),
        ("๑๕/๓/๒๕๖๖", DAY(2023, 3, 15), None),
        ("15 มี.ค. 66", DAY(2023, 3, 15), None),
        ("15 มีนาคม 2023", DAY(2023, 3, 15), None),
        ("15 มีนาคม พ.ศ. 2566", DAY(2023, 3, 15), None),
        ("29 กุมภาพันธ์ 2567", DAY(2024, 2, 29), None),
    ],
)
def test_dates_are_understood_and_written_in_full_when_left(
    form: ReportForm, draft: Draft, commit_text: Any, text: str, first: dt.date, last: dt.date | None
) -> None:
    editor = type_anew(form, text, commit_text)
    assert (draft.report.date_start, draft.report.date_end) == (first, last)
    assert editor.box.text() == text
    editor.box.clearFocus()
    assert editor.box.text().endswith(str(first.year + 543))
    assert (draft.report.date_start, draft.report.date_end) == (first, last)
    editor.setFocus()
    editor.box.clearFocus()
    assert (draft.report.date_start, draft.report.date_end) == (first, last)


def test_a_date_written_in_full_can_be_taken_back_to_what_was_typed(
    form: ReportForm, draft: Draft, commit_text: Any, qtbot: QtBot
) -> None:
    editor = type_anew(form, "15/3/66", commit_text)
    editor.box.clearFocus()
    assert editor.box.text() == "15 มีนาคม 2566"
    editor.setFocus()
    for _ in range(3):
        qtbot.keyClick(editor.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.box.text() == "28 มิถุนายน-2 กรกฎาคม 2567"
    assert (draft.report.date_start, draft.report.date_end) == (DAY(2024, 6, 28), DAY(2024, 7, 2))


def test_a_menu_over_the_box_leaves_the_text_as_it_is(form: ReportForm, commit_text: Any) -> None:
    editor = type_anew(form, "15/3/66", commit_text)
    QApplication.sendEvent(editor.box, QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason))
    assert editor.box.text() == "15/3/66"


def test_what_is_no_date_stays_with_words_and_the_last_date_stays_in_the_record(
    form: ReportForm, draft: Draft, commit_text: Any
) -> None:
    said: list[str] = []
    dates(form).complained.connect(said.append)
    editor = type_anew(form, "กลางเดือนมีนาคม", commit_text)
    editor.box.clearFocus()
    assert editor.box.text() == "กลางเดือนมีนาคม"
    assert (draft.report.date_start, draft.report.date_end) == (DAY(2024, 6, 28), DAY(2024, 7, 2))
    assert "มีนาคม 2566" in said[-1]
    assert editor.box.accessibleDescription() == said[-1]


def test_what_is_no_date_is_kept_over_a_restart_and_listed(form: ReportForm, draft: Draft, commit_text: Any) -> None:
    type_anew(form, "กลางเดือนมีนาคม", commit_text)
    again = loads(dumps(draft.report).encode())
    birth(again)
    form.show_draft(Draft(again))
    assert dates(form).box.text() == "กลางเดือนมีนาคม"
    (remark,) = [one for one in remarks(again) if "กลางเดือนมีนาคม" in one.text]
    form.go_to(remark)
    assert form.focusWidget() is dates(form).box
    type_anew(form, "15 มีนาคม 2566", commit_text)
    assert again.date_typed == ""
    assert again.date_start == DAY(2023, 3, 15)


def test_a_date_understood_on_the_way_to_none_is_not_the_date(form: ReportForm, draft: Draft, type_text: Any) -> None:
    editor = dates(form)
    editor.setFocus()
    editor.box.selectAll()
    type_text(editor.box, "15/3/25")
    assert draft.report.date_start == DAY(1982, 3, 15)  # it may be the whole date
    type_text(editor.box, "x")
    assert (draft.report.date_start, draft.report.date_end) == (DAY(2024, 6, 28), DAY(2024, 7, 2))
    assert draft.report.date_typed == editor.box.text() == "15/3/25x"
    type_text(editor.box, "\b66")
    assert (draft.report.date_start, draft.report.date_end) == (DAY(2023, 3, 15), None)
    assert draft.report.date_typed == ""


def test_an_emptied_box_is_no_date(form: ReportForm, draft: Draft) -> None:
    dates(form).box.clear()
    assert (draft.report.date_start, draft.report.date_end) == (None, None)


def test_a_single_day_has_an_editor_of_its_own(form: ReportForm, draft: Draft, commit_text: Any) -> None:
    (editor,) = [one for one in form.findChildren(RangeEditor) if one.field.name == "report_date"]
    commit_text(editor.box, "5 ก.ค. 67")
    assert draft.report.report_date == DAY(2024, 7, 5)


def test_the_calendar_shows_the_buddhist_year_and_turns_pages(qtbot: QtBot) -> None:
    popup = CalendarPopup((DAY(2024, 2, 29), None), True)
    qtbot.addWidget(popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    assert (popup.month.currentText(), popup.year.value()) == ("กุมภาพันธ์", 2567)
    popup.year.setValue(2566)
    assert (popup.calendar.yearShown(), popup.calendar.monthShown()) == (2023, 2)
    popup.calendar.showPreviousMonth()
    popup.calendar.showPreviousMonth()
    assert (popup.month.currentText(), popup.year.value()) == ("ธันวาคม", 2565)


def test_a_range_is_chosen_with_two_clicks_in_either_order(qtbot: QtBot) -> None:
    popup = CalendarPopup((None, None), True)
    qtbot.addWidget(popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitSignal(popup.chosen) as chosen:
        popup.pick(QDate(2024, 7, 2))
        popup.pick(QDate(2024, 6, 28))
    assert chosen.args == [DAY(2024, 6, 28), DAY(2024, 7, 2)]


def test_one_day_of_a_range_may_be_enough(qtbot: QtBot) -> None:
    popup = CalendarPopup((None, None), True)
    qtbot.addWidget(popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    popup.pick(QDate(2024, 7, 2))
    with qtbot.waitSignal(popup.chosen) as chosen:
        popup.done.click()
    assert chosen.args == [DAY(2024, 7, 2), None]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)  # a pop-up without a screen
def test_days_chosen_from_the_calendar_are_in_the_record_and_can_be_taken_back(
    form: ReportForm, draft: Draft, qtbot: QtBot
) -> None:
    editor = dates(form)
    editor.setFocus()
    qtbot.keyClick(editor.box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (popup,) = editor.findChildren(CalendarPopup)
    popup.pick(QDate(2023, 3, 15))
    popup.pick(QDate(2023, 3, 16))
    assert (draft.report.date_start, draft.report.date_end) == (DAY(2023, 3, 15), DAY(2023, 3, 16))
    assert editor.box.text() == "15-16 มีนาคม 2566"
    qtbot.keyClick(editor.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert draft.report.date_start == DAY(2024, 6, 28)


def test_another_report_takes_its_own_dates(form: ReportForm, draft: Draft, commit_text: Any) -> None:
    type_anew(form, "ไม่ใช่วันที่", commit_text)
    other = Draft(Report(id="other", date_start=DAY(2023, 3, 15)))
    form.show_draft(other)
    assert dates(form).box.text() == "15 มีนาคม 2566"
    assert dates(form).box.accessibleDescription() == ""
    dates(form).box.clearFocus()
    assert not other.unsaved


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)  # a pop-up without a screen
def test_the_first_day_chosen_is_taken_when_somebody_clicks_elsewhere(qtbot: QtBot) -> None:
    popup = CalendarPopup((None, None), True)
    qtbot.addWidget(popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    popup.show()
    popup.pick(QDate(2024, 7, 2))
    with qtbot.waitSignal(popup.chosen, timeout=1000) as chosen:
        popup.close()  # what Qt does at a click beside a pop-up
    assert chosen.args == [DAY(2024, 7, 2), None]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)  # a pop-up without a screen
def test_escape_leaves_the_dates_as_they_were(qtbot: QtBot) -> None:
    popup = CalendarPopup((DAY(2024, 2, 29), None), True)
    qtbot.addWidget(popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    popup.show()
    popup.pick(QDate(2024, 7, 2))
    with qtbot.assertNotEmitted(popup.chosen):
        qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
