"""The form as a whole: tabs from the record, showing is not editing, nothing typed is lost."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListView, QPlainTextEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import REPORT, Draft
from desktop_app.model.checks import Remark, remarks
from desktop_app.model.exchange import to_json
from desktop_app.model.fields import Kind, edited_fields, fields_of, lists_of
from desktop_app.model.records import TABS, Report
from desktop_app.ui.form.report_form import ReportForm


@pytest.fixture
def form(qtbot: QtBot, draft: Draft) -> ReportForm:
    made = ReportForm()
    qtbot.addWidget(made)
    made.resize(1036, 700)
    made.show_draft(draft)
    made.show()
    qtbot.waitActive(made).__enter__()
    qtbot.waitUntil(lambda: made.tabs.currentWidget().verticalScrollBar().maximum() > 0)  # what is below comes later
    return made


def box(form: ReportForm, name: str) -> Any:
    """The box with that accessible name."""
    found = [one for one in form.findChildren(QWidget) if one.accessibleName() == name and one.focusProxy() is None]
    assert len(found) == 1, [one.accessibleName() for one in form.findChildren(QWidget) if one.accessibleName()]
    return found[0]


def test_the_tabs_are_those_of_the_record(form: ReportForm) -> None:
    assert [form.tabs.tabText(n) for n in range(form.tabs.count())] == [title for _, title in TABS]


def test_every_field_and_list_with_a_tab_can_be_edited(form: ReportForm, draft: Draft) -> None:
    for index in range(form.tabs.count()):
        form.tabs.setCurrentIndex(index)
    pages = form._pages.values()
    assert {name for page in pages for one in page.bindings for name in one.names()} == {
        field.name for field in fields_of(Report) if field.tab
    }
    assert [one.part for page in pages for one in page.lists] == sorted(
        lists_of(Report), key=lambda part: [tab for tab, _ in TABS].index(part.tab)
    )


def test_showing_a_report_on_every_tab_edits_nothing(form: ReportForm, draft: Draft, sample: dict[str, Any]) -> None:
    for index in range(form.tabs.count()):
        form.tabs.setCurrentIndex(index)
        QApplication.processEvents()
    assert not draft.unsaved
    assert to_json(draft.report) == sample


def test_a_key_is_in_the_record_before_the_form_says_so(form: ReportForm, draft: Draft, type_text: Any) -> None:
    seen: list[str] = []
    form.edited.connect(lambda: seen.append(draft.report.place))
    place = box(form, "สถานที่จัดงาน (จำเป็น)")
    place.selectAll()
    type_text(place, "วัด")
    assert seen == ["ว", "วั", "วัด"]
    assert draft.unsaved


def test_every_editor_has_a_name_and_every_label_a_buddy(form: ReportForm) -> None:
    for index in range(form.tabs.count()):
        form.tabs.setCurrentIndex(index)
    for page in form._pages.values():
        assert all(editor.accessibleName() for editor in page.editors())
    focusable = [
        one
        for one in form.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.accessibleName()
        and not isinstance(
            one, QTabBar | QListView
        )  # Qt names tabs by their texts; a choice names its list when it opens
    ]
    assert focusable == []
    page = form._pages["event"]
    buddies = [label.buddy() for label in page.findChildren(QLabel) if label.buddy()]
    assert buddies == [binding.editor for binding in page.bindings]


def test_an_unfinished_input_method_text_reaches_the_record_on_flush(form: ReportForm, draft: Draft) -> None:
    title = box(form, "ชื่อกิจกรรม (จำเป็น)")
    title.clear()
    title.setFocus()
    QApplication.sendEvent(title, QInputMethodEvent("อบรม", []))
    assert draft.report.title == ""
    form.flush()
    assert draft.report.title == title.text() == "อบรม"


def test_changing_the_tab_brings_an_unfinished_text_to_the_record(form: ReportForm, draft: Draft) -> None:
    title = box(form, "ชื่อกิจกรรม (จำเป็น)")
    title.setFocus()
    title.end(False)
    QApplication.sendEvent(title, QInputMethodEvent("ใหม่", []))
    form.tabs.setCurrentIndex(1)
    assert draft.report.title.endswith("ตำบลใหม่")


def test_another_report_shown_while_a_box_has_the_focus_loses_nothing(form: ReportForm, draft: Draft) -> None:
    place = box(form, "สถานที่จัดงาน (จำเป็น)")
    place.setFocus()
    place.end(False)
    QApplication.sendEvent(place, QInputMethodEvent("ชั้น 2", []))
    other = Draft(Report(id="other", place="ลานวัด"))
    form.show_draft(other)
    assert draft.report.place.endswith("ทะเลทองชั้น 2")
    assert place.text() == "ลานวัด"
    assert not other.unsaved
    place.insert("เก่า")
    assert other.report.place == "เก่าลานวัด"
    assert draft.report.place.endswith("ชั้น 2")


def test_tabs_not_looked_at_do_not_keep_the_old_report(form: ReportForm, draft: Draft, sample: dict[str, Any]) -> None:
    form.tabs.setCurrentIndex(2)
    form.tabs.setCurrentIndex(0)
    other = Draft(Report(id="other"))
    form.show_draft(other)
    form.tabs.setCurrentIndex(2)
    assert form._pages["activities"].lists[0].rows == []
    assert not other.unsaved
    assert to_json(draft.report) == sample


def test_every_remark_leads_to_a_box_that_has_the_focus(form: ReportForm, qtbot: QtBot) -> None:
    empty = Report(id="empty")
    form.show_draft(Draft(empty))
    found = remarks(empty)
    assert len(found) > 5
    for remark in found:
        form.go_to(remark)
        focus = form.focusWidget()
        assert focus is not None
        assert form.tabs.currentWidget().isAncestorOf(focus)
        assert form._pages[remark.tab] is form.tabs.currentWidget()


def test_a_remark_about_an_item_leads_to_that_field_of_that_item(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    lesson = draft.report.lessons[2]
    form.go_to(Remark("lessons", "lessons", lesson.id, "body", ""))
    assert form.focusWidget().accessibleName() == "บทเรียนข้อ 3 บทเรียน (จำเป็น)"
    area = form.tabs.currentWidget()
    focus = form.focusWidget()
    qtbot.waitUntil(lambda: 0 <= focus.mapTo(area, QPoint(0, 0)).y() < area.height())


def test_the_wheel_over_a_choice_scrolls_the_page_and_chooses_nothing(form: ReportForm, draft: Draft) -> None:
    chooser = box(form, "วิธีประเมิน")
    assert isinstance(chooser, QComboBox)
    bar = form.tabs.currentWidget().verticalScrollBar()
    down = QWheelEvent(
        QPointF(5, 5), QPointF(chooser.mapToGlobal(QPoint(5, 5))), QPoint(0, 0), QPoint(0, -240),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chooser, down)
    assert not down.isAccepted()
    assert draft.report.evaluation_mode == "observation"
    form.tabs.currentWidget().viewport().setFocus()
    QApplication.sendEvent(form.tabs.currentWidget().viewport(), down)
    assert bar.value() > 0


def test_control_page_down_and_alt_with_a_number_change_the_tab(form: ReportForm, qtbot: QtBot) -> None:
    box(form, "ชื่อกิจกรรม (จำเป็น)").setFocus()
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert form.tabs.currentIndex() == 1
    qtbot.keyClick(form, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert form.tabs.currentIndex() == 0
    qtbot.keyClick(form, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert form.tabs.currentIndex() == 2


def test_leaving_a_field_is_announced(form: ReportForm, qtbot: QtBot) -> None:
    box(form, "ชื่อกิจกรรม (จำเป็น)").setFocus()
    with qtbot.waitSignal(form.focus_left):
        box(form, "สถานที่จัดงาน (จำเป็น)").setFocus()


def test_alt_enter_asks_for_the_history_of_the_field(form: ReportForm, draft: Draft, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.history_wanted) as asked:
        qtbot.keyClick(box(form, "สถานที่จัดงาน (จำเป็น)"), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert asked.args == ["report", draft.report.id, "place"]
    agency = draft.report.agencies[1]
    with qtbot.waitSignal(form.history_wanted) as asked:
        qtbot.keyClick(box(form, "หน่วยงานภาคีข้อ 2 บทบาท"), Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert asked.args == ["agencies", agency.id, "role"]


def test_a_restored_value_is_shown_saved_and_undone(form: ReportForm, draft: Draft) -> None:
    goal = draft.report.goals[1]
    now = goal.body
    form.restore_value("goals", goal.id, "body", "ข้อความเดิม")
    body = box(form, "เป้าหมายข้อ 2 เป้าหมาย (จำเป็น)")
    assert body.text() == goal.body == "ข้อความเดิม"
    form.undo()
    assert body.text() == goal.body == now


def test_the_default_of_a_heading_is_shown_grey_and_is_no_value(form: ReportForm, draft: Draft) -> None:
    form.tabs.setCurrentIndex(1)
    heading = box(form, "หัวเรื่อง")
    assert heading.text() == ""
    assert heading.placeholderText() == "เป้าหมายในการขับเคลื่อนกิจกรรม"
    heading.insert("จุดหมาย")
    assert draft.report.heading_goals == "จุดหมาย"


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_the_page(form: ReportForm, qtbot: QtBot, percent: int) -> None:
    font = form.font()
    font.setPointSizeF(11.5 * percent / 100)
    form.setFont(font)
    for index in range(form.tabs.count()):
        form.tabs.setCurrentIndex(index)
        QApplication.processEvents()
        area = form.tabs.currentWidget()
        assert area.horizontalScrollBar().maximum() == 0
        assert form.width() == 1036
        for one in area.findChildren(QLineEdit) + area.findChildren(QPlainTextEdit):
            if one.isVisible():
                left = one.mapTo(area, QPoint(0, 0)).x()
                assert left >= 0
                assert left + one.width() <= area.viewport().width()


def test_on_a_narrow_page_boxes_side_by_side_come_under_each_other(form: ReportForm) -> None:
    project, year = box(form, "โครงการ (จำเป็น)"), box(form, "ปีของโครงการ (พ.ศ.)")

    def place(one: QWidget) -> QPoint:
        QApplication.processEvents()
        return one.mapTo(form, QPoint(0, 0))

    assert place(project).y() == place(year).y()
    form.resize(form.fontMetrics().height() * 22, 700)
    assert place(project).y() < place(year).y()
    assert place(project).x() == place(year).x()
    form.resize(1036, 700)
    assert place(project).y() == place(year).y()


def test_kinds_of_the_record_all_have_an_editor(form: ReportForm) -> None:
    used = {field.kind for part in lists_of(Report) for field in fields_of(part.item)}
    used |= {field.kind for field in fields_of(Report)}
    assert used == set(Kind)


@pytest.mark.parametrize("filled", [True, False])
def test_on_another_tab_the_keys_go_to_what_is_to_be_typed_there(
    form: ReportForm, draft: Draft, qtbot: QtBot, type_text: Any, filled: bool
) -> None:
    if not filled:
        form.show_draft(draft := Draft(Report(id="เปล่า")))
    form.focus_first()
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    for letter in "ใหม่":
        type_text(form.focusWidget(), letter)
    assert draft.report.heading_goals == ""
    assert draft.report.goals[0].body.endswith("ใหม่")


def test_tab_goes_through_the_page_from_top_to_bottom(form: ReportForm, qtbot: QtBot) -> None:
    page = form.tabs.currentWidget()
    form.focus_first()
    walk = [form.focusWidget()]
    while page.isAncestorOf(walk[-1]) and len(walk) < 100:
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        walk.append(form.focusWidget())
    places = [one.mapTo(page.widget(), QPoint(0, 0)) for one in walk[:-1]]
    lines = [place.y() // 8 for place in places]
    assert lines == sorted(lines)
    assert len(places) == len(set(walk[:-1])) > 30


def test_enter_in_a_line_goes_on_to_the_next_field(form: ReportForm, type_text: Any) -> None:
    form.focus_first()
    type_text(form.focusWidget(), "\n")
    assert form.focusWidget() is box(form, "วันที่จัดกิจกรรม (จำเป็น)")
    project_year = box(form, "ปีของโครงการ (พ.ศ.)")
    type_text(project_year, "\n")
    assert form.focusWidget().accessibleName() == "ผู้ประเมินข้อ 1 คำนำหน้า"


def test_a_number_not_understood_is_there_again_after_another_report(
    form: ReportForm, draft: Draft, type_text: Any
) -> None:
    year = box(form, "ปีของโครงการ (พ.ศ.)")
    type_text(year, "ปีที่แล้ว")
    form.show_draft(Draft(Report(id="other")))
    assert year.text() == ""
    form.show_draft(draft)
    assert "ปีที่แล้ว" in year.text()
    assert year.accessibleDescription() != ""
    assert draft.report.project_year_be is None
    year.clear()
    form.show_draft(Draft(Report(id="other")))
    form.show_draft(draft)
    assert year.text() == ""


def test_the_same_report_shown_again_keeps_place_and_undo(form: ReportForm, draft: Draft) -> None:
    form._pages["event"].lists[0].add(1)
    QApplication.processEvents()
    bar = form.tabs.currentWidget().verticalScrollBar()
    bar.setValue(150)
    form.show_draft(draft)
    assert bar.value() == 150
    assert form.undo_stack.canUndo()


def test_control_with_a_thai_letter_does_what_the_key_does(form: ReportForm) -> None:
    place = box(form, "สถานที่จัดงาน (จำเป็น)")
    for thai in "ฟแ":  # the keys of A and C on a Thai layout
        QApplication.sendEvent(
            place, QKeyEvent(QEvent.Type.KeyPress, ord(thai), Qt.KeyboardModifier.ControlModifier, thai)
        )
    assert QApplication.clipboard().text() == place.text() != ""


def test_the_field_that_has_the_keys_is_known_whatever_its_kind(form: ReportForm, draft: Draft) -> None:
    """In a date the keys go to a box inside its editor."""
    places = [
        (REPORT, draft.report.id, field.name)
        for field in edited_fields(Report)
        if field.tab and not field.name.endswith("_end")
    ]
    places += [
        (part.name, getattr(draft.report, part.name)[0].id, field.name)
        for part in lists_of(Report)
        for field in edited_fields(part.item)
        if getattr(draft.report, part.name) and field.kind is not Kind.IMAGE
    ]
    for place in places:
        form.go_to_field(*place)
        assert form.place_with_keys() == place
        assert form.has_keys(*place)
