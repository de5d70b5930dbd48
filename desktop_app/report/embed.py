"""A face as objects of a PDF: the subset of its glyphs that are used, their widths, and which text they stand for."""

import re
import zlib
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from .encoding import Encoding, number, utf16
from .fonts import Face

BLOCK = 100  # entries of a ToUnicode block, at most (PDF 32000-1, 9.10.3)
_NO_TEXT = re.compile("[\x00\ufeff\ufffe]")  # ISO 19005-3, 6.2.11.7.2; ActualText tells them
ZWSP = "\u200b"
_DROPPED = {
    int.from_bytes(tag.encode(), "big")
    for tag in ("GSUB", "GPOS", "GDEF", "DSIG", "name", "OS/2", "cmap", "post", "gasp", "STAT")
}


def add_face(document: Any, encoding: Encoding) -> Any:
    """Reference to the Type0 font of an encoding, its parts added to ReportLab's ``document``."""
    face = encoding.face
    glyphs = frozenset(encoding.glyphs.get(code, code) for code in encoding.texts)
    name = f"{_tag(glyphs, face.name)}+{face.name}"
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(_descriptor(document, face, name, glyphs)),
            "CIDToGIDMap": _glyph_map(document, encoding),
            "DW": 0,
            "W": _widths(encoding),
        }
    )
    return document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(_to_unicode(encoding.texts).encode("ascii"))),
            }
        )
    )


def _descriptor(document: Any, face: Face, name: str, glyphs: frozenset[int]) -> Any:
    subset = _subset(face, glyphs)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": 4 + 64 * face.italic,  # symbolic: the encoding is our own
            "FontBBox": pdfdoc.PDFArray(subset.box),
            "ItalicAngle": -12 if face.italic else 0,
            "Ascent": round(face.ascent),
            "Descent": round(face.descent),
            "CapHeight": round(face.extents(face.glyph("H")).top),
            "StemV": 140 if face.bold else 80,
            "FontFile2": document.Reference(compressed(subset.data, Length1=subset.length)),
        }
    )


class _Subset(NamedTuple):
    """``data`` is compressed, ``length`` what it was before; ``box`` holds the ink of all its glyphs."""

    data: bytes
    length: int
    box: tuple[int, int, int, int]


@lru_cache(maxsize=32)
def _subset(face: Face, glyphs: frozenset[int]) -> _Subset:
    """A font file with these glyphs under their own ids. While somebody types, the same one is asked for again and again."""
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


def _glyph_map(document: Any, encoding: Encoding) -> Any:
    if not encoding.glyphs:
        return pdfdoc.PDFName("Identity")
    last = max(encoding.glyphs)
    ids = bytearray()
    for code in range(last + 1):
        ids += encoding.glyphs.get(code, code).to_bytes(2, "big")
    return document.Reference(_stream(bytes(ids)))


def _widths(encoding: Encoding) -> str:
    """Written as PDF at once: as an array of ReportLab's it takes a tenth of the whole time."""
    parts: list[str] = []
    last = -2
    for code in sorted(encoding.texts):
        width = number(encoding.face.widths[encoding.glyphs.get(code, code)])
        parts.append(f" {width}" if code == last + 1 else f"]{code}[{width}")
        last = code
    return "[" + "".join(parts)[1:] + "]]"


def _to_unicode(texts: dict[int, str]) -> str:
    entries = [f"<{code:04X}><{utf16(_NO_TEXT.sub(ZWSP, texts[code]))}>" for code in sorted(texts)]
    blocks = [entries[start : start + BLOCK] for start in range(0, len(entries), BLOCK)]
    lines = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap"]
    lines.append("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def")
    lines.append("/CMapName/Adobe-Identity-UCS def/CMapType 2 def")
    lines.append("1 begincodespacerange<0000><FFFF>endcodespacerange")
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict/CMap defineresource pop end end"])


def _stream(data: bytes) -> Any:
    return compressed(zlib.compress(data))


def compressed(data: bytes, **entries: int | str) -> Any:
    """A stream of what is compressed already."""
    found = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), data, filters=())
    found.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return found


def _tag(glyphs: frozenset[int], name: str) -> str:
    """Six letters that are the same for the same subset."""
    digest = sha256(f"{name} {sorted(glyphs)}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
