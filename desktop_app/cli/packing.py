"""``sarup pack``: packages onto a stick."""

import argparse
from pathlib import Path

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
