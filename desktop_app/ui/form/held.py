"""Which of Shift, Ctrl, Alt and their like are held while a key is pressed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


def held_but(event: QKeyEvent, one: Qt.KeyboardModifier) -> Qt.KeyboardModifier:
    """All that are held but that one.

    Without ``~``: on Windows Qt's flags are signed, their mask is a negative number, and ``~ShiftModifier`` has no Alt in it.
    """
    held = event.modifiers()
    return held ^ (held & one)
