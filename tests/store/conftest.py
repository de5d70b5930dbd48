"""A store in a folder of its own or on a server, and one report in it."""

import inspect
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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What is no test about the file is held by a server's database too."""
    if "site" in metafunc.fixturenames:
        of_files = "path" in inspect.signature(metafunc.function).parameters
        of_files = of_files or metafunc.definition.get_closest_marker("of_files") is not None
        metafunc.parametrize("site", ["file"] if of_files else ["file", "server"], indirect=True)


@pytest.fixture
def site(request: pytest.FixtureRequest, path: Path) -> Path | str:
    """Where a database may be opened: in a file that is not there yet, or on a server."""
    return path if request.param == "file" else request.getfixturevalue("postgres")()


@pytest.fixture
def store(site: Path | str) -> Iterator[Store]:
    with Store(site, user="มานี") as opened:
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
        return subprocess.run(command, cwd=house, env=environment, capture_output=True, encoding="utf-8", timeout=120)

    return run
