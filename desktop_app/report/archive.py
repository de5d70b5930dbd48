"""What makes a PDF one to keep (PDF/A-3a, ISO 19005-3): its description, its colours, and the record itself as an attached file."""

import re
import zlib
from hashlib import md5
from html import escape  # xml.sax.saxutils brings urllib.request along, a tenth of the time of an export
from typing import Any

from . import colour
from .attached import ATTACHED
from .document import Document
from .embed import compressed
from .tagging import LONGEST, Written

_NOT_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
{described}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def one_line(text: str) -> str:
    """A text as the file's description can bear it."""
    return _NOT_XML.sub(" ", text[: LONGEST // 8]).strip()


def add_archive(document: Any, shown: Document, lang: str) -> None:
    """ReportLab's ``document`` describes itself and bears the record, if ``shown`` has it."""
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    words = _xmp(document.info, shown, lang)
    size = len(words.encode())  # not compressed: any program finds it
    catalog.Metadata = Written(f"<</Type/Metadata/Subtype/XML/Length {size}>>\nstream\n{words}endstream\n")
    colours = _reference(document, compressed(zlib.compress(colour.profile()), N=3))
    catalog.OutputIntents = (
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({colour.NAME})/Info({colour.NAME})"
        f"/DestOutputProfile {colours}>>]"
    )
    if shown.attachment:
        _attach(document, shown.attachment)


def _attach(document: Any, data: bytes) -> None:
    about = f"<</Size {len(data)}/CheckSum<{md5(data, usedforsecurity=False).hexdigest()}>>>"
    stream = compressed(zlib.compress(data), Type="/EmbeddedFile", Subtype="/application#2Fjson", Params=about)
    content = _reference(document, stream)
    described = Written(
        f"<</Type/Filespec/F({ATTACHED})/UF({ATTACHED})/Desc(The record of this report, for Sarup)/AFRelationship/Source"
        f"/EF<</F {content}/UF {content}>>>>"
    )
    file = _reference(document, described)
    document.Catalog.AF = f"[{file}]"
    document.Catalog.Names = Written(f"<</EmbeddedFiles<</Names[({ATTACHED}) {file}]>>>>")


def _xmp(info: Any, shown: Document, lang: str) -> str:
    """Says the same as the document information, which is a rule (ISO 19005-3, 6.6.3)."""
    parts = [f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"]
    if info.title:
        title = f'<rdf:li xml:lang="x-default">{escape(info.title, quote=False)}</rdf:li>'
        parts.append(f"<dc:title><rdf:Alt>{title}</rdf:Alt></dc:title>")
    if info.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author, quote=False)}</rdf:li></rdf:Seq></dc:creator>")
    if shown.code:
        parts.append(f"<dc:identifier>{escape(shown.code, quote=False)}</dc:identifier>")
    if shown.day:
        parts.append(f"<dc:date><rdf:Seq><rdf:li>{shown.day}</rdf:li></rdf:Seq></dc:date>")
    parts.append(f"<xmp:CreatorTool>{info.creator}</xmp:CreatorTool><pdf:Producer>{info.producer}</pdf:Producer>")
    return _XMP.format(described="\n".join(parts))


def _reference(document: Any, one: Any) -> str:
    return str(document.Reference(one).format(document).decode("ascii"))
