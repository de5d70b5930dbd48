"""A field as the form shows it: its label above, its editor, and words under it when something is not understood."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.model.fields import Field, Kind

from .comment_mark import CommentMark, ConflictMark, FieldMark
from .text_editors import scroll_area_of

if TYPE_CHECKING:
    from .binding import Binding

SMALL = (Kind.YEAR, Kind.COUNT, Kind.DAY, Kind.CHOICE)  # short values: they stand beside the line before them


class Words(QLabel):
    """Plain words that wrap and never force the window to be wider, however long they are."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())


class Complaint(Words):
    """What is not understood in a field; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setForegroundRole(self.palette().ColorRole.BrightText)
        self.hide()

    def say(self, text: str) -> None:
        new = text != self.text() or self.isHidden()
        if new:
            self.setText(text)
        if self.isHidden() == bool(text):
            self.setVisible(bool(text))
        if text and new:
            QTimer.singleShot(0, self, self._come_into_sight)

    def _come_into_sight(self) -> None:
        """Under a long text it would be overlooked."""
        focus, around, area = self.window().focusWidget(), self.parentWidget(), scroll_area_of(self)
        if area and around and focus and around.isAncestorOf(focus):
            area.ensureWidgetVisible(self, 0, self.fontMetrics().height())


class FieldBox(QWidget):
    """Label, editor and complaint of one field of the report itself."""

    def __init__(self, editor: Any, label: str, required: bool) -> None:
        super().__init__()
        self.editor = editor
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(3)
        self.label = QLabel(marked(label, required))
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(editor)
        self.layout_.addWidget(self.label)
        self.layout_.addWidget(editor)
        self.layout_.addStretch(1)
        self._complaint: Complaint | None = None
        self._marks: QHBoxLayout | None = None  # behind the label
        self._comments: CommentMark | None = None
        self._conflict: ConflictMark | None = None
        name_editor(editor, spoken(label, required))
        editor.complained.connect(self._say)

    def marked_by(self, binding: "Binding") -> None:
        """Comments on the binding's field, and that people disagree, are told beside the label."""
        binding.commented = lambda words: self._show_comments(words, binding)
        binding.contested = lambda name: self._show_conflict(name, binding)

    def _show_comments(self, words: Sequence[str], binding: "Binding") -> None:
        if self._comments is None:
            self._comments = CommentMark(binding.ask_comments)
            self._put_behind_label(self._comments)
        self._comments.tell(words)

    def _show_conflict(self, name: str, binding: "Binding") -> None:
        if self._conflict is None:
            self._conflict = ConflictMark(binding.ask_conflict)
            self._put_behind_label(self._conflict)
        self._conflict.tell(name)

    def _put_behind_label(self, mark: FieldMark) -> None:
        if self._marks is None:
            self._marks = QHBoxLayout()
            self.layout_.removeWidget(self.label)
            self._marks.addWidget(self.label)
            self._marks.addStretch(1)
            self.layout_.insertLayout(0, self._marks)
        self._marks.insertWidget(self._marks.count() - 1, mark)

    def _say(self, text: str) -> None:
        if self._complaint is None:
            if not text:
                return
            self._complaint = Complaint()
            self.layout_.insertWidget(2, self._complaint)
        self._complaint.say(text)
        (self.editor.focusProxy() or self.editor).setAccessibleDescription(text)


def name_editor(editor: QWidget, name: str) -> None:
    """What a screen reader says of the editor, and of the box in it that takes the keys."""
    editor.setAccessibleName(name)
    proxy = editor.focusProxy()
    if proxy is not None:
        proxy.setAccessibleName(name)


def stops(editor: Any) -> list[QWidget]:
    """Where Tab stops in an editor: its box. A button beside it has a key of its own."""
    return [editor.focusProxy() or editor]


def marked(label: str, required: bool) -> str:
    return f"{label} *" if required else label


def spoken(label: str, required: bool) -> str:
    return f"{label} (จำเป็น)" if required else label


def is_small(field: Field) -> bool:
    return field.kind in SMALL
