"""Start to a usable window against a bare QMainWindow of the same PySide6: whole processes, by turns, in one run.

``python tests/benchmarks/bench_start.py [--rounds 15] [--reports 1000]`` prints medians and their ratio. Usable: the
list shows the reports, the window is painted, and a key typed into the first field is in the record.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from many_reports import make_reports

BARE = """
import os
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        self.painted = True
app = QApplication([])
window = Window()
window.show()
while not window.painted:
    app.processEvents()
os.write(1, b"usable")
os._exit(0)
"""
OURS = """
import os, sys
from PySide6.QtCore import QEvent, QTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from desktop_app.ui import app
show = app.Program.show
def type_a_key(window):
    draft, field = window.current.draft, QApplication.focusWidget()
    assert window.reports.model.rowCount() == REPORTS, window.reports.model.rowCount()
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "\\u0e01"))
    assert draft.report.title.startswith("\\u0e01"), draft.report.title
    os.write(1, b"usable")
    os._exit(0)
def show_and_type(self, *args, **more):
    show(self, *args, **more)
    def when_painted():
        if self.window.reports.view.viewport().visibleRegion().isEmpty() or not self.painted:
            QTimer.singleShot(0, when_painted)
        else:
            type_a_key(self.window)
    when_painted()
event_filter = app.Program.eventFilter
def see_paint(self, watched, event):
    self.painted = self.painted or event.type() == QEvent.Type.Paint
    return False
app.Program.painted = False
app.Program.eventFilter = see_paint
def show_watched(self, *args, **more):
    show_and_type(self, *args, **more)
    self.window.reports.view.viewport().installEventFilter(self)
app.Program.show = show_watched
from desktop_app.cli import main
sys.exit(main(["gui"]))
"""


def seconds_to_usable(code: str, env: dict[str, str]) -> tuple[float, float]:
    """From the process's start until it says that its window is usable: by the wall clock, and of processor time.

    Processor time is what holds on a machine that has other work too.
    """
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env)
    assert process.stdout is not None
    said = process.stdout.read(6)
    took = time.perf_counter() - begin
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert said == b"usable", f"the window never became usable (exit {process.returncode})"
    return took, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--reports", type=int, default=1000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"SARUP_HOME": folder, "PYTHONDONTWRITEBYTECODE": "", "QT_LOGGING_RULES": "*=false"}
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
        path = Path(folder) / "data" / "sarup.db"
        path.parent.mkdir()
        make_reports(chosen.reports, path)
        ours_code = OURS.replace("REPORTS", str(chosen.reports))
        bare, ours = [], []
        for round_ in range(chosen.rounds + 1):
            times = seconds_to_usable(BARE, env), seconds_to_usable(ours_code, env)
            if round_:  # the first one compiles and fills the caches
                bare.append(times[0])
                ours.append(times[1])
    print(f"{chosen.reports:,} reports, {chosen.rounds} rounds")
    for name, which in (("wall clock", 0), ("processor time", 1)):
        show(name, [one[which] for one in bare], [one[which] for one in ours])


def show(name: str, bare: list[float], ours: list[float]) -> None:
    ratios = [b / a for a, b in zip(bare, ours, strict=True)]
    for who, found in (("bare QMainWindow", bare), ("Sarup, usable", ours)):
        print(f"{name:14} {who:17} median {statistics.median(found) * 1e3:6.0f} ms   least {min(found) * 1e3:6.0f} ms")
    print(
        f"{name:14} {'ratio':17} median {statistics.median(ratios):6.2f}      of the least {min(ours) / min(bare):6.2f}"
    )


if __name__ == "__main__":
    main()
