"""A store in a folder of its own, and one report in it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.model import exchange
from desktop_app.store.database import Store

HOUSE = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may lie; nothing is there yet."""
    return tmp_path / "sarup.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path, user="มานี") as opened:
        yield opened


@pytest.fixture
def report_id(store: Store, sample: dict) -> str:
    return store.add(exchange.from_json(sample))


@pytest.fixture
def stocked(path: Path, sample: dict) -> Path:
    """A closed database with the sample in it."""
    with Store(path, user="มานี") as opened:
        opened.add(exchange.from_json(sample))
    return path


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs Python source in a process of its own, with values as JSON in ``args``."""

    def run(source: str, *values: object, house: Path = HOUSE) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {"PYTHONPATH": str(house), "PYTHONUTF8": "1"}
        head = "import json, sys\nargs = json.loads(sys.argv[1])\n"
        command = [
            sys.executable,
            "-c",
            head + source,
            json.dumps([str(v) if isinstance(v, Path) else v for v in values]),
        ]
        return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, timeout=120)

    return run
