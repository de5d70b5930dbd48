"""A killed program has kept what was typed, up to a second ago (the long form: tests/benchmarks/bench_kills_window.py)."""

import importlib.util
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parent.parent / "benchmarks" / "bench_kills_window.py"
ATTEMPTS = 3  # a machine that is busy elsewhere may hold a save up once; a broken promise is broken each time


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(("seconds", "pace"), [(0.4, 40), (1.5, 40), (2.3, 120), (1.9, 400)])
def test_no_key_older_than_the_promise_is_lost_when_the_window_is_killed(tmp_path, seconds, pace):
    spec = importlib.util.spec_from_file_location("bench_kills_window", BENCH)
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    lost = []
    while not lost or (lost[-1] > bench.PROMISE and len(lost) < ATTEMPTS):
        home = tmp_path / str(len(lost))
        home.mkdir()
        typed, kept, oldest = bench.run_once(home, seconds, pace)
        assert typed > 0
        assert kept <= typed
        lost.append(oldest)
    assert min(lost) <= bench.PROMISE, lost
