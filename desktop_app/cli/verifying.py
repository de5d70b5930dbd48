"""``sarup verify``: whether a paper, by its code, or a file of a report says what the database holds."""

import argparse
import dataclasses
from pathlib import Path

from desktop_app.errors import Refused
from desktop_app.model.codes import Code, code_in, digest
from desktop_app.model.ids import SHORT_ID
from desktop_app.report import attached
from desktop_app.store.revisions import CURRENT, DIFFERS, EARLIER, Verdict, verdict
from desktop_app.thai.dates import format_day

from . import DONE, LOOK_AT_IT
from .database import reader
from .importing import bytes_of, report_in
from .speech import print_json

_FILES = (".pdf", ".json")


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
        print(_said(found))
    return DONE if whole and found.result == CURRENT else LOOK_AT_IT


def _typed(text: str) -> Code:
    code = code_in(text)
    if code is None:
        raise Refused(
            "ไม่ใช่รหัสตรวจสอบของสรุป หรือพิมพ์ผิด",
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


def _said(found: Verdict) -> str:
    report, title = f"รายงาน {found.report_id[-SHORT_ID:]}", f": {found.title}" if found.title else ""
    now = f"ฉบับแก้ไขที่ {found.newest}"
    if found.result == CURRENT:
        return f"ตรงกับ{report} ฉบับปัจจุบัน ({now}){title} (this is the report as it is now)"
    if found.result == EARLIER:
        then = f"ฉบับแก้ไขที่ {found.revision}{_when(found)}"
        return f"ตรงกับ{report} {then} ซึ่งมีการแก้ไขต่อแล้ว ปัจจุบันคือ{now}{title} (an earlier revision of the report)"
    if found.result == DIFFERS:
        return f"ไม่ตรงกับ{report} ทั้งฉบับปัจจุบัน ({now}) และประวัติที่มี{title} (not the report as it is now, nor as its history tells)"
    return "ไม่มีรายงานนี้ในฐานข้อมูล (no report of this database, nor its history, has this content)"


def _when(found: Verdict) -> str:
    who = f" โดย {found.user}" if found.user else ""
    if found.when is None:
        return who
    local = found.when.astimezone()
    return f" เมื่อ {format_day(local.date(), short=True)} {local:%H:%M} น.{who}"
