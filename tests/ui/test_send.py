"""A package goes onto a stick from the real window, for a real office's keys; what can go wrong with sticks is told."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyle, QStyleOptionButton

from desktop_app.model.records import Report
from desktop_app.store import places
from desktop_app.store.database import Store
from desktop_app.sync import keys, receiving
from desktop_app.sync.packing import pack
from desktop_app.sync.stages import READING, WRITING, Stage
from desktop_app.ui import theme
from desktop_app.ui.office.send import LOCKED, NOTHING_THERE, STOPPED, SendDialog

from .test_theme import contrast

MAY_MOUNT = sys.platform.startswith("linux") and os.getuid() == 0


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office's folder with its keys and its database."""
    keys.found_office(tmp_path / "office", "สำนักงานทดสอบ")
    Store(tmp_path / "office" / "sarup.db").close()
    return tmp_path / "office"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A real file system of 256 kB where the system puts its sticks."""
    point = tmp_path / "media" / "STICK"
    point.mkdir(parents=True)
    monkeypatch.setattr(places, "_MEDIA", (f"{tmp_path}/media/",))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", point], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield point
    subprocess.run(["umount", "--lazy", point], capture_output=True)


def opened(qtbot, window) -> SendDialog:
    window.commands["send_files"].trigger()
    qtbot.waitUntil(lambda: window.findChild(SendDialog) is not None)
    dialog = window.findChild(SendDialog)
    with qtbot.waitSignal(dialog.media.found):
        pass
    qtbot.waitUntil(lambda: dialog.receiver.box.count() > 0)
    return dialog


def ready(qtbot, dialog, office: Path) -> None:
    with qtbot.waitSignal(dialog.receiver.known):
        dialog.receiver.take_card(str(office / keys.OFFICE_CARD))


def sent(qtbot, dialog) -> str:
    with qtbot.waitSignal(dialog.ended):
        dialog.send.click()
    return dialog.says.accessibleName()


def test_without_an_office_and_a_stick_it_is_said_what_is_needed(qtbot, open_window):
    dialog = opened(qtbot, open_window(Report()))
    assert "office.pub" in dialog.receiver.box.currentText()
    assert dialog.says.accessibleName() == NOTHING_THERE
    assert not dialog.send.isEnabled()
    dialog.reject()


def test_a_greyed_button_says_what_is_to_be_done_first(qtbot, open_window, office, stick):
    dialog = opened(qtbot, open_window(Report()))
    dialog.media.add(str(stick))
    assert "office.pub" in dialog.says.accessibleName()
    assert not dialog.send.isEnabled()
    ready(qtbot, dialog, office)
    assert dialog.says.accessibleName() == ""
    assert dialog.send.isEnabled()
    dialog.reject()
    of_office = opened(qtbot, open_window(path=office / "sarup.db"))
    of_office.media.add(str(stick))
    assert of_office.says.accessibleName().startswith("ยังไม่มีเครื่องใดเคยส่งมา")
    of_office.reject()


def test_a_package_is_written_read_back_and_the_office_takes_it(qtbot, open_window, office, stick):
    window = open_window(Report(title="ของเครื่องนี้"))
    dialog = opened(qtbot, window)
    ready(qtbot, dialog, office)
    dialog.media.add(str(stick))
    words = sent(qtbot, dialog)
    assert words.startswith("ส่งให้ สำนักงานทดสอบ แล้ว")
    assert words.endswith("ถอดแฟลชไดรฟ์ได้อย่างปลอดภัย")
    (package,) = stick.iterdir()
    with Store(office / "sarup.db") as store:
        assert [one.title for one in receiving.merge(store, [package]).new] == ["ของเครื่องนี้"]
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(SendDialog) is None)
    again = opened(qtbot, window)
    assert again.receiver.box.currentText() == "สำนักงานทดสอบ"
    assert again.media.medium().folder == str(stick)
    assert sent(qtbot, again).startswith("ส่งให้ สำนักงานทดสอบ แล้ว")
    again.reject()


def test_what_was_typed_just_now_is_in_the_package(qtbot, open_window, type_text, office, stick):
    window = open_window(Report())
    type_text(window.focusWidget(), "พิมพ์เมื่อครู่")
    dialog = opened(qtbot, window)
    ready(qtbot, dialog, office)
    dialog.media.add(str(stick))
    sent(qtbot, dialog)
    with Store(office / "sarup.db") as store:
        assert [one.title for one in receiving.merge(store, [stick]).new] == ["พิมพ์เมื่อครู่"]
    dialog.reject()


def test_a_file_that_is_no_office_s_is_refused_in_words(qtbot, open_window, tmp_path):
    (tmp_path / "other.pub").write_text("ssh-ed25519 AAAA", encoding="utf-8")
    dialog = opened(qtbot, open_window(Report()))
    with qtbot.waitSignal(dialog.ended):
        dialog.receiver.take_card(str(tmp_path / "other.pub"))
    assert "โปรดขอไฟล์ office.pub จากสำนักงาน" in dialog.says.accessibleName()
    assert not dialog.send.isEnabled()
    dialog.reject()


def test_a_stick_that_was_pulled_out_is_told(qtbot, open_window, office, stick):
    dialog = opened(qtbot, open_window(Report()))
    ready(qtbot, dialog, office)
    dialog.media.add(str(stick))
    stick.rmdir()
    assert str(stick) in sent(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.media.medium() is None)
    dialog.reject()


def test_sending_is_stopped_and_nothing_is_left(qtbot, open_window, office, stick):
    dialog = opened(qtbot, open_window(Report()))
    ready(qtbot, dialog, office)
    dialog.media.add(str(stick))
    with qtbot.waitSignal(dialog.ended):
        dialog.send.click()
        assert dialog.stop.isVisible()
        assert not dialog.media.isEnabled()
        dialog.stop.click()
    assert dialog.says.accessibleName() == STOPPED
    assert list(stick.iterdir()) == []
    dialog.send.click()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert list(stick.iterdir()) == []


def test_progress_is_told_in_bytes(qtbot, open_window):
    dialog = opened(qtbot, open_window(Report()))
    dialog._task.running = True
    for doing, words in ((WRITING, "กำลังเขียน 3.0 MB จาก 12.0 MB"), (READING, "กำลังอ่านกลับมาตรวจ 3.0 MB จาก 12.0 MB")):
        dialog._task.stepped.emit(Stage(doing, 3_000_000, 12_000_000))
        qtbot.waitUntil(lambda words=words: dialog.says.text().replace("\u200b", "").startswith(words))
        assert dialog.progress.value() == 250
    dialog._task.running = False
    dialog.reject()


@pytest.mark.skipif(not MAY_MOUNT, reason="mounts a small stick")
def test_a_stick_is_found_when_it_comes_and_a_locked_or_full_one_is_told(qtbot, open_window, office, mounted):
    dialog = opened(qtbot, open_window(Report()))
    ready(qtbot, dialog, office)
    qtbot.waitUntil(lambda: dialog.media.medium() is not None)
    assert dialog.media.medium().words.startswith(f"แฟลชไดรฟ์: {mounted}")
    (mounted / "full").write_bytes(b"x" * 250_000)
    words = sent(qtbot, dialog)
    needed, free = re.search(r"ที่ว่างไม่พอ ต้องการ (\d+) kB มีอยู่ (\d+) kB", words).groups()
    assert int(needed) > int(free)
    assert [path.name for path in mounted.iterdir()] == ["full"]
    (mounted / "full").unlink()
    assert "ถอดแฟลชไดรฟ์ได้" in sent(qtbot, dialog)
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    dialog.media.look()
    qtbot.waitUntil(lambda: not dialog.send.isEnabled())
    assert "ถอดแฟลชไดรฟ์ได้" in dialog.says.accessibleName()  # what was done stays in sight
    assert "เขียนไม่ได้" in dialog.media.list.currentItem().text().replace("\u200b", "")
    subprocess.run(["umount", mounted], check=True)
    dialog.media.look()
    qtbot.waitUntil(lambda: dialog.media.medium() is None or not dialog.media.medium().words.startswith("แฟลชไดรฟ์"))
    dialog.reject()


@pytest.mark.skipif(not MAY_MOUNT, reason="mounts a small stick")
def test_a_stick_that_was_locked_before_is_told_at_once(qtbot, open_window, office, mounted):
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    dialog = opened(qtbot, open_window(Report()))
    ready(qtbot, dialog, office)
    qtbot.waitUntil(lambda: dialog.says.accessibleName() == LOCKED)
    assert not dialog.send.isEnabled()
    dialog.reject()


def test_an_office_sends_to_one_laptop_or_to_all(qtbot, open_window, office, tmp_path, monkeypatch):
    for name in ("laptop-a", "laptop-b"):
        monkeypatch.setenv("SARUP_HOME", str(tmp_path / name))
        monkeypatch.setattr("desktop_app.store.machine.mark", lambda name=name: name)
        monkeypatch.setattr("platform.node", lambda name=name: name)
        (tmp_path / f"from-{name}").mkdir()
        with Store(tmp_path / name / "data" / "sarup.db") as store:
            store.add(Report(title=name))
            pack(store, tmp_path / f"from-{name}", to=str(office / keys.OFFICE_CARD))
    with Store(office / "sarup.db") as store:
        receiving.merge(store, [tmp_path / "from-laptop-a", tmp_path / "from-laptop-b"])
    dialog = opened(qtbot, open_window(path=office / "sarup.db"))
    box = dialog.receiver.box
    assert sorted(box.itemText(row) for row in range(box.count())) == [
        "laptop-a", "laptop-b", "ทุกเครื่องที่เคยส่งมา (2)"
    ]  # fmt: skip
    assert dialog.receiver.to is None
    assert not dialog.receiver.card.isVisible()
    dialog.reject()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_box_to_tick_is_seen_and_grows_with_the_letters(qtbot, qapp, open_window, choice):
    font, palette = qapp.font(), qapp.palette()
    theme.apply(qapp, 200, choice)
    dialog = opened(qtbot, open_window(Report()))
    option, box = QStyleOptionButton(), dialog.everything
    box.initStyleOption(option)
    square = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box)
    assert square.height() > dialog.fontMetrics().height() / 2
    edge = box.grab().toImage().pixelColor(square.left(), square.center().y())
    assert contrast(edge, dialog.palette().window().color()) >= 3
    dialog.reject()
    qapp.setFont(font)
    qapp.setPalette(palette)
