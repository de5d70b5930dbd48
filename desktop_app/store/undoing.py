"""Takes a whole merge back, also days later, without touching what came after.

What came from a device leaves the log, as if it had never come, and can be merged again. Where somebody went on from it,
or where more came from that device since, the log would have holes: then the fields that nobody has touched since get the
value they had before, as new versions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, func, select

from desktop_app.model.changes import ALIVE, REPORT, Change

from . import columns, creation, life, merges, photo_rows, settling, tables, writing
from .before import Before
from .log_rows import MOST, Rows, Span
from .own_log import tip
from .schema import parent, version

Floors = dict[int, int]  # of each device whose versions leave the highest number that was there before the merge


@dataclass
class Undone:
    """How many versions left the log, how many fields new ones put back, and the reports (ids) that stay whole because
    somebody went on writing them.
    """

    number: int
    removed: int = 0
    reverted: int = 0
    kept: list[str] = field(default_factory=list)


def undo(conn: Connection, sitting: writing.Sitting, number: int | None = None) -> Undone:
    """Without a number the latest merge that still stands.

    :raises Refused: there is no such merge, or it was taken back before.
    """
    chosen = merges.standing(conn, number)
    tables.adapt(conn)
    kept, stay = _written_on(conn, chosen.spans)
    floors = _floors(conn, chosen.spans, stay)
    gone = [(device, floor + 1, MOST - 1) for device, floor in floors.items()]
    rows, pictures = _rows_in(conn, gone), photo_rows.named(conn, gone)
    done = Undone(chosen.number, _remove(conn, floors), kept=kept)
    settling.settle(conn, rows)
    photo_rows.drop_unnamed(conn, pictures)
    changes = _changes_back(conn, [span for span in chosen.spans if span[0] not in floors], kept)
    writing.write(conn, sitting, changes, f"undo-merge {chosen.number}")
    done.reverted = len(changes)
    merges.mark_undone(conn, chosen.number)
    return done


def _written_on(conn: Connection, spans: Sequence[Span]) -> tuple[list[str], set[str]]:
    """The reports that came with the merge and were written on since, and the ids of these and other such rows."""
    rows, reports, stay = _rows_in(conn, spans), dict[str, bool](), set[str]()
    for table, row in (
        (table, row) for table, ids in rows.items() if table in columns.records() for row in sorted(ids)
    ):
        one = Before(conn, table, row, spans)
        owner = row if table == REPORT else one.owner
        if owner not in reports:
            reports[owner] = Before(conn, REPORT, owner, spans).is_new and _went_on(conn, owner, spans)
        if one.is_new and one.went_on:
            stay.add(row)
    kept = sorted(report for report, written_on in reports.items() if written_on)
    return kept, stay.union(*(life.family(tables.runner(conn), REPORT, report) for report in kept))


def _floors(conn: Connection, spans: Sequence[Span], stay: Iterable[str]) -> Floors:
    """What came from one device leaves altogether or stays altogether."""
    own = int(creation.own_meta(conn)["device"])
    began = {device: min(span[1] for span in spans if span[0] == device) for device in {span[0] for span in spans}}
    below = {device: _below(conn, device, spans) for device in began.keys() - {own}}
    floors = {device: floor for device, floor in below.items() if floor < began[device]}  # else more came since
    for row in sorted(stay):
        here = select(version.c.device).distinct().where(version.c.row == row)
        for device in set(conn.execute(here).scalars()) & floors.keys():
            del floors[device]
    while any(_is_followed(conn, floors, device) for device in sorted(floors)):
        pass  # until nothing that stays follows what leaves
    return floors


def _below(conn: Connection, device: int, spans: Sequence[Span]) -> int:
    """The highest number of the device that did not come in these spans."""
    floor = tip(conn, device)[0]
    for first, last in sorted((span[1:] for span in spans if span[0] == device), reverse=True):
        if first <= floor <= last:
            below = select(func.coalesce(func.max(version.c.seq), 0))
            floor = conn.execute(below.where(version.c.device == device, version.c.seq < first)).scalar_one()
    return floor


def _is_followed(conn: Connection, floors: Floors, device: int) -> bool:
    """Then it stays, and is no more among the floors."""
    links = select(parent.c.device, parent.c.seq)
    above = links.where(parent.c.parent_device == device, parent.c.parent_seq > floors[device])
    for child, seq in conn.execute(above).fetchall():
        if seq <= floors.get(child, MOST):
            del floors[device]
            return True
    return False


def _remove(conn: Connection, floors: Floors) -> int:
    removed = 0
    for device, floor in floors.items():
        conn.execute(delete(parent).where(parent.c.device == device, parent.c.seq > floor))
        removed += conn.execute(delete(version).where(version.c.device == device, version.c.seq > floor)).rowcount
    return removed


def _rows_in(conn: Connection, spans: Iterable[Span]) -> Rows:
    found: Rows = {}
    chosen = select(version.c.table, version.c.row).distinct()
    for device, first, last in spans:
        here = chosen.where(version.c.device == device, version.c.seq.between(first, last))
        for table, row in conn.execute(here).fetchall():
            found.setdefault(table, set()).add(row)
    return found


def _changes_back(conn: Connection, spans: Sequence[Span], kept: Sequence[str]) -> list[Change]:
    """What puts the rows back that are named by versions which came in these spans and stay in the log."""
    changes: list[Change] = []
    owners: dict[str, Before] = {}
    for table, rows in _rows_in(conn, spans).items():
        for row in sorted(rows) if table in columns.every() else ():
            one = Before(conn, table, row, spans)
            if table in columns.records():
                owner = row if table == REPORT else one.owner
                report = owners.setdefault(owner, Before(conn, REPORT, owner, spans))
                if report.is_new or table == REPORT:
                    continue  # with its report
            if not one.is_new:
                changes += one.changes()
            elif not one.went_on:
                changes.append(Change(table, row, ALIVE, False))
    for owner, report in owners.items():
        if not report.is_new:
            changes += report.changes()
        elif owner not in kept:
            changes.append(Change(REPORT, owner, ALIVE, False))
    return changes


def _went_on(conn: Connection, report: str, spans: Sequence[Span]) -> bool:
    rows = life.family(tables.runner(conn), REPORT, report)
    chosen = select(version.c.device, version.c.seq)
    return any(
        not any(device == of and first <= seq <= last for of, first, last in spans)
        for row in rows
        for device, seq in conn.execute(chosen.where(version.c.row == row))
    )
