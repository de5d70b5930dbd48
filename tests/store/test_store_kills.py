"""A program killed while it saves: the short form of tests/benchmarks/bench_kills.py."""

from pathlib import Path

from tests.benchmarks.bench_kills import killed


def test_no_acknowledged_save_is_lost_when_the_program_is_killed(path: Path) -> None:
    tally = killed(8, path, seed=3)
    assert (tally.kills, tally.lost, tally.faults) == (8, 0, 0)
    assert tally.saves > 20
