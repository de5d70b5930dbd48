"""A few reports set as a part of a book: plain values that one process makes and another binds. Knows no file.

The same reports give the same part, whatever the process set before.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop_app.errors import Cancelled
from desktop_app.model.exchange import from_json

from .archive import one_line
from .compose import compose
from .container import packed
from .document import Job, Picture
from .ink import Ink
from .logos import headed
from .marks import Marks
from .pages import paginate
from .pdf import drawn
from .style import Style


class Sheet(NamedTuple):
    """A page: its operators, compressed, its headings with their heights, and the pictures on it."""

    operators: bytes
    outline: tuple[tuple[str, float], ...]
    pictures: tuple[Picture, ...]


class Font(NamedTuple):
    """What a face is called in the operators, and its codes."""

    name: str
    bold: bool
    italic: bool
    texts: dict[int, str]
    glyphs: dict[int, int]


class Part(NamedTuple):
    """``reports``: the title and the pages of each."""

    reports: list[tuple[str, list[Sheet]]]
    fonts: list[Font]


def part(jobs: Sequence[Job], style: Style, digits: str, cancelled: Callable[[], bool] = lambda: False) -> Part:
    """:raises Cancelled: ``cancelled()``, which is asked before each report, came true."""
    ink = Ink(Marks(None))
    reports = []
    for job in jobs:
        if cancelled():
            raise Cancelled
        document = headed(compose(from_json(job.record), digits, job.stamp), style)
        sheets = [
            Sheet(packed(drawn(page, ink)), page.outline, tuple([one.picture for one in page.pictures]))
            for page in paginate(document, style, digits)
        ]
        reports.append((one_line(document.title), sheets))
    fonts = [Font(one.name, face.bold, face.italic, one.texts, one.glyphs) for face, one in ink.encodings.items()]
    return Part(reports, fonts)
