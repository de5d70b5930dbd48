"""Takes what a log lacks from another one, inside the caller's transaction: the versions, their parents, the pictures.

A log is closed: each device's versions are all there up to its highest one, but for autosaves that a later version rewrote,
and so are all parents. What would leave a hole is refused, so a version vector says what a log has, and a common ancestor
is always at hand. One number of one device names one version for ever: another content under it is refused with its file.

The other log lies beside ours, proven (:mod:`.staging`), so all of this is said of whole tables at once.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, or_, select

from . import newborn, photo_rows
from .attached import Beside
from .log_rows import Rows, Span
from .own_log import tip
from .refusals import lacking, twice_used, wrong_parent
from .schema import parent, version
from .staging import Laid

Field = tuple[int, str, str]  # device, table, field
_MOST_LOST = 200  # parents that may have been rewritten; each costs a search among the device's versions
_MOST_REWRITTEN = 5_000  # autosaves that came although they were rewritten; each costs half a millisecond


@dataclass
class Taken:
    """What came: how many versions, which of each device, and the rows (ids) they are about.

    ``rows`` are those of which the tables do not say yet what the log says, ``born`` the reports (ids) that came whole and
    are in order, ``joined`` other reports that got new items.
    """

    count: int = 0
    spans: list[Span] = field(default_factory=list)
    rows: Rows = field(default_factory=dict)
    born: set[str] = field(default_factory=set)
    joined: set[str] = field(default_factory=set)
    pictures: int = 0


def take(conn: Connection, laid: Laid, beside: Beside, lost: Iterable[str] = ()) -> Taken:
    """All that is lacking, the ``lost`` pictures too. When it raises, the caller undoes what was written.

    :raises Refused: :class:`TwiceUsed`, :class:`Lacking`, :class:`Altered`, or a picture that is none.
    """
    taken = Taken()
    if laid.count:
        came = _Came(conn, laid, beside)
        came.check_numbers()
        taken.spans = came.spans()
        found = newborn.take(conn, laid, beside, came.touched())
        taken.rows, taken.born, taken.joined = found.others, found.reports, found.joined
        taken.count = came.insert()
        for span in taken.spans:
            _check_links(conn, span)
        _check_rewritten(conn, came.odd)
    taken.pictures = photo_rows.receive(conn, {*lost, *laid.pictures}, laid.source)
    return taken


class _Came:
    """The versions of a log beside ours, held against ours."""

    def __init__(self, conn: Connection, laid: Laid, beside: Beside) -> None:
        self._conn = conn
        self._laid = laid
        self._version, self._parent = (f"{beside.table(laid, name)} AS s" for name in ("version", "parent"))
        self._tips = {device: tip(conn, device)[0] for device, *_ in laid.proof.spans}
        self._late: list[tuple[int, int, int]] = []  # device, since and number of those that came after later ones
        self.odd: list[Span] = []  # numbers that a rewritten autosave may have

    @property
    def _strangers(self) -> bool:
        """Nothing of any of their devices is here."""
        return not any(self._tips.values())

    def check_numbers(self) -> None:
        """:raises Refused: a number is used twice, or some are lacking."""
        if not self._strangers:
            found = self._rows(
                f"SELECT s.device, s.seq FROM {self._version} JOIN {_SAME} WHERE m.hash <> s.hash LIMIT 1"
            )
            for device, seq in found:
                raise twice_used(device, seq)
        for device, highest in self._tips.items():
            if highest:
                chosen = f"WHERE s.device = {device} AND s.since <= {highest} AND {_NEW} ORDER BY s.seq"
                limit = f"LIMIT {_MOST_REWRITTEN + 1}"
                self._late += self._rows(f"SELECT s.device, s.since, s.seq FROM {self._version} {chosen} {limit}")
        if len(self._late) > _MOST_REWRITTEN:
            raise twice_used(self._late[0][0], self._late[0][2])
        for device, since, seq in self._late:
            if seq < self._tips[device]:  # rewritten here
                self.odd.append((device, seq, seq))
            if since < seq:  # rewrote what is here
                self.odd.append((device, since, seq - 1))
        for device, before, since, seq in self._laid.proof.gaps:
            highest = max(before, self._tips[device])
            if since > highest + 1:
                raise lacking(device, highest + 1)
            if self._tips[device] < since <= highest and since < seq:
                self.odd.append((device, since, seq - 1))

    def spans(self) -> list[Span]:
        found = [(device, seq, seq) for device, _, seq in self._late if seq <= self._tips[device]]
        for device, first, last in self._laid.proof.spans:
            if last > self._tips[device]:
                chosen = f"s.device = {device} AND s.seq > {self._tips[device]}"
                above = (
                    self._rows(f"SELECT min(s.seq) FROM {self._version} WHERE {chosen}")
                    if self._tips[device]
                    else [(first,)]
                )
                found.append((device, above[0][0], last))
        return found

    def touched(self) -> set[tuple[str, str]] | None:
        """Table and id of the rows that something new is about; None: all."""
        if self._strangers:
            return None
        return set(self._rows(f'SELECT DISTINCT s."table", s.row FROM {self._version} WHERE {_NEW}'))

    def insert(self) -> int:
        """How many versions were new; those that are here stay. They lie in their order already: asked for it, PostgreSQL sorts."""
        counts = []
        for table, source in ((version, self._version), (parent, self._parent)):
            listed = ", ".join(f'"{column.name}"' for column in table.columns)
            sql = f'INSERT INTO "{table.name}" ({listed}) SELECT {listed} FROM {source} WHERE true'
            counts.append(self._conn.exec_driver_sql(f"{sql} ON CONFLICT DO NOTHING").rowcount)
        return int(counts[0])

    def _rows(self, sql: str) -> list[Any]:
        return list(self._conn.exec_driver_sql(sql).cursor.fetchall())


_SAME = '"version" AS m ON m.device = s.device AND m.seq = s.seq'
_NEW = 'NOT EXISTS (SELECT 1 FROM "version" AS m WHERE m.device = s.device AND m.seq = s.seq)'


def _hash(conn: Connection, device: int, seq: int) -> bytes | None:
    chosen = select(version.c.hash).where(version.c.device == device, version.c.seq == seq)
    found: bytes | None = conn.execute(chosen).scalar_one_or_none()
    return found


_child, _old = version.alias(), version.alias()
_BAD_LINKS = (
    select(parent.c.parent_device, parent.c.parent_seq, parent.c.device, parent.c.seq, _old.c.hash)
    .join(_child, (_child.c.device == parent.c.device) & (_child.c.seq == parent.c.seq))
    .outerjoin(_old, (_old.c.device == parent.c.parent_device) & (_old.c.seq == parent.c.parent_seq))
    .where(
        or_(
            _old.c.hash.is_(None),
            _old.c.hash != parent.c.parent_hash,
            _old.c.row != _child.c.row,
            _old.c.field != _child.c.field,
            _old.c.table != _child.c.table,
        )
    )
)


def _check_links(conn: Connection, span: Span) -> None:
    """Each parent is here and the one that was meant, a version of the same field."""
    device, first, last = span
    mine = _BAD_LINKS.where(parent.c.device == device, parent.c.seq.between(first, last))
    for number, (of, seq, child, child_seq, hash_) in enumerate(conn.execute(mine).fetchall()):
        if hash_ is not None:
            raise wrong_parent(child, child_seq)
        if number >= _MOST_LOST or not _is_rewritten(conn, of, seq):
            raise lacking(of, seq)
    if first == last:  # perhaps an autosave that came late: those that followed it are here already
        meant = select(parent.c.parent_hash).where(parent.c.parent_device == device, parent.c.parent_seq == first)
        if any(hash_ != _hash(conn, device, first) for hash_ in conn.execute(meant).scalars()):
            raise twice_used(device, first)


def _is_rewritten(conn: Connection, device: int, seq: int) -> bool:
    later = select(version.c.seq).where(version.c.device == device, version.c.seq > seq, version.c.since <= seq)
    return conn.execute(later.limit(1)).first() is not None


def _check_rewritten(conn: Connection, spans: Iterable[Span]) -> None:
    """A version whose number a later one of its device stands for is an autosave of that field: the next one has its parents.

    Otherwise another program counted under that number (see :func:`.writing._rewritten`).
    """
    chosen = select(version.c.seq, version.c.row, version.c.table, version.c.field)
    numbers: dict[str, dict[Field, list[int]]] = {}
    count = 0
    for device, first, last in spans:
        mine = chosen.where(version.c.device == device, version.c.seq.between(first, last)).limit(_MOST_REWRITTEN + 1)
        for seq, row, table, name in conn.execute(mine).fetchall():
            count += 1
            if row not in numbers:
                numbers[row] = _numbers(conn, row)
            own = numbers[row][device, table, name]
            at = bisect_right(own, seq)
            if (
                count > _MOST_REWRITTEN
                or at == len(own)
                or _parents(conn, device, own[at]) != _parents(conn, device, seq)
            ):
                raise twice_used(device, seq)


def _numbers(conn: Connection, row: str) -> dict[Field, list[int]]:
    """Of each device the numbers of its versions of each field of the row, in order."""
    found: dict[Field, list[int]] = {}
    chosen = select(version.c.device, version.c.table, version.c.field, version.c.seq).where(version.c.row == row)
    for device, table, name, seq in sorted((*one,) for one in conn.execute(chosen).fetchall()):
        found.setdefault((device, table, name), []).append(seq)
    return found


def _parents(conn: Connection, device: int, seq: int) -> set[tuple[int, int]]:
    chosen = select(parent.c.parent_device, parent.c.parent_seq)
    return {(row[0], row[1]) for row in conn.execute(chosen.where(parent.c.device == device, parent.c.seq == seq))}
