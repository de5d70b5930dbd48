"""``sarup pack`` and ``sarup office``: packages onto a stick, and the keys they are made with."""

import argparse
from pathlib import Path

from desktop_app import paths
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
    folder, database = _on_server(arguments) if paths.is_address(arguments.place) else _in_folder(arguments)
    print(folder / keys.OFFICE_CARD)
    note(
        f"ให้ไฟล์นี้แก่ผู้ประเมินทุกเครื่อง และย้าย {folder / keys.SPARE_KEY} ไปเก็บในที่ปลอดภัยนอกเครื่องนี้ "
        f"ห้ามให้ {keys.OFFICE_KEY} แก่ผู้ใด ฐานข้อมูลของสำนักงานคือ {database}",
        f"Give this file to every laptop, keep {keys.SPARE_KEY} in a safe place elsewhere, and {keys.OFFICE_KEY} to yourself.",
    )
    return DONE


def _in_folder(arguments: argparse.Namespace) -> tuple[Path, object]:
    from desktop_app.store.database import Store

    folder = opening.absolute(arguments.place)
    opening.check_place(folder / "sarup.db")
    keys.found_office(folder, arguments.name)
    Store(folder / "sarup.db").close()
    return folder, folder / "sarup.db"


def _on_server(arguments: argparse.Namespace) -> tuple[Path, object]:
    """The tables lie on the server, the keys on this computer alone; there they stay when the server is set up anew."""
    from desktop_app.store import server

    folder, name = server.found(arguments.place)
    if not (folder / keys.OFFICE_KEY).exists():
        keys.found_office(folder, arguments.name or name.rpartition("/")[2])
    return folder, name
