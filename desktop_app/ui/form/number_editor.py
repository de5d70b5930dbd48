"""The editor of numbers and years, and what a person means by what is typed there. Knows no record."""

import contextlib
import re
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent

from desktop_app.errors import UserError
from desktop_app.model.fields import Field, Kind
from desktop_app.model.values import checked

from .editors import LineEditor, is_left

NUMBER_EXAMPLE = {Kind.COUNT: "โปรดพิมพ์เป็นตัวเลข เช่น 48,500", Kind.YEAR: "โปรดพิมพ์ปี พ.ศ. เช่น 2567 หรือ 67"}
QUOTED = 30  # characters


class NumberEditor(LineEditor):
    """COUNT and YEAR. What is no number stays in the box, with words; the record has that text and no number then."""

    not_understood = Signal(str)  # the text while it is no number, else ""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._value: int | None = None

    def show_value(self, value: Any) -> None:
        self._value = value
        self.complained.emit("")
        self._put(self._written(value))

    def show_typed(self, text: str) -> None:
        """A text that was no number when it was typed, as it was typed."""
        self._put(text)
        try:
            number_in(self.field, text)
        except UserError as error:
            self.complained.emit(error.what)

    def value(self) -> Any:
        return self._value

    def take_text(self, text: str) -> None:
        try:
            self._value = number_in(self.field, text)
        except UserError as error:
            self.complained.emit(error.what)
            self.not_understood.emit(text)
            self._value = None  # the 15 on the way to "15 มีนาคม" is none either, nor is what stood here before
            self.edited.emit(None)
            return
        self.not_understood.emit("")
        super().take_text(self._value)  # type: ignore[arg-type]

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        with contextlib.suppress(UserError):  # no number: it stays as typed, with the words beside it
            if is_left(event) and number_in(self.field, self.text()) == self._value:
                self.rewrite(self._written(self._value))

    def _written(self, value: int | None) -> str:
        return "" if value is None else f"{value:,}" if self.field.kind is Kind.COUNT else str(value)


def number_in(field: Field, text: str) -> int | None:
    """The number a person means: Thai digits, 48,500, "48,500 บาท"; a year as 67, 2567 or 2024.

    :raises UserError: it is none.
    """
    if not text.strip():
        return None
    found = re.fullmatch(r"(?:พ\.?ศ\.?|ค\.?ศ\.?)?\s*([\d,]+)(?:\.-|\.0*)?\s*(?:คน|บาท)?", text.strip())
    digits = found.group(1).replace(",", "") if found else ""
    if not digits:
        raise UserError(f"“{cut(text)}” ยังไม่ใช่ตัวเลข {NUMBER_EXAMPLE[field.kind]}", "")
    number = int(digits)
    if field.kind is Kind.YEAR:
        number = buddhist(number)
    try:
        return int(checked(field, number))
    except UserError:
        raise UserError(f"“{cut(text)}” ใช้ไม่ได้ {NUMBER_EXAMPLE[field.kind]}", "") from None


def cut(text: str) -> str:
    """As much of what was typed as fits into a message."""
    text = text.strip()
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"


def buddhist(year: int) -> int:
    """A year of the Buddhist era from two digits of it, from itself, or from a year of the Christian era."""
    if year < 100:
        return 2500 + year
    return year + 543 if 1857 <= year <= 2157 else year
