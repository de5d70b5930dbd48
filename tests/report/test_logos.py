"""Logos above the title: pictures that a style file names, in the PDF and in Word, and refused by name when they are no good."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from desktop_app.errors import Refused
from desktop_app.model.exchange import from_json
from desktop_app.report import attached, style
from desktop_app.report.compose import compose
from desktop_app.report.forms import rendered
from desktop_app.report.looks import Style
from desktop_app.report.pdf import to_pdf
from desktop_app.report.proof import Proof
from tests.records import picture
from tests.report.pdf_reading import pdfium
from tests.report.pdfa_reading import elements, tree
from tests.report.word_reading import at, names, part

TABLE = """
[logo]
height = 20.0
align = "{align}"
gap = 0.5
after = 6.0
pictures = [{pictures}]
"""
Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    """``own({"a.png": data}, align="left")``: the official style with these logos, each called ``ตรา`` and its number."""

    def made(files: dict[str, bytes | None], align: str = "centre") -> Path:
        for name, data in files.items():
            if data is not None:
                (tmp_path / name).write_bytes(data)
        listed = ", ".join(f'{{ file = "{name}", text = "ตรา {n}" }}' for n, name in enumerate(files, 1))
        text = (style.FOLDER / "official.toml").read_text(encoding="utf-8")
        (tmp_path / "own.toml").write_text(text + TABLE.format(align=align, pictures=listed), encoding="utf-8")
        return tmp_path / "own.toml"

    return made


def emblem(mode: str = "RGBA", kind: str = "PNG", size: tuple[int, int] = (500, 400)) -> bytes:
    """A black disc on nothing."""
    made = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(made).ellipse((0, 0, size[0] - 1, size[1] - 1), fill="black")
    file = io.BytesIO()
    white = Image.alpha_composite(Image.new("RGBA", size, "white"), made)
    (made if mode in ("RGBA", "LA", "P") else white).convert(mode).save(file, kind)
    return file.getvalue()


def on_paper(pdf: bytes, looks: Style) -> tuple[float, float, float, float]:
    """Where the ink above the title is, in millimetres from the left upper corner of the text: left, top, right, bottom."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        page = file[0].render(scale=200 / 72).to_pil().convert("L")
    finally:
        file.close()
    millimetre = 200 / 25.4
    left, top = looks.page.left * 10, looks.page.top * 10
    head = page.crop((0, 0, page.width, int((top + 20.5) * millimetre))).point(lambda grey: 255 * (grey < 128))
    found = head.getbbox()
    assert found
    return tuple(edge / millimetre - (left, top)[n % 2] for n, edge in enumerate(found))  # type: ignore[return-value]


@pytest.mark.parametrize(("align", "left"), [("left", 0.0), ("centre", (160 - 25) / 2), ("right", 160.0 - 25)])
def test_a_logo_stands_above_the_title_as_high_and_where_the_style_says(
    own: Own, sample: Any, align: str, left: float
) -> None:
    looks = style.load(own({"disc.png": emblem()}, align))
    ink = on_paper(to_pdf(compose(from_json(sample)), looks), looks)
    assert ink == pytest.approx((left, 0, left + 25, 20), abs=0.3)


def test_the_preview_has_it_too(own: Own, sample: Any) -> None:
    looks = style.load(own({"disc.png": emblem()}))
    assert on_paper(Proof().to_pdf(compose(from_json(sample)), looks), looks) == pytest.approx(
        (67.5, 0, 92.5, 20), abs=0.3
    )


@pytest.mark.parametrize(
    ("mode", "kind"),
    [*((mode, "PNG") for mode in ("RGBA", "LA", "P", "RGB", "L", "1", "I;16")), ("RGB", "JPEG"), ("L", "JPEG")],
)
def test_every_kind_of_picture_is_seen_as_it_is(own: Own, sample: Any, mode: str, kind: str) -> None:
    data = emblem(mode, kind) if mode != "I;16" else sixteen_bits()
    looks = style.load(own({"disc": data}))
    pdf = to_pdf(compose(from_json(sample)), looks)
    assert on_paper(pdf, looks) == pytest.approx((67.5, 0, 92.5, 20), abs=0.3)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (image,) = file.pages[0].get_images().values()
        assert pikepdf.PdfImage(image).as_pil_image().convert("L").getpixel((0, 0)) >= 250


def sixteen_bits() -> bytes:
    file = io.BytesIO()
    Image.open(io.BytesIO(emblem("L"))).convert("I").point(lambda grey: grey * 257).convert("I;16").save(file, "PNG")
    return file.getvalue()


def test_several_stand_side_by_side_and_never_wider_than_the_text(own: Own, sample: Any) -> None:
    two = style.load(own({"a.png": emblem(), "b.png": emblem(size=(200, 400))}))
    ink = on_paper(to_pdf(compose(from_json(sample)), two), two)
    assert ink[2] - ink[0] == pytest.approx(25 + 5 + 10, abs=0.3)
    many = style.load(own({f"{n}.png": emblem() for n in range(9)}))
    ink = on_paper(to_pdf(compose(from_json(sample)), many), many)
    assert (ink[0], ink[2]) == pytest.approx((0, 160), abs=0.4)


def test_the_words_stay_and_those_who_do_not_see_are_told(own: Own, sample: Any) -> None:
    looks, report = style.load(own({"a.png": emblem(), "b.png": emblem("L")})), from_json(sample)
    pdf = to_pdf(compose(report), looks)
    without = to_pdf(compose(report), style.load("official"))
    edges = re.compile(r"หน้า \d จาก \d(- \d - ?)?")  # the pages end elsewhere
    assert edges.sub("", pdfium(pdf)) == edges.sub("", pdfium(without))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        figures = [one for one in elements(tree(file)) if one.kind == "/Figure"]
        assert [str(one.of["/Alt"]) for one in figures] == ["ตรา 1", "ตรา 2"]
        spaces = {str(image.ColorSpace) for image in file.pages[0].get_images().values()}
        assert spaces == {"/DeviceRGB"}
        assert len(file.pages[1].get_images()) == 0


def test_the_preview_shows_them_where_the_paper_has_them(own: Own, sample: Any) -> None:
    document, looks, proof = (
        compose(from_json(sample)),
        style.load(own({"a.png": emblem(), "b.png": emblem()})),
        Proof(),
    )
    for _ in range(2):
        assert on_paper(proof.to_pdf(document, looks), looks) == on_paper(to_pdf(document, looks), looks)


def test_a_logo_is_no_photograph_of_the_record(own: Own, sample: Any) -> None:
    report = from_json(sample)
    pdf = rendered(report, ".pdf", style=str(own({"a.png": emblem()})))
    assert attached.loads(pdf).photos == []
    assert b"emblem" not in attached.record_in(pdf)


def test_word_has_them_above_the_title_too(own: Own, sample: Any) -> None:
    report, path = from_json(sample), str(own({"a.png": emblem(), "b.jpg": emblem("RGB", "JPEG")}, "right"))
    file = rendered(report, ".docx", style=path)
    first, title = at(part(file, "word/document.xml"), "w:body/w:p")[:2]
    drawn = at(first, ".//wp:inline")
    assert [one.docPr.get("descr") for one in drawn] == ["ตรา 1", "ตรา 2"]
    assert [one.extent.cy for one in drawn] == pytest.approx([720_000] * 2, rel=0.001)  # 20 millimetres
    assert at(title, "w:pPr/w:pStyle")[0].val == "Title"
    assert [name for name in names(file) if name.startswith("word/media/")] != []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "cannot be read"),
        (b"", "is no JPEG or PNG"),
        (b"GIF89a" + bytes(50), "is no JPEG or PNG"),
        (emblem()[:300], "is broken"),
        (emblem("RGB", "JPEG")[:300], "(is broken|is no JPEG)"),
        (picture()[:20] + b"\xff" * 90, "is no JPEG or PNG"),
        (emblem()[:16] + b"\x00\x01\x00\x00\x00\x01\x00\x00" + emblem()[24:], "too many pixels"),
    ],
)
def test_a_missing_or_broken_logo_is_refused_by_name(own: Own, data: bytes | None, why: str) -> None:
    with pytest.raises(Refused, match=rf"lost\.png .*{why}"):
        style.load(own({"lost.png": data}))


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ('text = "ตรา 1"', 'text = " "', r"logo\.pictures\[1\]\.text"),
        ("height = 20.0", "height = 900.0", r"logo\.height"),
        ('align = "centre"', 'align = "middle"', r"logo\.align"),
        ("gap = 0.5", "", r"logo\.gap"),
        ("pictures = [{", "pictures = 5 #", r"logo\.pictures"),
        ("pictures = [{", "pictures = [5] #", r"logo\.pictures\[1\]"),
    ],
)
def test_a_wrong_key_is_named(own: Own, right: str, wrong: str, key: str) -> None:
    path = own({"a.png": emblem()})
    rest, logo = path.read_text(encoding="utf-8").split("\n[logo]")
    path.write_text(f"{rest}\n[logo]{logo.replace(right, wrong)}", encoding="utf-8")
    with pytest.raises(Refused, match=key):
        style.load(path)


def test_a_style_without_logos_is_as_before(own: Own, sample: Any) -> None:
    path = own({})
    assert to_pdf(compose(from_json(sample)), style.load(path)) == to_pdf(
        compose(from_json(sample)), style.load("official")
    )


def test_the_same_logo_gives_the_same_file(own: Own, sample: Any) -> None:
    document, path = compose(from_json(sample)), own({"a.png": emblem()})
    assert to_pdf(document, style.load(path)) == to_pdf(document, style.load(path))
