"""One undo: typing in its box, lists on the stack, whichever came last first, and nothing silently elsewhere."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import Draft, birth, copy_of
from desktop_app.model.exchange import from_json, to_json
from desktop_app.ui.form.report_form import ReportForm

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Z = Qt.Key.Key_Z


@pytest.fixture
def form(qtbot: QtBot, draft: Draft) -> ReportForm:
    made = ReportForm()
    qtbot.addWidget(made)
    made.show_draft(draft)
    with qtbot.waitActive(made):
        made.show()
    made.go_to_field("goals", draft.report.goals[0].id, "body")
    return made


def goals_of(form: ReportForm) -> Any:
    return form._pages["goals"].lists[0]


def test_control_z_in_a_box_takes_back_its_typing_first(
    form: ReportForm, draft: Draft, type_text: Any, qtbot: QtBot
) -> None:
    goals = goals_of(form)
    before = draft.report.goals[0].body
    goals.add(3)
    box = goals.rows[0].editors[0]
    box.setFocus()
    type_text(box, "ก")
    qtbot.keyClick(box, Z, CONTROL)
    assert draft.report.goals[0].body == before
    assert len(goals.rows) == 4
    qtbot.keyClick(box, Z, CONTROL)
    assert len(draft.report.goals) == len(goals.rows) == 3


@pytest.mark.parametrize("away", ["the caret goes and comes back", "the keys go and come back", "a click"])
@pytest.mark.parametrize("by", ["type_text", "commit_text"])
def test_what_was_typed_before_and_after_the_caret_or_the_keys_went_elsewhere_are_two_steps(
    form: ReportForm, draft: Draft, qtbot: QtBot, request: pytest.FixtureRequest, away: str, by: str
) -> None:
    box, write = goals_of(form).rows[0].editors[0], request.getfixturevalue(by)
    qtbot.keyClick(box, Qt.Key.Key_A, CONTROL)
    write(box, "หนึ่ง")
    if away == "a click":
        qtbot.mouseClick(box.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, 10))
    elif away.startswith("the keys"):
        goals_of(form).rows[1].editors[0].setFocus()
        box.setFocus()
    else:
        qtbot.keyClick(box, Qt.Key.Key_Left)
        qtbot.keyClick(box, Qt.Key.Key_Right)
    write(box, "สอง")
    assert draft.report.goals[0].body == "หนึ่งสอง"
    qtbot.keyClick(box, Z, CONTROL)
    assert draft.report.goals[0].body == "หนึ่ง"
    qtbot.keyClick(box, Qt.Key.Key_Y, CONTROL)
    assert draft.report.goals[0].body == "หนึ่งสอง"


def test_control_z_right_after_a_removal_brings_the_item_back(
    form: ReportForm, draft: Draft, type_text: Any, qtbot: QtBot
) -> None:
    goals = goals_of(form)
    type_text(goals.rows[0].editors[0], "ก")
    typed = draft.report.goals[0].body
    goals.rows[1].remove.click()
    box = goals.rows[0].editors[0]
    box.setFocus()
    qtbot.keyClick(box, Z, CONTROL)
    assert len(draft.report.goals) == 3
    assert draft.report.goals[0].body == typed
    qtbot.keyClick(box, Z, CONTROL)
    assert draft.report.goals[0].body != typed


def test_several_list_operations_are_taken_back_before_what_was_typed_before_them(
    form: ReportForm, draft: Draft, type_text: Any, qtbot: QtBot
) -> None:
    goals = goals_of(form)
    type_text(goals.rows[0].editors[0], "คำที่พิมพ์ก่อน")
    typed = [goal.body for goal in draft.report.goals]
    goals.move_item(0, 1)
    goals.move_item(1, 2)
    for _ in range(2):
        qtbot.keyClick(form.focusWidget(), Z, CONTROL)
    assert [goal.body for goal in draft.report.goals] == typed
    qtbot.keyClick(form.focusWidget(), Z, CONTROL)
    assert "คำที่พิมพ์ก่อน" not in draft.report.goals[0].body


def test_what_was_typed_in_an_added_item_comes_back_with_redo(form: ReportForm, draft: Draft, type_text: Any) -> None:
    goals = goals_of(form)
    goals.add(3)
    type_text(form.focusWidget(), "ใหม่")
    form.undo()
    assert len(draft.report.goals) == 3
    form.redo()
    assert draft.report.goals[3].body == goals.rows[3].editors[0].text() == "ใหม่"


def test_control_z_works_where_no_box_has_the_focus(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    goals = goals_of(form)
    goals.rows[2].remove.click()
    goals.add_button.setFocus()
    qtbot.keyClick(goals.add_button, Z, CONTROL)
    assert len(draft.report.goals) == 3
    qtbot.keyClick(goals.add_button, Z, CONTROL | SHIFT)
    assert len(draft.report.goals) == 2


def test_the_key_of_z_undoes_on_a_keyboard_that_is_only_thai(form: ReportForm, draft: Draft) -> None:
    goals = goals_of(form)
    goals.add(3)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, ord("ผ"), CONTROL, "ผ")
    QApplication.sendEvent(form.focusWidget(), event)
    assert len(draft.report.goals) == 3


def test_undo_goes_to_the_tab_where_it_changes_something(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    goals_of(form).move_item(2, 0)
    form.tabs.setCurrentIndex(0)
    form.undo()
    assert form.tabs.currentIndex() == 1
    assert form.focusWidget() in goals_of(form).rows[2].editors


def test_undoing_everything_gives_the_first_report_again(
    form: ReportForm, draft: Draft, sample: dict[str, Any]
) -> None:
    goals = goals_of(form)
    goals.move_item(0, 2)
    goals.rows[1].remove.click()
    goals.add(0)
    goals.rows[0].remove.click()
    while form.undo_stack.canUndo():
        form.undo()
    assert to_json(draft.report) == sample


def test_another_report_has_an_undo_of_its_own(form: ReportForm, draft: Draft, sample: dict[str, Any]) -> None:
    notices: list[Any] = []
    form.noticed.connect(lambda text, back: notices.append(back))
    goals_of(form).rows[0].remove.click()
    other = Draft(from_json(sample))
    birth(other.report)
    form.show_draft(other)
    form.undo()
    notices[0]()
    assert to_json(other.report) == sample
    assert len(draft.report.goals) == 2


def test_undoing_an_addition_that_holds_words_says_so_and_can_be_taken_back(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    notices: list[Any] = []
    form.noticed.connect(lambda text, back: notices.append((text, back)))
    goals_of(form).add(3)
    form.undo()
    assert notices == []
    form.redo()
    type_text(goals_of(form).rows[3].editors[0], "คำใหม่")
    form.undo()
    assert notices[0][0] == "ลบเป้าหมายข้อ 4 แล้ว"
    notices[0][1]()
    assert draft.report.goals[3].body == "คำใหม่"


def test_typing_in_one_report_is_not_taken_back_in_its_copy(
    form: ReportForm, draft: Draft, qtbot: QtBot, type_text: Any
) -> None:
    body = goals_of(form).rows[0].editors[0]
    type_text(body, "ก\b")
    place = next(one.editor for one in form._pages["event"].bindings if one.field.name == "place")
    type_text(place, "ก\b")
    copy = copy_of(draft.report)
    birth(copy)
    before = to_json(copy)
    form.show_draft(Draft(copy))
    for box in (goals_of(form).rows[0].editors[0], place):
        qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert to_json(copy) == before


def test_undoing_a_removal_takes_the_place_of_its_notice(form: ReportForm, draft: Draft) -> None:
    notices: list[str] = []
    form.noticed.connect(lambda text, back: notices.append(text))
    goals_of(form).rows[1].remove.click()
    form.undo()
    assert notices == ["ลบเป้าหมายข้อ 2 แล้ว", "นำเป้าหมายข้อ 2 กลับมาแล้ว"]
