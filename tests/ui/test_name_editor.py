"""While a name is typed those that are known are offered; who takes one, and who does not, types on as before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.model.changes import REPORT
from desktop_app.model.records import PLACES, Report
from desktop_app.store.database import Store
from desktop_app.ui.form.name_book import NameBook

HALL, SLIP, SCHOOL = "หอประชุมปากน้ำใหม่", "หอประชุมปากน้ำใหม", "โรงเรียนบ้านทุ่งใหญ่"


@pytest.fixture
def window(qtbot, open_window, home):
    with Store(home / "data" / "sarup.db", user="ชูใจ") as store:
        store.add_all([Report(title="เก่า", place=HALL), Report(title="เก่ากว่า", place=SCHOOL)])
        store.spell(PLACES, SLIP, HALL)
    opened = open_window(Report(title="ใหม่"))
    opened.activateWindow()
    opened.office.known_names.read()
    qtbot.waitUntil(lambda: bool(opened.current.form.names.offered(PLACES, "ปากน้ำ")))
    return opened


@pytest.fixture
def place(window):
    """The box of the place, with the keys."""
    window.current.form.go_to_field(REPORT, window.current.id, "place")
    return window.focusWidget()


def press(key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def value(window) -> str:
    return window.current.draft.report.place


def test_names_that_fit_are_offered_and_one_is_taken_by_keys(window, place, type_text):
    type_text(place, "ป")
    assert not place.offers
    type_text(place, "าก")
    assert place.offers == [HALL]
    assert place._list.said == "มีชื่อที่เคยใช้ 1 ชื่อ กดลูกศรลงเพื่อเลือก"
    press(Qt.Key.Key_Down)
    assert place._list.said == f"{HALL} ชื่อที่ 1 จาก 1"
    press(Qt.Key.Key_Return)
    assert (place.text(), value(window), place.offers) == (HALL, HALL, [])
    assert QApplication.focusWidget() is place
    place.undo()
    assert value(window) == "ปาก"


def test_who_does_not_choose_types_on(window, place, type_text):
    type_text(place, "โรงเรียน")
    assert place.offers == [SCHOOL]
    type_text(place, "ใหม่")
    assert not place.offers
    assert value(window) == "โรงเรียนใหม่"
    type_text(place, "\b\b\b\b")
    assert place.offers
    press(Qt.Key.Key_Escape)
    assert not place.offers
    assert value(window) == "โรงเรียน"
    assert window.isVisible()


def test_enter_without_a_choice_goes_to_the_next_field(window, place, type_text):
    type_text(place, "โรงเรียน")
    press(Qt.Key.Key_Return)
    assert not place.offers
    assert value(window) == "โรงเรียน"
    assert QApplication.focusWidget() is not place


def test_a_name_is_taken_with_the_mouse(qtbot, window, place, type_text):
    type_text(place, "หอ")
    view = place._list
    with qtbot.waitSignal(place.edited):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center()
        )
    assert value(window) == HALL


def test_down_offers_what_is_known(place):
    press(Qt.Key.Key_Down)
    assert set(place.offers) == {HALL, SCHOOL}


def test_another_spelling_finds_the_chosen_one_and_a_written_one_is_told(window, place, type_text):
    type_text(place, SLIP)
    assert place.offers == [HALL]
    press(Qt.Key.Key_Escape)
    assert value(window) == SLIP
    assert HALL in place.accessibleDescription()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert value(window) == HALL
    assert place.accessibleDescription() == ""


def test_what_begins_so_comes_first():
    from desktop_app.store.names import Known

    book = NameBook()
    book.take(
        [Known("roles", "ผู้ช่วยเลขานุการ", 9), Known("roles", "เลขานุการ", 1), Known("roles", "เลขาฯ", 3, "เลขานุการ")]
    )
    assert book.offered("roles", "เลขา") == ["เลขานุการ", "ผู้ช่วยเลขานุการ"]
    assert book.offered("roles", "เลขานุการ") == ["ผู้ช่วยเลขานุการ"]
    assert book.offered("roles", "เ") == book.offered("people", "เลขา") == []
    assert book.spelling("roles", " เลขาฯ ") == "เลขานุการ"
