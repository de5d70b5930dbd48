"""Mutated packages and databases by the thousand: ``python -m tests.benchmarks.fuzz_packages [20000] [first seed]``.

No crash, no hang over 5 s (5 more for every 100 MB), no partial import, nothing left behind. Prints how many were refused, why, and the slowest; a file
that broke the office is kept and named. A worker process does the work, so that even a crash of the interpreter is one line.
"""

import collections
import faulthandler
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HANG = 60.0  # seconds without a word from the worker


def main(count: int, first: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        kept = Path(tempfile.gettempdir()) / "sarup-fuzz"
        found = list(run(Path(name), count, first, kept))
    kinds: dict[str, collections.Counter[bool]] = collections.defaultdict(collections.Counter)
    reasons: collections.Counter[str] = collections.Counter()
    for one in found:
        kinds[one.get("kind", "?")][bool(one.get("why"))] += 1
        reasons[str(one.get("why", "")).split(":")[1 if ":" in str(one.get("why")) else 0][:60].strip()] += 1
    for kind, many in sorted(kinds.items()):
        print(f"{kind:24} {many[True]:6} refused {many[False]:6} taken")
    print("reasons:", *(f"{many:6} {why or '(taken)'}" for why, many in reasons.most_common(25)), sep="\n  ")
    slowest = max(found, key=lambda one: one.get("seconds", 0.0))
    broken = [one for one in found if "broken" in one]
    print(
        f"{len(found)} files, slowest {slowest.get('seconds', 0):.2f} s ({slowest.get('kind')}), broken: {len(broken)}"
    )
    for one in broken:
        print(json.dumps(one, ensure_ascii=False))
    return int(bool(broken))


def run(folder: Path, count: int, first: int, kept: Path) -> list[dict]:
    """The outcome of each seed; where the worker died the next one goes on behind it."""
    found: list[dict] = []
    while len(found) < count:
        at = first + len(found)
        work = folder / f"from-{at}"
        work.mkdir()
        command = [
            sys.executable,
            "-m",
            "tests.benchmarks.fuzz_packages",
            "--worker",
            str(work),
            str(at),
            str(count - len(found)),
        ]
        worker = subprocess.Popen([*command, str(kept)], stdout=subprocess.PIPE, text=True)
        assert worker.stdout
        heard = [time.monotonic()]
        threading.Thread(target=watch, args=(worker, heard), daemon=True).start()
        for line in worker.stdout:
            heard[0] = time.monotonic()
            found.append(json.loads(line))
            if len(found) % 1000 == 0:
                print(f"{len(found)}/{count}", file=sys.stderr, flush=True)
        if worker.wait() and len(found) < count:
            found.append(
                {"broken": f"the worker died with {worker.returncode}", "seed": first + len(found), "at": str(work)}
            )
    return found


def watch(worker: "subprocess.Popen[str]", heard: list[float]) -> None:
    while worker.poll() is None:
        time.sleep(1)
        if time.monotonic() - heard[0] > HANG:
            worker.kill()


def work(folder: Path, first: int, count: int, kept: Path) -> None:
    from tests.fuzzing import HOME, PRIVATE, Office

    faulthandler.enable()
    (folder / PRIVATE).mkdir()
    os.environ["SARUP_HOME"] = str(folder / HOME)
    tempfile.tempdir = str(folder / PRIVATE)
    office = Office(folder)
    for seed in range(first, first + count):
        try:
            print(json.dumps(vars(office.receive(seed))), flush=True)
        except BaseException as error:
            kept.mkdir(exist_ok=True)
            (kept / f"{seed}.sarup").write_bytes(office.file.read_bytes())
            office.database.write_bytes(office.empty)
            told = f"{type(error).__name__}: {error}"[:500]
            print(json.dumps({"broken": told, "seed": seed, "file": str(kept / f"{seed}.sarup")}), flush=True)
            if isinstance(error, KeyboardInterrupt):
                raise


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        work(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
    else:
        numbers = [int(one) for one in sys.argv[1:]]
        sys.exit(main(*(numbers + [20_000, 1][len(numbers) :])))
