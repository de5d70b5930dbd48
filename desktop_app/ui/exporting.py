"""A report as a file: where, in which form, written in the background, and what can be done with it then."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.report.files import write
from desktop_app.settings import Settings

from .newest import Newest
from .remembering import remember
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

    def __init__(self, parent: QWidget, order: Order, settings: Settings, forms: dict[str, str] | None = None) -> None:
        super().__init__(parent)
        self._window, self._order, self._settings, self._forms = parent, order, settings, forms or FORMS
        self._writer = Newest(_write, finishes=True)
        self._writer.answers.piece.connect(self._written)
        self._writer.answers.failed.connect(self._not_written)
        self.destroyed.connect(self._writer.finish)
        self.dialog = self._dialog(parent)
        self.question: QMessageBox | None = None
        self.finished.connect(self._end)

    def start(self) -> None:
        """Opens the dialog and returns."""
        self.dialog.open()

    def _dialog(self, parent: QWidget) -> QFileDialog:
        from desktop_app.model.exchange import from_json
        from desktop_app.report.file_names import file_name

        ending = next(iter(self._forms))
        dialog = QFileDialog(parent, "บันทึกรายงานเป็นไฟล์", str(_folder(self._settings)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters(list(self._forms.values()))
        dialog.setDefaultSuffix(ending)
        dialog.filterSelected.connect(self._take_ending)
        dialog.selectFile(file_name(from_json(self._order.tree), ending))
        dialog.accepted.connect(self._chosen)
        dialog.rejected.connect(self.finished)
        return dialog

    def _take_ending(self, chosen: str) -> None:
        """Another form was chosen: the name's ending follows, so that the dialog asks about the right file."""
        ending = next(key for key, form in self._forms.items() if form == chosen)
        self.dialog.setDefaultSuffix(ending)
        names = self.dialog.selectedFiles()
        if names:
            path = Path(names[0])
            stem = path.stem if path.suffix.lower() in self._forms else path.name
            self.dialog.selectFile(stem + ending)

    def _chosen(self) -> None:
        path = Path(self.dialog.selectedFiles()[0])
        if path.suffix.lower() in self._forms:
            self._begin(path)
            return
        chosen = self.dialog.selectedNameFilter()
        ending = next((key for key, form in self._forms.items() if form == chosen), next(iter(self._forms)))
        path = path.with_name(path.name + ending)
        if path.exists():  # the dialog asked about the name without the ending
            self._ask_overwrite(path)
        else:
            self._begin(path)

    def _ask_overwrite(self, path: Path) -> None:
        self.question = question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Question)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(f"มีไฟล์ {path.name} อยู่แล้ว ต้องการแทนที่หรือไม่")
        yes = question.addButton("แทนที่", QMessageBox.ButtonRole.AcceptRole)
        question.addButton("ยกเลิก", QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(partial(self._begin, path))
        question.rejected.connect(self.finished)
        question.open()

    def _end(self) -> None:
        self.dialog.deleteLater()
        if self.question is not None:
            self.question.deleteLater()
        self.deleteLater()

    def _begin(self, path: Path) -> None:
        remember(self._settings, folder=str(path.parent))
        self._writer.ask(_Target(self._order, path))

    def _written(self, target: _Target, doubts: tuple[str, ...]) -> None:
        path = target.path
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        show_folder = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        words = " ".join((f"บันทึกไฟล์ {path.name} แล้ว", *doubts))
        self.said.emit(Said(words, (("เปิดไฟล์", show), ("เปิดโฟลเดอร์", show_folder))))
        self.finished.emit()

    def _not_written(self, target: _Target, error: Exception) -> None:
        self.failed.emit(error)
        self.finished.emit()


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


def _folder(settings: Settings) -> Path:
    """Where the last file went, if that still exists (a stick may be gone)."""
    last = Path(settings.folder)
    if settings.folder and last.is_dir():
        return last
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
