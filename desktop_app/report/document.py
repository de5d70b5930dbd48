"""A report as plain blocks, ready to be set: what is printed, in order, and nothing about how it looks.

Digits are already Arabic or Thai, dates already words. Blocks are plain values and may cross threads.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one face, printed exactly as it is: nothing in it is markup.

    A line end in it begins a new paragraph of the same block: of an item, under the item's text and without a number.
    """

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    text: str


@dataclass(frozen=True, slots=True)
class Dates:
    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label, a tab stop, a value. An empty value leaves room to write on by hand."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text with a first-line indent."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item with its number as printed ("1.") and a hanging indent."""

    number: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header; ``numeric`` says which columns are set flush right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on, the name under it, the caption centred under the name."""

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """All who sign, in order. Side by side or under each other: as the style has it."""

    signed: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG as it goes into the file, its size in pixels, and the words under it, which also stand for it where it is not seen.

    A logo is a PNG: 8 bits a channel, grey or three colours, nothing shining through, its lines in order.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True)
class Logos:
    """Pictures side by side above all else: of the style, not of the report. Their captions are not printed."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Photos:
    """Photographs on pages of their own under a heading, 2, 4 or 6 a page."""

    heading: str
    pictures: tuple[Picture, ...]
    per_page: int

    def told(self, place: int) -> str:
        """What stands for a picture where it is not seen: its caption, or which of the photographs it is."""
        return " ".join(self.pictures[place].caption.split()) or f"{self.heading} {place + 1}"


Block = Title | Dates | Labelled | Paragraph | Heading | Numbered | Table | Signatures | Logos | Photos


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which report and which state of it this paper shows: printed small in the footer."""

    report_id: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """A report as ``model.exchange.to_json`` gives it, and what is stamped on it: it may go to another process."""

    record: dict[str, Any]
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report as blocks. ``protected`` are the record's names, inside which no line ends.

    ``day`` is that of the report (ISO 8601). ``code``: what the QR code says (model/codes.py). ``attachment``: the record as JSON, which a file to be kept carries inside.
    """

    title: str
    author: str
    blocks: tuple[Block, ...]
    footer: str = ""
    protected: tuple[str, ...] = field(default=())
    day: str = ""
    code: str = ""
    attachment: bytes = field(default=b"", repr=False)
