"""Takes what a log lacks from another one, inside the caller's transaction: the versions, their parents, the pictures.

A log is closed: each device's versions are all there up to its highest one, but for autosaves that a later version rewrote,
and so are all parents. What would leave a hole is refused, so a version vector says what a log has, and a common ancestor
is always at hand. One number of one device names one version for ever: another content under it is refused with its file.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice

from sqlalchemy import Connection, or_, select

from desktop_app.errors import Refused

from . import bulk, photo_rows
from .log_rows import CHUNK, LogVersion, Source, tip
from .schema import parent, version
from .versions import CONTENT

Rows = dict[str, set[str]]  # table to ids
Field = tuple[int, str, str]  # device, table, field
Span = tuple[int, int, int]  # device, first and last number: all that is there between them came together
_MOST_LOST = 200  # parents that may have been rewritten; each costs a search among the device's versions
_MOST_REWRITTEN = 5_000  # autosaves that came although they were rewritten; each costs half a millisecond


class Altered(Refused):
    """No Sarup wrote these rows."""


class TwiceUsed(Refused):
    """Two programs have counted under one device number."""


class Lacking(Refused):
    """It goes on from something that is not here; taken after that, it will do."""


@dataclass
class Taken:
    """What came: how many versions, which of each device, and the rows (ids) they are about."""

    count: int = 0
    spans: list[Span] = field(default_factory=list)
    rows: Rows = field(default_factory=dict)
    pictures: int = 0


def lacks(conn: Connection, source: Source) -> bool:
    """Is there anything to take? Reads one version of each device."""
    return any(_hash(conn, device, seq) != hash_ for device, (seq, hash_) in source.tips().items())


def take(conn: Connection, source: Source, lost: Iterable[str] = ()) -> Taken:
    """All that is lacking, the ``lost`` pictures too. When it raises, the caller undoes what was written.

    :raises Refused: :class:`Altered`, :class:`TwiceUsed`, :class:`Lacking`, or a picture that is none.
    """
    taken, named = Taken(), set(lost)
    same = {device: seq for device, (seq, hash_) in source.tips().items() if _hash(conn, device, seq) == hash_}
    odd: list[Span] = []
    for device, versions in groupby(source.versions(same), key=lambda one: one.device):
        one = _Device(conn, device, *tip(conn, device)[:1])
        for chunk in _chunks(versions):
            new = one.lacking(chunk)
            insert(conn, new)
            taken.count += len(new)
            for came in new:
                taken.rows.setdefault(came.table, set()).add(came.row)
            named |= _pictures(new)
        taken.spans += one.spans
        odd += one.odd
    for span in taken.spans:
        _check_links(conn, span)
    _check_rewritten(conn, odd)
    taken.pictures = photo_rows.receive(conn, named, source)
    return taken


class _Device:
    """The versions of one device as they come, each held against the log it comes to."""

    def __init__(self, conn: Connection, device: int, tip: int) -> None:
        self._conn = conn
        self._device = device
        self._tip = tip
        self._before = 0  # the number of the version that came before
        self.spans: list[Span] = []
        self.odd: list[Span] = []  # numbers that a rewritten autosave may have

    def lacking(self, chunk: Sequence[LogVersion]) -> list[LogVersion]:
        """Those of the chunk that are not here; each is looked at, so this loop is as short as can be."""
        known = self._known(chunk[0].seq, chunk[-1].seq)
        new: list[LogVersion] = []
        for one in chunk:
            seq = one.seq
            before, self._before = self._before, seq
            if seq <= before:
                raise altered(one, "its numbers do not ascend")
            if seq in known:
                if known[seq] != one.hash:
                    raise twice_used(one.device, seq)
                continue
            fault = one.fault()
            if fault:
                raise altered(one, fault)
            if one.since != before + 1 or one.since <= self._tip:
                self._look_closer(one, before)
            self._note(one, before)
            new.append(one)
        return new

    def _known(self, first: int, last: int) -> Mapping[int, bytes]:
        if first > self._tip:
            return {}
        chosen = select(version.c.seq, version.c.hash).where(version.c.device == self._device)
        found = self._conn.execute(chosen.where(version.c.seq.between(first, last)))
        return {row.seq: row.hash for row in found}

    def _look_closer(self, one: LogVersion, before: int) -> None:
        """It does not simply go on from the version that came before."""
        highest = max(before, self._tip)
        if one.since > highest + 1:
            raise lacking(one.device, highest + 1)
        if one.seq < self._tip:  # rewritten here
            self.odd.append((one.device, one.seq, one.seq))
        if one.since <= highest and one.since < one.seq:  # rewrote what is here
            self.odd.append((one.device, one.since, one.seq - 1))

    def _note(self, one: LogVersion, before: int) -> None:
        if self.spans and before > self._tip and self.spans[-1][2] == before:
            self.spans[-1] = (one.device, self.spans[-1][1], one.seq)
        else:
            self.spans.append((one.device, one.seq, one.seq))


def _hash(conn: Connection, device: int, seq: int) -> bytes | None:
    chosen = select(version.c.hash).where(version.c.device == device, version.c.seq == seq)
    found: bytes | None = conn.execute(chosen).scalar_one_or_none()
    return found


def _chunks(versions: Iterator[LogVersion]) -> Iterator[list[LogVersion]]:
    while chunk := list(islice(versions, CHUNK)):
        yield chunk


_ROW = (*CONTENT, "hash")
_LINK = ("device", "seq", "parent_device", "parent_seq", "parent_hash")


def insert(conn: Connection, new: Sequence[LogVersion]) -> None:
    """Writes versions with their links; those that are there stay."""
    bulk.insert(conn, version.name, _ROW, [one[: len(_ROW)] for one in new])
    bulk.insert(conn, parent.name, _LINK, [(*one[:2], *link) for one in new for link in one.parents])


def _pictures(new: Sequence[LogVersion]) -> set[str]:
    """Names of the pictures that the versions show."""
    fields = photo_rows.image_fields()
    named = (json.loads(one.value) for one in new if (one.table, one.field) in fields)
    return {name for name in named if isinstance(name, str) and name}


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


def altered(one: LogVersion, why: str) -> Altered:
    return Altered(
        f"ประวัติหมายเลข {one.device}:{one.seq} ถูกแก้ไขหรือเสียหาย",
        "โปรดขอไฟล์ใหม่จากผู้ส่ง",
        f"version {one.device}:{one.seq}: {why}",
    )


def wrong_parent(device: int, seq: int) -> Altered:
    return Altered(
        f"ประวัติหมายเลข {device}:{seq} ต่อจากประวัติที่ไม่ตรงกัน",
        "โปรดขอไฟล์ใหม่จากผู้ส่ง",
        f"version {device}:{seq} follows a version that is not the one it was written after",
    )


def twice_used(device: int, seq: int) -> TwiceUsed:
    return TwiceUsed(
        f"เครื่องสองเครื่องใช้หมายเลขเดียวกัน ({device}:{seq})",
        "โปรดส่งออกรายงานจากเครื่องนั้นเป็น .json แล้วนำเข้าแทน",
        f"device number {device} is used by two programs: {seq} has two contents",
    )


def lacking(device: int, seq: int) -> Lacking:
    return Lacking(
        f"ไฟล์นี้ต่อจากไฟล์ก่อนหน้าที่ยังไม่ได้รับ ({device}:{seq})",
        "โปรดรวมไฟล์ก่อนหน้า หรือขอไฟล์ที่มีข้อมูลทั้งหมดจากผู้ส่ง",
        f"it goes on from version {device}:{seq}, which is not here yet",
    )
