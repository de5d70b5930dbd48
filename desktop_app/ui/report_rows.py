"""How one report is drawn in the list: its title on two lines, then dates and state, then the place."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

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
    return "\n".join(part for part in (summary.title or UNNAMED, dates_of(summary), summary.place, state_of(summary)) if part)


class ReportRows(QStyledItemDelegate):
    """All rows are equally high, so that a thousand of them cost no more than those in sight."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(QApplication.font()).lineSpacing()
        return QSize(height * 10, height * LINES + 2 * PADDING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        summary = index.data(SUMMARY)
        chosen = bool(shown.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        area = shown.rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        painter.save()
        painter.setPen(shown.palette.color(role))
        bold = QFont(shown.font)
        bold.setBold(True)
        height = QFontMetrics(QApplication.font()).lineSpacing()
        _two_lines(painter, area, breakable(summary.title or UNNAMED), bold, height)
        painter.setFont(shown.font)
        _one_line(painter, area, 2 * height, f"{dates_of(summary)}  ·  {state_of(summary)}", height)
        _one_line(painter, area, 3 * height, summary.place, height)
        painter.restore()


def _one_line(painter: QPainter, area: QRect, top: int, text: str, height: int) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(
        QRect(area.x(), area.y() + top, area.width(), height), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
    )


def _two_lines(painter: QPainter, area: QRect, text: str, font: QFont, height: int) -> None:
    """The text on at most two lines, the second cut with an ellipsis."""
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft, wrapMode=QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere))
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(area.width())
    layout.endLayout()
    painter.setFont(font)
    end = first.textStart() + first.textLength()
    first.draw(painter, QPointF(area.topLeft()))
    _one_line(painter, area, height, text[end:].strip().replace("\u200b", ""), height)
