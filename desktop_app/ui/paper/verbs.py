"""The way to paper: preview, print, export."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop_app.errors import UserError
from desktop_app.ui.faults import told

if TYPE_CHECKING:
    from desktop_app.ui.form.report_form import ReportForm
    from desktop_app.ui.window import MainWindow

    from .book import Book
    from .exporting import Export
    from .preview import Preview
    from .printing import Printing

PREVIEW = "ตัวอย่างก่อนพิมพ์"


class PaperVerbs(QObject):
    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._page: QWidget | None = None
        self.preview: Preview | None = None

    def add_preview(self, form: "ReportForm") -> None:
        """A last tab, empty until it is looked at."""
        self._page = QWidget()
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(0, 0, 0, 0)
        form.add_tab(self._page, PREVIEW)
        form.tabs.currentChanged.connect(self.refresh_preview)

    def prepare_preview(self) -> None:
        """Makes the preview before it is looked at for the first time."""
        if self._page and self.preview is None:
            from .preview import Preview

            self.preview = Preview(self._page, give_way=self._window.precedence.give_way)
            layout = self._page.layout()
            assert layout is not None
            layout.addWidget(self.preview)

    def refresh_preview(self, *_: Any) -> None:
        """What is in sight is the report as it is now."""
        draft = self._window.current.draft
        if self._page and draft and self._page.isVisibleTo(self._window):
            from desktop_app.model.exchange import as_bytes, to_json

            self.prepare_preview()
            assert self.preview is not None
            settings, stamp = self._window.settings, self._window.current.stamp()
            self.preview.show_report(to_json(draft.report, as_bytes), stamp, settings.style, settings.digits)

    def show_preview(self) -> None:
        form = self._window.current.form
        if form and self._page:
            form.tabs.setCurrentWidget(self._page)

    def paper_look(self) -> None:
        """The menu of styles and digits, each time as they are."""
        from .look import fill

        menu = self._window.commands["paper_look"].menu()
        assert isinstance(menu, QMenu)
        fill(menu, self._window.settings, self._look_chosen, self._failed)

    def _look_chosen(self, words: str) -> None:
        self.refresh_preview()
        self._window.tell(f"รูปแบบกระดาษ: {words}")

    def print_report(self) -> None:
        from .printing import print_report

        self._after_saving(print_report)

    def export_report(self) -> None:
        from .exporting import export_report

        self._after_saving(export_report)

    def export_book(self) -> None:
        """All reports that the list shows, as one PDF."""
        self._window.current.flush()
        self._window.saving.when_settled(self._begin_book)

    def _begin_book(self) -> None:
        from .book import Book

        window = self._window
        reports = window.reports.model.shown()
        if not reports:
            window.tell("ไม่มีรายงานในรายการ")
            return
        window.store.ask(lambda store: store.seal())  # as for every paper
        book = Book(window, reports, window.store.ask, window.settings, window.precedence.give_way)
        self._watch(book)
        book.start()

    def stop(self) -> None:
        """Nothing is drawn any more."""
        if self.preview:
            self.preview.stop()

    def _after_saving(self, way: Any) -> None:
        """The paper carries the revision that the database has, as soon as it has it, and the draft in any case."""
        if self._window.current.draft:
            self._window.current.flush()
            self._window.saving.when_settled(partial(self._begin, way))

    def _begin(self, way: Any) -> None:
        window = self._window
        if window.current.draft:
            window.store.ask(lambda store: store.seal())  # what is on paper stays in the history, for sarup verify
            under_way: Printing | Export = way(window, window.current.tree(), window.current.stamp(), window.settings)
            self._watch(under_way)

    def _watch(self, under_way: "Printing | Export | Book") -> None:
        under_way.said.connect(lambda said: self._window.tell(said.text, *said.actions))
        under_way.failed.connect(self._failed)

    def _failed(self, error: Exception) -> None:
        fault: UserError = told(error)
        self._window.tell_error(fault, important=True)
