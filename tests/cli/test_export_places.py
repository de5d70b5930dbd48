"""Where an export is written: never over an input, never half, and said in words when it cannot be."""

import json
import os
from pathlib import Path

import pytest

from tests.conftest import SAMPLE


def test_an_input_is_not_written_over(sarup) -> None:
    Path("in.json").write_bytes(SAMPLE.read_bytes())
    said = sarup("export", "in.json", "./in.json")
    assert said.code == 3
    assert "in.json" in said.err
    assert Path("in.json").read_bytes() == SAMPLE.read_bytes()


def test_the_database_is_not_written_over(sarup) -> None:
    sarup("--db", "data.txt", "import", SAMPLE)
    before = Path("data.txt").read_bytes()
    assert sarup("--db", "data.txt", "export", SAMPLE, "data.txt").code == 3
    assert Path("data.txt").read_bytes() == before


@pytest.mark.parametrize("out", ["no/folder/out.pdf", "folder.pdf", "in.json/out.pdf", "a" * 300 + ".pdf"])
def test_a_place_that_cannot_be_written_ends_with_4(sarup, out: str) -> None:
    Path("folder.pdf").mkdir()
    Path("in.json").write_bytes(SAMPLE.read_bytes())
    said = sarup("export", "in.json", out)
    assert (said.code, said.out) == (4, "")
    assert len(said.err.splitlines()) == 2
    assert sorted(path.name for path in Path().iterdir()) == ["folder.pdf", "in.json"]


def test_a_folder_whose_parent_is_missing_ends_with_4(sarup, imported: str) -> None:
    assert sarup("export", "--all", "no/folder", "--format", "txt").code == 4
    Path("file").write_text("", encoding="utf-8")
    assert sarup("export", "--all", "file", "--format", "txt").code == 4


def test_all_reports_whose_names_are_strange_get_files(sarup) -> None:
    titles = ["a/b", "..", "con", "ก" * 300, "<b>:*?", "", "a\u2028b", "-x"]
    for title in titles:
        Path("in.json").write_bytes(b'{"format": "sarup-report", "version": 1}')
        report = sarup("import", "in.json").out.strip()
        assert sarup("set", report, "event.title", "--", title).code == 0
    assert sarup("export", "--all", "out", "--format", "json").code == 0
    names = os.listdir("out")
    assert len(names) == len(titles)
    assert max(len(name.encode()) for name in names) <= 200


@pytest.mark.parametrize("ending", ["pdf", "txt", "json"])
def test_the_same_report_gives_the_same_bytes(sarup, imported: str, ending: str) -> None:
    for name in ("one", "two"):
        sarup("export", imported, f"{name}.{ending}")
    assert Path(f"one.{ending}").read_bytes() == Path(f"two.{ending}").read_bytes()


def test_an_unknown_style_is_refused_with_the_names_there_are(sarup) -> None:
    said = sarup("export", SAMPLE, "out.pdf", "--style", "nowhere")
    assert said.code == 3
    assert "official" in said.err
    assert not Path("out.pdf").exists()


def test_letters_that_no_font_has_are_told_and_the_page_is_made_all_the_same(sarup) -> None:
    tree = json.loads(SAMPLE.read_text(encoding="utf-8"))
    tree["event"]["place"] = "หอประชุม 😀"
    Path("in.json").write_text(json.dumps(tree), encoding="utf-8")
    said = sarup("export", "in.json", "out.pdf")
    assert (said.code, Path("out.pdf").read_bytes()[:5]) == (0, b"%PDF-")
    assert "😀 (ในสถานที่จัดงาน)" in said.err
    assert sarup("export", "in.json", "out.docx").err == ""
