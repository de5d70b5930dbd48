"""``sarup verify``: whether a paper, by its code, or a file of a report says what the database holds."""

import argparse
import dataclasses
import os
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

_FILES, _EDITABLE = (".pdf", ".json"), (".docx", ".txt")
RECORD, PAGES = "record", "pages"
_FAULTS = {
    RECORD: "ข้อมูลในไฟล์ถูกแก้ไขหลังส่งออก: ไม่ตรงกับรหัสของไฟล์เอง (the record in this file is not what the file's own code says)",
    PAGES: "หน้ากระดาษในไฟล์ไม่เหมือนที่โปรแกรมนี้พิมพ์จากข้อมูลข้างใน อาจถูกแก้ไข หรือใช้รูปแบบหรือโปรแกรมรุ่นอื่น โปรดอ่านเทียบ "
    "(the pages are not those that this program makes of the record inside: changed, of another style or version)",
}
_ENGLISH = {
    CURRENT: "this is the report as it is now",
    EARLIER: "an earlier revision of the report",
    DIFFERS: "not the report as it is now, nor as its history tells",
    UNKNOWN: "no report of this database, nor its history, has this content",
}


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 for all but the current version, and for a file that is not as it was exported."""
    given = arguments.given
    if given.lower().endswith(_EDITABLE):
        raise Refused(
            "ไฟล์ Word และไฟล์ข้อความแก้ไขได้โดยที่รหัสไม่เปลี่ยน จึงตรวจไม่ได้",
            "โปรดตรวจไฟล์ .pdf หรือ .json หรือพิมพ์รหัสท้ายกระดาษ",
            "anybody can change a Word or text file under its code: check a .pdf or .json, or type the code",
        )
    is_file = given.lower().endswith(_FILES) or os.path.isfile(given)
    code, faults = _of_file(bytes_of(Path(given))) if is_file else (_typed(given), [])
    with reader(arguments) as database:
        found = verdict(database, code)
    if arguments.json:
        when = found.when.isoformat() if found.when else None
        print_json(dataclasses.asdict(found) | {"when": when, "code": code.typed, "faults": faults})
    else:
        for fault in faults:
            print(_FAULTS[fault])
        print(f"{said(found)} ({_ENGLISH[found.result]})")
    return LOOK_AT_IT if faults or found.result != CURRENT else DONE


def _typed(text: str) -> Code:
    code = code_in(text)
    if code is None:
        raise Refused(
            NO_CODE,
            "โปรดพิมพ์รหัสท้ายกระดาษอีกครั้ง หรือระบุไฟล์ .pdf หรือ .json",
            "this is neither a file nor a code off a paper of Sarup's; perhaps one character is wrong",
        )
    return code


def _of_file(data: bytes) -> tuple[Code, list[str]]:
    """The code of the record in a file, and what is wrong with the file itself."""
    report = report_in(data)
    told, found = code_in(attached.identifier_of(data)), digest(report)
    code = Code(found, told.report_id if told else "", told.revision if told else 0)
    faults = [RECORD] if told and told.digest != found else []
    if attached.is_pdf(data):
        from desktop_app.report.alike import is_printed_from

        faults += [] if is_printed_from(data, report, told) else [PAGES]
    return code, faults
