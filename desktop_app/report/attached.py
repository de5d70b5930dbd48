"""The record in a file that somebody sent: in .json, or inside a PDF that Sarup made. Trusts nothing that came."""

import re
import zlib
from collections.abc import Callable
from functools import lru_cache
from hashlib import md5
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.pictures import Spoiled, name_of, refuse
from desktop_app.model.records import Report

if TYPE_CHECKING:
    import pikepdf

FILE_LIMIT = 2 * exchange.SIZE_LIMIT  # bytes: what a person may send
ATTACHED = "report.json"  # the name under which the record is found
_HEAD = b"%PDF-"
_IDENTIFIER = re.compile(rb"<dc:identifier>([^<]*)</dc:identifier>")
_Found = TypeVar("_Found")
_MEMORY = 50_000_000  # bytes that the PDF's own tables may come to


def loads(data: bytes, spoiled: Spoiled = refuse) -> Report:
    """The report in the bytes of a .json file or of a report's PDF.

    :raises Refused: there is none in it; the words say why.
    """
    if not is_pdf(data):
        return exchange.loads(data, spoiled=spoiled)
    return exchange.loads(*inside(data, lambda file: (_attached(file), _pictures(file))), spoiled)


def is_pdf(data: bytes) -> bool:
    return data.startswith(_HEAD)


def record_in(pdf: bytes) -> bytes:
    """The .json file inside a report's PDF.

    :raises Refused: too large, encrypted, damaged, or no report of Sarup's.
    """
    return inside(pdf, _attached)


def identifier_of(data: bytes) -> str:
    """What a report's PDF says of itself, as its QR code does (model/codes.py); "" where it says nothing, and for any other file.

    :raises Refused: as :func:`record_in`.
    """
    return inside(data, _identifier) if is_pdf(data) else ""


def inside(pdf: bytes, look: "Callable[[pikepdf.Pdf], _Found]") -> _Found:
    """What ``look`` finds in a PDF.

    :raises Refused: too large, encrypted or damaged.
    """
    if len(pdf) > FILE_LIMIT:
        raise _too_large(f"the file is over {FILE_LIMIT:,} bytes")
    import pikepdf

    _limit()
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as file:
            if file.is_encrypted:
                raise _encrypted()
            return look(file)
    except pikepdf.PasswordError:
        raise _encrypted() from None
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        # What pikepdf raises where one kind of object stands in another's place.
        raise _damaged(f"this PDF cannot be read: {type(error).__name__}") from None


@lru_cache(maxsize=1)
def _limit() -> None:
    """Of all PDFs in this process: a few bytes that unfold to gigabytes are refused."""
    from pikepdf import settings

    settings.set_qpdf_limits(
        flate_max_memory=_MEMORY,
        png_max_memory=_MEMORY,
        tiff_max_memory=_MEMORY,
        run_length_max_memory=_MEMORY,
        max_stream_filters=2,
        doc_max_warnings=100,
        parser_max_nesting=100,
    )


def _attached(file: "pikepdf.Pdf") -> bytes:
    described = file.attachments.get(ATTACHED)
    if described is None:
        raise Refused(
            "ไฟล์ PDF นี้ไม่มีข้อมูลรายงานอยู่ข้างใน",
            "โปรดเลือกไฟล์ PDF ที่บันทึกจากสรุป หรือขอไฟล์ .json จากผู้ส่ง",
            f"this PDF carries no {ATTACHED}: it was not made by Sarup, or was printed anew",
        )
    stream: Any = described.get_file().obj
    data = _unfolded(stream)
    told = stream.get("/Params", {}).get("/CheckSum")
    if told is not None and bytes(told) != md5(data, usedforsecurity=False).digest():
        raise _damaged("the record in this PDF was damaged on its way")
    return data


def _pictures(file: "pikepdf.Pdf") -> dict[str, bytes]:
    """The JPEGs in the file by name: the record refers to those that a page shows."""
    import pikepdf

    found = [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    jpegs = [one.read_raw_bytes() for one in found if filters_of(one) == ["/DCTDecode"]]
    return {name_of(data): data for data in jpegs}


def _identifier(file: "pikepdf.Pdf") -> str:
    described = file.Root.get("/Metadata")
    found = None if described is None else _IDENTIFIER.search(_unfolded(described))
    return found[1].decode("ascii", "replace") if found else ""


def _unfolded(stream: Any) -> bytes:
    raw: bytes = stream.read_raw_bytes()
    filters = filters_of(stream)
    if not filters:
        data = raw
    elif filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
        data = zlib.decompressobj().decompress(raw, exchange.SIZE_LIMIT + 1)
    else:
        raise _damaged(f"unknown filters {' '.join(filters)}")
    if len(data) > exchange.SIZE_LIMIT:
        raise _too_large(f"the record in this PDF is over {exchange.SIZE_LIMIT:,} bytes")
    return data


def filters_of(stream: Any) -> list[str]:
    """How its data is packed, from the outermost."""
    import pikepdf

    named = stream.get("/Filter")
    return [] if named is None else [str(named)] if isinstance(named, pikepdf.Name) else [str(one) for one in named]


def _encrypted() -> Refused:
    return Refused("ไฟล์ PDF นี้เข้ารหัสไว้", "โปรดขอไฟล์ที่ไม่มีรหัสผ่านจากผู้ส่ง", "this PDF is encrypted")


def _damaged(english: str) -> Refused:
    return Refused("อ่านไฟล์ PDF นี้ไม่ได้ อาจเสียหายระหว่างส่ง", "โปรดขอไฟล์ใหม่จากผู้ส่ง ยังไม่มีข้อมูลใดถูกเปลี่ยน", english)


def _too_large(english: str) -> Refused:
    return Refused("ไฟล์ PDF นี้ใหญ่เกินไป", "โปรดตรวจว่าเป็นไฟล์รายงานของสรุป", english)
