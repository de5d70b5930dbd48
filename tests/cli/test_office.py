"""An office on a PostgreSQL server by the command line: founded, filled, asked, copied."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.store import server
from tests.conftest import SAMPLE
from tests.postgres_server import Postgres

from .conftest import Sarup


@pytest.fixture
def office(sarup: Sarup, postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its address, which stands in SARUP_DB too."""
    address = postgres(empty=True)
    assert sarup("office", "init", address, "--name", "กองทุน").code == 0
    monkeypatch.setenv("SARUP_DB", address)
    return address


def test_every_verb_works_on_a_server(sarup: Sarup, office: str, sample: dict) -> None:
    report_id = sarup("import", SAMPLE).out.strip()
    assert sarup("set", report_id, "event.place", "ศาลาประชาคม").code == 0
    (listed,) = json.loads(sarup("list", "--find", "ศาลา", "--json").out)
    assert (listed["id"], listed["place"]) == (report_id, "ศาลาประชาคม")
    assert sarup("list", "--find", "ไม่มีคำนี้").out == ""
    versions = json.loads(sarup("history", report_id, "--field", "event.place", "--json").out)
    assert [one["value"] for one in versions] == ["ศาลาประชาคม", sample["event"]["place"]]
    assert sarup("export", report_id, "back.json").code == 0
    event = sample["event"] | {"place": "ศาลาประชาคม"}
    assert json.loads(Path("back.json").read_text(encoding="utf-8")) == sample | {"event": event}
    assert sarup("export", report_id, "paper.pdf").code == 0
    assert sarup("verify", "paper.pdf").code == 0
    assert sarup("doctor").code == sarup("doctor", "--repair").code == 0


def test_a_backup_of_an_office_is_a_file_that_opens(sarup: Sarup, office: str) -> None:
    report_id = sarup("import", SAMPLE).out.strip()
    made = Path(sarup("backup").out.strip())
    assert made.parent.name == "backups"
    assert sarup("list", "--db", made).out == sarup("list").out
    assert sarup("backup", "copy.db").code == 0
    assert report_id[-8:] in sarup("list", "--db", "copy.db").out
    assert sarup("restore", "copy.db").code == 2


def test_files_come_in_are_settled_and_taken_back(sarup: Sarup, office: str) -> None:
    report_id = sarup("import", SAMPLE, "--db", "laptop.db").out.strip()
    assert sarup("merge", "laptop.db").code == 0
    sarup("set", report_id, "event.place", "ที่ว่าการ")
    sarup("set", report_id, "event.place", "วัด", "--db", "laptop.db")
    assert sarup("merge", "laptop.db", "--dry-run").code == sarup("merge", "laptop.db").code == 1
    (conflict,) = json.loads(sarup("conflicts", "--json").out)
    assert sarup("resolve", conflict["id"], "--text", "วัดใหม่").code == 0
    assert sarup("conflicts").code == 0
    assert sarup("undo-merge", "1").code == 1  # what the office wrote on stays
    assert sarup("doctor").code == 0


def test_packages_go_to_an_office_on_a_server_and_back(
    sarup: Sarup, office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = next(tmp_path.rglob("office.pub"))
    sarup("import", SAMPLE, "--db", "laptop.db")
    Path("stick").mkdir()
    assert sarup("pack", "stick", "--to", card, "--db", "laptop.db").code == 0
    assert sarup("merge", "stick").code == 0
    report_id = sarup("list").out.split("\t")[0]
    sarup("set", report_id, "event.place", "จากสำนักงาน")
    Path("back").mkdir()
    assert sarup("pack", "back").code == 0
    assert sarup("merge", "back", "--db", "laptop.db").code == 0
    assert "จากสำนักงาน" in sarup("list", "--db", "laptop.db").out


def test_what_is_no_office_is_told(sarup: Sarup, postgres: Postgres) -> None:
    assert sarup("list", "--db", postgres(empty=True)).code == 3
    assert sarup("list", "--db", "mysql://localhost/sarup").code == 3
    assert sarup("office", "init", postgres()).code == 3


def test_keys_stay_when_the_server_is_set_up_anew(
    sarup: Sarup, office: str, postgres: Postgres, tmp_path: Path
) -> None:
    (key,) = tmp_path.rglob("office.key")
    before = key.read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "_seat", lambda url: key.with_name("sarup.db"))
        assert sarup("office", "init", postgres(empty=True)).code == 0
    assert key.read_bytes() == before


def test_a_database_file_is_worked_with_without_the_servers_driver(tmp_path: Path) -> None:
    source = (
        "import sys; from desktop_app.cli import main; "
        f"assert main(['import', {str(SAMPLE)!r}]) == 0 and main(['list']) == 0; "
        "print('psycopg' in sys.modules)"
    )
    environment = os.environ | {"SARUP_HOME": str(tmp_path / "home"), "PYTHONPATH": str(SAMPLE.parents[2])}
    done = subprocess.run([sys.executable, "-c", source], env=environment, capture_output=True, check=True)
    assert done.stdout.split()[-1] == b"False"
