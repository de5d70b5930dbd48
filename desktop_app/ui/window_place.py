"""Where a window stands and how it is divided, as a text that the settings keep."""

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter


def place_of(window: QMainWindow, split: QSplitter) -> str:
    return " ".join(bytes(state.toBase64().data()).decode() for state in (window.saveGeometry(), split.saveState()))


def put(window: QMainWindow, split: QSplitter, place: str) -> None:
    """A place that Qt does not understand, or that lies on a screen no longer there, changes nothing."""
    states = [QByteArray.fromBase64(part.encode()) for part in place.split(" ")]
    if len(states) == 2:
        window.restoreGeometry(states[0])
        split.restoreState(states[1])
