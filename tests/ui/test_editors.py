"""One editor a kind: what it takes, what it cleans, what it refuses with words, and that showing is silent."""

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.errors import UserError
from desktop_app.model.changes import Draft, birth
from desktop_app.model.fields import LINE_LIMIT, TEXT_LIMIT, Field, Kind
from desktop_app.model.records import Activity, Report
from desktop_app.model.values import checked
from desktop_app.ui.form.binding import editor_for
from desktop_app.ui.form.desk import Desk
from desktop_app.ui.form.number_editor import number_in
from desktop_app.ui.form.typed_text import clean_line, clean_text

NBSP, LINE_SEPARATOR = "\u00a0", "\u2028"


def make(qtbot: QtBot, kind: Kind, **more: Any) -> Any:
    made = editor_for(Field("f", kind, "ช่อง", **more), Desk())
    qtbot.addWidget(made)
    made.seen = []
    made.said = []
    made.edited.connect(made.seen.append)
    made.complained.connect(made.said.append)
    return made


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.LINE, "ชื่อ"),
        (Kind.TEXT, "หนึ่ง\nสอง"),
        (Kind.LINES, ["หนึ่ง", "สอง"]),
        (Kind.COUNT, 48500),
        (Kind.COUNT, 0),
        (Kind.YEAR, 2567),
        (Kind.CHOICE, "b"),
    ],
)
def test_an_editor_shows_a_value_in_silence_and_gives_it_back(qtbot: QtBot, kind: Kind, value: Any) -> None:
    editor = make(qtbot, kind, choices=(("a", "ก"), ("b", "ข")))
    editor.show_value(value)
    assert editor.value() == value
    editor.show_value(editor.field.empty())
    assert editor.value() == editor.field.empty()
    assert editor.seen == []


def test_a_text_box_keeps_no_break_spaces(qtbot: QtBot, commit_text: Any) -> None:
    editor = make(qtbot, Kind.TEXT)
    commit_text(editor, f"10{NBSP}กก.")
    assert editor.seen[-1] == editor.value() == f"10{NBSP}กก."
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == f"10{NBSP}กก."


def test_pasted_text_is_cleaned_of_control_characters_and_odd_line_ends(qtbot: QtBot) -> None:
    editor = make(qtbot, Kind.TEXT)
    data = QMimeData()
    data.setText(f"ก\x00ข\r\nค{LINE_SEPARATOR}ง\x07")
    editor.insertFromMimeData(data)
    assert editor.seen[-1] == editor.value() == "กข\nค\nง"


def test_a_line_pasted_with_line_ends_becomes_one_line(qtbot: QtBot) -> None:
    editor = make(qtbot, Kind.LINE)
    QApplication.clipboard().setText("วัดบ้าน\nใหม่\x01\x9d ok\n")
    editor.paste()
    assert editor.seen[-1] == editor.value()
    assert checked(editor.field, editor.value()) == editor.value()
    assert "วัดบ้าน ใหม่" in editor.value()
    assert editor.isUndoAvailable()


@pytest.mark.parametrize("pasted", ["วัดบ้านใหม่\r\n", "วัด\tบ้าน\nใหม่", "\x07วัด", "\n"])
def test_a_line_pasted_with_line_ends_is_taken_back_and_put_back_in_one_step(
    qtbot: QtBot, type_text: Any, pasted: str
) -> None:
    editor = make(qtbot, Kind.LINE)
    type_text(editor, "ที่ ")
    QApplication.clipboard().setText(pasted)
    editor.paste()
    editor.undo()
    assert (editor.text(), editor.seen[-1]) == ("ที่ ", "ที่ ")
    editor.redo()
    assert (editor.text(), editor.seen[-1]) == ("ที่ " + clean_line(pasted),) * 2
    editor.undo()
    editor.undo()
    assert (editor.text(), editor.seen[-1]) == ("", "")


def test_an_odd_sign_of_an_input_method_is_no_step_of_its_own_to_take_back(qtbot: QtBot, commit_text: Any) -> None:
    editor = make(qtbot, Kind.TEXT)
    commit_text(editor, "วัด\x07บ้าน\x0bใหม่")
    assert editor.text() == "วัดบ้าน\nใหม่"
    editor.undo()
    assert (editor.text(), editor.seen[-1]) == ("", "")


def test_the_wholly_clean_part_of_a_text_over_the_limit_is_kept_and_said(qtbot: QtBot) -> None:
    editor = make(qtbot, Kind.TEXT)
    data = QMimeData()
    data.setText("ก" * (TEXT_LIMIT + 5))
    editor.insertFromMimeData(data)
    assert len(editor.value()) == TEXT_LIMIT
    assert "20,000" in editor.said[-1]


def test_of_a_line_pasted_over_the_limit_the_beginning_is_kept_and_the_loss_is_said(qtbot: QtBot) -> None:
    editor = make(qtbot, Kind.LINE)
    QApplication.clipboard().setText("ก" * (LINE_LIMIT + 5))
    editor.paste()
    assert editor.value() == "ก" * LINE_LIMIT
    qtbot.waitUntil(lambda: "2,000" in "".join(editor.said[-1:]))
    editor.backspace()
    assert editor.said[-1] == ""


def test_a_full_text_takes_no_more_keys_and_says_why(qtbot: QtBot, type_text: Any) -> None:
    editor = make(qtbot, Kind.TEXT)
    editor.show_value("ก" * TEXT_LIMIT)
    type_text(editor, "ข")
    assert editor.value() == "ก" * TEXT_LIMIT
    assert "20,000" in editor.said[-1]
    type_text(editor, "\b")
    assert editor.said[-1] == "" or len(editor.value()) == TEXT_LIMIT


def test_what_comes_into_a_full_text_never_pushes_out_its_end(qtbot: QtBot, commit_text: Any) -> None:
    editor = make(qtbot, Kind.TEXT)
    full = "ก" * (TEXT_LIMIT - 3) + "จบ"
    editor.show_value(full)
    commit_text(editor, "ขคง")  # at the beginning, where there is room for one
    assert editor.value() == "ข" + full
    editor.insertPlainText("งจฉ")
    assert editor.value() == "ข" + full
    assert "20,000" in editor.said[-1]
    assert editor.seen == ["ข" + full]


def test_a_line_of_signs_beyond_the_basic_plane_is_shown_whole(qtbot: QtBot) -> None:
    editor = make(qtbot, Kind.LINE)
    signs = "😀" * LINE_LIMIT
    editor.show_value(signs)
    assert editor.value() == signs
    editor.setText("ก" * (LINE_LIMIT + 1))
    assert editor.value() == signs
    assert "2,000" in editor.said[-1]


def test_a_full_line_says_that_it_is_full(qtbot: QtBot, type_text: Any) -> None:
    editor = make(qtbot, Kind.LINE)
    editor.show_value("ก" * LINE_LIMIT)
    editor.end(False)
    type_text(editor, "ข")
    assert editor.value() == "ก" * LINE_LIMIT
    qtbot.waitUntil(lambda: any("2,000" in said for said in editor.said))


@pytest.mark.parametrize("text", ["48,500", "48500", "๔๘,๕๐๐", "48,500 บาท", "48,500.-", " 48500 "])
def test_a_number_is_understood_as_people_write_it(text: str) -> None:
    assert number_in(Field("f", Kind.COUNT, ""), text) == 48500


@pytest.mark.parametrize(
    ("text", "year"), [("2566", 2566), ("๒๕๖๖", 2566), ("66", 2566), ("2023", 2566), ("พ.ศ. 2566", 2566), ("", None)]
)
def test_a_year_is_understood_as_people_write_it(text: str, year: int | None) -> None:
    assert number_in(Field("f", Kind.YEAR, ""), text) == year


@pytest.mark.parametrize(("kind", "text"), [(Kind.COUNT, "หกสิบ"), (Kind.COUNT, "9999999999"), (Kind.YEAR, "256")])
def test_what_is_no_number_is_refused_with_an_example(kind: Kind, text: str) -> None:
    with pytest.raises(UserError, match="เช่น"):
        number_in(Field("f", kind, ""), text)


def test_what_is_no_number_stays_in_the_box_and_the_record_has_none(qtbot: QtBot, type_text: Any) -> None:
    editor = make(qtbot, Kind.COUNT)
    type_text(editor, "12x")
    assert editor.seen == [1, 12, None]
    assert editor.text() == "12x"
    assert editor.value() is None
    assert "เช่น 48,500" in editor.said[-1]
    type_text(editor, "\b")
    assert editor.said[-1] == ""


def test_a_count_is_written_with_commas_when_it_is_left(qtbot: QtBot, type_text: Any) -> None:
    editor = make(qtbot, Kind.COUNT)
    editor.show()
    with qtbot.waitActive(editor):
        editor.setFocus()
    type_text(editor, "๔๘๕๐๐")
    assert editor.text() == "๔๘๕๐๐"
    editor.clearFocus()
    assert editor.text() == "48,500"
    assert editor.seen[-1] == 48500


def test_lines_are_a_text_each_and_blank_ones_none(qtbot: QtBot, type_text: Any) -> None:
    editor = make(qtbot, Kind.LINES)
    type_text(editor, "ก\n\nข\n")
    assert editor.seen[-1] == editor.value() == ["ก", "ข"]


def test_tab_leaves_a_text_box(qtbot: QtBot) -> None:
    assert make(qtbot, Kind.TEXT).tabChangesFocus()


def test_a_text_box_grows_with_its_text(qtbot: QtBot) -> None:
    editor = make(qtbot, Kind.TEXT)
    editor.resize(400, 50)
    editor.show()
    low = editor.height()
    editor.show_value("\n".join("บรรทัด" for _ in range(20)))
    assert editor.height() > 5 * low
    assert editor.verticalScrollBar().maximum() == 0


def test_a_choice_may_be_none(qtbot: QtBot) -> None:
    editor = make(qtbot, Kind.CHOICE, choices=(("a", "ก"), ("b", "ข")))
    editor.setCurrentIndex(2)
    editor.setCurrentIndex(0)
    assert editor.seen == ["b", ""]
    assert editor.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_reference_shows_number_and_title_and_follows_its_item(qtbot: QtBot) -> None:
    report = Report(activities=[Activity("อบรม"), Activity("", "เยี่ยมชม")])
    birth(report)
    desk = Desk()
    desk.take_up(Draft(report))
    editor = editor_for(Field("activity", Kind.ITEM, "กิจกรรม", of="activities"), desk)
    qtbot.addWidget(editor)
    editor.show()
    editor.show_value(report.activities[1].id)
    assert editor.currentText() == "2. เยี่ยมชม"
    desk.set("activities", report.activities[1].id, "title", "ดูงาน")
    assert editor.currentText() == "2. ดูงาน"
    desk.draft.move("activities", 1, 0)
    desk.list_changed.emit("activities")
    assert editor.currentText() == "1. ดูงาน"
    desk.draft.remove("activities", 0)
    desk.list_changed.emit("activities")
    assert editor.currentIndex() == 0


def test_an_unfinished_input_method_text_is_no_edit_until_it_is_committed(qtbot: QtBot) -> None:
    for kind in (Kind.LINE, Kind.TEXT):
        editor = make(qtbot, kind)
        QApplication.sendEvent(editor, QInputMethodEvent("กำลัง", []))
        assert editor.seen == []
        editor.commit()
        assert editor.seen == ["กำลัง"]
        editor.commit()
        assert editor.value() == "กำลัง"


@given(st.text(st.characters(codec=None), max_size=40))
def test_whatever_is_typed_is_clean_enough_for_the_record(text: str) -> None:
    line, long = Field("f", Kind.LINE, ""), Field("f", Kind.TEXT, "")
    assert checked(line, clean_line(text)) == clean_line(text)
    assert checked(long, clean_text(text)) == clean_text(text)
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.skipif(sys.platform == "darwin", reason="there Alt writes letters")
@pytest.mark.parametrize("kind", [Kind.LINE, Kind.TEXT])
def test_alt_and_a_letter_is_no_text(qtbot: QtBot, kind: Kind) -> None:
    editor = make(qtbot, kind)
    for held, typed in ((Qt.KeyboardModifier.AltModifier, ""), (Qt.KeyboardModifier.ShiftModifier, "F")):
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F, held, "F"))
        assert editor.text() == typed
