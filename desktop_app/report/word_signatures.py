"""Signatures as Word has them: three paragraphs each, and a table without lines where several stand side by side."""

from collections.abc import Sequence
from typing import Any

from .document import Signature, Signatures
from .rows import RowMaker
from .signatures import BETWEEN, KEPT_BEFORE_SIGNATURE, columns, place_alone
from .style import POINTS
from .word_styles import PAGE_TURN, SIGN_LINE, SIGNATURE, TURN
from .word_tables import cell, grid
from .word_xml import paragraph_properties, run, twips, w


def signatures(block: Signatures, maker: RowMaker) -> list[Any]:
    """Held together on a page; only so many that it has no room for them all, with two lines of text, may be parted between two."""
    style = maker.style.signature
    groups = [block.signed[at : at + style.across] for at in range(0, len(block.signed), style.across)]
    high = style.room + 2 * maker.style.text.pitch + style.after
    many = len(groups) * high > maker.height - KEPT_BEFORE_SIGNATURE * maker.style.text.pitch
    made: list[Any] = []
    for number, group in enumerate(groups, 1):
        held = not many and number < len(groups)
        made += _alone(group[0], held, maker) if len(group) == 1 else _beside(group, held, maker)
    return made


def _alone(one: Signature, held: bool, maker: RowMaker) -> list[Any]:
    style = maker.style.signature
    place = place_alone(style, maker.width)
    after = paragraph_properties(SIGNATURE, spacing={"after": style.after})
    after.insert(1, w("keepNext", val=int(held)))
    named = _name(one, place.axis - place.half, place.axis + place.half, None, maker)
    return [w("p", paragraph_properties(SIGN_LINE)), named, w("p", after, run(one.caption))]


def _beside(group: Sequence[Signature], held: bool, maker: RowMaker) -> list[Any]:
    places = columns(len(group), maker)
    properties = w("tblPr", w("tblW", w=twips(maker.width), type="dxa"), w("tblLayout", type="fixed"))
    room = [w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")]
    properties.append(w("tblCellMar", *room))
    cells = [cell(width, *_in_cell(one, width, maker)) for one, (_, width) in zip(group, places, strict=True)]
    row = w("tr", w("trPr", w("cantSplit")), *cells)
    turn = paragraph_properties(PAGE_TURN, keep_next=held)
    return [w("tbl", properties, grid([width for _, width in places]), row), w("p", turn)]


def _in_cell(one: Signature, width: float, maker: RowMaker) -> list[Any]:
    side = max((width - maker.style.signature.line * POINTS) / 2, BETWEEN / 2)
    about = {"left": BETWEEN / 2, "right": BETWEEN / 2}
    line = w("p", paragraph_properties(SIGN_LINE, indent={"left": side, "right": side}))
    after = max(maker.style.signature.after - TURN, 0)
    caption = paragraph_properties(SIGNATURE, spacing={"after": after}, indent=about)
    return [line, _name(one, side, width - side, about, maker), w("p", caption, run(one.caption))]


def _name(one: Signature, start: float, end: float, about: dict[str, float] | None, maker: RowMaker) -> Any:
    """Where nobody is named, dots between parentheses, as long as the line to sign on: from ``start`` to ``end``."""
    brackets = ("(", ")") if maker.style.signature.parentheses else ("", "")
    if one.name.strip():
        return w("p", paragraph_properties(SIGNATURE, indent=about), run(brackets[0] + one.name + brackets[1]))
    indent, stops = {"left": max(start, 0), "right": 0.0}, [("right", end - maker.size / 3, True)]
    properties = paragraph_properties(SIGNATURE, tabs=stops, indent=indent, align="left")
    return w("p", properties, run("\t".join(brackets)))
