"""A quiet bar in the window: one sentence, perhaps one thing to do about it, and never in the way of typing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

STAYS = 60_000  # ms

Offer = tuple[str, Callable[[], object]]  # what the button says, what it does


class Notice(QFrame):
    """Shows the latest notice; an earlier one gives way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.text = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.text.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.text, 1)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def tell(self, text: str, *offers: Offer, stays: int = STAYS) -> None:
        """Shows a text with a button for each offer, for ``stays`` milliseconds; 0: until :meth:`hide` is called.

        The text that stands there already stays, for as long again: a slot that fails at every beat must not make the
        window anew each time, nor have it read aloud.
        """
        again = self._timer.isActive() and text == self.text.text() and self.isVisible()
        if again and stays and not offers and len(self.buttons) == 1:
            self._timer.start(stays)
            return
        for old in self.buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self.buttons = [self._button(*offer) for offer in offers]
        self._timer.stop()
        if stays:
            self._timer.start(stays)
            self.buttons.append(self._button("ปิด", self.hide))
            self.buttons[-1].setAccessibleName("ปิดข้อความนี้")
        self.text.setText(text)
        self.text.setAccessibleName(text)
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self.text, QAccessible.Event.Alert))

    def _button(self, label: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(label, self)
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda: action())
        self._row.addWidget(button)
        return button
