"""Picture files on their way into a report: read and scaled in the background, with progress and a way to stop."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from desktop_app.errors import SurroundingsFailed, UserError
from desktop_app.ui.newest import Newest

from .field_box import Words


@dataclass(frozen=True, eq=False)
class Files:
    """Files that were chosen for one report."""

    report_id: str
    paths: tuple[Path, ...]


class ArrivalBar(QWidget):
    """Hidden while nothing arrives. Files chosen meanwhile wait for their turn."""

    came = Signal(str, object)  # report id, the picture's bytes as they are kept
    finished = Signal(list)  # the errors of those that did not come

    def __init__(self) -> None:
        super().__init__()
        self.words, self.progress, self.cancel_button = Words(), QProgressBar(), QPushButton("ยกเลิก")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("ความคืบหน้าการเพิ่มภาพ")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setAccessibleName("ยกเลิกการเพิ่มภาพ")
        self.cancel_button.clicked.connect(self.cancel)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.progress, 1)
        line.addWidget(self.cancel_button)
        self._waiting: list[Files] = []
        self._running: Files | None = None
        self._errors: list[UserError] = []
        self._total = self._done = 0
        self._worker = Newest(_pictures)
        self._worker.answers.piece.connect(self._came)
        self._worker.answers.failed.connect(self._failed)
        self._worker.answers.done.connect(self._next)
        self.destroyed.connect(self._worker.stop)
        self.hide()

    def take(self, report_id: str, paths: Sequence[Path]) -> None:
        """These files are wanted in that report."""
        self._waiting.append(Files(report_id, tuple(paths)))
        self._total += len(paths)
        self._say()
        if self._running is None:
            self._next()

    def cancel(self) -> None:
        """What has come stays, nothing more comes."""
        self._waiting = []
        self._worker.cancel()

    def _came(self, files: Files, found: bytes | UserError) -> None:
        self._done += 1
        self._say()
        if isinstance(found, UserError):
            self._errors.append(found)
        else:
            self.came.emit(files.report_id, found)

    def _failed(self, files: Files, error: Exception) -> None:
        raise error

    def _next(self, _: object = None) -> None:
        self._running = self._waiting.pop(0) if self._waiting else None
        if self._running is not None:
            self._worker.ask(self._running)
            return
        errors, self._errors = self._errors, []
        self._total = self._done = 0
        self.hide()
        self.finished.emit(errors)

    def _say(self) -> None:
        self.words.setText(f"กำลังเตรียมภาพ {min(self._done + 1, self._total)} จาก {self._total}")
        self.progress.setRange(0, self._total)
        self.progress.setValue(self._done)
        self.show()


def _pictures(files: Files, cancelled: Callable[[], bool]) -> Iterator[bytes | UserError]:
    """In the background: each file as it is kept, or why it cannot be."""
    from desktop_app.model.pictures import FILE_LIMIT
    from desktop_app.store.arrival import arrived

    for path in files.paths:
        if cancelled():
            return
        try:
            with path.open("rb") as file:
                data = file.read(FILE_LIMIT + 1)
            yield arrived(data, path.name)
        except UserError as error:
            yield error
        except OSError as error:
            why = error.strerror or str(error)
            yield SurroundingsFailed(
                f"อ่านไฟล์ {path.name} ไม่ได้: {why}", "โปรดตรวจว่าไฟล์ยังอยู่และมีสิทธิ์อ่าน", f"cannot read {path}: {why}"
            )
