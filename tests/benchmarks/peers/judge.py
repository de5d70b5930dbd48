"""What readers find in the sample's PDFs: characters that are wrong, and lines that end where no line may.

``python -m tests.benchmarks.peers.judge SOURCE.json PEER=FILE.pdf ...`` prints a line of JSON: peer, [share wrong in Poppler,
in PDFium, forbidden line ends, line ends].
"""

import bisect
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pypdfium2

from desktop_app.thai.breaks import opportunities
from tests.benchmarks.peers.source import Blocks, texts

_OURS = re.compile(r"^(?:- \d+ -|.*หน้า \d+ จาก \d+)\s*$", re.MULTILINE)  # only we number the pages
_DRAWN = re.compile(r"[\s\u200b\ufffe\ufeff]+")
NEAR = 12  # a reader may lose or find so many characters in a line
AROUND = 400


def main() -> None:
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    typed, names = source["blocks"][0], tuple(source["names"])
    found = {}
    for given in sys.argv[2:]:
        peer, file = given.split("=", 1)
        by_poppler, by_pdfium = poppler(Path(file)), pdfium(Path(file))
        bad, ends = forbidden(by_poppler, typed, names)
        found[peer] = [share_wrong(by_poppler, typed), share_wrong(by_pdfium, typed), bad, ends]
    print(json.dumps(found))


def poppler(file: Path) -> str:
    """In the order of the file: by their places Poppler takes a wide gap for columns. Empty without pdftotext."""
    if not shutil.which("pdftotext"):
        return ""
    found = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", file, "-"], capture_output=True, check=True)
    return _OURS.sub("", found.stdout.decode().replace("\f", "\n"))


def pdfium(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return _OURS.sub("", "\n".join(pages).replace("\r\n", "\n"))


def share_wrong(read: str, typed: Blocks) -> float | None:
    """Percent of the typed characters that must be changed, added or taken out to make ``read`` of them, blanks aside."""
    if not read:
        return None
    right = bare("".join(text for text, _ in texts(typed)))
    return 100 * prefix_distances(bare(read), right)[-1] / len(right)


def bare(text: str) -> str:
    return _DRAWN.sub("", text)


def prefix_distances(pattern: str, text: str, anywhere: bool = False) -> list[int]:
    """The edit distance of ``pattern`` from each beginning of ``text``, or ``anywhere`` from the best piece ending there.

    Myers 1999, after Hyyrö 2003, in whole numbers of any length.
    """
    where: dict[str, int] = {}
    for place, char in enumerate(pattern):
        where[char] = where.get(char, 0) | 1 << place
    mask, last = (1 << len(pattern)) - 1, 1 << len(pattern) >> 1
    up, down, score = mask, 0, len(pattern)
    found = [score]
    for char in text:
        match = where.get(char, 0)
        level = (((match & up) + up) ^ up) | match | down
        right, left = down | (~(level | up) & mask), up & level
        score += bool(right & last) - bool(left & last)
        right, left = (right << 1 | (not anywhere)) & mask, left << 1 & mask
        up, down = left | (~((match | down) | right) & mask), right & (match | down)
        found.append(score)
    return found


def forbidden(read: str, typed: Blocks, names: tuple[str, ...]) -> tuple[int, int]:
    """How many lines end inside a text where :func:`opportunities` allows none, and how many end inside a text at all."""
    right, allowed, starts = _typed(typed, names)
    lines = [line for line in map(bare, read.splitlines()) if line]
    at = bad = ends = 0
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        at = _end(right, at, line, after)
        if at not in starts and at < len(right) and _in_flowing(at, starts):
            ends += 1
            bad += at not in allowed
    return bad, ends


def _typed(typed: Blocks, names: tuple[str, ...]) -> tuple[str, set[int], dict[int, bool]]:
    """All texts without blanks, where a line may end in them, and where each begins and whether it may have several lines."""
    right, allowed, starts = "", set(), {}
    for text, flowing in texts(typed):
        starts[len(right)] = flowing
        if flowing:
            allowed |= {len(right) + len(bare(text[: one.at])) for one in opportunities(text, names)}
        right += bare(text)
    return right, allowed, starts


def _in_flowing(at: int, starts: dict[int, bool]) -> bool:
    places = sorted(starts)
    return starts[places[bisect.bisect(places, at) - 1]]


def _end(right: str, at: int, line: str, after: str) -> int:
    """Where in ``right`` a line ends that should begin at ``at``: the least distance; of equals the one whose neighbours fit.

    A line that is not there is looked for around: Qt prints the lines at a page's edge on both pages.
    """
    near = range(max(0, len(line) - NEAR), len(line) + NEAR + 1)
    start, distances = at, prefix_distances(line, right[at : at + near[-1]])
    places: list[int] = [length for length in near if length < len(distances)]
    if min((distances[length] for length in places), default=len(line)) > len(line) / 2:
        start = max(0, at - AROUND)
        distances = prefix_distances(line, right[start : at + AROUND], anywhere=True)
        places = list(range(len(distances)))

    def badness(length: int) -> tuple[int, int]:
        end = start + length
        fits = right[:end].endswith(line[-1:]) + right.startswith(after[:3], end)
        return distances[length] - fits, -fits

    end = start + min(places, key=badness)
    while end < len(right) and unicodedata.category(right[end]) == "Mn" and right[end] != after[:1]:
        end += 1  # a mark that the reader lost
    return end


if __name__ == "__main__":
    main()
