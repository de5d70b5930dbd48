"""Pictures as Word has them: each in the file once, in its own shape, with words for those who do not see it. Lengths are points."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.shape import CT_Inline
from docx.shared import Pt

from desktop_app.model.pictures import kind_of, name_of

from .document import Logos, Picture
from .logos import sizes_of
from .rows import RowMaker
from .word_styles import ALIGN
from .word_xml import clean, paragraph_properties, run, twips, w

FIRST_LOGO = 10_001  # numbers of pictures in a file are different; photographs count from 1


def drawing(one: Picture, told: str, number: int, wide: float, high: float, main: Any) -> Any:
    """``told`` stands for the picture where it is not seen. ``main`` is the part of the package that shows it."""
    part = _part(one, main)
    relation = main.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    inline = CT_Inline.new_pic_inline(number, relation, f"{number}.{part.partname.ext}", Pt(wide), Pt(high))
    inline.docPr.set("descr", clean(told))
    for side in ("distT", "distB", "distL", "distR"):  # left out, LibreOffice takes 9 points
        inline.set(side, "0")
    return w("r", w("drawing", inline))


def logos(block: Logos, maker: RowMaker, main: Any) -> Any:
    """One paragraph with all of them; the gap between two is a blank made wider."""
    looks = maker.style.logo
    assert looks is not None
    sizes, gap = sizes_of(block, maker.style, maker.width)
    properties = paragraph_properties(spacing={"after": looks.after, "line": 1.0}, align=ALIGN[looks.align])
    made = w("p", properties)
    for number, (one, (wide, high)) in enumerate(zip(block.pictures, sizes, strict=True)):
        if number:
            blank = run(" ")
            blank.insert(0, w("rPr", w("spacing", val=twips(gap)), w("sz", val=2), w("szCs", val=2)))
            made.append(blank)
        made.append(drawing(one, one.caption, FIRST_LOGO + number, wide, high, main))
    return made


def _part(one: Picture, main: Any) -> Any:
    """The same picture is in the file once."""
    kind = kind_of(one.data)
    name = PackURI(f"/word/media/{name_of(one.data)[:16]}.{kind.removeprefix('image/')}")
    known = [part for part in main.package.iter_parts() if part.partname == name]
    return known[0] if known else Part(name, kind, one.data, main.package)
