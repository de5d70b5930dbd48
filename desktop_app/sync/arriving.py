"""Files on their way into the store: some are opened and proven while the store takes in those before.

Where they bring much, other processes prepare them: threads that work with SQLite wait for its and Python's locks and win
nothing. One whose file ended it costs no other file: that one is refused.
"""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TypeVar

from desktop_app.errors import UserError
from desktop_app.processes import beside, submit
from desktop_app.store import attached, foreign, shapes
from desktop_app.store.behind import Behind
from desktop_app.store.database import Store
from desktop_app.store.failures import not_accepted
from desktop_app.store.log_rows import Picture, Pictures
from desktop_app.store.looking import GivenUp
from desktop_app.store.staging import Arrival, Laid

from . import incoming
from .preparing import Prepared, Wanted, prepared, promised
from .senders import Sender, sender

MOST = 2  # other processes; each takes about 60 MB
AHEAD = 2  # groups of files a process that are prepared before they are taken: their copies need room on the disk
FEW = 4  # files that are left: with less, or less in them, processes take longer to begin than the work
MANY = 2_000  # versions in one of those before
_PAUSE = 0.2  # seconds between two looks at whether somebody gave up


@dataclass(frozen=True)
class Step:
    """How far a merge has come: ``done`` of ``total``, each file counting once when opened and once when taken."""

    file: str = ""
    done: int = 0
    total: int = 0


T = TypeVar("T")
Heed = Callable[[Step], None]  # may raise Cancelled: then nothing is merged


class Arriving:
    """``with Arriving(…) as arriving:`` and then the arrivals once; ``senders`` by their files after that; ``lost``: pictures, as the store says."""

    def __init__(self, store: Store, files: Sequence[Path], unfinished: Set[Path], heed: Heed) -> None:
        """``unfinished``: those of the files that somebody is still writing."""
        self.senders: dict[str, Sender | None] = {}
        self._files, self._unfinished = files, unfinished
        self._heed, self._total, self._done, self._number = heed, 2 * len(files), count(), count()
        self._here, self._tips = incoming.here(store), store.tips()
        self._is_served = store.is_served
        self._known, self.lost = store.partners(), frozenset(store.lost_pictures())
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "Arriving":
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(foreign.private_folder())
            given_up = GivenUp(folder / "given-up")
            known = self._here, self._tips, self.lost, self._unfinished
            self._wanted = Wanted(folder, *known, given_up, shapes.ours(), self._is_served)
            self._thread = stack.enter_context(ThreadPoolExecutor(1))
            self._others = stack.enter_context(contextlib.ExitStack())
            stack.callback(given_up.set)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def __iter__(self) -> Iterator[Arrival]:
        for group in self._prepared():
            for one in group:
                name = str(one.path)
                yield name, self._admitted(name, one)
                self._tell(name)

    def _prepared(self) -> Iterator[list[Prepared]]:
        """The groups in order."""
        left = deque(_groups(self._files))
        waiting: deque[tuple[Sequence[Path], Future[list[Prepared]]]] = deque()

        def begin(pool: Executor) -> None:
            files = left.popleft()
            waiting.append((files, self._begun(pool, files)))

        pool: Executor = self._thread
        ahead = 1
        much = len(self._files) > FEW and self._promised(self._files[0]) >= MANY
        while left or waiting:
            if much and pool is self._thread and sum(map(len, left)) >= FEW:
                begin(pool)  # something to do while the processes begin
                pool, ahead = self._others.enter_context(beside(MOST)), 1 + AHEAD * MOST
            while left and len(waiting) < ahead:
                begin(pool)
            group = self._ended(*waiting.popleft())
            for one in group:
                self._tell(str(one.path))
            much = much or _bring_much(group)
            if not left and not waiting:
                self._thread.submit(self._others.close)  # they end while the last are taken
            yield group

    def _promised(self, path: Path) -> int:
        return self._result(submit(self._thread, promised, self._wanted, path))

    def _begun(self, pool: Executor, files: Sequence[Path]) -> Future[list[Prepared]]:
        try:
            return submit(pool, prepared, self._wanted, next(self._number), files)
        except BrokenProcessPool as error:
            broken: Future[list[Prepared]] = Future()
            broken.set_exception(error)
            return broken
        except OSError:  # the system begins no more processes
            return submit(self._thread, prepared, self._wanted, next(self._number), files)

    def _ended(self, files: Sequence[Path], future: Future[list[Prepared]]) -> list[Prepared]:
        with contextlib.suppress(BrokenProcessPool):
            return self._result(future)
        with contextlib.suppress(BrokenProcessPool):
            return self._alone(files)  # another file may have been at fault, or a person
        good = [path for path in files if self._can_be_prepared(path)]
        again = {one.path: one for one in self._result(self._begun(self._thread, good))}
        return [again.get(path, Prepared(path, _ended_process(path))) for path in files]

    def _can_be_prepared(self, path: Path) -> bool:
        """What comes of it is not used: SQLite attaches few databases, so the good ones are put into one."""
        with contextlib.suppress(BrokenProcessPool):
            return bool(self._alone([path]))
        return False

    def _alone(self, files: Sequence[Path]) -> list[Prepared]:
        """By a process of their own. :raises BrokenProcessPool: it was ended."""
        with beside(1) as pool:
            return self._result(self._begun(pool, files))

    def _result(self, future: Future[T]) -> T:
        while True:
            try:
                return future.result(_PAUSE)
            except NotYet:
                self._heed(Step())

    def _tell(self, name: str) -> None:
        self._heed(Step(name, next(self._done), self._total))

    def _admitted(self, name: str, one: Prepared) -> Laid | UserError:
        """What comes from nobody whose files are taken is refused."""
        if isinstance(one.laid, UserError):
            return one.laid
        others = [one.partner for one in self.senders.values() if one]
        try:
            self.senders[name] = sender(one.claim, [*self._known, *others], self._here.own)
        except UserError as error:
            return error
        pictures = one.laid.source
        release = pictures.discard if isinstance(pictures, Behind) else None
        return replace(one.laid, source=_Heeded(pictures, lambda: self._heed(Step())), release=release)


@dataclass(frozen=True)
class _Heeded:
    """Pictures that tell each time that one is taken."""

    source: Pictures
    heed: Callable[[], None]

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        for one in self.source.pictures(names):
            self.heed()
            yield one


def _ended_process(path: Path) -> UserError:
    return not_accepted(path.name, "เปิดตรวจไม่ได้", "the process that was to check it was ended by it, twice")


def _bring_much(group: Sequence[Prepared]) -> bool:
    return any(isinstance(one.laid, Laid) and one.laid.count >= MANY for one in group)


def _groups(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """The first one small, so that the store need not wait long for something to do; the others smaller and smaller, so that
    little is left for it to do when the last is there.
    """
    yield files[:1]
    left = files[1:]
    for more in range(attached.MOST - 1, 0, -1):
        size = -(-2 * len(left) // (more + 1))
        if size:
            yield left[:size]
            left = left[size:]
