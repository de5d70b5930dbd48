"""``sarup import``: files of reports into the database; a bad one is refused and never holds up the others."""

import argparse
from contextlib import ExitStack
from pathlib import Path

from desktop_app.errors import Refused, UserError
from desktop_app.model.pictures import Spoiled, refuse
from desktop_app.model.records import Report
from desktop_app.report import attached
from desktop_app.store.arrival import receive

from . import DONE, LOOK_AT_IT
from .database import store
from .speech import print_json, say, thai


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 when some files were refused, 3 when all were."""
    taken: list[dict[str, str]] = []
    refused: list[dict[str, str]] = []
    with ExitStack() as stack:
        database = None
        for name in arguments.files:
            try:
                report = read(Path(name))
            except Refused as error:
                say(error, name)
                refused.append({"file": name, "why": thai(error), "english": error.english})
                continue
            database = database or stack.enter_context(store(arguments, create=True))
            taken.append({"file": name, "id": database.add(report, reason=f"import {Path(name).name}")})
            if not arguments.json:
                print(taken[-1]["id"], flush=True)
    if arguments.json:
        print_json({"imported": taken, "refused": refused})
    if not refused:
        return DONE
    return LOOK_AT_IT if taken else Refused.exit_code


def read(path: Path, spoiled: Spoiled = refuse) -> Report:
    """The report in a .json file, or inside the .pdf of one.

    :raises Refused: it cannot be read, or it is no report.
    """
    return report_in(bytes_of(path), spoiled)


def report_in(data: bytes, spoiled: Spoiled = refuse) -> Report:
    """The report in a file's bytes, as it would be kept.

    :raises Refused: it is none.
    """
    return receive(attached.loads(data, spoiled), spoiled)


def bytes_of(path: Path) -> bytes:
    """:raises Refused: the file cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(attached.FILE_LIMIT + 1)  # one more tells that it is too large
    except FileNotFoundError:
        raise _unreadable("ไม่พบไฟล์นี้", "โปรดตรวจชื่อไฟล์", "there is no such file") from None
    except IsADirectoryError:
        raise _unreadable("เป็นโฟลเดอร์ ไม่ใช่ไฟล์", "โปรดระบุไฟล์ .json หรือ .pdf", "it is a folder") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _unreadable("อ่านไฟล์ไม่ได้", "โปรดตรวจสิทธิ์และดิสก์", f"it cannot be read: {error}") from None


def _unreadable(what: str, remedy: str, english: str) -> UserError:
    return Refused(what, remedy, english)
