"""Logos at the head of a report: from the files that a style names to pictures, and from those to a row of the page.

A logo that cannot be used is refused by its file's name when the style is loaded.
"""

import io
import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import Refused
from desktop_app.model.pictures import FILE_LIMIT, PIXEL_LIMIT, UNREADABLE, kind_of, size_of

from .document import Document, Logos, Picture
from .looks import POINTS, Style
from .rows import Row, RowMaker, Shown, aligned

if TYPE_CHECKING:
    from PIL import Image

DOTS = 400  # an inch, at most: fine lines of an emblem


def headed(document: Document, style: Style) -> Document:
    """The document with the style's logos above it."""
    if style.logo is None or not style.logo.pictures:
        return document
    return replace(document, blocks=(Logos(style.logo.pictures), *document.blocks))


def logo_rows(block: Logos, maker: RowMaker) -> list[Row]:
    """Side by side, all of one height; smaller where together they are wider than the text."""
    looks = maker.style.logo
    assert looks is not None
    sizes, gap = sizes_of(block, maker.style, maker.width)
    left = aligned(sum(wide for wide, _ in sizes) + gap * (len(sizes) - 1), maker.width, looks.align)
    things = []
    for number, (one, (wide, high)) in enumerate(zip(block.pictures, sizes, strict=True)):
        things.append(Shown(one, left, high, wide, high, (number,)))
        left += wide + gap
    return [Row(max(high for _, high in sizes), tuple(things), after=looks.after)]


def sizes_of(block: Logos, style: Style, width: float) -> tuple[list[tuple[float, float]], float]:
    """Width and height of each in points, and the gap between two."""
    assert style.logo is not None
    high, gap = style.logo.height * POINTS / 10, min(style.logo.gap * POINTS, width / 2 / len(block.pictures))
    wide = [one.width * high / one.height for one in block.pictures]
    scale = min((width - gap * (len(wide) - 1)) / sum(wide), 1.0)
    return [(one * scale, high * scale) for one in wide], gap


def taken(folder: Path, file: str, text: str, height: float) -> Picture:
    """The picture in that file, a path from ``folder``, fine enough to be ``height`` millimetres high.

    :raises Refused: it cannot be read, or is no JPEG or PNG, too large, or broken; the words name the file.
    """
    path = Path(os.path.abspath(folder / Path(file).expanduser()))
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise _refused(path, f"ใหญ่กว่า {FILE_LIMIT // 1_000_000} MB", f"is over {FILE_LIMIT:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise _refused(path, "เปิดอ่านไม่ได้", f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise _refused(path, "เปิดอ่านไม่ได้", "cannot be read: no such name") from None
    width, pixels = size_of(data)
    if not kind_of(data) or not width * pixels:
        raise _refused(path, "ไม่ใช่ภาพ JPEG หรือ PNG", "is no JPEG or PNG picture")
    if width * pixels > PIXEL_LIMIT:
        raise _refused(path, f"มี {width:,} x {pixels:,} จุด มากเกินไป", f"has too many pixels: {width:,} x {pixels:,}")
    try:
        made = _made(data, round(height / 25.4 * DOTS))
    except UNREADABLE as error:
        raise _refused(path, "เสียหาย", f"is broken: {type(error).__name__}") from error
    return Picture(made, *size_of(made), text.strip())


@lru_cache(maxsize=16)
def _made(data: bytes, height: int) -> bytes:
    """A PNG whose lines a PDF can take as they are: see :class:`.document.Picture`."""
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as opened:
        if opened.width * opened.height > PIXEL_LIMIT:
            raise ValueError("its head tells two sizes")
        picture = _on_white(opened)
    if picture.height > height:
        picture = picture.resize((max(picture.width * height // picture.height, 1), height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _on_white(opened: "Image.Image") -> "Image.Image":
    from PIL import Image, ImageOps

    if opened.mode.startswith("I"):  # 16 bits of grey
        return opened.convert("I").point(lambda grey: grey / 257).convert("L")
    picture = ImageOps.exif_transpose(opened).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _refused(path: Path, thai: str, english: str) -> Refused:
    return Refused(
        f"ใช้ภาพโลโก้ {path} ไม่ได้: {thai}", "โปรดแก้ไขแฟ้มรูปแบบ หรือใช้ภาพ JPEG หรือ PNG ภาพอื่น", f"logo {path} {english}"
    )
