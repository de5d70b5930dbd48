"""What becomes of a photograph when it arrives: upright, small enough, a plain JPEG, and nothing in it but the picture.

Cameras write where and when a picture was taken into its file; none of that is kept.
"""

import io
from typing import TYPE_CHECKING

from desktop_app.errors import Refused
from desktop_app.model.fields import Kind, fields_of, lists_of
from desktop_app.model.pictures import (
    FILE_LIMIT,
    JPEG,
    PIXEL_LIMIT,
    PNG,
    UNREADABLE,
    Spoiled,
    is_printable,
    kind_of,
    name_of,
    refuse,
    segments,
    size_of,
)
from desktop_app.model.records import Report

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 1260  # pixels of the longer side: 200 dpi on the 16 cm of the text's width
QUALITY = 85  # of the JPEG: about 0.3 MB
STRIP = 200  # pixels: 5 ms of a photograph of 12 megapixels
_ORIENTATION = 0x0112  # the EXIF tag
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # its values as Image.Transpose
_WORDS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"iCCP"})  # chunks of a PNG
# The markers of a JPEG that holds a picture and nothing else: JFIF's head, tables, frame, restart interval, scan
_PLAIN = frozenset({0xE0, 0xDB, 0xC4, 0xC0, 0xC1, 0xC2, 0xDD, 0xDA})


def arrived(data: bytes, name: str) -> bytes:
    """The picture as it is kept. What this function has made before it gives back as it is.

    :raises Refused: it is no JPEG or PNG, too large, or broken; the message names ``name``.
    """
    kind, (width, height) = kind_of(data), size_of(data)
    if len(data) > FILE_LIMIT:
        limit = f"{FILE_LIMIT // 1_000_000} MB"
        raise _refused(name, f"ไฟล์ใหญ่กว่า {limit}", f"the file is over {limit}")
    if not kind:
        raise _refused(name, "ไม่ใช่ภาพ JPEG หรือ PNG", "this is no JPEG or PNG picture")
    if not width * height:
        raise _refused(name, "ไฟล์ภาพเสียหาย", "the picture is broken")
    if width * height > PIXEL_LIMIT:
        raise _refused(name, f"ภาพมี {width:,} x {height:,} จุด มากเกินไป", f"too many pixels: {width:,} x {height:,}")
    from PIL import Image

    try:
        with Image.open(
            io.BytesIO(_without_words(data) if kind == PNG else data), formats=[kind.removeprefix("image/").upper()]
        ) as opened:
            if opened.width * opened.height > PIXEL_LIMIT:  # its head told two sizes
                raise Image.DecompressionBombError
            if _is_plain(data):
                opened.load()
                return data
            return _made(opened)
    except Image.DecompressionBombError as error:
        raise _refused(name, "ภาพมีจุดมากเกินไป", "too many pixels") from error
    except UNREADABLE as error:
        raise _refused(name, "ไฟล์ภาพเสียหาย", f"the picture is broken: {error}") from error


def receive(report: Report, spoiled: Spoiled = refuse) -> Report:
    """Every picture that came with a report from outside, as it is kept; the report itself.

    :raises Refused: as :func:`arrived`; the message names the place.
    """
    came, report.pictures = report.pictures, {}
    for part in lists_of(Report):
        for field in fields_of(part.item):
            for number, item in enumerate(getattr(report, part.name), 1):
                if field.kind is Kind.IMAGE and getattr(item, field.name):
                    place = f"{part.place}[{number}].{field.key}"
                    setattr(item, field.name, _kept(report, came[getattr(item, field.name)], place, spoiled))
    return report


def _kept(report: Report, data: bytes, place: str, spoiled: Spoiled) -> str:
    """The name under which the picture is kept with the report; "" for one that it goes without."""
    try:
        made = arrived(data, place)
    except Refused as error:
        spoiled(error)
        return ""
    report.pictures[name_of(made)] = made
    return name_of(made)


def _without_words(data: bytes) -> bytes:
    """A PNG without its texts and colour profile: they are not kept, and Pillow takes a picture with very long ones for a broken one.
    What is damaged stays for it to find."""
    parts, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] not in _WORDS:
            parts.append(data[at:end])
        at = end
    return b"".join([*parts, data[at:]])


def _is_plain(data: bytes) -> bool:
    """Small enough, and nothing in the file but the picture."""
    return (
        kind_of(data) == JPEG
        and is_printable(data)
        and max(size_of(data)) <= LONGEST
        and {marker for marker, _, _ in segments(data)} <= _PLAIN
        and all(
            end - start == 14 for marker, start, end in segments(data) if marker == 0xE0
        )  # JFIF without a thumbnail
        and data.endswith(b"\xff\xd9")
    )


def _made(opened: "Image.Image") -> bytes:
    from PIL import Image

    turn = _TURNS.get(_orientation(opened))
    opened.draft(None, (LONGEST, LONGEST))  # a JPEG is decoded at half or a quarter of its size where that is enough
    picture = _small(opened)
    if turn is not None:
        picture = picture.transpose(Image.Transpose(turn))
    picture.info = {}  # comments and colour profiles would be written again
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _small(opened: "Image.Image") -> "Image.Image":
    """The picture no longer than LONGEST, in strips: first as wide as it will be, then as high.

    Pillow holds Python's lock while it converts and resizes, on a whole photograph long enough to be felt in the keys.
    """
    from PIL import Image

    opened.load()
    (width, height), scale = opened.size, min(1.0, LONGEST / max(opened.size))
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    narrow = Image.new(_flat(opened.crop((0, 0, 1, 1))).mode, (wide, height))
    for top, bottom in _strips(height):
        strip = _flat(opened.crop((0, top, width, bottom)))
        narrow.paste(strip.resize((wide, bottom - top), Image.Resampling.LANCZOS), (0, top))
    small = Image.new(narrow.mode, (wide, high))
    for left, right in _strips(wide):
        strip = narrow.crop((left, 0, right, height))
        small.paste(strip.resize((right - left, high), Image.Resampling.LANCZOS), (left, 0))
    return small


def _strips(length: int) -> list[tuple[int, int]]:
    return [(start, min(start + STRIP, length)) for start in range(0, length, STRIP)]


def _orientation(opened: "Image.Image") -> int:
    """1 to 8 as EXIF counts; 1 where its block cannot be read."""
    try:
        return int(opened.getexif().get(_ORIENTATION, 1))
    except UNREADABLE:
        return 1


def _flat(opened: "Image.Image") -> "Image.Image":
    """Grey or three colours of 8 bits, on white where the picture lets it through; of moving pictures the first."""
    from PIL import Image

    if opened.mode.startswith("I"):  # 16 bits of grey
        return opened.convert("I").point(lambda grey: grey / 257).convert("L")
    if opened.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in opened.info:
        over = opened.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    opened.load()
    return opened.copy() if opened.mode in ("L", "RGB") else opened.convert("L" if opened.mode == "1" else "RGB")


def _refused(name: str, thai: str, english: str) -> Refused:
    return Refused(f"ใช้ภาพ {name} ไม่ได้: {thai}", "โปรดเลือกภาพ JPEG หรือ PNG ภาพอื่น", f"{name}: {english}")
