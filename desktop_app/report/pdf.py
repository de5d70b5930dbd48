"""A document to the bytes of a PDF. The same document, style and digits give the same bytes."""

from collections.abc import Callable, Sequence
from io import BytesIO

from desktop_app.errors import Cancelled

from .archive import About, add_archive, one_line
from .container import File, packed
from .document import Document
from .embed import add_face
from .encoding import number, text_string
from .images import Images, draw_pictures
from .ink import Ink
from .logos import headed
from .marks import Marks
from .outline import Entry, add_outline
from .pages import Page, paginate
from .qr import drawn as code_drawn
from .strokes import frames, rules
from .structure import Tree
from .style import POINTS, Style
from .tagging import add_tags, properties


def to_pdf(
    document: Document,
    style: Style,
    digits: str = "arabic",
    cancelled: Callable[[], bool] | None = None,
    tagged: bool = True,
) -> bytes:
    """The document as a PDF file. ``digits`` ("arabic", "thai") of the page numbers; the blocks have theirs already.

    ``tagged``: with its structure, description and attachment, as a file that is kept wants them (PDF/A-3) and a preview does not.
    ``cancelled`` is asked between blocks and pages; when it says yes, Cancelled is raised. May run in several threads at once.
    """

    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled

    document = headed(document, style)
    pages = paginate(document, style, digits, check)
    out = BytesIO()
    tree = Tree(document) if tagged else None
    sheets = Sheets(File(out), style, Ink(Marks(tree)), tree)
    for page in pages:
        check()
        sheets.add(page)
    about = About.of(document)
    entries = [add_archive(sheets.file, document, about, style.lang)] if tagged else []
    sheets.close(about, "".join(entries))
    return out.getvalue()


class Sheets:
    """The pages of a file under way. Without a ``tree`` nothing is tagged."""

    def __init__(self, file: File, style: Style, ink: Ink, tree: Tree | None = None) -> None:
        self.file = file
        self._style, self._ink, self._tree = style, ink, tree
        self._images = Images(file)
        self._numbers: list[int] = []
        self._outline: list[Entry] = []
        self._parent, self._fonts, self._properties = file.reserve(), file.reserve(), file.reserve()
        width, height = style.page.width * POINTS, style.page.height * POINTS
        self._box = f"[0 0 {number(width)} {number(height)}]"

    def add(self, page: Page) -> None:
        self._ink.marks.begin_page()
        self.put([packed(drawn(page, self._ink))], page)

    def put(self, contents: Sequence[bytes], page: Page) -> None:
        """A page whose operators are there already. Of ``page`` only the pictures and the outline are looked at."""
        streams = " ".join([f"{self.file.add_packed(content)} 0 R" for content in contents])
        tags = f"/StructParents {len(self._numbers)}/Tabs/S" if self._tree else ""
        sheet = self.file.add(
            f"<</Type/Page/Parent {self._parent} 0 R/MediaBox{self._box}/Contents[{streams}]/Resources<</Font {self._fonts} 0 R"
            f"/Properties {self._properties} 0 R{self._images.named(page.pictures)}>>{tags}>>"
        )
        self._numbers.append(sheet)
        self._outline += [Entry(one_line(title), sheet, top) for title, top in page.outline]

    def close(self, about: About, entries: str = "") -> None:
        """``entries``: more for the catalogue."""
        file, marks = self.file, self._ink.marks
        if self._tree:
            entries += add_tags(file, self._tree.pruned(), marks, self._numbers)
        file.add(properties(marks), self._properties)
        fonts = [(one.name, add_face(file, one.face, one.texts, one.glyphs)) for one in self._ink.encodings.values()]
        file.add(f"<<{''.join([f'/{name} {font} 0 R' for name, font in fonts])}>>", self._fonts)
        kids = " ".join([f"{sheet} 0 R" for sheet in self._numbers])
        file.add(f"<</Type/Pages/Count {len(self._numbers)}/Kids[{kids}]>>", self._parent)
        root = file.add(
            f"<</Type/Catalog/Pages {self._parent} 0 R/Lang{text_string(self._style.lang)}{add_outline(file, self._outline)}{entries}"
            "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>"  # the margins are those of the regulation
        )
        file.close(root, file.add(about.information()))


def drawn(page: Page, ink: Ink) -> str:
    """The operators of a page."""
    marks = ink.marks
    parts = [
        draw_pictures(page.pictures, marks),
        marks.decoration(rules(page.rules)),
        marks.decoration(code_drawn(page.code) if page.code else ""),
        ink.words(page.words),
        marks.decoration(frames(page.words)),
    ]
    return "\n".join([part for part in parts if part])
