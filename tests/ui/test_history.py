"""The history of a field and of a report, from a real store in its thread: who, when, where, what, and the way back."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import ALIVE, Change, Draft
from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.store.database import Store
from desktop_app.ui.past.history import HistoryDialog
from desktop_app.ui.store_thread import StoreThread


@pytest.fixture
def report(tmp_path: Path, sample: dict) -> Report:
    """The sample, with three places typed one after another, and its second goal removed."""
    made = from_json(sample)
    with Store(tmp_path / "sarup.db", user="ผู้ทดสอบ") as store:
        report_id = store.add(made)
        for place in ("หอประชุมเก่า", "หอประชุมใหม่ ชั้น 2"):
            store.save([Change("report", report_id, "place", place)], f"to {place}")
        store.save([Change("goals", made.goals[1].id, ALIVE, False)])
        return store.load(report_id)


@pytest.fixture
def thread(tmp_path: Path) -> Iterator[StoreThread]:
    made = StoreThread(tmp_path / "sarup.db")
    made.start()
    yield made
    assert made.stop(20)


def opened(qtbot: QtBot, thread: StoreThread, report: Report, field: str = "") -> HistoryDialog:
    place = ("report", report.id, field) if field else None
    dialog = HistoryDialog(thread.ask, report, place)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.filled):
        dialog.show()
    return dialog


def cells(dialog: HistoryDialog, column: int) -> list[str]:
    model = dialog.filter
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(qtbot: QtBot, dialog: HistoryDialog, row: int) -> None:
    with qtbot.waitSignal(dialog.differences.shown):
        dialog.table.selectRow(row)


def test_a_fields_values_stand_newest_first_with_who_and_when(
    qtbot: QtBot, thread: StoreThread, report: Report, sample: dict
) -> None:
    dialog = opened(qtbot, thread, report, "place")
    assert cells(dialog, 4) == ["หอประชุมใหม่ ชั้น 2 (ค่าปัจจุบัน)", "หอประชุมเก่า", sample["event"]["place"]]
    assert set(cells(dialog, 1)) == {"ผู้ทดสอบ"}
    assert all(str(dt.date.today().year + 543) in when for when in cells(dialog, 0))
    assert dialog.windowTitle() == "ประวัติการแก้ไข: สถานที่จัดงาน"


def test_what_differs_is_underlined_or_struck_out_and_can_be_heard(
    qtbot: QtBot, thread: StoreThread, report: Report
) -> None:
    dialog = opened(qtbot, thread, report, "place")
    choose(qtbot, dialog, 1)
    shapes = {}
    fragment = dialog.differences.text.document().firstBlock().begin()
    while not fragment.atEnd():
        found = fragment.fragment()
        shapes[found.text()] = (found.charFormat().fontUnderline(), found.charFormat().fontStrikeOut())
        fragment += 1
    assert shapes["หอประชุม"] == (False, False)
    assert shapes["เก่า"] == (True, False)
    assert (False, True) in shapes.values()
    assert "มีเฉพาะในค่าที่เลือก: เก่า" in dialog.differences.text.accessibleDescription()


def test_an_old_value_is_offered_to_the_form_and_the_present_one_is_not(
    qtbot: QtBot, thread: StoreThread, report: Report
) -> None:
    dialog = opened(qtbot, thread, report, "place")
    assert not dialog.restore.isEnabled()
    choose(qtbot, dialog, 1)
    with qtbot.waitSignal(dialog.value_wanted) as wanted:
        dialog.restore.click()
    assert wanted.args == ["report", report.id, "place", "หอประชุมเก่า"]
    draft = Draft(report)
    draft.set(*wanted.args)
    assert draft.report.place == "หอประชุมเก่า"


def test_a_removed_item_comes_back_in_the_store(
    qtbot: QtBot, thread: StoreThread, report: Report, sample: dict
) -> None:
    dialog = opened(qtbot, thread, report)
    row = cells(dialog, 3).index("เป้าหมาย ข้อที่ลบแล้ว")
    assert cells(dialog, 4)[row].startswith("ลบข้อนี้: " + sample["goals"][1]["body"][:50])
    dialog.table.selectRow(row)
    assert dialog.restore.text() == "นำข้อนี้กลับคืน"
    with qtbot.waitSignal(dialog.restored) as restored:
        dialog.restore.click()
    assert restored.args == [report.id]
    loaded: list[Report] = []
    thread.ask(lambda store: store.load(report.id), loaded.append)
    qtbot.waitUntil(lambda: bool(loaded))
    assert len(loaded[0].goals) == len(report.goals) + 1


def test_every_row_of_a_report_names_its_field_in_thai(qtbot: QtBot, thread: StoreThread, report: Report) -> None:
    fields = cells(opened(qtbot, thread, report), 3)
    assert "กิจกรรม ข้อ 1: รายละเอียด" in fields
    assert "ชื่อกิจกรรม" in fields
    assert [name for name in fields if name.isascii()] == []


def test_the_filter_finds_words_in_any_column(qtbot: QtBot, thread: StoreThread, report: Report) -> None:
    dialog = opened(qtbot, thread, report)
    dialog.sought.setText("สถานที่ เก่า")
    assert cells(dialog, 4) == ["หอประชุมเก่า"]
    dialog.sought.setText("ไม่มีคำนี้ในรายงาน")
    assert cells(dialog, 4) == []
    assert not dialog.restore.isEnabled()
    dialog.sought.clear()
    assert len(cells(dialog, 4)) > 20


def test_keys_walk_through_the_versions_and_escape_closes(qtbot: QtBot, thread: StoreThread, report: Report) -> None:
    dialog = opened(qtbot, thread, report, "place")
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.table.currentIndex().row() == 1
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_an_answer_that_comes_after_closing_does_no_harm(qtbot: QtBot, report: Report, tmp_path: Path) -> None:
    thread = StoreThread(tmp_path / "sarup.db")  # not started yet: the answer comes late
    dialog = HistoryDialog(thread.ask, report)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    thread.start()
    answered: list[int] = []
    thread.ask(lambda store: store.revision(report.id), answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert thread.stop(20)
