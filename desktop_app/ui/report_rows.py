"""How one report is drawn in the list: its title on two lines, then the dates, then what is missing and the place."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_app.store.reading import Summary
from desktop_app.thai.dates import format_range

from . import labels

PADDING, LINES = 8, 4
SUMMARY = Qt.ItemDataRole.UserRole  # the role under which the list gives a row's summary
UNNAMED = "(ยังไม่ได้ตั้งชื่อ)"
AT_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip)
Role = QPalette.ColorRole
Lines = list[tuple[QFont, int, str]]  # each with its font and height


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
        self._for: tuple[Any, ...] = ()  # what the lines below were laid out for
        self._laid_out: dict[str, tuple[Summary, Lines]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = QFontMetrics(QApplication.font()).lineSpacing()
        return QSize(height * 10, height * LINES + 2 * PADDING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        assert isinstance(view, QListView)
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)  # its ground
        palette = view.palette()
        chosen = QStyle.StateFlag.State_Selected in option.state
        painter.save()
        painter.setPen(palette.color(Role.Mid))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(palette.color(Role.HighlightedText if chosen else Role.Text))
        self._draw(
            painter, option.rect.adjusted(PADDING, PADDING, -PADDING, -PADDING), view.font(), index.data(SUMMARY)
        )
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, font: QFont, summary: Summary) -> None:
        bold = _bold(font)
        for face, height, text in self._lines_of(summary, font, bold, area.width()):
            painter.setFont(face)
            painter.drawText(QRect(area.x(), area.y(), area.width(), height), AT_TOP, text)
            area.setTop(area.top() + height)

    def _lines_of(self, summary: Summary, font: QFont, bold: QFont, width: int) -> Lines:
        """As :func:`_lines`, laid out once and not each time that the row is drawn."""
        now = font.key(), width, labels.can_break()
        if now != self._for:
            self._for, self._laid_out = now, {}
        known = self._laid_out.get(summary.id)
        if known is None or known[0] is not summary:
            known = self._laid_out[summary.id] = summary, _lines(summary, font, bold, width)
        return known[1]


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _lines(summary: Summary, font: QFont, bold: QFont, width: int) -> Lines:
    """The lines of a row, each cut with an ellipsis where it is wider."""
    height = QFontMetrics(bold).lineSpacing()
    title = [part for part in _two_lines(summary.title or UNNAMED, bold, width) if part]
    below = f"{state_of(summary)}  ·  {summary.place}" if summary.place else state_of(summary)
    lines = [(bold, text) for text in title] + [(font, text) for text in (dates_of(summary), below)]
    right = Qt.TextElideMode.ElideRight
    return [(face, height, QFontMetrics(face).elidedText(text, right, width)) for face, text in lines]


def _two_lines(title: str, font: QFont, width: int) -> tuple[str, str]:
    """What of the title fits on the first line, and the rest."""
    text = labels.breakable(title)
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
