"""How long each verb takes as a process, and how much memory: ``python tests/benchmarks/bench_cli.py [REPORTS]``."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample" / "report.json"
SARUP = [sys.executable, "-P", "-m", "desktop_app", "--db", "many.db"]
ROUNDS = 7


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        maker = [sys.executable, str(ROOT / "tests" / "benchmarks" / "many_reports.py"), str(count), "many.db"]
        subprocess.run(maker, check=True)  # a process of its own: a child's memory is counted from its parent's
        last = json.loads(subprocess.run([*SARUP, "list", "--json"], check=True, capture_output=True).stdout)[0]["id"]
        print(f"{count} reports, medians of {ROUNDS} processes each; python -c pass for comparison")
        measure("python -c pass", [sys.executable, "-c", "pass"])
        for words in (
            ["--version"],
            ["list"],
            ["list", "--find", "ขยะ", "--json"],
            ["export", str(SAMPLE), "sample.pdf"],
            ["export", last, "one.pdf"],
            ["export", last, "one.json"],
            ["import", str(SAMPLE)],
            ["set", last, "event.place", "ที่ใหม่"],
            ["history", last],
        ):
            measure(words, [*SARUP, *words])
        all_of_them = ["export", "--all", "folder", "--format", "pdf"]
        measure(all_of_them, [*SARUP, *all_of_them], rounds=1)


def measure(name: str | list[str], command: list[str], rounds: int = ROUNDS) -> None:
    seconds, memory = [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(time.perf_counter() - start)
        memory = max(memory, used.ru_maxrss)
        if process.returncode:
            raise SystemExit(f"{command} ended with {process.returncode}")
    label = name if isinstance(name, str) else " ".join(word.rsplit("/", 1)[-1] for word in name)
    print(f"{label[:60]:60} {statistics.median(seconds):7.3f} s {memory / 1024:6.0f} MB")


if __name__ == "__main__":
    main()
