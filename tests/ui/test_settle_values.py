"""Conflicts about dates, numbers, choices and references are settled by the editor that the form has for them."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Activity, Participants, Report, Speaker
from desktop_app.store.database import Store
from desktop_app.sync import receiving

from .test_settle import choose, now, opened, press

DAY, YEAR, COUNT = "วันที่เริ่ม", "ปีของโครงการ (พ.ศ.)", "ผู้เข้าร่วม ข้อ 1: ชาย (คน)"
CHOICE, ITEM = "จำนวนภาพต่อหน้า", "วิทยากร ข้อ 1: กิจกรรมที่บรรยาย"


@pytest.fixture
def disputed(tmp_path: Path, home: Path) -> Report:
    """The window's database: a report of which two people wrote five fields that are no text differently."""
    report = Report(
        title="เวทีชุมชน",
        activities=[Activity(title="เปิดเวที"), Activity(title="เสวนา"), Activity(title="ปิดเวที")],
        speakers=[Speaker(name="มานะ")],
        participants=[Participants(group="เยาวชน")],
    )
    with Store(home / "data" / "sarup.db", user="มานี") as store:
        store.add(report)
        first, second, _ = report.activities
        copy = store.backup(tmp_path / "copy.db")
        with Store(copy, user="ชูใจ") as other:
            other.save(_changes(report, "2024-03-15", 2567, 20, "2", first.id))
        store.save(_changes(report, "2024-03-16", 2568, 21, "6", second.id))
        assert len(receiving.merge(store, [copy]).conflicts) == 5
    return report


def _changes(report: Report, day: str, year: int, count: int, photos: str, activity: str) -> list[Change]:
    return [
        Change(REPORT, report.id, "date_start", day),
        Change(REPORT, report.id, "project_year_be", year),
        Change("participants", report.participants[0].id, "male", count),
        Change(REPORT, report.id, "photos_per_page", photos),
        Change("speakers", report.speakers[0].id, "activity", activity),
    ]


def edit(qtbot, dialog, label: str):
    """The editor of that conflict, reached by Tab from the list, with the keys."""
    choose(qtbot, dialog, label)
    dialog.list.setFocus()
    editor = dialog.sides.own.box.editor
    for _ in range(12):
        if QApplication.focusWidget() is (editor.focusProxy() or editor):
            return QApplication.focusWidget()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"{label} is not reached by Tab")


def use(qtbot, dialog) -> None:
    press(qtbot, dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_editor_begins_with_what_is_shown_meanwhile(qtbot, open_window, disputed):
    dialog = opened(qtbot, open_window())
    for label, shown in (
        (COUNT, "21"),
        (DAY, "16 มีนาคม 2567"),
        (CHOICE, "6 ภาพ"),
        (YEAR, "2568"),
        (ITEM, "2. เสวนา"),
    ):
        box = edit(qtbot, dialog, label)
        assert (box.text() if hasattr(box, "text") else box.currentText()) == shown
        assert label in box.accessibleName()
        assert not dialog.sides.own.text.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("label", "typed", "field", "wanted"),
    [
        (DAY, "17 มี.ค. 67", "date_start", dt.date(2024, 3, 17)),
        (YEAR, "๒๕๖๙", "project_year_be", 2569),
        (COUNT, "1,234", "male", 1234),
    ],
)
def test_a_date_or_number_is_typed(qtbot, open_window, type_text, disputed, label, typed, field, wanted):
    window = open_window()
    dialog = opened(qtbot, window)
    box = edit(qtbot, dialog, label)
    box.selectAll()
    type_text(box, typed)
    use(qtbot, dialog)
    report = now(window)
    assert getattr(report.participants[0] if field == "male" else report, field) == wanted
    dialog.reject()


def test_what_is_no_date_is_not_taken_and_the_words_say_why(qtbot, open_window, type_text, disputed):
    window = open_window()
    dialog = opened(qtbot, window)
    box = edit(qtbot, dialog, DAY)
    box.selectAll()
    type_text(box, "กลางเดือน")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.list.count() == 5
    assert QApplication.focusWidget() is box
    assert "ตัวอย่าง" in box.accessibleDescription()
    assert now(window).date_start == dt.date(2024, 3, 16)
    dialog.reject()


def test_another_choice_and_another_item_are_chosen_by_the_arrows(qtbot, open_window, disputed):
    window = open_window()
    dialog = opened(qtbot, window)
    for label in (CHOICE, ITEM):
        box = edit(qtbot, dialog, label)
        qtbot.keyClick(box, Qt.Key.Key_Down if label == ITEM else Qt.Key.Key_Up)
        use(qtbot, dialog)
    report = now(window)
    assert report.photos_per_page == "4"
    assert report.speakers[0].activity == report.activities[2].id
    dialog.reject()


def test_tab_comes_to_the_editor_after_the_sides_and_before_the_way_out(qtbot, open_window, disputed):
    dialog = opened(qtbot, open_window())
    for label in (COUNT, DAY, CHOICE):
        box = edit(qtbot, dialog, label)
        dialog.sides.own.use.setFocus()
        qtbot.keyClick(dialog.sides.own.use, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is box
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.leave
    dialog.reject()
