"""The office's styles in the window: sent by the office, told with what came, laid out, and never over a changed file unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app import paths
from desktop_app.model.records import Report
from desktop_app.report import style
from desktop_app.store.database import Store
from desktop_app.sync import keys
from desktop_app.ui.office.receive import ReceiveDialog
from desktop_app.ui.office.style_dialog import NONE, StyleDialog

OFFICIAL = (paths.RESOURCES / "styles" / "official.toml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "province.toml"
    path.write_text(OFFICIAL, encoding="utf-8")
    return path


@pytest.fixture
def opened(open_dialog):
    return lambda window: open_dialog(window, "office_styles", StyleDialog)


def state(dialog) -> str:
    return dialog.table.item(0, 1).text()


def test_an_office_sends_a_style_and_stops(qtbot, open_window, home, own, opened):
    keys.found_office(home / "data", "สำนักงานทดสอบ")
    dialog = opened(open_window(Report(title="หนึ่ง")))
    assert NONE in dialog.says.accessibleName()
    with qtbot.waitSignal(dialog.filled):
        dialog.publish(str(own))
    assert dialog.table.item(0, 0).text() == "province"
    broken = own.with_name("broken.toml")
    broken.write_text("x = 1", encoding="utf-8")
    with qtbot.waitSignal(dialog.filled):
        dialog.publish(str(broken))
    assert "broken.toml" in dialog.says.accessibleName()
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.drop, Qt.Key.Key_Space)
    assert dialog.table.rowCount() == 0
    dialog.reject()


def test_a_style_that_comes_is_told_with_the_merge_and_can_be_chosen(qtbot, open_window, tmp_path, own):
    with Store(tmp_path / "other.db") as store:
        store.add(Report(title="จากสำนักงาน"))
        store.keep_style("province", own.read_text(encoding="utf-8"))
    window = open_window(Report(title="หนึ่ง"))
    window.commands["receive_files"].trigger()
    qtbot.waitUntil(lambda: window.findChild(ReceiveDialog) is not None)
    dialog = window.findChild(ReceiveDialog)
    with qtbot.waitSignal(dialog.looked):
        dialog.choosing.add([tmp_path / "other.db"])
    assert not paths.style_folder().exists()
    with qtbot.waitSignal(dialog.looked):
        dialog.merge.click()
    assert any("province" in line for one in dialog.files.shown for line in one.lines)
    assert "province" in style.names()
    dialog.reject()


def test_a_changed_file_stays_until_somebody_wants_the_offices(qtbot, open_window, home, own, opened):
    window = open_window(Report(title="หนึ่ง"))
    done: list[object] = []
    window.store.ask(lambda store: store.keep_style("province", own.read_text(encoding="utf-8")), done.append)
    qtbot.waitUntil(lambda: bool(done))
    paths.style_folder().mkdir(parents=True)
    mine = paths.style_folder() / "province.toml"
    mine.write_text(OFFICIAL + "# ของฉัน\n", encoding="utf-8")
    dialog = opened(window)
    assert state(dialog) == "ถูกแก้ไขในเครื่องนี้"
    assert not dialog.add.isVisible()
    assert not dialog.drop.isVisible()
    with qtbot.waitSignal(dialog.filled):
        qtbot.keyClick(dialog.use, Qt.Key.Key_Space)
    assert state(dialog) == "พร้อมใช้ ตรงกับของสำนักงาน"
    assert "province-2.toml" in dialog.says.accessibleName()
    assert mine.with_name("province-2.toml").read_text(encoding="utf-8").endswith("# ของฉัน\n")
    assert mine.read_text(encoding="utf-8") == OFFICIAL
    assert not dialog.use.isEnabled()
    dialog.reject()


def test_tab_reaches_every_control_and_each_has_a_name(qtbot, open_window, home, own, opened):
    keys.found_office(home / "data", "สำนักงานทดสอบ")
    dialog = opened(open_window(Report(title="หนึ่ง")))
    with qtbot.waitSignal(dialog.filled):
        dialog.publish(str(own))
    dialog.table.setFocus()
    reached = []
    for _ in range(6):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert {dialog.table, dialog.use, dialog.add, dialog.drop, dialog.leave} <= set(reached)
    assert all(widget.accessibleName() or widget.text() for widget in reached)
    dialog.reject()
