"""Widgets that only Python owns are freed in the window's thread, whichever thread is busy."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop_app.ui.garbage import Garbage


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[Garbage]:
    owner = QObject()
    yield Garbage(owner)
    gc.unfreeze()


def drop_a_timer_in_a_cycle(freed: list[str]) -> "weakref.ref[QObject]":
    """A running timer that refers to itself, so that only the collector frees it; and who will have freed it."""
    timer = QTimer(interval=1)
    timer.me = timer  # type: ignore[attr-defined]
    timer.start()
    return weakref.ref(timer, lambda _: freed.append(threading.current_thread().name))


def allocate(kept: list[list[int]]) -> None:
    """What makes the collector run: many containers that stay."""
    for number in range(20_000):
        kept.append([number])


def test_a_busy_thread_frees_no_widgets_and_the_window_does(garbage: Garbage) -> None:
    freed: list[str] = []
    timer = drop_a_timer_in_a_cycle(freed)
    kept: list[list[int]] = []
    busy = threading.Thread(target=allocate, name="busy", args=(kept,))
    busy.start()
    busy.join()
    assert freed == []
    garbage.collect()
    assert timer() is None
    assert freed == [threading.main_thread().name]
