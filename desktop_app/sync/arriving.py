"""Files on their way into the store: opened, laid out and proven by another thread while the store takes in those before.

SQLite and age work without Python's lock, and so does the store's own SQLite, so two cores are busy. More threads wait for
that lock and for SQLite's of its memory: with two it took a quarter longer. Some files lie in one passing database, since
SQLite attaches only a few of these.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from desktop_app.errors import Cancelled, UserError
from desktop_app.store import attached, foreign
from desktop_app.store.database import Store
from desktop_app.store.failures import not_accepted
from desktop_app.store.log_rows import Picture, Pictures
from desktop_app.store.looking import GivenUp
from desktop_app.store.staging import Arrival, Laid, NoPictures, Staging

from . import incoming
from .incoming import Incoming, Sender

AHEAD = 3  # groups of files that are laid out before they are taken: their copies need room on the disk
_PAUSE = 0.2  # seconds between two looks at whether somebody gave up


@dataclass(frozen=True)
class Step:
    """How far a merge has come: ``done`` of ``total``, each file counting once when opened and once when taken."""

    file: str = ""
    done: int = 0
    total: int = 0


Heed = Callable[[Step], None]  # may raise Cancelled: then nothing is merged


@dataclass
class Prepared:
    """A file that was opened: what is in it, or why it is refused. ``held``: its copy, while pictures are to be taken from it."""

    path: Path
    laid: Laid | UserError
    came: Incoming | None = None
    held: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)


class Arriving:
    """``with Arriving(…) as arriving:`` and then the arrivals once; ``senders`` by their files after that."""

    def __init__(self, store: Store, files: Sequence[Path], unfinished: Set[Path], heed: Heed) -> None:
        """``unfinished``: those of the files that somebody is still writing."""
        self._unfinished = unfinished
        self.senders: dict[str, Sender | None] = {}
        self._groups = list(_groups(files))
        self._heed, self._total, self._done = heed, 2 * len(files), count()
        self._here, self._tips = incoming.here(store), store.tips()
        self._rows_here = not store.waits_for_server
        self._known, self._lost = store.partners(), store.lost_pictures()
        self._given_up = GivenUp()
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "Arriving":
        with contextlib.ExitStack() as stack:
            self._folder = stack.enter_context(foreign.private_folder())
            self._pool = ThreadPoolExecutor(1)
            stack.callback(self._pool.shutdown, wait=True, cancel_futures=True)
            stack.callback(self._given_up.set)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def __iter__(self) -> Iterator[Arrival]:
        for group in self._prepared():
            for one in group:
                self._stack.callback(one.held.close)
                name = str(one.path)
                yield name, self._admitted(name, one)
                self._tell(name)

    def _prepared(self) -> Iterator[list[Prepared]]:
        """The groups in order."""
        left = list(enumerate(self._groups))
        waiting: list[Future[list[Prepared]]] = []
        for number in range(len(self._groups)):
            while left and len(waiting) < AHEAD:
                waiting.append(self._pool.submit(self._prepare, *left.pop(0)))
            future = waiting.pop(0)
            while True:
                try:
                    group = future.result(_PAUSE)
                    break
                except NotYet:
                    self._heed(Step())
            for one in group:
                self._tell(str(one.path))
            if self._rows_here:
                self._make_rows(number, group)
            yield group

    def _tell(self, name: str) -> None:
        self._heed(Step(name, next(self._done), self._total))

    def _admitted(self, name: str, one: Prepared) -> Laid | UserError:
        """What comes from nobody whose files are taken is refused."""
        if isinstance(one.laid, UserError) or one.came is None:
            return one.laid
        others = [sender.partner for sender in self.senders.values() if sender]
        try:
            self.senders[name] = one.came.sender([*self._known, *others], self._here.own)
        except UserError as error:
            return error
        source = _Heeded(one.laid.source, lambda: self._heed(Step()))
        return replace(one.laid, source=source, release=one.held.close)

    def _prepare(self, number: int, files: Sequence[Path]) -> list[Prepared]:
        """In another thread."""
        with contextlib.closing(Staging(self._place(number), self._given_up)) as staging:
            group = [self._opened(path, staging) for path in files]
        if not self._rows_here:
            self._make_rows(number, group)
        return group

    def _make_rows(self, number: int, group: Sequence[Prepared]) -> None:
        """In the thread that has less to do: the store's, unless that waits for a server."""
        laid = [one for one in group if isinstance(one.laid, Laid) and one.laid.count]
        if laid:
            with contextlib.closing(Staging(self._place(number), self._given_up)) as staging:
                for one in laid:
                    one.laid = staging.made(one.path.name, one.laid)

    def _place(self, number: int) -> Path:
        return self._folder / f"{number}.db"

    def _opened(self, path: Path, staging: Staging) -> Prepared:
        with contextlib.ExitStack() as stack:
            try:
                if self._given_up.is_set():
                    raise Cancelled
                if path in self._unfinished:
                    raise _unfinished(path)
                came = stack.enter_context(incoming.opened(path, self._here, self._given_up, self._folder))
                laid = staging.lay(path.name, came.log, self._tips)
                if (laid.pictures or self._lost) and came.log.has_pictures():
                    return Prepared(path, laid, came, stack.pop_all())
                return Prepared(path, replace(laid, source=NoPictures()), came)
            except UserError as error:
                return Prepared(path, error)


@dataclass(frozen=True)
class _Heeded:
    """Pictures that tell each time that one is taken."""

    source: Pictures
    heed: Callable[[], None]

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        for one in self.source.pictures(names):
            self.heed()
            yield one


def _unfinished(path: Path) -> UserError:
    return not_accepted(path.name, "ยังเขียนไม่เสร็จ", "somebody is still writing it", "โปรดรวมอีกครั้งเมื่อคัดลอกเสร็จแล้ว")


def _groups(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """The first one small, so that the store need not wait long for something to do."""
    yield files[:1]
    left = files[1:]
    size = -(-len(left) // (attached.MOST - 1)) or 1
    yield from (left[start : start + size] for start in range(0, len(left), size))
