"""What is missing, as a list that leads to the fields one after the other."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.model.changes import birth
from desktop_app.model.checks import remarks
from desktop_app.model.records import Report
from desktop_app.ui.remarks import Remarks


@pytest.fixture
def shown(qtbot):
    made = Remarks()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def missing():
    report = Report()
    birth(report)
    return remarks(report)


def test_everything_missing_is_listed_and_counted(shown, missing):
    shown.show_remarks(missing)
    assert [shown.list.item(row).text() for row in range(shown.list.count())] == [one.text for one in missing]
    assert str(len(missing)) in shown.caption.text()


def test_nothing_missing_is_said_and_takes_no_room(shown, missing):
    shown.show_remarks(missing)
    shown.show_remarks([])
    assert not shown.list.isVisible()
    assert shown.caption.text() == "กรอกครบถ้วนแล้ว"


def test_the_key_goes_from_one_to_the_next_and_round_again(qtbot, shown, missing):
    shown.show_remarks(missing[:2])
    wanted = []
    shown.wanted.connect(wanted.append)
    for _ in range(3):
        shown.go_next()
    assert wanted == [missing[0], missing[1], missing[0]]


def test_a_field_that_was_filled_leaves_the_rest_where_it_was(shown, missing):
    shown.show_remarks(missing)
    shown.go_next()
    shown.go_next()
    shown.show_remarks(missing[1:])
    assert shown.list.currentItem().text() == missing[1].text


def went(shown):
    """The remarks that F4 led to, as they come."""
    wanted = []
    shown.wanted.connect(wanted.append)
    return wanted


@pytest.mark.parametrize("filled", [0, 1])
def test_when_the_field_one_went_to_is_filled_the_key_leads_to_the_next(shown, missing, filled):
    shown.show_remarks(missing)
    wanted = went(shown)
    for _ in range(filled + 1):
        shown.go_next()
    shown.show_remarks([one for one in missing if one is not missing[filled]])
    shown.go_next()
    assert wanted[-1] == missing[filled + 1]


def test_when_the_last_field_is_filled_the_key_begins_anew(shown, missing):
    shown.show_remarks(missing[:2])
    wanted = went(shown)
    shown.go_next()
    shown.go_next()
    shown.show_remarks(missing[:1])
    shown.go_next()
    assert wanted[-1] == missing[0]


def test_what_is_missing_in_the_place_of_what_was_filled_comes_next(shown, missing):
    """Somebody was named who has no name yet: ผู้ประเมิน ข้อ 1: ยังไม่ได้กรอกชื่อ."""
    shown.show_remarks(missing[:2])
    wanted = went(shown)
    shown.go_next()
    shown.show_remarks([missing[2], missing[1]])
    shown.go_next()
    assert wanted[-1] == missing[2]


def test_another_report_begins_with_its_first(shown, missing):
    shown.show_remarks(missing, "ก")
    wanted = went(shown)
    shown.go_next()
    shown.go_next()
    shown.show_remarks(missing, "ข")
    shown.go_next()
    assert wanted[-1] == missing[0]


@pytest.fixture
def large_letters(qapp):
    font, larger = qapp.font(), qapp.font()
    larger.setPointSizeF(font.pointSizeF() * 2)
    yield lambda: QApplication.setFont(larger)
    QApplication.setFont(font)


def test_the_list_grows_with_the_letters(qtbot, shown, missing, large_letters):
    shown.show_remarks(missing)
    before = shown.list.maximumHeight()
    large_letters()
    qtbot.waitUntil(lambda: shown.list.maximumHeight() > 1.5 * before)
