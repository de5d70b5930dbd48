"""``sarup office init``, ``pack`` and ``merge``: from a laptop to its office and back, from the command line."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def office(sarup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    said = sarup("office", "init", tmp_path / "office", "--name", "สำนักงาน")
    assert said.code == 0, said.err
    assert said.out.strip() == str(tmp_path / "office" / "office.pub")
    (tmp_path / "stick").mkdir()
    return tmp_path / "office"


def test_to_the_office_and_back(sarup, imported: str, office: Path) -> None:
    said = sarup("pack", "stick", "--to", office / "office.pub", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert told["to"] == ["สำนักงาน"]
    assert Path(told["path"]).exists()
    assert "ถอดแฟลชไดรฟ์ได้" in said.err

    there = ("--db", office / "sarup.db")
    assert sarup("merge", "stick", *there).code == 0
    assert imported[-8:] in sarup("list", *there).out
    assert sarup("set", imported, "event.report_number", "7/2567", *there).code == 0
    said = sarup("pack", "stick", *there)
    assert said.code == 0, said.err

    assert sarup("merge", said.out.strip()).code == 0
    assert "7/2567" in sarup("history", imported, "--field", "event.report_number").out


def test_the_office_is_remembered(sarup, imported: str, office: Path) -> None:
    assert sarup("pack", "stick").code == 2
    assert sarup("pack", "stick", "--to", office / "office.pub").code == 0
    assert sarup("pack", "stick").code == 0


def test_an_office_is_made_once(sarup, office: Path) -> None:
    said = sarup("office", "init", office)
    assert said.code == 3
    assert "มีกุญแจของสำนักงานอยู่แล้ว" in said.err


def test_no_stick_and_no_card(sarup, imported: str, office: Path) -> None:
    assert sarup("pack", "no-such-folder", "--to", office / "office.pub").code == 4
    assert sarup("pack", "stick", "--to", "none.pub").code == 3
    assert sarup("office", "init", "postgresql+psycopg://127.0.0.1:1/office").code == 4
