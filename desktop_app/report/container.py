"""ReportLab's objects as the bytes of a PDF 1.7 file: small objects together and compressed (ISO 32000-1, 7.5.7), the table of them too."""

import zlib
from hashlib import sha256
from typing import Any

from reportlab.pdfbase import pdfdoc

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127 (ISO 19005-3, 6.1.2)
_END = b"endstream\n"


def contained(canvas: Any) -> bytes:
    """The file of a finished canvas; the same objects give the same bytes."""
    document = canvas._doc
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    streams, objects = _formatted(document)
    packed = _packed(objects)
    streams[len(streams) + len(objects) + 1] = packed
    file, offsets = bytearray(HEAD), {}
    for number, body in streams.items():
        offsets[number] = len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    trailer = f"/Root {_reference(document, root)}/Info {_reference(document, info)}"
    return bytes(file + _table(len(file), offsets, list(objects), trailer, sha256(file).hexdigest()[:32]))


def _formatted(document: Any) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Streams and other objects by their numbers. While one is formatted, new ones may come."""
    streams: dict[int, bytes] = {}
    objects: dict[int, bytes] = {}
    number = 0
    while (number := number + 1) in document.numberToId:
        one = document.idToObject[document.numberToId[number]]
        body: bytes = pdfdoc.format(one, document, toplevel=1)
        if body.endswith(_END):
            streams[number] = body[: -len(_END)] + b"\nendstream"  # a line end before it (ISO 19005-3, 6.1.7.1)
        else:
            objects[number] = body.strip()
    return streams, objects


def _packed(objects: dict[int, bytes]) -> bytes:
    places, at = [], 0
    for number, body in objects.items():
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(places) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), head + b"\n".join(objects.values()))


def _table(start: int, offsets: dict[int, int], packed: list[int], trailer: str, name: str) -> bytes:
    """The cross-reference stream: of each object where it begins, or its place among the packed ones."""
    together = max(offsets)
    rows = {0: (0, 0, 0xFFFF), together + 1: (1, start, 0)}
    rows |= {number: (1, offset, 0) for number, offset in offsets.items()}
    rows |= {number: (2, together, place) for place, number in enumerate(packed)}
    data = b"".join(
        kind.to_bytes(1, "big") + at.to_bytes(4, "big") + place.to_bytes(2, "big")
        for _, (kind, at, place) in sorted(rows.items())
    )
    entries = f"/Type/XRef/W[1 4 2]/Size {len(rows)}{trailer}/ID[<{name}><{name}>]".encode()
    return b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (together + 1, _stream(entries, data), start)


def _stream(entries: bytes, data: bytes) -> bytes:
    code = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (entries, len(code), code)


def _reference(document: Any, reference: Any) -> str:
    return str(reference.format(document).decode("ascii"))
