"""Are the versions laid out in a passing database what Sarup writes, and do they fit their hashes? One pass over them.

SQLite looks for what is plainly good and puts together the text over which the hash goes; each row that it does not call
plainly good is looked at by itself. So nothing here but the hash is done row by row in Python.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate

from desktop_app.model.changes import PARENT

from .log_rows import Link, LogVersion
from .looking import Looking
from .refusals import altered
from .versions import CONTENT, DEVICES, LATEST

VALUE_LIMIT = 1_000_000  # characters of JSON; a long text has 20,000
TEXT_LIMIT = 1_000  # characters of a user's name or a reason
_NAME_LIMIT = 100  # characters of a table's, a field's or a row's name
_HASH = 32  # bytes of SHA-256
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_ODD = re.compile(r"\\u(?:0000|[dD][89a-fA-F])|NaN|Infinity")  # in JSON; perhaps only in what somebody typed
_MOST_GAPS = 20_000  # of a log that was packed in the midst of autosaves there are some
_DEPTH = 50  # brackets within brackets of a value; Python itself gives up somewhere below 1,000
_BRACKETS = 1_000
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')
_MANY = 250  # versions of at most 200 kB each in memory

# Sure to be JSON for Python too: texts, flat lists, short numbers and words, no blanks around
_PLAIN = """length(value) <= 25000 AND json_valid(value) AND CASE WHEN value LIKE '"%"' THEN true
    WHEN value LIKE '[%]' THEN length(value) <= 4000 AND instr(substr(value, 2), '[') + instr(value, '{') = 0
    ELSE length(value) <= 20 AND value NOT GLOB '*[^a-z0-9.]*' END"""
_GOOD = (
    f"device BETWEEN 1 AND {DEVICES - 1} AND since BETWEEN 1 AND seq AND hlc BETWEEN 0 AND {LATEST - 1}"
    f" AND length(hash) = {_HASH} AND {_PLAIN}"
)
_LISTED = ", ".join(f'"{name}"' for name in CONTENT)
_HASHED = f"json_array({_LISTED}, json('[]'))"  # as versions.digest puts it together, without parents
# A block of versions by one step of SQLite, as each step hands Python's lock to another thread: texts by lines, hashes as hex
_BLOCK = f"""SELECT CAST(group_concat(CASE WHEN {_GOOD} THEN {_HASHED} ELSE '' END, char(10)) AS BLOB),
    group_concat(hex(hash), '') FROM version_"""
_STARTS = """SELECT b.device, CASE WHEN a.device = b.device THEN a.seq ELSE 0 END, b.since, b.seq, a.device
    FROM version_{0} AS b LEFT JOIN version_{0} AS a ON a.at = b.at - 1
    WHERE a.device IS NOT b.device OR b.since <> a.seq + 1 ORDER BY b.at"""
_ESCAPED = b"\\u"  # no Sarup writes it but for a control character, or where somebody typed it
_END = b"]]"
_CHAINED = """SELECT v.at, '[' || p.parent_device || ',' || p.parent_seq || ',"' || lower(hex(p.parent_hash)) || '"]'
    FROM version_{0} AS v JOIN parent_{0} AS p ON p.device = v.device AND p.seq = v.seq
    WHERE v.at BETWEEN ? AND ? ORDER BY v.at, p.parent_device, p.parent_seq"""


@dataclass
class Proof:
    """``spans``: of each device the first and the last number; ``gaps``: versions (device, the number before, since, seq)
    that do not simply go on from the one before.
    """

    spans: list[tuple[int, int, int]] = field(default_factory=list)
    gaps: list[tuple[int, int, int, int]] = field(default_factory=list)


def prove(raw: sqlite3.Connection, number: int, looking: Looking) -> Proof:
    """Of the tables ``version_`` and ``parent_`` of that number. :raises Refused: they are not."""
    with looking():
        _check_names(raw, number, looking)
        _check_parents(raw, number, looking)
        proof = Proof()
        has_parents = bool(raw.execute(f"SELECT 1 FROM parent_{number} LIMIT 1").fetchone())
        linked = 0
        (count,) = raw.execute(f"SELECT count(*) FROM version_{number}").fetchone()
        for first in range(1, count + 1, _MANY):
            block = (first, first + _MANY - 1)
            told, hashes = raw.execute(f"{_BLOCK}{number} WHERE at BETWEEN ? AND ?", block).fetchone()
            chains = _chains(raw, number, block) if has_parents else {}
            linked += len(chains)
            for at in _doubtful(first, told, hashes, chains):
                _look_closer(raw, number, at, looking)
        _follow(proof, raw, number)
        if (
            has_parents
            and linked
            != raw.execute(f"SELECT count(*) FROM (SELECT DISTINCT device, seq FROM parent_{number})").fetchone()[0]
        ):
            raise looking.refused("ไฟล์เสียหาย", "parents of a version that is not there")
    return proof


def _doubtful(first: int, told: bytes, hashes: str, chains: dict[int, bytes]) -> Iterable[int]:
    """The places of those that SQLite does not call good, or that do not fit their hashes.

    :raises ValueError: something is no UTF-8.
    """
    told.decode()
    lines = told.split(b"\n")
    for at, chain in chains.items():
        lines[at - first] = lines[at - first] and lines[at - first][: -len(_END)] + chain + _END
    found = [sha256(line).digest() for line in lines]
    if b"".join(found).hex().upper() == hashes and _ESCAPED not in told and all(lines):
        return ()
    return [
        first + at
        for at, (line, hash_) in enumerate(zip(lines, found, strict=True))
        if not line or _ESCAPED in line or hash_.hex().upper() != hashes[2 * _HASH * at : 2 * _HASH * (at + 1)]
    ]


def _chains(raw: sqlite3.Connection, number: int, block: tuple[int, int]) -> dict[int, bytes]:
    """The parents of versions, by their places, as they stand in what is hashed."""
    found: dict[int, list[str]] = {}
    for at, link in raw.execute(_CHAINED.format(number), block):
        found.setdefault(at, []).append(link)
    return {at: ",".join(links).encode() for at, links in found.items()}


def _follow(proof: Proof, raw: sqlite3.Connection, number: int) -> None:
    """:raises Altered: the numbers do not ascend."""
    highest = f"SELECT max(seq) FROM version_{number} WHERE device = ?"
    for device, before, since, seq, of in raw.execute(_STARTS.format(number)):
        if (of or 0) > device or (of == device and seq <= before):
            raise altered(device, seq, "its numbers do not ascend")
        if of != device:
            proof.spans.append((device, seq, raw.execute(highest, (device,)).fetchone()[0]))
        if since != before + 1:
            proof.gaps.append((device, before, since, seq))
        if len(proof.gaps) > _MOST_GAPS:
            raise altered(device, seq, "its numbers have too many gaps")


def _check_names(raw: sqlite3.Connection, number: int, looking: Looking) -> None:
    of = f"FROM version_{number}"
    for table, name, *texts in raw.execute(f'SELECT DISTINCT "table", field, user, reason, app_version {of}'):
        if max(len(table), len(name)) > _NAME_LIMIT or not _NAME.fullmatch(table) or not _NAME.fullmatch(name):
            raise _not_written(looking, f"a table or field named {table[:20]!r}.{name[:20]!r}")
        if max(map(len, texts)) > TEXT_LIMIT or _CONTROL.search("".join(texts)):
            raise _not_written(looking, "a user, reason or version of the program")
    if raw.execute(f"SELECT 1 {of} WHERE field = '{PARENT}' AND length(value) > {_NAME_LIMIT + 2} LIMIT 1").fetchone():
        raise _not_written(looking, "a row of a report with a long name")  # a server's index takes none of thousands
    rows = [row for (row,) in raw.execute(f"SELECT DISTINCT row {of}")]
    if not _are_plain(rows):
        row = next(row for row in rows if not _are_plain([row]))
        raise _not_written(looking, f"a row named {row[:20]!r}")


def _are_plain(words: Sequence[str]) -> bool:
    """Visible ASCII and none too long; at once, as one after the other takes twice the time."""
    told = " ".join(words)
    lengths = [*map(len, words)] or [1]
    return (
        told.isascii()
        and told.isprintable()
        and told.count(" ") < len(lengths)
        and 0 < min(lengths) <= max(lengths) <= _NAME_LIMIT
    )


def _check_parents(raw: sqlite3.Connection, number: int, looking: Looking) -> None:
    bad = f"length(parent_hash) <> {_HASH} OR (parent_device = device AND parent_seq >= seq)"
    for device, seq, hash_ in raw.execute(f"SELECT device, seq, parent_hash FROM parent_{number} WHERE {bad} LIMIT 1"):
        if len(hash_) != _HASH:
            raise looking.wrong("parent")
        raise altered(device, seq, "it follows a later version")


def _look_closer(raw: sqlite3.Connection, number: int, at: int, looking: Looking) -> None:
    """As :meth:`.log_rows.LogVersion.fault` and what no database takes; costs as much as ten others."""
    looking.go_on()
    row = raw.execute(f"SELECT {_LISTED}, hash FROM version_{number} WHERE at = ?", (at,)).fetchone()
    device, seq = row[:2]
    chosen = f"SELECT parent_device, parent_seq, parent_hash FROM parent_{number} WHERE device = ? AND seq = ?"
    links: list[Link] = raw.execute(chosen, (device, seq)).fetchall()
    one = LogVersion._make((*row, tuple(links)))
    if len(one.hash) != _HASH or len(one.value) > VALUE_LIMIT or not _is_plain(one.value):
        raise _not_written(looking, f"version {device}:{seq}")
    fault = "its value has too many brackets" if _is_deep(one.value) else one.fault()
    if fault:
        raise altered(device, seq, fault)


def _is_deep(value: str) -> bool:
    """It has more brackets, or more within each other, than anything that Sarup writes."""
    if value.count("[") + value.count("{") <= _DEPTH:
        return False
    brackets = re.sub(r"[^][{}]", "", _STRINGS.sub("", value))
    depths = accumulate(1 if one in "[{" else -1 for one in brackets[:_BRACKETS])
    return len(brackets) > _BRACKETS or max(depths, default=0) > _DEPTH


def _is_plain(value: str) -> bool:
    """The JSON has no number that is none, and in its texts neither U+0000 nor half a character."""
    if "\0" in value:
        return False
    if not _ODD.search(value):
        return True
    try:
        told = json.dumps(json.loads(value, parse_constant=_no_number), ensure_ascii=False)
        told.encode()
    except (ValueError, RecursionError):  # a UnicodeEncodeError is a ValueError
        return False
    return not re.search(r"(?<!\\)(?:\\\\)*\\u0000", told)


def _no_number(_name: str) -> None:
    raise ValueError


def _not_written(looking: Looking, what: str) -> Exception:
    return looking.refused("มีข้อมูลที่โปรแกรมสรุปไม่เขียน", f"{what} is nothing that Sarup writes")
