"""Where pages end, and what stands on each of them."""

from collections.abc import Sequence

import pytest

from desktop_app.report import style
from desktop_app.report.document import (
    Block,
    Dates,
    Document,
    Heading,
    Labelled,
    Numbered,
    Run,
    Signature,
    Signatures,
    Table,
    Title,
)
from desktop_app.report.pages import Page, paginate
from desktop_app.report.rows import Rule, Words
from desktop_app.report.style import POINTS
from tests.report.pdf_reading import document, paragraph

OFFICIAL = style.load("official")
BARE = OFFICIAL._replace(number=OFFICIAL.number._replace(form=""), footer=OFFICIAL.footer._replace(form=""))
LEFT, RIGHT = 3 * POINTS, 19 * POINTS
LINE = "ข้อความหนึ่งบรรทัด"
LONG = "ชาวบ้านร่วมกันคัดแยกขยะที่ต้นทาง " * 9  # four lines


def text_of(words: Words) -> str:
    return "".join(piece.text for piece in words.line.pieces)


def pages_of(*blocks: Block, look: style.Style = BARE) -> list[Page]:
    return paginate(document(*blocks), look)


def texts(page: Page) -> list[str]:
    return [text_of(words).rstrip() for words in page.words]


def numbered(count: int) -> list[Numbered]:
    return [Numbered(f"{number}.", (Run(LINE),)) for number in range(1, count + 1)]


def signed(*names: str) -> Signatures:
    return Signatures(tuple(Signature(name, "ผู้รายงาน") for name in names))


def dotted(rules: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule.gap]


@pytest.mark.parametrize("before", range(20, 40))
def test_a_heading_is_never_the_last_line_of_a_page(before: int) -> None:
    for page in pages_of(*numbered(before), Heading("หัวข้อ"), paragraph(LONG)):
        assert texts(page)[-1] != "หัวข้อ"


@pytest.mark.parametrize("before", range(20, 36))
def test_a_heading_of_two_lines_keeps_its_text_too(before: int) -> None:
    for page in pages_of(*numbered(before), Heading("หัวข้อที่ยาวมาก " * 12), paragraph(LONG)):
        assert "หัวข้อ" not in texts(page)[-1]


@pytest.mark.parametrize("before", range(20, 40))
def test_a_paragraph_leaves_no_single_line_on_either_page(before: int) -> None:
    pages = pages_of(*numbered(before), paragraph(LONG))
    whole = len([text for page in pages for text in texts(page) if "ชาวบ้าน" in text])
    counts = [len([text for text in texts(page) if "ชาวบ้าน" in text]) for page in pages]
    assert whole >= 4
    assert 1 not in counts


def test_every_line_lies_inside_the_margins() -> None:
    for page in pages_of(*numbered(90), paragraph(LONG * 20)):
        for words in page.words:
            assert 2 * POINTS < words.y < (29.7 - 2.5) * POINTS
            assert words.x >= LEFT - 0.1
            assert words.x + words.line.width <= RIGHT + 0.1


@pytest.mark.parametrize("before", range(15, 40))
def test_a_signature_is_whole_and_has_text_with_it(before: int) -> None:
    pages = pages_of(*numbered(before), paragraph(LONG), signed("นางสาวปิ่น น้ำทิพย์"))
    last = texts(pages[-1])
    assert last[-2:] == ["(นางสาวปิ่น น้ำทิพย์)", "ผู้รายงาน"]
    assert len(last) >= 4
    assert dotted(pages[-1].rules)


def test_under_a_title_of_more_than_a_page_a_signature_is_whole_and_has_text_with_it() -> None:
    for lines in range(25, 45):
        pages = pages_of(Title("ชื่อกิจกรรม " * 8 * lines), paragraph(LINE), signed("นางสาวปิ่น น้ำทิพย์"))
        assert dotted(pages[-1].rules)
        assert len(texts(pages[-1])) >= 4


def test_the_caption_stands_in_the_middle_under_the_name_right_of_the_centre() -> None:
    (page,) = pages_of(paragraph(LINE), signed("นางสาวปิ่น น้ำทิพย์"))
    name, caption = page.words[-2:]
    middles = [words.x + words.line.width / 2 for words in (name, caption)]
    assert middles[0] == pytest.approx(middles[1], abs=0.01)
    assert middles[0] > (LEFT + RIGHT) / 2
    assert caption.y < name.y < dotted(page.rules)[0].y


@pytest.mark.parametrize("before", range(15, 40))
def test_two_signatures_stand_side_by_side_and_have_text_with_them(before: int) -> None:
    pages = pages_of(*numbered(before), paragraph(LONG), signed("นางสาวปิ่น น้ำทิพย์", ""))
    first, caption, *hand, second = pages[-1].words[-5:]
    assert [text_of(one) for one in (first, caption, *hand, second)] == [
        "(นางสาวปิ่น น้ำทิพย์)", "ผู้รายงาน", "(", ")", "ผู้รายงาน",
    ]  # fmt: skip
    assert caption.y == second.y
    assert first.y == hand[0].y
    middles = [one.x + one.line.width / 2 for one in (caption, second)]
    assert middles == pytest.approx([LEFT + (RIGHT - LEFT) / 4, LEFT + (RIGHT - LEFT) * 3 / 4])
    lines = dotted(pages[-1].rules)
    assert lines[0].y == lines[1].y
    assert lines[0].to_x < lines[1].x
    assert len(texts(pages[-1])) >= 5 + 2


@pytest.mark.parametrize("before", range(15, 40))
def test_eight_signatures_are_on_one_page_and_have_text_with_them(before: int) -> None:
    names = [f"ผู้ลงนามคนที่ {number}" for number in range(1, 9)]
    page = pages_of(*numbered(before), paragraph(LONG), signed(*names))[-1]
    assert [text for text in texts(page) if text.startswith("(")] == [f"({name})" for name in names]
    assert len(texts(page)) >= 8 * 2 + 2


def test_a_line_to_sign_on_that_is_too_long_for_its_place_stays_inside_the_margins() -> None:
    long = BARE._replace(signature=BARE.signature._replace(line=15.0))
    (page,) = pages_of(signed("นางสาวปิ่น น้ำทิพย์"), look=long)
    (line,) = page.rules
    assert LEFT <= line.x < line.to_x == pytest.approx(RIGHT)


def test_the_last_of_an_odd_number_stands_where_one_alone_does() -> None:
    (one,), (three,) = pages_of(signed("ก")), pages_of(signed("ข", "ค", "ก"))
    assert [words.x for words in three.words[-2:]] == [words.x for words in one.words[-2:]]


def test_a_style_may_have_them_under_each_other() -> None:
    looks = BARE._replace(signature=BARE.signature._replace(across=1))
    (page,) = pages_of(signed("ก", "ข"), look=looks)
    assert len({round(rule.x) for rule in dotted(page.rules)}) == 1
    assert len({round(rule.y) for rule in dotted(page.rules)}) == 2


def test_names_too_long_to_stand_side_by_side_stand_under_each_other_and_go_over_pages() -> None:
    pages = pages_of(signed("นางสาวปิ่นน้ำทิพย์ " * 100, "ข"))
    assert all(2 * POINTS < words.y < (29.7 - 2.5) * POINTS for page in pages for words in page.words)
    assert "".join(texts(page)[-2] for page in pages[-1:]) == "(ข)"


def test_several_signatures_follow_each_other_whole() -> None:
    names = [f"ผู้ลงนามคนที่ {number}" for number in range(1, 30)]
    pages = pages_of(paragraph(LINE), signed(*names))
    assert len(pages) > 1
    for page in pages:
        names = [text for text in texts(page) if text.startswith("(")]
        assert len(names) == len([text for text in texts(page) if text == "ผู้รายงาน"])
        assert len(names) == len(dotted(page.rules))


def test_a_number_stands_on_the_line_of_its_text() -> None:
    for page in pages_of(*(Numbered(f"{number}.", (Run(LONG),)) for number in range(1, 30))):
        for number, after in zip(page.words, page.words[1:], strict=False):
            if text_of(number).endswith(". ") and not number.joined:
                assert after.y == number.y
                assert after.joined


def test_items_hang_from_their_text() -> None:
    (page,) = pages_of(Numbered("1.", (Run(LONG),)))
    number, *lines = page.words
    assert len(lines) >= 4
    assert {round(words.x - LEFT, 3) for words in lines} == {round(1.75 * POINTS, 3)}
    assert number.x + number.line.width < lines[0].x


def test_the_first_line_of_a_paragraph_is_indented() -> None:
    (page,) = pages_of(paragraph(LONG))
    assert [round((words.x - LEFT) / POINTS, 3) for words in page.words] == [2.5] + [0.0] * (len(page.words) - 1)


def test_values_stand_on_one_tab_stop_however_long_the_labels() -> None:
    label = "ป้ายชื่อที่ยาวกว่าปกติมาก"
    (page,) = pages_of(Labelled("สถานที่", LINE), Labelled(label, LINE))
    values = [words for words in page.words if words.joined]
    assert values[0].x == values[1].x
    assert values[1].x >= LEFT + page.words[2].line.width


def test_a_table_row_is_not_split_and_the_header_is_repeated() -> None:
    rows = tuple((f"กลุ่มที่ {number} " + "ยาวมาก " * 30, str(number)) for number in range(30))
    pages = pages_of(Table("ผู้เข้าร่วม", ("กลุ่ม", "จำนวน"), rows, (False, True)))
    assert len(pages) > 1
    for page in pages:
        assert "จำนวน" in texts(page)
        begun = [text for text in texts(page) if text.startswith("กลุ่มที่")]
        assert len(begun) == len([text for text in texts(page) if text.isdigit()])


def test_a_row_higher_than_the_page_goes_on_overleaf() -> None:
    pages = pages_of(Table("", ("กลุ่ม", "จำนวน"), (("ยาวมาก " * 1500, "1"),), (False, True)))
    assert len(pages) > 1
    assert sum(text.count("ยาวมาก") for page in pages for text in texts(page)) == 1500
    assert all(words.y > 2 * POINTS for page in pages for words in page.words)


@pytest.mark.parametrize("before", [0, 1, 20])
def test_caption_and_header_of_a_table_stand_by_its_first_row_however_high_it_is(before: int) -> None:
    rows = (("ยาวมาก " * 1500, "1"), ("ยาวมาก " * 1500, "1"))
    for page in pages_of(*numbered(before), Table("ผู้เข้าร่วม", ("กลุ่ม", "จำนวน"), rows, (False, True))):
        assert texts(page)[-1] not in ("จำนวน", "ผู้เข้าร่วม")


def test_a_label_too_long_for_the_line_stands_above_its_value() -> None:
    (page,) = pages_of(Labelled("ป้ายชื่อที่ยาวเกินครึ่งบรรทัด " * 6, LINE))
    assert texts(page)[-1] == LINE
    assert all(words.x + words.line.width <= RIGHT + 0.1 for words in page.words)


def test_lines_are_not_stretched_in_a_ragged_style() -> None:
    ragged = BARE._replace(text=BARE.text._replace(justify=False))
    (page,) = pages_of(paragraph(LONG * 2), look=ragged)
    assert {(words.line.blank, words.line.cluster) for words in page.words} == {(0.0, 0.0)}
    assert len({round(words.x + words.line.width) for words in page.words}) > 1


def test_a_header_is_not_the_last_row_of_a_page() -> None:
    table = Table("ผู้เข้าร่วม", ("กลุ่ม", "จำนวน"), tuple((f"ที่ {n}", "1") for n in range(3)), (False, True))
    for before in range(20, 34):
        for page in pages_of(*numbered(before), table):
            assert texts(page)[-1] not in ("จำนวน", "ผู้เข้าร่วม")


def test_numbers_of_a_table_are_flush_right() -> None:
    rows = (("ก", "9"), ("ข", "1,234"))
    (page,) = pages_of(Table("", ("กลุ่ม", "จำนวน"), rows, (False, True)))
    ends = {round(words.x + words.line.width, 3) for words in page.words if text_of(words) in ("9", "1,234")}
    assert len(ends) == 1


@pytest.mark.parametrize("columns", [1, 3, 12])
def test_a_table_is_as_wide_as_the_text(columns: int) -> None:
    cells = tuple("ข้อความยาวพอสมควร " * 4 for _ in range(columns))
    (page, *_) = pages_of(Table("", cells, (cells,), (False,) * columns))
    assert max(rule.to_x for rule in page.rules) == pytest.approx(RIGHT, abs=0.1)
    assert max(words.x + words.line.width for words in page.words) <= RIGHT + 0.1


def test_totals_are_known_on_the_first_page() -> None:
    pages = paginate(document(*numbered(100)), OFFICIAL)
    assert texts(pages[0])[-1] == f"หน้า 1 จาก {len(pages)}"
    assert texts(pages[1])[0] == "- 2 -"
    assert not texts(pages[0])[0].startswith("-")


def test_page_numbers_follow_the_switch_of_digits() -> None:
    pages = paginate(document(*numbered(60)), OFFICIAL, "thai")
    assert (texts(pages[1])[0], texts(pages[1])[-1]) == ("- ๒ -", "หน้า ๒ จาก ๓")


def test_long_words_about_the_page_stay_inside_the_margins() -> None:
    long = "ข้อความของสำนักงานกองทุนจังหวัดทะเลทอง " * 4 + "หน้า {page}"
    number, foot = OFFICIAL.number._replace(form=long, first=1), OFFICIAL.footer._replace(form=long)
    stamped = Document("", "", (paragraph(LINE),), footer="รายงาน 1234 ฉบับแก้ไขที่ 2")
    (page,) = paginate(stamped, OFFICIAL._replace(number=number, footer=foot))
    assert all(LEFT - 0.1 <= words.x <= words.x + words.line.width <= RIGHT + 0.1 for words in page.words)
    *_, stamp, at = page.words
    assert stamp.x + stamp.line.width < at.x


def test_a_stamp_of_many_lines_stays_under_the_text() -> None:
    narrow = OFFICIAL._replace(page=OFFICIAL.page._replace(width=10.2), text=OFFICIAL.text._replace(first_indent=0.0))
    stamped = Document("", "", tuple(numbered(60)), footer="รายงาน 1234abcd ฉบับแก้ไขที่ 2 รหัสตรวจสอบ " + "ABCD-" * 9)
    for page in paginate(stamped, narrow):
        stamp = [words for words in page.words if not words.part and words.y < 2 * POINTS]
        assert len(stamp) > 2
        assert max(words.y + words.line.size for words in stamp) <= 2 * POINTS + 0.1


def test_the_stamp_stands_in_the_footer_of_every_page() -> None:
    stamped = Document("", "", tuple(numbered(60)), footer="รายงาน 1234 ฉบับแก้ไขที่ 2")
    assert all("รายงาน 1234 ฉบับแก้ไขที่ 2" in texts(page) for page in paginate(stamped, OFFICIAL))


def test_an_empty_form_has_room_to_write() -> None:
    blocks = (Title("สรุปรายงานกิจกรรม"), Dates("วันที่ "), Labelled("สถานที่", ""), paragraph(""), Heading("เป้าหมาย"))
    (page,) = pages_of(*blocks, Numbered("1.", (Run(""),)), signed(""))
    assert len(dotted(page.rules)) == 1 + 1 + 2 + 2 + 2
    assert all(LEFT - 0.1 <= rule.x < rule.to_x <= RIGHT + 0.1 for rule in page.rules)


def test_a_document_without_blocks_is_one_page() -> None:
    assert len(paginate(document(), OFFICIAL)) == 1


def test_a_line_end_in_a_text_begins_a_new_paragraph_of_the_block() -> None:
    (page,) = pages_of(paragraph("หนึ่ง\nสอง\r\nสาม"), Numbered("1.", (Run("สี่\nห้า", bold=True),)))
    assert texts(page) == ["หนึ่ง", "สอง", "สาม", "1.", "สี่", "ห้า"]
    assert [words.x for words in page.words[:3]] == [page.words[0].x] * 3
    assert page.words[4].x == page.words[5].x


def test_paragraphs_of_one_text_have_the_room_of_the_style_between_them() -> None:
    (page,) = pages_of(paragraph("หนึ่ง\nสอง"), Numbered("1.", (Run("สาม\nสี่"),)))
    one, two, _, three, four = [words.y for words in page.words]
    assert one - two == pytest.approx(OFFICIAL.text.pitch + OFFICIAL.text.after)
    assert three - four == pytest.approx(OFFICIAL.text.pitch + OFFICIAL.numbered.after)


@pytest.mark.parametrize("before", range(20, 40))
def test_the_first_line_of_an_item_does_not_stand_alone_at_a_page_foot(before: int) -> None:
    for page in pages_of(paragraph(LINE), *numbered(before), Numbered("99.", (Run("ฐานเรียนรู้:\n- ฐานขยะ\n- ฐานน้ำ"),))):
        assert texts(page)[-1] != "ฐานเรียนรู้:"


def test_headings_make_the_table_of_contents() -> None:
    pages = pages_of(Heading("หนึ่ง"), *numbered(40), Heading("สอง"))
    assert [title for page in pages for title, _ in page.outline] == ["หนึ่ง", "สอง"]
