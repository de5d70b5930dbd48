"""How a report looks, as plain values, one class for each part of a style file. Knows no file.

Lengths are centimetres, letter sizes points of TH Sarabun, the room before and after a block points.
"""

from dataclasses import dataclass
from typing import Literal

from .document import Picture
from .families import Family

POINTS = 72 / 2.54  # of a centimetre
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Text:
    size: float
    pitch: float
    justify: bool
    first_indent: float
    after: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """In hundredths of an em."""

    blank_stretch: float
    blank_shrink: float
    cluster_stretch: float
    cluster_shrink: float


@dataclass(frozen=True, slots=True)
class Display:
    """Title, dates and headings."""

    size: float
    pitch: float
    bold: bool
    align: Align
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class LabelledStyle:
    tab: float
    bold: bool
    after: float


@dataclass(frozen=True, slots=True)
class NumberedStyle:
    number: float
    text: float
    after: float


@dataclass(frozen=True, slots=True)
class TableStyle:
    size: float
    pitch: float
    padding: float
    rule: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class SignatureStyle:
    axis: float
    line: float
    room: float
    parentheses: bool
    across: int
    after: float


@dataclass(frozen=True, slots=True)
class PhotosStyle:
    size: float
    pitch: float
    gap: float
    under: float
    after: float


@dataclass(frozen=True, slots=True)
class Blank:
    gap: float
    lines: int


@dataclass(frozen=True, slots=True)
class PageNumber:
    form: str
    first: int
    height: float


@dataclass(frozen=True, slots=True)
class Footer:
    """``qr``: side of the QR code's dark part, millimetres; 0 for none."""

    form: str
    size: float
    height: float
    qr: float


@dataclass(frozen=True, slots=True)
class Files:
    """A family that the style file brings along, instead of the name of a shipped one; font files as paths from the style file.

    ``scale`` times a size of TH Sarabun is the family's own; without it, a ก is as high as one of TH Sarabun.
    """

    name: str
    regular: str
    bold: str
    italic: str | None = None
    bold_italic: str | None = None
    scale: float | None = None


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A picture as a path from the style file, and the words that stand for it where it is not seen."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class LogoTable:
    """``height`` is in millimetres."""

    pictures: tuple[LogoFile, ...]
    height: float
    align: Align
    gap: float
    after: float


@dataclass(frozen=True, slots=True)
class Logo:
    """The same with the pictures themselves."""

    pictures: tuple[Picture, ...]
    height: float
    align: Align
    gap: float
    after: float


@dataclass(frozen=True, slots=True)
class Style:
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
