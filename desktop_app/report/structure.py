"""What the parts of a document are to those who do not see it: a tree of PDF's standard elements (ISO 32000-1, 14.8.4). Knows no page.

A part is a path: the number of the block and what the row maker says of the place in it. ``()`` is no part: page numbers, footers.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from .document import Block, Document, Heading, Logos, Numbered, Paragraph, Photos, Signatures, Table, Title
from .rows import BODY, LABEL, Part, parted


class Mark(NamedTuple):
    """A piece of a page that belongs to an element; pages are counted from 0."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """``content`` is in the order in which it is read; ``alternative`` stands for a picture."""

    kind: str
    alternative: str = ""
    content: list["Mark | Element"] = field(default_factory=list)

    @property
    def marks(self) -> list[Mark]:
        return [one for one in self.content if isinstance(one, Mark)]

    @property
    def kids(self) -> list["Element"]:
        return [one for one in self.content if isinstance(one, Element)]

    def add(self, kind: str, alternative: str = "") -> "Element":
        kid = Element(kind, alternative)
        self.content.append(kid)
        return kid


KEPT_EMPTY = {"Document", "Table", "TR", "TH", "TD", "LI", "LBody"}


class Tree:
    """The elements of a document in the order in which they are read, and which of them each part is."""

    def __init__(self, document: Document) -> None:
        self.root = Element("Document")
        self.parts: dict[Part, Element] = {}
        items: Element | None = None
        for number, block in enumerate(document.blocks):
            if isinstance(block, Numbered):
                items = items or self.root.add("L")
                self._item(block, number, items)
            else:
                items = None
                self._block(block, number)

    def _block(self, block: Block, number: int) -> None:
        root, parts = self.root, self.parts
        match block:
            case Title():
                parts[number,] = root.add("H1")
            case Heading():
                parts[number,] = root.add("H2")
            case Paragraph():
                for place, _ in enumerate(parted(block.runs)):
                    parts[number, place] = root.add("P")
            case Table():
                self._table(block, number)
            case Signatures(signed):
                for place, _ in enumerate(signed):
                    parts[number, place, LABEL], parts[number, place, BODY] = root.add("P"), root.add("P")
            case Logos(pictures):
                for place, one in enumerate(pictures):
                    parts[number, place] = root.add("Figure", alternative=one.caption)
            case Photos():
                self._photos(block, number)
            case _:
                parts[number,] = root.add("P")

    def _item(self, block: Numbered, number: int, items: Element) -> None:
        item = items.add("LI")
        self.parts[number, LABEL] = item.add("Lbl")
        body = item.add("LBody")
        several = parted(block.runs)
        for place, _ in enumerate(several):
            self.parts[number, BODY, place] = body.add("P") if len(several) > 1 else body

    def _table(self, block: Table, number: int) -> None:
        table = self.root.add("Table")
        if block.caption:
            self.parts[number,] = table.add("Caption")
        for row, cells in enumerate((block.header, *block.rows)):
            line = table.add("TR")
            for column, _ in enumerate(cells):
                self.parts[number, row, column] = line.add("TD" if row else "TH")

    def _photos(self, block: Photos, number: int) -> None:
        self.parts[number,] = self.root.add("H2")
        for place, picture in enumerate(block.pictures):
            figure = self.parts[number, place] = self.root.add("Figure", alternative=block.told(place))
            if picture.caption:
                self.parts[number, place, 0] = figure.add("Caption")

    def pruned(self) -> Element:
        """The root without elements that nothing was printed of. A cell stays, or those after it would move."""
        _prune(self.root)
        return self.root


def _prune(element: Element) -> None:
    for kid in element.kids:
        _prune(kid)
    element.content = [one for one in element.content if isinstance(one, Mark) or one.content or one.kind in KEPT_EMPTY]


def elements(root: Element) -> list[Element]:
    """All of them in the order in which they are read."""
    return [root, *(found for kid in root.kids for found in elements(kid))]
