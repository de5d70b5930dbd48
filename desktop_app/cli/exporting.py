"""``sarup export``: a report as .pdf, .docx, .json or .txt, one or all, also as one book.

A FILE (.json, .pdf) in an ID's place needs no database.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop_app.errors import Refused, SurroundingsFailed, WrongUsage
from desktop_app.model.exchange import to_json
from desktop_app.model.ids import SHORT_ID
from desktop_app.model.pictures import refuse
from desktop_app.model.records import Report
from desktop_app.report import file_names, files
from desktop_app.report.compose import TITLE_HEAD
from desktop_app.report.document import Job, Stamp
from desktop_app.report.forms import ENDINGS, rendered
from desktop_app.store import reading
from desktop_app.thai.dates import buddhist_year

from . import DONE, LOOK_AT_IT
from .database import own_files, reader, the_report
from .speech import Progress, note

BOOK = ".pdf"  # the ending of all reports in one file


def run(arguments: argparse.Namespace) -> int:
    if arguments.all:
        return _all(arguments)
    if len(arguments.places) != 2:
        raise WrongUsage("คำสั่ง export ต้องมีรหัสรายงานและชื่อไฟล์", "เช่น sarup export ID report.pdf", "export takes ID OUT")
    given, out = arguments.places[0], Path(arguments.places[1])
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        known = " ".join(ENDINGS)
        raise WrongUsage(f"ไม่รู้จักชนิดไฟล์ {out.name}", f"ใช้ {known}", f"OUT ends in one of {known}")
    spoiled: list[Refused] = []
    report, stamp = the_report(arguments, given, spoiled.append)
    files.write(out, the_bytes(arguments, report, stamp, ending), never=[*own_files(arguments), Path(given)])
    note_doubts(arguments, report, ending)
    return note_left_out(spoiled)


def the_bytes(arguments: argparse.Namespace, report: Report, stamp: Stamp, ending: str) -> bytes:
    """The report's file in the style and the digits asked for."""
    return rendered(report, ending, stamp, arguments.style, arguments.digits)


def note_doubts(arguments: argparse.Namespace, report: Report, ending: str, about: str = "") -> None:
    """What the paper could not show; a Word file finds other fonts."""
    if ending == ".pdf":
        from desktop_app.report.doubts import doubts
        from desktop_app.report.style import load

        for doubt in doubts(report, load(arguments.style)):
            note(f"{about}: {doubt.thai}" if about else doubt.thai, doubt.english)


def note_left_out(spoiled: Sequence[Refused]) -> int:
    """The pictures without which a file's report goes on paper; the exit code."""
    for error in spoiled:
        note(f"{error.what} จึงไม่มีภาพนี้ในเอกสาร", f"{error.english}; left out.")
    return LOOK_AT_IT if spoiled else DONE


def _all(arguments: argparse.Namespace) -> int:
    if len(arguments.places) == 1 and arguments.places[0].lower().endswith(BOOK) and not arguments.format:
        return _book(arguments, Path(arguments.places[0]))
    if len(arguments.places) != 1 or not arguments.format:
        raise WrongUsage(
            "คำสั่ง export --all ต้องมีโฟลเดอร์และชนิดไฟล์ หรือชื่อไฟล์ .pdf",
            "เช่น sarup export --all reports --format pdf หรือ sarup export --all book.pdf",
            "export --all takes a folder and --format, or one .pdf",
        )
    folder, ending = Path(arguments.places[0]), f".{arguments.format}"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise SurroundingsFailed(f"สร้างโฟลเดอร์ {folder} ไม่ได้", "โปรดเลือกที่อื่น", f"{folder}: {error.strerror}") from None
    with reader(arguments) as database:
        found = reading.summaries(database)
    if not found:
        note("ไม่มีรายงาน", "There are no reports.")
    progress = Progress(len(found))
    for number, one in enumerate(found, 1):
        report, stamp = the_report(arguments, one.id, refuse)
        files.write(folder / _name(report, ending), the_bytes(arguments, report, stamp, ending))
        note_doubts(arguments, report, ending, about=one.title)
        progress.step(number)
    return DONE


def _book(arguments: argparse.Namespace, out: Path) -> int:
    """All reports in one file, in the order of the list."""
    from desktop_app.report.book import to_book
    from desktop_app.report.style import load

    with reader(arguments) as database:
        found = reading.summaries(database)
        if not found:
            note("ไม่มีรายงาน", "There are no reports.")
            return DONE
        jobs = (_job(arguments, database, one) for one in found)
        title, progress = f"{TITLE_HEAD} {len(found)} รายงาน", Progress(len(found))
        with files.writing(out, never=own_files(arguments)) as file:
            to_book(jobs, file, title, load(arguments.style), arguments.digits, progress.step)
    return DONE


def _job(arguments: argparse.Namespace, database: reading.Run, one: reading.Summary) -> Job:
    report = reading.load(database, one.id)
    note_doubts(arguments, report, BOOK, about=one.title)
    return Job(to_json(report), Stamp(one.id, reading.revision(database, one.id)))


def _name(report: Report, ending: str) -> str:
    """Day, title and the end of the id: in order in a folder, and the same report has the same name again."""
    day = f"{buddhist_year(report.date_start)}-{report.date_start:%m-%d} " if report.date_start else ""
    tail = f" {report.id[-SHORT_ID:]}{ending}"
    return file_names.clean(f"{day}{report.title}", file_names.LONGEST - len(tail.encode())) + tail
