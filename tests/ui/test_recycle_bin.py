"""Deleted reports are listed and come back, from a real store in its thread."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.model.exchange import from_json
from desktop_app.store.database import Store
from desktop_app.ui.past.recycle_bin import RecycleBin
from desktop_app.ui.store_thread import StoreThread


@pytest.fixture
def deleted(tmp_path: Path, sample: dict) -> list[str]:
    """Three deleted reports and one that is not; the ids of the deleted ones."""
    ids = []
    with Store(tmp_path / "sarup.db") as store:
        for number in range(4):
            report = from_json(sample)
            report.title = f"กิจกรรมที่ {number}"
            ids.append(store.add(report))
        for one in ids[:3]:
            store.delete(one)
    return ids[:3]


@pytest.fixture
def thread(tmp_path: Path) -> Iterator[StoreThread]:
    made = StoreThread(tmp_path / "sarup.db")
    made.start()
    yield made
    assert made.stop(20)


@pytest.fixture
def bin_(qtbot: QtBot, thread: StoreThread, deleted: list[str]) -> RecycleBin:
    made = RecycleBin(thread.ask)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.filled):
        made.show()
    return made


def titles(bin_: RecycleBin) -> list[str]:
    return [bin_.table.item(row, 0).text() for row in range(bin_.table.rowCount())]


def test_deleted_reports_are_listed_with_dates_and_when_they_went(bin_: RecycleBin) -> None:
    assert sorted(titles(bin_)) == ["กิจกรรมที่ 0", "กิจกรรมที่ 1", "กิจกรรมที่ 2"]
    assert bin_.table.item(0, 1).text() == "28 มิ.ย.-2 ก.ค. 2567"
    assert bin_.table.item(0, 3).text().count(":") == 1


def test_enter_brings_the_chosen_report_back(qtbot: QtBot, bin_: RecycleBin, thread: StoreThread) -> None:
    gone = titles(bin_)[1]
    bin_.table.selectRow(1)
    chosen = bin_.chosen()
    with qtbot.waitSignals([bin_.brought_back, bin_.filled]):
        qtbot.keyClick(bin_.table, Qt.Key.Key_Return)
    assert gone not in titles(bin_)
    assert bin_.isVisible()
    listed: list[list[str]] = []
    thread.ask(lambda store: [one.id for one in store.summaries()], listed.append)
    qtbot.waitUntil(lambda: bool(listed))
    assert chosen[0] in listed[0]


def test_several_come_back_at_once_and_the_empty_bin_says_so(qtbot: QtBot, bin_: RecycleBin) -> None:
    bin_.table.selectAll()
    back: list[str] = []
    bin_.brought_back.connect(back.append)
    bin_.back.click()
    qtbot.waitUntil(lambda: bin_.notice.text() == "ไม่มีรายงานที่ลบไว้")
    assert len(back) == 3
    assert not bin_.back.isEnabled()
