"""``sarup print``: reports to the system's printer."""

import argparse

from desktop_app.errors import Refused
from desktop_app.report import printer

from .database import the_report
from .exporting import note_doubts, note_left_out, the_bytes
from .speech import print_json


def run(arguments: argparse.Namespace) -> int:
    """All reports are found and set before the first is printed."""
    spoiled: list[Refused] = []
    reports = [the_report(arguments, given, spoiled.append) for given in arguments.ids]
    ready = [(report, the_bytes(arguments, report, stamp, ".pdf")) for report, stamp in reports]
    jobs = []
    for report, pdf in ready:
        note_doubts(arguments, report, ".pdf")
        job = printer.send(pdf, report.title or "สรุป", arguments.printer, arguments.copies, arguments.pages)
        jobs.append({"id": report.id, "job": job})
        if not arguments.json:
            print(job, flush=True)
    if arguments.json:
        print_json(jobs)
    return note_left_out(spoiled)
