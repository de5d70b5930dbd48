"""What the window's tests share: Thai typed into real widgets (``qtbot.keyClicks`` aborts on Thai and on line ends)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

KEYS = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace}
Typist = Callable[[QWidget, str], None]


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


@pytest.fixture
def type_text() -> Typist:
    """``type_text(widget, text)``: key by key; ``\\n`` is Return, ``\\t`` Tab, ``\\b`` Backspace."""
    return _type


@pytest.fixture
def commit_text() -> Typist:
    """``commit_text(widget, text)``: at once, by an input method."""
    return _commit
