"""What the paper cannot show, over the pages of the preview: nothing is to be done about it before printing, but people should know."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop_app.ui.labels import breakable
from desktop_app.ui.newest import GiveWay, Newest

from .typesetting import Order, doubts_of

PAUSE = 200  # ms without a new page: while somebody types, the next page needs the processor


class Doubts(QLabel):
    """Some sentences, or nothing at all. They are looked for in the background, when the pages have stood still for a while."""

    def __init__(self, parent: QWidget | None = None, give_way: GiveWay | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._order: Order | None = None
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._look)
        self._search = Newest(_found, give_way=give_way)
        self._search.answers.piece.connect(self._answered)
        self.destroyed.connect(self._search.stop)
        self.setContentsMargins(8, 2, 8, 4)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def look_at(self, order: Order) -> None:
        if order is not self._order:
            self._order = order
            self._pause.start()

    def clear(self) -> None:
        self._forget()
        self._say(())

    def stop(self) -> None:
        """Nothing more is done in the background once this returns."""
        self._forget()
        self._search.finish()

    def _look(self) -> None:
        self._search.ask(self._order)

    def _forget(self) -> None:
        self._order = None
        self._pause.stop()
        self._search.cancel()

    def _answered(self, order: Order, sentences: Sequence[str]) -> None:
        if order is self._order:
            self._say(sentences)

    def _say(self, sentences: Sequence[str]) -> None:
        said = "\n".join(sentences)
        self.setText(breakable(said))
        self.setAccessibleName(said)
        self.setVisible(bool(said))


def _found(order: Order, cancelled: Callable[[], bool]) -> Iterator[tuple[str, ...]]:
    if not cancelled():
        yield doubts_of(order)
