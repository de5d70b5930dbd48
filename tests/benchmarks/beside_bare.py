"""What :mod:`.bench_merge` measures: rounds of a bare copy, a merge and the same merge again, and medians of them."""

import argparse
import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from desktop_app.store import server
from desktop_app.store.database import Store
from desktop_app.sync import arriving, receiving
from tests.benchmarks.many_reports import make_reports

REPORTS = 40


@dataclass
class Times:
    """Seconds of each round."""

    bare: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    versions: int = 0

    def show(self, laptops: int, bare: str, where: str = "") -> None:
        copied, first, again = (median(one) for one in (self.bare, self.first, self.again))
        ratio = median(mine / theirs for mine, theirs in zip(self.first, self.bare, strict=True))
        print(
            f"{laptops} laptops x {REPORTS} reports, {self.versions} versions{where}; medians of {len(self.bare)} rounds"
        )
        print(f"{bare:52} {copied:8.2f} s")
        print(f"{'merge':52} {first:8.2f} s  {ratio:5.2f} times bare, {first / self.versions * 1e6:.0f} us a version")
        print(f"{'the same files again':52} {again:8.2f} s  {first / again:5.1f} times faster")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--laptops", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgres", action="store_true", help="into a PostgreSQL server's database")
    parser.add_argument("--long", type=int, nargs="?", const=1_000_000, metavar="VERSIONS")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.long:
            curve(Path(folder), arguments.long)
            return
        os.environ["SARUP_HOME"] = f"{folder}/home"
        files = [laptop(Path(folder), number) for number in range(arguments.laptops)]
        (on_server if arguments.postgres else in_file)(Path(folder), files, arguments.rounds)


def in_file(folder: Path, files: list[Path], rounds: int) -> None:
    times, before = Times(), memory()
    for _ in range(rounds):
        times.bare.append(bare_copy(files, folder / "bare" / "sarup.db"))
        _round(times, files, folder / "office" / "sarup.db")
        for name in ("bare", "office"):
            shutil.rmtree(folder / name)
    times.show(len(files), "bare ATTACH + INSERT SELECT ON CONFLICT DO NOTHING")
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    told = f"MB (before the merge {before:.0f}), and {arriving.MOST} other processes of at most {others:.0f}"
    print(f"{'memory':52} {memory():8.0f} {told}")


def on_server(folder: Path, files: list[Path], rounds: int) -> None:
    """Into a server's database, beside COPY and INSERT ON CONFLICT DO NOTHING of the same rows."""
    from tests import postgres_server

    binaries, times = postgres_server.programs(), Times()
    assert binaries, "PostgreSQL is not installed"
    with postgres_server.running(binaries) as socket:
        for number in range(rounds):
            bare, office = f"bare{number}", f"office{number}"
            for name in (bare, office):
                postgres_server.tell(socket, f"CREATE DATABASE {name}")
                server.found(postgres_server.address_in(socket, name))
            times.bare.append(bare_server_copy(files, socket, bare))
            _round(times, files, postgres_server.address_in(socket, office))
    times.show(len(files), "bare COPY + INSERT SELECT ON CONFLICT DO NOTHING", ", into PostgreSQL")


def _round(times: Times, files: list[Path], office: Path | str) -> None:
    first, times.versions = merged(files, office)
    times.first.append(first)
    again, taken = merged(files, office)
    assert not taken
    times.again.append(again)


def curve(folder: Path, most: int) -> None:
    """One merge of more and more laptops' files into a new office."""
    print(f"{'versions':>12} {'us a version':>14} {'of processor':>14} {'memory MB':>10}")
    files: list[Path] = []
    total = 0
    for goal in (10_000, 30_000, 100_000, 300_000, 1_000_000):
        while total < min(goal, most):
            files.append(laptop(folder, len(files)))
            with Store(files[-1], write=False) as store:
                total += sum(store.vector().values())
        office = folder / f"office-{goal}" / "sarup.db"
        busy = time.process_time()
        taken, versions = merged(files, office)
        busy = time.process_time() - busy
        shutil.rmtree(office.parent)
        print(
            f"{versions:12} {taken / versions * 1e6:14.1f} {busy / versions * 1e6:14.1f} {memory():10.0f}", flush=True
        )
        if goal >= most:
            return


def laptop(folder: Path, number: int) -> Path:
    path = folder / f"laptop-{number}" / "sarup.db"
    make_reports(REPORTS, path, seed=number)
    return path


def merged(files: list[Path], office: Path | str) -> tuple[float, int]:
    """Seconds, and how many versions were taken."""
    with Store(office) as store:
        started = time.perf_counter()
        done = receiving.merge(store, files)
        taken = time.perf_counter() - started
        assert not done.refused
        assert not done.conflicts
        return taken, done.versions


def bare_copy(files: list[Path], out: Path) -> float:
    """What SQLite alone needs for the rows of the log, under our pragmas."""
    Store(out).close()
    from desktop_app.store import opening

    raw = opening.open_file(out)
    taken = 0.0
    for file in files:
        raw.execute("ATTACH ? AS laptop", (str(file),))
        started = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        for name in ("version", "parent"):
            raw.execute(f"INSERT INTO main.{name} SELECT * FROM laptop.{name} WHERE true ON CONFLICT DO NOTHING")
        raw.execute("COMMIT")
        taken += time.perf_counter() - started
        raw.execute("DETACH laptop")
    raw.close()
    assert sqlite3.sqlite_version_info > (3, 24)
    return taken


def bare_server_copy(files: list[Path], socket: Path, database: str) -> float:
    """What PostgreSQL needs for the rows of the log, laptop by laptop through a passing table."""
    import psycopg

    taken = 0.0
    with psycopg.connect(host=str(socket), user="sarup", dbname=database) as conn:
        for file in files:
            raw = sqlite3.connect(file)
            started = time.perf_counter()
            for name in ("version", "parent"):
                rows = raw.execute(f"SELECT * FROM {name}")
                conn.execute(f"CREATE TEMPORARY TABLE came ON COMMIT DROP AS SELECT * FROM {name} WITH NO DATA")
                with conn.cursor() as cursor, cursor.copy("COPY came FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                conn.execute(f"INSERT INTO {name} SELECT * FROM came ON CONFLICT DO NOTHING")
                conn.execute("DROP TABLE came")
            conn.commit()
            taken += time.perf_counter() - started
            raw.close()
    return taken


def memory() -> float:
    """The most this process ever used, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
