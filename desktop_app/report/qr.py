"""QR codes (ISO/IEC 18004) as dark modules, and those as the drawing operators of a PDF page. Knows not what is in them."""

import sys
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from .edges import Code
from .encoding import number

# The standard weighs all eight masks against each other, for camera phones of the nineties: a fifth more time for a page.
_MASK = 2


@lru_cache(maxsize=64)
def modules(text: str) -> tuple[bytes, ...]:
    """The rows of the smallest code for ``text`` from the top, 1 for each dark module. A sixth of it may be lost (level M)."""
    made = _encoder().encode(text, error="m", boost_error=False, micro=False, mask=_MASK)
    return tuple(bytes(row) for row in made.matrix)


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """Segno's encoder without its writers of files, which bring urllib.request along, a tenth of the time of an export."""
    found = find_spec("segno")
    assert found is not None
    package = ModuleType("segno_without_writers")
    package.__path__ = list(found.submodule_search_locations or ())
    sys.modules[package.__name__] = package
    try:
        return import_module(f"{package.__name__}.encoder")
    except ImportError:  # a frozen program finds modules by their own names alone
        from segno import encoder

        return encoder


def drawn(code: Code) -> str:
    """One path of rectangles, so that no white shines through between two."""
    rows = modules(code.text)
    path = [
        f"{start} {height} {end - start} 1 re" for height, row in enumerate(reversed(rows)) for start, end in _dark(row)
    ]
    scale = f"{code.side / len(rows):.4f}"
    return f"q {scale} 0 0 {scale} {number(code.x)} {number(code.y)} cm\n" + "\n".join(path) + "\nf Q"


def _dark(row: bytes) -> list[tuple[int, int]]:
    """From where to where a row is dark."""
    found, end = [], 0
    while (start := row.find(1, end)) >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        found.append((start, end))
    return found
