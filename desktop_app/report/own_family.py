"""A family of letters that a style file brings along: its font files, held against what a Thai page needs. Knows no page.

What the page needs is refused by the font file's name when it is missing, never printed as boxes or as marks in each other.
"""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from desktop_app.errors import Refused
from desktop_app.model.pictures import is_font

from .families import KA, Family
from .fonts import EM, Face
from .shape import shaped

FACES = ("regular", "bold", "italic", "bold_italic")
INSTEAD = {"italic": "regular", "bold_italic": "bold"}  # many Thai families have no italic
LARGEST = 30_000_000  # bytes of a font file
MOST_GLYPHS = 60_000  # a PDF has 65,536 codes, and some glyphs get two
NEEDED = "".join(map(chr, (*range(0x20, 0x7F), *range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)))) + "“”‘’–—…•"
# What stands over what: the upper ink begins above the lower one's. One cluster a kind of mark over a mark.
STACKS = ("กี่", "ปี้", "กิ๊", "ฟื้", "กั่", "นํ้")
FEATURES = {"mark", "mkmk"}


def taken(folder: Path, name: str, files: dict[str, str], scale: float | None) -> Family:
    """The family of those font files, which are named by some of ``FACES`` as paths from ``folder``.

    Without a ``scale`` a ก is as high as one of TH Sarabun. Raises Refused naming the font file and what it lacks.
    """
    held = {face: _held(Path(os.path.abspath(folder / Path(file).expanduser()))) for face, file in files.items()}
    regular, bold, italic, bold_italic = (held[face] if face in held else held[INSTEAD[face]] for face in FACES)
    return Family(name, scale or KA / _height_of_ka(regular[0]), (regular, bold, italic, bold_italic))


def _held(path: Path) -> tuple[str, str]:
    """Path and sha256 of a font file that has all a Thai page needs."""
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(path, "ใหญ่เกินไป", "is too large")
        data = path.read_bytes()
    except OSError as error:
        raise _refused(path, "เปิดอ่านไม่ได้", f"cannot be read: {error.strerror}") from None
    lacks = _lacks(data)
    if lacks:
        raise _refused(path, *lacks)
    return str(path), hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=16)
def _lacks(data: bytes) -> tuple[str, str] | None:
    """What a font lacks, in Thai and in English."""
    if not is_font(data):
        return "ไม่ใช่แบบอักษร TrueType (.ttf)", "is no TrueType font (.ttf)"
    if not {"glyf", "loca", "cmap", "hmtx", "head"} <= set(hb.Face(data).table_tags):
        return "ชำรุด", "is damaged: it lacks tables"
    face = Face("own", data)
    if face.hb_face.upem < 16 or not 0 < face.glyph_count <= MOST_GLYPHS:
        return "ชำรุดหรือใหญ่เกินไป", "is damaged or too large"
    missing = [char for char in NEEDED if not face.covers(char)]
    if missing:
        shown = " ".join(missing[:8]) + (" …" if len(missing) > 8 else "")
        return f"ไม่มีอักขระ {shown}", f"has no glyph for {len(missing)} characters: {shown}"
    absent = sorted(FEATURES - _thai_features(face.hb_face))
    if absent:
        return f"ไม่มีตารางวางสระและวรรณยุกต์ (GPOS {', '.join(absent)})", f"has no GPOS {', '.join(absent)} for Thai"
    wrong = [text for text in STACKS if not _stands(face, text)]
    if wrong:
        return f"วางวรรณยุกต์ทับสระ เช่น {wrong[0]}", f"prints marks into each other: {' '.join(wrong)}"
    return None


def _thai_features(face: Any) -> set[str]:
    """Features of GPOS that HarfBuzz uses for Thai."""
    scripts = face.get_table_script_tags("GPOS")
    for wanted in ("thai", "DFLT", "dflt", "latn"):
        if wanted in scripts:
            return set(face.get_language_feature_tags("GPOS", scripts.index(wanted)))
    return set()


def _stands(face: Face, text: str) -> bool:
    """Whether the upper mark's ink begins above the middle of the lower one's, or both are one glyph."""
    glyphs, _ = shaped(face, text)
    if len(glyphs) < len(text):
        return True
    lower, upper = ((glyph.y, face.extents(glyph.id)) for glyph in glyphs[-2:])
    return bool(upper[0] + upper[1].bottom > lower[0] + (lower[1].bottom + lower[1].top) / 2)


def _height_of_ka(path: str) -> float:
    """In em."""
    face = Face("own", Path(path).read_bytes())
    return face.extents(face.glyph("ก")).top / EM


def _refused(path: Path, thai: str, english: str) -> Refused:
    return Refused(
        f"แบบอักษร {path.name} {thai}", f"โปรดใช้แบบอักษรไทยอื่นในแฟ้มรูปแบบ ({path})", f"the font {path.name} {english}"
    )
