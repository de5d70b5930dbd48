"""Laptops' files merged into an office's, beside what SQLite alone needs to copy the same rows.

``python -m tests.benchmarks.bench_merge`` prints a table for 30 laptops of 40 reports; ``--laptops N`` takes other
numbers, ``--postgres`` merges into a server's database, ``--long`` prints the cost of a version up to 1,000,000 of them or as many as are said.
"""

import argparse
import os
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from desktop_app.store import server
from desktop_app.store.database import Store
from desktop_app.sync import receiving

from .many_reports import make_reports

REPORTS = 40


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--laptops", type=int, default=30)
    parser.add_argument("--postgres", action="store_true", help="into a PostgreSQL server's database")
    parser.add_argument("--long", type=int, nargs="?", const=1_000_000, metavar="VERSIONS")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.postgres:
            on_server(Path(folder), arguments.laptops)
        elif arguments.long:
            curve(Path(folder), arguments.long)
        else:
            table(Path(folder), arguments.laptops)


def table(folder: Path, count: int) -> None:
    files = [laptop(folder, number) for number in range(count)]
    bare = bare_copy(files, folder / "bare.db")
    before = memory()
    first, versions = merged(files, folder / "office.db")
    again, none = merged(files, folder / "office.db")
    print(f"{count} laptops x {REPORTS} reports, {versions} versions")
    print(f"{'bare ATTACH + INSERT SELECT ON CONFLICT DO NOTHING':52} {bare:8.2f} s")
    print(f"{'merge':52} {first:8.2f} s  {first / bare:5.2f} times bare, {first / versions * 1e6:.0f} us a version")
    print(f"{'the same files again':52} {again:8.2f} s  {first / again:5.1f} times faster, {none} versions taken")
    print(f"{'memory':52} {memory():8.0f} MB (before the merge {before:.0f})")


def on_server(folder: Path, count: int) -> None:
    """The same into a server's database, beside COPY and INSERT ON CONFLICT DO NOTHING of the same rows."""
    from tests import postgres_server

    binaries = postgres_server.programs()
    assert binaries, "PostgreSQL is not installed"
    os.environ["SARUP_HOME"] = str(folder / "home")
    files = [laptop(folder, number) for number in range(count)]
    with postgres_server.running(binaries) as socket:
        for name in ("bare", "office"):
            postgres_server.tell(socket, f"CREATE DATABASE {name}")
            server.found(postgres_server.address_in(socket, name))
        bare = bare_server_copy(files, socket)
        first, versions = merged(files, postgres_server.address_in(socket, "office"))
        again, none = merged(files, postgres_server.address_in(socket, "office"))
    print(f"{count} laptops x {REPORTS} reports, {versions} versions, into PostgreSQL")
    print(f"{'bare COPY + INSERT SELECT ON CONFLICT DO NOTHING':52} {bare:8.2f} s")
    print(f"{'merge':52} {first:8.2f} s  {first / bare:5.2f} times bare, {first / versions * 1e6:.0f} us a version")
    print(f"{'the same files again':52} {again:8.2f} s  {first / again:5.1f} times faster, {none} versions taken")


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


def bare_server_copy(files: list[Path], socket: Path) -> float:
    """What PostgreSQL needs for the rows of the log, laptop by laptop through a passing table."""
    import psycopg

    taken = 0.0
    with psycopg.connect(host=str(socket), user="sarup", dbname="bare") as conn:
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
