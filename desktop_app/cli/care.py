"""``sarup doctor``, ``backup`` and ``restore``: is the database in order, and copies of it."""

import argparse
import dataclasses
import os
from pathlib import Path

from desktop_app.store import failures, opening
from desktop_app.store.database import Fault
from desktop_app.store.database import restore as put_back

from . import DONE, LOOK_AT_IT
from .database import address_of, path_of, store
from .speech import note, print_json


def doctor(arguments: argparse.Namespace) -> int:
    """Exit code 1 when faults are left. ``--repair`` makes the tables anew from the log, after a backup."""
    with store(arguments, write=arguments.repair) as database:
        found = database.check()
        mended: list[Fault] = []
        if arguments.repair and any(fault.mendable for fault in found):
            note(f"สำรองก่อนซ่อมไว้ที่ {database.backup()}", "Backed up before mending.")
            database.rebuild()
            left = database.check()
            mended = [fault for fault in found if fault not in left]
            found = left
    if arguments.json:
        print_json({"faults": [_tree(one) for one in found], "mended": [_tree(one) for one in mended]})
    else:
        for one in mended:
            print(f"ซ่อมแล้ว: {one.what} ({one.english})")
        for one in found:
            print(f"{one.what} ({one.english})")
    if not found:
        note("ฐานข้อมูลเรียบร้อยดี", "The database is in order.")
    elif all(one.mendable for one in found):
        note("ซ่อมได้ด้วย sarup doctor --repair", "sarup doctor --repair mends this.")
    else:
        note("โปรดเก็บไฟล์นี้ไว้ แล้วกู้คืนจากไฟล์สำรองด้วย sarup restore", "Keep this file and restore a backup: sarup restore.")
    return LOOK_AT_IT if found else DONE


def backup(arguments: argparse.Namespace) -> int:
    """Prints where the copy lies."""
    out = Path(arguments.out) if arguments.out else None
    if out and arguments.out.endswith(("/", os.sep)) and not opening.exists(out):
        raise failures.no_folder(out)
    writable = bool(address_of(arguments)) or opening.is_writable(path_of(arguments))
    with store(arguments, write=writable) as database:
        print(database.backup(out))
    return DONE


def restore(arguments: argparse.Namespace) -> int:
    """The database that was there stays under another name."""
    kept = put_back(arguments.backup, path_of(arguments))
    note(f"กู้คืนจาก {arguments.backup} แล้ว", "Restored.")
    if kept:
        note(f"ฐานข้อมูลเดิมเก็บไว้ที่ {kept}", f"What was there before is kept as {kept}.")
    return DONE


def _tree(fault: Fault) -> dict[str, object]:
    return dataclasses.asdict(fault) | {"mendable": fault.mendable}
