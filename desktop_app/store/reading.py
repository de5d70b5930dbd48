"""Reads reports and their summaries by SQL derived from the records' fields, over a raw connection or SQLAlchemy alike."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT
from desktop_app.model.fields import Kind, fields_of, lists_of
from desktop_app.model.records import Item, Report

from . import columns, failures
from .versions import from_json

Run = Callable[..., Sequence[Sequence[Any]]]  # run(sql with :names, **values) gives the rows
Head = tuple[str, str, str, int, int, int, str]  # table, row, field, hlc, device, seq, value as JSON
Rows = dict[tuple[str, str], dict[str, Any]]  # (table, id) to cells

DRAFT, COMPLETE = "draft", "complete"
FEWEST = 4  # characters of a shortened report id
_BEGINNING = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list of reports. ``missing`` says in Thai what is not yet filled; then the report is a draft."""

    id: str
    title: str
    date_start: dt.date | None
    date_end: dt.date | None
    place: str
    state: str
    missing: tuple[str, ...]
    changed: dt.datetime


def raw(connection: sqlite3.Connection) -> Run:
    """The reader's way into a connection of :mod:`.opening`."""
    return lambda sql, **values: connection.execute(sql, values).fetchall()


def summaries(run: Run, deleted: bool = False) -> list[Summary]:
    """All reports, the latest made first; ``deleted`` gives those in the recycle bin instead."""
    found = run(
        "SELECT id, title, date_start, date_end, place, missing, changed FROM summary WHERE alive = :alive ORDER BY id DESC",
        alive=int(not deleted),
    )
    return [_summary(*row) for row in found]


def load(run: Run, report_id: str) -> Report:
    """The report with all its living items, in their order, and its pictures; deleted reports too.

    :raises Refused: there is no such report.
    """
    from desktop_app.model.pictures import is_printable

    report = load_text(run, report_id)
    names = {
        getattr(item, field.name)
        for part in lists_of(Report)
        for field in fields_of(part.item)
        if field.kind is Kind.IMAGE
        for item in getattr(report, part.name)
    }
    found = pictures(run, names - {""}) if names - {""} else {}
    report.pictures = {name: data for name, data in found.items() if is_printable(data)}  # a forged log may name a font
    return report


def load_text(run: Run, report_id: str) -> Report:
    """As :func:`load`, without the pictures."""
    if not _is_ours(run):
        return _from_log(run, report_id)  # another version of the program wrote last; its tables may lack our columns
    found = run(f'SELECT "id", "rank", {_names(REPORT)} FROM "{REPORT}" WHERE "id" = :id', id=report_id)
    if not found:
        raise no_such(report_id)
    report: Report = _record(REPORT, found[0])
    for part in lists_of(Report):
        rows = run(
            f'SELECT "id", "rank", {_names(part.name)} FROM "{part.name}" WHERE "parent" = :id AND "alive" = 1',
            id=report_id,
        )
        setattr(report, part.name, _in_order([_record(part.name, row) for row in rows]))
    return report


def pictures(run: Run, names: Iterable[str]) -> dict[str, bytes]:
    """Those that are there and undamaged; the others are a matter for :func:`.checking.check`, and the text is not held up."""
    from desktop_app.model.pictures import name_of

    found = {
        name: data for name in names for (data,) in run('SELECT "bytes" FROM "photo" WHERE "sha256" = :name', name=name)
    }
    return {name: data for name, data in found.items() if name_of(data) == name}


def find_id(run: Run, part: str) -> str:
    """The whole id of the report, living or deleted, whose id begins or ends with ``part``.

    :raises Refused: none, or several, or ``part`` is shorter than :data:`FEWEST`.
    """
    wanted = part.strip().lower()
    known = [str(row[0]) for row in run("SELECT id FROM summary")]
    found = [wanted] if wanted in known else [id for id in known if id.startswith(wanted) or id.endswith(wanted)]
    if len(wanted) < FEWEST or not found:
        raise no_such(part)
    if len(found) > 1:
        raise Refused(
            f"รหัส {part} ตรงกับรายงาน {len(found)} ฉบับ", "โปรดพิมพ์รหัสให้ยาวขึ้น", f"{part} fits {len(found)} reports"
        )
    return found[0]


def revision(run: Run, report_id: str) -> int:
    """Grows with each save of the report, and by other people's saves that are merged; 1 when it was just made, 0 if never."""
    saves = (
        'SELECT max("seq" - "since" + 1) AS "saves" FROM "version" '
        f'WHERE "row" IN ({_rows_of(run)}) GROUP BY "device", "hlc" / 65536'  # a save has its own millisecond
    )
    values = {"id": report_id, "value": json.dumps(report_id)}
    return int(run(f'SELECT coalesce(sum("saves"), 0) FROM ({saves}) AS s', **values)[0][0])


def rows_of(run: Run, report_id: str) -> list[str]:
    """The ids of a report and of all its items, dead ones too."""
    return [str(row[0]) for row in run(_rows_of(run), id=report_id, value=json.dumps(report_id))]


def _rows_of(run: Run) -> str:
    """SQL for the rows of report ``:id``, whose id is ``:value`` in JSON."""
    if _is_ours(run):
        children = [f'SELECT "id" FROM "{part.name}" WHERE "parent" = :id' for part in lists_of(Report)]
    else:
        children = ['SELECT "row" FROM "version" WHERE "field" = \'parent\' AND "value" = :value']
    return " UNION ".join(["SELECT :id AS id", *children])


def winner(field: str, heads: Iterable[Head]) -> Head:
    """Which of a field's heads is shown: the later one; of a row's life and death, life (DESIGN §3, merge)."""
    return max(heads, key=lambda head: (field == ALIVE and head[6] == "true", *head[3:6]))


def cells(heads: Iterable[Head]) -> Rows:
    """The rows of the tables, (table, id) to cells, as the log's heads say; tables and fields we do not know are left out."""
    best: dict[tuple[str, str, str], Head] = {}
    for head in heads:
        key = head[:3]
        before = best.get(key)
        best[key] = winner(head[2], (before, head)) if before else head
    rows: Rows = {}
    for (table, row, field), head in best.items():
        if table not in columns.every():
            continue
        target = rows.get((table, row))
        if target is None:
            target = rows[table, row] = columns.empty_row(table)
        if field in target:
            target[field] = columns.cell(table, field, from_json(head[6]))
    return rows


def beside(run: Run, table: str, **wanted: str) -> list[Any]:
    """The living rows of a table that stands beside the reports, those whose fields have the values ``wanted``."""
    if _is_ours(run):
        where = "".join(f' AND "{name}" = :{name}' for name in wanted)
        rows = run(
            f'SELECT "id", "rank", {_names(table)} FROM "{table}" WHERE "alive" = 1{where} ORDER BY "id"', **wanted
        )
        return [_record(table, row) for row in rows]
    from . import life

    heads = heads_of(run, ' WHERE h."table" = :table', table=table)
    found = cells(heads)
    life.revive(run, found, heads)
    made = [_from_cells(table, row, content) for (_, row), content in sorted(found.items()) if content[ALIVE]]
    return [one for one in made if all(getattr(one, name) == value for name, value in wanted.items())]


HEADS = (
    'SELECT h."table", h."row", h."field", v."hlc", v."device", v."seq", v."value" '
    'FROM "head" AS h JOIN "version" AS v ON v."device" = h."device" AND v."seq" = h."seq"'
)


def heads_of(run: Run, where: str = "", **values: Any) -> list[Head]:
    """Heads of the log; ``where`` is SQL over ``h`` (head) and ``v`` (its version)."""
    return [(row[0], row[1], row[2], row[3], row[4], row[5], row[6]) for row in run(HEADS + where, **values)]


def no_such(report_id: str) -> Refused:
    return Refused(f"ไม่พบรายงาน {report_id}", "โปรดดูรหัสรายงานจากรายการ (sarup list)", f"there is no report {report_id}")


def moment(hlc: int) -> dt.datetime:
    """The wall-clock part of a hybrid logical clock's reading (milliseconds in the upper 48 bits)."""
    return _BEGINNING + dt.timedelta(milliseconds=hlc >> 16)  # fromtimestamp() knows only 1970 to 3000 on Windows


def _is_ours(run: Run) -> bool:
    """The tables are those of this version's records."""
    mark = run("SELECT value FROM meta WHERE key = 'tables'")
    return bool(mark) and mark[0][0] == columns.tables_mark()


def _summary(
    id: str, title: str, start: str | None, end: str | None, place: str, missing: str, changed: int
) -> Summary:
    try:
        lacks = () if missing == "[]" else tuple(json.loads(missing))
        return Summary(id, title, _day(start), _day(end), place, DRAFT if lacks else COMPLETE, lacks, moment(changed))
    except (ValueError, TypeError, OverflowError) as error:
        raise failures.damaged_rows("summary") from error


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _names(table: str) -> str:
    return ", ".join(f'"{name}"' for name in columns.fields(table))


def _record(table: str, row: Sequence[Any]) -> Any:
    return _held(table, row[0], row[1], dict(zip(columns.fields(table), row[2:], strict=True)))


def _held(table: str, id: str, rank: str, content: Mapping[str, Any]) -> Any:
    """``content``: the cells of the record's fields."""
    return columns.every()[table](id=id, rank=rank, **values(table, content))


def values(table: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Cells as a record holds them.

    :raises Refused: what is in them is damaged.
    """
    try:
        other = {one.name: columns.value_of(one, content[one.name]) for one in columns.held_otherwise(table)}
    except (ValueError, TypeError) as error:
        raise failures.damaged_rows(table) from error
    return {**content, **other}


def _in_order(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.rank, item.id))  # by code point, whatever the database's collation


def _from_log(run: Run, report_id: str) -> Report:
    """As :func:`load`, from the log's heads alone."""
    from . import life

    children = heads_of(run, ' WHERE h."field" = \'parent\' AND v."value" = :parent', parent=json.dumps(report_id))
    ids = [report_id, *dict.fromkeys(head[1] for head in children)]
    heads = [head for row in ids for head in heads_of(run, ' WHERE h."row" = :row', row=row)]
    found = cells(heads)
    life.revive(run, found, heads)
    if (REPORT, report_id) not in found:
        raise no_such(report_id)
    return assembled(report_id, found)


def assembled(report_id: str, found: Rows) -> Report:
    """The report in rows that hold itself and all its items."""
    report: Report = _from_cells(REPORT, report_id, found[REPORT, report_id])
    for (table, row), content in found.items():
        if table != REPORT and table in columns.records() and content[ALIVE] and content[PARENT] == report_id:
            getattr(report, table).append(_from_cells(table, row, content))
    for part in lists_of(Report):
        setattr(report, part.name, _in_order(getattr(report, part.name)))
    return report


def _from_cells(table: str, row: str, content: dict[str, Any]) -> Any:
    return _held(table, row, content[RANK], {name: content[name] for name in columns.fields(table)})
