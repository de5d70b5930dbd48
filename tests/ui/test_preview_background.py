"""Work in the background: the newest request is done, others are forgotten, a running one hears that it is not wanted."""

import threading
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from desktop_app.ui.newest import Newest


class Ear(QObject):
    """What came back, and in which thread it was heard."""

    def __init__(self, newest: Newest) -> None:
        super().__init__()
        self.pieces: list[object] = []
        self.threads: set[QThread] = set()
        newest.answers.piece.connect(self.hear)

    def hear(self, request: object, piece: object) -> None:
        self.pieces.append(piece)
        self.threads.add(QThread.currentThread())


def count(most: int, cancelled: Callable[[], bool]) -> Iterator[int]:
    for number in range(most):
        if cancelled():
            return
        yield number


def test_pieces_come_in_order_and_in_the_windows_thread(qtbot: QtBot) -> None:
    newest = Newest(count)
    ear = Ear(newest)
    with qtbot.waitSignal(newest.answers.done):
        newest.ask(5)
    assert ear.pieces == [0, 1, 2, 3, 4]
    assert ear.threads == {ear.thread()}


def test_a_request_that_waits_is_forgotten_for_a_newer_one(qtbot: QtBot) -> None:
    free = threading.Event()
    done: list[str] = []

    def work(name: str, cancelled: Callable[[], bool]) -> Iterator[str]:
        free.wait(20)
        done.append(name)
        yield name

    newest = Newest(work)
    ear = Ear(newest)
    for name in ("first", "second", "third"):
        newest.ask(name)
    free.set()
    qtbot.waitUntil(lambda: "third" in ear.pieces)
    assert "second" not in done


def test_running_work_is_told_to_stop_unless_it_may_finish(qtbot: QtBot) -> None:
    begun, seen = threading.Semaphore(0), []

    def work(name: str, cancelled: Callable[[], bool]) -> Iterator[str]:
        begun.release()
        while not cancelled() and name != "last":
            pass
        seen.append((name, cancelled()))
        yield name

    newest = Newest(work)
    newest.ask("running")
    begun.acquire()
    with qtbot.waitSignals([newest.answers.done, newest.answers.done]):
        newest.ask("last")
    assert seen == [("running", True), ("last", False)]


def test_an_error_goes_to_who_asked_and_the_next_request_is_done(qtbot: QtBot) -> None:
    newest = Newest(lambda request, cancelled: iter([1 // request]))
    with qtbot.waitSignal(newest.answers.failed) as failed:
        newest.ask(0)
    with qtbot.waitSignal(newest.answers.piece) as answered:
        newest.ask(1)
    assert isinstance(failed.args[1], ZeroDivisionError)
    assert answered.args == [1, 1]


def test_no_thread_stays_when_there_is_nothing_to_do(qtbot: QtBot) -> None:
    newest = Newest(count)
    with qtbot.waitSignal(newest.answers.done):
        newest.ask(3)
    newest.finish()
    assert [one.name for one in threading.enumerate() if one.name == "sarup-newest"] == []


def test_stopping_waits_for_the_end_of_the_running_work() -> None:
    begun = threading.Event()

    def work(request: object, cancelled: Callable[[], bool]) -> Iterator[None]:
        begun.set()
        while not cancelled():
            pass
        yield None

    newest = Newest(work)
    newest.ask("")
    begun.wait(20)
    newest.stop()
    assert [one.name for one in threading.enumerate() if one.name == "sarup-newest"] == []


def test_what_was_cancelled_before_it_began_is_done_with(qtbot: QtBot) -> None:
    begun, held = threading.Event(), threading.Event()

    def work(request: str, cancelled: Callable[[], bool]) -> Iterator[bool]:
        begun.set()
        yield held.wait(20)

    newest = Newest(work)
    newest.ask("running")
    begun.wait(20)
    newest.ask("waiting")
    with qtbot.waitSignal(newest.answers.done) as done:
        newest.cancel()
    assert done.args == ["waiting"]
    held.set()
    newest.finish()
