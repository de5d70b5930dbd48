"""A program that goes on running and is asked for reports: ``worker running PEER SOURCE``, ``worker preview SOURCE``.

``marked`` in the place of ``running``: the peer's texts are told where we would end a line. It reads lines from its standard input
and answers each with seconds.
"""

import io
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

from desktop_app.report.book import MOST_PROCESSES
from tests.benchmarks.peers.setters import SETTERS

PAGES = 30  # of the report with a preview
_OURS = {"sarup": "records", "book": "records"}  # what we begin with; the peers get blocks


def main() -> None:
    source = json.loads(Path(sys.argv[-1]).read_text(encoding="utf-8"))
    if sys.argv[1] == "preview":
        preview(source["records"][0])
    else:
        running(sys.argv[2], source[_OURS.get(sys.argv[2], "marked" if sys.argv[1] == "marked" else "blocks")])


def running(peer: str, reports: list[Any]) -> None:
    """Answers "first after_the_last" with the seconds these reports took in one file, its pages, and the megabytes of all processes."""
    setter = SETTERS[peer]()
    setter(reports[:1])
    print("ready", flush=True)
    for line in sys.stdin:
        first, after = map(int, line.split())
        begun = time.perf_counter()
        pdf = setter(reports[first:after])
        seconds = time.perf_counter() - begun
        held = memory()
        print(seconds, pages_of(pdf), held, flush=True)


def memory() -> float:
    """The peak megabytes of this process and of those that it began: of the largest, as often as there were any."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    began = min(os.cpu_count() or 1, MOST_PROCESSES) - 1 if others.ru_maxrss else 0
    return (own.ru_maxrss + began * others.ru_maxrss) / 1024


def pages_of(pdf: bytes) -> int:
    """The pages of one file, or of several behind one another."""
    import pikepdf

    files = pdf.split(b"%PDF-")[1:]
    return sum(len(pikepdf.open(io.BytesIO(b"%PDF-" + one)).pages) for one in files)


def preview(record: dict[str, Any]) -> None:
    """Answers every line with the seconds from a key in the middle of a long report to its page on the screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from desktop_app.report.document import Stamp
    from desktop_app.ui.app import SWITCH
    from desktop_app.ui.paper.preview import Preview

    sys.setswitchinterval(SWITCH)
    application = QApplication([])
    shown = Preview()
    shown.resize(900, 700)
    shown.show()

    def seconds(tree: dict[str, Any], revision: int) -> float:
        loop = QEventLoop()
        shown.refreshed.connect(loop.quit)
        begun = time.perf_counter()
        shown.show_report(tree, Stamp("bench", revision))
        loop.exec()
        shown.refreshed.disconnect(loop.quit)
        return time.perf_counter() - begun

    tree, revision = record, 0
    while shown.view.page_count() < PAGES:
        tree = tree | {"lessons": tree["lessons"] + record["lessons"] * 5}
        seconds(tree, revision)
        revision += 1
    print("ready", shown.view.page_count(), flush=True)
    for _ in sys.stdin:
        revision += 1
        middle = len(tree["lessons"]) // 2
        item = tree["lessons"][middle]
        changed = item | {"body": item["body"] + "ก"}
        tree = tree | {"lessons": [*tree["lessons"][:middle], changed, *tree["lessons"][middle + 1 :]]}
        print(seconds(tree, revision), flush=True)
    shown.stop()
    del application


if __name__ == "__main__":
    main()
