"""Pictures into the PDF: a JPEG as it is, the compressed lines of a PNG as they are, each once however often it is shown."""

from collections.abc import Iterable, Sequence

from desktop_app.model.pictures import PNG, channels_of, kind_of, lines_of, name_of

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

    def named(self, pictures: Iterable[Picture]) -> str:
        """Pictures as a page names them among its resources, added to the file if they are new there."""
        names = {_name(picture): picture for picture in pictures}
        for name, picture in names.items():
            if name not in self._objects:
                self._objects[name] = self._add(picture)
        entries = "".join([f"/{name} {self._objects[name]} 0 R" for name in names])
        return f"/XObject<<{entries}>>" if names else ""

    def _add(self, picture: Picture) -> int:
        data, channels = picture.data, channels_of(picture.data)
        coded = "/Filter/DCTDecode"
        if kind_of(data) == PNG:
            data = lines_of(data)
            told = f"/Predictor 15/Colors {channels}/BitsPerComponent 8/Columns {picture.width}"
            coded = f"/Filter/FlateDecode/DecodeParms<<{told}>>"
        return self._file.add_plain(
            data,
            f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/BitsPerComponent 8"
            f"/ColorSpace/{_SPACES[channels]}{coded}",
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
