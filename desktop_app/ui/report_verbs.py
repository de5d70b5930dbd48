"""What is done with whole reports: new, duplicate, delete and take back, open and import."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from desktop_app.errors import SurroundingsFailed, UserError
from desktop_app.model.changes import copy_of
from desktop_app.model.fields import fields_of, lists_of
from desktop_app.model.records import Report

from .last_folder import folder_or_documents
from .report_rows import UNNAMED
from .roomy import file_room

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.store.reading import Summary

    from .window import MainWindow

FILES = "รายงานหรือไฟล์ข้อมูลของสรุป (*.json *.pdf *.db)"
REPORTS = (".json", ".pdf")
COPY = " (สำเนา)"


class ReportVerbs(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._deleted: list[str] = []
        undo = QShortcut(QKeySequence.StandardKey.Undo, window.reports.view)
        undo.setContext(Qt.ShortcutContext.WidgetShortcut)
        undo.activated.connect(self.undelete)
        delete = QShortcut(QKeySequence.StandardKey.Delete, window.reports.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_report)

    def new_report(self) -> None:
        """A blank report; the one in sight, if nobody has typed in it yet."""
        self._window.current.flush()
        draft = self._window.current.draft
        if draft is None or not is_blank(draft.report):
            self._begin(Report())
        self._window.focus_report()

    def duplicate_report(self) -> None:
        self._window.current.leave()
        draft = self._window.current.draft
        if draft is None:
            return
        copy = copy_of(draft.report)
        copy.title += COPY if copy.title else ""
        self._begin(copy)
        self._window.tell("ทำสำเนาแล้ว รายงานที่เห็นอยู่นี้คือสำเนา")
        self._window.focus_report()

    def delete_report(self) -> None:
        """The report goes to the recycle bin, and the notice takes it back; no question is asked."""
        if self._window.current.draft and self._window.writes:
            self._window.current.flush()
            report = self._window.current.draft.report
            self._window.saving.when_settled(partial(self._delete, report.id, report.title))

    def undelete(self) -> None:
        """The report deleted last is back."""
        if self._deleted:
            report_id = self._deleted.pop()
            self._window.store.ask(partial(_undelete, report_id), partial(self._came_back, report_id))

    def open_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        self._window.current.leave()
        begin = folder_or_documents(self._window.settings.folder)
        dialog = QFileDialog(self._window, "เปิดไฟล์ข้อมูลหรือนำเข้ารายงาน", begin, FILES)
        dialog.resize(file_room(dialog))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.open_files)
        dialog.open()

    def open_files(self, names: list[str]) -> None:
        """Reports in .json and .pdf are imported; another file is taken for a database and shown instead of this one."""
        reports = [Path(name) for name in names if name.lower().endswith(REPORTS)]
        for path in reports:
            self._window.store.ask(partial(_import, path), self._imported, partial(self._not_imported, path.name))
        others = [Path(name) for name in names if not name.lower().endswith(REPORTS)]
        if others:
            self._window.another_file.emit(others[0])

    def _begin(self, report: Report) -> None:
        window = self._window
        window.current.leave()
        window.reports.box.clear()
        window.current.show(window.saving.begin(report))

    def _delete(self, report_id: str, title: str) -> None:
        window = self._window
        if window.saving.draft_of(report_id):
            return  # it could not be saved; the warning in sight says why
        window.store.ask(lambda store: store.delete(report_id), lambda _: self._gone(report_id, title))

    def _gone(self, report_id: str, title: str) -> None:
        window = self._window
        window.saving.forget(report_id)
        self._deleted.append(report_id)
        neighbour = window.reports.drop(report_id)
        if window.current.id == report_id:
            window.current.show_none()
            if neighbour:
                window.current.open(neighbour)
        window.tell(f"ลบรายงาน “{title or UNNAMED}” แล้ว ยังอยู่ในถังรายงานที่ลบ", ("เลิกทำ", self.undelete))
        window.reports.view.setFocus()

    def _came_back(self, report_id: str, summaries: "list[Summary]") -> None:
        self._window.notice.hide()
        self._window.reports.show_all(summaries, report_id)
        self._window.current.open(report_id)

    def _imported(self, found: "tuple[str, list[Summary]]") -> None:
        report_id, summaries = found
        self._window.reports.box.clear()
        self._window.reports.show_all(summaries, report_id)
        self._window.current.open(report_id)
        self._window.tell("นำเข้ารายงานแล้ว")

    def _not_imported(self, name: str, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if name not in error.what:  # of several files, which one
            error = UserError(f"{name}: {error.what}", error.remedy, error.english)
        self._window.tell_error(error, important=True)


def is_blank(report: Report) -> bool:
    """Nobody has typed anything in it."""
    fields = all(getattr(report, field.name) in ("", None, []) for field in fields_of(Report))
    return fields and not any(getattr(report, part.name) for part in lists_of(Report))


def _undelete(report_id: str, store: "Store") -> "list[Summary]":
    """In the store's thread: the report is back; all summaries."""
    store.undelete(report_id)
    return store.summaries()


def _import(path: Path, store: "Store") -> "tuple[str, list[Summary]]":
    """In the store's thread: the report in a .json or .pdf file is new to the database; its id and all summaries."""
    from desktop_app.report.attached import FILE_LIMIT, loads
    from desktop_app.store.arrival import receive

    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise SurroundingsFailed(
            f"อ่านไฟล์ {path.name} ไม่ได้: {error.strerror}", "โปรดตรวจว่าไฟล์ยังอยู่และมีสิทธิ์อ่าน", f"cannot read {path}"
        ) from error
    report = receive(loads(data))
    store.add(report)
    return report.id, store.summaries()
