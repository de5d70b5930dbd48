"""The store: every report of one database, their history and their copies. Used from one thread at a time, any thread."""

from collections.abc import Sequence
from pathlib import Path

from desktop_app.model.changes import ALIVE, REPORT, Change, birth
from desktop_app.model.codes import Code
from desktop_app.model.records import Report
from desktop_app.model.verdicts import Verdict

from . import checking, history, reading, revisions, tables
from .checking import Fault
from .copies import restore
from .history import Version
from .office import Office
from .reading import Summary

__all__ = ["Fault", "Store", "Summary", "Version", "restore"]


class Store(Office):
    """See :class:`.connected.Connected` for how it is opened."""

    # ---- reading

    def summaries(self, find: str = "") -> list[Summary]:
        """All reports, the latest made first; ``find`` keeps those with that text in title or place."""
        with self._reading() as conn:
            found = reading.summaries(tables.runner(conn))
        wanted = find.casefold().strip()
        return [one for one in found if wanted in f"{one.title}\n{one.place}".casefold()]

    def load(self, report_id: str) -> Report:
        """:raises Refused: there is no such report."""
        with self._reading() as conn:
            return reading.load(tables.runner(conn), report_id)

    def deleted(self) -> list[Summary]:
        """The recycle bin."""
        with self._reading() as conn:
            return reading.summaries(tables.runner(conn), deleted=True)

    def find_id(self, part: str) -> str:
        """As :func:`.reading.find_id`."""
        with self._reading() as conn:
            return reading.find_id(tables.runner(conn), part)

    def history(self, report_id: str, field: str | None = None) -> list[Version]:
        """As :func:`.history.of_report`."""
        with self._reading() as conn:
            return history.of_report(conn, report_id, field)

    def revision(self, report_id: str) -> int:
        """As :func:`.reading.revision`."""
        with self._reading() as conn:
            return reading.revision(tables.runner(conn), report_id)

    def verdict(self, code: Code) -> Verdict:
        """As :func:`.revisions.verdict`."""
        with self._reading() as conn:
            return revisions.verdict(tables.runner(conn), code)

    # ---- writing: each call is one transaction; when it raises, nothing of it is written and it can be called again

    def add(self, report: Report, reason: str = "") -> str:
        """A new report; gives its id."""
        self.save(birth(report), reason, report.pictures)
        return report.id

    def add_all(self, reports: Sequence[Report], reason: str = "") -> list[str]:
        """Many new reports in one transaction."""
        pictures = {name: data for report in reports for name, data in report.pictures.items()}
        self.save([change for report in reports for change in birth(report)], reason, pictures)
        return [report.id for report in reports]

    def delete(self, report_id: str) -> None:
        """Puts a report into the recycle bin."""
        self._live(report_id, False, "delete")

    def undelete(self, report_id: str) -> None:
        self._live(report_id, True, "undelete")

    def restore_value(self, device: int, seq: int) -> Version:
        """The field gets the value again that this version gave it; tells that version."""
        with self._reading() as conn:
            old = history.one(conn, device, seq)
        self.save([Change(old.table, old.row, old.field, old.value)], f"restore {device}:{seq}")
        return old

    # ---- care

    def rebuild(self) -> None:
        """Makes heads, tables and summaries anew from the log."""
        self._sitting.last = {}
        self._write(tables.rebuild, long=True)

    def check(self) -> list[Fault]:
        """Everything wrong in the file; [] where it is in order."""
        with self._reading() as conn:
            return checking.check(conn)

    def backup(self, out: Path | str | None = None) -> Path:
        """A verified copy of the database, beside it under a dated name or at ``out``; see :func:`.copies.backup`.

        Of a server's database it is a file that this computer has.
        """
        self.seal()
        return self._home.copy(Path(out) if out else None)

    # ----

    def _live(self, report_id: str, alive: bool, reason: str) -> None:
        self.load(report_id)
        self.save([Change(REPORT, report_id, ALIVE, alive)], reason)
