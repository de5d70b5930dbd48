"""Every PDF is one to keep: the rules of PDF/A-3 (ISO 19005-3, level A) that concern what we write, one by one.

They need no Java; veraPDF's own word on the same files is in test_verapdf.py.
"""

import io
import re
from collections.abc import Iterator
from hashlib import md5
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
import uharfbuzz as hb

from desktop_app.model import exchange
from desktop_app.model.records import Report
from desktop_app.report import colour
from desktop_app.report.document import Stamp
from desktop_app.report.forms import rendered
from tests.records import picture
from tests.report.pdf_reading import shown_glyphs
from tests.report.pdfa_reading import fonts, shown_on, streams

ODD = "ก\ufeffข\u200b \u2060漢字 😀 ☑ \uf70a Ω Ω e\u0301 <b>&amp;]]> \x07 ปี่\tจบ"
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def made(kind: str, sample: dict[str, Any]) -> bytes:
    report = exchange.from_json(sample if kind != "empty" else exchange.to_json(Report()))
    if kind == "odd":
        report.title, report.place = ODD, ODD
        report.goals[0].body = f"{ODD}\n{ODD} " * 9
        report.evaluators[0].name = ODD
    if kind == "photographs":
        photos = [{"caption": f"ภาพ {n}" if n else "", "image": picture(40 + n, 30)} for n in range(5)]
        report = exchange.from_json(sample | {"photos": photos})
    return rendered(report, ".pdf", Stamp("0198-ab", 4), digits="thai" if kind == "thai" else "arabic")


KINDS = ["sample", "thai", "empty", "odd", "photographs"]


@pytest.fixture(params=KINDS)
def pdf(request: pytest.FixtureRequest, sample: dict[str, Any]) -> bytes:
    return made(request.param, sample)


@pytest.fixture
def file(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as found:
        yield found


def described(file: pikepdf.Pdf) -> ElementTree.Element:
    return ElementTree.fromstring(file.Root.Metadata.read_bytes())


def told(file: pikepdf.Pdf, path: str) -> str | None:
    return described(file).findtext(f".//{path}", namespaces=NAMESPACES)


def test_head_end_and_streams_are_written_as_wanted(pdf: bytes, file: pikepdf.Pdf) -> None:
    """6.1.2, 6.1.3, 6.1.7.1, 6.1.9"""
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", pdf)
    assert pdf.endswith(b"%%EOF\n")
    assert len(file.trailer.ID) == 2
    assert not file.is_encrypted
    assert pdf.count(b"endstream") == pdf.count(b"\nendstream\nendobj\n")
    assert not file.check_pdf_syntax()
    assert all("/F" not in one for one in streams(file) if one.get("/Type") != "/Filespec")
    assert not [one for one in streams(file) if "LZW" in str(one.get("/Filter", ""))]


def test_it_says_which_standard_it_follows(file: pikepdf.Pdf) -> None:
    """6.6.4, and ISO 14289-1, 5; the description itself is not compressed, so that any program finds it"""
    assert (told(file, "pdfaid:part"), told(file, "pdfaid:conformance")) == ("3", "A")
    assert told(file, "pdfuaid:part") == "1"
    assert "/Filter" not in file.Root.Metadata
    assert (file.Root.Metadata.Type, file.Root.Metadata.Subtype) == ("/Metadata", "/XML")


def test_both_descriptions_say_the_same(file: pikepdf.Pdf) -> None:
    """6.6.3"""
    pairs = {"/Title": "dc:title/rdf:Alt/rdf:li", "/Author": "dc:creator/rdf:Seq/rdf:li"}
    pairs |= {"/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
    for key, path in pairs.items():
        assert told(file, path) == (str(file.docinfo[key]) if key in file.docinfo else None)
    assert set(file.docinfo.keys()) <= pairs.keys()


def test_the_day_is_that_of_the_report_and_never_that_of_the_printing(
    file: pikepdf.Pdf, sample: dict[str, Any]
) -> None:
    day = told(file, "dc:date/rdf:Seq/rdf:li")
    assert day in (None, sample["event"].get("report_date") or sample["event"]["date_end"])
    assert told(file, "xmp:CreateDate") is None


def test_every_font_is_in_the_file_with_its_own_widths(file: pikepdf.Pdf) -> None:
    """6.2.11.4, 6.2.11.5, 6.2.11.3: CIDSet is not wanted any more"""
    inner = [one for one in fonts(file) if one.Subtype == "/CIDFontType2"]
    assert {str(one.Subtype) for one in fonts(file)} <= {"/Type0", "/CIDFontType2"}
    for font in inner:
        program = hb.Font(hb.Face(font.FontDescriptor.FontFile2.read_bytes()))
        scale = 1000 / program.face.upem
        for code, width in widths(font).items():
            assert abs(program.get_glyph_h_advance(glyph(font, code)) * scale - width) < 1


def widths(font: Any) -> dict[int, float]:
    rows = list(font.W)
    return {int(a) + n: float(w) for a, row in zip(rows[::2], rows[1::2], strict=True) for n, w in enumerate(row)}


def glyph(font: Any, code: int) -> int:
    if font.CIDToGIDMap == "/Identity":
        return code
    ids = font.CIDToGIDMap.read_bytes()
    return int.from_bytes(ids[2 * code : 2 * code + 2], "big")


def test_glyph_0_is_never_shown(pdf: bytes, file: pikepdf.Pdf) -> None:
    """6.2.11.8"""
    for number, page in enumerate(file.pages):
        for one in shown_glyphs(pdf, number):
            font = page.Resources.Font[one.font].DescendantFonts[0]
            assert one.glyph in widths(font)
            assert glyph(font, one.glyph) != 0


def test_every_code_has_a_text_that_is_one(file: pikepdf.Pdf) -> None:
    """6.2.11.7.2"""
    for font in fonts(file):
        if font.Subtype == "/Type0":
            table = font.ToUnicode.read_bytes().decode("ascii")
            entries = re.findall("<([0-9A-F]{4})><([0-9A-F]+)>\n", table)
            assert {int(code, 16) for code, _ in entries} == widths(font.DescendantFonts[0]).keys()
            texts = [bytes.fromhex(text).decode("utf-16-be") for _, text in entries]
            assert all(texts)
            assert not set("".join(texts)) & set("\x00\ufeff\ufffe")


def test_colours_are_those_of_one_profile(file: pikepdf.Pdf) -> None:
    """6.2.3, 6.2.4.3"""
    (intent,) = file.Root.OutputIntents
    assert (intent.S, intent.DestOutputProfile.N) == ("/GTS_PDFA1", 3)
    assert intent.DestOutputProfile.read_bytes() == colour.profile()
    spaces = {str(one.ColorSpace) for one in streams(file) if one.get("/Subtype") == "/Image"}
    assert spaces <= {"/DeviceRGB", "/DeviceGray"}


def test_the_profile_is_srgb() -> None:
    from PIL import Image, ImageCms

    image = Image.new("RGB", (16, 16))
    image.putdata([(16 * (n % 16) + 7, n, 255 - n) for n in range(256)])
    ours = ImageCms.ImageCmsProfile(io.BytesIO(colour.profile()))
    assert ImageCms.getProfileDescription(ours).strip() == colour.NAME
    turned = ImageCms.profileToProfile(image, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    assert max(abs(a - b) for a, b in zip(image.tobytes(), turned.tobytes(), strict=True)) <= 1


def test_nothing_shines_through_and_nothing_runs(pdf: bytes, file: pikepdf.Pdf) -> None:
    """6.2.5, 6.2.8, 6.2.10, 6.5, 6.4.2"""
    text = b"".join(one.unparse() for one in file.objects if not isinstance(one, pikepdf.Stream))
    for word in b"/SMask /ExtGState /Group /CA /ca /JavaScript /JS /OpenAction /AA /Launch /Annots /PresSteps".split():
        assert word + b" " not in text
    for image in streams(file):
        if image.get("/Subtype") == "/Image":
            assert not {"/Interpolate", "/SMask", "/Mask", "/Alternates", "/OPI"} & set(image.keys())


def test_the_record_is_an_associated_file(file: pikepdf.Pdf) -> None:
    """6.8, and the rules for what is attached"""
    names = file.Root.Names
    assert list(names.keys()) == ["/EmbeddedFiles"]
    key, described = names.EmbeddedFiles.Names
    assert str(key) == str(described.F) == str(described.UF) == "report.json"
    assert described.AFRelationship == "/Source"
    assert [one.objgen for one in file.Root.AF] == [described.objgen]
    stream = described.EF.F
    assert (stream.Type, stream.Subtype) == ("/EmbeddedFile", "/application/json")
    data = stream.read_bytes()
    assert (int(stream.Params.Size), bytes(stream.Params.CheckSum)) == (len(data), md5(data).digest())


def test_readers_are_told_language_title_and_that_it_is_tagged(file: pikepdf.Pdf) -> None:
    """6.7.2.2, 6.7.4"""
    assert str(file.Root.Lang) == "th-TH"
    assert file.Root.MarkInfo.Marked is True
    assert file.Root.ViewerPreferences.DisplayDocTitle is True
    assert {str(page.Tabs) for page in file.pages} == {"/S"}


def test_the_same_report_gives_the_same_file(
    pdf: bytes, request: pytest.FixtureRequest, sample: dict[str, Any]
) -> None:
    assert pdf == made(request.node.callspec.params["pdf"], sample)


def test_no_string_is_longer_than_the_standard_lets_it_be(sample: dict[str, Any]) -> None:
    """6.1.13; a field takes 20,000 characters"""
    report = exchange.from_json(sample)
    report.goals[0].body = "ปี่ที่น้ำ " * 2_000
    with pikepdf.open(io.BytesIO(rendered(report, ".pdf"))) as file:
        marks = [mark for page in file.pages for shown in shown_on(page) for mark in shown.marks]
        texts = [bytes(of.ActualText) for _, of in marks if of is not None and "/ActualText" in of]
        dictionaries = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        texts += [bytes(value) for one in dictionaries for value in one.values() if isinstance(value, pikepdf.String)]
    assert 0 < max(map(len, texts)) <= 32_767


def test_another_record_gives_another_id(sample: dict[str, Any]) -> None:
    found = []
    for number in range(2):
        sample["event"]["communities"] = f"ชุมชน {number}"
        with pikepdf.open(io.BytesIO(rendered(exchange.from_json(sample), ".pdf"))) as one:
            found.append(bytes(one.trailer.ID[0]))
    assert len(set(found)) == 2
