"""One merge: what several logs have more than ours, in one transaction; each is taken whole or refused whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from desktop_app.errors import UserError

from . import comments, conflicts, creation, merges, names, photo_rows, reading, settling, tables, union
from .conflicts import Conflict
from .log_rows import Source
from .names import Names
from .reading import Summary
from .schema import summary
from .union import Lacking, Rows, Taken

Named = tuple[str, Source]


@dataclass(frozen=True)
class Came:
    """What one source brought, or would bring; ``reports`` and ``conflicts`` are ids that stand in the :class:`Merged` too."""

    versions: int = 0
    pictures: int = 0
    reports: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    comments: int = 0


@dataclass
class Merged:
    """What a merge did, or would do. ``number`` names it for :func:`.undoing.undo`; 0 where nothing was taken."""

    number: int = 0
    new: list[Summary] = field(default_factory=list)
    changed: list[Summary] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)  # that came to be
    comments: int = 0  # new, answered or settled
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


def lacks_any(conn: Connection, sources: Sequence[Named]) -> bool:
    """Would a merge of these have anything to do, if only to refuse?"""
    if photo_rows.missing(conn):
        return True
    for _, source in sources:
        try:
            if union.lacks(conn, source):
                return True
        except UserError:
            return True
    return False


def merge(conn: Connection, user: str, sources: Sequence[Named]) -> Merged:
    """Takes what is lacking. The caller undoes it all when nothing was taken (``number`` is 0)."""
    tables.adapt(conn)
    done = Merged()
    came = _take_all(conn, sources, photo_rows.missing(conn), done)
    if not came:
        return done
    before = set(conn.execute(select(summary.c.id)).scalars())
    rows = _together(taken.rows for _, taken in came)
    spans = sorted(span for _, taken in came for span in taken.spans)
    settled = settling.settle(conn, rows)
    creation.own_meta(conn)
    creation.give_up(conn, {device for device, *_ in spans})  # who counted under our number may go on doing so
    done.number = merges.record(conn, user, [name for name, _ in came], spans)
    for one in reading.summaries(tables.runner(conn)):
        if one.id in settled.reports:
            (done.changed if one.id in before else done.new).append(one)
    done.conflicts = list(conflicts.sides_in(conflicts.conflicts(conn, settled.doubtful), spans))
    done.comments = comments.came(conn, rows.get(comments.TABLE, ()))
    done.names = names.names(conn, settled.reports)
    done.came = {name: _came(conn, taken, done.conflicts) for name, taken in came}
    return done


def _came(conn: Connection, taken: Taken, found: Sequence[Conflict]) -> Came:
    reports = settling.reports_of(conn, taken.rows)
    mine = conflicts.sides_in(found, taken.spans)
    said = comments.came(conn, taken.rows.get(comments.TABLE, ()))
    return Came(taken.count, taken.pictures, frozenset(reports), frozenset(one.id for one in mine), said)


def _together(parts: Iterable[Rows]) -> Rows:
    rows: Rows = {}
    for part in parts:
        for table, ids in part.items():
            rows.setdefault(table, set()).update(ids)
    return rows


def _take_all(conn: Connection, sources: Sequence[Named], lost: Sequence[str], done: Merged) -> list[tuple[str, Taken]]:
    """Those that go on from others among them come after these, whatever order they were given in."""
    came: list[tuple[str, Taken]] = []
    waiting, later = list(sources), list[Named]()
    refused: dict[int, UserError] = {}
    while waiting:
        taken_before = len(came)
        for one in waiting:
            try:
                with conn.begin_nested():
                    taken = union.take(conn, one[1], lost)
            except UserError as error:
                refused[id(one)] = error
                if isinstance(error, Lacking):
                    later.append(one)
                continue
            refused.pop(id(one), None)
            if taken.count or taken.pictures:
                came.append((one[0], taken))
        waiting, later = (later, []) if len(came) > taken_before else ([], [])
    done.refused = [(one[0], refused[id(one)]) for one in sources if id(one) in refused]
    done.accepted = len(sources) - len(done.refused)
    done.versions = sum(taken.count for _, taken in came)
    done.pictures = sum(taken.pictures for _, taken in came)
    done.lost_pictures = len(photo_rows.missing(conn)) if came else len(lost)
    return came
