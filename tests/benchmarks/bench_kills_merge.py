"""Kills an office that merges, undoes or packs, at random moments: ``python -m tests.benchmarks.bench_kills_merge [60]``.

After each kill the office's database is whole, and as it was before the verb or as it is after it; the stick has no package that
cannot be opened, and the older ones are as they were; no private copy of what was decrypted is left once the next merge has run.
"""

import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.errors import UserError
from desktop_app.model.records import Photo, Report
from desktop_app.store.database import Store
from desktop_app.sync import incoming, keys
from desktop_app.sync.packing import pack
from tests.benchmarks.many_reports import invented
from tests.records import PICTURES

HOUSE = Path(__file__).resolve().parent.parent.parent
REPORTS = 60
VERBS = ("merge", "undo-merge", "pack")


@dataclass
class Tally:
    """What the kills did. ``before``, ``after``: how often all of the verb was missing, and there. ``broken``: what must not be."""

    kills: int = 0
    before: int = 0
    after: int = 0
    ended: int = 0  # before they were killed
    broken: list[str] = field(default_factory=list)


def killed(times: int, folder: Path, seed: int = 0) -> Tally:
    dice, tally = random.Random(seed), Tally()
    with _at(folder, "laptop"), Store(folder / "laptop" / "data" / "sarup.db", user="มานี") as laptop:
        laptop.add_all(_reports())
        with _at(folder, "office"):
            keys.found_office(folder / "desk")
        (folder / "stick").mkdir()
        package = pack(laptop, folder / "stick", to=str(folder / "desk" / keys.OFFICE_CARD)).path
    with _at(folder, "office"):
        Store(folder / "desk" / "sarup.db").close()
        office = _Office(folder, package, tally)
        usual = {verb: office.timed(verb) for verb in VERBS}
        for _ in range(times):
            verb = dice.choice(VERBS)
            office.kill(verb, dice.uniform(0.3, 1.1) * usual[verb])
        office.timed("merge")
        office.look_for_copies()
    return tally


class _Office:
    """A process for each verb, over one database that goes on living."""

    def __init__(self, folder: Path, package: Path, tally: Tally) -> None:
        self._database, self._stick, self._package = folder / "desk" / "sarup.db", folder / "stick", package
        self._sent, self._tally = package.read_bytes(), tally
        self._private = folder / "private"
        self._private.mkdir()
        self._has_all = False

    def timed(self, verb: str) -> float:
        """Seconds of one that is let be."""
        started = time.monotonic()
        self._begin(verb).wait()
        self._has_all = {"merge": True, "undo-merge": False}.get(verb, self._has_all)
        return time.monotonic() - started

    def kill(self, verb: str, after: float) -> None:
        if verb == "undo-merge" and not self._has_all:
            verb = "merge"
        process = self._begin(verb)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(after)
        self._tally.ended += process.poll() is not None
        process.kill()
        process.wait()
        self._tally.kills += 1
        self._look(verb)

    def _begin(self, verb: str) -> "subprocess.Popen[bytes]":
        given = {"merge": [str(self._package)], "undo-merge": [], "pack": [str(self._stick)]}[verb]
        command = [sys.executable, "-m", "desktop_app", "--db", str(self._database), verb, *given]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, cwd=HOUSE, env=os.environ | {"TMPDIR": str(self._private)}, **quiet)

    def _look(self, verb: str) -> None:
        with Store(self._database) as store:
            faults, reports = store.check(), len(store.summaries())
            self._tally.broken += [f"{verb}: {fault}" for fault in faults]
            if reports not in (0, REPORTS):
                self._tally.broken.append(f"{verb}: {reports} of {REPORTS} reports")
            self._tally.after += (reports > 0) != self._has_all
            self._tally.before += (reports > 0) == self._has_all
            self._has_all = reports > 0
            self._look_at_stick(verb, store)

    def _look_at_stick(self, verb: str, store: Store) -> None:
        if self._package.read_bytes() != self._sent:
            self._tally.broken.append(f"{verb}: the laptop's package was changed")
        for path in [*self._stick.glob("*.sarup")]:
            try:
                with incoming.opened(path, incoming.here(store)):
                    pass
            except UserError as error:
                self._tally.broken.append(f"{verb}: {path.name}: {error.english}")
            if path != self._package:
                path.unlink()

    def look_for_copies(self) -> None:
        self._tally.broken += [f"left in the private folder: {path.name}" for path in self._private.iterdir()]


def _reports() -> list[Report]:
    found = list(invented(REPORTS))
    for report in found:
        report.photos = [Photo(image=name) for name in PICTURES]
        report.pictures = dict(PICTURES)
    return found


@contextlib.contextmanager
def _at(folder: Path, computer: str) -> Iterator[None]:
    before = os.environ.get("SARUP_HOME")
    os.environ["SARUP_HOME"] = str(folder / computer)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SARUP_HOME"]
        else:
            os.environ["SARUP_HOME"] = before


def main(times: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        tally = killed(times, Path(folder), seed=times)
    print(json.dumps(vars(tally), ensure_ascii=False))
    return int(bool(tally.broken))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
