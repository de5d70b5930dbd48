"""Pictures into the PDF: their JPEG as it is, each once however often it is shown."""

from collections.abc import Sequence

from desktop_app.model.pictures import channels_of, name_of

from .container import File
from .document import Picture
from .encoding import number
from .marks import Marks
from .rows import Shown

_SPACES = {1: "DeviceGray", 3: "DeviceRGB"}


class Images:
    """The pictures of one file: their objects by their names."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._objects: dict[str, int] = {}

    def named(self, shown: Sequence[Shown]) -> str:
        """The pictures as a page names them among its resources, added to the file if they are new there."""
        names = {_name(one.picture): one.picture for one in shown}
        for name, picture in names.items():
            if name not in self._objects:
                self._objects[name] = self._add(picture)
        entries = "".join([f"/{name} {self._objects[name]} 0 R" for name in names])
        return f"/XObject<<{entries}>>" if names else ""

    def _add(self, picture: Picture) -> int:
        return self._file.add_plain(
            picture.data,
            f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/BitsPerComponent 8"
            f"/ColorSpace/{_SPACES[channels_of(picture.data)]}/Filter/DCTDecode",
        )


def draw_pictures(shown: Sequence[Shown], marks: Marks) -> str:
    """The operators that draw the pictures of a page."""
    drawn = [
        f"{marks.to(one.part)}q {number(one.width)} 0 0 {number(one.height)} {number(one.x)} {number(one.y)} cm"
        f"/{_name(one.picture)} Do Q"
        for one in shown
    ]
    return "\n".join([*drawn, marks.close()]) if drawn else ""


def _name(picture: Picture) -> str:
    return f"P{name_of(picture.data)[:16]}"
