"""``sarup office number``: numbers are given in the office, travel back in the package, and print."""

import json
from pathlib import Path

import pytest

from tests.conftest import SAMPLE

from .conftest import Sarup


def test_the_number_travels_back_and_prints(sarup: Sarup, imported: str, filled_office: tuple[str, Path]) -> None:
    said = sarup("office", "number", imported, "--year", "2567", "--start", "12", "--json", *filled_office)
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert [(one["id"], one["number"]) for one in told["given"]] == [(imported, "12/2567")]
    assert (told["next"], told["waiting"], told["doubled"]) == ("13/2567", [], [])
    back = sarup("pack", "stick", *filled_office).out.strip()
    assert sarup("merge", back).code == 0
    assert sarup("export", imported, "paper.txt", "--digits", "thai").code == 0
    assert "เลขที่รายงาน\t๑๒/๒๕๖๗" in Path("paper.txt").read_text(encoding="utf-8")


def test_all_that_have_none_get_one_and_a_report_keeps_its_own(
    sarup: Sarup, imported: str, filled_office: tuple[str, Path]
) -> None:
    said = sarup("office", "number", "--json", *filled_office)
    assert [one["id"] for one in json.loads(said.out)["waiting"]] == [imported]
    other = sarup("import", SAMPLE, *filled_office).out.strip()
    assert sarup("set", other, "event.report_number", "๗/๒๕๖๗", *filled_office).code == 0
    said = sarup("office", "number", "--all", "--year", "2567", *filled_office)
    assert said.out.split("\t")[:2] == [imported[-8:], "8/2567"]
    said = sarup("office", "number", other, *filled_office)
    assert said.code == 3
    assert "มีเลขที่ ๗/๒๕๖๗ อยู่แล้ว" in said.err


def test_a_number_that_stands_twice_is_told(sarup: Sarup, imported: str, filled_office: tuple[str, Path]) -> None:
    other = sarup("import", SAMPLE, *filled_office).out.strip()
    for report in (imported, other):
        sarup("set", report, "event.report_number", "7/2567", *filled_office)
    said = sarup("office", "number", *filled_office)
    assert said.code == 1
    assert "เลขที่ 7/2567 ซ้ำกัน" in said.err


@pytest.mark.parametrize(
    ("words", "code"), [(["--form", "{nu"], 3), (["--year", "2024"], 2), (["--start", "-1"], 2), (["none-such"], 3)]
)
def test_what_cannot_be_is_said(sarup: Sarup, filled_office: tuple[str, Path], words: list[str], code: int) -> None:
    assert sarup("office", "number", *words, *filled_office).code == code


def test_a_laptop_gives_no_numbers(sarup: Sarup, imported: str) -> None:
    said = sarup("office", "number", imported)
    assert said.code == 3
    assert "ไม่ใช่ฐานข้อมูลของสำนักงาน" in said.err
    assert sarup("office").code == 2


def test_a_draft_gets_a_number_only_where_it_is_named(
    sarup: Sarup, imported: str, filled_office: tuple[str, Path]
) -> None:
    assert sarup("set", imported, "event.place", "", *filled_office).code == 0
    told = json.loads(sarup("office", "number", "--all", "--json", *filled_office).out)
    assert (told["given"], [one["id"] for one in told["waiting"]]) == ([], [imported])
    assert len(json.loads(sarup("office", "number", imported, "--json", *filled_office).out)["given"]) == 1
