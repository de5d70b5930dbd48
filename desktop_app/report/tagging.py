"""The structure tree as objects of a PDF (ISO 32000-1, 14.7). Written as PDF at once: ReportLab's dictionaries take longer than the pages."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from .encoding import utf16
from .marks import HELD, Marks
from .structure import Element, elements

LONGEST = 32_767  # bytes of a string (ISO 19005-3, 6.1.13)
_ATTRIBUTES = {"L": "/A<</O/List/ListNumbering/Decimal>>", "TH": "/A<</O/Table/Scope/Column>>"}


class Written(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object as it stands in the file."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        return self.text.encode()


def add_tags(document: Any, root: Element, marks: Marks) -> None:
    """The tree under ``root`` comes to ReportLab's ``document``, whose pages are all there."""
    properties = Written()
    for number, _ in enumerate(marks.pages):
        _tag_page(document, number, properties)
    found = elements(root)
    top, written = Written(), [Written() for _ in found]
    numbers = [_number(document, one) for one in (top, *written)]
    of = {id(element): number for element, number in zip(found, numbers[1:], strict=True)}
    pages = [document.idToObjectNumberAndVersion[f"Page{number}"][0] for number, _ in enumerate(marks.pages, 1)]
    parents = {id(kid): of[id(element)] for element in found for kid in element.kids}
    for element, one in zip(found, written, strict=True):
        one.text = _element(element, parents.get(id(element), numbers[0]), of, pages)
    nums = "".join(f"{page}[{_references(of, shown)}]" for page, shown in enumerate(marks.pages))
    top.text = f"<</Type/StructTreeRoot/K {numbers[1]} 0 R/ParentTree<</Nums[{nums}]>>/ParentTreeNextKey {len(pages)}>>"
    document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference(top.__InternalName__)
    properties.text = (
        "<<" + "".join(f"/{HELD}{n}<</ActualText<FEFF{text}>>>" for n, text in enumerate(marks.held)) + ">>"
    )
    document.Catalog.MarkInfo = Written("<</Marked true>>")


def _tag_page(document: Any, number: int, properties: Written) -> None:
    """A finished page knows its place in the parent tree, counted from 0, and the ``properties`` that its marks name."""
    page = document.idToObject[f"Page{number + 1}"]
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs, page.Trans = number, "/S", None
    resources = page.Resources = pdfdoc.PDFResourceDictionary()
    resources.basicFonts()
    resources.allProcs()
    resources.XObject = page.XObjects or {}
    resources.Properties = document.Reference(properties)


def _element(element: Element, parent: int, of: dict[int, int], pages: Sequence[int]) -> str:
    """``of``: the numbers of all elements' objects."""
    home = element.marks[0].page if element.marks else -1
    parts = [f"<</Type/StructElem/S/{element.kind}/P {parent} 0 R"]
    if element.marks:
        parts.append(f"/Pg {pages[home]} 0 R")
    marks = [
        f"{mark.number}" if mark.page == home else f"<</Type/MCR/Pg {pages[mark.page]} 0 R/MCID {mark.number}>>"
        for mark in element.marks
    ]
    parts.append(f"/K[{' '.join(marks)} {_references(of, element.kids)}]")
    text = utf16("".join(element.text))
    if text and len(text) < 2 * LONGEST - 4:  # a longer one is told by its spans alone
        parts.append(f"/ActualText<FEFF{text}>")
    if element.alternative:
        parts.append(f"/Alt<FEFF{utf16(element.alternative[: LONGEST // 8])}>")
    return "".join([*parts, _ATTRIBUTES.get(element.kind, ""), ">>"])


def _references(of: dict[int, int], found: Sequence[Element]) -> str:
    return " ".join([f"{of[id(element)]} 0 R" for element in found])


def _number(document: Any, one: Written) -> int:
    reference = document.Reference(one)
    number: int = document.idToObjectNumberAndVersion[reference.name][0]
    return number
