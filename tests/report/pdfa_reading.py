"""What a PDF says of its own structure, read by pikepdf: marks of the pages, elements of the tree, everything in order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from tests.report.pdf_reading import text_of_codes, texts_of_codes

SHOWING = set("Tj TJ ' \" Do S s f F f* B B* b b* sh BI".split())


class Shown(NamedTuple):
    """An operator that puts something on the page, and the marked content about it: tags and their properties."""

    operator: str
    marks: tuple[tuple[str, Any], ...]

    @property
    def numbers(self) -> list[int]:
        return [int(of["/MCID"]) for _, of in self.marks if isinstance(of, pikepdf.Dictionary) and "/MCID" in of]

    @property
    def is_artifact(self) -> bool:
        return any(tag == "/Artifact" for tag, _ in self.marks)


def shown_on(page: Any) -> Iterator[Shown]:
    """Every showing operator of a page. Marked content must be closed where it was opened: inside BT and ET, or outside."""
    marks: list[tuple[str, Any]] = []
    outside: list[int] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            marks.append((str(operands[0]), operands[1] if name == "BDC" else None))
        elif name == "EMC":
            marks.pop()
        elif name == "BT":
            outside.append(len(marks))
        elif name == "ET":
            assert outside.pop() == len(marks)
        elif name in SHOWING:
            yield Shown(name, tuple(marks))
    assert not marks


class Element(NamedTuple):
    """An element of the tree, ``content`` in the order in which it is read; a mark is its page and number."""

    kind: str
    content: list["tuple[int, int] | Element"]
    of: Any

    @property
    def marks(self) -> list[tuple[int, int]]:
        return [one for one in self.content if not isinstance(one, Element)]

    @property
    def kids(self) -> list["Element"]:
        return [one for one in self.content if isinstance(one, Element)]


def tree(file: pikepdf.Pdf) -> Element:
    pages = {page.objgen: number for number, page in enumerate(file.pages)}
    root = file.Root.StructTreeRoot
    return _element(root.K, root, pages)


def _element(of: Any, parent: Any, pages: dict[Any, int]) -> Element:
    assert of.P.objgen == parent.objgen
    content: list[tuple[int, int] | Element] = []
    for kid in of.K:
        if isinstance(kid, int):
            content.append((pages[of.Pg.objgen], kid))
        elif kid.Type == "/MCR":
            content.append((pages[kid.Pg.objgen], int(kid.MCID)))
        else:
            content.append(_element(kid, of, pages))
    return Element(str(of.S), content, of)


def read(element: Element, marked: dict[tuple[int, int], str]) -> str:
    """What is read of an element: what is ``marked``."""
    return "".join(read(one, marked) if isinstance(one, Element) else marked[one] for one in element.content)


def marked_texts(file: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """What stands in each mark of each page: the texts of spans in it, and elsewhere those of its codes."""
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(file.pages):
        texts = {str(name): texts_of_codes(font) for name, font in page.Resources.Font.items()}
        marks: list[Any] = []
        name, inside, told = "", (number, -1), False
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BMC" | "BDC":
                    of = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
                    marks.append((inside, told))
                    if "/MCID" in of:
                        inside, told = (number, int(of["/MCID"])), False
                        found.setdefault(inside, "")
                    elif "/ActualText" in of and inside[1] >= 0:
                        found[inside] += str(of["/ActualText"])
                        told = True
                case "EMC":
                    inside, told = marks.pop()
                case "Tf":
                    name = str(operands[0])
                case "TJ" if inside[1] >= 0 and not told:
                    found[inside] += text_of_codes(operands[0], texts[name])
    return found


def elements(root: Element) -> Iterator[Element]:
    yield root
    for kid in root.kids:
        yield from elements(kid)


def fonts(file: pikepdf.Pdf) -> list[Any]:
    return [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]


def streams(file: pikepdf.Pdf) -> list[Any]:
    return [one for one in file.objects if isinstance(one, pikepdf.Stream)]
