"""All reports in one PDF: in the order of the list, whole or not at all."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.benchmarks.many_reports import make_reports
from tests.conftest import SAMPLE


def test_all_reports_are_in_one_file_in_the_order_of_the_list(sarup) -> None:
    record = json.loads(SAMPLE.read_text(encoding="utf-8"))
    for number in (1, 2, 3):
        record["event"]["title"] = f"งานที่ {number}"
        Path("one.json").write_text(json.dumps(record), encoding="utf-8")
        assert sarup("import", "one.json").code == 0
    said = sarup("export", "--all", "book.pdf", "--style", "compact", "--digits", "thai")
    assert (said.code, said.out, said.err) == (0, "", "")
    listed = [one["title"] for one in json.loads(sarup("list", "--json").out)]
    with pikepdf.open("book.pdf") as file, file.open_outline() as outline:
        wanted = [f"สรุปรายงานกิจกรรม{title}".translate(str.maketrans("123", "๑๒๓")) for title in listed]
        assert [one.title for one in outline.root] == wanted
        assert str(file.docinfo["/Title"]) == "สรุปรายงานกิจกรรม 3 รายงาน"
    file = pypdfium2.PdfDocument("book.pdf")
    assert "งานที่ ๑" in "".join(page.get_textpage().get_text_range() for page in file)
    file.close()


def test_without_reports_there_is_no_file(sarup) -> None:
    said = sarup("export", "--all", "book.pdf")
    assert said.code == 0
    assert "There are no reports." in said.err
    assert not Path("book.pdf").exists()


def test_a_book_is_not_written_over_the_database(sarup) -> None:
    make_reports(1, "data.pdf")
    before = Path("data.pdf").read_bytes()
    assert sarup("--db", "data.pdf", "export", "--all", "data.pdf").code == 3
    assert Path("data.pdf").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_leaves_the_old_book_and_no_half_one(tmp_path: Path) -> None:
    make_reports(100, tmp_path / "many.db")
    book = tmp_path / "book" / "all.pdf"
    book.parent.mkdir()
    book.write_bytes(b"old")
    command = [sys.executable, "-m", "desktop_app", "--db", str(tmp_path / "many.db"), "export", "--all", str(book)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        until = time.monotonic() + 60
        while not any(part.stat().st_size for part in book.parent.glob(".sarup-*")):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of it
        assert process.wait(60) == 130
        assert process.stderr
        assert process.stderr.read() == b""
    assert [one.name for one in book.parent.iterdir()] == ["all.pdf"]
    assert book.read_bytes() == b"old"
