"""Marked content (ISO 32000-1, 14.6) of the page under way: which element each piece of it belongs to. Knows no object of a file."""

from .rows import Part
from .structure import Element, Mark, Tree

ARTIFACT = "/Artifact<</Type/Pagination>>BDC "


class Marks:
    """Operators to put between those of a page. Without a tree nothing is marked."""

    def __init__(self, tree: Tree | None) -> None:
        self.wanted = tree is not None
        self.pages: list[list[Element]] = []  # of each page the elements, by the numbers of their marks
        self._parts = tree.parts if tree else {}
        self._open: Part | None = None

    def begin_page(self) -> None:
        self.pages.append([])

    def to(self, part: Part) -> str:
        """What follows belongs to ``part``."""
        return self.close() + self._begin(part) if self.wanted and part != self._open else ""

    def close(self) -> str:
        shown = "" if self._open is None else "EMC "
        self._open = None
        return shown

    def decoration(self, operators: str) -> str:
        """Rules and frames: nothing to read."""
        return f"/Artifact BMC\n{operators}\nEMC" if operators and self.wanted else operators

    def _begin(self, part: Part) -> str:
        self._open = part
        if not part:
            return ARTIFACT
        element, page = self._parts[part], self.pages[-1]
        element.content.append(Mark(len(self.pages) - 1, len(page)))
        page.append(element)
        return f"/{element.kind}<</MCID {len(page) - 1}>>BDC "


def span(text: str) -> str:
    """The operator that begins what is read as ``text``."""
    return f"/Span<</ActualText<FEFF{text}>>>BDC"
