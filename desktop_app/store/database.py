"""The store: every report of one database, their history and their copies. Used from one thread at a time, any thread."""

import contextlib
import getpass
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import Connection

from desktop_app.errors import SurroundingsFailed
from desktop_app.model.changes import ALIVE, REPORT, Change, birth
from desktop_app.model.codes import Code
from desktop_app.model.records import Report
from desktop_app.model.verdicts import Verdict

from . import (
    checking,
    copies,
    creation,
    failures,
    history,
    log_rows,
    opening,
    parcels,
    partners,
    reading,
    revisions,
    tables,
    writing,
)
from .checking import Fault
from .copies import restore
from .creation import engine_over, get_meta, set_meta
from .history import Version
from .log_rows import OwnLog
from .parcels import Contents
from .partners import Partner
from .reading import Summary
from .versions import Clock, written

__all__ = ["Fault", "Store", "Summary", "Version", "restore"]


class Store:
    """Opens ``path``, or takes over ``connection`` that :func:`.opening.open_file` gave for it.

    ``clock`` gives seconds since 1970. With ``write=False`` the file may be read-only, and every change is refused.

    :raises UserError: as :func:`.opening.open_file`.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        connection: sqlite3.Connection | None = None,
        user: str | None = None,
        clock: Callable[[], float] | None = None,
        create: bool = True,
        write: bool = True,
    ) -> None:
        self.path = opening.absolute(path)
        self._raw = connection or opening.open_file(self.path, create, write=write)
        self._writes = write
        self._engine = engine_over(self._raw)
        self._sitting = writing.Sitting(written(_login() if user is None else user), Clock(clock))
        try:
            if write:
                self._adapt()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._engine.dispose()
        self._raw.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    @contextlib.contextmanager
    def log(self, above: Mapping[int, int] = {}) -> Iterator[OwnLog]:
        """The log for another database to take from, as it stands now; ``above``: without what the receiver has.

        The store can do nothing else inside the block.
        """
        with self._reading() as conn:
            yield OwnLog(conn, above)

    def vector(self) -> dict[int, int]:
        """As :func:`.log_rows.vector`."""
        with self._reading() as conn:
            return log_rows.vector(conn)

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

    def save(self, changes: Sequence[Change], reason: str = "", pictures: Mapping[str, bytes] = {}) -> None:
        """Writes the changes that differ from what is stored. ``pictures`` has the bytes of new ones that they name.

        :raises Refused: a field does not take its value.
        :raises SurroundingsFailed: disk full, locked, read-only, file gone.
        """
        with self._writing() as conn:
            last = writing.write(conn, self._sitting, changes, written(reason), pictures)
        self._sitting.last = last  # only now it is committed

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

    def seal(self) -> None:
        """What leaves the file, packed or on paper, is not rewritten any more, by whichever program writes next.

        Where that cannot be written down the copy is made all the same: a deleted file can still be saved elsewhere, and
        a version rewritten after it left does no harm (see :func:`.writing._rewritten`).
        """
        self._sitting.last = {}
        with self._reading() as conn:
            newest, sealed = history.newest(conn), get_meta(conn).get("sealed")
        if self._writes and sealed != str(newest):
            with contextlib.suppress(SurroundingsFailed), self._writing() as conn:
                set_meta(conn, sealed=str(newest))

    # ---- packages

    def parcel(self, new: Path, above: Mapping[int, int], lacking: Sequence[str], told: Mapping[str, str]) -> Contents:
        """As :func:`.parcels.write`; what is in it is sealed before."""
        self.seal()
        with self._reading() as conn:
            return parcels.write(conn, new, above, lacking, told)

    def partners(self) -> list[Partner]:
        with self._reading() as conn:
            return partners.all_of(conn)

    def remember(self, partner: Partner) -> None:
        with self._writing() as conn:
            partners.keep(conn, partner)

    def device_of(self, signer: str) -> int:
        """As :func:`.partners.device_of`."""
        with self._writing() as conn:
            return partners.device_of(conn, signer)

    # ---- care

    def rebuild(self) -> None:
        """Makes heads, tables and summaries anew from the log."""
        self._sitting.last = {}
        with self._writing() as conn:
            tables.rebuild(conn)

    def check(self) -> list[Fault]:
        """Everything wrong in the file; [] where it is in order."""
        with self._reading() as conn:
            return checking.check(conn)

    def backup(self, out: Path | str | None = None) -> Path:
        """A verified copy of the database, beside it under a dated name or at ``out``; see :func:`.copies.backup`."""
        self.seal()
        with failures.told(out or self.path):
            return copies.backup(self._raw, self.path, Path(out) if out else None)

    # ----

    def _live(self, report_id: str, alive: bool, reason: str) -> None:
        self.load(report_id)
        self.save([Change(REPORT, report_id, ALIVE, alive)], reason)

    def _adapt(self) -> None:
        with self._reading() as conn:
            ours = tables.is_ours(conn)
        if not ours:
            with self._writing() as conn:
                tables.adapt(conn)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with creation.told(self.path), self._engine.connect() as conn:
            yield conn

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction under the write lock. Leaving the block by an error undoes it."""
        if not self._writes:
            raise failures.read_only(self.path)
        with creation.told(self.path), self._engine.execution_options(writes=True).begin() as conn:
            yield conn


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, Windows without its variables
        return ""
