"""The reader's table of contents as objects of a PDF (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .container import File
from .encoding import number, text_string


@dataclass(slots=True)
class Entry:
    """``page``: the number of its object; ``top``: points from the lower edge of the paper."""

    title: str
    page: int
    top: float
    kids: list["Entry"] = field(default_factory=list)


def add_outline(file: File, entries: Sequence[Entry]) -> str:
    """The entries of the catalogue. Only the first level is open."""
    if not entries:
        return ""
    root = file.reserve()
    first, last = _add(file, entries, root)
    file.add(f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(entries)}>>", root)
    return f"/Outlines {root} 0 R"


def _add(file: File, entries: Sequence[Entry], parent: int) -> tuple[int, int]:
    """The numbers of the first and the last."""
    numbers = [file.reserve() for _ in entries]
    for place, (entry, own) in enumerate(zip(entries, numbers, strict=True)):
        parts = [
            f"<</Title{text_string(entry.title)}/Parent {parent} 0 R/Dest[{entry.page} 0 R/XYZ 0 {number(entry.top)} null]"
        ]
        if place:
            parts.append(f"/Prev {numbers[place - 1]} 0 R")
        if place + 1 < len(numbers):
            parts.append(f"/Next {numbers[place + 1]} 0 R")
        if entry.kids:
            first, last = _add(file, entry.kids, own)
            parts.append(f"/First {first} 0 R/Last {last} 0 R/Count {-len(entry.kids)}")
        file.add("".join([*parts, ">>"]), own)
    return numbers[0], numbers[-1]
