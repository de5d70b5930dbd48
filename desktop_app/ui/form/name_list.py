"""The names offered under the line in which one is typed. It never has the keys: the line hands on those that are for it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget

from .held import held_but
from .text_editors import scroll_area_of

TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class NameList(QListWidget):
    """No pop-up window, which would take keyboard and mouse from the window and from input methods."""

    taken = Signal(str)

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self._line, self.said = line, ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemClicked.connect(lambda item: self._take(item.text()))
        area = scroll_area_of(line)
        if area:
            area.verticalScrollBar().valueChanged.connect(self.follow)
        self.hide()

    def show_names(self, names: list[str]) -> None:
        """None hides the list. Nothing is chosen yet."""
        self.clear()
        self.addItems(names)
        self.setCurrentRow(-1)
        self.setVisible(bool(names))
        if names:
            self.setFont(self._line.font())
            self.setAccessibleName(f"{self._line.accessibleName()}: ชื่อที่เคยใช้")
            self.follow()
            self.raise_()
            self._say(f"มีชื่อที่เคยใช้ {len(names)} ชื่อ กดลูกศรลงเพื่อเลือก")

    def follow(self) -> None:
        """Under the line wherever it is now, or over it where there is no room under it."""
        if not self.isVisible():
            return
        window, line = self.window(), self._line
        height = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth()
        at = line.mapTo(window, QPoint(0, line.height()))
        if at.y() + height > window.height():
            at = line.mapTo(window, QPoint(0, -height))
        self.setGeometry(at.x(), at.y(), line.width(), height)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key was one for the list: Down and Up choose, Enter takes what is chosen, Escape closes."""
        if not self.isVisible() or held_but(event, Qt.KeyboardModifier.KeypadModifier):
            return False
        key, chosen = event.key(), self.currentItem()
        if key in STEPS:
            self.setCurrentRow((self.currentRow() + STEPS[Qt.Key(key)]) % self.count() if chosen else self._first(key))
            self._say(f"{self.currentItem().text()} ชื่อที่ {self.currentRow() + 1} จาก {self.count()}")
            return True
        if key in TAKING and chosen:
            self._take(chosen.text())
            return True
        if key in (*TAKING, Qt.Key.Key_Escape):
            self.hide()
        return key == Qt.Key.Key_Escape

    def _say(self, words: str) -> None:
        """For who hears the window: the keys stay in the line, so nothing else would tell of the list."""
        self.said = words
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._line, words))

    def _first(self, key: int) -> int:
        return 0 if key == Qt.Key.Key_Down else self.count() - 1

    def _take(self, name: str) -> None:
        self.hide()
        self.taken.emit(name)
