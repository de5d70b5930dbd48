"""The program with a window: starts Qt, shows the database or says why not, and tells every error in one place."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop_app import settings as chosen
from desktop_app.errors import UserError
from desktop_app.paths import data_folder, database_address, database_file, settings_file

from . import faults, theme, translation
from .first_look import look
from .garbage import Garbage
from .labels import dictionary_is_loaded
from .one_window import OneWindow
from .warming import Warming
from .window import MainWindow

if TYPE_CHECKING:
    from .endings import Endings

SWITCH = 0.0001  # seconds after which a busy thread lets the window's have its turn; Python's own 5 ms can be felt
SETTLE = 60  # ms from the window's showing to the first work in the background
WARM = 400  # ms from then until what will be wanted soon is loaded
LISTEN, HEED = 700, 900  # ms until a second start is heard, and signals of the system; each loads for some 15 ms
LAST_SAVE = 15.0  # seconds that the last verbs of the store may take once the window is gone


class Program(QObject):
    """One database at a time, in one window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.app = app
        self._garbage = Garbage(self)
        self.settings = chosen.load(settings_file())
        self.window: QWidget | None = None
        self._next: Path | None = None
        self._endings: Endings | None = None
        self._warming = Warming(self)
        self._warming.words_ready.connect(self._words_ready)
        self._warming.done.connect(self._garbage.keep_all)
        translation.install(app)
        theme.load_fonts()
        theme.apply(app, self.settings.text_size, self.settings.dark)
        faults.catch_all(self._tell)
        app.commitDataRequest.connect(self._session_ends)

    def show(self, path: Path | str, create: bool = False) -> None:
        """The window over that database, or what is wrong with it."""
        try:
            window = MainWindow(look(path, self.settings.report, create), self.settings)
        except UserError as error:
            self._show_trouble(path, error, create)
            return
        window.another_file.connect(self._show_instead)
        window.closing.stayed.connect(self._stay)
        window.gone.connect(self._gone)
        window.not_made.connect(self._not_made)
        self._put(window)
        window.focus_report()
        QTimer.singleShot(SETTLE, self._stands)

    def stop(self) -> None:
        """Nothing is done in the background any more."""
        self._warming.stop()
        if self._endings:
            self._endings.stop()

    def heed_signals(self) -> None:
        """From now on the system's wish that the program end is heard; before, it ends at once."""
        from .endings import Endings

        self._endings = Endings(self.end, self)

    def end(self) -> None:
        """The system wants the program to end: as if a person closed the window."""
        if self.window:
            self.window.close()

    def stays(self) -> bool:
        """There is a window, and it is not about to go."""
        window = self.window
        closing = isinstance(window, MainWindow) and window.closing.is_under_way
        return window is not None and window.isVisible() and not closing

    def raise_window(self) -> None:
        """The program was started once more: here it is."""
        if self.window and self.window.isVisible():
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def _put(self, window: QWidget) -> None:
        old, self.window = self.window, window
        window.show()
        if old:
            old.deleteLater()

    def _stands(self) -> None:
        """The window is painted: what it needs for good is never looked through for garbage, and the rest may come."""
        self._garbage.keep_all()
        if isinstance(self.window, MainWindow):
            self.window.start_store()
            QTimer.singleShot(WARM, self._warming.start)

    def _session_ends(self, _: object) -> None:
        if isinstance(self.window, MainWindow):
            self.window.current.leave()

    def _words_ready(self) -> None:
        dictionary_is_loaded()
        if isinstance(self.window, MainWindow):
            self.window.reports.view.viewport().update()

    def _show_trouble(self, path: Path | str, error: UserError, create: bool) -> None:
        from .trouble import Trouble

        trouble = Trouble(path if isinstance(path, Path) else data_folder() / "sarup.db", error)
        trouble.retry.connect(lambda: self.show(path, create))
        trouble.chosen.connect(self.show)
        trouble.leave.connect(self.app.quit)
        self._put(trouble)

    def _not_made(self, error: Exception) -> None:
        """As when an old file cannot be opened; who has typed meanwhile is told by the warning that nothing is saved."""
        window = self.window
        if isinstance(window, MainWindow) and not window.saving.unsaved:
            window.paper.stop()
            window.store.stop(LAST_SAVE)
            self._show_trouble(window.store.address or window.store.path, faults.told(error), create=True)

    def _show_instead(self, path: Path) -> None:
        """Another database takes this one's place as soon as everything is saved; a wrong file does not."""
        window = self.window
        if not isinstance(window, MainWindow):
            return
        try:
            if path.exists() and not window.store.address and path.samefile(window.store.path):
                window.tell(f"ไฟล์ {path.name} เปิดอยู่แล้ว")
                return
            look(path).connection.close()
        except UserError as error:
            window.tell_error(error, important=True)
            return
        self._next = path
        window.close()

    def _stay(self) -> None:
        self._next = None

    def _gone(self) -> None:
        assert isinstance(self.window, MainWindow)
        self.window.store.stop(LAST_SAVE)
        if self._next:
            path, self._next = self._next, None
            self.show(path)
        else:
            self.app.quit()

    def _tell(self, error: UserError) -> None:
        if isinstance(self.window, MainWindow):
            self.window.tell_error(error)
        else:  # no window yet, or one that says what is wrong with the database
            QMessageBox.warning(self.window, "สรุป", f"{error.what}\n{error.remedy}")


def run(argv: Sequence[str] = (), database: Path | None = None) -> int:
    """Shows the window until it is closed; the exit code."""
    sys.setswitchinterval(SWITCH)
    app = QApplication(["sarup", *argv])
    app.setApplicationName("sarup")
    app.setApplicationDisplayName("สรุป")
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)  # the store ends its work first
    path = database or database_address() or database_file()
    one = OneWindow(path)
    if not one.is_first() and one.raise_the_other():
        return 0
    program = Program(app)
    one.stays = program.stays
    one.asked.connect(program.raise_window)
    program.show(path, create=True)
    QTimer.singleShot(HEED, program.heed_signals)
    QTimer.singleShot(LISTEN, one.listen)
    code = app.exec()
    program.stop()
    one.stop()
    return code
