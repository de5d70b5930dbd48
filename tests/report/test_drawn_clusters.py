"""Hard clusters as PDFium draws them on our page, against the outlines of the same text shaped by HarfBuzz as one run.

The outlines are put on a page of their own as paths, at the same base lines. No ink of the one may lie farther than ``NEAR`` from
ink of the other; ``SARA_AM_NEAR`` where our page shows the font's own SARA AM instead of the shaped nikhahit and sara aa (DESIGN §5).
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb
from PIL import Image, ImageChops, ImageFilter

from desktop_app.report import style
from desktop_app.report.fonts import Face, face
from desktop_app.report.pages import paginate
from desktop_app.report.rows import Words
from tests.report.pdf_reading import document, paragraph, set_in

CLUSTERS = (
    "กิ๊ก ที่นี่ ปี่ ฝี้ ฟื้น ปั๊ม ฝั้น ฟ้า ป้า ฝู้ ปู่ กู้ เพื่อ กี้ สื่อ รู้ หนึ่ง ลิ้น "  # tones over upper vowels, narrow and wide
    "ญ ญุ ญู ญี่ปุ่น กตัญญู วิญญู ฐ ฐุ ฐู ฐิ ฐาน ญฺ ฎุ ฎู ฏุ ฏู ฏิ "  # letters that lose or shorten what is below them
    "น้ำ ป้ำ ฟ้ำ ฝ่ำ ทำ นำ ปำ ฝำ ฟำ ก่ำ ค้ำ จำ ช้ำ ล้ำ ฬำ ฬ่ำ ษ้ำ ฮ้ำ "
    "กิ์ สิทธิ์ ศักดิ์ พันธุ์ บริสุทธิ์ ก็ เป็น ปฺ ปํ อํ นิํ ฤๅษี ฦๅ ฬีฬ่ ไฝ ใฝ่ โป่ง ไป๋ "
    "๑๒๓ ศูนย์ฯ ต่างๆ ฿๙"
).split()
FACES = [(False, False), (True, False), (False, True), (True, True)]
NEAR, SARA_AM_NEAR = 0.015, 0.045  # em
SCALE = 3.0  # pixels a point
LARGE = style.load("official")
LARGE = LARGE._replace(text=LARGE.text._replace(size=64.0, pitch=100.0, after=0.0, first_indent=0.0))
LARGE = LARGE._replace(number=LARGE.number._replace(form=""), footer=LARGE.footer._replace(form=""))


def outlines(font: hb.Font, text: str, x: float, y: float, points: float) -> str:
    """The run's outlines as path operators, filled; ``points``: of one unit of the font."""
    drawn: list[str] = []

    def at(*numbers: float) -> str:
        return " ".join(f"{number:.3f}" for number in numbers)

    def curve(cx: float, cy: float, tx: float, ty: float, _: object) -> None:
        fx, fy = pen
        drawn.append(f"{at((fx + 2 * cx) / 3, (fy + 2 * cy) / 3, (tx + 2 * cx) / 3, (ty + 2 * cy) / 3, tx, ty)} c")
        pen[:] = [tx, ty]

    def straight(operator: str, tx: float, ty: float) -> None:
        pen[:] = [tx, ty]
        drawn.append(f"{at(tx, ty)} {operator}")

    pen = [0.0, 0.0]
    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(lambda tx, ty, _: straight("m", tx, ty))
    funcs.set_line_to_func(lambda tx, ty, _: straight("l", tx, ty))
    funcs.set_quadratic_to_func(curve)
    funcs.set_cubic_to_func(lambda ax, ay, bx, by, tx, ty, _: drawn.append(f"{at(ax, ay, bx, by, tx, ty)} c"))
    funcs.set_close_path_func(lambda _: drawn.append("h"))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        left, base = x + place.x_offset * points, y + place.y_offset * points
        drawn.append(f"q {points:.6f} 0 0 {points:.6f} {at(left, base)} cm")
        font.draw_glyph(info.codepoint, funcs, None)
        drawn.append("f Q")
        x += place.x_advance * points
    return "\n".join(drawn)


def page_of_outlines(one: Face, words: tuple[Words, ...]) -> bytes:
    font = hb.Font(hb.Face(one.data))
    drawn = [
        outlines(
            font, "".join(piece.text for piece in word.line.pieces), word.x, word.y, word.line.size / one.hb_face.upem
        )
        for word in words
    ]
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(LARGE.page.width * style.POINTS, LARGE.page.height * style.POINTS))
    pdf.pages[0].Contents = pdf.make_stream("\n".join(drawn).encode())
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def ink(pdf: bytes, page: int = 0) -> Image.Image:
    """White where there is ink."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        grey = file[page].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    finally:
        file.close()
    return grey.point(lambda value: 255 if value < 128 else 0)


def strip(picture: Image.Image, word: Words) -> Image.Image:
    size, base = word.line.size * SCALE, picture.height - word.y * SCALE
    box = (
        word.x * SCALE - size / 2,
        base - 1.4 * size,
        word.x * SCALE + word.line.width * SCALE + size / 2,
        base + 0.6 * size,
    )
    return picture.crop(tuple(round(side) for side in box))


def strays(one: Image.Image, other: Image.Image, pixels: int) -> bool:
    """Whether ink of one picture lies farther than so many pixels from ink of the other."""
    around = other.filter(ImageFilter.MaxFilter(2 * pixels + 1))
    return ImageChops.subtract(one, around).getbbox() is not None


def compared(bold: bool, italic: bool) -> Iterator[tuple[str, Image.Image, Image.Image, int]]:
    one = face("Sarabun", bold, italic)
    report = document(*(paragraph(text, bold, italic) for text in CLUSTERS))
    pdf = set_in(report, LARGE)
    for number, page in enumerate(paginate(report, LARGE)):
        ours, theirs = ink(pdf, number), ink(page_of_outlines(one, page.words))
        for word in page.words:
            glyphs = [glyph.id for piece in word.line.pieces for glyph in piece.glyphs]
            near = SARA_AM_NEAR if one.glyph("ำ") in glyphs else NEAR
            text = "".join(piece.text for piece in word.line.pieces)
            yield text, strip(ours, word), strip(theirs, word), round(near * word.line.size * SCALE)


@pytest.mark.parametrize(("bold", "italic"), FACES)
def test_hard_clusters_are_drawn_as_harfbuzz_draws_them(bold: bool, italic: bool, tmp_path: Path) -> None:
    texts, wrong = [], []
    for text, ours, theirs, pixels in compared(bold, italic):
        assert ours.getbbox() is not None
        texts.append(text)
        if strays(ours, theirs, pixels) or strays(theirs, ours, pixels):
            wrong.append(text)
            empty = Image.new("L", ours.size)
            Image.merge("RGB", (ours, theirs, empty)).save(tmp_path / f"{len(texts)}.png")
    assert texts == CLUSTERS
    assert wrong == [], f"red ours, green HarfBuzz's: {tmp_path}"
