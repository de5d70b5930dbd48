"""The structure tree as objects of a PDF (ISO 32000-1, 14.7)."""

from collections.abc import Sequence

from .container import File
from .encoding import text_string
from .marks import Marks
from .structure import Element, elements

LONGEST = 32_767  # bytes of a string (ISO 19005-3, 6.1.13)
_ATTRIBUTES = {"L": "/A<</O/List/ListNumbering/Decimal>>", "TH": "/A<</O/Table/Scope/Column>>"}


def add_tags(file: File, root: Element, marks: Marks, pages: Sequence[int]) -> str:
    """The tree under ``root`` comes to the ``file``, whose ``pages`` have these numbers. Gives the entries of the catalogue."""
    top, found = file.reserve(), elements(root)
    of = {id(element): file.reserve() for element in found}
    parents = {id(kid): of[id(element)] for element in found for kid in element.kids}
    for element in found:
        file.add(_element(element, parents.get(id(element), top), of, pages), of[id(element)])
    nums = "".join([f"{page}[{_references(of, shown)}]" for page, shown in enumerate(marks.pages)])
    file.add(
        f"<</Type/StructTreeRoot/K {of[id(root)]} 0 R/ParentTree<</Nums[{nums}]>>/ParentTreeNextKey {len(pages)}>>", top
    )
    return f"/StructTreeRoot {top} 0 R/MarkInfo<</Marked true>>"


def _element(element: Element, parent: int, of: dict[int, int], pages: Sequence[int]) -> str:
    """``of``: the numbers of all elements' objects."""
    home = next((mark.page for mark in element.marks), -1)
    parts = [f"<</Type/StructElem/S/{element.kind}/P {parent} 0 R"]
    if home >= 0:
        parts.append(f"/Pg {pages[home]} 0 R")
    content = [
        f"{of[id(one)]} 0 R"
        if isinstance(one, Element)
        else f"{one.number}"
        if one.page == home
        else f"<</Type/MCR/Pg {pages[one.page]} 0 R/MCID {one.number}>>"
        for one in element.content
    ]
    parts.append(f"/K[{' '.join(content)}]")
    if element.alternative:
        parts.append(f"/Alt{text_string(element.alternative[: LONGEST // 8])}")
    return "".join([*parts, _ATTRIBUTES.get(element.kind, ""), ">>"])


def _references(of: dict[int, int], found: Sequence[Element]) -> str:
    return " ".join([f"{of[id(element)]} 0 R" for element in found])
