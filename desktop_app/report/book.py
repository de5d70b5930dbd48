"""Many reports in one PDF: set in parts by several processes, bound in order, written as they come.

Each process keeps a dictionary and fonts of its own, so the one that binds sets parts too. The same reports give the same bytes,
however many processes there are. For reading and printing: the pages are not tagged, the records are not inside.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from itertools import islice
from typing import BinaryIO, NamedTuple

from desktop_app.errors import Cancelled
from desktop_app.processes import beside, submit

from .archive import About
from .container import File
from .document import Job
from .embed import add_face
from .fonts import Face, face
from .images import Images
from .outline import Entry
from .parts import Font, Part, part
from .sheets import Sheets
from .style import POINTS, Style

TOGETHER = 8  # reports in a part; another number gives other bytes
AHEAD = 2  # parts that a process has waiting
MOST_PROCESSES = 4  # each takes about 60 MB


def to_book(
    jobs: Iterable[Job],
    out: BinaryIO,
    title: str,
    style: Style,
    digits: str = "arabic",
    progress: Callable[[int], None] = lambda done: None,
    cancelled: Callable[[], bool] = lambda: False,
    processes: int | None = None,
) -> None:
    """``jobs``: at least one. ``progress`` is told how many reports are in the file.

    :raises Refused: a record is none.
    :raises Cancelled: ``cancelled()`` came true; what is in ``out`` is no file.
    """
    binder = _Binder(File(out), style)
    for one in _parts(jobs, style, digits, cancelled, processes or min(os.cpu_count() or 1, MOST_PROCESSES)):
        progress(binder.add(one))
    binder.close(title)


def _parts(
    jobs: Iterable[Job], style: Style, digits: str, cancelled: Callable[[], bool], processes: int
) -> Iterator[Part]:
    """The parts in order. Who waits for one sets the next meanwhile, and all that is left where another process was killed."""
    left = iter(jobs)
    waiting: deque[_Waiting] = deque()

    def own(some: Sequence[Job]) -> Part:
        return part(some, style, digits, cancelled)

    def first() -> Part:
        some, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            return own(some)

    with beside(processes - 1) if processes > 1 else nullcontext() as others:
        while True:
            if cancelled():
                raise Cancelled
            while others and sum(not one.part.done() for one in waiting) < AHEAD * (processes - 1):
                if not (some := list(islice(left, TOGETHER))):
                    break
                try:
                    waiting.append(_Waiting(some, submit(others, part, some, style, digits)))
                except BrokenProcessPool:
                    waiting.append(_Waiting(some, _done(own(some))))
                    others = None
            if waiting and (waiting[0].part.done() or len(waiting) > 4 * AHEAD * processes):
                yield first()
            elif some := list(islice(left, TOGETHER)):
                waiting.append(_Waiting(some, _done(own(some))))
            elif waiting:
                yield first()
            else:
                return


class _Waiting(NamedTuple):
    jobs: Sequence[Job]
    part: "Future[Part]"


def _done(one: Part) -> "Future[Part]":
    future: Future[Part] = Future()
    future.set_result(one)
    return future


class _Binder:
    """Parts to pages. A face is one font in all parts whose codes mean the same; others bring their own."""

    def __init__(self, file: File, style: Style) -> None:
        self._file, self._style = file, style
        self._sheets, self._images = Sheets(file, style), Images(file)
        self._outline: list[Entry] = []
        self._shared: dict[Face, tuple[int, dict[int, str]]] = {}  # the font's number and the texts of its codes

    def add(self, one: Part) -> int:
        """How many reports are in the book then."""
        fonts = "".join([f"/{font.name} {self._font(font)} 0 R" for font in one.fonts])
        named = self._file.add(f"<<{fonts}>>")
        for title, pages in one.reports:
            headings: list[Entry] = []
            numbers = []
            for page in pages:
                number = self._sheets.put([page.operators], f"/Font {named} 0 R{self._images.named(page.pictures)}")
                headings += [Entry(heading, number, top) for heading, top in page.outline]
                numbers.append(number)
            self._outline.append(Entry(title, numbers[0], self._style.page.height * POINTS, headings))
        return len(self._outline)

    def _font(self, font: Font) -> int:
        own = face(self._style.family, font.bold, font.italic)
        number, texts = self._shared.get(own, (0, {}))
        if font.glyphs or any(texts.get(code, text) != text for code, text in font.texts.items()):
            return add_face(self._file, own, font.texts, font.glyphs)
        number = number or self._file.reserve()
        self._shared[own] = number, texts | font.texts
        return number

    def close(self, title: str) -> None:
        for own, (number, texts) in self._shared.items():
            add_face(self._file, own, texts, {}, number)
        self._sheets.close(About(title, ""), self._outline)
