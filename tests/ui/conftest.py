"""What the window's tests share: Thai typed into real widgets (``qtbot.keyClicks`` aborts on Thai and on line ends)."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.model.changes import Draft, birth
from desktop_app.model.exchange import from_json
from desktop_app.model.records import Report
from desktop_app.settings import Settings
from desktop_app.store.database import Store
from desktop_app.ui.first_look import look
from desktop_app.ui.window import MainWindow

KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}
Typist = Callable[[QWidget, str], None]
PATIENCE = (
    60_000  # ms; pytest-qt's own 5 s fail on a machine with other work, and who waits for a signal goes on with it
)


class PatientBot(QtBot):
    """Waits for what happens, however long the machine takes."""

    def waitUntil(self, callback: Callable[[], Any], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


def _type(widget: QWidget, text: str) -> None:
    """One key press and release for each character, as a Thai keyboard sends them."""
    for letter in text:
        key = KEYS.get(letter, Qt.Key(ord(letter.upper())) if len(letter.upper()) == 1 else Qt.Key.Key_unknown)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            typed = "\r" if letter == "\n" else letter
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, typed))


def _commit(widget: QWidget, text: str) -> None:
    """A whole text at once, as an input method commits it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


@pytest.fixture(autouse=True)
def no_garbage_in_other_threads() -> Iterator[None]:
    """As in the program (``ui/garbage.py``): a widget that Python frees in another thread ends the process."""
    gc.collect(1)
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def no_key_held_down() -> Iterator[None]:
    """Qt takes the Ctrl of a key that a test sent last for still held, and ``selectRow`` then takes a choice away."""
    yield
    if QApplication.instance() and QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture
def type_text() -> Typist:
    """``type_text(widget, text)``: key by key; ``\\n`` is Return, ``\\t`` Tab, ``\\b`` Backspace."""
    return _type


@pytest.fixture
def commit_text() -> Typist:
    """``commit_text(widget, text)``: at once, by an input method."""
    return _commit


@pytest.fixture
def draft(sample: dict[str, Any]) -> Draft:
    """The sample as a draft whose rows have their ids, as if it came from a database."""
    report = from_json(sample)
    birth(report)
    return Draft(report)


@pytest.fixture
def open_window(qtbot: QtBot, home: Path) -> Iterator[Callable[..., MainWindow]]:
    """``open_window(*reports)``: the real window over a database that holds these reports, the store at work."""
    windows: list[MainWindow] = []

    def open_one(*reports: Report, path: Path | str | None = None, settings: Settings | None = None) -> MainWindow:
        path = path or home / "data" / "sarup.db"
        if reports:
            with Store(path, user="ผู้ทดสอบ") as store:
                store.add_all(reports)
        chosen = settings or Settings()
        window = MainWindow(look(path, chosen.report, create=True), chosen)
        windows.append(window)
        window.show()
        window.focus_report()
        window.start_store()
        return window

    yield open_one
    for window in windows:
        close(qtbot, window)


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Callable[..., Any]:
    """``open_dialog(window, "join_names", AlikeDialog)``: the dialog of that command, once it shows what the store says."""

    def open_one(window: MainWindow, command: str, kind: type[QWidget]) -> Any:
        window.commands[command].trigger()
        qtbot.waitUntil(lambda: window.findChild(kind) is not None)
        dialog: Any = window.findChild(kind)
        with qtbot.waitSignal(dialog.filled):
            pass
        return dialog

    return open_one


def close(qtbot: QtBot, window: MainWindow) -> None:
    """The window is closed, everything is saved, its thread has ended."""
    if not shiboken6.isValid(window):
        return  # closed before
    if window.isVisible():
        with qtbot.waitSignal(window.gone):
            window.close()
    assert window.store.stop(10)
    window.deleteLater()


@pytest.fixture
def close_window(qtbot: QtBot) -> Callable[[MainWindow], None]:
    return lambda window: close(qtbot, window)
