"""What makes a PDF one to keep (PDF/A-3a, ISO 19005-3) and one for everybody (PDF/UA-1, ISO 14289-1).

Its description, its colours, and the record itself as an attached file; its structure is in structure.py and tagging.py.
"""

import re
import zlib
from functools import cache
from hashlib import md5
from html import escape  # xml.sax.saxutils brings urllib.request along, a tenth of the time of an export
from typing import NamedTuple

from . import colour
from .attached import ATTACHED
from .container import File
from .document import Document
from .encoding import text_string
from .tagging import LONGEST

PROGRAM = "Sarup"
_NOT_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
{described}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""  # PDF/A knows PDF/UA's name only where the file itself describes it (ISO 19005-3, 6.6.2.3)


class About(NamedTuple):
    """What a file says of itself, each on one line."""

    title: str
    author: str
    creator: str = PROGRAM
    producer: str = PROGRAM

    @classmethod
    def of(cls, document: Document) -> "About":
        """No dates: the same record gives the same bytes."""
        return cls(one_line(document.title), one_line(document.author))

    def information(self) -> str:
        """The document information (ISO 32000-1, 14.3.3)."""
        told = {"Title": self.title, "Author": self.author, "Creator": self.creator, "Producer": self.producer}
        return f"<<{''.join([f'/{name}{text_string(text)}' for name, text in told.items() if text])}>>"


def one_line(text: str) -> str:
    """A text as the file's description can bear it."""
    return _NOT_XML.sub(" ", text[: LONGEST // 8]).strip()


def add_archive(file: File, shown: Document, about: About, lang: str) -> str:
    """The ``file`` describes itself, and bears the record, if ``shown`` has it. Gives the entries of the catalogue."""
    words = _xmp(about, shown, lang).encode()  # not compressed: any program finds it
    metadata = file.add_plain(words, "/Type/Metadata/Subtype/XML")
    colours = file.add_packed(_colours(), "/N 3")
    return (
        f"/Metadata {metadata} 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({colour.NAME})"
        f"/Info({colour.NAME})/DestOutputProfile {colours} 0 R>>]"
    ) + (_attached(file, shown.attachment) if shown.attachment else "")


@cache
def _colours() -> bytes:
    return zlib.compress(colour.profile())


def _attached(file: File, data: bytes) -> str:
    about = f"<</Size {len(data)}/CheckSum<{md5(data, usedforsecurity=False).hexdigest()}>>>"
    content = file.add_stream(data, f"/Type/EmbeddedFile/Subtype/application#2Fjson/Params{about}")
    described = file.add(
        f"<</Type/Filespec/F({ATTACHED})/UF({ATTACHED})/Desc(The record of this report, for Sarup)/AFRelationship/Source"
        f"/EF<</F {content} 0 R/UF {content} 0 R>>>>"
    )
    return f"/AF[{described} 0 R]/Names<</EmbeddedFiles<</Names[({ATTACHED}) {described} 0 R]>>>>"


def _xmp(about: About, shown: Document, lang: str) -> str:
    """Says the same as the document information, which is a rule (ISO 19005-3, 6.6.3)."""
    parts = [f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>"]
    if about.title:
        title = f'<rdf:li xml:lang="x-default">{escape(about.title, quote=False)}</rdf:li>'
        parts.append(f"<dc:title><rdf:Alt>{title}</rdf:Alt></dc:title>")
    if about.author:
        parts.append(
            f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author, quote=False)}</rdf:li></rdf:Seq></dc:creator>"
        )
    if shown.code:
        parts.append(f"<dc:identifier>{escape(shown.code, quote=False)}</dc:identifier>")
    if shown.day:
        parts.append(f"<dc:date><rdf:Seq><rdf:li>{shown.day}</rdf:li></rdf:Seq></dc:date>")
    parts.append(f"<xmp:CreatorTool>{about.creator}</xmp:CreatorTool><pdf:Producer>{about.producer}</pdf:Producer>")
    return _XMP.format(described="\n".join(parts))
