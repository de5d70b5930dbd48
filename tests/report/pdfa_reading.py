"""What a PDF says of its own structure, read by pikepdf: marks of the pages, elements of the tree, everything in order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

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
    properties = page.Resources.get("/Properties", {})
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            of = operands[1] if name == "BDC" else None
            marks.append((str(operands[0]), properties[str(of)] if isinstance(of, pikepdf.Name) else of))
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
    """An element of the tree; ``marks`` are page and number."""

    kind: str
    marks: list[tuple[int, int]]
    kids: list["Element"]
    of: Any


def tree(file: pikepdf.Pdf) -> Element:
    pages = {page.objgen: number for number, page in enumerate(file.pages)}
    root = file.Root.StructTreeRoot
    return _element(root.K, root, pages)


def _element(of: Any, parent: Any, pages: dict[Any, int]) -> Element:
    assert of.P.objgen == parent.objgen
    marks, kids = [], []
    for kid in of.K:
        if isinstance(kid, int):
            marks.append((pages[of.Pg.objgen], kid))
        elif kid.Type == "/MCR":
            marks.append((pages[kid.Pg.objgen], int(kid.MCID)))
        else:
            kids.append(_element(kid, of, pages))
    return Element(str(of.S), marks, kids, of)


def elements(root: Element) -> Iterator[Element]:
    yield root
    for kid in root.kids:
        yield from elements(kid)


def fonts(file: pikepdf.Pdf) -> list[Any]:
    return [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]


def streams(file: pikepdf.Pdf) -> list[Any]:
    return [one for one in file.objects if isinstance(one, pikepdf.Stream)]
