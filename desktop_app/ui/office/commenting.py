"""Comments in the window: read with the report, shown beside its fields and in the list of what is missing, and answered."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from desktop_app.model.records import Report

from .count_mark import CountMark

if TYPE_CHECKING:
    from desktop_app.store.comments import Said
    from desktop_app.store.database import Store
    from desktop_app.ui.window import MainWindow

    from .threads import Place

COUNT = 1_500  # ms from when a report is shown or something is said until all that waits is counted
WAITING = "ความเห็นรอ {:,} ข้อ", "ความเห็นที่ยังไม่มีใครบอกว่าเรียบร้อย กดเพื่อดูทุกรายงาน"


class Commenting(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._of = ""  # the report whose comments these are
        self._found: list[Said] = []
        window.current.shown.connect(self.read)
        window.current.refreshed.connect(self._tell_list)
        window.store.changed_elsewhere.connect(self.read)
        self.mark = CountMark(*WAITING, self.show_all_comments, window)
        window.statusBar().insertPermanentWidget(0, self.mark)
        self.mark.hide()  # Qt shows what is put there
        self._counting = QTimer(self, singleShot=True, interval=COUNT)
        self._counting.timeout.connect(self._count)
        self._counting.start()

    def read(self) -> None:
        """The comments on the report in sight come from the database."""
        self._counting.start()
        report = self._window.current.id
        if report != self._of:
            self._came(report, [])
        if report:
            verb = partial(_comments, report)
            self._window.store.ask(verb, partial(self._came, report), lambda _: None)  # who opens or saves is told

    def show_comments(self) -> None:
        """Of the field that has the keys, and of all others."""
        form = self._window.current.form
        self._after_saving(form.place_with_keys() if form else None)

    def show_comments_on(self, table: str, row: str, field: str) -> None:
        self._after_saving((table, row, field))

    def show_all_comments(self) -> None:
        """What waits in all reports."""
        self._window.current.flush()
        self._window.saving.when_settled(partial(self._open, None, None))

    def _came(self, report: str, found: "list[Said]") -> None:
        if report != self._window.current.id or (report == self._of and found == self._found):
            return
        self._of, self._found = report, found
        draft, form = self._window.current.draft, self._window.current.form
        if draft and form:
            from .threads import marks, threads

            form.show_comments(marks(threads(draft.report, found)))
            self._tell_list(draft.report)

    def _tell_list(self, report: Report, _: object = None) -> None:
        """The numbers of items change while they are moved."""
        mine = self._found if report.id == self._of else []
        if mine or self._window.remarks.has_comments:
            from .threads import remarks, threads

            self._window.remarks.show_comments(remarks(report, threads(report, mine)))

    def _after_saving(self, place: "Place | None") -> None:
        self._window.current.flush()
        self._window.saving.when_settled(partial(self._show, place))

    def _show(self, place: "Place | None") -> None:
        draft = self._window.current.draft
        if draft:
            self._open(draft.report, place)

    def _open(self, report: Report | None, place: "Place | None") -> None:
        from .comment_dialog import CommentDialog

        window = self._window
        unsent = window.office.unsent if window.writes else None
        dialog = CommentDialog(window.store.ask, report, place, unsent, window)
        dialog.changed.connect(self.read)
        dialog.go_wanted.connect(self._go)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _go(self, report: str, table: str, row: str, field: str) -> None:
        current = self._window.current

        def arrived() -> None:
            if current.form and current.id == report:
                current.form.go_to_field(table, row, field)

        if current.id == report:
            arrived()
        else:
            current.open(report, arrived)

    def _count(self) -> None:
        self._window.store.ask(_waiting, self.mark.show_count, lambda _: None)  # who opens is told


def _comments(report: str, store: "Store") -> "list[Said]":
    """In the store's thread."""
    return store.comments(report)


def _waiting(store: "Store") -> int:
    return sum(not one.answers and not one.done for one in store.comments())
