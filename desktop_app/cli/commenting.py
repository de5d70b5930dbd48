"""``sarup comment``, ``comments`` and ``reply``: what people say of single fields; none of it prints."""

import argparse
from typing import Any

from desktop_app.errors import WrongUsage
from desktop_app.model.changes import REPORT, row_at
from desktop_app.model.ids import SHORT_ID
from desktop_app.model.records import Report
from desktop_app.store.comments import Said
from desktop_app.thai.dates import format_moment

from . import DONE
from .database import store
from .places import field_at, name_of
from .places import row_at as row_meant
from .speech import note, print_json


def comment(arguments: argparse.Namespace) -> int:
    """Prints the comment's id."""
    part, field = field_at(arguments.field)
    with store(arguments) as database:
        report = database.load(database.find_id(arguments.id))
        row = row_meant(report, part, arguments.item)
        place = part.name if part else REPORT, row.id, field.name
        print(database.comment(report.id, *place, arguments.text))
    return DONE


def comments(arguments: argparse.Namespace) -> int:
    """Each with its answers after it."""
    with store(arguments, write=False) as database:
        found = database.comments(database.find_id(arguments.id) if arguments.id else "")
        reports = {one: database.load(one) for one in {one.report for one in found}}
    if arguments.open:
        settled = {one.id for one in found if one.done}
        found = [one for one in found if not {one.id, one.answers} & settled]
    if arguments.json:
        print_json([_tree(one, reports[one.report]) for one in found])
        return DONE
    for one in found:
        print(_line(one, reports[one.report]))
    if not found:
        note("ไม่มีความเห็น", "There are no comments.")
    return DONE


def reply(arguments: argparse.Namespace) -> int:
    """Prints the answer's id where there is one."""
    if not (arguments.text or arguments.done or arguments.reopen or arguments.delete):
        raise WrongUsage(
            "ยังไม่ได้บอกว่าจะตอบว่าอย่างไร",
            "โปรดพิมพ์คำตอบ หรือใช้ --done --reopen --delete",
            "say something, or --done, --reopen or --delete",
        )
    with store(arguments) as database:
        if arguments.text:
            print(database.reply(arguments.comment, arguments.text))
        if arguments.done or arguments.reopen:
            database.mark_comment(arguments.comment, arguments.done)
        if arguments.delete:
            database.take_comment_back(arguments.comment)
    return DONE


def _number(one: Said, report: Report) -> int | None:
    """Which item of its list; None for a field of the report itself and for an item that was deleted."""
    if one.table == REPORT or row_at(report, one.table, one.row) is None:
        return None
    return [item.id for item in getattr(report, one.table)].index(one.row) + 1


def _tree(one: Said, report: Report) -> dict[str, Any]:
    return {
        "id": one.id,
        "report": one.report,
        "title": report.title,
        "place": name_of(one.table, one.field),
        "item": _number(one, report),
        "text": one.words,
        "answers": one.answers,
        "user": one.user,
        "laptop": one.laptop,
        "when": one.when.isoformat(),
        "done": one.done,
        "done_by": one.done_by,
    }


def _line(one: Said, report: Report) -> str:
    number = _number(one, report)
    place = name_of(one.table, one.field) + (f"[{number}]" if number else "[-]" if one.table != REPORT else "")
    state = "→" if one.answers else "✓" if one.done else "•"
    when = format_moment(one.when, seconds=True)
    words = " ".join(one.words.split())
    return "\t".join([one.id[-SHORT_ID:], state, place, one.user or "-", when, words, report.title or "-"])
