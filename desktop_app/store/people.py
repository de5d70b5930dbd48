"""The names of people in the reports."""

from collections.abc import Set
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desktop_app.model.changes import ALIVE, PARENT
from desktop_app.model.fields import lists_of
from desktop_app.model.records import Evaluator, Report, Signature, Speaker

from . import schema

_PEOPLE = (Evaluator, Speaker, Signature)


@dataclass(frozen=True, slots=True)
class People:
    """Names as they are written, in some reports and in all others."""

    here: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()


def people(conn: Connection, reports: Set[str]) -> People:
    """Of living items only; ``reports`` are ids."""
    here: set[str] = set()
    elsewhere: set[str] = set()
    for part in lists_of(Report):
        if part.item in _PEOPLE:
            table = schema.tables().tables[part.name]
            chosen = select(table.c[PARENT], table.c.name).distinct().where(table.c[ALIVE] == 1, table.c.name != "")
            for report, name in conn.execute(chosen):
                (here if report in reports else elsewhere).add(name)
    return People(frozenset(here), frozenset(elsewhere))
