"""One row of the tables and what the log says of it without the versions of some spans: as it was before they came."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, PARENT, Change

from . import columns, life, reading, tables, writing
from .log_rows import Span
from .reading import Head
from .schema import parent, version

Number = tuple[int, int]  # device, seq


class Before:
    """The row ``row`` of ``table`` before the versions in ``spans`` came; they are still in the log."""

    def __init__(self, conn: Connection, table: str, row: str, spans: Sequence[Span]) -> None:
        self._conn, self._table, self._row, self._spans = conn, table, row, spans
        mine = (version.c.table == table) & (version.c.row == row)
        names = (version.c.table, version.c.row, version.c.field, version.c.hlc, version.c.device, version.c.seq)
        self._versions: list[Head] = [(*one,) for one in conn.execute(select(*names, version.c.value).where(mine))]
        self._parents: dict[Number, list[Number]] = {}
        links = select(parent.c.device, parent.c.seq, parent.c.parent_device, parent.c.parent_seq)
        joined = links.join(version, (version.c.device == parent.c.device) & (version.c.seq == parent.c.seq))
        for device, seq, *up in conn.execute(joined.where(mine)):
            self._parents.setdefault((device, seq), []).append((up[0], up[1]))

    @property
    def is_new(self) -> bool:
        """The row came to be with these versions."""
        births = [one for one in self._versions if one[2] == ALIVE and (one[4], one[5]) not in self._parents]
        return bool(births) and all(self._came(one) for one in births)

    @property
    def went_on(self) -> bool:
        """There are other versions: of a new row, what somebody wrote since."""
        return not all(self._came(one) for one in self._versions)

    @property
    def owner(self) -> str:
        """The report of an item."""
        return next((str(json.loads(one[6])) for one in self._versions if one[2] == PARENT), "")

    def changes(self) -> list[Change]:
        """What puts a row back that was there before; fields that somebody touched since are left as they are."""
        now = reading.heads_of(
            tables.runner(self._conn), ' WHERE h."row" = :row AND h."table" = :table', row=self._row, table=self._table
        )
        fields = {one[2] for one in now if self._came(one)} - {PARENT}
        found = [self._put_back(field) for field in sorted(fields & {*columns.OWN, *columns.fields(self._table)})]
        deaths = [one for one in now if one[2] == ALIVE]
        if deaths and not any(one[6] == life.LIVING for one in deaths) and self._was_revived(deaths):
            found.append(Change(self._table, self._row, ALIVE, False))
        return found

    def _was_revived(self, deaths: Sequence[Head]) -> bool:
        """It was deleted here, and lives only because of what came."""
        edits = list(life.unknown_edits(tables.runner(self._conn), self._table, self._row, deaths))
        return bool(edits) and all(self._in_spans(*one) for one in edits)

    def _put_back(self, field: str) -> Change:
        old = [one for one in self._versions if one[2] == field and not self._came(one)]
        followed = {up for one in old for up in self._parents.get((one[4], one[5]), ())}
        latest = {one[4]: one for one in sorted(old, key=lambda one: one[5])}  # of each device, as tables.heads_of_log
        heads = [one for one in latest.values() if (one[4], one[5]) not in followed]
        if field == ALIVE:
            return Change(self._table, self._row, ALIVE, bool(heads) and reading.winner(field, heads)[6] == life.LIVING)
        known = columns.fields(self._table).get(field)
        empty = known.empty() if known else ""
        value = json.loads(reading.winner(field, heads)[6]) if heads else empty
        if field in columns.OWN:
            return Change(self._table, self._row, field, columns.cell(self._table, field, value))
        try:
            return writing.accepted(Change(self._table, self._row, field, value))
        except Refused:  # another version of the program wrote it
            return Change(self._table, self._row, field, empty)

    def _came(self, one: Head) -> bool:
        return self._in_spans(one[4], one[5])

    def _in_spans(self, device: int, seq: int) -> bool:
        return any(device == of and first <= seq <= last for of, first, last in self._spans)
