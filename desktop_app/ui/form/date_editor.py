"""Days typed and shown in the Buddhist era: one day, or a first and a last one in a single box. Knows no record.

While the text is no date it stays as typed, with words beside it, and the days that stood there before stay the value.
"""

import datetime as dt
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.model.fields import Field

from .editors import KeyTaker, LineEditor, is_left
from .glyphs import Sign, SignButton

Days = tuple[dt.date | None, dt.date | None]
EXAMPLES = {False: "15 มี.ค. 2566", True: "15-16 มีนาคม 2566"}


class DateBox(LineEditor):
    """The box the date is typed in; says when the focus leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if is_left(event):
            self.left.emit()


class RangeEditor(QWidget):
    """Two DAY fields as one text: ``15-16 มีนาคม 2566``. Its value is (first, last), the last None for a single day."""

    edited = Signal(object)
    complained = Signal(str)
    history_asked = Signal()
    not_understood = Signal(str)  # the text while it is no date, else ""
    range = True

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._days: Days = (None, None)
        self._settled: Days = (None, None)  # as they were when the box was shown or left
        self.box = DateBox(field)
        self.box.setPlaceholderText(f"เช่น {EXAMPLES[self.range]}")
        self.button = SignButton(Sign.CALENDAR, "เลือกจากปฏิทิน", keys="Alt+ลง")
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box)
        row.addWidget(self.button)
        self.box.edited.connect(self._typed)
        self.box.complained.connect(self.complained)
        self.box.history_asked.connect(self.history_asked)
        self.box.left.connect(self._tidy)
        self.box.on_key = self._key
        self.on_key: KeyTaker | None = None
        self.button.clicked.connect(self.open_calendar)

    def show_value(self, value: Any) -> None:
        self._days = self._settled = self._as_days(value)
        self.complained.emit("")
        self.box.show_value(_written(self._days))

    def show_typed(self, text: str) -> None:
        """A text that was no date when it was typed, as it was typed."""
        self.box.show_value(text)
        try:
            self._read(text)
        except UserError as error:
            self.complained.emit(self._words(error))

    def value(self) -> Any:
        return self._as_value(self._days)

    def commit(self) -> None:
        self.box.commit()

    def open_calendar(self) -> None:
        if self.box.isReadOnly():
            return
        from .calendar_popup import CalendarPopup

        popup = CalendarPopup(self._days, self.range, self)
        popup.chosen.connect(self._chosen)
        popup.open_below(self.mapToGlobal(QPoint(0, self.height())))

    def _chosen(self, first: dt.date, last: dt.date | None) -> None:
        self.box.selectAll()
        self.box.insert(_written((first, last)))  # as if typed: Ctrl+Z in the box takes it back
        self.box.setFocus()

    def _typed(self, text: str) -> None:
        try:
            days = self._read(text)
        except UserError as error:
            self.complained.emit(self._words(error))
            self.not_understood.emit(text)
            days = self._settled  # what was understood on the way here was no date either
        else:
            self.complained.emit("")
            self.not_understood.emit("")
        if days != self._days:
            self._days = days
            self.edited.emit(self.value())

    def _tidy(self) -> None:
        """An understood date is written in full when the focus leaves."""
        try:
            understood = self._read(self.box.value()) == self._days
        except UserError:
            return
        if understood:
            self._settled = self._days
            self.box.rewrite(_written(self._days))

    def _read(self, text: str) -> Days:
        """:raises UserError: the text is no date."""
        from desktop_app.thai.dates import parse_range

        return parse_range(text) if text.strip() else (None, None)

    def _words(self, error: UserError) -> str:
        words = f"{error.what} {error.remedy}".strip()
        example = EXAMPLES[self.range]
        return words if example in words else f"{words} ตัวอย่าง {example}"

    def _key(self, box: QWidget, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        return bool(self.on_key and self.on_key(box, event))

    def _as_days(self, value: Any) -> Days:
        first, last = value
        return first, last

    def _as_value(self, days: Days) -> Any:
        return days


class DayEditor(RangeEditor):
    """DAY: one day."""

    range = False

    def _read(self, text: str) -> Days:
        from desktop_app.thai.dates import parse_day

        return (parse_day(text) if text.strip() else None), None

    def _as_days(self, value: Any) -> Days:
        return value, None

    def _as_value(self, days: Days) -> Any:
        return days[0]


def _written(days: Days) -> str:
    from desktop_app.thai.dates import format_range

    first, last = days
    known = first or last
    return format_range(known, last) if known else ""
