"""How a report looks, as plain values, one class for each part of a style file. Knows no file.

Lengths are centimetres, letter sizes points of TH Sarabun, the room before and after a block points. Named tuples: a dataclass takes
a start twelve times as long, and there are many.
"""

from typing import Literal, NamedTuple

from .document import Picture
from .families import Family

POINTS = 72 / 2.54  # of a centimetre
Align = Literal["left", "centre", "right"]


class Page(NamedTuple):
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


class Text(NamedTuple):
    size: float
    pitch: float
    justify: bool
    first_indent: float
    after: float


class Spacing(NamedTuple):
    """In hundredths of an em."""

    blank_stretch: float
    blank_shrink: float
    cluster_stretch: float
    cluster_shrink: float


class Display(NamedTuple):
    """Title, dates and headings."""

    size: float
    pitch: float
    bold: bool
    align: Align
    before: float
    after: float


class LabelledStyle(NamedTuple):
    tab: float
    bold: bool
    after: float


class NumberedStyle(NamedTuple):
    number: float
    text: float
    after: float


class TableStyle(NamedTuple):
    size: float
    pitch: float
    padding: float
    rule: float
    before: float
    after: float


class SignatureStyle(NamedTuple):
    axis: float
    line: float
    room: float
    parentheses: bool
    across: int
    after: float


class PhotosStyle(NamedTuple):
    size: float
    pitch: float
    gap: float
    under: float
    after: float


class Blank(NamedTuple):
    gap: float
    lines: int


class PageNumber(NamedTuple):
    form: str
    first: int
    height: float


class Footer(NamedTuple):
    """``qr``: side of the QR code's dark part, millimetres; 0 for none."""

    form: str
    size: float
    height: float
    qr: float


class Files(NamedTuple):
    """A family that the style file brings along, instead of the name of a shipped one; font files as paths from the style file.

    ``scale`` times a size of TH Sarabun is the family's own; without it, a ก is as high as one of TH Sarabun.
    """

    name: str
    regular: str
    bold: str
    italic: str | None = None
    bold_italic: str | None = None
    scale: float | None = None


class LogoFile(NamedTuple):
    """A picture as a path from the style file, and the words that stand for it where it is not seen."""

    file: str
    text: str


class LogoTable(NamedTuple):
    """``height`` is in millimetres."""

    pictures: tuple[LogoFile, ...]
    height: float
    align: Align
    gap: float
    after: float


class Logo(NamedTuple):
    """The same with the pictures themselves."""

    pictures: tuple[Picture, ...]
    height: float
    align: Align
    gap: float
    after: float


class Style(NamedTuple):
    label: str
    family: Family
    lang: str
    page: Page
    text: Text
    spacing: Spacing
    title: Display
    dates: Display
    labelled: LabelledStyle
    heading: Display
    numbered: NumberedStyle
    table: TableStyle
    signature: SignatureStyle
    photos: PhotosStyle
    blank: Blank
    number: PageNumber
    footer: Footer
    logo: Logo | None = None

    def letters(self, size: float) -> float:
        """The family's own size in points for a size in TH Sarabun points."""
        return size * self.family.scale
