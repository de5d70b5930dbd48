"""More processes of this program, for work that takes all processors: threads of Python wait for each other's locks.

Each imports what it is given to do anew, some tenths of a second, so they are for work of a second and more.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Told = TypeVar("Told")
_MANY = 10_000  # new objects between two looks for cycles, on which a twentieth of the time was spent
_WAITS_FOR_EVER = sys.version_info < (3, 11, 7) or sys.version_info[:3] == (3, 12, 0)  # gh-94777; Debian 12 has 3.11.2


@contextmanager
def beside(count: int) -> Iterator[ProcessPoolExecutor]:
    """So many other processes; they end with the block, and with this one however it ends.

    Begun anew, not forked: another thread of ours may hold a lock just now.
    """
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_serve)
    try:
        yield pool
    finally:
        if _WAITS_FOR_EVER:
            _close_end(pool)
        pool.shutdown(wait=True, cancel_futures=True)


def submit(pool: Executor, work: Callable[Asked, Told], *given: Asked.args, **named: Asked.kwargs) -> Future[Told]:
    """As the pool's own; here it begins its processes. :raises BrokenProcessPool: one of them was killed."""
    with _uninterrupted():
        return pool.submit(work, *given, **named)


def _close_end(pool: ProcessPoolExecutor) -> None:
    """Those wait for ever to write into a pipe whose reader was killed, as they hold its other end."""
    with contextlib.suppress(AttributeError, OSError):
        pool._call_queue._reader.close()  # type: ignore[attr-defined]


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C in a terminal reaches every process. One that begins here has it blocked until it says that it wants none."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve() -> None:
    """What another process does first."""
    gc.set_threshold(_MANY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Who waits for more to do would never hear that the one that gives it was killed: each of them has both ends of the pipe."""
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)
