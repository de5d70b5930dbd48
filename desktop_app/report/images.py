"""Pictures into the PDF: their JPEG as it is, each once however often it is shown."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop_app.model.pictures import channels_of, name_of

from .document import Picture
from .encoding import number
from .marks import Marks
from .rows import Shown

_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


def add_picture(canvas: Any, picture: Picture) -> None:
    """The picture is in ReportLab's document, and may be drawn on the page under way."""
    document, name = canvas._doc, _name(picture)
    inside = pdfdoc.xObjectName(name)
    if inside not in document.idToObject:
        entries = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "Width": picture.width,
            "Height": picture.height,
            "BitsPerComponent": 8,
            "ColorSpace": pdfdoc.PDFName(_SPACES[channels_of(picture.data)]),
            "Filter": pdfdoc.PDFName("DCTDecode"),
        }
        stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary({}), picture.data, filters=())
        stream.dictionary.dict.update(entries)
        document.Reference(stream, inside)
    if name not in canvas._formsinuse:
        canvas._formsinuse.append(name)


def draw_pictures(shown: Sequence[Shown], marks: Marks) -> str:
    """The operators that draw the pictures of a page."""
    drawn = [
        f"{marks.to(one.part)}q {number(one.width)} 0 0 {number(one.height)} {number(one.x)} {number(one.y)} cm"
        f"/{pdfdoc.xObjectName(_name(one.picture))} Do Q"
        for one in shown
    ]
    return "\n".join([*drawn, marks.close()]) if drawn else ""


def _name(picture: Picture) -> str:
    return name_of(picture.data)[:16]
