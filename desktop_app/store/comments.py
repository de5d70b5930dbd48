"""Comments on single fields of reports: rows of the log that come and go with it, and are part of no report."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence, Set

from sqlalchemy import Connection, select

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, REPORT, Change, birth_beside, row_at
from desktop_app.model.fields import is_edited
from desktop_app.model.ids import SHORT_ID
from desktop_app.model.records import DONE, Comment, Report

from . import bulk, history, reading, schema, tables
from .bulk import IDS
from .creation import get_meta
from .schema import head, version

TABLE = "comments"
REASON = "comment"
_WORDS, _STATE = "words", "state"


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """A comment, who wrote it, when and on which laptop; ``own``: in this file. ``done_by`` says who settled it, "" while nobody has."""

    id: str
    report: str
    title: str
    table: str
    row: str
    field: str
    words: str
    answers: str
    user: str
    laptop: str
    when: dt.datetime
    own: bool = dataclasses.field(default=False, compare=False)  # else it is the same on all laptops
    done: bool = False
    done_by: str = ""


def comments(conn: Connection, report: str = "") -> list[Said]:
    """Those of one report or of all living ones, each followed by its answers, the oldest first."""
    run = tables.runner(conn)
    rows: list[Comment] = reading.beside(run, TABLE, **({"report": report} if report else {}))
    titles = _titles(conn, {one.report for one in rows}, living=not report)
    rows = [one for one in rows if one.report in titles]
    writers = _writers(conn, [one.id for one in rows])
    laptops = history.laptops(conn, (who[1] for found in writers.values() for who in found.values()))
    own = int(get_meta(conn).get("device", 0))
    found = [_said(one, titles[one.report], writers[one.id], laptops, own) for one in rows if _WORDS in writers[one.id]]
    return in_threads(found)


def in_threads(found: Sequence[Said]) -> list[Said]:
    """An answer to something that is not there stands by itself."""
    there = {one.id for one in found}
    threads: dict[str, list[Said]] = {}
    for one in found:
        threads.setdefault(one.answers if one.answers in there else one.id, []).append(one)
    for thread in threads.values():
        thread.sort(key=lambda one: (one.answers in there, one.when, one.id))
    ordered = sorted(threads.values(), key=lambda thread: (thread[0].when, thread[0].id))
    return [one for thread in ordered for one in thread]


def among(conn: Connection, rows: Collection[str]) -> list[Said]:
    """The comments in these rows (ids), also what was settled in them."""
    return [one for one in comments(conn) if one.id in rows] if rows else []


def find(conn: Connection, part: str) -> Comment:
    """The comment whose id begins or ends so.

    :raises Refused: none, or several.
    """
    rows: list[Comment] = reading.beside(tables.runner(conn), TABLE)
    wanted = part.strip().lower()
    found = [one for one in rows if one.id.startswith(wanted) or one.id.endswith(wanted)]
    if len(found) != 1 or len(wanted) < reading.FEWEST:
        raise Refused(
            f"ไม่พบความเห็น {part}" if not found else f"รหัส {part} ตรงกับความเห็นหลายข้อ",
            "โปรดดูรหัสจาก sarup comments",
            f"there is no comment {part}" if not found else f"{part} fits {len(found)} comments",
        )
    return found[0]


def written(report: Report, comment: Comment) -> list[Change]:
    """What writes a new comment on a field of the report; an answer may be to what was said of an item that is gone.

    :raises Refused: it says nothing, or the report has no such row or field.
    """
    if not comment.words.strip():
        raise Refused("ความเห็นว่างเปล่า", "โปรดพิมพ์ความเห็น", "the comment says nothing")
    row = row_at(report, comment.of_table, comment.of_row)
    if not comment.answers and (row is None or not is_edited(type(row), comment.of_field)):
        raise Refused(
            "รายงานไม่มีช่องนี้แล้ว",
            "โปรดเปิดรายงานใหม่แล้วเลือกช่อง",
            f"report {report.id[-SHORT_ID:]} has no field {comment.of_table}.{comment.of_field} there",
        )
    return birth_beside(TABLE, comment)


def answer(to: Comment, words: str) -> Comment:
    """To the comment at the head of the thread, on the same field."""
    place = {name: getattr(to, name) for name in ("report", "of_table", "of_row", "of_field")}
    return Comment(**place, words=words, answers=to.answers or to.id)


def marked(comment: Comment, done: bool) -> list[Change]:
    return [Change(TABLE, comment.answers or comment.id, _STATE, DONE if done else "")]


def taken_back(comment: Comment) -> list[Change]:
    return [Change(TABLE, comment.id, ALIVE, False)]


_Writers = dict[str, tuple[str, int, int]]  # field to user, device and the clock's reading


_WRITTEN = (
    select(head.c.row, head.c.table, version.c.field, version.c.user, version.c.device, version.c.hlc)
    .join(version, (version.c.device == head.c.device) & (version.c.seq == head.c.seq))
    .where(head.c.row.in_(IDS))
)


def _writers(conn: Connection, rows: Sequence[str]) -> dict[str, _Writers]:
    """Of each row who wrote its fields last."""
    found: dict[str, _Writers] = {row: {} for row in rows}
    for some in bulk.chunks(rows):
        written = [one for one in bulk.rows(conn, _WRITTEN, some) if one[1] == TABLE]
        for row, _, name, user, device, hlc in sorted(written, key=lambda one: (one[5], one[4])):
            found[row][name] = user, device, hlc
    return found


def _titles(conn: Connection, reports: Set[str], living: bool) -> dict[str, str]:
    """Of those reports that are there; ``living``: and are not deleted."""
    own = schema.tables().tables[REPORT]
    found: dict[str, str] = {}
    for some in bulk.chunks(sorted(reports)):
        chosen = select(own.c.id, own.c.title).where(own.c.id.in_(some), own.c[ALIVE] >= int(living))
        found |= {row.id: row.title for row in conn.execute(chosen)}
    return found


def _said(one: Comment, title: str, writers: _Writers, laptops: dict[int, str], own: int) -> Said:
    user, device, hlc = writers[_WORDS]
    done = one.state == DONE
    place = one.report, title, one.of_table, one.of_row, one.of_field
    who = user, laptops.get(device, "") or str(device), reading.moment(hlc)
    return Said(one.id, *place, one.words, one.answers, *who, device == own, done, writers[_STATE][0] if done else "")
