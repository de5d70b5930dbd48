"""What a reader sees on a printed page: its words, its pages, where its ink is. Tests compare documents by it."""

import subprocess
import uuid
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter


def words_in(path: Path) -> str:
    """What a reader takes out of the file, without blanks and line ends."""
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())


def pages_of(path: Path) -> int:
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    return int(next(line for line in done.stdout.splitlines() if line.startswith("Pages:")).split()[1])


def picture(pdf: Path, page: int, folder: Path) -> Image.Image:
    """A page in grey at 100 dots an inch, black on white."""
    out = folder / f"{uuid.uuid4().hex}"
    page_only = ["-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", "-r", "100", *page_only, "-gray", str(pdf), str(out)], check=True)
    with Image.open(out.with_suffix(".pgm")) as found:
        return found.copy()


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
