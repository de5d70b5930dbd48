"""A real PostgreSQL server for the tests: own folder, own socket, nothing of the computer's own databases.

``postgres`` makes new databases on it: ``postgres()`` gives the address of an office without reports, ``postgres(empty=True)``
of a database without tables. Debian's package is enough; the server runs as nobody where the tests run as root.
"""

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.store import server

Postgres = Callable[..., str]
_OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
_MADE = "office_of_tests"
_numbers = itertools.count(1)


def programs() -> Path | None:
    """The folder of the newest server that is installed; none on Windows, where it has no socket in a folder of its own."""
    if os.name != "posix":
        return None
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    there = found[-1] if found else shutil.which("initdb")
    return Path(there).parent if there else None


@pytest.fixture(scope="session")
def postgres_folder() -> Iterator[Path]:
    """The server's socket lies in it."""
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with running(binaries) as folder:
        yield folder


@contextlib.contextmanager
def running(binaries: Path, owner: str = "sarup", options: str = _OPTIONS) -> Iterator[Path]:
    """A server of its own; gives the folder with its socket. ``owner`` is who may do everything in it."""
    folder = Path(tempfile.mkdtemp(prefix="sarup-pg-"))
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        import pwd

        user = pwd.getpwnam("nobody").pw_uid
        os.chown(folder, user, -1)
    try:
        _run(
            user,
            binaries / "initdb",
            "-D",
            folder / "data",
            "-U",
            owner,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        _run(
            user,
            binaries / "pg_ctl",
            "-D",
            folder / "data",
            "-w",
            "-l",
            folder / "log",
            "-o",
            f"{options} -k {folder}",
            "start",
        )
        try:
            yield folder
        finally:
            _run(user, binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_made(postgres_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database to be copied has the tables of an office."""
    tell(postgres_folder, f"CREATE DATABASE {_MADE}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SARUP_HOME", str(tmp_path_factory.mktemp("home")))
        server.found(address_in(postgres_folder, _MADE))
    tell(postgres_folder, "DELETE FROM meta WHERE key LIKE '%@%'", _MADE)  # or all copies would be one device
    return postgres_folder


@pytest.fixture
def postgres(postgres_made: Path) -> Iterator[Postgres]:
    made: list[str] = []

    def make(empty: bool = False) -> str:
        made.append(f"tests_{next(_numbers)}")
        tell(postgres_made, f"CREATE DATABASE {made[-1]} TEMPLATE {'template0' if empty else _MADE}")
        return address_in(postgres_made, made[-1])

    yield make
    for name in made:
        tell(postgres_made, f"DROP DATABASE {name} WITH (FORCE)")


def address_in(folder: Path, name: str) -> str:
    return f"postgresql+psycopg://sarup@/{name}?host={folder}"


def tell(folder: Path, sql: str, database: str = "postgres") -> None:
    import psycopg

    with psycopg.connect(host=str(folder), user="sarup", dbname=database, autocommit=True) as raw:
        raw.execute(sql)


def _run(user: int | None, *words: object) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server keeps it open, so a pipe would never end
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{words[0]} failed"
