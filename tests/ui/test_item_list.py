"""Lists on the form, worked with keys and buttons: add, remove, move, number, and go on typing."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import Draft, birth
from desktop_app.model.records import Goal, Report
from desktop_app.ui import theme
from desktop_app.ui.form.field_box import Complaint
from desktop_app.ui.form.item_list import ItemList
from desktop_app.ui.form.report_form import ReportForm

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def form(qtbot: QtBot, draft: Draft) -> ReportForm:
    made = ReportForm()
    qtbot.addWidget(made)
    made.resize(1036, 700)
    made.show_draft(draft)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: made.tabs.currentWidget().verticalScrollBar().maximum() > 0)  # what is below comes later
    return made


def listed(form: ReportForm, name: str) -> ItemList:
    form.go_to_field(name, "", "")
    return next(one for page in form._pages.values() for one in page.lists if one.part.name == name)


def numbers(items: ItemList) -> list[int]:
    return [row.handle.number for row in items.rows]


def bodies(draft: Draft) -> list[str]:
    return [goal.body[:12] for goal in draft.report.goals]


def in_order(items: ItemList) -> bool:
    """Rows stand on the screen as in the record."""
    QApplication.processEvents()
    tops = [row.mapTo(items, QPoint(0, 0)).y() for row in items.rows]
    return tops == sorted(tops) and [row.item for row in items.rows] == items.desk.items(items.part.name)


def test_enter_at_the_end_of_the_last_goal_adds_the_next_and_goes_on_there(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    goals = listed(form, "goals")
    goals.focus_row(2)
    type_text(form.focusWidget(), "\n")
    assert form.focusWidget() is goals.rows[3].editors[0]
    type_text(form.focusWidget(), "เป้าหมายใหม่")
    assert draft.report.goals[3].body == "เป้าหมายใหม่"
    assert numbers(goals) == [1, 2, 3, 4]


def test_enter_within_a_goal_is_a_new_line_of_it(form: ReportForm, draft: Draft, type_text: Any) -> None:
    goals = listed(form, "goals")
    body = goals.rows[0].editors[0]
    body.moveCursor(body.textCursor().MoveOperation.Start)
    type_text(body, "\n")
    assert draft.report.goals[0].body.startswith("\nเพื่อให้")
    assert len(goals.rows) == 3


def test_enter_in_the_middle_of_a_list_adds_after_that_item(form: ReportForm, draft: Draft, type_text: Any) -> None:
    goals = listed(form, "goals")
    goals.focus_row(0)
    type_text(form.focusWidget(), "\n")
    type_text(form.focusWidget(), "ใหม่")
    assert [goal.body[:4] for goal in draft.report.goals] == ["เพื่", "ใหม่", "เพื่", "เพื่"]
    assert in_order(goals)
    assert numbers(goals) == [1, 2, 3, 4]


def test_enter_goes_from_the_title_of_an_activity_to_its_body_and_from_its_end_to_the_next(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    activities = listed(form, "activities")
    activities.focus_row(4)
    type_text(form.focusWidget(), "\n")
    body = activities.rows[4].editors[1]
    assert form.focusWidget() is body
    type_text(body, "\n")
    assert not draft.report.activities[4].body.endswith("\n")
    assert len(draft.report.activities) == 6
    assert form.focusWidget() is activities.rows[5].editors[0]


def test_shift_enter_at_the_end_is_a_new_line_and_control_enter_within_adds(
    form: ReportForm, draft: Draft, qtbot: QtBot
) -> None:
    activities = listed(form, "activities")
    activities.focus_row(4, 1)
    body = activities.rows[4].editors[1]
    qtbot.keyClick(body, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert draft.report.activities[4].body.endswith("\n")
    body.moveCursor(body.textCursor().MoveOperation.Start)
    qtbot.keyClick(body, Key.Key_Return, CONTROL)
    assert len(draft.report.activities) == 6
    assert form.focusWidget() is activities.rows[5].editors[0]


def test_enter_walks_through_a_row_of_numbers_and_adds_the_next_row(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    participants = listed(form, "participants")
    participants.add(2)
    for text in ("ผู้นำชุมชน", "๑๕", "4", "11"):
        type_text(form.focusWidget(), text + "\n")
    third = draft.report.participants[2]
    assert (third.group, third.target, third.male, third.female) == ("ผู้นำชุมชน", 15, 4, 11)
    assert form.focusWidget() is participants.rows[3].editors[0]


def test_enter_in_an_agency_adds_the_next_one(form: ReportForm, draft: Draft, type_text: Any) -> None:
    agencies = listed(form, "agencies")
    agencies.focus_row(1)
    type_text(form.focusWidget(), "\n")
    assert len(draft.report.agencies) == 3
    assert form.focusWidget() is agencies.rows[2].editors[0]


def test_enter_begins_the_next_topic_and_a_second_one_the_next_speaker(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    speakers = listed(form, "speakers")
    speakers.focus_row(1, 1)
    type_text(form.focusWidget(), "\nขยะเปียก\n\n")
    assert draft.report.speakers[1].topics[-1] == "ขยะเปียก"
    assert len(draft.report.speakers) == 3
    assert form.focusWidget() is speakers.rows[2].editors[0]


def test_backspace_in_an_empty_item_removes_it_and_goes_to_the_end_of_the_one_before(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    goals = listed(form, "goals")
    goals.focus_row(2)
    type_text(form.focusWidget(), "\n")
    type_text(form.focusWidget(), "\b")
    assert len(draft.report.goals) == 3
    box = form.focusWidget()
    assert box is goals.rows[2].editors[0]
    assert isinstance(box, QPlainTextEdit)
    assert box.textCursor().atEnd()


def test_backspace_in_an_item_with_words_removes_only_a_letter(form: ReportForm, draft: Draft, type_text: Any) -> None:
    activities = listed(form, "activities")
    activities.focus_row(3)  # the sample's fourth has no title
    type_text(form.focusWidget(), "\b")
    assert len(draft.report.activities) == 5


def test_a_number_not_understood_keeps_its_row_from_backspace(form: ReportForm, draft: Draft, type_text: Any) -> None:
    participants = listed(form, "participants")
    participants.add(2)
    target = participants.rows[2].editors[1]
    type_text(target, "ก\b")
    assert len(draft.report.participants) == 3
    type_text(target, "\b")
    assert len(draft.report.participants) == 2


def test_alt_up_and_down_move_the_item_with_focus_and_cursor(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    goals = listed(form, "goals")
    first, second, third = draft.report.goals
    goals.focus_row(0)
    box = form.focusWidget()
    qtbot.keyClick(box, Key.Key_Down, ALT)
    assert draft.report.goals == [second, first, third]
    assert form.focusWidget() is box
    assert goals.rows[1].editors[0] is box
    assert numbers(goals) == [1, 2, 3]
    assert in_order(goals)
    qtbot.keyClick(box, Key.Key_Up, ALT)
    qtbot.keyClick(box, Key.Key_Up, ALT)
    assert draft.report.goals == [first, second, third]


def test_dragging_the_handle_moves_the_item(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    goals = listed(form, "goals")
    first, second, third = draft.report.goals
    QApplication.processEvents()
    handle = goals.rows[2].handle
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    for row in (1, 0):  # past the second, then past the first
        qtbot.mouseMove(handle, handle.mapFrom(goals, goals.rows[row].geometry().topLeft()))
        QApplication.processEvents()
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert draft.report.goals == [third, first, second]
    assert in_order(goals)
    form.undo()
    assert draft.report.goals == [first, second, third]
    assert not form.undo_stack.canUndo()


def test_the_button_of_a_row_removes_it_and_the_notice_brings_it_back(form: ReportForm, draft: Draft) -> None:
    goals = listed(form, "goals")
    notices: list[tuple[str, Any]] = []
    form.noticed.connect(lambda text, back: notices.append((text, back)))
    second = draft.report.goals[1]
    goals.rows[1].remove.click()
    assert second not in draft.report.goals
    assert notices[0][0] == "ลบเป้าหมายข้อ 2 แล้ว"
    notices[0][1]()
    assert draft.report.goals[1] is second
    assert goals.rows[1].editors[0].text() == second.body
    assert numbers(goals) == [1, 2, 3]


def test_the_notice_brings_an_item_back_after_other_things_were_done(form: ReportForm, draft: Draft) -> None:
    goals = listed(form, "goals")
    notices: list[Any] = []
    form.noticed.connect(lambda text, back: notices.append(back))
    second = draft.report.goals[1]
    goals.rows[1].remove.click()
    goals.add(2)
    notices[0]()
    assert draft.report.goals[1] is second
    assert len(draft.report.goals) == 4


def test_the_button_at_the_end_says_what_it_adds(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    goals = listed(form, "goals")
    assert "เพิ่มเป้าหมาย" in goals.add_button.text()
    qtbot.mouseClick(goals.add_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(goals.add_button, Key.Key_Return)
    goals.remove(4)
    assert len(draft.report.goals) == 4
    assert form.focusWidget() is goals.rows[3].editors[0]


def test_the_total_of_the_participants_follows_the_keys(form: ReportForm, draft: Draft, type_text: Any) -> None:
    participants = listed(form, "participants")
    total = participants._total
    assert total is not None
    assert [cell.text() for cell in total.cells] == ["รวม", "80", "32", "47"]
    box = participants.rows[0].editors[1]
    box.selectAll()
    type_text(box, "1,060")
    assert total.cells[1].text() == "1,080"


def test_tab_goes_through_the_rows_as_they_stand_after_a_move(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    goals = listed(form, "goals")
    goals.move_item(2, 0)
    walk: list[QWidget] = []
    goals.rows[0].editors[0].setFocus()
    for _ in range(3):
        walk.append(form.focusWidget())
        qtbot.keyClick(form.focusWidget(), Key.Key_Tab)
    assert walk == [row.editors[0] for row in goals.rows]
    assert form.focusWidget() is goals.add_button


def test_what_is_typed_after_tab_stands_in_the_next_box_not_on_a_button(
    form: ReportForm, draft: Draft, qtbot: QtBot, type_text: Any
) -> None:
    evaluators = listed(form, "evaluators")
    evaluators.focus_row(0, 2)
    qtbot.keyClick(form.focusWidget(), Key.Key_Tab)
    for letter in "คุณ ใหม่":
        type_text(form.focusWidget(), letter)
    assert [one.prefix for one in draft.report.evaluators[1:]] == ["คุณ ใหม่"]


def test_what_is_typed_on_the_button_that_adds_stands_in_the_new_item(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    goals = listed(form, "goals")
    goals.add_button.setFocus()
    for letter in "วัด ใหม่":
        type_text(form.focusWidget(), letter)
    assert draft.report.goals[3].body == "วัด ใหม่"
    assert len(draft.report.goals) == 4


def test_alt_delete_removes_the_item_with_its_words_and_undo_brings_it_back(
    form: ReportForm, draft: Draft, qtbot: QtBot
) -> None:
    goals = listed(form, "goals")
    first, second, third = draft.report.goals
    goals.focus_row(1)
    qtbot.keyClick(form.focusWidget(), Key.Key_Delete, ALT)
    assert draft.report.goals == [first, third]
    assert form.focusWidget() is goals.rows[1].editors[0]
    form.undo()
    assert draft.report.goals == [first, second, third]


def test_a_hundred_items_are_shown_numbered_and_editable(form: ReportForm, type_text: Any) -> None:
    report = Report(goals=[Goal(f"ข้อความ {n}") for n in range(1, 101)])
    birth(report)
    draft = Draft(report)
    form.show_draft(draft)
    form.tabs.setCurrentIndex(1)
    goals = form._pages["goals"].lists[0]
    assert 0 < len(goals.rows) < 100  # a screenful first
    goals.show_items()
    goals.focus_row(50)
    assert numbers(goals) == list(range(1, 101))
    goals.focus_row(99)
    type_text(form.focusWidget(), "\n")
    type_text(form.focusWidget(), "ใหม่")
    assert report.goals[100].body == "ใหม่"
    goals.remove(0)
    assert numbers(goals) == list(range(1, 101))
    assert in_order(goals)


def test_items_not_yet_on_the_screen_are_reached_and_completed(form: ReportForm, qtbot: QtBot) -> None:
    report = Report(goals=[Goal(f"ข้อความ {n}") for n in range(1, 101)])
    birth(report)
    form.show_draft(Draft(report))
    form.go_to_field("goals", report.goals[99].id, "body")
    goals = form._pages["goals"].lists[0]
    assert form.focusWidget() is goals.rows[99].editors[0]
    form.tabs.setCurrentIndex(0)
    form.show_draft(Draft(report))
    form.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: numbers(goals) == list(range(1, 101)))
    assert in_order(goals)


def test_rows_taken_out_write_nowhere(form: ReportForm, draft: Draft) -> None:
    goals = listed(form, "goals")
    box = goals.rows[2].editors[0]
    removed = draft.report.goals[2]
    text = removed.body
    goals.remove(2)
    box.setPlainText("ที่ไหนสักแห่ง")
    assert removed.body == text
    assert "ที่ไหนสักแห่ง" not in bodies(draft)


def test_a_text_of_many_lines_pasted_into_an_item_stands_wholly_in_its_row(form: ReportForm, qtbot: QtBot) -> None:
    theme.load_fonts()
    form.setFont(QFont("Sarabun", 11))  # other letters' lines are higher: the first measure is not the last
    goals = listed(form, "goals")
    goals.add_last()
    box: Any = goals.rows[3].editors[0]
    QApplication.clipboard().setText(
        "\n".join(["วรรคหนึ่ง\tแท็บ nbsp", "วรรคสอง", "บรรทัด", "ย่อหน้า \u200bzwsp", "VT \ufeffBOM"])
    )
    box.paste()
    qtbot.waitUntil(lambda: goals.rows[3].rect().contains(box.geometry()))
    assert box.height() > 4 * box.fontMetrics().height()


def test_that_a_paste_was_cut_is_seen(form: ReportForm, qtbot: QtBot) -> None:
    goals = listed(form, "goals")
    goals.focus_row(2)
    QApplication.clipboard().setText("ยาว " * 6_000)
    box: Any = form.focusWidget()
    box.paste()
    (words,) = [one for one in goals.rows[2].findChildren(Complaint) if one.isVisible()]
    assert "20,000" in words.text()
    qtbot.waitUntil(lambda: words.visibleRegion().boundingRect().height() >= words.fontMetrics().height())
