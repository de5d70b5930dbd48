"""Work in the background of a window: the newest request is done, older ones are forgotten. Knows no widget."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

Work = Callable[[Any, Callable[[], bool]], Iterator[Any]]
GiveWay = Callable[[], None]  # returns when the thread may go on


class Answers(QObject):
    """What comes back. Connect methods of QObjects only: they are called in their own thread."""

    piece = Signal(object, object)  # request, one piece of its answer
    failed = Signal(object, object)  # request, the exception
    done = Signal(object)  # request; also after a failure and after a cancel


class Newest:
    """Does one request at a time in a thread that lives only while there is work.

    ``work(request, cancelled)`` yields the answer in pieces and returns early once ``cancelled()`` is true.
    Work that ``finishes`` is waited for when the program ends, other work is cancelled. ``give_way`` is called in the
    thread before a request and whenever its work asks ``cancelled()``: it may pause there.
    """

    def __init__(self, work: Work, finishes: bool = False, give_way: GiveWay | None = None) -> None:
        self.answers = Answers()  # without a Qt parent: a thread must never meet a deleted sender
        self._work, self._give_way = work, give_way
        self._lock = threading.Lock()
        self._waiting: list[Any] = []
        self._cancel = threading.Event()
        self._working = False
        self._thread: threading.Thread | None = None  # the last one
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.finish if finishes else self.stop)

    def ask(self, request: Any, cancel_running: bool = True) -> None:
        """``request`` is next; one that waits is forgotten, one that runs is told to stop unless it may finish."""
        with self._lock:
            self._waiting = [request]
            if not self._working:
                self._working = True
                self._thread = threading.Thread(target=self._run, name="sarup-newest")
                self._thread.start()
            elif cancel_running:
                self._cancel.set()

    def cancel(self) -> None:
        """Nothing more is wanted for now; the running work is told to stop, what waits is done with."""
        with self._lock:
            dropped, self._waiting = self._waiting, []
            self._cancel.set()
        for request in dropped:
            self.answers.done.emit(request)

    def stop(self) -> None:
        """As :meth:`cancel`, and returns when the thread has ended."""
        self.cancel()
        self.finish()

    def finish(self) -> None:
        """Returns when everything asked for is done and the thread has ended."""
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _run(self) -> None:
        while (request := self._next()) is not None:
            self._pause()
            try:
                for piece in self._work(request, self._cancelled):
                    self.answers.piece.emit(request, piece)
            except Exception as error:  # whatever it is, it belongs to who asked
                self.answers.failed.emit(request, error)
            self.answers.done.emit(request)

    def _cancelled(self) -> bool:
        self._pause()
        return self._cancel.is_set()

    def _pause(self) -> None:
        if self._give_way:
            self._give_way()

    def _next(self) -> Any:
        with self._lock:
            self._cancel.clear()
            if not self._waiting:
                self._working = False
                return None
            return self._waiting.pop()
