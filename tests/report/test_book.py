"""Many reports in one PDF: every page as in the report's own file, the same bytes however many processes set it."""

import io
import multiprocessing
from collections.abc import Iterator
from itertools import count
from typing import Any

import pikepdf
import pypdfium2
import pytest

from desktop_app.errors import Cancelled
from desktop_app.model.exchange import from_json, to_json
from desktop_app.report import style
from desktop_app.report.book import TOGETHER, to_book
from desktop_app.report.compose import compose
from desktop_app.report.document import Job, Stamp
from desktop_app.report.pdf import to_pdf
from tests.benchmarks.many_reports import invented

OFFICIAL = style.load("official")
REPORTS = 2 * TOGETHER + 3


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    """Every seventh has letters that share a glyph or have none."""
    found = [
        Job(to_json(report), Stamp(f"abcdef{number:02}", number)) for number, report in enumerate(invented(REPORTS))
    ]
    for job in found[::7]:
        job.record["event"]["title"] += " ห\u200b ก\u00a0ข Ω \u2126 漢字"
    return found


def book(jobs: list[Job], **more: Any) -> bytes:
    out = io.BytesIO()
    to_book(jobs, out, "รายงานประจำปี", OFFICIAL, **more)
    return out.getvalue()


def pages(pdf: bytes) -> Iterator[tuple[str, bytes]]:
    """Of each page its text and its picture."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        for page in file:
            yield page.get_textpage().get_text_range(), bytes(page.render(scale=0.5).buffer)
    finally:
        file.close()


def test_its_pages_are_those_of_the_reports_one_after_the_other(jobs: list[Job]) -> None:
    wanted = [page for job in jobs for page in pages(to_pdf(compose(from_json(job.record), stamp=job.stamp), OFFICIAL))]
    assert list(pages(book(jobs, processes=1))) == wanted


def test_it_has_the_same_bytes_whoever_sets_it(jobs: list[Job]) -> None:
    assert book(jobs, processes=3) == book(jobs, processes=1)


@pytest.mark.parametrize("after", [0, TOGETHER])
def test_it_has_the_same_bytes_where_another_process_is_killed(jobs: list[Job], after: int) -> None:
    """By a person, or by a system that is out of memory: once as it begins, once with a part in its hands."""

    def killing() -> Iterator[Job]:
        for number, job in enumerate(jobs * 4):
            if number >= after:
                for other in multiprocessing.active_children():
                    other.kill()
            yield job

    out = io.BytesIO()
    to_book(killing(), out, "รายงานประจำปี", OFFICIAL, processes=2)
    assert out.getvalue() == book(jobs * 4, processes=1)


def test_reports_and_their_headings_are_found_in_the_outline(jobs: list[Job]) -> None:
    with pikepdf.open(io.BytesIO(book(jobs[:3], processes=1))) as file, file.open_outline() as outline:
        titles = [compose(from_json(job.record)).title for job in jobs[:3]]
        assert [" ".join(one.title.split()) for one in outline.root] == [" ".join(one.split()) for one in titles]
        assert all(one.is_closed and len(one.children) >= 4 for one in outline.root)
        assert str(file.docinfo["/Title"]) == "รายงานประจำปี"


def test_its_fonts_are_shared_where_their_codes_mean_the_same(jobs: list[Job]) -> None:
    with pikepdf.open(io.BytesIO(book(jobs, processes=1))) as file:
        fonts = {font.objgen for page in file.pages for font in page.Resources.Font.values()}
    assert 2 <= len(fonts) < 2 * len(jobs) / TOGETHER + 2


def test_it_tells_how_far_it_is(jobs: list[Job]) -> None:
    told: list[int] = []
    book(jobs, processes=1, progress=told.append)
    assert told == [TOGETHER, 2 * TOGETHER, REPORTS]


@pytest.mark.parametrize("processes", [1, 2])
def test_one_may_cancel(jobs: list[Job], processes: int) -> None:
    asked = count()
    with pytest.raises(Cancelled):
        book(jobs, processes=processes, cancelled=lambda: next(asked) > 3)
