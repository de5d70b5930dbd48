"""The list of reports: found as one types, quiet while it is changed, fast with a thousand."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desktop_app.store.reading import Summary
from desktop_app.ui import report_rows
from desktop_app.ui.report_list import ReportList
from desktop_app.ui.report_rows import SUMMARY


def summary(id, title, day=dt.date(2023, 3, 15), place="วัด", missing=()):
    return Summary(id, title, day, None, place, "draft" if missing else "complete", missing, dt.datetime.now(dt.UTC))


@pytest.fixture
def reports(qtbot):
    shown = ReportList()
    qtbot.addWidget(shown)
    shown.show_all(
        [summary("a", "อบรมการจัดการขยะ"), summary("b", "ประชุมผู้สูงอายุ", place="เทศบาล"), summary("c", "")], "a"
    )
    return shown


def titles(reports):
    return [reports.model.index(row).data() for row in range(reports.model.rowCount())]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ขยะ", ["อบรมการจัดการขยะ"]),
        ("เทศบาล ประชุม", ["ประชุมผู้สูงอายุ"]),
        ("๒๕๖๖ เทศบาล", ["ประชุมผู้สูงอายุ"]),
        ("มีนาคม", ["อบรมการจัดการขยะ", "ประชุมผู้สูงอายุ", "(ยังไม่ได้ตั้งชื่อ)"]),
        ("ไม่มีคำนี้", []),
        ("", ["อบรมการจัดการขยะ", "ประชุมผู้สูงอายุ", "(ยังไม่ได้ตั้งชื่อ)"]),
    ],
)
def test_words_in_any_order_and_digits_find_reports(reports, type_text, words, found):
    type_text(reports.box, words)
    assert titles(reports) == found


def test_escape_shows_all_reports_again(qtbot, reports):
    before = titles(reports)
    reports.box.setText("ไม่มีคำนี้")
    assert titles(reports) == []
    qtbot.keyClick(reports.box, Qt.Key.Key_Escape)
    assert titles(reports) == before


def test_that_nothing_was_found_stands_where_the_reports_would(qtbot, reports):
    reports.resize(300, 400)
    reports.show()
    assert reports.view.says() == ""
    with qtbot.waitSignal(reports.found):
        reports.box.setText("ไม่มีคำนี้")
    assert "Esc" in reports.view.says()
    said = reports.view.viewport().grab().toImage()
    assert len({said.pixel(x, y) for x in range(8, 250) for y in range(8, 40)}) > 2
    reports.box.clear()
    assert reports.view.says() == ""


def test_finding_chooses_no_other_report(qtbot, reports):
    with qtbot.assertNotEmitted(reports.chosen):
        reports.box.setText("ประชุม")
        reports.box.clear()
    assert reports.view.currentIndex().data() == "อบรมการจัดการขยะ"


def test_a_report_that_changes_keeps_its_place_and_is_found_by_its_new_words(reports):
    reports.put(summary("b", "ประชุมเยาวชน"))
    reports.box.setText("เยาวชน")
    assert titles(reports) == ["ประชุมเยาวชน"]


def test_a_new_report_stands_at_the_top(reports):
    reports.put(summary("d", "ใหม่"), first=True)
    assert titles(reports)[0] == "ใหม่"


def test_the_one_under_a_dropped_report_takes_its_place(reports):
    assert reports.drop("b") == "c"
    assert reports.drop("c") == "a"
    assert reports.drop("a") == ""


def test_how_many_are_found_is_said(qtbot, reports):
    with qtbot.waitSignal(reports.found, check_params_cb=lambda shown, total: (shown, total) == (1, 3)):
        reports.box.setText("ขยะ")


def test_what_is_missing_is_said_with_the_dates(reports):
    reports.put(summary("a", "ขาด", day=None, missing=("ยังไม่ได้กรอกวันที่เริ่ม",)))
    spoken = reports.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.splitlines() == ["ขาด", "ยังไม่มีวันที่", "วัด", "ยังขาด 1 อย่าง"]


def test_rows_are_drawn_with_markup_as_typed(qtbot, reports):
    reports.put(summary("a", "<b>ไม่ใช่ตัวหนา</b> &amp; <img src=x>" * 5, missing=("ก",)))
    reports.resize(300, 500)
    reports.show()
    assert not reports.grab().isNull()
    assert titles(reports)[0].startswith("<b>")


def test_the_first_report_found_stands_out_when_the_list_takes_the_focus(qtbot, reports):
    reports.chosen.connect(reports.mark)  # as the window does
    with qtbot.waitActive(reports):
        reports.show()
    reports.box.setText("ประชุม")  # the report at the right is not among those found
    reports.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert [index.data(SUMMARY).id for index in reports.view.selectedIndexes()] == ["b"]


def test_a_row_is_laid_out_once_until_it_changes(reports, monkeypatch):
    laid_out, lines = [], report_rows._lines
    monkeypatch.setattr(report_rows, "_lines", lambda one, *more: laid_out.append(one.id) or lines(one, *more))
    for _ in range(2):
        reports.view.grab()
    assert laid_out == ["a", "b", "c"]
    reports.put(summary("b", "ประชุมเยาวชน"))
    reports.view.grab()
    assert laid_out == ["a", "b", "c", "b"]
