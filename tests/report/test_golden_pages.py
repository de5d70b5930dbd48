"""The sample's pages, line by line, as they were looked at and found right: in Arabic and in Thai digits.

After a wanted change look at the pages as pictures, then draw the file anew with ``python -m tests.report.test_golden_pages``.
"""

from pathlib import Path

import pypdfium2
import pytest

from desktop_app.model import exchange
from desktop_app.report import pdf, style
from desktop_app.report.compose import compose
from desktop_app.report.document import Stamp
from tests.conftest import SAMPLE

DATA = Path(__file__).resolve().parent.parent / "data"
DIGITS = ("arabic", "thai")


def pages(digits: str) -> str:
    """Every line that PDFium reads on the sample's pages, blanks at its end left out."""
    report = exchange.loads(SAMPLE.read_bytes())
    document = compose(report, digits, Stamp("01a20000-0000-7000-8000-000000000001", 3))
    file = pypdfium2.PdfDocument(pdf.to_pdf(document, style.load("official"), digits))
    try:
        texts = [page.get_textpage().get_text_range() for page in file]
    finally:
        file.close()
    lines = [
        line.rstrip()
        for number, text in enumerate(texts, 1)
        for line in (f"=== page {number} of {len(texts)}", *text.splitlines())
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("digits", DIGITS)
def test_the_samples_pages_read_line_by_line_as_they_were_found_right(digits: str) -> None:
    assert pages(digits) == (DATA / f"sample-pages-{digits}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for kind in DIGITS:
        (DATA / f"sample-pages-{kind}.txt").write_text(pages(kind), encoding="utf-8")
