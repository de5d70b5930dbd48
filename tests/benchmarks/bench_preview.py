"""How fresh the preview stays while somebody types beside it, and whether the window's event loop ever stalls.

A heartbeat of one millisecond runs in the window's thread; a gap between two beats is a stall that a person would feel
in the keys. Run: ``python tests/benchmarks/bench_preview.py [seconds]``.
"""

import copy
import json
import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.report.document import Stamp
from desktop_app.ui.app import SWITCH
from desktop_app.ui.paper.preview import Preview

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "report.json"
KEY_EVERY = 80  # ms: a fast typist


class Typing(QObject):
    """Types into the title of a report beside its preview, and takes the time of everything."""

    def __init__(self, preview: Preview, tree: dict) -> None:
        super().__init__()
        self.preview, self.tree, self.number = preview, tree, 0
        self.beats: list[float] = []
        self.gaps: list[float] = []
        self.waits: list[float] = []
        self.asked: dict[int, float] = {}
        self.keys = QTimer(self, interval=KEY_EVERY)
        self.keys.timeout.connect(self.press)
        self.heart = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.heart.timeout.connect(self.beat)
        preview.refreshed.connect(self.fresh)

    def press(self) -> None:
        self.number += 1
        event = self.tree["event"] | {"title": f"กิจกรรมที่พิมพ์ถึงตัวที่ {self.number}"}
        self.asked[self.number] = time.perf_counter()
        self.preview.show_report(self.tree | {"event": event}, Stamp("bench", self.number))

    def fresh(self) -> None:
        shown = self.preview.shown_revision()
        if shown in self.asked:
            self.waits.append(time.perf_counter() - self.asked.pop(shown))

    def beat(self) -> None:
        now = time.perf_counter()
        if self.beats:
            self.gaps.append(now - self.beats[-1])
        self.beats.append(now)

    def run(self, seconds: float) -> None:
        loop = QEventLoop()
        self.heart.start()
        self.keys.start()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()
        self.keys.stop()
        self.heart.stop()


def first_page(preview: Preview, tree: dict) -> float:
    """Seconds from the first request, with nothing loaded, to the page on the screen."""
    loop = QEventLoop()
    preview.refreshed.connect(loop.quit)
    begun = time.perf_counter()
    preview.show_report(tree, Stamp("bench", 0))
    loop.exec()
    return time.perf_counter() - begun


def measure(name: str, tree: dict, seconds: float) -> str:
    preview = Preview()
    preview.resize(900, 700)
    preview.show()
    first = first_page(preview, tree)
    typing = Typing(preview, tree)
    typing.run(seconds)
    pages = preview.view.page_count()
    preview.stop()
    gaps = sorted(1000 * gap for gap in typing.gaps)
    waits = [1000 * wait for wait in typing.waits] or [float("nan")]
    over = sum(gap > 50 for gap in gaps)
    return (
        f"{name:<14}{pages:>6}{1000 * first:>12.0f}{typing.number:>7}{len(typing.waits):>8}"
        f"{statistics.median(waits):>12.0f}{max(waits):>10.0f}{gaps[len(gaps) * 99 // 100]:>10.1f}{gaps[-1]:>10.1f}{over:>8}"
    )


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 8.0
    sys.setswitchinterval(SWITCH)
    app = QApplication([])
    app.setStyle("Fusion")
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    long = copy.deepcopy(sample)
    long["lessons"] = long["lessons"] * 120
    print(f"{'':<14}{'pages':>6}{'first ms':>12}{'keys':>7}{'shown':>8}{'median ms':>12}{'worst ms':>10}", end="")
    print(f"{'beat p99':>10}{'longest':>10}{'> 50 ms':>8}")
    for name, tree in (("sample", sample), ("long", long)):
        print(measure(name, tree, seconds))


if __name__ == "__main__":
    main()
