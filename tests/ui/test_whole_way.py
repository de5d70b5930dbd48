"""The main job, whole: typed into the real window, closed, started again, and on paper with every word."""

import json
import re
from typing import Any

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop_app.model.exchange import from_json, to_json
from desktop_app.model.fields import Kind
from desktop_app.model.records import Item, Report
from desktop_app.thai.dates import format_range
from desktop_app.ui.paper.exporting import Export


def exported(qtbot, window, path) -> str:
    """The text of the PDF that the window's own export writes, footers aside."""
    window.commands["export_report"].trigger()
    qtbot.waitUntil(lambda: window.findChild(Export) is not None)
    export = window.findChild(Export)
    with qtbot.waitSignal(export.finished):
        export.where.dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
        export.where.dialog.accept()
    return text_of(path)


def text_of(path) -> str:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return re.sub(r"(หน้า \d+ จาก \d+|- \d+ -)|รายงาน [0-9a-f]{8} ฉบับแก้ไขที่ \d+|[\s\u0002\ufffe]+", "", text)


class Person:
    """Fills every field of a report by its own editor, as the form offers it."""

    def __init__(self, qtbot, window, type_text) -> None:
        self.qtbot, self.window, self.type_text = qtbot, window, type_text
        self.form = window.current.form

    def fill(self, report: Report) -> None:
        """The tabs from last to first: speakers name activities, which have to be there."""
        for tab in reversed(range(self.form.tabs.count() - 1)):
            self.form.tabs.setCurrentIndex(tab)
            page = self.form.tabs.currentWidget()
            for part in page.lists:
                self._add_items(part, getattr(report, part.part.name), report)
            for binding in page.bindings:
                self._enter(binding, report, report)

    def _add_items(self, part: Any, items: list[Item], report: Report) -> None:
        for number, item in enumerate(items):
            part.add_button.click()
            for binding in part.rows[number].bindings:
                self._enter(binding, item, report)

    def _enter(self, binding: Any, row: Item, report: Report) -> None:
        value, field, editor = getattr(row, binding.field.name), binding.field, binding.editor
        if not value:
            return
        if field.kind is Kind.ITEM:
            wanted = [one.id for one in getattr(report, field.of)].index(value)
            value = getattr(self.window.current.draft.report, field.of)[wanted].id
        if field.kind in (Kind.CHOICE, Kind.ITEM):
            editor.setFocus()
            editor.setCurrentIndex(editor.findData(value))
            return
        if len(binding.names()) > 1:
            value = format_range(*(getattr(row, name) for name in binding.names()))
        elif field.kind is Kind.DAY:
            value = format_range(value, None)
        self._type(editor, "\n".join(value) if isinstance(value, list) else str(value))

    def _type(self, editor: Any, text: str) -> None:
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        for letter in text:
            box = self.window.focusWidget()
            self.type_text(box, letter)


def test_what_is_typed_is_there_after_a_restart_and_on_paper(qtbot, open_window, close_window, type_text, tmp_path):
    window = open_window()
    window.empty.start.click()
    type_text(window.focusWidget(), "ประชุมเครือข่ายผู้สูงอายุ ๔ ตำบล")
    close_window(window)
    again = open_window(path=window.store.path)
    assert again.current.draft.report.title == "ประชุมเครือข่ายผู้สูงอายุ ๔ ตำบล"
    text = exported(qtbot, again, tmp_path / "out.pdf")
    assert "สรุปรายงานกิจกรรมประชุมเครือข่ายผู้สูงอายุ๔ตำบล" in text


def test_a_record_typed_in_the_window_prints_like_the_same_record_imported(
    qtbot, open_window, type_text, tmp_path, sample
):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(sample), encoding="utf-8")
    window = open_window()
    window.empty.start.click()
    Person(qtbot, window, type_text).fill(from_json(sample))
    typed = exported(qtbot, window, tmp_path / "typed.pdf")
    assert to_json(window.current.draft.report) == to_json(from_json(sample))
    first = window.current.id
    window.verbs.open_files([str(path)])
    qtbot.waitUntil(lambda: window.current.id != first)
    assert typed == exported(qtbot, window, tmp_path / "imported.pdf")
    assert sample["event"]["title"].replace(" ", "") in typed
