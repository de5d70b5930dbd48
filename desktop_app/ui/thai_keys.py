"""Ctrl with a letter on a keyboard that has only a Thai layout: the key's Latin letter, so that Ctrl+C still copies.

On X11 Qt finds a Latin letter only where a Latin layout is installed too; otherwise Ctrl+C arrives as Ctrl+แ.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

KEDMANEE = dict(zip("ฟิแกำดเ้ร่าสทืนยพๆหะีอไปัผ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=True))  # TIS 820-2538
LATIN = {ord(thai): Qt.Key(ord(latin)) for thai, latin in KEDMANEE.items()}


def latin(event: QKeyEvent) -> QKeyEvent:
    """The same key press with the Latin letter of the key, where Ctrl is held with a Thai one."""
    held = event.modifiers()
    key = LATIN.get(event.key())
    if key is None or not held & Qt.KeyboardModifier.ControlModifier:
        return event
    return QKeyEvent(event.type(), key, held, "", event.isAutoRepeat(), event.count())
