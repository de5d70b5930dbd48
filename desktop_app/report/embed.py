"""A face as objects of a PDF: the subset of its glyphs that are used, their widths, and which text they stand for."""

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from struct import pack
from typing import Any, NamedTuple

import uharfbuzz as hb

from desktop_app.thai.beside import ZWSP

from .container import File
from .encoding import Encoding, number, utf16
from .fonts import Face

BLOCK = 100  # entries of a ToUnicode block, at most (PDF 32000-1, 9.10.3)
_NO_TEXT = re.compile("[\x00\ufeff\ufffe]")  # ISO 19005-3, 6.2.11.7.2; ActualText tells them
_DROPPED = {
    int.from_bytes(tag.encode(), "big")
    for tag in ("GSUB", "GPOS", "GDEF", "DSIG", "name", "OS/2", "cmap", "post", "gasp", "STAT")
}


def add_fonts(file: File, encodings: Iterable[Encoding], number: int) -> None:
    """The fonts of a page's resources, under that number."""
    fonts = [(one.name, add_face(file, one.face, one.texts, one.glyphs)) for one in encodings]
    file.add(f"<<{''.join([f'/{name} {font} 0 R' for name, font in fonts])}>>", number)


def add_face(file: File, face: Face, texts: dict[int, str], glyphs: dict[int, int], number: int = 0) -> int:
    """The Type0 font of a face, with its parts: the ``texts`` of codes, and the ``glyphs`` of those that are not a glyph's id."""
    made = _made(face, tuple(sorted(texts.items())), tuple(sorted(glyphs.items())))
    program = file.add_packed(made.subset.data, f"/Length1 {made.subset.length}")
    map_ = f"{file.add_packed(made.map)} 0 R" if made.map else "/Identity"
    descriptor = file.add(f"{made.descriptor}/FontFile2 {program} 0 R>>")
    descendant = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{made.name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap {map_}/DW 0/W{made.widths}>>"
    )
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{made.name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]"
        f"/ToUnicode {file.add_packed(made.to_unicode)} 0 R>>",
        number,
    )


class _Made(NamedTuple):
    """What a font of a file is written of."""

    name: str
    descriptor: str
    widths: str
    to_unicode: bytes
    map: bytes
    subset: "_Subset"


@lru_cache(maxsize=32)
def _made(face: Face, texts: tuple[tuple[int, str], ...], glyphs: tuple[tuple[int, int], ...]) -> _Made:
    """The same one is asked for while somebody types."""
    second = dict(glyphs)
    shown = {code: second[code] if code in second else face.drawn(code) for code, _ in texts}
    used = frozenset(shown.values())
    name, subset = f"{_tag(used, face.name)}+{face.name}", _subset(face, used)
    return _Made(
        name,
        _descriptor(face, name, subset),
        _widths(face, shown),
        zlib.compress(_to_unicode(texts).encode("ascii")),
        zlib.compress(_glyph_map(shown)) if any(code != glyph for code, glyph in shown.items()) else b"",
        subset,
    )


def _descriptor(face: Face, name: str, subset: "_Subset") -> str:
    """Without its end. Symbolic: the encoding is our own."""
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {4 + 64 * face.italic}/FontBBox[{' '.join(map(str, subset.box))}]"
        f"/ItalicAngle {-12 if face.italic else 0}/Ascent {round(face.ascent)}/Descent {round(face.descent)}"
        f"/CapHeight {round(face.extents(face.glyph('H')).top)}/StemV {140 if face.bold else 80}"
    )


class _Subset(NamedTuple):
    """``data`` is compressed, ``length`` what it was before; ``box`` holds the ink of all its glyphs."""

    data: bytes
    length: int
    box: tuple[int, int, int, int]


@lru_cache(maxsize=32)
def _subset(face: Face, glyphs: frozenset[int]) -> _Subset:
    """A font file with these glyphs under their own ids."""
    wanted: Any = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.glyph_set.update(set(glyphs))
    wanted.drop_table_tag_set.update(_DROPPED)
    data = bytes(hb.subset(face.hb_face, wanted).blob.data)
    ink = [face.extents(glyph) for glyph in glyphs]
    box = (
        round(min(one.left for one in ink)),
        round(min(one.bottom for one in ink)),
        round(max(one.right for one in ink)),
        round(max(one.top for one in ink)),
    )
    return _Subset(zlib.compress(data), len(data), box)


def _glyph_map(shown: dict[int, int]) -> bytes:
    glyphs = [0] * (max(shown) + 1)
    for code, glyph in shown.items():
        glyphs[code] = glyph
    return pack(f">{len(glyphs)}H", *glyphs)


def _widths(face: Face, shown: dict[int, int]) -> str:
    """``shown``: the glyph of each code, in the order of the codes."""
    parts: list[str] = []
    last = -2
    for code, glyph in shown.items():
        width = number(face.widths[glyph])
        parts.append(f" {width}" if code == last + 1 else f"]{code}[{width}")
        last = code
    return "[" + "".join(parts)[1:] + "]]"


def _to_unicode(texts: Sequence[tuple[int, str]]) -> str:
    entries = [f"<{code:04X}><{utf16(_NO_TEXT.sub(ZWSP, text))}>" for code, text in texts]
    blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]
    lines = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap"]
    lines.append("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def")
    lines.append("/CMapName/Adobe-Identity-UCS def/CMapType 2 def")
    lines.append("1 begincodespacerange<0000><FFFF>endcodespacerange")
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict/CMap defineresource pop end end"])


def _tag(glyphs: frozenset[int], name: str) -> str:
    """Six letters that are the same for the same subset."""
    digest = sha256(f"{name} {sorted(glyphs)}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
