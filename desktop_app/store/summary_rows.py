"""What the list of reports says of a report, as a row of its table: made from its record or its cells. Knows no connection."""

import json
from typing import Any

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT
from desktop_app.model.checks import Items, Values, items_of, remarks_on
from desktop_app.model.records import Report
from desktop_app.model.values import plain

from . import columns, reading
from .reading import Rows


def of_report(report: Report, alive: int, changed: int) -> dict[str, Any]:
    """``changed``: the latest reading of the clock among the heads of its rows."""
    return made(report.id, vars(report), items_of(report), alive, changed)


def of_cells(report_id: str, rows: Rows, changed: int) -> dict[str, Any]:
    """Of a report in rows that hold itself and all its items."""
    own = rows[REPORT, report_id]
    items: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for (table, row), content in rows.items():
        if table != REPORT and table in columns.records() and content[ALIVE] and content[PARENT] == report_id:
            items.setdefault(table, []).append((row, reading.values(table, content)))
    for some in items.values():
        some.sort(key=lambda one: (one[1][RANK], one[0]))
    return made(report_id, reading.values(REPORT, own), items, own[ALIVE], changed)


def made(report_id: str, values: Values, items: Items, alive: int, changed: int) -> dict[str, Any]:
    """``values``: plain, or as the record holds them."""
    return {
        "id": report_id,
        "alive": alive,
        "title": values.get("title", ""),
        "date_start": plain(values.get("date_start")),
        "date_end": plain(values.get("date_end")),
        "place": values.get("place", ""),
        "missing": json.dumps([one.text for one in remarks_on(report_id, values, items)], ensure_ascii=False),
        "changed": changed,
    }
