"""A person types into the real window, and the process is killed (SIGKILL) at a random moment, many times.

``python tests/benchmarks/bench_kills_window.py [--kills 200] [--most 6]`` then looks what of the typed text is in the
file: no key older than 1.25 s may be missing. Linux and macOS only.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop_app.model.records import Report
from desktop_app.store.database import Store

PROMISE = 1.25  # seconds: an older key is in the file
TYPIST = """
import os, sys, time
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from desktop_app.ui import app
show = app.Program.show
count = 0
def press():
    global count
    letter = chr(0x0E01 + count % 40)
    QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter))
    count += 1
    os.write(1, b"%d %.6f\\n" % (count, time.monotonic()))
def show_and_type(self, *args, **more):
    show(self, *args, **more)
    self.keys = QTimer(interval=PACE)
    self.keys.timeout.connect(press)
    QTimer.singleShot(100, self.keys.start)
app.Program.show = show_and_type
app.run()
"""


def run_once(folder: Path, seconds: float, pace: int) -> tuple[int, int, float]:
    """Types until killed ``seconds`` after the first key; keys typed, keys in the file, age of the oldest lost key (s)."""
    path = folder / "data" / "sarup.db"
    path.parent.mkdir(parents=True)
    with Store(path, user="ผู้ทดสอบ") as store:
        report_id = store.add(Report())
    env = os.environ | {"SARUP_HOME": str(folder)}
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    code = TYPIST.replace("PACE", str(pace))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    killed = time.monotonic()
    with process.stdout:
        told = (first + process.stdout.read()).decode().splitlines()
    process.wait()
    times = [float(line.split()[1]) for line in told]
    with Store(path, write=False) as store:
        title = store.load(report_id).title
    typed = "".join(chr(0x0E01 + number % 40) for number in range(len(times)))
    assert typed.startswith(title) or title.startswith(typed), (title, typed)
    kept = min(len(title), len(times))
    return len(times), kept, killed - times[kept] if kept < len(times) else 0.0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--most", type=float, default=6.0, help="seconds of typing")
    chosen = parser.parse_args()
    dice, lost, keys = random.Random(20), [], 0
    for kill in range(chosen.kills):
        pace = dice.choice((40, 120, 400))  # ms between keys: fast, usual, with pauses longer than the 300 ms
        with tempfile.TemporaryDirectory() as folder:
            typed, kept, oldest = run_once(Path(folder), dice.uniform(0.2, chosen.most), pace)
        keys += typed
        lost.append(oldest)
        if oldest > PROMISE:
            print(f"kill {kill}: {typed} keys, {kept} kept, the oldest lost key was {oldest:.2f} s old")
    late = sum(one > PROMISE for one in lost)
    print(
        f"{chosen.kills} kills, {keys} keys; oldest lost key: median {statistics.median(lost):.2f} s, most {max(lost):.2f} s"
    )
    print(f"{late} kills lost a key older than {PROMISE} s")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
