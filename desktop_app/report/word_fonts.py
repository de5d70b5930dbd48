"""The family goes along in the Word file, so that it looks the same on a computer that does not have it (ECMA-376-1, 17.8)."""

import hashlib
import uuid
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .fonts import Face, face, may_go_along
from .style import Style

_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_TABLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_FACES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}


def embed(main: Any, style: Style, italic: bool) -> bool:
    """Puts the font table and the fonts into the package of the ``main`` part; says whether any font could go along."""
    table = Part(PackURI("/word/fontTable.xml"), _TABLE, b"", main.package)
    wanted = [faces for faces in _FACES if italic or not faces[1]]
    embedded = "".join(_embedded(table, face(style.family, *faces), _FACES[faces]) for faces in wanted)
    xml = parse_xml(
        f"<w:fonts {nsdecls('w', 'r')}><w:font><w:charset w:val='DE'/><w:family w:val='auto'/>"
        f"<w:pitch w:val='variable'/>{embedded}</w:font></w:fonts>"
    )
    xml[0].set(f"{{{xml.nsmap['w']}}}name", style.family.name)
    table._blob = _serialised(xml)
    main.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    return bool(embedded)


def _embedded(table: Any, one: Face, kind: str) -> str:
    if not may_go_along(one.data):
        return ""
    key = uuid.UUID(bytes=hashlib.sha256(one.data + kind.encode()).digest()[:16])
    name = PackURI(f"/word/fonts/{kind.lower()}.odttf")
    relation = table.relate_to(Part(name, _FONT, _disguised(one.data, key), table.package), RELATIONSHIP_TYPE.FONT)
    return f"<w:embed{kind} r:id='{relation}' w:fontKey='{{{str(key).upper()}}}'/>"


def _disguised(data: bytes, key: uuid.UUID) -> bytes:
    """The first 32 bytes are mixed with the key, from its last byte to its first (17.8.1)."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ other for byte, other in zip(data, mask, strict=False)) + data[32:]


def _serialised(xml: Any) -> bytes:
    from docx.opc.oxml import serialize_part_xml

    return serialize_part_xml(xml)
