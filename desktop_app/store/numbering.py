"""Report numbers given to reports that have none, in one transaction: no number is given that ever stood on a report here."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, select

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, REPORT, Change
from desktop_app.model.ids import SHORT_ID
from desktop_app.model.numbering import Scheme, same, scheme_of

from . import reading, schema, tables, writing
from .reading import Summary
from .schema import version
from .versions import from_json

Numbered = list[tuple[str, str]]  # report and number
NUMBER = "report_number"  # the report's field
REASON = "number"  # by which the history tells what the office gave from what somebody typed


def give(
    conn: Connection, sitting: writing.Sitting, reports: Sequence[str], scheme: Scheme, year: int, start: int = 0
) -> Numbered:
    """Each of the reports (ids) gets the next number, in this order, counted on from ``start``; 0: from the highest.

    :raises Refused: one of them has a number, or is deleted or not there.
    """
    tables.adapt(conn)
    own = schema.tables().tables[REPORT]
    living = {
        row.id: row for row in conn.execute(select(own.c.id, own.c[NUMBER], own.c.title).where(own.c[ALIVE] == 1))
    }
    for one in reports:
        if one not in living:
            raise reading.no_such(one)
        if living[one][1]:
            raise _has_one(one, living[one][1], living[one].title)
    numbers = scheme.free(ever(conn), year, start)
    given = [(one, number) for one, number in zip(dict.fromkeys(reports), numbers, strict=False)]
    writing.write(conn, sitting, [Change(REPORT, report, NUMBER, number) for report, number in given], REASON)
    return given


def ever(conn: Connection) -> list[str]:
    """Every number that stood on a report here, deleted ones and old values too, the latest written first."""
    own = schema.tables().tables[REPORT]
    chosen = select(version.c.value).join(own, own.c.id == version.c.row)
    mine = chosen.where(version.c.table == REPORT, version.c.field == NUMBER).order_by(version.c.hlc.desc())
    return [one for one in map(from_json, conn.execute(mine).scalars()) if isinstance(one, str) and one]


def scheme(conn: Connection) -> Scheme:
    """The form of the number that was given last."""
    given = select(version.c.value).where(version.c.reason == REASON, version.c.field == NUMBER)
    own = schema.tables().tables[REPORT]
    last = conn.execute(given.join(own, own.c.id == version.c.row).order_by(version.c.hlc.desc()).limit(1)).scalar()
    return (scheme_of(str(from_json(last))) if last else None) or Scheme()


def waiting(conn: Connection) -> list[Summary]:
    """The reports that have no number, those of the earliest events first."""
    own = schema.tables().tables[REPORT]
    without = set(conn.execute(select(own.c.id).where(own.c[NUMBER] == "")).scalars())
    found = [one for one in reading.summaries(tables.runner(conn)) if one.id in without]
    return sorted(found, key=lambda one: (one.date_start is None, one.date_start, one.id))


def doubled(conn: Connection) -> list[str]:
    """Numbers that several living reports have: two people typed them."""
    own = schema.tables().tables[REPORT]
    there = list(conn.execute(select(own.c[NUMBER]).where(own.c[ALIVE] == 1, own.c[NUMBER] != "")).scalars())
    counted = Counter(map(same, there))
    return sorted({one for one in there if counted[same(one)] > 1})


def _has_one(report: str, number: str, title: str) -> Refused:
    return Refused(
        f"รายงาน {report[-SHORT_ID:]} {title} มีเลขที่ {number} อยู่แล้ว",
        "โปรดเลือกเฉพาะรายงานที่ยังไม่มีเลขที่ ยังไม่มีการออกเลขใด",
        f"report {report[-SHORT_ID:]} has the number {number} already; no number was given",
    )
