"""``sarup verify``: whether a paper, by its code, or a file of a report says what the database holds."""

import argparse
import dataclasses
from pathlib import Path

from desktop_app.errors import Refused
from desktop_app.model.codes import Code, code_in, digest
from desktop_app.model.verdicts import CURRENT, DIFFERS, EARLIER, UNKNOWN
from desktop_app.report import attached
from desktop_app.store.revisions import verdict
from desktop_app.thai.verdicts import NO_CODE, said

from . import DONE, LOOK_AT_IT
from .database import reader
from .importing import bytes_of, report_in
from .speech import print_json

_FILES = (".pdf", ".json")
_ENGLISH = {
    CURRENT: "this is the report as it is now",
    EARLIER: "an earlier revision of the report",
    DIFFERS: "not the report as it is now, nor as its history tells",
    UNKNOWN: "no report of this database, nor its history, has this content",
}


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 for all but the current version, and for a file that does not say what its own code says."""
    text = arguments.given
    whole = True
    if text.lower().endswith(_FILES) or Path(text).is_file():
        code, whole = _of_file(bytes_of(Path(text)))
    else:
        code = _typed(text)
    with reader(arguments) as database:
        found = verdict(database, code)
    if arguments.json:
        when = found.when.isoformat() if found.when else None
        print_json(dataclasses.asdict(found) | {"when": when, "code": code.typed, "whole": whole})
    else:
        if not whole:
            print(
                "ข้อมูลในไฟล์ถูกแก้ไขหลังส่งออก: ไม่ตรงกับรหัสของไฟล์เอง (the record in this file is not what the file's own code says)"
            )
        print(f"{said(found)} ({_ENGLISH[found.result]})")
    return DONE if whole and found.result == CURRENT else LOOK_AT_IT


def _typed(text: str) -> Code:
    code = code_in(text)
    if code is None:
        raise Refused(
            NO_CODE,
            "โปรดพิมพ์รหัสท้ายกระดาษอีกครั้ง หรือระบุไฟล์ .pdf หรือ .json",
            "this is neither a file nor a code off a paper of Sarup's; perhaps one character is wrong",
        )
    return code


def _of_file(data: bytes) -> tuple[Code, bool]:
    """The code of the record in a file, and whether the file itself names the same one, if it names any."""
    told = code_in(attached.identifier_of(data))
    found = digest(report_in(data))
    return Code(
        found, told.report_id if told else "", told.revision if told else 0
    ), told is None or told.digest == found
