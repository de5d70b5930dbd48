"""Whatever file is given to import: one clear sentence in Thai and English, and not one byte of the database changes."""

import io
import json
from pathlib import Path

import pikepdf
import pytest

from desktop_app.model.exchange import ITEM_LIMIT, SIZE_LIMIT
from tests.conftest import SAMPLE


def changed(**event: object) -> bytes:
    """The sample with other values in its event, everything else as it is."""
    tree = json.loads(SAMPLE.read_text(encoding="utf-8"))
    tree["event"] |= event
    return json.dumps(tree).encode()


def with_part(**parts: object) -> bytes:
    return json.dumps(json.loads(SAMPLE.read_text(encoding="utf-8")) | parts).encode()


def blank_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(out)
    return out.getvalue()


BAD = {  # what the file holds, and what of it the message names
    "nothing": (b"", "บรรทัด 1"),
    "no JSON": (b"{,}", "บรรทัด 1 คอลัมน์ 2"),
    "half a file": (SAMPLE.read_bytes()[:400].decode(errors="ignore").encode(), "บรรทัด"),
    "another text": ("สรุปรายงาน".encode(), "บรรทัด 1"),
    "a list": (b"[]", '"format"'),
    "a number": (b"1", '"format"'),
    "another format": (b'{"format": "other"}', '"format"'),
    "a newer version": (with_part(version=2), "โปรดปรับรุ่น"),
    "not UTF-8": (b'{"format": "\xe0\xb8"}', "UTF-8"),
    "UTF-16": ('{"format": "sarup-report"}'.encode("utf-16"), "UTF-8"),
    "binary": (bytes(range(256)) * 10, "UTF-8"),
    "deep": (b"[" * 100_000, "JSON"),
    "NaN": (with_part(goals=[float("nan")]), "JSON"),
    "a huge number": (b'{"version": ' + b"9" * 10_000 + b"}", "JSON"),
    "a key twice": (b'{"format": "sarup-report", "format": "sarup-report"}', "format"),
    "an unknown key": (with_part(colour="red"), "colour"),
    "an unknown key inside": (changed(weather="rain"), "event.weather"),
    "an unknown key of an item": (with_part(goals=[{"body": "a", "x": 1}]), "goals[1].x"),
    "a text for a list": (with_part(goals="a"), "goals"),
    "a list for a text": (changed(title=["a"]), "event.title"),
    "a number for a text": (changed(place=7), "event.place"),
    "true for a number": (changed(project_year_be=True), "event.project_year_be"),
    "a fraction": (changed(participants=[{"group": "a", "target": 1.5}]), "event.participants[1].target"),
    "a section that is a list": (with_part(event=[]), "event"),
    "a day that does not exist": (changed(date_start="2023-02-30"), "2023-02-30"),
    "a Buddhist year": (changed(date_start="15 มีนาคม 2566"), "event.date_start"),
    "a NUL": (changed(title="a\x00b"), "U+0000"),
    "a bell": (with_part(goals=[{"body": "ok"}, {"body": "a\x07"}]), "goals[2].body"),
    "a lone surrogate": (changed(title="a\ud800"), "U+D800"),
    "10 MB in one field": (changed(title="ก" * 3_500_000), "event.title"),
    "10 MB in a long text": (with_part(goals=[{"body": "ก" * 3_500_000}]), "goals[1].body"),
    "a line end in a line": (changed(place="a\nb"), "event.place"),
    "too many items": (with_part(goals=[{"body": "a"}] * (ITEM_LIMIT + 1)), "1,000"),
    "too large": (b" " * (SIZE_LIMIT + 1), "ใหญ่เกินไป"),
    "half a PDF": (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog", "PDF"),
    "a PDF of something else": (blank_pdf(), "ไม่มีข้อมูลรายงาน"),
    "an unknown choice": (changed(evaluation_mode="guess"), "event.evaluation_mode"),
    "a speaker of no activity": (changed(speakers=[{"name": "a", "activity": 9}]), "event.speakers[1].activity"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_place_and_nothing_changes(sarup, imported: str, home: Path, name: str) -> None:
    data, place = BAD[name]
    Path("bad.json").write_bytes(data)
    database = home / "data" / "sarup.db"
    before, files = database.read_bytes(), sorted(home.rglob("*"))
    said = sarup("import", "bad.json")
    assert (said.code, said.out) == (3, "")
    assert database.read_bytes() == before
    assert sorted(home.rglob("*")) == files
    thai, english = said.err.splitlines()
    assert thai.startswith("bad.json: ")
    assert place in thai + english
    assert any("ก" <= char <= "๛" for char in thai)
    assert english.isascii() or place in english
    assert len(said.err) < 600


def test_a_bad_first_file_makes_no_database(sarup, home: Path) -> None:
    Path("bad.json").write_text("{}", encoding="utf-8")
    assert sarup("import", "bad.json").code == 3
    assert not home.exists()


def test_one_bad_file_does_not_hold_up_the_others(sarup) -> None:
    Path("bad.json").write_text("{}", encoding="utf-8")
    said = sarup("import", SAMPLE, "bad.json", SAMPLE, "missing.json", "--json")
    tree = json.loads(said.out)
    assert said.code == 1
    assert [one["file"] for one in tree["imported"]] == [str(SAMPLE)] * 2
    assert [one["file"] for one in tree["refused"]] == ["bad.json", "missing.json"]
    assert {one["id"] for one in tree["imported"]} == {one["id"] for one in json.loads(sarup("list", "--json").out)}


def test_all_files_refused_is_3(sarup) -> None:
    assert sarup("import", "missing.json", "/", "a\x00b").code == 3


def test_markup_in_a_field_prints_as_typed(sarup) -> None:
    words = '<b>หนา</b> &amp; <img src="x"> {0} %s'
    Path("in.json").write_bytes(changed(title=words))
    report_id = sarup("import", "in.json").out.strip()
    sarup("export", report_id, "out.txt")
    assert words in Path("out.txt").read_text(encoding="utf-8")
    assert words in sarup("list").out


def test_an_empty_report_exports_as_an_empty_form(sarup) -> None:
    Path("empty.json").write_text('{"format": "sarup-report", "version": 1}', encoding="utf-8")
    report_id = sarup("import", "empty.json").out.strip()
    for ending in ("pdf", "txt", "json"):
        assert sarup("export", report_id, f"out.{ending}").code == 0
    assert "เป้าหมายในการขับเคลื่อนกิจกรรม" in Path("out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", [("list",), ("export", "abcd", "x.pdf"), ("doctor",), ("import", SAMPLE), ("backup",)])
@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 5000, b"\x00" * 8192])
def test_a_file_that_is_no_database_of_ours_is_left_as_it_is(sarup, verb: tuple, data: bytes) -> None:
    Path("other.db").write_bytes(data)
    said = sarup("--db", "other.db", *verb)
    assert (said.code, said.out) == (3, "")
    assert "other.db" in said.err
    assert Path("other.db").read_bytes() == data
