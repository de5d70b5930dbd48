"""What the paper cannot show, over the pages of the preview: nothing is to be done about it before printing, but people should know."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from .labels import breakable


class Doubts(QLabel):
    """Some sentences, or nothing at all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.setContentsMargins(8, 2, 8, 4)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, sentences: Sequence[str]) -> None:
        said = "\n".join(sentences)
        self.setText(breakable(said))
        self.setAccessibleName(said)
        self.setVisible(bool(said))
