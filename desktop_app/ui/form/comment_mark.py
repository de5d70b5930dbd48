"""The marks beside a field: how many comments are open, that two people disagree of it, or of whether its row is to be; pressing one shows what it means."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop_app.model.changes import ALIVE
from desktop_app.ui.labels import breakable

DISPUTED = "ข้อขัดแย้ง", "สองคนเขียนช่องนี้ไม่ตรงกัน"
DELETED = "มีผู้ลบแต่อีกคนแก้ไขต่อ", "คนหนึ่งลบไปแล้ว อีกคนแก้ไขต่อ จึงยังอยู่"
CUT = 300  # characters of a comment in the tool tip


class FieldMark(QPushButton):
    """Tab passes it by, as a key leads to the same from the field or the window."""

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__(flat=True, autoDefault=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        palette = self.palette()
        palette.setColor(palette.ColorRole.ButtonText, palette.color(palette.ColorRole.Link))
        self.setPalette(palette)
        self.clicked.connect(lambda: pressed())


class ConflictMark(FieldMark):
    def tell(self, name: str, label: str = "") -> None:
        """``name``: what they disagree of, a field or the row itself; "" hides the mark. ``label``: of the field, where it
        stands among others.
        """
        self.setVisible(bool(name))
        text, tip = DELETED if name == ALIVE else DISPUTED
        self.setText(f"{label}: {text}" if label and name != ALIVE else text)
        self.setToolTip(breakable(f"{tip} กดเพื่อดูและเลือก (Shift+F6)"))


class CommentMark(FieldMark):
    def tell(self, words: Sequence[str], label: str = "") -> None:
        """``words``: the open comments; none hides the mark. ``label``: of which field, where it stands among others."""
        self.setVisible(bool(words))
        count = f"ความเห็น {len(words):,} ข้อ"
        self.setText(f"{label}: {count}" if label else count)
        told = "\n".join(one if len(one) <= CUT else f"{one[:CUT]}…" for one in words)
        self.setAccessibleName(f"{self.text()}: {told}")
        self.setToolTip(breakable(told))
