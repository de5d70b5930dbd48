"""The README's recipe for an office's server, line by line as printed, against a real server.

Only names of places differ: another port and folder, this computer for the network. What needs the computer itself
(``apt-get``, ``sudo -u``, ``systemctl``) is done by small scripts of the same names.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.bootstrap import ROOT
from tests.postgres_server import programs, running

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.split("### เซิร์ฟเวอร์เล็กของสำนักงาน")[1].split("\n## ")[0]
SERVER, TLS, BACKUP, CLIENT, RESTORE = re.findall(r"```\n(.*?)```", SECTION, re.DOTALL)
ADDRESS = "postgresql+psycopg://sarup@SERVER/sarup"
PASSWORD = "ทดสอบ-27 คำ"

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="what root does on the office's server"
)


class Office:
    """A computer with Debian's server on it, and one of its users."""

    def __init__(self, folder: Path, port: int, home: Path) -> None:
        self.data, self.port, self.home = folder / "data", port, home
        self.programs = home / "programs"
        self.programs.mkdir()
        binaries = programs()
        assert binaries
        restart = f"setpriv --reuid=nobody {binaries}/pg_ctl -D {self.data} -w -m fast restart > /dev/null"
        for name, does in (
            ("apt-get", "true"),
            ("sudo", 'shift 2; exec "$@"'),
            ("systemctl", f"cd /; {restart}"),
            ("sarup", f'exec {sys.executable} -m desktop_app "$@"'),
        ):
            (self.programs / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
            (self.programs / name).chmod(0o755)
        self.environment = {
            "PATH": f"{self.programs}:{binaries}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "SARUP_HOME": str(home / "sarup"),
            "LANG": "C.UTF-8",
        }

    def here(self, text: str) -> str:
        """The README's words as they stand for this office."""
        for said, meant in (
            ("/etc/postgresql/15/main", str(self.data)),
            ("/var/backups/sarup", str(self.home / "backups")),
            ("/etc/cron.d/sarup", str(self.home / "cron")),
            ("chown postgres", "chown nobody"),
            ("192.168.1.0/24", "samehost"),
            ("SERVER:5432:", f"localhost:{self.port}:"),
            ("@SERVER/", f"@localhost:{self.port}/"),
            ("SERVER", "localhost"),
            ("PASSWORD", PASSWORD),
        ):
            text = text.replace(said, meant)
        return text

    def as_root(self, lines: str) -> None:
        """The server's tools find it as Debian's do: by its socket, as the user postgres."""
        tools = {"PGHOST": str(self.data.parent), "PGPORT": str(self.port), "PGUSER": "postgres"}
        done = self._run(lines, f"{PASSWORD}\n{PASSWORD}\n", tools)
        assert done.returncode == 0, done.stderr

    def as_user(self, lines: str, more: str = "") -> subprocess.CompletedProcess[str]:
        return self._run(lines, "", {"SARUP_DB": self.here(ADDRESS + more)})

    def _run(self, lines: str, said: str, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-euc", self.here(lines)],
            input=said,
            env=self.environment | more,
            cwd=ROOT,
            start_new_session=True,  # without a terminal createuser reads the password from its input
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    binaries = programs()
    if binaries is None or not shutil.which("openssl") or not shutil.which("setpriv"):
        pytest.skip("PostgreSQL is not installed")
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    with running(binaries, "postgres", f"-c port={port}") as folder:
        (folder / "data" / "pg_hba.conf").write_text("local all all trust\n", encoding="utf-8")
        (tmp_path / "home").mkdir()
        yield Office(folder, port, tmp_path / "home")


@needs_root
def test_the_recipe_for_an_office_s_server_works_as_it_is_printed(office: Office) -> None:
    office.as_root(SERVER)
    assert office.as_user("sarup list").returncode == 4  # nobody has told the password yet
    founded = office.as_user(CLIENT)
    assert Path(founded.stdout.strip()).name == "office.pub", founded.stderr
    added = office.as_user("sarup import resources/sample/report.json")
    report = added.stdout.strip()
    assert added.returncode == 0, added.stderr

    office.as_root(TLS)
    assert office.as_user("sarup list", "?sslmode=disable").returncode == 4
    assert office.as_user("sarup list", "?sslmode=verify-full").returncode == 4  # whose certificate is that?
    (office.home / ".postgresql").mkdir()
    shutil.copy(office.data / "sarup.crt", office.home / ".postgresql" / "root.crt")
    assert report[-8:] in office.as_user("sarup list", "?sslmode=verify-full").stdout

    office.as_root(BACKUP)
    dump = _run_cron(office)
    assert office.as_user(f"sarup set {report} event.place ศาลาใหม่").returncode == 0
    before = _devices(office)
    office.as_root(RESTORE.replace("/var/backups/sarup/1.dump", str(dump)))
    assert "ศาลาใหม่" not in office.as_user("sarup list").stdout
    assert office.as_user(f"sarup set {report} event.place ศาลากลาง; sarup doctor").returncode == 0
    assert "ศาลากลาง" in office.as_user("sarup list").stdout
    assert _devices(office).isdisjoint(before)


def _run_cron(office: Office) -> Path:
    """The line that cron has does at once what it does at night."""
    line = (office.home / "cron").read_text(encoding="utf-8")
    found = re.fullmatch(r"30 2 \* \* \* postgres (.*)\n", line)
    assert found
    office.as_root(found[1].replace("\\%", "%"))
    (dump,) = (office.home / "backups").iterdir()
    assert re.fullmatch(r"[1-7]\.dump", dump.name)
    return dump


def _devices(office: Office) -> set[str]:
    import psycopg

    with psycopg.connect(host=str(office.data.parent), port=office.port, user="postgres", dbname="sarup") as raw:
        return {row[0] for row in raw.execute("SELECT value FROM meta WHERE key LIKE 'device@%'")}
