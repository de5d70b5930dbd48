"""A report as it was at each save that the log still tells, and which of them a paper's code means. Reads with plain SQL.

Autosaves of one sitting rewrite each other; what was put on paper is sealed before (:meth:`.database.Store.seal`) and stays.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from desktop_app.model.changes import REPORT
from desktop_app.model.codes import Code, digest
from desktop_app.model.records import Report
from desktop_app.model.verdicts import CURRENT, DIFFERS, EARLIER, UNKNOWN, Verdict

from . import reading
from .reading import Head, Run


@dataclass(frozen=True, slots=True, eq=False)
class Revision:
    """``number`` is what :func:`.reading.revision` said then; the report is without its pictures."""

    number: int
    when: dt.datetime
    user: str
    report: Report


def verdict(run: Run, code: Code) -> Verdict:
    """A report with another id and the same content is as good: a report that was sent and imported has one."""
    known = [str(row[0]) for row in run("SELECT id FROM summary ORDER BY id DESC")]
    named = [one for one in known if code.report_id and one.endswith(code.report_id)]
    others = [one for one in known if one not in named]
    for report_id in (*named, *others):
        found = _now(run, report_id, code)
        if found.result == CURRENT:
            return found
    for report_id in named or others:
        found = _then(run, report_id, code)
        if found.result == EARLIER:
            return found
    return _now(run, named[0], code) if named else Verdict(UNKNOWN)


def revisions(run: Run, report_id: str) -> Iterator[Revision]:
    """From the first on. Of a log that was merged: in the order of time, and then as each laptop alone had it."""
    rows = reading.rows_of(run, report_id)
    saved = sorted((save for row in rows for save in _saves(run, row)), key=lambda save: save.head[3:6])
    yield from _states(saved, report_id)
    devices = {save.device for save in saved}
    for device in sorted(devices) if len(devices) > 1 else ():
        yield from _states([save for save in saved if save.device == device], report_id)


@dataclass(frozen=True, slots=True)
class _Save:
    """One version of the log: ``times`` saves of the field rest in it."""

    head: Head
    times: int
    user: str

    @property
    def device(self) -> int:
        return self.head[4]

    @property
    def sitting(self) -> tuple[int, int]:
        """The same for all that one save wrote, which has a millisecond of its own."""
        return self.head[3] >> 16, self.device


def _saves(run: Run, row: str) -> list[_Save]:
    columns = '"table", "row", "field", "hlc", "device", "seq", "value", "since", "user"'
    found = run(f'SELECT {columns} FROM "version" WHERE "row" = :row', row=row)
    return [
        _Save((one[0], one[1], one[2], one[3], one[4], one[5], one[6]), one[5] - one[7] + 1, one[8]) for one in found
    ]


def _states(saved: list[_Save], report_id: str) -> Iterator[Revision]:
    heads: dict[tuple[str, str, str], Head] = {}
    number = 0
    for (milliseconds, _), group in groupby(saved, key=lambda save: save.sitting):
        together = list(group)
        heads |= {save.head[:3]: save.head for save in together}
        number += max(save.times for save in together)
        found = reading.cells(heads.values())
        if (REPORT, report_id) in found:
            when = reading.moment(milliseconds << 16)
            yield Revision(number, when, together[-1].user, reading.assembled(report_id, found))


def _now(run: Run, report_id: str, code: Code) -> Verdict:
    report = reading.load_text(run, report_id)
    newest = reading.revision(run, report_id)
    same = digest(report) == code.digest
    return Verdict(CURRENT if same else DIFFERS, report_id, report.title, newest if same else code.revision, newest)


def _then(run: Run, report_id: str, code: Code) -> Verdict:
    """The latest revision with that digest."""
    found = Verdict(DIFFERS)
    for one in revisions(run, report_id):
        if digest(one.report) == code.digest:
            newest = reading.revision(run, report_id)
            found = Verdict(EARLIER, report_id, one.report.title, one.number, newest, one.when, one.user)
    return found
