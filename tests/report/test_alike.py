"""A PDF's pages are held against those that the program makes of the record inside it."""

import contextlib
import io
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.errors import Refused
from desktop_app.model.codes import Code, digest
from desktop_app.model.exchange import from_json
from desktop_app.paths import style_folder
from desktop_app.report import style
from desktop_app.report.alike import is_printed_from
from desktop_app.report.document import Stamp
from desktop_app.report.forms import rendered
from tests.records import picture
from tests.report.pdf_reading import pdfium
from tests.report.test_attached import SMALL

STAMP = Stamp("01a20245-3e70-71f0-8980-c335b41a4e17", 7)


def test_photographs_on_the_pages_are_compared_too(sample: dict[str, Any]) -> None:
    report = from_json(sample | {"photos": [{"caption": "ภาพ", "image": picture(40, 30)}]})
    pdf, code = rendered(report, ".pdf", STAMP), Code(digest(report), STAMP.report_id[-8:], STAMP.revision)
    assert is_printed_from(pdf, report, code)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (image,) = file.pages[-1].get_images().values()
        image.write(picture(40, 30, "red"), filter=pikepdf.Name.DCTDecode)
        out = io.BytesIO()
        file.save(out)
    assert not is_printed_from(out.getvalue(), report, code)


@pytest.mark.parametrize("stamp", [None, Stamp(STAMP.report_id, 8), Stamp("01a20245-3e70-71f0-8980-c335b41a4e18", 7)])
def test_another_stamp_makes_another_page(sample: dict[str, Any], stamp: Stamp | None) -> None:
    report = from_json(sample)
    code = Code(digest(report), STAMP.report_id[-8:], STAMP.revision)
    assert not is_printed_from(rendered(report, ".pdf", stamp), report, code)
    assert is_printed_from(rendered(report, ".pdf"), report, None)


def test_other_content_makes_another_page(sample: dict[str, Any]) -> None:
    pdf = rendered(from_json(sample), ".pdf")
    sample["goals"][0]["body"] += " เพิ่ม"
    assert not is_printed_from(pdf, from_json(sample), None)


def test_styles_of_ones_own_are_tried_and_those_that_are_no_good_left_out(sample: dict[str, Any]) -> None:
    style_folder().mkdir(parents=True)
    official = (style.FOLDER / "official.toml").read_text(encoding="utf-8")
    (style_folder() / "a.toml").write_text("label = 5", encoding="utf-8")
    (style_folder() / "b.toml").write_text(official.replace("size = 16.0", "size = 15.0"), encoding="utf-8")
    report = from_json(sample)
    assert is_printed_from(rendered(report, ".pdf", style="b"), report, None)


@settings(max_examples=15)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_told_to_differ(data: st.DataObject) -> None:
    pdf = bytearray(SMALL)
    for _ in range(3):
        pdf[data.draw(st.integers(9, len(pdf) - 1))] = data.draw(st.integers(0, 255))
    found = False
    with contextlib.suppress(Refused):
        found = is_printed_from(bytes(pdf), from_json({"format": "sarup-report", "version": 1}), None)
    assert not found or pdfium(bytes(pdf)) == pdfium(SMALL)
