"""A person types for some seconds into the real window while it saves, with many reports in the database.

``python tests/benchmarks/bench_typing.py [--seconds 20] [--reports 1000] [--preview]`` prints how long a key takes to
be in the record, how long each key's whole event takes, and the event loop's longest stalls: a timer of 5 ms says how
late it comes. With ``--preview`` every second the last tab is looked at and the next report chosen.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from many_reports import make_reports
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.ui import app as program
from desktop_app.ui.window import MainWindow

TEXT = "ผู้เข้าร่วมกิจกรรมได้แลกเปลี่ยนเรียนรู้บทเรียนจากการทำงานของชุมชน และวางแผนต่อยอดในปีถัดไป "
PACE, BEAT = 70, 5  # ms between two keys of a fast typist, and between two beats of the event loop


class Bench:
    """Types, beats, and keeps the times in seconds."""

    def __init__(self, window: MainWindow, seconds: float, preview: bool) -> None:
        self.window, self.seconds, self.preview = window, seconds, preview
        self.to_record: list[float] = []
        self.whole_key: list[float] = []
        self.stalls: list[tuple[float, float]] = []
        self.saves: list[float] = []
        self.begin = self.last_beat = time.perf_counter()
        self.typed = 0
        self._pressed = 0.0
        window.current.form.edited.connect(self._in_record)
        window.saving.saved.connect(lambda *_: self.saves.append(time.perf_counter()))
        self.beat, self.keys, self.looks = QTimer(interval=BEAT), QTimer(interval=PACE), QTimer(interval=1_000)
        self.beat.setTimerType(Qt.TimerType.PreciseTimer)
        self.beat.timeout.connect(self._beat)
        self.keys.timeout.connect(self._key)
        self.looks.timeout.connect(self._look)
        self.beat.start()
        self.keys.start()
        if preview:
            self.looks.start()

    def _in_record(self) -> None:
        if self._pressed:
            self.to_record.append(time.perf_counter() - self._pressed)
            self._pressed = 0.0

    def _key(self) -> None:
        field = QApplication.focusWidget()
        if time.perf_counter() - self.begin > self.seconds:
            self.keys.stop()
            self.window.close()
        elif field and _takes_text(field):
            letter = TEXT[self.typed % len(TEXT)]
            self.typed += 1
            self._pressed = begin = time.perf_counter()
            QApplication.sendEvent(field, _key(letter))
            self.whole_key.append(time.perf_counter() - begin)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.stalls.append((now - self.last_beat - BEAT / 1000, now - self.begin))
        self.last_beat = now

    def _look(self) -> None:
        """Preview, back to the form, and every fifth time another report."""
        tabs, turn = self.window.current.form.tabs, int(time.perf_counter() - self.begin)
        if turn % 5 == 4:
            self.window.reports.view.setCurrentIndex(self.window.reports.model.index(turn))
        tabs.setCurrentIndex(tabs.count() - 1 if turn % 2 else turn // 2 % (tabs.count() - 1))
        if turn % 2 == 0:
            _long_field(tabs.currentWidget()).setFocus()


def _takes_text(field: QWidget) -> bool:
    return bool(field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)) if field else False


def _key(letter: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)


def _long_field(page: QWidget) -> QWidget:
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    fields = [*page.findChildren(QPlainTextEdit), *page.findChildren(QLineEdit)]
    return next(field for field in fields if field.isVisibleTo(page) and not field.isReadOnly())


def show(bench: Bench) -> None:
    keys, whole = sorted(bench.to_record), sorted(bench.whole_key)
    print(f"{bench.typed} keys, {len(bench.saves)} saves")
    for name, times in (("key to record", keys), ("whole key event", whole)):
        worst = times[int(len(times) * 0.99)]
        print(
            f"{name:16} median {statistics.median(times) * 1e3:7.3f} ms   99 % {worst * 1e3:7.3f}   most {times[-1] * 1e3:7.3f}"
        )
    late = sorted(bench.stalls, reverse=True)
    over = sum(stall > 0.05 for stall, _ in late)
    told = ", ".join(f"{stall * 1e3:.0f} ms at {at:.1f} s" for stall, at in late[:5])
    print(f"event loop       {over} stalls over 50 ms; the longest: {told}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--preview", action="store_true")
    chosen = parser.parse_args()
    benches: list[Bench] = []
    shows = program.Program.show

    def show_and_bench(self: program.Program, *args: object, **more: object) -> None:
        shows(self, *args, **more)
        assert isinstance(self.window, MainWindow)
        benches.append(Bench(self.window, chosen.seconds, chosen.preview))

    program.Program.show = show_and_bench
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SARUP_HOME"] = folder
        path = Path(folder) / "data" / "sarup.db"
        path.parent.mkdir()
        make_reports(chosen.reports, path)
        program.run()
        show(benches[0])


if __name__ == "__main__":
    sys.exit(main())
