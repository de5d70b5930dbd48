"""To whom a package goes: the office of this laptop, or from an office one laptop or all of them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QWidget

from desktop_app.ui.last_folder import folder_or_documents
from desktop_app.ui.past.history import Ask
from desktop_app.ui.still_there import still_there

from .choosing import button

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.sync.cards import Card

ALL = "ทุกเครื่องที่เคยส่งมา"
NOBODY = "(ยังไม่รู้จักสำนักงาน โปรดเลือกไฟล์ office.pub)"
NO_LAPTOP = "(ยังไม่มีเครื่องใดเคยส่งมา)"
WHICH_OFFICE = "ยังไม่รู้ว่าจะส่งให้ใคร โปรดกด เลือกไฟล์ของสำนักงาน แล้วเลือกไฟล์ office.pub ที่ได้รับจากสำนักงาน"
WHICH_LAPTOP = "ยังไม่มีเครื่องใดเคยส่งมา เมื่อรับไฟล์ของเครื่องใดแล้วจึงส่งกลับให้เครื่องนั้นได้"


@dataclass(frozen=True)
class Receivers:
    """Names, and what :func:`desktop_app.sync.packing.pack` calls them by."""

    in_office: bool
    known: tuple[tuple[str, str | None], ...]


class ReceiverChoice(QWidget):
    known = Signal()  # who can get something is known, or somebody else is chosen
    refused = Signal(object)  # why a file is no office's

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.box = QComboBox()
        self.box.setAccessibleName("ส่งให้")
        self.card = button("เลือกไฟล์ของสำ&นักงาน…", self._choose)
        label = QLabel("&ส่งให้")
        label.setBuddy(self.box)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label)
        line.addWidget(self.box, 1)
        line.addWidget(self.card)
        self.box.currentIndexChanged.connect(lambda: self.known.emit())
        self._ask(_read, still_there(self, self._fill), self.refused.emit)

    @property
    def is_known(self) -> bool:
        return bool(self.box.currentData())

    @property
    def lacks(self) -> str:
        """What a person has to do until somebody is known who can get something."""
        if self.is_known or not self.box.count():  # or not read yet
            return ""
        return WHICH_LAPTOP if self.card.isHidden() else WHICH_OFFICE

    @property
    def to(self) -> str | None:
        """As :func:`desktop_app.sync.packing.pack` takes it."""
        found: str | None = self.box.currentData()[0]
        return found

    def take_card(self, path: str) -> None:
        """The file that an office gives to its laptops."""
        self._ask(partial(_card, Path(path)), still_there(self, partial(self._card_read, path)), self.refused.emit)

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), "เลือกไฟล์ของสำนักงาน", folder_or_documents(""), "ไฟล์ของสำนักงาน (*.pub)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_card)
        dialog.open()

    def _fill(self, found: Receivers) -> None:
        self.card.setVisible(not found.in_office)
        self.box.clear()
        for name, to in found.known:
            self.box.addItem(name, (to,))
        if not found.known:
            self.box.addItem(NO_LAPTOP if found.in_office else NOBODY, ())
        self.known.emit()

    def _card_read(self, path: str, card: "Card") -> None:
        if not self.is_known:
            self.box.clear()
        self.box.insertItem(0, card.name, (path,))
        self.box.setCurrentIndex(0)
        self.known.emit()


def _read(store: "Store") -> Receivers:
    """In the store's thread."""
    from desktop_app.sync import keys, packing

    in_office = keys.office_of(store.path) is not None
    cards = packing.receivers(store)
    each = [(card.name, card.id) for card in cards]
    if in_office:
        return Receivers(True, ((f"{ALL} ({len(cards)})", None), *each) if len(cards) > 1 else tuple(each))
    return Receivers(False, ((each[0][0], None),) if len(each) == 1 else tuple(each))


def _card(path: Path, store: "Store") -> "Card":
    """In the store's thread: a stick may be slow."""
    from desktop_app.sync import cards

    found = cards.load(path)
    if found.kind != cards.OFFICE:
        raise cards.no_card(path, "it is the card of a laptop")
    return found
