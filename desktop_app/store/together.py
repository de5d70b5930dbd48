"""What a database has to do with others: its log for them to take, theirs taken in, what contradicts itself then, and the way back."""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from desktop_app.model.changes import Change

from . import (
    conflicts,
    copies,
    failures,
    merges,
    merging,
    own_log,
    parcels,
    partners,
    photo_rows,
    staging,
    taken,
    undoing,
)
from .attached import Beside
from .conflicts import Conflict
from .connected import Connected
from .log_rows import Source
from .merges import Merge
from .merging import Arrivals, Compare, Merged
from .own_log import OwnLog
from .parcels import Parcel
from .partners import Partner
from .staging import Arrival
from .undoing import Undone
from .writing import Sitting


class _TakenBack(Exception):
    """Leaves a transaction that is not to be kept, with what it would have done."""


class Together(Connected):
    """The part of a :class:`.database.Store` that knows of other databases."""

    @contextlib.contextmanager
    def log(self, above: Mapping[int, int] = {}) -> Iterator[OwnLog]:
        """The log for another database to take from, as it stands now; ``above``: without what the receiver has.

        The store can do nothing else inside the block.
        """
        with self._reading() as conn:
            yield OwnLog(conn, above)

    def vector(self) -> dict[int, int]:
        """As :func:`.own_log.vector`."""
        with self._reading() as conn:
            return own_log.vector(conn)

    def tips(self) -> dict[int, tuple[int, bytes]]:
        """As :meth:`.log_rows.Source.tips`."""
        with self._reading() as conn:
            return OwnLog(conn).tips()

    def merge(self, sources: Sequence[tuple[str, Source]], dry: bool = False) -> Merged:
        """As :meth:`take_in`, of open logs by their names."""
        with staging.laid_out(sources, self.tips(), self.is_served) as arrivals:
            return self.take_in(arrivals, dry)

    def take_in(
        self,
        coming: Iterable[Arrival],
        dry: bool = False,
        lost: Collection[str] | None = None,
        compare: Compare = lambda done, known: None,
    ) -> Merged:
        """Takes what the named logs have more, after a backup; ``dry`` only tells what would be, and nothing is written.

        They are laid out by the :meth:`tips` of this database; ``lost``: its :meth:`lost_pictures`, where one has asked;
        ``compare``: as :func:`.merging.merge`, again where a server has it begun again. A log that is no good is refused by
        itself. When all are, or nothing is new, the file is as it was.
        """
        self._sitting.last = {}
        arrivals = Arrivals(coming, self._home.tries_again)
        if not arrivals.any_new() and not (self.lost_pictures() if lost is None else lost):
            return merging.nothing_new(arrivals)
        kept, done = None if dry else self._copy_before(), Merged()
        try:
            with self._home.beside() as beside:
                done = self._write(
                    lambda conn: _merged(conn, self._sitting.user, arrivals, beside(conn), compare, dry), long=True
                )
        except _TakenBack as undone:
            (done,) = undone.args
        finally:
            if kept and not done.number:  # nothing was new, or it was given up
                kept.unlink()
        if kept and done.number:
            copies.prune(self.path)
            done.backup = kept
        return done

    @property
    def is_served(self) -> bool:
        """Not in a file: what it takes in is laid out for a server."""
        return self._home.raw is None

    def lost_pictures(self) -> list[str]:
        """As :func:`.photo_rows.missing`."""
        with self._reading() as conn:
            return photo_rows.missing(conn)

    def conflicts(self) -> list[Conflict]:
        """What two people wrote without knowing of each other, and nobody has settled."""
        with self._reading() as conn:
            return conflicts.conflicts(conn)

    def conflict_places(self) -> list[tuple[str, str, str, str]]:
        """Report, table, row and field of each of :meth:`conflicts`, in a small part of the time."""
        with self._reading() as conn:
            return conflicts.places(conn)

    def conflict(self, conflict_id: str) -> Conflict:
        """As :func:`.conflicts.find`."""
        with self._reading() as conn:
            return conflicts.find(conn, conflict_id)

    def resolve(self, conflict_id: str, value: Any) -> Conflict:
        """The field gets this value, which follows all sides; gives the conflict that there was.

        :raises Refused: there is no such conflict, or the field does not take the value.
        """
        found = self.conflict(conflict_id)
        self.save([Change(found.table, found.row, found.field, value)], "resolve")
        return found

    def undo_merge(self, number: int | None = None) -> Undone:
        """As :func:`.undoing.undo`, after a backup."""
        self._sitting.last = {}
        with self._reading() as conn:
            merges.standing(conn, number)
        self._copy_before()
        return self._write(lambda conn: _undone(conn, self._sitting, number), long=True)

    def taken(self) -> set[str]:
        """As :func:`.taken.all_of`: by these marks the files are known that were taken in and not taken back."""
        with self._reading() as conn:
            return set(taken.all_of(conn))

    def keep_taken(self, marks: Iterable[str]) -> None:
        new = sorted(set(marks) - self.taken())
        if new:
            self._write(lambda conn: taken.keep(conn, new))

    def merges(self) -> list[Merge]:
        """All merges, the latest first."""
        with self._reading() as conn:
            return merges.merges(conn)

    @contextlib.contextmanager
    def parcel(
        self,
        new: Path,
        above: Mapping[int, int],
        lacking: Sequence[str],
        told: Mapping[str, str],
        sign: Callable[[bytes], bytes],
    ) -> Iterator[Parcel]:
        """As :func:`.parcels.write`; what is in it is sealed before."""
        self.seal()
        with failures.told(new), self._home.as_file() as raw:
            yield parcels.write(raw, new, above, lacking, told, sign)

    def partners(self) -> list[Partner]:
        with self._reading() as conn:
            return partners.all_of(conn)

    def remember(self, partner: Partner) -> None:
        self._write(lambda conn: partners.keep(conn, partner))

    def device_of(self, signer: str) -> int:
        """As :func:`.partners.device_of`."""
        return self._write(lambda conn: partners.device_of(conn, signer))

    def _copy_before(self) -> Path:
        """Not sealed: that would be a change, and a version rewritten after it was copied does no harm."""
        return self._home.copy(None, keep=True)


def _undone(conn: Connection, sitting: Sitting, number: int | None) -> Undone:
    taken.forget(conn)
    return undoing.undo(conn, sitting, number)


def _merged(conn: Connection, user: str, arrivals: Arrivals, beside: Beside, compare: Compare, dry: bool) -> Merged:
    done = merging.merge(conn, user, arrivals, beside, compare)
    if dry or not done.number:
        raise _TakenBack(done)
    return done
