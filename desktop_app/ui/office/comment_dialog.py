"""What people said of fields, of one report or of all: read, answered, settled, taken back, and something new said of a field.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import MutableMapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop_app.model.fields import TEXT_LIMIT
from desktop_app.model.records import Report
from desktop_app.ui.form.typed_text import clean_text
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.history import Ask
from desktop_app.ui.past.values import Past

from .choosing import button
from .threads import Place, Thread, threads
from .typing_boxes import TextBox
from .working_dialog import WorkingDialog

if TYPE_CHECKING:
    from desktop_app.store.comments import Said
    from desktop_app.store.database import Store

HINT = "ความเห็นไม่พิมพ์บนรายงาน และตามไปถึงเครื่องอื่นเมื่อส่งข้อมูล"
OF_ONE, OF_ALL = "ความเห็นที่ช่องต่าง ๆ", "ความเห็นที่รอ ทุกรายงาน"
NOTHING_WAITS = "ไม่มีความเห็นที่รออยู่"
NONE = "ยังไม่มีความเห็น"
HOW = f"{NONE} เลือกช่องในแบบฟอร์มแล้วกด Shift+F12 เพื่อเขียน"
TOO_LONG = "ความเห็นยาว {:,} ตัวอักษร ส่งได้ครั้งละไม่เกิน {:,} โปรดแบ่งเป็นหลายข้อ"
NEW, ANSWER = "พิมพ์ความเห็นใหม่ แล้วกด Ctrl+Enter", "พิมพ์คำตอบ แล้วกด Ctrl+Enter"


class CommentDialog(WorkingDialog):
    """``place`` is the field that something new can be said of; then that is the first line of the list.

    Without a ``report``: what waits in all of them.
    """

    go_wanted = Signal(str, str, str, str)  # report, table, row, field

    def __init__(
        self,
        ask: Ask,
        report: Report | None,
        place: Place | None,
        unsent: MutableMapping[str, str] | None,
        parent: QWidget | None = None,
    ) -> None:
        """``unsent``: what was typed and not sent, by the comment to be answered, or the report and the field; kept by whoever
        opens the dialog. None where nobody may write."""
        super().__init__(ask, OF_ONE if report else OF_ALL, (46, 26), parent)
        self._writes, self._unsent = unsent is not None, {} if unsent is None else unsent
        self._report, self._place = report, place if self._writes else None
        self._threads: list[Thread] = []
        self.list, self.whole, self.editor = QListWidget(), QPlainTextEdit(), TextBox()
        self.list.setAccessibleName("ความเห็น")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setAlternatingRowColors(True)
        self.whole.setReadOnly(True)
        self.whole.setAccessibleName("ความเห็นที่เลือกและคำตอบ")
        self.whole.setTabChangesFocus(True)
        self.send, self.settle = button("ส่&ง", self._send), button("", self._toggle)
        self.take_back = button("ถ&อนข้อความล่าสุด", self._take_back)
        self.go = button("&ไปยังช่องนี้", self._go)
        for widget in (self.send, self.settle, self.take_back):
            widget.setVisible(self._writes)
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _: self.look())
        self.editor.textChanged.connect(self._typed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self.editor, context=Qt.ShortcutContext.WidgetShortcut).activated.connect(
                self._send
            )
        self._refresh("", place)

    @property
    def thread_shown(self) -> Thread | None:
        """The one in sight; None where something new may be said."""
        row = self.list.currentRow() - bool(self._place)
        return self._threads[row] if 0 <= row < len(self._threads) else None

    @property
    def _to(self) -> str:
        """Whom the words in the box would go to, "" where to nobody."""
        thread = self.thread_shown
        if thread:
            return thread.first.id
        return _field(self._report.id, self._place) if self._report and self._place else ""

    def _lay_out(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.whole, 3)
        column.addWidget(self.editor, 2)
        parts = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        parts.addWidget(self.list)
        parts.addWidget(right)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        last = QHBoxLayout()
        last.addStretch(1)
        for one in (self.send, self.take_back, self.settle, self.go, self.leave):
            last.addWidget(one)
        whole = QVBoxLayout(self)
        whole.addWidget(parts, 1)
        whole.addWidget(self.says)
        whole.addLayout(last)

    def _refresh(self, words: str, wanted: Place | str | None) -> None:
        """``wanted``: the field, or the comment, whose thread is to be in sight then."""
        self.read(partial(_read, self._report.id if self._report else ""), partial(self._fill, words, wanted))

    def _fill(self, words: str, wanted: Place | str | None, found: list[Thread]) -> None:
        self._threads = found
        self.list.clear()
        if self._place and self._report:
            self._add(f"ความเห็นใหม่\n{Past(self._report, []).label_of(*self._place)}")
        for one in self._threads:
            self._add(one.head(titled=self._report is None))
        fits = (row for row, one in enumerate(self._threads) if wanted in (one.place, *(said.id for said in one.said)))
        row = next(fits, None)
        self.list.setCurrentRow(0 if row is None else row + bool(self._place))
        (self.editor if self.editor.isVisibleTo(self) and self.list.count() else self.list).setFocus()
        self.say(f"{words} {self._state()}".strip())

    def _state(self) -> str:
        if self.list.count():
            return HINT
        return NOTHING_WAITS if self._report is None else HOW if self._writes else NONE

    def _add(self, text: str) -> None:
        item = QListWidgetItem(breakable(text))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text.replace("\n", " "))
        self.list.addItem(item)

    def look(self) -> None:
        super().look()
        thread = self.thread_shown
        self.whole.setPlainText(thread.whole if thread else "")
        self.whole.setVisible(thread is not None or not self._place)
        self.editor.setVisible(self._writes and bool(self._to))
        self._show_unsent()
        self.editor.setPlaceholderText(ANSWER if thread else NEW)
        self.editor.setAccessibleName(ANSWER if thread else NEW)
        self.settle.setText("เปิดใ&หม่" if thread and thread.first.done else "เ&รียบร้อยแล้ว")
        self._look_at_buttons()

    def _show_unsent(self) -> None:
        words = self._unsent.get(self._to, "")
        if words != self.editor.toPlainText():
            self.editor.setPlainText(words)
            self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def _typed(self) -> None:
        """Kept until it is sent, whatever is looked at meanwhile."""
        if self._to:
            self._unsent[self._to] = self.editor.toPlainText()
        self._look_at_buttons()

    def _look_at_buttons(self) -> None:
        thread = self.thread_shown
        self.send.setEnabled(bool(self.editor.toPlainText().strip()) and bool(self._to) and not self.busy)
        self.settle.setEnabled(thread is not None and not self.busy)
        self.take_back.setEnabled(thread is not None and thread.said[-1].own and not self.busy)
        self.go.setEnabled(thread is not None and thread.leads)

    def _send(self) -> None:
        words, thread, place = clean_text(self.editor.toPlainText()), self.thread_shown, self._place
        if not words.strip() or self.busy:
            return
        if len(words) > TEXT_LIMIT:
            self.say(TOO_LONG.format(len(words), TEXT_LIMIT))
            return
        if thread:
            self.write(partial(_reply, thread.first.id, words), partial(self._sent, self._to, "ตอบแล้ว"))
        elif place and self._report:
            self.write(partial(_say, self._report.id, place, words), partial(self._sent, self._to, "ส่งความเห็นแล้ว"))

    def _toggle(self) -> None:
        thread = self.thread_shown
        if thread and not self.busy:
            words = "เปิดความเห็นอีกครั้งแล้ว" if thread.first.done else "เรียบร้อยแล้ว"
            self.write(partial(_mark, thread.first.id, not thread.first.done), partial(self._refresh, words))

    def _take_back(self) -> None:
        thread = self.thread_shown
        if thread and thread.said[-1].own and not self.busy:
            self.write(partial(_taken_back, thread.said[-1].id), partial(self._took_back, thread))

    def _took_back(self, thread: Thread, _: object) -> None:
        """The words are there to be changed and sent again, where nothing else is being typed."""
        gone = len(thread.said) == 1
        if gone and thread.leads and self._report:
            self._place = thread.place
        to = _field(thread.first.report, thread.place) if gone else thread.first.id
        typed = [self._unsent.pop(key, "") for key in dict.fromkeys((to, thread.first.id))]
        self._unsent[to] = "\n".join(filter(str.strip, typed)) or thread.said[-1].words
        self._refresh("ถอนข้อความแล้ว", thread.place if gone else thread.first.id)

    def _sent(self, to: str, words: str, comment: str) -> None:
        self._unsent.pop(to, None)
        self._refresh(words, comment)

    def _go(self) -> None:
        thread = self.thread_shown
        if thread:
            self.accept()
            self.go_wanted.emit(thread.first.report, *thread.place)


def _field(report: str, place: Place) -> str:
    return "/".join((report, *place))


def _read(report: str, store: "Store") -> list[Thread]:
    """In the store's thread, as those below; they give the comment that is to be in sight then."""
    from desktop_app.store.reading import load_text

    said: dict[str, list[Said]] = {}
    for one in store.comments(report):
        said.setdefault(one.report, []).append(one)
    with store.reader() as run:
        found = [thread for one, mine in said.items() for thread in threads(load_text(run, one), mine)]
    return found if report else [thread for thread in found if not thread.first.done]


def _say(report: str, place: Place, words: str, store: "Store") -> str:
    return store.comment(report, *place, words)


def _reply(comment: str, words: str, store: "Store") -> str:
    return store.reply(comment, words)


def _taken_back(comment: str, store: "Store") -> None:
    store.take_comment_back(comment)


def _mark(comment: str, done: bool, store: "Store") -> str:
    store.mark_comment(comment, done)
    return comment
