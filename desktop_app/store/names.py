"""The names in the reports, by what they name, and how an office wants them spelled: rows of the log that travel with it."""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, func, select

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, PARENT, REPORT, Change, birth_beside
from desktop_app.model.naming import Spellings, tidy
from desktop_app.model.records import NAMES, Name

from . import beside, columns, reading, schema, tables

TABLE = "names"
REASON = "name"
RESPELLED = "spelling"

ByKind = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Names:
    """As they are written in some reports, in all others, and how they are to be spelled."""

    here: ByKind = field(default_factory=dict)
    elsewhere: ByKind = field(default_factory=dict)
    spellings: Mapping[str, Spellings] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """``uses``: how many fields of living reports have it. ``meant``: its chosen spelling, "" where it is the name itself."""

    kind: str
    name: str
    uses: int = 0
    meant: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A field of a report that is spelled otherwise than chosen."""

    report: str
    title: str
    table: str
    row: str
    field: str
    name: str
    meant: str


@functools.cache
def named_fields() -> tuple[tuple[str, str, str], ...]:
    """Table, field and kind of every field that holds a name."""
    return tuple(
        (table, one.name, one.names)
        for table in columns.records()
        for one in columns.fields(table).values()
        if one.names
    )


def names(conn: Connection, reports: Set[str]) -> Names:
    """``reports`` are ids."""
    here: dict[str, set[str]] = {kind: set() for kind, _ in NAMES}
    elsewhere: dict[str, set[str]] = {kind: set() for kind, _ in NAMES}
    for table, name, kind in named_fields():
        report, own = schema.tables().tables[REPORT], schema.tables().tables[table]
        chosen = _in_living(select(report.c.id, own.c[name]), table, name)
        for owner, found in conn.execute(chosen).cursor.fetchall():  # as the driver gives them, in half of the time
            (here if owner in reports else elsewhere)[kind].add(found)
    return Names(_frozen(here), _frozen(elsewhere), spellings(conn))


def spellings(conn: Connection) -> dict[str, Spellings]:
    """By kind; what was written later wins."""
    rows: list[Name] = beside.in_order(conn, TABLE)
    return {kind: Spellings((one.name, one.meant) for one in rows if one.kind == kind) for kind, _ in NAMES}


def known(conn: Connection) -> list[Known]:
    """Every name in use or listed, the most used first."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind, _ in NAMES}
    for kind, name, count in _counts(conn):
        counted[kind][tidy(name)] += count
    found: list[Known] = []
    for kind, chosen in spellings(conn).items():
        right = chosen.right
        others = [other for one in right for other in chosen.others(one)]
        for name in dict.fromkeys([*counted[kind], *right, *others]):
            meant = chosen.of(name)
            found.append(Known(kind, name, counted[kind][name], "" if meant == name else meant, name in right))
    order = [kind for kind, _ in NAMES]
    return sorted(found, key=lambda one: (order.index(one.kind), -one.uses, one.name))


def misspelled(conn: Connection) -> list[Use]:
    """The fields of living reports for whose name another spelling was chosen."""
    chosen = spellings(conn)
    meant = ((use, chosen[_kind(use)].of(use.name)) for use in _uses(conn))
    return [
        Use(use.report, use.title, use.table, use.row, use.field, use.name, to)
        for use, to in meant
        if to != tidy(use.name)
    ]


def respelled(conn: Connection, uses: Sequence[Use]) -> list[Change]:
    """What brings them to the chosen spelling; a field that somebody changed meanwhile is left."""
    now = {(one.table, one.row, one.field): one for one in misspelled(conn)}
    places = [(one.table, one.row, one.field) for one in uses]
    return [Change(*place, now[place].meant) for place in places if place in now]


def said(conn: Connection, kind: str, name: str, meant: str) -> list[Change]:
    """What lists a name of that kind, or (``meant``) says how it is to be spelled.

    :raises Refused: there is no such kind, or no name.
    """
    name, meant = tidy(name), tidy(meant)
    if kind not in dict(NAMES) or not name:
        kinds = ", ".join(one for one, _ in NAMES)
        raise Refused(
            f"ไม่มีรายชื่อชนิด {kind}" if name else "ชื่อว่างเปล่า",
            f"โปรดระบุชนิด {kinds} และชื่อ",
            f"say one of {kinds}, and a name",
        )
    there = _rows(conn, kind, name)
    if not there:
        return birth_beside(TABLE, Name(kind=kind, name=name, meant=meant))
    return [Change(TABLE, one.id, "meant", meant) for one in there[-1:]] + _gone(there[:-1])


def forgotten(conn: Connection, kind: str, name: str) -> list[Change]:
    """:raises Refused: nobody has said anything of the name."""
    there = _rows(conn, kind, tidy(name))
    if not there:
        raise Refused(
            f"ชื่อ {name} ไม่ได้อยู่ในรายชื่อของสำนักงาน", "โปรดดูรายชื่อด้วย sarup names", f"{name} is not in the office's list"
        )
    return _gone(there)


def _rows(conn: Connection, kind: str, name: str) -> list[Name]:
    return reading.beside(tables.runner(conn), TABLE, kind=kind, name=name)


def _gone(rows: Sequence[Name]) -> list[Change]:
    return [Change(TABLE, one.id, ALIVE, False) for one in rows]


def _frozen(found: Mapping[str, set[str]]) -> ByKind:
    return {kind: frozenset(map(tidy, some)) for kind, some in found.items()}


def _kind(use: Use) -> str:
    return columns.fields(use.table)[use.field].names


def _counts(conn: Connection) -> Iterator[tuple[str, str, int]]:
    """Kind, name and in how many fields of living reports it stands."""
    for table, name, kind in named_fields():
        own = schema.tables().tables[table]
        chosen = _in_living(select(own.c[name], func.count()), table, name).group_by(own.c[name])
        yield from ((kind, found, count) for found, count in conn.execute(chosen))


def _uses(conn: Connection) -> Iterator[Use]:
    """Every field of a living report that has a name in it; ``meant`` is left empty."""
    for table, name, _ in named_fields():
        report, own = schema.tables().tables[REPORT], schema.tables().tables[table]
        chosen = select(report.c.id, report.c.title, own.c.id.label("row"), own.c[name].label("name"))
        for one in conn.execute(_in_living(chosen, table, name)):
            yield Use(one.id, one.title, table, one.row, name, one.name, "")


def _in_living(chosen: Select[Any], table: str, name: str) -> Select[Any]:
    """From the rows of ``table`` in living reports that have something in the field ``name``."""
    report, own = schema.tables().tables[REPORT], schema.tables().tables[table]
    chosen = chosen.where(report.c[ALIVE] == 1, own.c[name] != "")
    if table == REPORT:
        return chosen
    return chosen.select_from(own).join(report, own.c[PARENT] == report.c.id).where(own.c[ALIVE] == 1)
