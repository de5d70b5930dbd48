"""Our tables as SQL: what those of a file from elsewhere must be to the letter, and what those of a passing database are made by.

:mod:`.shaping` makes it with SQLAlchemy, which is slow to load: a process that only looks at files gets it from the one that began it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Shapes:
    """``log``: kind, table and SQL of the log's tables and indexes, by name. ``passing``: the orders that make the tables of one
    log that is laid out, each with a place for its number.
    """

    log: Mapping[str, tuple[str, str, str]]
    passing: tuple[str, ...]


_known: list[Shapes] = []  # one in a process


def ours() -> Shapes:
    if not _known:
        from .shaping import made

        _known.append(made())
    return _known[0]


def take_over(shapes: Shapes) -> None:
    """What another process of this program calls :func:`ours`."""
    _known[:] = [shapes]


def one_line(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
