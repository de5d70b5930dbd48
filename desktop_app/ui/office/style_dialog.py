"""The office's styles: which there are, how they lie on this computer, and in an office which of them are sent to the laptops.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.last_folder import folder_or_documents
from desktop_app.ui.past.history import Ask
from desktop_app.ui.row_table import RowTable

from .choosing import button
from .working_dialog import WorkingDialog

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.sync.styles import Laid

TITLE = "รูปแบบกระดาษของสำนักงาน"
HEADS = ("รูปแบบ", "ในเครื่องนี้")
STATES = {
    "same": "พร้อมใช้ ตรงกับของสำนักงาน",
    "new": "ยังไม่มี",
    "renewed": "เป็นฉบับเก่า",
    "changed": "ถูกแก้ไขในเครื่องนี้",
    "refused": "ใช้ไม่ได้",
}
HINT = "รูปแบบที่พร้อมใช้อยู่ในเมนู รายงาน → รูปแบบกระดาษ"
NONE = "สำนักงานยังไม่มีรูปแบบกระดาษของตนเอง"
ALONG = "พร้อมแบบอักษร {} โปรดตรวจว่าสัญญาอนุญาตของแบบอักษรให้แจกต่อได้"
OTHERS = "รูปแบบ {} ใช้ไฟล์ชื่อเดียวกันและจะเปลี่ยนตาม หากไม่ต้องการ โปรดตั้งชื่อไฟล์ให้ต่างกันแล้วส่งใหม่"
NEEDS = "แบบอักษร {} ส่งไปด้วยไม่ได้ ต้องนำไปวางไว้ในโฟลเดอร์ styles ของทุกเครื่องเอง"


@dataclass(frozen=True)
class Found:
    in_office: bool
    styles: "Sequence[Laid]"


class StyleDialog(WorkingDialog):
    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(ask, TITLE, (36, 18), parent)
        self._found = Found(False, ())
        self.table = RowTable(HEADS, TITLE, (0, 1))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.use = button("&วางในเครื่องนี้", self._use)
        self.add = button("เ&พิ่มแฟ้ม…", self._choose)
        self.drop = button("เ&ลิกส่ง", self._drop)
        self._lay_out()
        self.table.itemSelectionChanged.connect(self.look)
        self._refresh("")

    def publish(self, path: str) -> None:
        """The file at ``path`` is sent to the laptops from now on."""
        self.write(partial(_publish, Path(path)), self._refresh)

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        for one in (self.use, self.add, self.drop):
            last.addWidget(one)
        last.addStretch(1)
        last.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)
        column.addLayout(last)

    def _refresh(self, words: str) -> None:
        self.read(_read, partial(self._fill, words))

    def _fill(self, words: str, found: Found) -> None:
        self._found = found
        self.table.show_rows([(one.name, STATES[one.what]) for one in found.styles])
        self.say(f"{words} {HINT if found.styles else NONE}".strip())

    def _chosen(self) -> "Laid | None":
        return self.table.chosen(self._found.styles)

    def look(self) -> None:
        super().look()
        chosen = self._chosen()
        for one in (self.add, self.drop):
            one.setVisible(self._found.in_office)
        self.add.setEnabled(not self.busy)
        self.drop.setEnabled(chosen is not None and not self.busy)
        self.use.setEnabled(chosen is not None and chosen.what != "same" and not self.busy)

    def _use(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.write(partial(_use, chosen.name), self._refresh)

    def _drop(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.write(partial(_drop, chosen.name), self._refresh)

    def _choose(self) -> None:
        dialog = QFileDialog(self, "เลือกแฟ้มรูปแบบ", folder_or_documents(""), "แฟ้มรูปแบบ (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.publish)
        dialog.open()


def _read(store: "Store") -> Found:
    """In the store's thread, as those below; they give what is to be said then."""
    from desktop_app.sync import keys, styles

    return Found(keys.office_of(store.path) is not None, styles.states(store))


def _publish(path: Path, store: "Store") -> str:
    from desktop_app.report import style
    from desktop_app.report.fonts import may_go_along
    from desktop_app.sync import styles

    done = styles.publish(store, path, style.load, may_go_along)
    told = [f"รูปแบบ {path.stem} จะไปกับข้อมูลที่ส่งกลับให้ทุกเครื่อง"]
    said = (ALONG, done.fonts), (NEEDS, done.left), (OTHERS, done.others)
    told += [words.format(", ".join(names)) for words, names in said if names]
    return " ".join(told)


def _use(name: str, store: "Store") -> str:
    from desktop_app.report import style
    from desktop_app.sync import styles

    aside = styles.use(store, name, style.load)
    return f"วางรูปแบบ {name} แล้ว" + (f" แฟ้มเดิมที่แก้ไขไว้อยู่ที่ {aside.name}" if aside else "")


def _drop(name: str, store: "Store") -> str:
    store.drop_style(name)
    return f"เลิกส่งรูปแบบ {name} แล้ว แฟ้มในเครื่องที่ได้รับไปแล้วยังอยู่"
