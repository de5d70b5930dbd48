"""The editors of long texts: a box that grows with what is typed, and one that holds a text a line. Knows no record."""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRect, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from desktop_app.model.fields import LINE_LIMIT, TEXT_LIMIT, Field
from desktop_app.ui.thai_keys import latin

from .edges import draw_edge
from .editors import TOO_LONG, KeyTaker, add_history, commit_preedit, is_for_a_menu, roomy
from .typed_text import clean_line, clean_text

MARGIN = 6  # pixels between the frame and the letters


class TextEditor(QPlainTextEdit):
    """TEXT: paragraphs. It grows with its text and never scrolls inside; Tab leaves it."""

    edited = Signal(object)
    complained = Signal(str)
    history_asked = Signal()
    least_lines = 2

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.on_key: KeyTaker | None = None
        self._preedit, self._text, self._measured = "", "", (0, 0)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(field.default)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(MARGIN)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.cursorPositionChanged.connect(self._follow)
        self._revision = 0  # of the document, when the cursor moved last
        self.cursorPositionChanged.connect(self._moved)

    def show_value(self, value: Any) -> None:
        self._put(value)

    def value(self) -> Any:
        return clean_text(self.text())

    def text(self) -> str:
        """The text as typed. ``toPlainText`` would turn no-break spaces into blanks."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def commit(self) -> None:
        """What an input method still holds becomes text."""
        commit_preedit(self, self._preedit)

    def take_text(self, text: str) -> None:
        """A typed text that is free of what no field may hold."""
        self.edited.emit(text)

    def _put(self, text: str) -> None:
        if text != self.text():
            with QSignalBlocker(self):
                self.setPlainText(text)
            self._grow()
        self._text = self.text()

    def _typed(self) -> None:
        text = self.text()
        if text == self._text:  # an input method's unfinished text also says "changed"
            return
        clean = clean_text(text)
        if len(clean) > TEXT_LIMIT:  # what was there stays, what came is refused: its end may be somebody's last words
            self._replace_all(self._text)
            self.complained.emit(TOO_LONG.format(TEXT_LIMIT))
            return
        if clean != text:
            self._replace_all(clean)
        self._text = clean
        self.complained.emit("")
        self.take_text(clean)

    def _replace_all(self, text: str) -> None:
        """In one step that the box can take back."""
        at = self.textCursor().position()
        with QSignalBlocker(self):
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
            cursor.setPosition(min(at, len(text)))
            self.setTextCursor(cursor)

    def _moved(self) -> None:
        """Not by typing: what is typed from now on is another step to take back, also where it follows on the last."""
        revision = self.document().revision()
        if revision == self._revision:
            self._end_step()
        self._revision = revision

    def _end_step(self) -> None:
        self.document().setModified(False)  # Qt joins typing to the last step of a modified document alone

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted is cleaned first, and cut where the field is full."""
        text, room = clean_text(source.text()), self._room()
        self.textCursor().insertText(text[:room])
        if len(text) > room:
            self.complained.emit(TOO_LONG.format(TEXT_LIMIT))

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def _grow(self, *_: object) -> None:
        lines = self.document().size().height()
        measured = (round(lines), self.width())
        first = self.document().firstBlock().layout()
        pitch = first.boundingRect().height() / max(1, first.lineCount()) or self.fontMetrics().lineSpacing()
        text = max(lines, self.least_lines) * pitch + 2 * MARGIN + 2
        height = max(round(text), roomy(QSize(), self).height())
        if height != self.height() or measured != self._measured:
            self._measured = measured
            self.setFixedHeight(height)
            self._follow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _follow(self) -> None:
        """The page scrolls with the cursor, as a box would that scrolls inside."""
        if self.hasFocus():
            QTimer.singleShot(0, self, self._scroll_to_cursor)

    def _scroll_to_cursor(self) -> None:
        area = scroll_area_of(self)
        if area and self.hasFocus():
            show_in(area, self, self.cursorRect().translated(self.viewport().pos()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event = latin(event)
        if self.on_key and self.on_key(self, event) or is_for_a_menu(event):
            return
        if not self._room() and event.text() and (event.text().isprintable() or event.text() == "\r"):
            self.complained.emit(TOO_LONG.format(TEXT_LIMIT))
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            draw_edge(painter, self.viewport(), self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def _room(self) -> int:
        """How many characters may come where the cursor is."""
        return max(0, TEXT_LIMIT - len(self._text) + len(self.textCursor().selectedText()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        room, text = self._room(), clean_text(event.commitString())
        if text[:room] != event.commitString():
            event.setCommitString(text[:room], event.replacementStart(), event.replacementLength())
        if len(text) > room:
            self.complained.emit(TOO_LONG.format(TEXT_LIMIT))
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._end_step()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.commit()
        self._end_step()
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        add_history(self.createStandardContextMenu(), self).popup(event.globalPos())


class LinesEditor(TextEditor):
    """LINES: a text a line; Enter begins the next. Lines without a letter are none."""

    least_lines = 1

    def show_value(self, value: Any) -> None:
        if value != self.value():
            self._put("\n".join(value))

    def value(self) -> Any:
        return _lines(self.text())

    def take_text(self, text: str) -> None:
        if any(len(line) > LINE_LIMIT for line in text.split("\n")):
            self.complained.emit(TOO_LONG.format(LINE_LIMIT))
        self.edited.emit(_lines(text))

    def at_new_line(self) -> bool:
        """The cursor stands in an empty line at the end: one more Enter is meant for the form."""
        cursor = self.textCursor()
        return cursor.atEnd() and not cursor.block().text().strip()


def _lines(text: str) -> list[str]:
    return [clean_line(line)[:LINE_LIMIT] for line in clean_text(text).split("\n") if line.strip()]


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    """The scrolling page a widget lies on."""
    above = widget.parentWidget()
    while above and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above if isinstance(above, QScrollArea) else None


def show_in(area: QScrollArea, widget: QWidget, part: QRect) -> None:
    """Scrolls the page up or down until that part of the widget is seen, with a line to spare."""
    page = area.widget()
    if page is None:
        return
    spare = widget.fontMetrics().height()
    top = widget.mapTo(page, part.topLeft()).y() - spare
    bottom = top + part.height() + 2 * spare
    bar = area.verticalScrollBar()
    seen = area.viewport().height()
    if top < bar.value() or part.height() + 2 * spare > seen:
        bar.setValue(top)
    elif bottom > bar.value() + seen:
        bar.setValue(bottom - seen)
