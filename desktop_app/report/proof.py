"""A report's PDF while somebody types: only what changed is set anew. Reads as the file that ``pdf.py`` makes, not byte for byte.

It is the work of one thread. What it keeps is that of the last PDF.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from io import BytesIO
from typing import Any

from desktop_app.errors import Cancelled
from desktop_app.thai.names import SHORT

from .archive import About, one_line
from .container import File, packed
from .document import Block, Document
from .edges import Code
from .embed import add_fonts
from .images import Images
from .ink import Ink
from .logos import headed
from .marks import Marks
from .outline import Entry
from .pages import Page, block_rows, body, edges, fill
from .pdf import drawn
from .rows import Row, RowMaker, Words
from .sheets import Sheets
from .style import Style

MOST_WORDS = 10_000
_Key = tuple[tuple[int, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Body:
    """A page without its edges, its operators, and the rows it was made of, which nobody else's numbers may stand for."""

    page: Page
    operators: bytes
    rows: Sequence[Row]


class Proof:
    """The rows of blocks and the operators of pages, taken over from one PDF to the next."""

    def __init__(self) -> None:
        self._look: tuple[Style, float] | None = None
        self._names: set[str] = set()
        self._ink = Ink(Marks(None))
        self._rows: dict[tuple[Block, bool], list[Row]] = {}
        self._bodies: dict[_Key, _Body] = {}
        self._heads: dict[tuple[Words, ...], bytes] = {}

    def to_pdf(
        self,
        document: Document,
        style: Style,
        digits: str = "arabic",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bytes:
        """As :func:`.pdf.to_pdf` without tags.

        :raises Cancelled: ``cancelled()`` came true.
        """

        def check() -> None:
            if cancelled():
                raise Cancelled

        document = headed(document, style)
        maker = RowMaker(style, document)
        self._begin((style, maker.tab), set(document.protected))
        filled = self._filled(document, maker, check)
        out = BytesIO()
        file = File(out)
        sheets, images, fonts = Sheets(file, style), Images(file), file.reserve()
        outline: list[Entry] = []
        bodies: dict[_Key, _Body] = {}
        for number, rows in enumerate(filled, 1):
            check()
            key = tuple([(id(row.things), row.height, row.before, row.after) for row in rows])
            found = bodies[key] = self._bodies.get(key) or self._body(rows, style)
            contents = self._contents(found, *edges(document, maker, number, len(filled), digits))
            sheet = sheets.put(
                contents,
                f"/Font {fonts} 0 R{images.named(one.picture for one in found.page.pictures)}",
            )
            outline += [Entry(one_line(title), sheet, top) for title, top in found.page.outline]
        self._bodies = bodies
        add_fonts(file, self._ink.encodings.values(), fonts)
        sheets.close(About.of(document), outline)
        return out.getvalue()

    def _contents(self, found: _Body, above: list[Words], below: list[Words], code: Code | None) -> list[bytes]:
        head = [self._head(tuple(above))] if above else []
        foot = packed(drawn(Page(tuple(below), (), code=code), self._ink))
        return [*head, found.operators, foot]

    def _head(self, above: tuple[Words, ...]) -> bytes:
        """The number of a page, which mostly is that of the last PDF; its foot tells the record's hash."""
        found = self._heads[above] = self._heads.get(above) or packed(self._ink.words(above))
        return found

    def _begin(self, look: tuple[Style, float], names: set[str]) -> None:
        """Where the look is another, nothing can be taken over; where names are, nothing that may have them in it.

        Every key makes words that nobody sees again: after some hours of typing all begins anew.
        """
        if look != self._look or self._ink.remembered() > MOST_WORDS:
            self._ink, self._rows, self._bodies, self._heads = Ink(Marks(None)), {}, {}, {}
        begins = [words[0][:SHORT] for name in names ^ self._names if (words := name.split())]
        if begins:
            rows = self._rows.items()
            self._rows = {key: made for key, made in rows if not any(begin in _text(key[0]) for begin in begins)}
        self._look, self._names = look, names

    def _filled(self, document: Document, maker: RowMaker, check: Callable[[], None]) -> list[list[Row]]:
        known: dict[tuple[Block, bool], list[Row]] = {}

        def made(_number: int, block: Block, after_heading: bool) -> list[Row]:
            key = block, after_heading
            found = known[key] = self._rows.get(key) or block_rows(block, maker, after_heading)
            return found

        filled = fill(document, maker.height, made, check)
        self._rows = known
        return filled

    def _body(self, rows: Sequence[Row], style: Style) -> _Body:
        page = body(rows, style)
        return _Body(page, packed(drawn(page, self._ink)), rows)


def _text(value: Any) -> str:
    """All that is said in a block."""
    if isinstance(value, tuple):
        return "".join([_text(one) for one in value])
    if is_dataclass(value):
        return "".join([_text(getattr(value, part.name)) for part in fields(value)])
    return value if isinstance(value, str) else ""
