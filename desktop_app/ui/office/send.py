"""Writes a package onto a stick or into a shared folder, and says when the stick may be taken out.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop_app.settings import Settings
from desktop_app.sync.medium import said_size
from desktop_app.ui.faults import told
from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.history import Ask
from desktop_app.ui.remembering import remember
from desktop_app.ui.roomy import roomy

from .choosing import button
from .media import SHARED, Medium
from .media_list import MediaList
from .receiver_choice import ReceiverChoice
from .task import Heed, Task
from .tick_box import TickBox

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.sync.packing import Packed
    from desktop_app.sync.stages import Stage

HINT = "ไฟล์ส่งงานเข้ารหัสไว้ให้ผู้รับเปิดได้เท่านั้น ส่งเฉพาะสิ่งที่ผู้รับยังไม่มี ส่งซ้ำได้ ข้อมูลไม่ซ้ำ"
NOTHING_THERE = "ยังไม่พบแฟลชไดรฟ์หรือโฟลเดอร์ที่แชร์ โปรดเสียบแฟลชไดรฟ์ หรือเลือกโฟลเดอร์อื่น"
LOCKED = "แฟลชไดรฟ์หรือโฟลเดอร์ที่เลือกเขียนไม่ได้ โปรดปลดล็อก หรือเลือกที่อื่น"
STOPPED = "หยุดแล้ว ไม่มีไฟล์ค้างอยู่ ไฟล์เดิมไม่ถูกเปลี่ยนแปลง"
DOING = {
    "gathering": "กำลังรวบรวมข้อมูล…",
    "writing": "กำลังเขียน {} จาก {} โปรดอย่าเพิ่งถอด",
    "reading": "กำลังอ่านกลับมาตรวจ {} จาก {} โปรดอย่าเพิ่งถอด",
}


class SendDialog(QDialog):
    ended = Signal()  # sent, failed or given up

    def __init__(self, ask: Ask, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._task = settings, Task(ask)
        self._leaving = False
        self._lacking = ""  # what was said last of what is to be done first
        self.setWindowTitle("ส่งข้อมูล")
        self.resize(roomy(self, 38, 24))
        self.hint, self.says = Words(), Words()
        self.hint.setText(breakable(HINT))
        self.receiver, self.media = ReceiverChoice(ask), MediaList(settings.sent)
        self.everything = TickBox("ส่ง&ทั้งหมดอีกครั้ง (เมื่อไฟล์ก่อนหน้าหาย)")
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName("ความคืบหน้า")
        self.stop, self.send = button("&หยุด", self._task.give_up), button("ส่&งข้อมูล", self._send)
        self.leave = button("&ปิด", self.reject)
        self._lay_out()
        self._connect()
        self._look()

    def reject(self) -> None:
        """While something is written that is given up first."""
        self._leaving = self._task.running
        if self._leaving:
            self._task.give_up()
        else:
            super().reject()

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.addStretch(1)
        for one in (self.stop, self.send, self.leave):
            last.addWidget(one)
        column = QVBoxLayout(self)
        parts: tuple[QWidget, ...] = (self.hint, self.receiver, self.media, self.everything, self.says, self.progress)
        for part in parts:
            column.addWidget(part, int(part is self.media))
        column.addLayout(last)

    def _connect(self) -> None:
        self.receiver.known.connect(self._look)
        self.receiver.refused.connect(self._failed)
        self.media.chosen.connect(self._look)
        self.media.found.connect(self._look)
        self._task.stepped.connect(self._stepped)
        self._task.done.connect(self._sent)
        self._task.failed.connect(self._failed)
        self._task.given_up.connect(lambda: self._end(STOPPED))

    def _send(self) -> None:
        medium = self.media.medium()
        if medium and self.receiver.is_known:
            order = Path(medium.folder), self.receiver.to, self.everything.isChecked()
            self.progress.setRange(0, 0)
            self._say(DOING["gathering"])
            self._task.start(partial(_pack, *order))
            self._look()

    def _stepped(self, stage: "Stage") -> None:
        if self._task.running and stage.total:
            self.progress.setRange(0, 1000)
            self.progress.setValue(min(stage.done * 1000 // stage.total, 1000))
            size, total = said_size(min(stage.done, stage.total)), said_size(stage.total)
            self.says.setText(breakable(DOING[stage.doing].format(size, total)))

    def _sent(self, packed: "Packed") -> None:
        remember(self._settings, sent=str(packed.path.parent))
        contents = f"ประวัติ {packed.versions:,} รายการ ภาพ {packed.pictures:,} ภาพ"
        what = contents if packed.versions or packed.pictures else "ผู้รับมีข้อมูลครบแล้ว ไฟล์นี้แจ้งว่าเครื่องนี้มีอะไร"
        to, medium = ", ".join(packed.to), self.media.medium()
        safe = "" if medium and medium.kind == SHARED else " ถอดแฟลชไดรฟ์ได้อย่างปลอดภัย"
        self._end(f"ส่งให้ {to} แล้ว: {what} ไฟล์ {packed.path.name} อ่านกลับมาตรวจแล้วตรงกัน{safe}")

    def _failed(self, error: Exception) -> None:
        fault = told(error)
        self._end(f"{fault.what} {fault.remedy}")

    def _end(self, words: str) -> None:
        self._say(words)
        self.media.look()
        self._look()
        self.leave.setFocus()
        if self._leaving:
            super().reject()
        self.ended.emit()

    def _say(self, words: str) -> None:
        self.says.setText(breakable(words))
        self.says.setAccessibleName(words)

    def _look(self) -> None:
        """What makes sense now."""
        running, medium = self._task.running, self.media.medium()
        for widget in (self.receiver, self.media, self.everything):
            widget.setEnabled(not running)
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        lacks = self._lacks(medium)
        self.send.setEnabled(not running and self.receiver.is_known and not lacks)
        if not running and self.says.accessibleName() in ("", self._lacking):
            self._lacking = lacks
            self._say(lacks)

    def _lacks(self, medium: Medium | None) -> str:
        """What is to be done before anything can be sent."""
        if medium is None:
            return NOTHING_THERE
        return self.receiver.lacks or ("" if medium.open else LOCKED)


def _pack(folder: Path, to: str | None, everything: bool, store: "Store", heed: Heed) -> "Packed":
    """In the store's thread."""
    from desktop_app.sync import packing

    return packing.pack(store, folder, to, everything, heed=heed)
