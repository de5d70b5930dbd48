"""How fast the store is with many reports in the file: ``python tests/benchmarks/bench_store.py [1000]`` prints a table."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from many_reports import make_reports

from desktop_app.model.changes import REPORT, Change
from desktop_app.store import opening, reading
from desktop_app.store.database import Store

FRESH = """
import sys, time, {before}
start = time.perf_counter()
import desktop_app.store.{module}
print((time.perf_counter() - start) * 1000)
"""


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sarup.db"
        started = time.perf_counter()
        ids = make_reports(count, path)
        line(f"{count} reports added", [time.perf_counter() - started])
        print(f"{'file':60} {path.stat().st_size / 1e6:9.1f} MB")
        without_sqlalchemy(path, ids)
        with_the_store(path, ids)
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = folder
        for before, module in (
            ("sqlite3", "opening"),
            ("sqlite3", "reading"),
            ("sqlite3, desktop_app.model.checks", "reading"),
        ):
            fresh(before, module, compiled)  # now it is compiled
            taken = [fresh(before, module, compiled) / 1000 for _ in range(7)]
            line(f"import store.{module} after {before}", taken)


def without_sqlalchemy(path: Path, ids: list[str]) -> None:
    def opened() -> None:
        opening.open_file(path).close()

    line("open_file", timed(opened, 20))
    raw = opening.open_file(path)
    run = reading.raw(raw)
    line("summaries of all, raw", timed(lambda: reading.summaries(run), 20))
    line("load of one, raw", timed(lambda: reading.load(run, ids[len(ids) // 2]), 50))
    raw.close()


def with_the_store(path: Path, ids: list[str]) -> None:
    line("Store(...)", timed(lambda: Store(path).close(), 5))
    with Store(path) as store:
        line("summaries of all, Store", timed(store.summaries, 20))
        line("load of one, Store", timed(lambda: store.load(ids[7]), 50))
        texts = iter(range(1_000_000))
        line("save of one field, typing on", timed(lambda: place(store, ids[7], next(texts)), 100))
        line(
            "save of one field, another report each",
            timed(lambda: place(store, ids[(n := next(texts)) % len(ids)], n), 100),
        )
        line("save of an unchanged value", timed(lambda: place(store, ids[7], 0), 100))
        line("history of one", timed(lambda: store.history(ids[7]), 20))
        line("revision of one", timed(lambda: store.revision(ids[7]), 20))
        line("backup", timed(store.backup, 3))
        line("check", timed(store.check, 1))
        line("rebuild", timed(store.rebuild, 1))


def place(store: Store, report_id: str, number: int) -> None:
    store.save([Change(REPORT, report_id, "place", f"ศาลาประชาคมหมู่ที่ {number}")])


def fresh(before: str, module: str, environment: dict[str, str]) -> float:
    """Milliseconds in a process of its own."""
    command = [sys.executable, "-c", FRESH.format(before=before, module=module)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return taken


def line(name: str, seconds: list[float]) -> None:
    middle, worst = statistics.median(seconds) * 1000, max(seconds) * 1000
    print(f"{name:60} {middle:9.2f} ms  (worst {worst:.2f}, {len(seconds)} rounds)", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
