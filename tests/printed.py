"""What a reader sees on a printed page: its words, its pages, where its ink is. Tests compare documents by it."""

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QImage

from desktop_app.ui.paper.pdf_pages import POINTS_PER_INCH, PdfPages

DOTS = 100  # an inch


def words_in(path: Path) -> str:
    """What a reader takes out of the file, without blanks and line ends."""
    with PdfPages(path.read_bytes()) as pages:
        return "".join("".join(pages.text(index).split()) for index in range(len(pages.sizes())))


def pages_of(path: Path) -> int:
    with PdfPages(path.read_bytes()) as pages:
        return len(pages.sizes())


def picture(path: Path, page: int) -> Image.Image:
    """A page, counted from 1, in grey at 100 dots an inch."""
    with PdfPages(path.read_bytes()) as pages:
        drawn = pages.picture(page - 1, DOTS / POINTS_PER_INCH).convertToFormat(QImage.Format.Format_Grayscale8)
    size, data = (drawn.width(), drawn.height()), bytes(drawn.constBits())
    return Image.frombuffer("L", size, data, "raw", "L", drawn.bytesPerLine(), 1)


def dark(found: Image.Image) -> Image.Image:
    return found.point(lambda value: 255 * (value < 128))


def ink(found: Image.Image) -> int:
    return dark(found).histogram()[255]


def box(found: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of everything dark, in pixels."""
    edges = dark(found).getbbox()
    assert edges is not None
    return edges


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many pixels are black in one picture and white, also around, in the other."""
    around = other.filter(ImageFilter.MinFilter(3))
    return ImageChops.subtract(dark(one), dark(around)).histogram()[255]
