"""Rows of a log on their way from one database to another: plain values, and what a source of them gives.

Knows no file: who opens one that came from outside gives its rows in this form.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from .versions import CONTENT, DEVICES, LATEST, digest, from_json

CHUNK = 1000  # rows read at a time
MOST = 1 << 63  # of what 64 bits hold

Rows = dict[str, set[str]]  # table to ids
Span = tuple[int, int, int]  # device, first and last number: all that is there between them came together
Link = tuple[int, int, bytes]  # a parent's device, number and hash


class LogVersion(NamedTuple):
    """One version of the log as the file has it; ``value`` is JSON text, ``hash`` what :func:`.versions.digest` gave."""

    device: int
    seq: int
    since: int
    hlc: int
    table: str
    row: str
    field: str
    value: str
    user: str
    reason: str
    app_version: str
    hash: bytes
    parents: tuple[Link, ...]  # in any order

    def fault(self) -> str:
        """Why no Sarup can have written this (English), "" where nothing speaks against it. Columns have their types."""
        if not (0 < self.device < DEVICES and 0 < self.since <= self.seq < MOST and 0 <= self.hlc < LATEST):
            return "numbers out of range"
        if digest(self[:_CONTENT], self.parents) != self.hash:
            return "it does not fit its hash"
        if self.parents and len({link[:2] for link in self.parents}) < len(self.parents):
            return "it follows the same version twice"
        if any(device == self.device and seq >= self.seq for device, seq, _ in self.parents):
            return "it follows a later version"
        try:
            from_json(self.value)
        except (ValueError, RecursionError):
            return "its value is no JSON"
        return ""


_CONTENT = len(CONTENT)


class Picture(NamedTuple):
    sha256: str
    data: bytes


class Pictures(Protocol):
    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        """Those of these names (SHA-256) that there are."""


class Source(Pictures, Protocol):
    """Another log, or a part of one. Each method may be called several times; the rows do not change meanwhile."""

    def tips(self) -> Mapping[int, tuple[int, bytes]]:
        """The highest version there is of each device: number and hash."""

    def versions(self, above: Mapping[int, int] = {}) -> Iterator[LogVersion]:
        """The versions ordered by device and number; of a device in ``above`` only those with a higher number."""
