"""Photographs in a Word file: as many on a page as the paper has, however high they are and whatever is said of them."""

from typing import Any

import pytest

from desktop_app.report import style as styles
from desktop_app.report.document import Document, Paragraph, Photos, Picture, Run
from desktop_app.report.style import POINTS
from desktop_app.report.word import to_docx
from tests.records import picture
from tests.report.word_reading import at, part, style, value

PORTRAIT = Picture(picture(90, 160), 90, 160, "")
PER_PAGE = (2, 4, 6)


def book(per_page: int, *captions: str) -> Document:
    """Two pages of photographs after one of text, each with the next caption."""
    told = (captions * 2 * per_page)[: 2 * per_page]
    pictures = tuple(Picture(PORTRAIT.data, 90, 160, caption) for caption in told)
    return Document("", "", (Paragraph((Run("ก่อนภาพ"),)), Photos("ภาพกิจกรรม", pictures, per_page)))


def height(file: bytes, row: Any) -> float:
    """Points that a row takes at least: its highest picture, the room after it, or its lines of a caption."""
    drawn = at(row, ".//wp:extent")
    style_of = style(file, value(row, ".//w:pStyle") or "Normal")
    after = value(row, ".//w:spacing", "after") or value(style_of, "w:pPr/w:spacing", "after")
    line = float(value(style_of, "w:pPr/w:spacing", "line") or 0) / 20
    return max([float(one.get("cy")) / 12700 for one in drawn], default=line) + float(after or 0) / 20


@pytest.mark.parametrize("per_page", PER_PAGE)
@pytest.mark.parametrize("caption", ["", "ภาพกิจกรรม"], ids=["without words", "with words"])
@pytest.mark.parametrize("name", styles.names())
def test_the_rows_of_a_page_are_not_higher_than_the_page(name: str, caption: str, per_page: int) -> None:
    look = styles.load(name)
    file = to_docx(book(per_page, caption), look)
    page = (look.page.height - look.page.top - look.page.bottom) * POINTS
    for table in at(part(file, "word/document.xml"), "//w:tbl"):
        high = sum(height(file, row) for row in at(table, "w:tr"))
        assert page * 0.85 < high < page - look.heading.pitch - 1


def test_the_line_of_a_picture_has_no_room_for_letters_under_it() -> None:
    file = to_docx(book(2, ""), styles.load("official"))
    assert value(style(file, "Photo"), "w:rPr/w:szCs") == "2"


def test_a_row_has_a_line_for_words_only_where_something_is_said_in_it() -> None:
    body = part(to_docx(book(4, "", "", "ภาพที่สาม", ""), styles.load("official")), "word/document.xml")
    kinds = [value(row, ".//w:pStyle") for row in at(body, "//w:tr")]
    assert kinds == ["Photo", "Photo", "Caption"] * 2


def test_a_page_that_is_not_full_has_all_its_cells() -> None:
    pictures = (Picture(PORTRAIT.data, 90, 160, "ภาพ"),) * 5
    body = part(to_docx(Document("", "", (Photos("ภาพ", pictures, 4),)), styles.load("official")), "word/document.xml")
    assert {len(at(row, "w:tc")) for row in at(body, "//w:tr")} == {2}


def test_a_picture_of_which_nothing_is_said_is_told_by_its_number() -> None:
    body = part(to_docx(book(2, "ภาพ\nช่วงเช้า", ""), styles.load("official")), "word/document.xml")
    told = [one.docPr.get("descr") for one in at(body, "//wp:inline")]
    assert told == ["ภาพ ช่วงเช้า", "ภาพกิจกรรม 2", "ภาพ ช่วงเช้า", "ภาพกิจกรรม 4"]
