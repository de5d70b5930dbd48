"""Prints how long the form takes to be built, to show another report, and to bring a key to the record.

python tests/benchmarks/bench_form.py
"""

import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.model.changes import Draft, birth
from desktop_app.model.exchange import from_json
from desktop_app.model.records import Activity, Report
from desktop_app.ui import theme
from desktop_app.ui.form.report_form import ReportForm

ROUNDS = 15
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "report.json"


def new_draft() -> Draft:
    report = from_json(json.loads(SAMPLE.read_text(encoding="utf-8")))
    birth(report)
    return Draft(report)


def milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def line(what: str, spent: list[float]) -> None:
    print(f"{what:<58}{statistics.median(spent):9.2f}{min(spent):9.2f}{max(spent):9.2f}")


def press(box: QWidget, letter: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(box, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter))


def main() -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(app, 100, "light")
    drafts = [new_draft(), new_draft()]
    drafts[1].report.agencies.pop()
    print(f"{'milliseconds':<58}{'median':>9}{'least':>9}{'most':>9}")

    def build() -> ReportForm:
        form = ReportForm()
        form.resize(1036, 700)
        form.show_draft(drafts[0])
        return form

    line("form built and the first tab filled with the sample", milliseconds(build))
    form = build()
    line("  then painted for the first time", milliseconds(lambda: (form.show(), form.grab()), 1))
    turn = iter(range(10_000))

    def other() -> None:
        form.show_draft(drafts[next(turn) % 2])

    line("another report in the same form", milliseconds(other))
    line("  and painted", milliseconds(lambda: (other(), form.grab())))
    for index in range(1, form.tabs.count()):
        line(f"tab {index + 1} for the first time", milliseconds(lambda n=index: form.tabs.setCurrentIndex(n), 1))
    line("tabs turned", milliseconds(lambda: form.tabs.setCurrentIndex(next(turn) % 5)))
    goals = form._pages["goals"].lists[0]
    form.go_to_field("goals", goals.rows[0].item.id if goals.rows[0].item else "", "body")
    body, title = goals.rows[0].editors[0], form._pages["event"].bindings[0].editor
    line("a key in a long text, to the record", milliseconds(lambda: press(body, "ก"), 200))
    line("  and painted", milliseconds(lambda: (press(body, "ก"), app.processEvents()), 200))
    line("a key in a line, to the record", milliseconds(lambda: press(title, "ก"), 200))
    hundred_items(form, app)


def hundred_items(form: ReportForm, app: QApplication) -> None:
    report = Report(activities=[Activity(f"หัวข้อ {n}", "ข้อความยาว " * 20) for n in range(100)])
    birth(report)
    form.show_draft(Draft(report))
    line("100 activities shown", milliseconds(lambda: (form.tabs.setCurrentIndex(2), app.processEvents()), 1))
    items = form._pages["activities"].lists[0]

    def settled(work: Callable[[], object]) -> Callable[[], object]:
        return lambda: (work(), app.processEvents())

    line("100 activities: one added and painted", milliseconds(settled(lambda: items.add(100)), 5))
    line("100 activities: one moved and painted", milliseconds(settled(lambda: items.move_item(50, 49)), 5))
    line("100 activities: one removed and painted", milliseconds(settled(lambda: items.remove(50)), 5))
    body = items.rows[50].editors[1]
    line("100 activities: a key, painted", milliseconds(settled(lambda: press(body, "ก")), 50))


if __name__ == "__main__":
    main()
