"""Marked content (ISO 32000-1, 14.6) of the page under way: which element each piece of it belongs to. Knows no object of a file."""

from .rows import Part
from .structure import Element, Mark, Tree

ARTIFACT = "/Artifact<</Type/Pagination>>BDC "
HELD = "H"  # before the number in the name of a property


class Marks:
    """Operators to put between those of a page. Without a tree nothing is marked.

    A span goes over several parts where the last letter of one and the first of the next are told together. Poppler takes its text
    from the span; PDFium from the innermost mark, and tells it once if all that is shown has the very same one: a property of the
    page that has a name. Poppler heeds no ActualText but that of a Span, so the mark with that name is none.
    """

    def __init__(self, tree: Tree | None) -> None:
        self.wanted = tree is not None
        self.pages: list[list[Element]] = []  # of each page the elements, by the numbers of their marks
        self._parts = tree.parts if tree else {}
        self._open: Part | None = None
        self._told: Element | None = None  # what is open of it, inside a span over several parts
        self.held: list[str] = []  # the texts of such spans, by the numbers in their names

    def begin_page(self) -> None:
        self.pages.append([])

    def to(self, part: Part, held: str = "") -> str:
        """What follows belongs to ``part``. ``held``: its own text in a span over several parts, in which it goes on."""
        if not self.wanted:
            return ""
        if part == self._open:
            if self._told is not None:
                self._told.text += held
            return ""
        return (
            f"EMC {self.close()}{self._begin(part, held)}{self._hold()}" if held else self.close() + self._begin(part)
        )

    def close(self) -> str:
        shown = "" if self._open is None else "EMC "
        self._open = None
        return shown

    def hold(self, text: str, part: Part, own: str) -> str:
        """A span begins that is read as ``text`` (UTF-16 in hexadecimal) and goes over several parts, of which this is the first, with
        its ``own`` text."""
        self.held.append(text)
        return f"{self.close()}{span(text)} {self._begin(part, own)}{self._hold()}"

    def let_go(self, part: Part | None) -> str:
        """Such a span ends; ``part`` goes on after it."""
        return f"EMC {self.close()}EMC " + ("" if part is None else self._begin(part))

    def decoration(self, operators: str) -> str:
        """Rules and frames: nothing to read."""
        return f"/Artifact BMC\n{operators}\nEMC" if operators and self.wanted else operators

    def _begin(self, part: Part, held: str = "") -> str:
        """``held``: its text there, which the span does not tell alone; so the structure tells it."""
        self._open, self._told = part, None
        if not part:
            return ARTIFACT
        element, page = self._parts[part], self.pages[-1]
        if held:
            element = self._told = element.add("Span", held)
        element.content.append(Mark(len(self.pages) - 1, len(page)))
        page.append(element)
        return f"/{element.kind}<</MCID {len(page) - 1}>>BDC "

    def _hold(self) -> str:
        return f"/Held/{HELD}{len(self.held) - 1} BDC "


def span(text: str) -> str:
    """The operator that begins what is read as ``text``."""
    return f"/Span<</ActualText<FEFF{text}>>>BDC"
