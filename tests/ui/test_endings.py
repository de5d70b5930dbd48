"""The program ends as asked from outside, and never stands twice over one database."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.model.changes import REPORT
from desktop_app.model.records import Report
from desktop_app.store.database import Store
from desktop_app.ui.app import Program
from desktop_app.ui.one_window import OneWindow

ENDED = 1 if sys.platform == "win32" else 0  # there a program is not asked to end
TYPE_AND_WAIT = """
import os
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from desktop_app.ui import app
show = app.Program.show
def press():
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "\\u0e01")
    QApplication.sendEvent(QApplication.focusWidget(), key)
    os.write(1, b"typed\\n")
def show_and_press(self, *args, **more):
    show(self, *args, **more)
    QTimer.singleShot(2_000, press)
app.Program.show = show_and_press
raise SystemExit(app.run())
"""


@pytest.fixture
def database(home):
    path = home / "data" / "sarup.db"
    with Store(path) as store:
        store.add(Report())
    return path


def started():
    return subprocess.Popen([sys.executable, "-c", TYPE_AND_WAIT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to end a program")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_closes_the_window_and_the_last_key_is_saved(database, name):
    with started() as program:
        assert program.stdout.readline() == b"typed\n"
        program.send_signal(getattr(signal, name))
        assert program.wait(30) == 0
    with Store(database, write=False) as store:
        assert store.load(store.summaries()[0].id).title == "ก"


def test_a_second_start_raises_the_first_window_and_ends(database):
    with started() as first:
        assert first.stdout.readline() == b"typed\n"
        with started() as second:
            said = second.stdout.read()
            assert second.wait(30) == 0
        assert said == b""
        assert first.poll() is None
        first.terminate()
        assert first.wait(30) == ENDED


def test_of_two_starts_at_once_one_has_a_window(database):
    with started() as one, started() as other:
        said = [one.stdout.readline(), other.stdout.readline()]
        assert sorted(said) == [b"", b"typed\n"]
        first, second = (one, other) if said[0] else (other, one)
        assert second.wait(30) == 0
        assert first.poll() is None
        first.terminate()
        assert first.wait(30) == ENDED


def test_who_ends_while_it_is_called_leaves_its_place(qapp, tmp_path):
    first, second = OneWindow(tmp_path / "a.db"), OneWindow(tmp_path / "a.db")
    assert first.is_first()
    assert not second.is_first()
    first.stop()
    assert not second.raise_the_other()
    assert not OneWindow(tmp_path / "a.db").is_first()
    second.stop()


def test_the_lock_of_a_killed_program_is_no_hindrance(database):
    with started() as killed:
        assert killed.stdout.readline() == b"typed\n"
        killed.kill()
        killed.wait()
    one = OneWindow(database)
    assert one.is_first()
    one.stop()


def test_two_databases_have_two_windows(qapp, tmp_path):
    first, second = OneWindow(tmp_path / "a.db"), OneWindow(tmp_path / "b.db")
    for one in (first, second):
        assert one.is_first()
        one.listen()
    assert not OneWindow(tmp_path / "a.db").is_first()
    first.stop()
    second.stop()


def calling(database: Path) -> subprocess.Popen[bytes]:
    """A second start that says whether the first one showed its window."""
    call = "from desktop_app.ui.one_window import OneWindow; import sys; from pathlib import Path; "
    call += "print(OneWindow(Path(sys.argv[1])).raise_the_other())"
    return subprocess.Popen([sys.executable, "-c", call, database], stdout=subprocess.PIPE)


def test_the_first_window_hears_that_it_is_wanted(qtbot, tmp_path):
    first = OneWindow(tmp_path / "a.db")
    assert first.is_first()
    first.listen()
    with qtbot.waitSignal(first.asked):
        second = calling(tmp_path / "a.db")
    assert second.communicate(timeout=60)[0].strip() == b"True"
    first.stop()


def test_a_second_start_waits_for_the_end_of_a_window_that_is_closing(qtbot, tmp_path):
    first = OneWindow(tmp_path / "a.db")
    calls: list[bool] = []
    first.stays = lambda: bool(calls.append(True))
    assert first.is_first()
    first.listen()
    with qtbot.assertNotEmitted(first.asked):
        second = calling(tmp_path / "a.db")
        qtbot.waitUntil(lambda: len(calls) > 2)
        assert second.poll() is None
        first.stop()
        assert second.communicate(timeout=60)[0].strip() == b"False"


def test_a_window_that_is_saving_its_last_words_is_not_there_to_be_raised(qtbot, qapp, open_window, monkeypatch):
    window = open_window(Report())
    program = Program(qapp)
    program.window = window
    assert program.stays()
    monkeypatch.setattr(window.saving, "when_settled", lambda then: None)  # the disk takes its time
    draft = window.current.draft
    draft.set(REPORT, draft.report.id, "place", "ศาลา")
    assert not window.close()
    assert window.isVisible()
    assert not program.stays()
    monkeypatch.undo()
    window.saving.when_settled(window.closing._settled)
    with qtbot.waitSignal(window.gone):
        pass
    assert not program.stays()
    program.window = None
    program.stop()
