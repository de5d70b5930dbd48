"""The pages of a PDF under way, its outline and its catalogue. Knows no document and no block."""

from collections.abc import Sequence

from .archive import About
from .container import File
from .encoding import number, text_string
from .outline import Entry, add_outline
from .style import POINTS, Style


class Sheets:
    """Pages of one size, in order."""

    def __init__(self, file: File, style: Style) -> None:
        self.file = file
        self.numbers: list[int] = []  # of the pages' objects
        self._lang = style.lang
        self._parent = file.reserve()
        self._box = f"[0 0 {number(style.page.width * POINTS)} {number(style.page.height * POINTS)}]"

    def put(self, contents: Sequence[bytes], resources: str, tags: str = "") -> int:
        """A page of operators that are compressed, with the entries of its resources; gives the number of its object."""
        streams = " ".join([f"{self.file.add_packed(content)} 0 R" for content in contents])
        sheet = self.file.add(
            f"<</Type/Page/Parent {self._parent} 0 R/MediaBox{self._box}/Contents[{streams}]/Resources<<{resources}>>{tags}>>"
        )
        self.numbers.append(sheet)
        return sheet

    def close(self, about: About, outline: Sequence[Entry], entries: str = "") -> None:
        """The file is whole. ``entries``: more for the catalogue."""
        kids = " ".join([f"{sheet} 0 R" for sheet in self.numbers])
        self.file.add(f"<</Type/Pages/Count {len(self.numbers)}/Kids[{kids}]>>", self._parent)
        root = self.file.add(
            f"<</Type/Catalog/Pages {self._parent} 0 R/Lang{text_string(self._lang)}{add_outline(self.file, outline)}{entries}"
            "/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>"  # the margins are those of the regulation
        )
        self.file.close(root, self.file.add(about.information()))
