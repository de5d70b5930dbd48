"""What is typed into a box of numbers and is none yet: kept over a restart, listed, and printed as it stands there."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.model.checks import remarks
from desktop_app.model.exchange import from_json, to_json
from desktop_app.report.compose import compose
from desktop_app.report.document import Table
from desktop_app.report.plain import to_text

BOXES = [("participants", "target"), ("participants", "male"), ("budgets", "amount")]


def editor_of(window, table: str, name: str):
    """The editor of that field in the first item of a list, or of the report itself."""
    page = window.current.form.tabs.widget(0)
    if table == "report":
        return next(one.editor for one in page.bindings if one.field.name == name)
    part = next(one for one in page.lists if one.part.name == table)
    if not part.rows:
        part.add_button.click()
    return next(one.editor for one in part.rows[0].bindings if one.field.name == name)


@pytest.mark.parametrize(("table", "name"), [*BOXES, ("report", "project_year_be")])
def test_what_is_no_number_yet_is_there_after_a_restart(
    qtbot, open_window, close_window, type_text, sample, table, name
):
    window = open_window(from_json(sample))
    box = editor_of(window, table, name)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    box.selectAll()
    type_text(box, "ประมาณ 50")
    close_window(window)
    again = open_window(path=window.store.path)
    report = again.current.draft.report
    assert editor_of(again, table, name).text() == "ประมาณ 50"
    assert any("ประมาณ 50" in remark.text and remark.field == name for remark in remarks(report))
    assert "ประมาณ 50" in to_text(compose(report))


def test_a_number_at_last_takes_the_place_of_the_text(open_window, type_text, sample):
    window = open_window(from_json(sample))
    box = editor_of(window, "participants", "male")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    box.selectAll()
    type_text(box, "ราว 30")
    box.selectAll()
    type_text(box, "31")
    report = window.current.draft.report
    assert (report.participants[0].male, report.participants[0].male_typed) == (31, "")
    assert "male_typed" not in to_json(report)["event"]["participants"][0]
    assert remarks(report) == []


def test_a_grid_has_no_column_for_what_is_kept_as_typed(open_window, sample):
    window = open_window(from_json(sample))
    part = next(one for one in window.current.form.tabs.widget(0).lists if one.part.name == "participants")
    assert [binding.field.name for binding in part.rows[0].bindings] == ["group", "target", "male", "female"]
    (table,) = [block for block in compose(window.current.draft.report).blocks if isinstance(block, Table)]
    assert len(table.header) == 4


def test_a_number_on_the_way_to_another_text_is_no_number(open_window, type_text, sample):
    window = open_window(from_json(sample))
    box = editor_of(window, "participants", "male")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    box.selectAll()
    type_text(box, "15 มีนาคม")
    report = window.current.draft.report
    assert (report.participants[0].male, report.participants[0].male_typed) == (None, "15 มีนาคม")
    assert [remark.text for remark in remarks(report) if "15 มีนาคม" in remark.text]


def test_there_is_no_sum_of_numbers_while_one_is_not_understood(open_window, type_text, sample):
    window = open_window(from_json(sample))
    part = next(one for one in window.current.form.tabs.widget(0).lists if one.part.name == "participants")
    box = editor_of(window, "participants", "male")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    box.selectAll()
    type_text(box, "ราว 30")
    (table,) = [block for block in compose(window.current.draft.report).blocks if isinstance(block, Table)]
    assert [cell.text() for cell in part._total.cells][2:] == ["", table.rows[-1][3]]
    assert table.rows[-1][2] == ""
    assert table.rows[-1][3]
