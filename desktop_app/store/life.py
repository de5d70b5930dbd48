"""Whether a row lives where one person deleted it and another one, who did not know, went on writing: then it lives.

A deletion says what its writer knew of the row and of what belongs to it: each other device's highest version there. A log
lacks nothing below a version that it has, so an edit beyond these numbers is one that the writer did not know. No clock
is asked. Changing a row's place in its list is no edit.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT

from . import columns, reading
from .reading import Head, Rows, Run

LIVING = "true"
_KNOWN = "known"
_LONG = 20  # digits that no number of a device has; Python takes no text of thousands for a number
_EDITS = (
    'SELECT "device", max("seq") FROM "version" '
    f'WHERE "row" = :row AND "field" NOT IN (\'{ALIVE}\', \'{RANK}\') GROUP BY "device"'
)


def death(run: Run, table: str, row: str, device: int) -> str:
    """The value of a deletion written by ``device`` now."""
    known: dict[int, int] = {}
    for one in family(run, table, row):
        for other, seq in run(_EDITS, row=one):
            known[other] = max(seq, known.get(other, 0))
    told = {str(other): known[other] for other in sorted(known) if other != device}
    return json.dumps({_KNOWN: told}, separators=(",", ":"))


def family(run: Run, table: str, row: str) -> list[str]:
    """The row, and of a report all its items."""
    return reading.rows_of(run, row) if table == REPORT else [row]


def lives(run: Run, rows: Iterable[str], deaths: Sequence[Head]) -> bool:
    """Did somebody write into one of the rows without knowing of these deletions, the heads of the first row's life?"""
    return next(_unknown(run, rows, deaths), None) is not None


def unknown_edits(run: Run, table: str, row: str, deaths: Sequence[Head]) -> Iterator[tuple[int, int]]:
    """Device and number of such edits: of each row and device the latest."""
    return _unknown(run, family(run, table, row), deaths)


def _unknown(run: Run, rows: Iterable[str], deaths: Sequence[Head]) -> Iterator[tuple[int, int]]:
    known: dict[int, int] = {}
    for head in deaths:
        told = json.loads(head[6])
        told = told.get(_KNOWN) if isinstance(told, dict) else None
        if not isinstance(told, dict):  # written before deletions told what they knew
            return
        for other, seq in told.items():
            if other.isdecimal() and len(other) < _LONG and isinstance(seq, int):
                known[int(other)] = max(seq, known.get(int(other), 0))
    knew = {head[4] for head in deaths}
    for row in rows:
        for device, seq in run(_EDITS, row=row):
            if device not in knew and seq > known.get(device, 0):
                yield device, seq


def revive(run: Run, rows: Rows, heads: Iterable[Head]) -> None:
    """Sets the life of those among the rows, which are whole reports, that were deleted and live all the same."""
    deaths: dict[tuple[str, str], list[Head]] = {}
    for head in heads:
        if head[2] == ALIVE and not rows.get(head[:2], {ALIVE: 1})[ALIVE]:
            deaths.setdefault(head[:2], []).append(head)
    items: dict[str, list[str]] = {}
    if any(table == REPORT for table, _ in deaths):
        for (table, row), content in rows.items():
            if table != REPORT and table in columns.records():
                items.setdefault(content[PARENT], []).append(row)
    for (table, row), found in deaths.items():
        belongs = items.get(row, []) if table == REPORT else []
        if lives(run, [row, *belongs], found):
            rows[table, row][ALIVE] = 1


def lives_again(run: Run, table: str, row: str) -> bool:
    """As :func:`lives`, of a row that the tables say is dead."""
    heads = reading.heads_of(
        run, ' WHERE h."row" = :row AND h."table" = :table AND h."field" = :field', row=row, table=table, field=ALIVE
    )
    return bool(heads) and lives(run, family(run, table, row), heads)
