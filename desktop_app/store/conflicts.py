"""Fields that two people wrote without knowing of each other, found by the parents of their versions, never by clocks."""

import datetime as dt
import functools
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, select, text

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, PARENT, REPORT
from desktop_app.model.fields import Kind

from . import bulk, columns, history, life, reading, schema, tables
from .bulk import IDS
from .reading import Head
from .schema import head, parent, version

Key = tuple[str, str, str]  # table, row, field
Number = tuple[int, int]  # device, seq
Row = tuple[str, str]  # table, id
Place = tuple[str, str]  # id and title of the report


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values, and who wrote it; of a row's life True or False."""

    device: int
    seq: int
    when: dt.datetime
    user: str
    laptop: str
    value: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """``sides`` has the one first that is shown meanwhile. ``base`` is what both started from, None if nothing.

    Of a field named ALIVE: somebody deleted what somebody else went on writing; it lives until a person decides.
    """

    id: str
    report: str
    title: str
    table: str
    row: str
    field: str
    sides: tuple[Side, ...]
    base: Any = None
    proposed: Any = None  # a value that keeps what both wrote

    @property
    def is_long_text(self) -> bool:
        known = columns.fields(self.table).get(self.field)
        return known is not None and known.kind is Kind.TEXT


_joined = (version.c.device == head.c.device) & (version.c.seq == head.c.seq)
_HEADS = (
    select(head.c.table, head.c.row, head.c.field, version.c.hlc, version.c.device, version.c.seq, version.c.value)
    .join(version, _joined)
    .where(head.c.row.in_(IDS))
)
_MANY = select(head.c.row).group_by(head.c.row, head.c.table, head.c.field).having(func.count() > 1)
_DEAD = (
    select(head.c.table, head.c.row).join(version, _joined).where(head.c.field == ALIVE, version.c.value != life.LIVING)
)


def conflicts(conn: Connection, rows: Iterable[str] | None = None) -> list[Conflict]:
    """All that are open, or those in rows with these ids, report by report; none in what is deleted."""
    found = (_conflict(conn, key, place, heads) for key, place, heads in _contested(conn, rows))
    return sorted(found, key=lambda one: (one.report, one.table, one.row, one.field))


def places(conn: Connection) -> list[tuple[str, str, str, str]]:
    """Report, table, row and field of all that are open, without what each side says."""
    return [(place[0], *key) for key, place, _ in _contested(conn, None)]


def find(conn: Connection, conflict_id: str) -> Conflict:
    """:raises Refused: there is no such conflict, or it is settled."""
    for one in conflicts(conn):
        if conflict_id and one.id.startswith(conflict_id.strip().lower()):
            return one
    raise Refused(
        f"ไม่พบข้อขัดแย้ง {conflict_id}", "โปรดดูรายการด้วย sarup conflicts", f"there is no open conflict {conflict_id}"
    )


def _contested(conn: Connection, rows: Iterable[str] | None) -> Iterator[tuple[Key, Place, list[Head]]]:
    """Fields of living rows whose heads differ, or one of which deleted the row."""
    keyed: dict[Key, list[Head]] = {}
    for some in bulk.chunks(sorted(_doubtful(conn) if rows is None else set(rows))):
        for one in bulk.rows(conn, _HEADS, some):
            keyed.setdefault((one[0], one[1], one[2]), []).append((*one,))
    differing = {key: heads for key, heads in keyed.items() if _differ(key, heads)}
    places = _places(conn, {key[:2] for key in differing})
    for key, heads in differing.items():
        if key[:2] in places:
            yield key, places[key[:2]], heads


def _doubtful(conn: Connection) -> set[str]:
    """The rows that have a field with more than one head, or that live though they were deleted."""
    found = set(conn.execute(_MANY).scalars())
    dead = {(one.table, one.row) for one in conn.execute(_DEAD)}
    return found | {row for _, row in _places(conn, {one for one in dead if one[0] in columns.records()})}


def _differ(key: Key, heads: Sequence[Head]) -> bool:
    """In a row that lives: did somebody delete it, or does its field have two values?"""
    table, _, field = key
    if table not in columns.records():  # of what stands beside the reports the later value is good enough
        return False
    if field == ALIVE:
        return any(one[6] != life.LIVING for one in heads)
    return field in columns.fields(table) and len({json.dumps(json.loads(one[6])) for one in heads}) > 1


def _conflict(conn: Connection, key: Key, place: Place, heads: Sequence[Head]) -> Conflict:
    name = hashlib.sha256("\n".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    found = Conflict(name, *place, *key, tuple(_sides(conn, key, heads)))
    return replace(found, base=_base(conn, key, heads)) if found.is_long_text else found


def _places(conn: Connection, rows: Iterable[Row]) -> dict[Row, Place]:
    """Of those that live in a report that lives."""
    ids: dict[str, list[str]] = {}
    for table, row in rows:
        ids.setdefault(table, []).append(row)
    owners: dict[Row, str] = {}
    for table, mine in ids.items():
        for some in bulk.chunks(sorted(mine)):
            owners |= {(table, row): owner for row, owner in bulk.rows(conn, _owners(table), some)}
    titles: dict[str, str] = {}
    for some in bulk.chunks(sorted(set(owners.values()))):
        titles |= dict(bulk.rows(conn, _titles(), some))
    return {row: (owner, titles[owner]) for row, owner in owners.items() if owner in titles}


@functools.cache
def _owners(table: str) -> Select[Any]:
    """Living rows with the reports they belong to."""
    made = schema.tables().tables[table]
    return select(made.c.id, made.c.id if table == REPORT else made.c[PARENT]).where(
        made.c.id.in_(IDS), made.c[ALIVE] == text("1")
    )


@functools.cache
def _titles() -> Select[Any]:
    made = schema.tables().tables[REPORT]
    return select(made.c.id, made.c.title).where(made.c.id.in_(IDS), made.c[ALIVE] == text("1"))


def _sides(conn: Connection, key: Key, heads: Sequence[Head]) -> list[Side]:
    """The one that is shown first, then the later ones first; each value once, by who wrote it last."""
    first = reading.winner(key[2], heads)
    ordered = sorted(heads, key=lambda one: (one is first, one[3:6]), reverse=True)
    sides = [_side(conn, one[4], one[5]) for one in ordered]
    if key[2] == ALIVE and not any(one.value for one in sides):
        edit = next(life.unknown_edits(tables.runner(conn), key[0], key[1], heads), None)
        sides[:0] = [replace(_side(conn, *edit), value=True)] if edit else []
    once: dict[str, Side] = {}
    for side in sides:
        once.setdefault(json.dumps(side.value), side)
    return list(once.values())


def _side(conn: Connection, device: int, seq: int) -> Side:
    one = history.one(conn, device, seq)
    return Side(device, seq, one.when, one.user, one.laptop, one.value)


def _base(conn: Connection, key: Key, heads: Iterable[Head]) -> Any:
    """The value of the latest version that all heads come from."""
    parents = _lineage(conn, key)
    common = _common(parents, [(one[4], one[5]) for one in heads])
    newest = sorted(common.difference(*(parents[one] for one in common)))
    return history.one(conn, *newest[-1]).value if newest else None


def _lineage(conn: Connection, key: Key) -> dict[Number, list[Number]]:
    """Each version of the field that is here, with its parents."""
    mine = (version.c.table == key[0]) & (version.c.row == key[1]) & (version.c.field == key[2])
    found: dict[Number, list[Number]] = {
        (one.device, one.seq): [] for one in conn.execute(select(version.c.device, version.c.seq).where(mine))
    }
    links = select(parent.c.device, parent.c.seq, parent.c.parent_device, parent.c.parent_seq)
    joined = links.join(version, (version.c.device == parent.c.device) & (version.c.seq == parent.c.seq))
    for device, seq, *up in conn.execute(joined.where(mine)):
        found[device, seq].append((up[0], up[1]))
    return found


def _common(parents: dict[Number, list[Number]], heads: Sequence[Number]) -> set[Number]:
    """Those that all of the heads come from. Each version is looked at once, after all that follow it, however many heads there are."""
    left = Counter(up for ups in parents.values() for up in ups)  # of each version those that follow it
    ready = [one for one in parents if not left[one]]
    whose = {one: 1 << number for number, one in enumerate(heads)}  # a bit for each head that comes from it
    found: set[Number] = set()
    while ready:
        one = ready.pop()
        mine = whose.pop(one, 0)
        if mine == (1 << len(heads)) - 1:
            found.add(one)
        for up in parents[one]:
            whose[up] = whose.get(up, 0) | mine
            left[up] -= 1
            if up in parents and not left[up]:
                ready.append(up)
    return found


def sides_in(found: Iterable[Conflict], came: Iterable[tuple[int, int, int]]) -> Iterator[Conflict]:
    """Those conflicts of which a side came in one of the spans (device, first, last)."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for device, first, last in came:
        spans.setdefault(device, []).append((first, last))
    for one in found:
        if any(low <= side.seq <= high for side in one.sides for low, high in spans.get(side.device, ())):
            yield one
