"""An office killed while it merges, undoes and packs: the short form of tests/benchmarks/bench_kills_merge.py."""

from pathlib import Path

from tests.benchmarks.bench_kills_merge import killed


def test_a_killed_merge_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    tally = killed(6, tmp_path, seed=2)
    assert tally.broken == []
    assert (tally.kills, tally.before + tally.after) == (6, 6)
