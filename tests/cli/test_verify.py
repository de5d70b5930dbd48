"""``sarup verify``: what the database says to a paper's code and to a file."""

import io
import json
import re
from pathlib import Path

import pikepdf
import pytest

from desktop_app.model.pictures import data_url
from tests.conftest import SAMPLE
from tests.records import picture


@pytest.fixture
def code(sarup, imported: str) -> str:
    """That on the paper of the sample as it was taken in, in ``paper.pdf`` too."""
    assert sarup("export", imported, "paper.pdf").code == 0
    assert sarup("export", imported, "paper.txt").code == 0
    return Path("paper.txt").read_text(encoding="utf-8").split()[-1]


def answer(sarup, given: object, code: int) -> dict:
    said = sarup("verify", given, "--json")
    assert said.code == code, said.err
    return json.loads(said.out)


def test_the_paper_of_the_report_as_it_is_matches(sarup, imported: str, code: str) -> None:
    footer = Path("paper.txt").read_text(encoding="utf-8").splitlines()[-1]
    scanned = f"SARUP1 {imported[-8:].upper()} 1 {code.replace('-', '')}"
    for given in (code, code.lower(), footer, scanned, "paper.pdf", SAMPLE):
        found = answer(sarup, given, 0)
        assert (found["result"], found["report_id"], found["faults"]) == ("current", imported, [])
    assert re.search("^ตรงกับรายงาน .* ฉบับปัจจุบัน", sarup("verify", code).out)


def test_an_older_paper_is_found_in_the_history(sarup, imported: str, code: str) -> None:
    for place in ("ที่หนึ่ง", "ที่สอง"):
        assert sarup("set", imported, "event.place", place).code == 0
    for given in (code, "paper.pdf"):
        found = answer(sarup, given, 1)
        assert (found["result"], found["revision"], found["newest"]) == ("earlier", 1, 3)
        assert found["when"]
    assert sarup("export", imported, "now.pdf").code == 0
    assert answer(sarup, "now.pdf", 0)["revision"] == 3
    said = sarup("verify", code)
    assert "ฉบับแก้ไขที่ 1 เมื่อ" in said.out
    assert "ปัจจุบันคือฉบับแก้ไขที่ 3" in said.out


def test_a_paper_of_other_content_differs(sarup, imported: str, code: str, sample: dict) -> None:
    sample["goals"][0]["body"] += " ที่เติมทีหลัง"
    Path("other.json").write_text(json.dumps(sample), encoding="utf-8")
    assert sarup("--db", "other.db", "import", "other.json").code == 0
    other = json.loads(sarup("--db", "other.db", "verify", "other.json", "--json").out)["code"]
    found = answer(sarup, f"SARUP1 {imported[-8:].upper()} 1 {other.replace('-', '')}", 1)
    assert (found["result"], found["report_id"]) == ("differs", imported)
    assert "ไม่ตรงกับรายงาน" in sarup("verify", f"{imported[-8:]} {other}").out
    assert answer(sarup, other, 1)["result"] == "unknown"
    assert "ไม่มีรายงานนี้" in sarup("verify", "other.json").out


def test_a_report_that_was_sent_and_imported_matches_under_its_new_id(sarup, imported: str, code: str) -> None:
    new = sarup("--db", "office.db", "import", "paper.pdf").out.strip()
    said = sarup("--db", "office.db", "verify", f"{imported[-8:]} {code}", "--json")
    assert (said.code, json.loads(said.out)["report_id"]) == (0, new)


def test_photographs_count(sarup, sample: dict) -> None:
    sample["photos"] = [{"caption": "ภาพ", "image": data_url(picture(40, 30))}]
    Path("in.json").write_text(json.dumps(sample), encoding="utf-8")
    report = sarup("import", "in.json").out.strip()
    assert sarup("export", report, "paper.pdf").code == 0
    assert answer(sarup, "paper.pdf", 0)["report_id"] == report
    sample["photos"][0]["image"] = data_url(picture(30, 40))
    Path("in.json").write_text(json.dumps(sample), encoding="utf-8")
    assert answer(sarup, "in.json", 1)["result"] == "unknown"


def test_a_file_whose_record_was_changed_after_export_is_told(sarup, imported: str, code: str) -> None:
    with pikepdf.open(io.BytesIO(Path("paper.pdf").read_bytes())) as file:
        stream = file.Root.Names.EmbeddedFiles.Names[1].EF.F
        stream.write(stream.read_bytes().replace("ทะเลทอง".encode(), "ทะเลเงิน".encode()))
        del stream.Params
        file.save("forged.pdf")
    found = answer(sarup, "forged.pdf", 1)
    assert (found["result"], found["faults"]) == ("differs", ["record", "pages"])
    assert "ถูกแก้ไขหลังส่งออก" in sarup("verify", "forged.pdf").out


@pytest.mark.parametrize("style", ["official", "compact", "large-print"])
@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_a_file_in_any_style_matches_also_when_another_program_wrote_it_anew(
    sarup, imported: str, style: str, digits: str
) -> None:
    assert sarup("export", imported, "paper.pdf", "--style", style, "--digits", digits).code == 0
    assert answer(sarup, "paper.pdf", 0)["faults"] == []
    with pikepdf.open("paper.pdf") as file:
        file.save("again.pdf", linearize=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    assert Path("again.pdf").read_bytes() != Path("paper.pdf").read_bytes()
    assert answer(sarup, "again.pdf", 0)["faults"] == []


GLYPHS = re.compile(rb"<([0-9A-F]{4})([0-9A-F]{4})")


def other_words(page: pikepdf.Page) -> None:
    """The file's own glyphs in another order."""
    contents = page.Contents
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    part, found = next((one, found) for one in parts if (found := GLYPHS.search(one.read_bytes())))
    data = part.read_bytes()
    part.write(data[: found.start()] + b"<" + found[2] + found[1] + data[found.end() :])


def a_note_over_it(page: pikepdf.Page) -> None:
    page.obj.Annots = [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 99, 99])]


def ink_over_it(page: pikepdf.Page) -> None:
    page.contents_add(b"1 g 0 0 300 300 re f")


def another_font(page: pikepdf.Page) -> None:
    font = next(iter(page.Resources.Font.values())).DescendantFonts[0].FontDescriptor
    font.FontFile2.write(font.FontFile2.read_bytes()[:-4] + b"abcd")


@pytest.mark.parametrize("change", [other_words, a_note_over_it, ink_over_it, another_font])
def test_a_file_whose_pages_were_changed_is_told(sarup, code: str, change) -> None:
    with pikepdf.open("paper.pdf") as file:
        change(file.pages[1])
        file.save("forged.pdf")
    found = answer(sarup, "forged.pdf", 1)
    assert (found["result"], found["faults"]) == ("current", ["pages"])
    assert "หน้ากระดาษในไฟล์ไม่เหมือน" in sarup("verify", "forged.pdf").out


def test_a_page_left_out_is_told(sarup, code: str) -> None:
    with pikepdf.open("paper.pdf") as file:
        del file.pages[1]
        file.save("forged.pdf")
    assert answer(sarup, "forged.pdf", 1)["faults"] == ["pages"]


@pytest.mark.parametrize(
    "given",
    ["9GZ1-E72X-9KM9-RP89", "สวัสดี", "", "none.pdf", "none.json", "notes.txt", "notes.docx", "notes", "ก" * 300, "x\0"],
)
def test_what_is_no_file_and_no_code_is_refused(sarup, imported: str, given: str) -> None:
    Path("notes").write_text("บันทึก", encoding="utf-8")
    said = sarup("verify", given)
    assert (said.code, said.out) == (3, "")
    assert len(said.err.splitlines()) == 2


def test_a_deleted_report_is_still_known(sarup, imported: str, code: str) -> None:
    from desktop_app import paths
    from desktop_app.store.database import Store

    with Store(paths.database_file()) as store:
        store.delete(imported)
    assert answer(sarup, code, 0)["report_id"] == imported
