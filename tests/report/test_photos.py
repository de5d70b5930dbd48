"""Photographs on paper: how many pages, which pictures, upright and in shape, with their captions, and none where there are none."""

import io
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop_app.model.pictures import name_of
from desktop_app.model.records import Photo, Report
from desktop_app.report.compose import compose
from desktop_app.report.document import Photos
from desktop_app.report.pages import Page, paginate
from desktop_app.report.pdf import to_pdf
from desktop_app.report.plain import to_text
from desktop_app.report.style import POINTS, load
from tests.records import picture
from tests.report.pdf_reading import needs_poppler, pdfium, poppler

STYLE = load("official")
SHAPES = [(160, 120), (120, 160), (200, 100), (90, 90)]


def report(count: int, per_page: str = "", caption: str = "ภาพที่ {}") -> Report:
    pictures = [picture(*SHAPES[number % 4], colour=(0, 0, number)) for number in range(count)]
    photos = [Photo(caption=caption.format(number), image=name_of(data)) for number, data in enumerate(pictures, 1)]
    return Report(photos=photos, photos_per_page=per_page, pictures={name_of(data): data for data in pictures})


def photo_pages(given: Report) -> list[Page]:
    return [page for page in paginate(compose(given), STYLE) if page.pictures]


@pytest.mark.parametrize(
    ("count", "per_page", "pages"),
    [
        (1, "", [1]),
        (4, "", [4]),
        (5, "", [4, 1]),
        (2, "2", [2]),
        (5, "2", [2, 2, 1]),
        (6, "6", [6]),
        (13, "6", [6, 6, 1]),
    ],
)
def test_so_many_photographs_stand_on_each_page(count: int, per_page: str, pages: list[int]) -> None:
    given = report(count, per_page)
    assert [len(page.pictures) for page in photo_pages(given)] == pages
    assert len(paginate(compose(given), STYLE)) == len(paginate(compose(Report()), STYLE)) + len(pages)


def test_without_photographs_nothing_is_printed_of_them() -> None:
    empty = Report(heading_photos="ประมวลภาพ", photos=[Photo(caption="ยังไม่มีภาพ"), Photo()])
    assert not [block for block in compose(empty).blocks if isinstance(block, Photos)]
    assert to_text(compose(empty)) == to_text(compose(Report()))


def test_the_heading_can_be_changed_and_begins_the_first_page_of_photographs() -> None:
    given = report(5)
    assert [page.outline[-1][0] for page in photo_pages(given)[:1]] == ["ภาพกิจกรรม"]
    assert photo_pages(given)[1].outline == ()
    given.heading_photos = "ประมวลภาพ"
    assert photo_pages(given)[0].outline[0][0] == "ประมวลภาพ"


@pytest.mark.parametrize("per_page", ["2", "4", "6"])
@pytest.mark.parametrize("caption", ["", "สั้น", "คำบรรยายที่ยาวหลายบรรทัดว่าด้วยกิจกรรมของชุมชน " * 12])
def test_photographs_keep_their_shape_and_stay_inside_the_margins_apart_from_each_other(
    per_page: str, caption: str
) -> None:
    page = STYLE.page
    low, right = page.bottom * POINTS, (page.width - page.right) * POINTS
    for one in photo_pages(report(7, per_page, caption)):
        for shown in one.pictures:
            assert shown.width / shown.height == pytest.approx(shown.picture.width / shown.picture.height)
            assert shown.x >= page.left * POINTS - 0.01
            assert shown.x + shown.width <= right + 0.01
            assert shown.y >= low
        for words in one.words[2:]:
            inside = [s for s in one.pictures if s.x < words.x < s.x + s.width and s.y < words.y < s.y + s.height]
            assert inside == []
        boxes = [(s.x, s.y, s.x + s.width, s.y + s.height) for s in one.pictures]
        assert not [
            (a, b)
            for a in boxes
            for b in boxes
            if a < b and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]


def test_captions_stand_centred_under_their_photographs() -> None:
    (page,) = photo_pages(report(4))
    captions = [words for words in page.words if "".join(piece.text for piece in words.line.pieces).startswith("ภาพที่")]
    assert len(captions) == 4
    for shown, words in zip(page.pictures, captions, strict=True):
        assert words.x + words.line.width / 2 == pytest.approx(shown.x + shown.width / 2)
        assert 0 < shown.y - words.y < 25


def images(pdf: bytes) -> list[list[Any]]:
    """The images of each page, and the file's whole number of them."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = [list(page.Resources.get("/XObject", {}).keys()) for page in file.pages]
        streams = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
        assert all(one.Filter == "/DCTDecode" for one in streams)
        return [*pages, [(int(one.Width), int(one.Height), one.read_raw_bytes()) for one in streams]]


def test_each_photograph_is_in_the_file_once_as_it_was_kept() -> None:
    given = report(3)
    given.photos.append(Photo(caption="อีกครั้ง", image=given.photos[0].image))
    pdf = to_pdf(compose(given), STYLE)
    *_, page, streams = images(pdf)
    assert len(page) == 3
    assert sorted(data for _, _, data in streams) == sorted(given.pictures.values())
    assert sorted((wide, high) for wide, high, _ in streams) == sorted(SHAPES[:3])
    assert pdf == to_pdf(compose(given), STYLE)


def test_a_grey_photograph_is_told_as_grey() -> None:
    grey = picture(mode="L", colour=40)
    given = Report(photos=[Photo(image=name_of(grey))], pictures={name_of(grey): grey})
    with pikepdf.open(io.BytesIO(to_pdf(compose(given), STYLE))) as file:
        (image,) = file.pages[-1].Resources.XObject.values()
        assert image.ColorSpace == "/DeviceGray"


@needs_poppler
def test_a_reader_draws_the_photographs_where_they_belong_and_the_right_way_up(tmp_path: Path) -> None:
    given = report(1)
    (page,) = photo_pages(given)
    (shown,) = page.pictures
    file = tmp_path / "photo.pdf"
    file.write_bytes(to_pdf(compose(given), STYLE))
    drawn = subprocess.run(["pdftoppm", "-r", "72", "-png", "-f", "2", file], capture_output=True, check=True).stdout
    from PIL import Image

    paper = Image.open(io.BytesIO(drawn)).convert("RGB")
    top = paper.height - shown.y - shown.height

    def at(across: float, down: float) -> tuple[int, ...]:
        return paper.getpixel((round(shown.x + across * shown.width), round(top + down * shown.height)))

    assert min(at(0.25, 0.25)) > 240  # the white quarter
    assert max(at(0.75, 0.25)) < 20
    assert max(at(0.25, 0.75)) < 20


@needs_poppler
def test_headings_and_captions_are_read_from_the_file_in_order(tmp_path: Path) -> None:
    given = report(4, caption="คำบรรยายภาพที่ {}")
    pdf = to_pdf(compose(given), STYLE)
    for text in (poppler(pdf, tmp_path), pdfium(pdf)):
        places = [text.index(words) for words in ("ภาพกิจกรรม", *(photo.caption for photo in given.photos))]
        assert places == sorted(places)


def test_a_caption_of_several_lines_is_read_as_one_before_its_neighbour() -> None:
    given = report(4, caption="คำบรรยายภาพที่ {} ซึ่งยาวพอที่จะขึ้นบรรทัดใหม่ใต้ภาพของตนเอง")
    text = pdfium(to_pdf(compose(given), STYLE))
    places = [text.index(photo.caption) for photo in given.photos]
    assert places == sorted(places)


@pytest.mark.parametrize("per_page", ["2", "4", "6"])
@pytest.mark.parametrize("name", ["official", "large-print"])
def test_a_caption_of_more_than_a_page_goes_on_overleaf(name: str, per_page: str) -> None:
    long = "ชาวบ้านร่วมกันคัดแยกขยะที่ต้นทาง " * 60  # nearly as long as a line may be
    style, document = load(name), compose(report(3, per_page, long))
    shown = [words for page in paginate(document, style) for words in page.words if words.part]
    assert all(words.y >= style.page.bottom * POINTS for words in shown)
    block = max(words.part[0] for words in shown)
    for number in range(3):
        lines = [words.line.text for words in shown if words.part == (block, number, 0)]
        assert "".join(lines) == long.strip()
    headed = next(page for page in paginate(document, style) if page.outline and "ภาพ" in page.outline[-1][0])
    assert headed.pictures


def test_captions_are_in_the_plain_text_and_their_digits_can_be_thai() -> None:
    assert to_text(compose(report(2), "thai")).endswith("\nภาพกิจกรรม\n[1] ภาพที่ ๑\n[2] ภาพที่ ๒\n")
