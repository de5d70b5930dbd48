"""``sarup pack`` and ``sarup office``: packages onto a stick, and the keys they are made with."""

import argparse
from pathlib import Path

from desktop_app.store import opening
from desktop_app.sync import keys

from . import DONE
from .database import store
from .speech import note, print_json


def pack(arguments: argparse.Namespace) -> int:
    """Prints where the package lies."""
    from desktop_app.sync import packing

    with store(arguments) as database:
        packed = packing.pack(database, Path(arguments.folder), arguments.to, arguments.everything)
    if arguments.json:
        told = {"path": str(packed.path), "to": packed.to, "versions": packed.versions, "pictures": packed.pictures}
        print_json(told)
    else:
        print(packed.path)
    note(
        f"ส่งให้ {', '.join(packed.to)}: ประวัติ {packed.versions:,} รายการ ภาพ {packed.pictures:,} ภาพ "
        "อ่านกลับมาตรวจแล้ว ถอดแฟลชไดรฟ์ได้",
        f"{packed.versions:,} versions and {packed.pictures:,} photographs, read back and verified; safe to take out.",
    )
    return DONE


def office(arguments: argparse.Namespace) -> int:
    """``office init``: prints the file to be given to the laptops."""
    from desktop_app.store.database import Store

    folder = opening.absolute(arguments.folder)
    opening.check_place(folder / "sarup.db")
    keys.found_office(folder, arguments.name)
    Store(folder / "sarup.db").close()
    print(folder / keys.OFFICE_CARD)
    note(
        f"ให้ไฟล์นี้แก่ผู้ประเมินทุกเครื่อง และย้าย {folder / keys.SPARE_KEY} ไปเก็บในที่ปลอดภัยนอกเครื่องนี้ "
        f"ห้ามให้ {keys.OFFICE_KEY} แก่ผู้ใด ฐานข้อมูลของสำนักงานคือ {folder / 'sarup.db'}",
        f"Give this file to every laptop, keep {keys.SPARE_KEY} in a safe place elsewhere, and {keys.OFFICE_KEY} to yourself.",
    )
    return DONE
