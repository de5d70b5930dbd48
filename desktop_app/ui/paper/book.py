"""The reports of the list as one PDF: set by all processors while the window goes on, with progress and a way to stop."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from desktop_app.settings import Settings
from desktop_app.ui.newest import GiveWay, Newest
from desktop_app.ui.roomy import roomy

from .exporting import written
from .saving_as import SavingAs
from .typesetting import Order, doubts_of

if TYPE_CHECKING:
    from desktop_app.report.document import Job
    from desktop_app.store.database import Store

Ask = Callable[..., None]  # of the store thread
FORMS = {".pdf": "PDF (*.pdf)"}
LOOK = 0.1  # seconds between two looks at whether somebody gave up


@dataclass(frozen=True, eq=False)
class _Target:
    reports: Sequence[str]  # their ids
    ask: Ask
    style: str
    digits: str
    path: Path
    step: Callable[[int], None]


class Book(QObject):
    """From the dialog to the file. It lives as a child of ``window`` and deletes itself when it is over."""

    said = Signal(object)  # Said
    failed = Signal(object)  # the error
    finished = Signal()  # written, failed or given up
    _stepped = Signal(int)  # reports that are in the file

    def __init__(
        self, window: QWidget, reports: Sequence[str], ask: Ask, settings: Settings, give_way: GiveWay | None = None
    ) -> None:
        super().__init__(window)
        self._reports, self._ask, self._settings = reports, ask, settings
        self.where = SavingAs(window, "บันทึกเป็น PDF เล่มเดียว", f"รายงาน {len(reports)} ฉบับ.pdf", FORMS, settings)
        self.where.chosen.connect(self._begin)
        self.where.given_up.connect(self.finished)
        self.progress = _progress(window, len(reports))
        self._writer = Newest(_write, give_way=give_way)
        self.progress.canceled.connect(self._writer.cancel)
        self._stepped.connect(self._show)
        self._writer.answers.piece.connect(self._written)
        self._writer.answers.failed.connect(self._not_written)
        self._writer.answers.done.connect(self.finished)
        self.destroyed.connect(self._writer.stop)
        self.finished.connect(self._end)

    def start(self) -> None:
        """Opens the dialog and returns."""
        self.where.dialog.open()

    def _begin(self, path: Path) -> None:
        self.progress.show()
        look = self._settings.style, self._settings.digits
        self._writer.ask(_Target(self._reports, self._ask, *look, path, self._stepped.emit))

    def _show(self, done: int) -> None:
        if not self.progress.wasCanceled():
            self.progress.setValue(done)
            self.progress.setLabelText(_words(done, len(self._reports)))

    def _written(self, target: _Target, doubtful: int) -> None:
        more = [f"มี {doubtful:,} ฉบับที่มีตัวอักษรหรือภาพซึ่งพิมพ์ไม่ได้ ดูได้ที่ตัวอย่างก่อนพิมพ์"] if doubtful else []
        self.said.emit(written(target.path, *more))

    def _not_written(self, _: _Target, error: Exception) -> None:
        self.failed.emit(error)

    def _end(self) -> None:
        self.progress.deleteLater()
        self.where.end()
        self.deleteLater()


def _progress(window: QWidget, count: int) -> QProgressDialog:
    dialog = QProgressDialog(_words(0, count), "หยุด", 0, count, window)
    dialog.setWindowTitle("PDF เล่มเดียว")
    dialog.setAutoReset(False)
    dialog.setMinimumDuration(10**6)  # it is shown when there is something to wait for
    dialog.setMinimumSize(dialog.sizeHint().expandedTo(roomy(dialog, 24, 5)))
    return dialog


def _words(done: int, count: int) -> str:
    return f"กำลังจัดหน้า {done:,} จาก {count:,} ฉบับ"


def _write(target: _Target, cancelled: Callable[[], bool]) -> Iterator[int]:
    """How many reports have something that paper cannot show. Nothing comes of a file that was given up."""
    from desktop_app.errors import Cancelled
    from desktop_app.report.book import to_book
    from desktop_app.report.compose import TITLE_HEAD
    from desktop_app.report.files import writing
    from desktop_app.report.style import load

    doubtful: list[str] = []
    title = f"{TITLE_HEAD} {len(target.reports)} รายงาน"
    jobs = _jobs(target, doubtful, cancelled)
    try:
        with writing(target.path) as out:
            to_book(jobs, out, title, load(target.style), target.digits, target.step, cancelled)
    except Cancelled:
        return
    yield len(doubtful)


def _jobs(target: _Target, doubtful: list[str], cancelled: Callable[[], bool]) -> "Iterator[Job]":
    """The reports one by one from the thread that owns the store."""
    from desktop_app.errors import Cancelled
    from desktop_app.report.document import Job, Stamp

    for report_id in target.reports:
        found: Future[tuple[dict[str, Any], int]] = Future()
        target.ask(partial(_load, report_id, found))
        while not found.done():
            if cancelled():
                raise Cancelled
            wait([found], LOOK)
        tree, revision = found.result()
        stamp = Stamp(report_id, revision)
        if doubts_of(Order(tree, stamp, target.style, target.digits)):
            doubtful.append(report_id)
        yield Job(tree, stamp)


def _load(report_id: str, found: "Future[tuple[dict[str, Any], int]]", store: "Store") -> None:
    """In the store's thread."""
    from desktop_app.model.exchange import to_json

    try:
        found.set_result((to_json(store.load(report_id)), store.revision(report_id)))
    except Exception as error:  # whatever it is, it belongs to who waits
        found.set_exception(error)
