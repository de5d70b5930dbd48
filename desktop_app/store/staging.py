"""A passing database of ours in which logs from elsewhere are laid out and proven, before anything of them comes near ours.

What is in it was put together by SQLite in tables of ours, and every row was looked at there; so it may be attached to our
database, which no file from elsewhere ever is. Its rows are those that ours lacks, or may lack, by its tips.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from desktop_app.errors import UserError

from . import births, columns, copy_lines, foreign, proving, shapes
from .behind import Behind
from .failures import no_room
from .foreign_log import COLUMNS, ForeignLog
from .log_rows import CHUNK, Pictures, Source
from .looking import GivenUp, Looking
from .proving import Proof
from .versions import from_json

Named = tuple[str, Source]
Arrival = tuple[str, "Laid | UserError"]  # by the name of the source; why it is refused
Tips = Mapping[int, tuple[int, bytes]]  # of each device the highest number and its hash
_PRAGMAS = (
    "page_size = 16384",
    "journal_mode = MEMORY",
    "synchronous = OFF",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
)
TABLES = ("version", "parent", "followed", "row", "summary", *columns.records())  # of one log
_BYTES = 500  # of a version, where nobody knows


@dataclass(frozen=True)
class Laid:
    """A log that is laid out in the tables of that ``number`` in the database at ``place``, and proven.

    ``source`` still gives its pictures. With ``count`` 0 there is nothing that ours lacks.
    """

    source: Pictures
    place: Path
    number: int = 0
    count: int = 0
    proof: Proof = field(default_factory=Proof)
    pictures: frozenset[str] = frozenset()  # that its versions name
    lines: Behind | None = None  # the tables again, for a server
    release: Callable[[], None] | None = None  # it is in, and nothing more is asked of it

    def table(self, name: str) -> str:
        return f"{name}_{self.number}"


class Staging:
    """The database at ``place``, a private name that is free. Used from one thread at a time."""

    def __init__(self, place: Path, given_up: GivenUp | None = None, for_server: bool = False) -> None:
        """:raises SurroundingsFailed: it cannot be made."""
        self.place = place
        self._for_server = for_server
        self._given_up = given_up
        self._number = 0
        try:
            self._raw = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
            for pragma in _PRAGMAS:
                self._raw.execute(f"PRAGMA {pragma}")
        except sqlite3.Error as error:
            raise no_room(error) from error

    def close(self) -> None:
        self._raw.close()

    def lay(self, name: str, source: Source | ForeignLog, tips: Tips) -> Laid:
        """``tips``: ours. :raises Refused: it is not what Sarup writes. Then what was laid out is to be forgotten."""
        here = {device: seq for device, (seq, hash_) in source.tips().items() if tips.get(device) == (seq, hash_)}
        if here.keys() >= source.tips().keys():
            return Laid(source, self.place)
        self._number += 1
        number = self._number
        looking = Looking(self._raw, name, source.size if isinstance(source, ForeignLog) else 0, self._given_up)
        with looking(), self._together():
            for sql in shapes.ours().passing:
                self._raw.execute(sql.format(number))
        if isinstance(source, ForeignLog):
            source.pour(self.place, number, here)
        else:
            self._put(number, source, here, looking)
        count = self._count("version")
        looking.allow(count * _BYTES)
        proof = proving.prove(self._raw, number, looking) if count else Proof()
        with looking():
            pictures = frozenset(self._pictures(number))
        return Laid(source, self.place, number, count, proof, pictures)

    def tried(self, name: str, source: Source | ForeignLog, tips: Tips) -> "Laid | UserError":
        """As :meth:`lay`, with what the tables will say of its rows (:mod:`.births`), or why not."""
        try:
            laid = self.lay(name, source, tips)
            if laid.count:
                looking = Looking(self._raw, name, laid.count * _BYTES, self._given_up)
                with looking(), self._together():
                    births.make(self._raw, laid.number)
                if self._for_server:
                    with looking():
                        laid = replace(laid, lines=self._lines(laid.number))
        except UserError as error:
            return error
        return laid

    def _lines(self, number: int) -> Behind:
        return copy_lines.put(self._raw, number, TABLES, self.place.with_suffix(f".lines{number}"))

    def _put(self, number: int, source: Source, above: Mapping[int, int], looking: Looking) -> None:
        versions = source.versions(above)
        while chunk := list(islice(versions, CHUNK)):
            with looking(), self._together():
                self._insert(f"version_{number}", COLUMNS["version"], [one[:-1] for one in chunk])
                links = [(*one[:2], *link) for one in chunk for link in one.parents]
                self._insert(f"parent_{number}", COLUMNS["parent"], links)

    @contextlib.contextmanager
    def _together(self) -> Iterator[None]:
        """Each statement for itself would be written by itself."""
        self._raw.execute("BEGIN")
        try:
            yield
            self._raw.execute("COMMIT")
        except BaseException:
            self._raw.set_progress_handler(None, 0)  # it is perhaps what stopped it
            if self._raw.in_transaction:  # SQLite has undone it itself where there was no room
                self._raw.execute("ROLLBACK")
            raise

    def _insert(self, table: str, columns: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
        listed = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" for _ in columns)
        self._raw.executemany(f"INSERT INTO {table} ({listed}) VALUES ({marks})", rows)

    def _count(self, table: str) -> int:
        return int(self._raw.execute(f"SELECT count(*) FROM {table}_{self._number}").fetchone()[0])

    def _pictures(self, number: int) -> Iterator[str]:
        for (value,) in self._raw.execute(f"SELECT value FROM version_{number} WHERE {columns.of_pictures()}"):
            picture = from_json(value)
            if isinstance(picture, str) and picture:
                yield picture


@contextlib.contextmanager
def laid_out(sources: Sequence[Named], tips: Tips, for_server: bool = False) -> Iterator[list[Arrival]]:
    """Sources that are open already, all in one database."""
    with (
        foreign.private_folder() as folder,
        contextlib.closing(Staging(folder / "staging.db", None, for_server)) as staging,
    ):
        yield [(name, staging.tried(name, source, tips)) for name, source in sources]
