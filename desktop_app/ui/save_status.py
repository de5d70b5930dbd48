"""What the status bar says about saving, and the warning that stays in sight while saving fails."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from .faults import told
from .labels import breakable
from .notice import Notice


class SaveStatus(QLabel):
    """``บันทึกแล้ว 10:42``, ``กำลังบันทึก…``, or that it could not be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("สถานะการบันทึก")
        self._say("บันทึกให้เองทุกครั้งที่พิมพ์")

    def say_saving(self) -> None:
        self._say("กำลังบันทึก…")

    def say_reading_only(self) -> None:
        self._say("อ่านได้อย่างเดียว")

    def say_saved(self, when: dt.datetime) -> None:
        self._say(f"บันทึกแล้ว {when:%H:%M}")

    def say_failed(self) -> None:
        self._say("ยังบันทึกไม่ได้")

    def _say(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(text)


class SaveWarning(Notice):
    """Stays until a save succeeds."""

    _warned_of = ""

    def warn(self, error: Exception, retry: Callable[[], None], keep_elsewhere: Callable[[], None]) -> None:
        if self.isVisible() and repr(error) == self._warned_of:
            return  # the next of many tries; a bug is logged once
        self._warned_of = repr(error)
        fault = told(error)
        text = breakable(f"ยังบันทึกไม่ได้: {fault.what} {fault.remedy} โปรแกรมจะลองบันทึกใหม่เอง")
        self.tell(text, ("ลองบันทึกเดี๋ยวนี้", retry), ("เก็บเป็นไฟล์ไว้ที่อื่น…", keep_elsewhere), stays=0)
