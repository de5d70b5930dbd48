"""A calendar of the Buddhist era to choose a day or a range of days from. Qt has none: it would show 2023.

Its bar of month and year is our own; QCalendarWidget only draws the days.
"""

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.values import YEARS

from .glyphs import Sign, SignButton

ERA = 543  # years from the Christian to the Buddhist era; only ever applied to a year that a calendar shows
Days = tuple[dt.date | None, dt.date | None]


class CalendarPopup(QFrame):
    """Choose one day, or a first and then a last one."""

    chosen = Signal(object, object)  # first, last or None

    def __init__(self, days: Days, range_: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("ปฏิทิน")
        self._range, self._first, self._last = range_, *days
        self._half = False  # the first day of a range is chosen, the last not yet
        self._marked: list[QDate] = []
        self.calendar = self._make_calendar()
        self.month, self.year = self._make_month(), self._make_year()
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.done = QPushButton("เลือกวันเดียว")
        self.done.clicked.connect(self._finish)
        self._lay_out()
        start = self._first or dt.date.today()
        self.calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        self._page_turned(start.year, start.month)
        self._mark()

    def open_below(self, at: QPoint) -> None:
        """At that point of the screen, or as near as the whole pop-up is seen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = min(at.x(), room.right() - self.width())
        y = min(at.y(), room.bottom() - self.height())
        self.move(max(x, room.left()), max(y, room.top()))
        self.show()
        self.calendar.setFocus()

    def pick(self, date: QDate) -> None:
        """A day was clicked or Enter pressed on it."""
        day = dt.date(date.year(), date.month(), date.day())
        if self._range and not self._half:
            self._first, self._last, self._half = day, None, True
            self._mark()
            return
        if self._range and self._first and day != self._first:
            self._first, self._last = min(day, self._first), max(day, self._first)
        else:
            self._first, self._last = day, None
        self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._half = False
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A click elsewhere closes the pop-up too: the one day chosen so far is meant."""
        if self._half:
            self._half = False
            self.chosen.emit(self._first, None)
        super().closeEvent(event)

    def _finish(self) -> None:
        self._half = False
        if self._first:
            self.chosen.emit(self._first, self._last)
        self.close()

    def _make_calendar(self) -> QCalendarWidget:
        made = QCalendarWidget()
        made.setLocale(QLocale(QLocale.Language.Thai, QLocale.Country.Thailand))
        made.setNavigationBarVisible(False)
        made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        made.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        made.setDateRange(QDate(YEARS[0] - ERA, 1, 1), QDate(YEARS[-1] - ERA, 12, 31))
        made.setDateEditEnabled(False)
        made.setAccessibleName("วันในเดือน")
        for day, role in (
            (Qt.DayOfWeek.Saturday, self.palette().text()),
            (Qt.DayOfWeek.Sunday, self.palette().brightText()),
        ):
            colour = QTextCharFormat()  # Qt's own red cannot be read on a dark ground
            colour.setForeground(role)
            made.setWeekdayTextFormat(day, colour)
        made.clicked.connect(self.pick)
        made.activated.connect(self._entered)
        made.currentPageChanged.connect(self._page_turned)
        return made

    def _make_month(self) -> QComboBox:
        from desktop_app.thai.dates import MONTHS

        made = QComboBox()
        made.addItems(list(MONTHS))
        made.setMaxVisibleItems(12)
        made.setAccessibleName("เดือน")
        made.currentIndexChanged.connect(self._turn_page)
        return made

    def _make_year(self) -> QSpinBox:
        made = QSpinBox()
        made.setRange(YEARS[0], YEARS[-1])
        made.setPrefix("พ.ศ. ")
        made.setAccessibleName("ปี พ.ศ.")
        made.valueChanged.connect(self._turn_page)
        return made

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        before, after = SignButton(Sign.BACK, "เดือนก่อน"), SignButton(Sign.FORWARD, "เดือนถัดไป")
        before.clicked.connect(self.calendar.showPreviousMonth)
        after.clicked.connect(self.calendar.showNextMonth)
        for widget, stretch in ((before, 0), (self.month, 1), (self.year, 1), (after, 0)):
            bar.addWidget(widget, stretch)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.done)
        whole = QVBoxLayout(self)
        whole.addLayout(bar)
        whole.addWidget(self.calendar)
        whole.addLayout(foot)
        em = self.fontMetrics().horizontalAdvance("๐")
        self.calendar.setMinimumSize(em * 34, self.fontMetrics().height() * 10)

    def _page_turned(self, year: int, month: int) -> None:
        for box, value in ((self.month, month - 1), (self.year, year + ERA)):
            box.blockSignals(True)
            box.setCurrentIndex(value) if isinstance(box, QComboBox) else box.setValue(value)
            box.blockSignals(False)

    def _turn_page(self) -> None:
        self.calendar.setCurrentPage(self.year.value() - ERA, self.month.currentIndex() + 1)

    def _entered(self, date: QDate) -> None:
        """Enter or a double click; the same day twice is that day alone."""
        if self.isVisible():
            self.pick(date)

    def _mark(self) -> None:
        for old in self._marked:
            self.calendar.setDateTextFormat(old, QTextCharFormat())
        self._marked = []
        chosen = QTextCharFormat()
        chosen.setBackground(self.palette().highlight())
        chosen.setForeground(self.palette().highlightedText())
        day, last = self._first, self._last or self._first
        while day and last and day <= last:
            self._marked.append(self._as_qt(day))
            day += dt.timedelta(days=1)
        for date in self._marked:
            self.calendar.setDateTextFormat(date, chosen)
        self.done.setVisible(self._half)
        if self._range:
            self.hint.setText("แล้วเลือกวันสุดท้าย หรือ" if self._half else "เลือกวันแรก")

    def _as_qt(self, day: dt.date | None) -> QDate:
        return QDate(day.year, day.month, day.day) if day else QDate()
