"""``sarup merge``, ``undo-merge``, ``conflicts`` and ``resolve``: other people's databases into this one, and what two people wrote."""

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app.errors import UserError, WrongUsage
from desktop_app.model.changes import ALIVE, REPORT
from desktop_app.model.ids import SHORT_ID
from desktop_app.report import style
from desktop_app.store.conflicts import Conflict, Side
from desktop_app.store.merging import Merged
from desktop_app.store.reading import Summary
from desktop_app.sync import proposing, receiving, styles
from desktop_app.sync.styles import Laid
from desktop_app.thai.dates import format_moment

from . import DONE, LOOK_AT_IT, listing, places
from .database import store
from .speech import note, print_json, say

STYLES = {
    styles.NEW: ("รูปแบบกระดาษ {} ของสำนักงานพร้อมใช้แล้ว", "The office's style {} can be used now."),
    styles.RENEWED: ("รูปแบบกระดาษ {} เป็นฉบับใหม่ของสำนักงานแล้ว", "The style {} is the office's new one."),
    styles.CHANGED: (
        "รูปแบบกระดาษ {} ของเครื่องนี้ถูกแก้ไขไว้ จึงไม่ถูกแทนที่ หากต้องการฉบับของสำนักงาน โปรดเปลี่ยนชื่อแฟ้มเดิมแล้วรวมอีกครั้ง",
        "The style {} was changed on this computer and stays; rename it and merge again for the office's.",
    ),
}
LONGEST = 200  # characters of a value in the list for people


def merge(arguments: argparse.Namespace) -> int:
    """Exit code 1 where a person should look at conflicts or refused files, 3 where every file was refused."""
    with store(arguments, create=True) as database:
        done = receiving.merge(database, [Path(one) for one in arguments.files], dry=arguments.dry_run)
        laid = [] if arguments.dry_run else styles.lay_out(database, style.load)
    if arguments.json:
        print_json(_told(done, arguments.dry_run) | {"styles": [_laid(one) for one in laid]})
    else:
        _print(done)
    for file, error in done.refused:
        say(error, file)
    for file, first in done.twins:
        note(f"{file}: เหมือน {first} ทุกประการ รับครั้งเดียว", "The same content twice, taken once.")
    _tell_styles(laid)
    for one in done.met:
        note(f"รู้จักผู้ส่งใหม่: {one} จากนี้ไปเชื่อถือกุญแจนี้", f"A sender not known before; its key is trusted from now on: {one}")
    if done.backup:
        note(f"สำรองก่อนรวมไว้ที่ {done.backup}", "Backed up before.")
        note(f"ยกเลิกได้ด้วย sarup undo-merge {done.number}", f"sarup undo-merge {done.number} takes it back.")
    if done.refused and not done.accepted:
        return UserError.exit_code
    look = done.refused or done.conflicts or any(one.why for one in laid)
    return LOOK_AT_IT if look else DONE


def _tell_styles(laid: Sequence[Laid]) -> None:
    for one in laid:
        if one.why:
            say(one.why)
        else:
            note(*(words.format(one.name) for words in STYLES[one.what]))


def _laid(one: Laid) -> dict[str, Any]:
    return {"name": one.name, "what": one.what, "why": str(one.why) if one.why else None}


def conflicts(arguments: argparse.Namespace) -> int:
    """Exit code 1 where there are any."""
    with store(arguments, write=False) as database:
        found = proposing.conflicts(database)
    if arguments.json:
        print_json([_tree(one) for one in found])
    else:
        for one in found:
            print("\n".join(_lines(one)))
    if not found:
        note("ไม่มีข้อขัดแย้ง", "There are no conflicts.")
    return LOOK_AT_IT if found else DONE


def resolve(arguments: argparse.Namespace) -> int:
    """The field gets one of the values, or another one."""
    with store(arguments) as database:
        (found,) = proposing.with_proposals([database.conflict(arguments.conflict)])
        if arguments.take is not None:
            value = _taken(found, arguments.take)
        elif found.field == ALIVE:
            raise WrongUsage("ข้อขัดแย้งนี้มีให้เลือกเท่านั้น", "โปรดใช้ --take N", "this one is settled by --take N")
        else:
            _, field = places.field_at(places.name_of(found.table, found.field))
            value = places.value_of(database.load(found.report), field, arguments.text, _place(found))
            value = value.isoformat() if hasattr(value, "isoformat") else value
        database.resolve(found.id, value)
    return DONE


def undo(arguments: argparse.Namespace) -> int:
    """Exit code 1 where somebody went on writing reports of that merge, which therefore stay."""
    with store(arguments) as database:
        done = database.undo_merge(arguments.merge)
    if arguments.json:
        print_json(dataclasses.asdict(done))
    for report in done.kept:
        note(f"รายงาน {report[-SHORT_ID:]} มีคนเขียนต่อแล้ว จึงยังอยู่", f"Report {report} was written on since and stays.")
    note(f"ยกเลิกการรวมครั้งที่ {done.number} แล้ว", f"Merge {done.number} is taken back.")
    return LOOK_AT_IT if done.kept else DONE


def _taken(conflict: Conflict, number: int) -> Any:
    if number == 0 and conflict.proposed is not None:
        return conflict.proposed
    if not 1 <= number <= len(conflict.sides):
        raise WrongUsage(
            f"ไม่มีข้อที่ {number}",
            f"มี 1 ถึง {len(conflict.sides)}",
            f"--take takes 1 to {len(conflict.sides)}, or 0 for the proposal",
        )
    return conflict.sides[number - 1].value


def _told(done: Merged, dry: bool) -> dict[str, Any]:
    return {
        "merge": done.number,
        "dry_run": dry,
        "new": len(done.new),
        "changed": len(done.changed),
        "conflicts": len(done.conflicts),
        "refused": [{"file": file, "why": str(error)} for file, error in done.refused],
        "twins": [{"file": file, "same_as": first} for file, first in done.twins],
        "comments": len(done.comments),
        "versions": done.versions,
        "pictures": done.pictures,
        "lost_pictures": done.lost_pictures,
        "met": done.met,
        "backup": str(done.backup) if done.backup else None,
        "new_reports": [_report(one) for one in done.new],
        "changed_reports": [_report(one) for one in done.changed],
        "open": [_tree(one) for one in done.conflicts],
        "spelled_alike": [list(pair) for pair in done.spelled_alike],
        "look_alikes": [[_report(one), _report(other)] for one, other in done.look_alikes],
    }


def _report(one: Summary) -> dict[str, str]:
    return {"id": one.id, "title": one.title}


def _tree(one: Conflict) -> dict[str, Any]:
    names = ("id", "report", "title", "table", "row", "field", "base", "proposed")
    sides = [dataclasses.asdict(side) | {"when": side.when.isoformat()} for side in one.sides]
    return {name: getattr(one, name) for name in names} | {"place": _place(one), "sides": sides}


def _print(done: Merged) -> None:
    for word, reports in (("ใหม่", done.new), ("แก้ไข", done.changed)):
        for report in reports:
            print(f"{word}\t{listing.line(report)}")
    for one in done.conflicts:
        print(f"ขัดแย้ง\t{one.id}\t{one.title or '-'}\t{_place(one)}")
    for new, other in done.look_alikes:
        print(f"คล้ายกัน\t{listing.line(new)}\n\t{listing.line(other)}")
    for name, like in done.spelled_alike:
        print(f"ชื่อคล้ายกัน\t{name}\t{like}")
    for said in done.comments:
        print(
            f"ความเห็น\t{said.title or '-'}\t{places.name_of(said.table, said.field)}\t{' '.join(said.words.split())[:LONGEST]}"
        )
    note(
        f"ใหม่ {len(done.new)} ฉบับ แก้ไข {len(done.changed)} ฉบับ ขัดแย้ง {len(done.conflicts)} แห่ง ปฏิเสธ {len(done.refused)} ไฟล์",
        f"{len(done.new)} new, {len(done.changed)} changed, {len(done.conflicts)} conflicts, {len(done.refused)} files refused.",
    )


def _lines(one: Conflict) -> list[str]:
    told = [f"{one.id}\t{one.title or '-'}\t{_place(one)}"]
    told += [f"  {number}. {_said(one, side)}" for number, side in enumerate(one.sides, 1)]
    return told + ([f"  0. {_short(one, one.proposed)}\t(รวมทั้งสองฝ่าย / both)"] if one.proposed is not None else [])


def _said(one: Conflict, side: Side) -> str:
    when = format_moment(side.when, seconds=True)
    value = {True: "ยังอยู่ / kept", False: "ลบแล้ว / deleted"}.get(side.value) if type(side.value) is bool else None
    return "\t".join([value or _short(one, side.value), side.user or "-", side.laptop or str(side.device), when])


def _short(one: Conflict, value: Any) -> str:
    text = places.said(one.table, one.field, value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _place(one: Conflict) -> str:
    if one.field == ALIVE:
        return "รายงาน / report" if one.table == REPORT else one.table
    return places.name_of(one.table, one.field)
