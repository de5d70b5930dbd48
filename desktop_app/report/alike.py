"""Whether the pages of a PDF are those that this program makes of the record inside it: what one sees is what is verified."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from desktop_app.errors import Refused
from desktop_app.model.codes import Code
from desktop_app.model.records import Report

from .attached import filters_of, inside
from .document import Stamp
from .forms import rendered
from .style_files import names

if TYPE_CHECKING:
    import pikepdf

# Where an object stands in the file, and how its data is packed there: another program may write that anew
_PLACE = {"/Parent", "/StructParents", "/Length", "/Filter", "/DecodeParms"}


def is_printed_from(pdf: bytes, report: Report, code: Code | None) -> bool:
    """In one of the styles that are known here, with Arabic or Thai digits, stamped as ``code`` says.

    False says nothing bad yet: a style of one's own or another version of the program sets other pages.

    :raises Refused: as :func:`.attached.inside`.
    """
    stamp = Stamp(code.report_id, code.revision) if code else None
    return any(ours == pdf or _have_same_pages(ours, pdf) for ours in _printed(report, stamp))


def _printed(report: Report, stamp: Stamp | None) -> Iterator[bytes]:
    for style in names():
        with suppress(Refused):  # a style of one's own that is no good
            for digits in ("arabic", "thai"):
                yield rendered(report, ".pdf", stamp, style, digits)


def _have_same_pages(ours: bytes, theirs: bytes) -> bool:
    def compared(mine: "pikepdf.Pdf") -> bool:
        return inside(theirs, lambda other: _same_pages(mine, other))

    return inside(ours, compared)


def _same_pages(mine: "pikepdf.Pdf", other: "pikepdf.Pdf") -> bool:
    pairs = zip(mine.pages, other.pages, strict=False)
    return len(mine.pages) == len(other.pages) and all(_same(one.obj, two.obj) for one, two in pairs)


def _same(mine: Any, other: Any) -> bool:
    """Down our own object, whose depth is known; streams by what is in them."""
    import pikepdf

    if _kind(mine) != _kind(other):
        return False
    if isinstance(mine, pikepdf.Stream):
        return _same_entries(mine, other) and _data(mine) == _data(other)
    if isinstance(mine, pikepdf.Dictionary):
        return _same_entries(mine, other)
    if isinstance(mine, pikepdf.Array):
        return len(mine) == len(other) and all(_same(one, two) for one, two in zip(mine, other, strict=True))
    return bool(mine == other)


def _kind(one: Any) -> Any:
    """Pikepdf's objects are all of one type; numbers are Python's."""
    return getattr(one, "_type_code", type(one))


def _same_entries(mine: Any, other: Any) -> bool:
    keys = set(mine.keys()) - _PLACE
    return keys == set(other.keys()) - _PLACE and all(_same(mine[key], other[key]) for key in keys)


def _data(stream: Any) -> bytes:
    found: bytes = stream.read_raw_bytes() if filters_of(stream) == ["/DCTDecode"] else stream.read_bytes()
    return found
