"""A report to the system's printer: the system's dialog, the PDF as it is to CUPS, as pictures to Windows, and what is
said about it. Knows no record and no database."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QMessageBox, QProgressDialog, QWidget

from desktop_app.settings import Settings
from desktop_app.ui.newest import Newest
from desktop_app.ui.remembering import remember

from .exporting import FORMS, Export, Said, export_report
from .pdf_pages import PdfPages
from .print_options import chosen_pages, lp_options, pages_text
from .print_pictures import RESOLUTION, print_pictures
from .typesetting import Order, document_of, doubts_of, typeset

if TYPE_CHECKING:
    from desktop_app.report.document import Stamp

__all__ = ["Printing", "export_report", "print_report"]


@dataclass(frozen=True, eq=False)
class _Ready:
    """A report that is set: now somebody may choose its printer."""

    pdf: bytes
    title: str
    sizes: list[QSizeF]  # of the pages, in points
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Job:
    ready: _Ready
    printer: QPrinter  # used by one thread at a time: the window's until the job is asked for, then the job's
    pages: list[int]  # counted from 1
    as_pictures: bool


class Printing(QObject):
    """One printing, from the click to the notice. It is a child of ``parent`` and deletes itself when it is over.

    ``as_pictures`` is the way of Windows, where no PDF can be handed to a printer.
    """

    said = Signal(object)  # Said
    failed = Signal(object)  # the error
    finished = Signal()  # handed over, failed or given up
    asked = Signal()  # the dialog, or the question without a printer, is open

    def __init__(
        self, parent: QWidget, order: Order, settings: Settings, as_pictures: bool = sys.platform == "win32"
    ) -> None:
        super().__init__(parent)
        self._window, self._order, self._settings, self._as_pictures = parent, order, settings, as_pictures
        self.preparing = False  # the page is being set, the dialog not yet open
        self.dialog: QPrintDialog | None = None
        self.question: QMessageBox | None = None
        self.progress: QProgressDialog | None = None
        self._printer: QPrinter | None = None  # without this reference Qt's dialog reads freed memory
        self._setter, self._sender = Newest(_set), Newest(_send, finishes=True)
        self._setter.answers.piece.connect(self._choose)
        self._setter.answers.failed.connect(self._not_done)
        self._sender.answers.piece.connect(self._advanced)
        self._sender.answers.failed.connect(self._not_done)
        self._sender.answers.done.connect(self._sent)
        self.destroyed.connect(self._setter.stop)
        self.destroyed.connect(self._sender.finish)
        self.finished.connect(self._end)

    def start(self) -> None:
        """Returns at once; what follows comes by signals. A second click before the dialog is open does nothing."""
        if any(one.preparing for one in self._window.findChildren(Printing)):
            QTimer.singleShot(0, self.finished.emit)
            return
        self.preparing = True
        if QPrinterInfo.availablePrinterNames():
            self._setter.ask(self._order)
        else:
            self._offer_pdf()

    def _choose(self, order: Order, ready: _Ready) -> None:
        self._printer = _printer_for(ready, self._settings.printer)
        self.dialog = dialog = QPrintDialog(self._printer, self._window)
        dialog.setWindowTitle("พิมพ์รายงาน")
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)  # saving as PDF has its own place
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, len(ready.sizes))
        dialog.setFromTo(1, len(ready.sizes))
        dialog.finished.connect(lambda result: self._chosen(ready, bool(result)))
        QDialog.open(dialog)
        self.preparing = False
        self.asked.emit()

    def _chosen(self, ready: _Ready, accepted: bool) -> None:
        printer = self._printer
        if not accepted or printer is None:
            self.finished.emit()
            return
        remember(self._settings, printer=printer.printerName())
        pages = chosen_pages(printer, len(ready.sizes))
        if self._as_pictures:
            self._show_progress(len(pages))
        self._sender.ask(_Job(ready, printer, pages, self._as_pictures))

    def _show_progress(self, count: int) -> None:
        self.progress = QProgressDialog(self._window)
        self.progress.setWindowTitle("กำลังพิมพ์")
        self.progress.setCancelButtonText("ยกเลิก")
        self.progress.setWindowModality(Qt.WindowModality.NonModal)
        self.progress.setRange(0, count)
        self.progress.canceled.connect(self._sender.cancel)
        self.progress.show()

    def _advanced(self, job: _Job, page: int) -> None:
        if self.progress is not None and not self.progress.wasCanceled():
            self.progress.setLabelText(f"ส่งแล้ว {page} จาก {len(job.pages)} หน้า")
            self.progress.setValue(page)
        if page == len(job.pages):
            name, copies = job.printer.printerName(), job.printer.copyCount()
            several = f" จำนวน {copies} ชุด" if copies > 1 else ""
            self.said.emit(Said(" ".join((f"ส่งไปยังเครื่องพิมพ์ {name} แล้ว {page} หน้า{several}", *job.ready.doubts))))

    def _sent(self, job: _Job) -> None:
        if self.progress is not None:
            self.progress.close()
        self.finished.emit()

    def _end(self) -> None:
        for window in (self.dialog, self.question, self.progress):
            if window is not None:
                window.deleteLater()
        self.deleteLater()

    def _not_done(self, request: object, error: Exception) -> None:
        self.failed.emit(error)
        if isinstance(request, Order):
            self.preparing = False
            self.finished.emit()

    def _offer_pdf(self) -> None:
        self.question = QMessageBox(self._window)
        self.question.setIcon(QMessageBox.Icon.Information)
        self.question.setWindowTitle("พิมพ์รายงาน")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.question.setText("ไม่พบเครื่องพิมพ์ในเครื่องนี้")
        self.question.setInformativeText("บันทึกเป็น PDF แล้วนำไปพิมพ์ที่เครื่องอื่นได้")
        save = self.question.addButton("บันทึกเป็น PDF…", QMessageBox.ButtonRole.AcceptRole)
        self.question.addButton("ยกเลิก", QMessageBox.ButtonRole.RejectRole)
        save.clicked.connect(self._save_pdf)
        self.question.rejected.connect(self.finished)
        self.question.open()
        self.preparing = False
        self.asked.emit()

    def _save_pdf(self) -> None:
        self.export = Export(self._window, self._order, self._settings, {".pdf": FORMS[".pdf"]})
        self.export.said.connect(self.said)
        self.export.failed.connect(self.failed)
        self.export.finished.connect(self.finished)
        self.export.start()


def print_report(parent: QWidget, tree: dict[str, Any], stamp: "Stamp", settings: Settings) -> Printing:
    """Prints by way of the system's dialog. Connect ``said`` and ``failed`` of what is returned."""
    printing = Printing(parent, Order(tree, stamp, settings.style, settings.digits), settings)
    printing.start()
    return printing


def remembered_printer(name: str) -> str:
    """``name`` if there is such a printer now, else the system's default one. ``setPrinterName`` would not tell."""
    return name if name in QPrinterInfo.availablePrinterNames() else QPrinterInfo.defaultPrinterName()


def _printer_for(ready: _Ready, name: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(remembered_printer(name))
    printer.setDocName(ready.title)
    printer.setResolution(RESOLUTION)
    printer.setPageSize(QPageSize(ready.sizes[0], QPageSize.Unit.Point))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)  # the margins are the page's own: a driver's would clip or shift it
    return printer


def _set(order: Order, cancelled: Callable[[], bool]) -> Iterator[_Ready]:
    for pdf in typeset(order, cancelled):
        with PdfPages(pdf) as pages:
            yield _Ready(pdf, document_of(order).title, pages.sizes(), doubts_of(order))


def _send(job: _Job, cancelled: Callable[[], bool]) -> Iterator[int]:
    """How many pages have gone."""
    if job.as_pictures:
        yield from print_pictures(job.ready.pdf, job.printer, job.pages, cancelled)
        return
    from desktop_app.report.printer import send

    printer, everything = job.printer, len(job.pages) == len(job.ready.sizes)
    pages = "" if everything else pages_text(job.pages)
    send(job.ready.pdf, job.ready.title, printer.printerName(), printer.copyCount(), pages, lp_options(printer))
    yield len(job.pages)
