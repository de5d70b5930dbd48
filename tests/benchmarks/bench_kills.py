"""Kills a typing program at random moments: ``python tests/benchmarks/bench_kills.py [200]`` says what was lost."""

import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from desktop_app.store.database import Store

HOUSE = Path(__file__).resolve().parent.parent.parent

# Types into one field, and every fifth time adds an item; says each save aloud only when it is acknowledged.
TYPIST = """
import sys
from desktop_app.model.changes import Draft
from desktop_app.model.records import Goal, Report
from desktop_app.store.database import Store
store = Store(sys.argv[1], user="typist")
if not store.summaries():
    store.add(Report())
draft = Draft(store.load(store.summaries()[0].id))
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    draft.set("report", draft.report.id, "introduction", f"{number} " + "ถอดบทเรียน" * (number % 200))
    if number % 5 == 0:
        draft.insert("goals", len(draft.report.goals) // 2, Goal(body=str(number)))
        if len(draft.report.goals) > 20:
            draft.remove("goals", 0)
    store.save(draft.take())
    if number % 50 == 0:
        store.backup()
    print(number, flush=True)
"""


@dataclass
class Tally:
    """What the kills did. ``lost``: acknowledged saves that were not there; ``faults``: what the check found."""

    kills: int = 0
    saves: int = 0
    while_starting: int = 0
    hot_journals: int = 0
    lost: int = 0
    faults: int = 0


def killed(times: int, path: Path, seed: int = 0) -> Tally:
    """Starts, kills and looks, ``times`` over, on one database that goes on living."""
    dice, tally, acknowledged = random.Random(seed), Tally(), 0
    for _ in range(times):
        # a start takes about half a second: some kills hit it, most hit the typing
        said = _one_kill(
            path, acknowledged, dice.uniform(0.0, 0.2) if dice.random() < 0.1 else None, dice.uniform(0, 0.3)
        )
        tally.kills += 1
        tally.while_starting += not said
        numbers = [int(line) for line in said if line != "ready"]
        tally.saves += len(numbers)
        acknowledged = max([acknowledged, *numbers])
        journal = Path(f"{path}-journal")
        tally.hot_journals += journal.exists() and journal.stat().st_size > 0
        if path.exists():
            acknowledged = _look(path, acknowledged, tally)
    return tally


def _one_kill(path: Path, number: int, starting: float | None, typing: float) -> list[str]:
    """The whole lines that the typist said before it was killed."""
    command = [sys.executable, "-c", TYPIST, str(path), str(number)]
    typist = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=HOUSE)
    assert typist.stdout is not None
    first = b""
    if starting is None:
        first = typist.stdout.readline()
        time.sleep(typing)
    else:
        time.sleep(starting)
    typist.kill()
    rest = typist.communicate()[0]
    return (first + rest).decode().replace("\r\n", "\n").split("\n")[:-1]


def _look(path: Path, acknowledged: int, tally: Tally) -> int:
    """Is every acknowledged save there? Gives the number of the last save, which may be one that was not yet said aloud."""
    with Store(path) as store:
        tally.faults += len(store.check())
        lines = store.summaries()
        found = int(store.load(lines[0].id).introduction.split(" ")[0] or 0) if lines and acknowledged else acknowledged
        goals = {one.value for line in lines for one in store.history(line.id, "goals.body")}
    tally.lost += found < acknowledged
    tally.lost += len({str(number) for number in range(5, acknowledged + 1, 5)} - goals)
    return found


def main(times: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        tally = killed(times, Path(folder) / "sarup.db", seed=times)
        print(json.dumps(vars(tally) | {"seconds": round(time.monotonic() - started)}))
    return int(tally.lost + tally.faults > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
