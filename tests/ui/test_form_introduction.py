"""The introduction composes itself from the data until a person edits it, and can be had back."""

from typing import Any

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import Draft, birth
from desktop_app.model.exchange import from_json
from desktop_app.report.introduction import introduction
from desktop_app.ui.form.introduction import COMPOSED, ComposedEditor
from desktop_app.ui.form.report_form import ReportForm


@pytest.fixture
def form(qtbot: QtBot, draft: Draft) -> ReportForm:
    made = ReportForm()
    qtbot.addWidget(made)
    made.show_draft(draft)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: made.findChild(ComposedEditor) is not None)  # what is below the first fields comes later
    return made


def editor_of(form: ReportForm) -> ComposedEditor:
    return form.findChildren(ComposedEditor)[0]


def test_an_untouched_introduction_shows_the_composed_text_grey(form: ReportForm, draft: Draft) -> None:
    editor = editor_of(form)
    assert editor.box.text() == introduction(draft.report)
    assert "ปิ่นฐา" in editor.box.text()
    assert editor.note.text() == COMPOSED
    assert editor.box.palette().text().color() == editor.palette().color(QPalette.ColorRole.PlaceholderText)
    assert not editor.button.isEnabled()
    assert not draft.unsaved


def test_it_follows_the_data_while_untouched(form: ReportForm, draft: Draft, type_text: Any, qtbot: QtBot) -> None:
    editor = editor_of(form)
    title = form._pages["event"].bindings[0].editor
    title.selectAll()
    type_text(title, "งานวัด")
    qtbot.waitUntil(lambda: "งานวัด" in editor.box.text())
    assert draft.report.introduction == ""


def test_the_first_edit_makes_the_whole_text_the_fields_own(form: ReportForm, draft: Draft, type_text: Any) -> None:
    editor = editor_of(form)
    composed = editor.box.text()
    editor.setFocus()
    type_text(editor.box, "ก")
    assert draft.report.introduction == "ก" + composed
    assert editor.box.palette().text().color() == editor.palette().text().color()
    draft.report.title = "ชื่ออื่น"
    form.edited.emit()
    editor.box.clearFocus()
    assert editor.box.text() == "ก" + composed


def test_taking_the_edit_back_makes_it_untouched_again(form: ReportForm, draft: Draft, type_text: Any) -> None:
    editor = editor_of(form)
    type_text(editor.box, "ก")
    editor.box.undo()
    assert draft.report.introduction == ""
    assert not editor.button.isEnabled()


def test_the_button_composes_anew_and_undo_brings_the_own_words_back(form: ReportForm, draft: Draft) -> None:
    editor = editor_of(form)
    editor.box.insertPlainText("คำของผู้เขียน ")
    own = draft.report.introduction
    editor.button.click()
    assert draft.report.introduction == ""
    assert editor.box.text() == introduction(draft.report)
    form.undo()
    assert draft.report.introduction == editor.box.text() == own


def test_an_emptied_introduction_is_composed_when_it_is_left(form: ReportForm, draft: Draft) -> None:
    editor = editor_of(form)
    editor.setFocus()
    editor.box.clear()
    assert draft.report.introduction == editor.box.text() == ""
    editor.box.clearFocus()
    assert editor.box.text() == introduction(draft.report)
    assert draft.report.introduction == ""


def test_another_report_shows_its_own_introduction(form: ReportForm, draft: Draft, sample: dict[str, Any]) -> None:
    sample["event"]["introduction"] = "ข้อความที่เขียนไว้"
    other = from_json(sample)
    birth(other)
    form.show_draft(Draft(other))
    assert editor_of(form).box.text() == "ข้อความที่เขียนไว้"
    form.show_draft(draft)
    assert editor_of(form).box.text() == introduction(draft.report)


def test_the_grey_follows_the_colours_of_the_window(form: ReportForm) -> None:
    editor = editor_of(form)
    colours = form.palette()
    colours.setColor(QPalette.ColorRole.PlaceholderText, QColor("#123456"))
    form.setPalette(colours)
    assert editor.box.palette().text().color() == QColor("#123456")
