"""Faces of a family, opened once: glyphs, widths, and which characters they cover. Knows no text and no page."""

import hashlib
import re
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from desktop_app.errors import SurroundingsFailed

from .families import FAMILIES, FOLDER, Family

_NO_NAME = re.compile("[^A-Za-z0-9-]")  # what a font is not called in a PDF
_RESTRICTED, _BITMAP_ONLY = 0x0002, 0x0200
_LETTERS = range(0x0E00, 0x0E80)  # what the unseen glyph may be read as
_MOST_CODES = 0x8000  # half of those of a font in a PDF
EM = 1000  # all measures of a face are given in thousandths of an em


@dataclass(frozen=True, slots=True)
class Extents:
    """The ink of a glyph, in thousandths of an em from its origin."""

    left: float
    right: float
    bottom: float
    top: float


NO_INK = Extents(0, 0, 0, 0)


class Face:
    """One face of a family. ``data`` is the whole font file; glyph ids are the file's own."""

    def __init__(self, name: str, data: bytes, bold: bool = False, italic: bool = False) -> None:
        self.name = name
        self.data = data
        self.bold = bold
        self.italic = italic
        self.hb_face: Any = hb.Face(data)
        self.hb_font: Any = hb.Font(self.hb_face)
        self.scale = EM / self.hb_face.upem
        self.glyph_count: int = self.hb_face.glyph_count
        self.widths = [self.hb_font.get_glyph_h_advance(glyph) * self.scale for glyph in range(self.glyph_count)]
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.scale
        self.descent = extents.descender * self.scale

    def glyph(self, char: str) -> int:
        """The glyph the font gives a character by itself; 0 where it has none."""
        return self.hb_font.get_nominal_glyph(ord(char)) or 0

    def covers(self, char: str) -> bool:
        return self.glyph(char) != 0

    def extents(self, glyph: int) -> Extents:
        ink = self.hb_font.get_glyph_extents(glyph)
        left, top = ink.x_bearing * self.scale, ink.y_bearing * self.scale
        return Extents(left, left + ink.width * self.scale, top + ink.height * self.scale, top)

    @cached_property
    def unseen(self) -> int:
        """A glyph without ink, and without width where the font has one: most do, as glyph 1."""
        flat = (glyph for glyph in range(1, self.glyph_count) if not self.widths[glyph])
        return next((glyph for glyph in flat if self.extents(glyph) == NO_INK), self.glyph(" "))

    # Codes that mean the same in every document: a glyph's id that glyph, the next ones each glyph read as nothing, the next ones the
    # unseen glyph read as a letter. Others begin behind them.

    def can_speak_for(self, text: str) -> bool:
        """Whether the unseen glyph can be read as ``text``, and a drawn one as nothing instead of it."""
        return self.free_code > self.glyph_count and len(text) == 1 and ord(text) in _LETTERS

    def spoken(self, letter: str) -> int:
        """The code of the unseen glyph, read as ``letter``."""
        return 2 * self.glyph_count + ord(letter) - _LETTERS.start

    def silent(self, glyph: int) -> int:
        """The code of a glyph that is drawn and read as nothing."""
        return self.glyph_count + glyph

    @cached_property
    def free_code(self) -> int:
        last = 2 * self.glyph_count + len(_LETTERS)
        return self.glyph_count if last > _MOST_CODES or self.widths[self.unseen] else last

    def drawn(self, code: int) -> int:
        """The glyph of a code below ``free_code``."""
        if code < 2 * self.glyph_count:
            return code % self.glyph_count
        return self.unseen

    @cached_property
    def characters(self) -> dict[int, str]:
        """Which character a glyph is taken to mean; of several the first in Unicode."""
        found: dict[int, str] = {}
        for code in sorted(self.hb_face.unicodes):
            found.setdefault(self.hb_font.get_nominal_glyph(code), chr(code))
        return found


def may_go_along(data: bytes) -> bool:
    """Whether the font's maker lets it go to other computers with a document, by OS/2 fsType (OpenType 1.9, "OS/2")."""
    table = hb.Face(data).reference_table("OS/2").data
    allowed = int.from_bytes(table[8:10], "big") if table else 0
    return not (allowed & 0x000F == _RESTRICTED or allowed & _BITMAP_ONLY)


_faces: dict[tuple[Family, int], Face] = {}
_opening = threading.Lock()


def face(family: Family | str, bold: bool = False, italic: bool = False) -> Face:
    """The face of a family, or of the shipped one of that name, opened on first use.

    Raises SurroundingsFailed when its file is missing, damaged or no longer the one that was held against what a page needs.
    """
    family = FAMILIES[family] if isinstance(family, str) else family
    number = bold + 2 * italic
    found = _faces.get((family, number))
    if found is None:
        with _opening:
            found = _faces.setdefault((family, number), _faces.get((family, number)) or _opened(family, number))
    return found


def _opened(family: Family, number: int) -> Face:
    """HarfBuzz takes damaged fonts without a word, so the file is held against its hash."""
    file, sha256 = family.files[number]
    path = FOLDER / file  # of a family that a style file brings, ``file`` is a whole path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _failed(file, f"cannot read the font {path}: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _failed(file, f"the font {path} is damaged: its sha256 is not the expected one")
    return Face(_NO_NAME.sub("", path.stem) or "Own", data, bool(number & 1), bool(number & 2))


def _failed(file: str, english: str) -> SurroundingsFailed:
    remedy = "โปรดติดตั้งโปรแกรมใหม่" if file == Path(file).name else "โปรดนำไฟล์แบบอักษรกลับมาไว้ที่เดิม"
    return SurroundingsFailed(f"แบบอักษร {file} หายหรือชำรุด", f"{remedy} ข้อมูลรายงานยังอยู่ครบ", english)
