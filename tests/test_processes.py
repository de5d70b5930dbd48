"""Other processes of the program: they end with the one that began them, however that ends."""

import multiprocessing
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from desktop_app.processes import beside, submit

HOUSE = Path(__file__).resolve().parent.parent
WAITING = """
import os, time
from desktop_app.processes import beside, submit

if __name__ == "__main__":
    with beside(1) as others:
        print(submit(others, os.getpid).result(), flush=True)
        time.sleep(60)
"""


def test_it_does_what_it_is_given() -> None:
    with beside(1) as others:
        assert submit(others, divmod, 17, 5).result() == (3, 2)
    assert not multiprocessing.active_children()


def test_it_is_told_that_one_was_killed() -> None:
    with beside(1) as others:
        future = submit(others, time.sleep, 60)
        for other in multiprocessing.active_children():
            other.kill()
        with pytest.raises(BrokenProcessPool):
            future.result()


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system whether a process is there by a file in /proc")
def test_it_ends_when_the_program_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "waiting.py"
    program.write_text(WAITING, encoding="utf-8")
    main = subprocess.Popen(
        [sys.executable, str(program)], cwd=HOUSE, env={"PYTHONPATH": str(HOUSE)}, stdout=-1, text=True
    )
    assert main.stdout
    other = Path("/proc", main.stdout.readline().strip())
    assert other.is_dir()
    main.kill()
    main.communicate()
    until = time.monotonic() + 30
    while other.is_dir() and time.monotonic() < until:
        time.sleep(0.05)
    assert not other.is_dir()
