"""The window: the list of reports at the left, the report at the right, and what happens between them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.model.changes import Draft
from desktop_app.model.checks import Remark
from desktop_app.model.records import Report
from desktop_app.settings import Settings

from . import commands
from .appearance import Appearance
from .closing import Closing
from .current import CurrentReport
from .first_look import FirstLook
from .help_verbs import HelpVerbs
from .labels import breakable
from .notice import Notice, Offer
from .office.commenting import Commenting
from .office.verbs import OfficeVerbs
from .paper.verbs import PaperVerbs
from .past.verbs import PastVerbs
from .precedence import Precedence
from .remarks import Remarks
from .remembering import remember
from .report_list import ReportList
from .report_verbs import ReportVerbs
from .save_status import SaveStatus, SaveWarning
from .saving import Saving
from .store_thread import StoreThread
from .summaries import summary_of
from .window_place import place_of, put

if TYPE_CHECKING:
    from .elsewhere import Elsewhere
    from .empty_page import EmptyPage
    from .form.report_form import ReportForm

SIZE = 1240, 700  # pixels, for a first start on a screen of 1366 x 768
LIST_WIDTH, LIST_SHARE = 18, 0.34  # lines of text; of the window at most


class MainWindow(QMainWindow):
    """Everything about one database. ``another_file`` asks the program to show another one instead."""

    another_file = Signal(object)  # its path
    gone = Signal()  # closed, and everything is saved
    not_made = Signal(object)  # why the new database of a first start could not be made

    elsewhere: "Elsewhere | None" = None

    def __init__(self, look: FirstLook, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self._is_new, self.writes = look.connection is None and not look.address, look.writes
        self.precedence = Precedence(self)
        give_way = self.precedence.give_way
        self.store = StoreThread(look.path, look.connection, settings.user, give_way, look.writes, look.address)
        self.saving = Saving(self.store)
        self.current = CurrentReport(self.saving, self._make_form)
        self.reports, self.remarks = ReportList(), Remarks()
        self.notice, self.warning, self.status = Notice(), SaveWarning(), SaveStatus()
        self._empty: EmptyPage | None = None
        self._said_by_form = ""
        self.right = QStackedWidget()
        self.verbs, self.paper, self.past = ReportVerbs(self), PaperVerbs(self), PastVerbs(self)
        self.appearance, self.closing = Appearance(self), Closing(self)
        self.office, self.comments = OfficeVerbs(self), Commenting(self)
        rooms = self.verbs, self.paper, self.past, self.office, self.comments
        self._rooms = (*rooms, self.appearance, HelpVerbs(self), self)
        self.commands = commands.build(self, self._act)
        self.appearance.show_choice()
        self._lay_out()
        self._connect()
        name = self.store.name if look.address else look.path.name
        self.setWindowTitle(f"สรุป — {name}" if name != "sarup.db" else "สรุป")
        if look.address:
            from .elsewhere import Elsewhere

            self.elsewhere = Elsewhere(self)
        self.reports.show_all(look.summaries, look.report.id if look.report else "")
        if look.report:
            self.current.show(Draft(look.report))
        else:
            self.current.show_none()
        if not self.writes:
            from .reading_only import ReadingOnly

            self.reading = ReadingOnly(self)
            self.reading.say()

    @property
    def empty(self) -> "EmptyPage":
        """The page that stands at the right while there is no report."""
        if self._empty is None:
            from .empty_page import EmptyPage

            self._empty = EmptyPage()
            self._empty.start.clicked.connect(self.commands["new_report"].trigger)
            self.right.addWidget(self._empty)
        return self._empty

    def start_store(self) -> None:
        """The window stands: the store may come, and with it the revision of the report that was read without it."""
        self.store.start()
        if self._is_new:
            self.store.ask(bool, failed=self.not_made.emit)  # it is made by the first verb, whichever
        self.current.ask_revision()
        self.office.conflicts.look_soon()

    def tell(self, text: str, *offers: Offer) -> None:
        """A quiet notice."""
        self.notice.tell(breakable(text), *offers)

    def tell_error(self, error: UserError, important: bool = False) -> None:
        """The one place where errors are shown: quietly, or in a dialog when nothing went on."""
        if not important:
            self.tell(f"{error.what} {error.remedy}")
            return
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, self.windowTitle(), breakable(error.what), parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(breakable(error.remedy))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def find_report(self) -> None:
        self.reports.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reports.box.selectAll()

    def switch_side(self) -> None:
        form = self.current.form
        if form and form.isAncestorOf(self.focusWidget() or self):
            self.reports.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif form and self.current.draft and (left := form.focusWidget()) and left.isVisible():
            left.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_report()

    def focus_report(self) -> None:
        """The first field takes keys; without a report the big button does."""
        if self.current.form and self.current.draft:
            self.current.form.focus_first()
        else:
            self.empty.start.setFocus()

    def go_to_next_remark(self) -> None:
        self.current.refresh()
        self.remarks.go_next()

    def _act(self, name: str) -> Callable[[], object]:
        found: Callable[[], object] = next(getattr(room, name) for room in self._rooms if hasattr(room, name))
        return found

    def _lay_out(self) -> None:
        self.setAccessibleName("สรุป")
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.reports, 1)
        side.addWidget(self.remarks)
        self.split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self.split.addWidget(left)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(1, 1)
        wide = round(min(self.fontMetrics().lineSpacing() * LIST_WIDTH, SIZE[0] * LIST_SHARE))
        self.split.setSizes([wide, SIZE[0] - wide])
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.warning)
        column.addWidget(self.split, 1)
        column.addWidget(self.notice)  # below: nothing moves under the mouse when it comes or goes
        self.setCentralWidget(page)
        self.statusBar().addPermanentWidget(self.status)
        self.resize(*SIZE)
        put(self, self.split, self.settings.window)

    def _connect(self) -> None:
        self.reports.chosen.connect(self.current.open)
        self.reports.found.connect(self._say_count)
        self.remarks.wanted.connect(self._go_to)
        self.current.shown.connect(self._shown)
        self.current.refreshed.connect(self._refreshed)
        self.saving.started.connect(self.status.say_saving)
        self.saving.saved.connect(self._saved)
        self.saving.failed.connect(self._save_failed)

    def _make_form(self) -> "ReportForm":
        from .form.report_form import ReportForm

        form = ReportForm(writes=self.writes)
        self.paper.add_preview(form)
        form.drawing.connect(self.precedence.take)
        form.edited.connect(self.status.say_saving)
        form.tabs.currentChanged.connect(self.current.leave)
        form.noticed.connect(self._form_says)
        if self.elsewhere:
            form.focus_left.connect(self.elsewhere.once_more)
        form.history_wanted.connect(self.past.show_history_of)
        form.comments_wanted.connect(self.comments.show_comments_on)
        form.conflict_wanted.connect(self.office.settle_conflict)
        self.right.addWidget(form)
        return form

    def _form_says(self, text: str, back: Callable[[], object] | None) -> None:
        self.tell(text, *([("เลิกทำ", back)] if back else []))
        self._said_by_form = self.notice.text.text()

    def _shown(self) -> None:
        """Another report, or none, stands at the right; what was said about the one before can no more be undone."""
        if self.notice.text.text() == self._said_by_form:
            self.notice.hide()
        form, shown = self.current.form, self.current.draft is not None
        self.right.setCurrentWidget(form if form and shown else self.empty)
        self.reports.mark(self.current.id)
        self.remarks.setVisible(shown)
        for name, command in self.commands.items():
            command.setEnabled(commands.possible(name, shown, self.writes))

    def _refreshed(self, report: Report, found: list[Remark]) -> None:
        self.remarks.show_remarks(found, report.id)
        old = self.reports.model.summary(report.id)
        new = summary_of(report, found)
        if old is None or replace(new, changed=old.changed) != old:
            self.reports.put(new, first=True)
        self.paper.refresh_preview()

    def _go_to(self, remark: Remark) -> None:
        if self.current.form:
            self.current.form.go_to(remark)

    def _saved(self, report_id: str, revision: int, when: Any) -> None:
        self.warning.hide()
        if not self.saving.unsaved:
            self.status.say_saved(when)

    def _save_failed(self, error: Exception) -> None:
        self.status.say_failed()
        self.warning.warn(error, self.saving.save_now, self.closing.keep_elsewhere)

    def _say_count(self, shown: int, total: int) -> None:
        self.statusBar().showMessage(f"{total:,} รายงาน" if shown == total else f"พบ {shown:,} จาก {total:,} รายงาน")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.current.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closing.may_close():
            event.ignore()
            return
        remember(self.settings, window=place_of(self, self.split), report=self.current.id)
        self.office.unsent.write()
        self.precedence.end()
        self.paper.stop()
        super().closeEvent(event)
        QTimer.singleShot(0, self.gone.emit)
