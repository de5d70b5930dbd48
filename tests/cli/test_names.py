"""``sarup names``, ``name`` and ``respell``: what is in use, how it is to be spelled, and reports brought to it."""

import json
from pathlib import Path

from .conftest import Sarup

SLIP = "หอประชุมที่ว่าการอำเภอปากน้ำใหม จังหวัดทะเลทอง"


def test_names_are_listed_joined_and_reports_brought_to_them(sarup: Sarup, imported: str, sample: dict) -> None:
    place = sample["event"]["place"]
    assert sarup("export", imported, "other.json").code == 0
    second = sarup("import", "other.json").out.strip()
    assert sarup("set", second, "event.place", SLIP).code == 0
    said = sarup("names", "places", "--alike", "--json")
    assert said.code == 1
    (pair,) = json.loads(said.out)
    assert {pair["one"], pair["other"]} == {place, SLIP}
    said = sarup("name", "places", SLIP, "--as", place)
    assert said.code == 0
    assert "sarup respell" in said.err
    assert sarup("names", "--alike").code == 0
    assert f"→ {place}" in sarup("names", "places").out
    (line,) = sarup("respell", "--dry-run").out.splitlines()
    assert line.startswith(second[-8:])
    assert json.loads(sarup("list", "--find", SLIP, "--json").out) != []
    assert sarup("respell", second).code == 0
    assert json.loads(sarup("list", "--find", SLIP, "--json").out) == []
    assert sarup("respell").out == ""


def test_an_office_lists_names_that_no_report_has_yet(sarup: Sarup, imported: str) -> None:
    Path("list.txt").write_text("\ufeffเทศบาลตำบลปากน้ำ\n\n  อบต.บ้านใหม่ \n", encoding="utf-8")
    assert sarup("name", "agencies", "--from", "list.txt").code == 0
    told = json.loads(sarup("names", "agencies", "--json").out)
    assert {one["name"] for one in told if one["listed"]} == {"เทศบาลตำบลปากน้ำ", "อบต.บ้านใหม่"}
    assert sarup("name", "agencies", "อบต.บ้านใหม่", "--delete").code == 0
    assert "อบต.บ้านใหม่" not in sarup("names", "agencies").out


def test_what_cannot_be_a_list_is_told(sarup: Sarup, imported: str) -> None:
    Path("bad.txt").write_bytes(b"\xff\xfe\x00")
    assert sarup("name", "agencies").code == 2
    assert sarup("name", "animals", "แมว").code == 2
    assert sarup("name", "agencies", "--from", "none.txt").code == 3
    assert sarup("name", "agencies", "--from", "bad.txt").code == 3
    assert sarup("name", "agencies", "ไม่เคยมี", "--delete").code == 3
