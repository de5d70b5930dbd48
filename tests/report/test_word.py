"""A Word file has the words of the paper, and is made so that Word sets Thai as it sets Latin letters."""

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings

from desktop_app.model import exchange
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Photo, Report, Signature
from desktop_app.report import style as styles
from desktop_app.report.compose import compose
from desktop_app.report.document import Document, Numbered, Paragraph, Run, Signatures, Stamp, Table
from desktop_app.report.document import Signature as Signed
from desktop_app.report.fonts import face
from desktop_app.report.forms import rendered
from desktop_app.report.plain import to_text
from desktop_app.report.word import to_docx
from tests.records import picture, reports
from tests.report.word_reading import at, lines, names, part, style, value

OFFICIAL = styles.load("official")
STAMP = Stamp("01a20245-3e70-71f0-8980-c335b41a4e17", 7)
XML = re.compile(r"\.(xml|rels)$")


@pytest.fixture(params=["arabic", "thai"])
def digits(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def file(sample: dict) -> bytes:
    return rendered(rich(sample), ".docx", STAMP)


def rich(sample: dict) -> Report:
    """The sample with a second signature, photographs and a line end in an item."""
    report = exchange.from_json(sample)
    report.signatures.append(Signature(name="นางสาวญาณี ก้องธรณี", caption="ผู้รับรองรายงาน"))
    report.goals[0].body += "\nย่อหน้าที่สองของข้อเดียวกัน"
    pictures = [picture(160, 120, colour=(0, 50 * number, 0)) for number in range(5)]
    report.pictures = {name_of(data): data for data in pictures}
    report.photos = [Photo(caption=f"ภาพที่ {n} กลุ่มที่ {n + 3}", image=name_of(data)) for n, data in enumerate(pictures)]
    return report


def printed(document: Document) -> list[str]:
    """The lines of the .txt as the paper has them: no numbers at photographs, dots are no text."""
    return [re.sub(r"^\[\d+\] ?", "", line).replace("." * 40, "") for line in to_text(document).splitlines() if line]


def squeezed(found: list[str]) -> str:
    return "".join("".join(found).split())


def test_the_words_are_those_of_the_paper(sample: dict, digits: str) -> None:
    document = compose(rich(sample), digits, STAMP)
    found = lines(to_docx(document, OFFICIAL, digits))
    pages = re.compile(r"\tหน้า .*$")
    captions = [line for line in printed(document) if line.startswith("ภาพที่")]
    assert [pages.sub("", line) for line in found if not line.startswith("ภาพที่")] == [
        line for line in printed(document) if line not in captions
    ]
    assert "\t".join(captions) == "\t".join(line.rstrip("\t") for line in found if line.startswith("ภาพที่"))


@settings(max_examples=25)
@given(reports())
def test_the_words_of_any_report_are_those_of_the_paper(report: Report) -> None:
    document = compose(report)
    assert squeezed(lines(to_docx(document, OFFICIAL))) == squeezed(printed(document)) + "หน้า1จาก1"


def test_every_size_boldness_and_font_is_set_for_complex_scripts_too(file: bytes) -> None:
    every = [part(file, name) for name in names(file) if re.match(r"word/(styles|document|header|footer).*xml$", name)]
    letters = [one for tree in every for one in at(tree, ".//w:rPr")]
    assert len(letters) > 15
    for one in letters:
        assert value(one, "w:sz") == value(one, "w:szCs")
        assert len(at(one, "w:b")) == len(at(one, "w:bCs"))
        assert len(at(one, "w:i")) == len(at(one, "w:iCs"))
    for fonts in [one for tree in every for one in at(tree, ".//w:rFonts")]:
        assert set(fonts.attrib.values()) == {"Sarabun"}
        assert {key.split("}")[1] for key in fonts.attrib} == {"ascii", "hAnsi", "cs", "eastAsia"}


def test_no_theme_is_in_the_file_or_asked_for(file: bytes) -> None:
    assert [name for name in names(file) if "theme" in name.lower()] == []
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert [name for name in names(file) if XML.search(name) and b"Theme=" in package.read(name)] == []


def test_the_styles_speak_thai_and_have_the_sizes_of_the_paper(file: bytes) -> None:
    assert value(style(file, "Normal"), "w:rPr/w:lang", "bidi") == "th-TH"
    assert value(style(file, "Normal"), "w:rPr/w:szCs") == "22"  # 16 points of TH Sarabun are 10.9 of Sarabun
    assert value(style(file, "Title"), "w:rPr/w:szCs") == "25"
    body = style(file, "BodyText")
    assert value(body, "w:pPr/w:jc") == "thaiDistribute"
    assert value(body, "w:pPr/w:ind", "firstLine") == "1417"
    assert value(style(file, "ListNumber"), "w:pPr/w:ind", "hanging") == "425"
    assert value(style(file, "Labelled"), "w:pPr/w:tabs/w:tab", "pos") == "1984"
    assert value(style(file, "Heading1"), "w:pPr/w:outlineLvl") == "0"
    assert at(style(file, "Heading1"), "w:pPr/w:keepNext")


@pytest.mark.parametrize("name", styles.names())
def test_the_page_is_the_styles(sample: dict, name: str) -> None:
    (section,) = part(rendered(exchange.from_json(sample), ".docx", style=name), "word/document.xml").xpath(
        "//w:sectPr"
    )
    page = styles.load(name).page
    assert (value(section, "w:pgSz", "w"), value(section, "w:pgSz", "h")) == ("11906", "16838")
    for side in ("left", "right", "top", "bottom"):
        assert int(value(section, "w:pgMar", side) or 0) == pytest.approx(getattr(page, side) * 1440 / 2.54, abs=1)


def test_each_part_has_a_list_of_its_own_that_begins_anew(file: bytes) -> None:
    body, numbering = part(file, "word/document.xml"), part(file, "word/numbering.xml")
    used = [one.get(one.tag.split("}")[0] + "}val") for one in at(body, "//w:numPr/w:numId")]
    assert list(dict.fromkeys(used)) == ["1", "2", "3", "4"]
    kinds = [value(numbering, f"w:num[@w:numId='{key}']/w:abstractNumId") for key in ("1", "2", "3", "4")]
    assert len(set(kinds)) == 4
    assert [value(one, "w:start") for one in at(numbering, "//w:lvl")] == ["1"] * 4


def test_a_number_that_does_not_follow_begins_a_list_at_itself() -> None:
    document = Document("", "", tuple(Numbered(f"{number}.", (Run("ข้อ"),)) for number in (3, 4, 7)))
    assert lines(to_docx(document, OFFICIAL))[:3] == ["3. ข้อ", "4. ข้อ", "7. ข้อ"]


def test_the_pages_are_counted_by_word(sample: dict, digits: str) -> None:
    file = rendered(exchange.from_json(sample), ".docx", STAMP, digits=digits)
    switch = r" \* THAIARABIC" if digits == "thai" else ""
    parts = [part(file, name) for name in sorted(names(file)) if re.match("word/(footer|header)", name)]
    fields = [[one.text.strip() for one in at(tree, "//w:instrText")] for tree in parts]
    both = ["PAGE" + switch, "NUMPAGES" + switch]
    assert fields == [both, both, ["PAGE" + switch], []]  # the first page has no number at its head
    assert at(part(file, "word/document.xml"), "//w:sectPr/w:titlePg")


def test_a_tables_header_is_repeated_and_its_rows_stay_whole() -> None:
    table = Table("รายการ", ("ก", "ข"), (("หนึ่ง", "1"), ("สอง", "2"), ("สาม", "3")), (False, True))
    body = part(to_docx(Document("", "", (table, Paragraph((Run("ต่อ"),)))), OFFICIAL), "word/document.xml")
    rows = at(body, "//w:tr")
    assert [len(at(row, "w:trPr/w:tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert all(at(row, "w:trPr/w:cantSplit") for row in rows)
    assert [value(row, "w:tc[2]/w:p/w:pPr/w:jc") for row in rows[1:]] == ["right"] * 3
    assert value(body, "w:body/w:p[2]/w:pPr/w:spacing", "before") == "160"  # the room under a table


def test_room_after_a_paragraph_and_before_the_next_adds_up(file: bytes) -> None:
    assert at(part(file, "word/settings.xml"), "w:compat/w:doNotUseHTMLParagraphAutoSpacing")


def test_a_table_never_touches_another() -> None:
    table = Table("", ("ก",), (("หนึ่ง",),), (False,))
    places = Signatures((Signed("ก", "ผู้รายงาน"), Signed("ข", "ผู้รับรองรายงาน")))
    body = part(to_docx(Document("", "", (table, table, places)), OFFICIAL), "word/document.xml")
    assert len(at(body, "//w:tbl")) == 3
    assert at(body, "//w:tbl[preceding-sibling::*[1][self::w:tbl]]") == []


def test_the_styles_that_are_not_words_own_say_so(file: bytes) -> None:
    marked = {one.name_val: value(one, ".", "customStyle") for one in at(part(file, "word/styles.xml"), "//w:style")}
    words_own = {"Normal", "Title", "Body Text", "heading 1", "List Number", "List Continue", "Signature", "caption"}
    assert {name for name, mark in marked.items() if mark is None} == words_own | {"header", "footer"}


def test_a_signature_is_never_parted_nor_alone(sample: dict) -> None:
    file = rendered(exchange.from_json(sample), ".docx")
    paragraphs = at(part(file, "word/document.xml"), "w:body/w:p")
    keys = [value(one, "w:pPr/w:pStyle") for one in paragraphs]
    assert keys[-3:] == ["SigningLine", "Signature", "Signature"]
    assert at(paragraphs[-4], "w:pPr/w:keepNext[not(@w:val='0')]")
    assert all(at(style(file, key), "w:pPr/w:keepNext") for key in ("SigningLine", "Signature"))
    assert value(paragraphs[-1], "w:pPr/w:keepNext") == "0"


def test_signatures_stand_side_by_side_and_hold_together(sample: dict) -> None:
    report = rich(sample)
    report.photos = []
    report.signatures.append(Signature(name="", caption="ประธาน"))
    body = at(part(rendered(report, ".docx"), "word/document.xml"), "w:body")[0]
    before, beside, turn, *alone = [one for one in body if not one.tag.endswith("sectPr")][-6:]
    assert at(before, "w:pPr/w:keepNext")
    assert at(beside, "w:tr/w:trPr/w:cantSplit")
    cells = at(beside, "w:tr/w:tc")
    assert [[value(one, "w:pPr/w:pStyle") for one in at(cell, "w:p")] for cell in cells] == [
        ["SigningLine", "Signature", "Signature"]
    ] * 2
    assert at(turn, "w:pPr/w:keepNext")
    assert [value(one, "w:pPr/w:pStyle") for one in alone] == ["SigningLine", "Signature", "Signature"]
    assert at(beside, ".//w:tblBorders") == []


def test_photographs_are_in_the_file_once_in_shape_with_words_for_those_who_do_not_see_them(sample: dict) -> None:
    report = rich(sample)
    report.photos.append(Photo(caption="ซ้ำ", image=report.photos[0].image))
    file = rendered(report, ".docx")
    assert len([name for name in names(file) if name.startswith("word/media/")]) == 5
    drawn = at(part(file, "word/document.xml"), "//wp:inline")
    assert [one.docPr.get("descr") for one in drawn] == [photo.caption for photo in report.photos]
    assert len({one.docPr.get("id") for one in drawn}) == len(drawn)
    for one in drawn:
        assert one.extent.cx / one.extent.cy == pytest.approx(160 / 120, rel=0.001)


def test_the_letters_go_along_unchanged(file: bytes) -> None:
    table = part(file, "word/fontTable.xml")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        for kind, bold in (("Regular", False), ("Bold", True)):
            (told,) = at(table, f"//w:embed{kind}")
            key = bytes.fromhex(re.sub("[{}-]", "", told.values()[1]))[::-1]
            hidden = package.read(f"word/fonts/{kind.lower()}.odttf")
            shown = bytes(hidden[at] ^ key[at % 16] for at in range(32)) + hidden[32:]
            assert shown == face("Sarabun", bold).data
    assert value(table, "w:font", "name") == "Sarabun"
    assert at(part(file, "word/settings.xml"), "w:embedTrueTypeFonts")


def test_the_same_report_gives_the_same_bytes(sample: dict, file: bytes) -> None:
    assert rendered(rich(sample), ".docx", STAMP) == file
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [one.tag.split("}")[1] for one in part(file, "docProps/core.xml")] == ["title", "creator", "language"]


@pytest.mark.parametrize("text", ["ก\x00ข\x0b\x1fค", "ก\ud800ข", "ก\ufffeข", "ก\x0cข\r\nค"])
def test_what_xml_cannot_hold_does_no_harm(text: str) -> None:
    document = Document(text, text * 300, (Paragraph((Run(text),)), Numbered("1.", (Run(text, bold=True),))))
    found = squeezed(lines(to_docx(document, OFFICIAL)))
    assert found.startswith("กข")


def test_a_soft_hyphen_is_words_own() -> None:
    file = to_docx(Document("", "", (Paragraph((Run("co\u00adoperate", italic=True),)),)), OFFICIAL)
    assert lines(file)[0] == "co\u00adoperate"
    (hyphen,) = at(part(file, "word/document.xml"), "//w:softHyphen")
    assert [value.text for value in (hyphen.getprevious(), hyphen.getnext())] == ["co", "operate"]


def test_leaving_off_is_asked_for_between_blocks(sample: dict) -> None:
    from desktop_app.errors import Cancelled

    answers: Any = iter([False, False, True])
    with pytest.raises(Cancelled):
        rendered(exchange.from_json(sample), ".docx", cancelled=lambda: next(answers))
