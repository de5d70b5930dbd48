"""A PDF tells its structure: what is a heading, a list, a table, a picture, in the order in which it is read, and nothing left out."""

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from desktop_app.model.exchange import from_json
from desktop_app.report import style
from desktop_app.report.compose import compose
from desktop_app.report.document import Document, Heading, Labelled, Numbered, Run, Stamp, Table, Title
from desktop_app.report.pages import paginate
from desktop_app.report.pdf import to_pdf
from tests.records import picture
from tests.report.pdf_reading import document, mupdf, needs_poppler, paragraph, pdfium, poppler
from tests.report.pdfa_reading import elements, marked_texts, read, shown_on, tree

OFFICIAL = style.load("official")
STANDARD = set("Document H1 H2 P L LI Lbl LBody Table Caption TR TH TD Figure".split())
LONG = "ประชุมชุมชนเรื่องปี่ที่น้ำป้ำ "
SHORT_ROWS = tuple((f"กลุ่ม {n}", f"{n}", "", "ปี่") for n in range(60))


def long_one() -> Document:
    """Items over page ends, a table over page ends, a cell of many lines, line ends in an item, empty places."""
    runs = (Run("นำ:", bold=True), Run(f" {LONG * 9}\n{LONG * 5}\n\n{LONG}"))
    table = Table(
        "ตาราง", ("กลุ่ม", "ชาย", "หญิง", "อื่น"), (*SHORT_ROWS, (LONG * 60, "1", "2", "3")), (False, True, True, False)
    )
    items = [Numbered(f"{n}.", runs) for n in range(1, 9)]
    return document(
        Title("ชื่อ"), Labelled("ที่", ""), *items, table, Heading("หัวข้อ"), Numbered("1.", (Run(""),)), paragraph(LONG * 70)
    )


@pytest.fixture(params=["sample", "photographs", "long"])
def composed(request: pytest.FixtureRequest, sample: dict[str, Any]) -> Document:
    if request.param == "long":
        return long_one()
    photos = [{"caption": f"ภาพ {n}" if n else "", "image": picture(40 + n, 30)} for n in range(5)]
    added = {"photos": photos} if request.param == "photographs" else {}
    return compose(from_json(sample | added), "thai", Stamp("0198-ab", 4))


@pytest.fixture
def file(composed: Document) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(to_pdf(composed, OFFICIAL))) as found:
        yield found


def test_all_that_is_shown_has_a_place_in_the_tree_or_is_decoration(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        for shown in shown_on(page):
            assert shown.is_artifact != (len(shown.numbers) == 1)


def test_every_mark_belongs_to_the_element_that_the_parent_tree_names(file: pikepdf.Pdf) -> None:
    nums = list(file.Root.StructTreeRoot.ParentTree.Nums)
    assert nums[::2] == [int(page.StructParents) for page in file.pages]
    owners = {mark: element.of.objgen for element in elements(tree(file)) for mark in element.marks}
    for number, (page, row) in enumerate(zip(file.pages, nums[1::2], strict=True)):
        shown = {one for shown in shown_on(page) for one in shown.numbers}
        assert shown == set(range(len(row)))
        assert [one.objgen for one in row] == [owners[number, mark] for mark in range(len(row))]
    assert len(owners) == sum(len(row) for row in nums[1::2])


def test_the_tree_reads_as_the_pages_do(file: pikepdf.Pdf, composed: Document) -> None:
    """Word for word in the same order, without page numbers, footers and headers that are repeated."""
    pages = paginate(composed, OFFICIAL)
    printed = "".join(piece.text for page in pages for words in page.words if words.part for piece in words.line.pieces)
    assert read(tree(file), marked_texts(file)) == printed
    for footer in ("หน้า 1 จาก", "รายงาน 0198-ab"):
        assert footer not in printed


def test_a_text_is_told_once(file: pikepdf.Pdf) -> None:
    """MuPDF tells the text of every mark and element that has one, PDFium that of the innermost mark, Poppler that of the innermost
    span: so none is in another, and none goes over several elements."""
    assert not [one for one in elements(tree(file)) if "/ActualText" in one.of]
    told = []
    for page in file.pages:
        for shown in shown_on(page):
            tags = [tag for tag, of in shown.marks if of is not None and "/ActualText" in of]
            told += tags
            assert len(tags) <= 1
            if tags:
                assert [tag for tag, _ in shown.marks].index("/Span") == len(shown.marks) - 1
    assert set(told) == {"/Span"}


def test_only_elements_of_the_standard_in_their_places(file: pikepdf.Pdf) -> None:
    inside = {
        "L": {"LI"},
        "LI": {"Lbl", "LBody"},
        "LBody": {"P"},
        "TR": {"TH", "TD"},
        "Table": {"Caption", "TR"},
        "Figure": {"Caption"},
    }
    root = tree(file)
    assert root.kind == "/Document"
    for element in elements(root):
        assert element.kind[1:] in STANDARD
        allowed = STANDARD if element is root else inside.get(element.kind[1:], set())
        assert {kid.kind[1:] for kid in element.kids} <= allowed


def test_items_have_their_number_and_their_text(file: pikepdf.Pdf) -> None:
    items = [one for one in elements(tree(file)) if one.kind == "/LI"]
    marked = marked_texts(file)
    assert items
    for item in items:
        assert [kid.kind for kid in item.kids] == ["/Lbl", "/LBody"]
        number, text = (read(kid, marked) for kid in item.kids)
        assert number.endswith("." if text else ". ")
        assert not text or text.startswith(" ")  # the blank between the two


def test_rows_of_a_table_have_as_many_cells_as_its_head(file: pikepdf.Pdf) -> None:
    tables = [one for one in elements(tree(file)) if one.kind == "/Table"]
    assert tables
    for table in tables:
        head, *rows = [kid for kid in table.kids if kid.kind == "/TR"]
        assert {kid.kind for kid in head.kids} == {"/TH"}
        assert {str(kid.of.A.Scope) for kid in head.kids} == {"/Column"}
        assert {len(row.kids) for row in rows} == {len(head.kids)}
        assert {kid.kind for row in rows for kid in row.kids} == {"/TD"}


def test_a_table_over_several_pages_is_one_and_has_one_head() -> None:
    with pikepdf.open(io.BytesIO(to_pdf(long_one(), OFFICIAL))) as file:
        (table,) = [one for one in elements(tree(file)) if one.kind == "/Table"]
        assert len(table.kids) == 1 + 1 + len(SHORT_ROWS) + 1
        assert len({page for one in elements(table) for page, _ in one.marks}) > 2
        marked = marked_texts(file)
        assert [read(one, marked) for one in table.kids[-1].kids] == [LONG * 60, "1", "2", "3"]


def test_a_picture_has_its_caption_for_those_who_do_not_see_it(sample: dict[str, Any]) -> None:
    photos = [{"caption": caption, "image": picture(40 + n, 30)} for n, caption in enumerate(("คนนั่งฟัง", "", " "))]
    with pikepdf.open(io.BytesIO(to_pdf(compose(from_json(sample | {"photos": photos})), OFFICIAL))) as file:
        figures = [one for one in elements(tree(file)) if one.kind == "/Figure"]
        assert [str(one.of.Alt) for one in figures] == ["คนนั่งฟัง", "ภาพกิจกรรม 2", "ภาพกิจกรรม 3"]
        marked = marked_texts(file)
        assert [read(kid, marked) for one in figures for kid in one.kids] == ["คนนั่งฟัง"]
        assert all(len(one.marks) == 1 for one in figures)


@needs_poppler
def test_a_row_is_read_once_although_it_is_of_several_cells(tmp_path: Path) -> None:
    """Three readers that understand texts of marks differently."""
    rows = (("อาสาสมัคร", "60", "", "23"), ("อาสาสมัคร", "60", "", "23"), ("ปี่", "1,060", "ปี่", ""))
    pdf = to_pdf(
        document(
            Table("", ("กลุ่ม", "ชาย", "หญิง", "รวม"), rows, (False, True, True, True)), *[Numbered("1.", (Run("ก"),))] * 3
        ),
        OFFICIAL,
    )
    wanted = "กลุ่ม ชาย หญิง รวม" + "อาสาสมัคร 60 23" * 2 + "ปี่ 1,060 ปี่" + "1. ก" * 3 + "หน้า 1 จาก 1"
    assert poppler(pdf, tmp_path) == wanted
    assert pdfium(pdf) == mupdf(pdf) == wanted
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert read(tree(file), marked_texts(file)) == wanted.removesuffix("หน้า 1 จาก 1")


@needs_poppler
def test_poppler_finds_the_structure(sample: dict[str, Any], tmp_path: Path) -> None:
    """Its -struct-text heeds no ActualText (Poppler 22.12), so only the elements are compared."""
    path = tmp_path / "tagged.pdf"
    path.write_bytes(to_pdf(compose(from_json(sample)), OFFICIAL))
    found = subprocess.run(["pdfinfo", "-struct", path], capture_output=True, check=True)
    assert found.stderr == b""
    lines = [
        line.split()[0].rstrip(":") for line in found.stdout.decode().splitlines() if not line.lstrip().startswith("/")
    ]
    with pikepdf.open(path) as file:
        assert lines == [element.kind[1:] for element in elements(tree(file))]


def test_without_tags_the_pages_are_the_same(composed: Document) -> None:
    import pypdfium2

    def pictures(tagged: bool) -> list[bytes]:
        file = pypdfium2.PdfDocument(to_pdf(composed, OFFICIAL, tagged=tagged))
        try:
            return [bytes(page.render(scale=1).buffer) for page in file]
        finally:
            file.close()

    assert pictures(True) == pictures(False)
    assert b"MCID" not in to_pdf(composed, OFFICIAL, tagged=False)
