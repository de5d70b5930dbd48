"""A report's PDF goes through a messenger and is a report again: exported, imported elsewhere, the same content and the same paper."""

import json
from pathlib import Path

from desktop_app.model.pictures import data_url
from tests.records import picture


def test_an_exported_pdf_is_imported_with_the_same_content(sarup, imported: str, sample: dict) -> None:
    assert sarup("export", imported, "sent.pdf").code == 0
    said = sarup("--db", "other.db", "import", "sent.pdf")
    assert said.code == 0, said.err
    assert sarup("--db", "other.db", "export", said.out.strip(), "again.json").code == 0
    assert json.loads(Path("again.json").read_text(encoding="utf-8")) == sample


def test_it_comes_with_its_photographs(sarup, sample: dict) -> None:
    sample["photos"] = [{"caption": "ภาพ", "image": data_url(picture(40, 30))}]
    Path("in.json").write_text(json.dumps(sample), encoding="utf-8")
    assert sarup("export", "in.json", "sent.pdf").code == 0
    assert sarup("import", "sent.pdf").code == 0
    assert sarup("export", "sent.pdf", "again.json").code == 0
    assert json.loads(Path("again.json").read_text(encoding="utf-8")) == sample


def test_a_pdf_of_something_else_is_refused_among_good_files(sarup, imported: str) -> None:
    assert sarup("export", imported, "good.pdf").code == 0
    Path("bad.pdf").write_bytes(b"%PDF-1.4\n% nothing\n")
    said = sarup("import", "bad.pdf", "good.pdf", "--json")
    assert said.code == 1
    found = json.loads(said.out)
    assert [one["file"] for one in found["imported"]] == ["good.pdf"]
    assert [one["file"] for one in found["refused"]] == ["bad.pdf"]
    assert "PDF" in found["refused"][0]["why"]
    assert len(json.loads(sarup("list", "--json").out)) == 2


def test_the_same_report_makes_the_same_file_from_its_pdf(sarup, imported: str) -> None:
    """The stamp in the footer is the database's and stays there."""
    assert sarup("export", imported, "sent.pdf").code == 0
    for out in ("one.pdf", "two.pdf"):
        assert sarup("export", "sent.pdf", out).code == 0
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
