"""A folder that is watched for packages and databases of other computers: what lies there whole and was not taken in yet.

The system tells of changes where it can; folders of networks and clouds tell nothing, so that a look now and then follows.
Every look is taken in the background. Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop_app.errors import Cancelled
from desktop_app.settings import Settings
from desktop_app.ui.newest import Newest
from desktop_app.ui.remembering import remember
from desktop_app.ui.still_there import still_there

if TYPE_CHECKING:
    from desktop_app.store.database import Store
    from desktop_app.sync.inbox import Stamp
    from desktop_app.ui.past.history import Ask

SOON, NEXT, LATER = 300, 1_000, 10_000  # ms: after a word of the system, while something still comes, else

Stamps = dict[Path, "Stamp"]


@dataclass(frozen=True, eq=False)
class Look:
    folder: str
    own: Path  # the database that is open here


@dataclass(frozen=True)
class Seen:
    stamps: Stamps
    trouble: str = ""


class Inbox(QObject):
    """A file counts once two looks in a row found it unchanged."""

    changed = Signal()  # another folder, or other files wait in it

    def __init__(self, ask: "Ask", settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask, self._settings = ask, settings
        self.folder = self.trouble = ""  # no folder while nothing is watched
        self.waiting: list[Path] = []
        self.lost: set[Path] = set()  # were whole at some look, and are no more, or not yet again
        self._own = self._office = Path()
        self._asked: Look | None = None  # while it is under way
        self._changes = self._comes = False  # there was word of a change meanwhile; the last look found one
        self._stamps: Stamps = {}  # of the last look
        self._whole: Stamps = {}
        self._done: Stamps = {}  # told to a person, who need not be told again before the next start
        self._taken: set[str] = set()
        self._finder = Newest(_look)
        self._finder.answers.piece.connect(self._seen)
        self._finder.answers.done.connect(self._looked)
        self.destroyed.connect(self._finder.cancel)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._find)
        self._watcher: QFileSystemWatcher | None = None  # brings a thread of Qt's: not at the start of the program

    def start(self) -> None:
        """Watches the folder that was chosen last, or an office's own."""
        self._ask(_home, still_there(self, self._begin), _not_now)

    def watch(self, folder: str) -> None:
        """From now on this one, also at the next start."""
        remember(self._settings, watched=folder, watching=True)
        self._go_to(folder)

    def go_on(self) -> None:
        remember(self._settings, watching=True)
        self._go_to(self.last)

    def stop(self) -> None:
        """Until a person wants it again."""
        remember(self._settings, watching=False)
        self._go_to("")

    @property
    def last(self) -> str:
        """The folder to watch when somebody wants it, "" while none was ever chosen."""
        return self._settings.watched or (str(self._office) if self._office != Path() else "")

    def told(self, files: Collection[Path]) -> None:
        """A person was told of these and needs nothing of them, as they are now."""
        self._done |= {path: self._whole[path] for path in files if path in self._whole}
        self._sort()

    def forget(self) -> None:
        """Something was merged or taken back: what was taken in is asked for anew."""
        self._ask(_taken, still_there(self, self._know), _not_now)

    def offer_again(self) -> None:
        """A merge was taken back."""
        self._done = {}
        self.forget()

    def _begin(self, found: tuple[Path, Path, set[str]]) -> None:
        self._own, self._office, self._taken = found
        if self._settings.watching:
            self._go_to(self.last)

    def _go_to(self, folder: str) -> None:
        if self._watcher:
            self._watcher.deleteLater()
            self._watcher = None
        self.folder, self.trouble = folder, ""
        self._stamps, self._whole, self.lost = {}, {}, set()
        self._timer.stop()
        self._asked = None
        self._sort()
        self.changed.emit()
        if folder:
            self._find()
        else:
            self._finder.cancel()

    def _hear(self) -> None:
        """Many words in a row are one, and a look that is under way, perhaps on a slow network, goes on."""
        self._changes = self._asked is not None
        if not self._changes and not 0 <= self._timer.remainingTime() <= SOON:
            self._timer.start(SOON)

    def _find(self) -> None:
        self._asked = Look(self.folder, self._own)
        self._finder.ask(self._asked)

    def _seen(self, look: Look, seen: Seen) -> None:
        if look is not self._asked or not self.folder:
            return
        if not seen.trouble:
            self._listen()
        whole = {path: one for path, one in seen.stamps.items() if self._stamps.get(path) == one and one.size}
        self._comes = seen.stamps != self._stamps
        new = whole.keys() - self._whole.keys()
        self.lost = (self.lost | self._whole.keys()) - whole.keys()
        self._stamps, self._whole = seen.stamps, whole
        if seen.trouble != self.trouble:
            self.trouble = seen.trouble
            self.changed.emit()
        if new:
            self.forget()  # somebody else may have taken them
        else:
            self._sort()

    def _looked(self, look: Look) -> None:
        if look is self._asked:
            self._asked = None
            self._timer.start(SOON if self._changes else NEXT if self._comes else LATER)
            self._changes = False

    def _listen(self) -> None:
        """Only once the folder has answered: it would hold the window up where it does not."""
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._hear)
        if self.folder not in self._watcher.directories():
            self._watcher.addPath(self.folder)

    def _know(self, taken: set[str]) -> None:
        self._taken = taken
        self._sort()

    def _sort(self) -> None:
        waiting = [
            path
            for path, one in self._whole.items()
            if self._done.get(path) != one and one.mark(path) not in self._taken
        ]
        if waiting != self.waiting:
            self.waiting = waiting
            self.changed.emit()


def _look(look: Look, cancelled: Callable[[], bool]) -> Iterator[Seen]:
    from desktop_app.sync import inbox

    def heed() -> None:
        if cancelled():
            raise Cancelled

    folder = Path(look.folder)
    try:
        if not folder.is_dir():
            yield Seen({}, "ไม่พบโฟลเดอร์นี้ในขณะนี้")
            return
        files = inbox.files_in(folder, look.own, heed)
        yield Seen({path: mine for path in files if (mine := inbox.stamp(path))})
    except Cancelled:
        return
    except OSError as error:
        yield Seen({}, f"อ่านโฟลเดอร์นี้ไม่ได้ ({error.strerror or error})")


def _home(store: "Store") -> tuple[Path, Path, set[str]]:
    """In the store's thread: the database, the office's inbox if this is an office, and what was taken in."""
    from desktop_app.sync import keys

    folder = store.path.parent
    inbox = folder / keys.INBOX if (folder / keys.OFFICE_KEY).exists() else Path()
    return store.path, inbox if inbox.is_dir() else Path(), store.taken()


def _not_now(_: Exception) -> None:
    """Whoever saves or merges is told; the next look asks again."""


def _taken(store: "Store") -> set[str]:
    return store.taken()
