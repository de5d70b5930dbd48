"""A report as a file: where, in which form, written in the background, and what can be done with it then."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_app.report.files import write
from desktop_app.settings import Settings
from desktop_app.ui.newest import Newest

from .saving_as import SavingAs
from .typesetting import Order, doubts_of

if TYPE_CHECKING:
    from desktop_app.report.document import Stamp

FORMS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)", ".json": "ข้อมูลรายงาน JSON (*.json)", ".txt": "ข้อความ (*.txt)"}


@dataclass(frozen=True)
class Said:
    """A quiet notice: one sentence and what can be done now, as labels with their deeds."""

    text: str
    actions: tuple[tuple[str, Callable[[], Any]], ...] = ()


@dataclass(frozen=True, eq=False)
class _Target:
    order: Order
    path: Path


class Export(QObject):
    """One export, from the dialog to the file. It lives as a child of ``parent`` and deletes itself when it is over."""

    said = Signal(object)  # Said
    failed = Signal(object)  # the error
    finished = Signal()  # written, failed or given up

    def __init__(self, parent: QWidget, order: Order, settings: Settings, forms: Mapping[str, str] = FORMS) -> None:
        from desktop_app.model.exchange import from_json
        from desktop_app.report.file_names import file_name

        super().__init__(parent)
        self._order = order
        self._writer = Newest(_write, finishes=True)
        self._writer.answers.piece.connect(self._written)
        self._writer.answers.failed.connect(self._not_written)
        self.destroyed.connect(self._writer.finish)
        name = file_name(from_json(order.tree), next(iter(forms)))
        self.where = SavingAs(parent, "บันทึกรายงานเป็นไฟล์", name, forms, settings)
        self.where.chosen.connect(self._begin)
        self.where.given_up.connect(self.finished)
        self.finished.connect(self._end)

    def start(self) -> None:
        """Opens the dialog and returns."""
        self.where.dialog.open()

    def _end(self) -> None:
        self.where.end()
        self.deleteLater()

    def _begin(self, path: Path) -> None:
        self._writer.ask(_Target(self._order, path))

    def _written(self, target: _Target, doubts: tuple[str, ...]) -> None:
        self.said.emit(written(target.path, *doubts))
        self.finished.emit()

    def _not_written(self, target: _Target, error: Exception) -> None:
        self.failed.emit(error)
        self.finished.emit()


def written(path: Path, *more: str) -> Said:
    """The file is there."""
    show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
    show_folder = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
    words = " ".join((f"บันทึกไฟล์ {path.name} แล้ว", *more))
    return Said(words, (("เปิดไฟล์", show), ("เปิดโฟลเดอร์", show_folder)))


def export_report(parent: QWidget, tree: dict[str, Any], stamp: "Stamp", settings: Settings) -> Export:
    """Asks where to and writes the report there, as .pdf, .docx, .json or .txt by the name's ending.

    Connect ``said`` and ``failed`` of what is returned.
    """
    export = Export(parent, Order(tree, stamp, settings.style, settings.digits), settings)
    export.start()
    return export


def content(order: Order, ending: str, cancelled: Callable[[], bool]) -> bytes:
    """The bytes of a file with that ending (".pdf", ".docx", ".json", ".txt")."""
    from desktop_app.model.exchange import from_json
    from desktop_app.report.forms import rendered

    return rendered(from_json(order.tree), ending, order.stamp, order.style, order.digits, cancelled)


def _write(target: _Target, cancelled: Callable[[], bool]) -> Iterator[tuple[str, ...]]:
    """What the written paper cannot show."""
    ending = target.path.suffix.lower()
    write(target.path, content(target.order, ending, cancelled))
    yield doubts_of(target.order) if ending == ".pdf" else ()
