"""Elements of WordprocessingML (ECMA-376, part 1): paragraphs, runs and fields, their properties in the order the schema asks for.

Lengths are points; Word counts in twentieths of one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .document import Run
from .rows import LINE_END, parted

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIELD = re.compile(r"(\{pages?\})")
_ELEMENTS = {"\t": "tab", "\n": "br", "\u00ad": "softHyphen"}  # as a character Word draws each soft hyphen (17.3.3.29)
_MARK = re.compile(f"([{''.join(_ELEMENTS)}])")
FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
THAI_SWITCH = r" \* THAIARABIC"


def w(name: str, /, *children: Any, **attributes: Any) -> Any:
    """The element ``w:name``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def twips(points: float) -> int:
    return round(points * 20)


def clean(text: str) -> str:
    """Without the control characters and lone surrogates that no XML may hold; nobody sees them on the page either."""
    return _NOT_XML.sub("", text)


def paragraph_properties(
    style: str = "",
    *,
    keep_next: bool = False,
    page_break: bool = False,
    number: int = 0,  # of the list
    dotted_below: int = 0,
    tabs: Sequence[tuple[str, float, bool]] = (),
    spacing: dict[str, float] | None = None,
    exact: bool = False,
    indent: dict[str, float] | None = None,
    align: str = "",
    level: int | None = None,
) -> Any:
    """``tabs``: kind, place and whether dots lead to it. ``spacing``: before, after, line. ``dotted_below``: eighths of a point."""
    made = w("pPr")
    if style:
        made.append(w("pStyle", val=style))
    if keep_next:
        made.extend([w("keepNext"), w("keepLines")])
    if page_break:
        made.append(w("pageBreakBefore"))
    if number:
        made.append(w("numPr", w("ilvl", val=0), w("numId", val=number)))
    if dotted_below:
        made.append(w("pBdr", w("bottom", val="dotted", sz=dotted_below, space=0, color="auto")))
    if tabs:
        stops = [w("tab", val=kind, leader="dot" if dots else "none", pos=twips(at)) for kind, at, dots in tabs]
        made.append(w("tabs", *stops))
    if spacing:
        rule = {"lineRule": "exact" if exact else "atLeast"} if "line" in spacing else {}
        made.append(w("spacing", **{key: twips(value) for key, value in spacing.items()}, **rule))
    if indent:
        made.append(w("ind", **{key: twips(value) for key, value in indent.items()}))
    if align:
        made.append(w("jc", val=align))
    if level is not None:
        made.append(w("outlineLvl", val=level))
    return made


def run_properties(bold: bool = False, italic: bool = False, half_points: int = 0) -> list[Any]:
    """Every property twice: Word takes Thai letters for a complex script, which has its own."""
    found = [w(name) for name, on in (("b", bold), ("bCs", bold), ("i", italic), ("iCs", italic)) if on]
    return found + ([w("sz", val=half_points), w("szCs", val=half_points)] if half_points else [])


def run(text: str, bold: bool = False, italic: bool = False) -> Any:
    """A run of text; tabs, line ends and soft hyphens in it are Word's own."""
    made = w("r")
    properties = run_properties(bold, italic)
    if properties:
        made.append(w("rPr", *properties))
    for part in _MARK.split(LINE_END.sub("\n", clean(text))):
        if part in _ELEMENTS:
            made.append(w(_ELEMENTS[part]))
        elif part:
            letters = w("t")
            letters.set(qn("xml:space"), "preserve")
            letters.text = part
            made.append(letters)
    return made


def runs(given: Sequence[Run]) -> list[Any]:
    return [run(one.text, one.bold, one.italic) for one in given if one.text]


def parts(given: Sequence[Run]) -> list[list[Any]]:
    """The runs of each paragraph of a block: a line end in a text begins a new one."""
    return [runs([replace(one) for one in part]) for part in parted(given)]


def with_fields(form: str, thai: bool) -> list[Any]:
    """Runs of a text in which {page} and {pages} are Word's own fields."""
    found = []
    for part in _FIELD.split(form):
        if part in FIELDS:
            found += _field(FIELDS[part] + (THAI_SWITCH if thai else ""), "๑" if thai else "1")
        elif part:
            found.append(run(part))
    return found


def _field(code: str, shown: str) -> list[Any]:
    """``shown`` stands until Word has counted the pages, which it does when it opens the file."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    marks = {kind: w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")}
    return [marks["begin"], w("r", instruction), marks["separate"], run(shown), marks["end"]]
