"""One merge: what several logs have more than ours, in one transaction; each is taken whole or refused whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from desktop_app.errors import UserError

from . import comments, conflicts, creation, merges, names, photo_rows, reading, settling, tables, union
from .attached import Beside
from .comments import Said
from .conflicts import Conflict
from .log_rows import Rows
from .names import Names
from .reading import Summary
from .refusals import Lacking
from .schema import summary
from .staging import Arrival, Laid
from .union import Taken


@dataclass(frozen=True)
class Came:
    """What one source brought, or would bring; ``reports`` and ``conflicts`` are ids that stand in the :class:`Merged` too."""

    versions: int = 0
    pictures: int = 0
    reports: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    comments: frozenset[str] = frozenset()


@dataclass
class Merged:
    """What a merge did, or would do. ``number`` names it for :func:`.undoing.undo`; 0 where nothing was taken."""

    number: int = 0
    new: list[Summary] = field(default_factory=list)
    changed: list[Summary] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)  # that came to be
    comments: list[Said] = field(default_factory=list)  # new, or settled
    versions: int = 0
    pictures: int = 0
    lost_pictures: int = 0  # that the log names and nobody has brought
    accepted: int = 0  # sources that were good, also those with nothing new
    refused: list[tuple[str, UserError]] = field(default_factory=list)
    came: dict[str, Came] = field(default_factory=dict)  # by the names of the sources that had something new
    look_alikes: list[tuple[Summary, Summary]] = field(default_factory=list)  # filled by who compares texts
    twins: list[tuple[str, str]] = field(default_factory=list)  # names of files that are another one, and of that one
    met: list[str] = field(default_factory=list)  # senders never heard of before, whose keys are trusted from now on
    names: Names = Names()  # in the reports that are new or changed, and in the others
    spelled_alike: list[tuple[str, str]] = field(default_factory=list)  # names; filled by who knows spelling
    backup: Path | None = None


Compare = Callable[[Merged, Sequence[Summary]], None]  # with all reports, as they are or would be then


class Arrivals:
    """Logs as they are laid out one after the other; who begins again gets the same ones first."""

    def __init__(self, coming: Iterable[Arrival], again: bool) -> None:
        """``again``: it may be begun again after some are in."""
        self._coming = iter(coming)
        self._again = again
        self._seen: list[Arrival] = []

    def __iter__(self) -> Iterator[Arrival]:
        yield from self._seen
        for one in self._coming:
            self._seen.append(one)
            yield one

    def any_new(self) -> bool:
        """Looks no further than to the first."""
        return any(isinstance(one, Laid) and one.count for _, one in self)

    def are_in(self, one: Laid) -> None:
        if one.release and not self._again:
            one.release()


def nothing_new(arrivals: Iterable[Arrival]) -> Merged:
    """What is told where there is nothing to be taken."""
    found = list(arrivals)
    refused = [(name, one) for name, one in found if isinstance(one, UserError)]
    return Merged(accepted=len(found) - len(refused), refused=refused)


def merge(conn: Connection, user: str, arrivals: Arrivals, beside: Beside, compare: Compare) -> Merged:
    """Takes what is lacking. The caller undoes it all when nothing was taken (``number`` is 0).

    ``compare`` hears of it all when only writing is left, which a disk takes its time for.
    """
    tables.adapt(conn)
    done = Merged()
    before = set(conn.execute(select(summary.c.id)).scalars())
    came = _take_all(conn, arrivals, beside, photo_rows.missing(conn), done)
    if not came:
        return done
    rows = _together(taken.rows for _, taken in came)
    spans = sorted(span for _, taken in came for span in taken.spans)
    settled = settling.settle(conn, rows, set().union(*(taken.joined for _, taken in came)))
    reports = settled.reports.union(*(taken.born for _, taken in came))
    creation.own_meta(conn)
    creation.give_up(conn, {device for device, *_ in spans})  # who counted under our number may go on doing so
    done.number = merges.record(conn, user, [name for name, _ in came], spans)
    known = reading.summaries(tables.runner(conn))
    for one in known:
        if one.id in reports:
            (done.changed if one.id in before else done.new).append(one)
    done.conflicts = list(conflicts.sides_in(conflicts.conflicts(conn, settled.doubtful), spans))
    done.comments = comments.among(conn, rows.get(comments.TABLE, set()))
    done.names = names.names(conn, reports)
    done.came = {name: _came(conn, taken, done) for name, taken in came}
    compare(done, known)
    return done


def _came(conn: Connection, taken: Taken, done: Merged) -> Came:
    reports = settling.reports_of(conn, taken.rows) | taken.born | taken.joined
    mine = conflicts.sides_in(done.conflicts, taken.spans)
    said = frozenset(taken.rows.get(comments.TABLE, ())) & {one.id for one in done.comments}
    return Came(taken.count, taken.pictures, frozenset(reports), frozenset(one.id for one in mine), said)


def _together(parts: Iterable[Rows]) -> Rows:
    rows: Rows = {}
    for part in parts:
        for table, ids in part.items():
            rows.setdefault(table, set()).update(ids)
    return rows


def _take_all(
    conn: Connection, arrivals: Arrivals, beside: Beside, lost: Sequence[str], done: Merged
) -> list[tuple[str, Taken]]:
    """Those that go on from others among them come after these, whatever order they were given in."""
    came: list[tuple[str, Taken]] = []
    shown = set(lost)  # pictures; others that the file lacks can come to be only with what was taken
    refused: dict[int, tuple[str, UserError]] = {}
    waiting: Iterable[tuple[int, Arrival]] = enumerate(arrivals)
    while True:
        later: list[tuple[int, Arrival]] = []
        taken_before = len(came)
        for number, (name, one) in waiting:
            taken = _tried(conn, one, beside, lost)
            if isinstance(taken, Taken):
                refused.pop(number, None)
                done.accepted += 1
                came += [(name, taken)] if taken.count or taken.pictures else []
                shown |= one.pictures if isinstance(one, Laid) else set()
            else:
                refused[number] = (name, taken)
            if isinstance(taken, Lacking):
                later.append((number, (name, one)))
            elif isinstance(one, Laid):
                arrivals.are_in(one)
        if not later or len(came) == taken_before:
            break
        waiting = later
    done.refused = [refused[number] for number in sorted(refused)]
    done.versions = sum(taken.count for _, taken in came)
    done.pictures = sum(taken.pictures for _, taken in came)
    done.lost_pictures = len(photo_rows.lacking(conn, shown))
    return came


def _tried(conn: Connection, one: Laid | UserError, beside: Beside, lost: Sequence[str]) -> Taken | UserError:
    """One log, whole or not at all."""
    if isinstance(one, UserError):
        return one
    if not one.count and not lost:
        return Taken()
    if one.count:
        beside.bring(one)
    try:
        with conn.begin_nested():
            return union.take(conn, one, beside, lost)
    except UserError as error:
        return error
