"""Commands run inside the test's process; what they said and their exit code are given back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.cli import main
from tests.conftest import SAMPLE


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Sarup = Callable[..., Said]


@pytest.fixture
def sarup(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sarup:
    """``sarup("list", "--json")`` in an empty folder with a home of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Said(code, *capsys.readouterr())

    return run


@pytest.fixture
def imported(sarup: Sarup) -> str:
    """The id of the sample, taken in."""
    said = sarup("import", SAMPLE)
    assert said.code == 0, said.err
    return said.out.strip()


@pytest.fixture
def filled_office(sarup: Sarup, imported: str, tmp_path: Path) -> tuple[str, Path]:
    """``--db`` and the database of an office that has taken the laptop's package; the folder ``stick`` is there."""
    assert sarup("office", "init", "office", "--name", "สำนักงาน").code == 0
    Path("stick").mkdir()
    assert sarup("pack", "stick", "--to", "office/office.pub").code == 0
    there = ("--db", tmp_path / "office" / "sarup.db")
    assert sarup("merge", "stick", *there).code == 0
    return there
