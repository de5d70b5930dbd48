"""Writes changes: versions with their parents, the heads, the tables and the summaries, inside the caller's transaction."""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from desktop_app import __version__
from desktop_app.model.changes import ALIVE, PARENT, RANK, Change
from desktop_app.model.values import checked, plain

from . import columns, life, photo_rows, tables
from .creation import own_meta
from .schema import head, parent, version
from .versions import CONTENT, Clock, digest, json_text, written

Key = tuple[str, str, str]  # table, row, field
DEVICE = "device"  # the log's rows that name the laptops; no table of ours
PAUSE = 30 * 60_000  # milliseconds; who comes back later to the same field keeps what was there before
_CHUNK = 500
_LINK = ("device", "seq", "parent_device", "parent_seq", "parent_hash")


@dataclass
class Sitting:
    """Who writes, and what they wrote last: autosaves of the same fields rewrite it (see :func:`_rewritten`)."""

    user: str
    clock: Clock
    last: dict[Key, int] = field(default_factory=dict)  # sequence numbers of the last save's versions


@dataclass(frozen=True)
class _Head:
    device: int
    seq: int
    since: int
    hlc: int
    value: str
    hash: bytes


@dataclass
class _Place:
    """Where the log of this device stands."""

    device: int
    seq: int
    hlc: int
    sealed: int


def write(
    conn: Connection, sitting: Sitting, changes: Sequence[Change], reason: str = "", pictures: Mapping[str, bytes] = {}
) -> dict[Key, int]:
    """Writes what differs from the heads; gives the new versions' numbers, for ``sitting.last`` once it is committed.

    ``pictures`` has the bytes of those that the changes name and the file lacks.
    """
    changes = [accepted(one) for one in changes]
    at = _place(conn)
    tables.adapt(conn)
    if at.seq == 0:  # a device's first version says which laptop it is
        changes = [Change(DEVICE, str(at.device), "name", written(platform.node())), *changes]
    wanted = {(one.table, one.row, one.field): _told(conn, at, one) for one in changes}
    named = [one.value for one in changes if one.value and (one.table, one.field) in columns.image_fields()]
    photo_rows.keep(conn, named, pictures)
    heads = _heads(conn, sorted({row for _, row, _ in wanted}))
    wanted = {key: value for key, value in wanted.items() if _differs(key, value, heads.get(key, []))}
    if not any(table != DEVICE for table, _, _ in wanted):
        return sitting.last
    gone = [] if reason else _rewritten(sitting, at, wanted, heads)
    rows, links = _versions(conn, sitting, at, wanted, heads, gone, reason)
    _drop(conn, at.device, gone)
    conn.execute(insert(version), rows)
    if links:
        conn.execute(insert(parent), links)
    _move_heads(conn, wanted, heads, rows)
    tables.put(conn, wanted)
    tables.revive(conn, (key for key in wanted if key[2] not in columns.OWN))
    tables.summarize(conn, rows)
    return {(row["table"], row["row"], row["field"]): row["seq"] for row in rows}


def accepted(change: Change) -> Change:
    """The change with its value as the log keeps it.

    :raises Refused: the field does not take the value.
    :raises KeyError: no such table or field, which is a bug.
    """
    own = {ALIVE: bool, PARENT: str, RANK: str}.get(change.field)
    if own:
        columns.every()[change.table]
        if not isinstance(change.value, own):
            raise TypeError(change)
        return change
    return replace(change, value=plain(checked(columns.fields(change.table)[change.field], change.value)))


def _told(conn: Connection, at: _Place, change: Change) -> str:
    """The value as the log keeps it; a deletion says what it knew."""
    if change.field == ALIVE and not change.value:
        return life.death(tables.runner(conn), change.table, change.row, at.device)
    return json_text(change.value)


def _place(conn: Connection) -> _Place:
    meta = own_meta(conn)
    device = int(meta["device"])
    newest = (
        select(version.c.seq, version.c.hlc).where(version.c.device == device).order_by(version.c.seq.desc()).limit(1)
    )
    seq, hlc = conn.execute(newest).one_or_none() or (0, 0)
    return _Place(device, seq, hlc, int(meta["sealed"]))


_HEADS = (
    select(head.c.table, head.c.row, head.c.field, version.c.device, version.c.seq, version.c.since)
    .add_columns(version.c.hlc, version.c.value, version.c.hash)
    .join(version, (version.c.device == head.c.device) & (version.c.seq == head.c.seq))
    .where(head.c.row.in_(bindparam("rows", expanding=True)))
)


def _heads(conn: Connection, rows: Sequence[str]) -> dict[Key, list[_Head]]:
    found: dict[Key, list[_Head]] = {}
    for start in range(0, len(rows), _CHUNK):
        for row in conn.execute(_HEADS, {"rows": rows[start : start + _CHUNK]}):
            found.setdefault((row[0], row[1], row[2]), []).append(_Head(*row[3:]))
    return found


def _differs(key: Key, value: str, heads: list[_Head]) -> bool:
    """Is there something to write? A field never written counts as empty; several heads are settled by any value."""
    if key[2] == PARENT and any(one.value != value for one in heads):
        raise ValueError("an item never moves to another report", key)
    if not heads:
        return value not in ("null", '""', "[]")
    return len(heads) > 1 or heads[0].value != value


def _rewritten(sitting: Sitting, at: _Place, wanted: dict[Key, str], heads: dict[Key, list[_Head]]) -> list[_Head]:
    """The versions at the end of this device's log that the new ones stand for, because they are autosaves of one sitting.

    Only what this sitting's last save wrote less than :data:`PAUSE` ago, what nobody followed, and what never left the
    file in a package or backup.
    The new version gets a new number and takes over the old one's parents. So a copy of the file made meanwhile, which
    still has the old number, does no harm when it comes back: of one device's versions of a field the higher number is
    always the later one, and two different contents never share a number.
    """
    own = {seq: key for key, seq in sitting.last.items()}
    gone: list[_Head] = []
    seq = at.seq
    while seq > at.sealed and seq in own:
        key = own[seq]
        found = heads.get(key, [])
        if (
            key not in wanted
            or key[2] == ALIVE
            or len(found) != 1
            or (found[0].device, found[0].seq) != (at.device, seq)
        ):
            break
        if sitting.clock.now() - (found[0].hlc >> 16) > PAUSE:
            break
        gone.append(found[0])
        seq = found[0].since - 1
    return gone


def _versions(
    conn: Connection,
    sitting: Sitting,
    at: _Place,
    wanted: dict[Key, str],
    heads: dict[Key, list[_Head]],
    gone: list[_Head],
    reason: str,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of ``version`` and of ``parent``."""
    rows, links = [], []
    inherited = {one.seq: _parents(conn, one) for one in gone}
    hlc = sitting.clock.reading(at.hlc, *(one.hlc for key in wanted for one in heads.get(key, [])))
    since = gone[-1].since if gone else at.seq + 1
    for seq, (key, value) in enumerate(wanted.items(), at.seq + 1):
        followed = heads.get(key, [])
        if followed and followed[0] in gone:
            parents = inherited[followed[0].seq]
        else:
            parents = [(one.device, one.seq, one.hash) for one in followed]
        content = (at.device, seq, since, hlc, *key, value, sitting.user, reason, __version__)
        rows.append(dict(zip(CONTENT, content, strict=True)) | {"hash": digest(content, parents)})
        links += [dict(zip(_LINK, (at.device, seq, *one), strict=True)) for one in parents]
        since, hlc = seq + 1, hlc + 1
    return rows, links


def _parents(conn: Connection, one: _Head) -> list[tuple[int, int, bytes]]:
    chosen = select(parent.c.parent_device, parent.c.parent_seq, parent.c.parent_hash)
    found = conn.execute(chosen.where(parent.c.device == one.device, parent.c.seq == one.seq))
    return [(row[0], row[1], row[2]) for row in found]


def _drop(conn: Connection, device: int, gone: list[_Head]) -> None:
    """The rewritten versions go; their heads go with :func:`_move_heads`."""
    for one in gone:
        for table in (parent, version):
            conn.execute(delete(table).where(table.c.device == device, table.c.seq == one.seq))


def _move_heads(
    conn: Connection, wanted: dict[Key, str], heads: dict[Key, list[_Head]], rows: list[dict[str, Any]]
) -> None:
    """The fields written have the new version as their only head."""
    old = [{"t": key[0], "r": key[1], "f": key[2]} for key in wanted if key in heads]
    if old:
        which = (head.c.table == bindparam("t")) & (head.c.row == bindparam("r")) & (head.c.field == bindparam("f"))
        conn.execute(delete(head).where(which), old)
    conn.execute(
        insert(head), [{name: row[name] for name in ("row", "table", "field", "device", "seq")} for row in rows]
    )
