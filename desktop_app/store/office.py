"""What an office does with a database beside the reports themselves: their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.model.numbering import Scheme

from . import numbering
from .numbering import Numbered
from .reading import Summary
from .together import Together


@dataclass(frozen=True, slots=True)
class Register:
    """What is known before numbers are given: who has none, how they were written last, all that ever were, and which stand twice."""

    waiting: list[Summary]
    scheme: Scheme
    ever: list[str]
    doubled: list[str]


class Office(Together):
    """The part of a :class:`.database.Store` that an office needs most."""

    def register(self) -> Register:
        with self._reading() as conn:
            known = numbering.waiting(conn), numbering.scheme(conn), numbering.ever(conn), numbering.doubled(conn)
        return Register(*known)

    def number(self, reports: Sequence[str], scheme: Scheme, year: int, start: int = 0) -> Numbered:
        """As :func:`.numbering.give`; all of them or none."""
        self._sitting.last = {}
        return self._write(lambda conn: numbering.give(conn, self._sitting, reports, scheme, year, start))
