"""How one report is drawn in the list: its title on two lines, then the dates, then what is missing and the place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.store.reading import Summary
from desktop_app.thai.dates import format_range

from .labels import breakable

PADDING, LINES = 8, 4
SUMMARY = Qt.ItemDataRole.UserRole  # the role under which the list gives a row's summary
UNNAMED = "(ยังไม่ได้ตั้งชื่อ)"


def dates_of(summary: Summary) -> str:
    """The dates in the Buddhist era, or that there are none."""
    if summary.date_start is None:
        return "ยังไม่มีวันที่"
    return format_range(summary.date_start, summary.date_end)


def state_of(summary: Summary) -> str:
    return f"ยังขาด {len(summary.missing)} อย่าง" if summary.missing else "ครบถ้วน"


def spoken(summary: Summary) -> str:
    """All that the row shows as one sentence, for screen readers and tool tips."""
    return "\n".join(
        part for part in (summary.title or UNNAMED, dates_of(summary), summary.place, state_of(summary)) if part
    )


class ReportRows(QStyledItemDelegate):
    """All rows are equally high, so that a thousand of them cost no more than those in sight."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(QApplication.font()).lineSpacing()
        return QSize(height * 10, height * LINES + 2 * PADDING)

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = ""  # drawn below

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)  # the row itself: its ground, whether it is chosen
        view = self.parent()
        assert isinstance(view, QListView)
        chosen = view.selectionModel().isSelected(index)
        painter.save()
        painter.setPen(view.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(view.palette().color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text))
        _draw(painter, option.rect.adjusted(PADDING, PADDING, -PADDING, -PADDING), view.font(), index.data(SUMMARY))
        painter.restore()


def _draw(painter: QPainter, area: QRect, font: QFont, summary: Summary) -> None:
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    first, second = _two_lines(summary.title or UNNAMED, bold, area.width())
    lines = [first, second] if second else [first]
    height = painter.fontMetrics().lineSpacing()
    for line in lines:
        _line(painter, area, line, height)
    painter.setFont(font)
    below = f"{state_of(summary)}  ·  {summary.place}" if summary.place else state_of(summary)
    for line in (dates_of(summary), below):
        _line(painter, area, line, height)


def _line(painter: QPainter, area: QRect, text: str, height: int) -> None:
    """One line, cut with an ellipsis, at the top of the area, which shrinks by it."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip
    painter.drawText(QRect(area.x(), area.y(), area.width(), height), flags, shown)
    area.setTop(area.top() + height)


def _two_lines(title: str, font: QFont, width: int) -> tuple[str, str]:
    """What of the title fits on the first line, and the rest."""
    text = breakable(title)
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    end = line.textStart() + line.textLength()
    return text[:end].replace("\u200b", ""), text[end:].replace("\u200b", "")
