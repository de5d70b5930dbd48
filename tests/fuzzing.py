"""An office that gets mutated packages and databases: each is refused and leaves no trace, or is as good as what was sent."""

import random
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.errors import Refused
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Goal, Photo, Report
from desktop_app.store import contents
from desktop_app.store.checking import PICTURES as OF_PICTURES
from desktop_app.store.database import Store
from desktop_app.sync import container, keys, receiving
from desktop_app.sync.packing import pack
from tests.mutations import OF_BYTES, OF_DATABASES, Mutation, forged
from tests.records import PICTURES

HOME, PRIVATE = "home", "private"
SECONDS = 5.0  # that one file may take, and as much again for every 100 MB of it: it is copied first


class Broken(AssertionError):
    """The office did what it must not do."""


@dataclass
class Outcome:
    """``kind``: what was mutated, and how; ``why``: the refusal in English, "" where it was taken."""

    kind: str
    why: str
    seconds: float


@dataclass
class Office:
    """An office and what a laptop sent to it, made once; every file is received by the same empty database.

    Whoever uses it sets ``SARUP_HOME`` to its folder :data:`HOME` and ``tempfile.tempdir`` to its folder :data:`PRIVATE`.
    """

    folder: Path
    sent: dict[str, bytes] = field(default_factory=dict)
    genuine: set[bytes] = field(default_factory=set)
    empty: bytes = b""

    def __post_init__(self) -> None:
        self.database = self.folder / "office" / "sarup.db"
        self.file = self.folder / "came.sarup"
        self.private = self.folder / PRIVATE
        card = keys.found_office(self.folder / "office")
        self.recipients = card.recipients
        with Store(self.folder / HOME / "data" / "sarup.db", user="มานี") as store:
            report = Report(title="งานวัด", goals=[Goal(body="หนึ่ง"), Goal(body="สอง")])
            report.photos = [Photo(image=name) for name in PICTURES]
            report.pictures = dict(PICTURES)
            store.add(report)
            store.save([Change(REPORT, report.id, "place", "ศาลา")], "set")
            store.save([Change(REPORT, report.id, "place", "วัด")], "set")
            self.take_from(store)
        Store(self.database).close()
        self.empty = self.database.read_bytes()

    def take_from(self, store: Store) -> None:
        """A package, the database inside it, the pictures behind that, and the laptop's own file."""
        made = pack(store, self.folder, to=str(self.folder / "office" / keys.OFFICE_CARD))
        own = keys.office_of(self.database)
        assert own
        container.unpack(made.path, own.opening(), self.folder / "inner.db", self.folder / "behind", "")
        with store.log() as log:
            self.genuine = {one.hash for one in log.versions()}
        inner, behind = ((self.folder / name).read_bytes() for name in ("inner.db", "behind"))
        self.sent = {"package": made.path.read_bytes(), "inside": inner, "signed": inner, "pictures": behind}
        self.sent["database"] = store.path.read_bytes()

    def receive(self, seed: int) -> Outcome:
        """One mutated file. :raises Broken: what must not happen happened."""
        dice = random.Random(seed)
        kind = dice.choice(sorted(self.sent))
        mutation: Mutation = dice.choice(OF_BYTES if kind in ("package", "pictures") else OF_DATABASES)
        data = mutation(self.sent[kind], dice)
        named = f"{kind}, {mutation.__name__}"
        self.put(kind, data)
        before = time.monotonic()
        with Store(self.database) as store:
            done = receiving.merge(store, [self.file])
            taken = time.monotonic() - before
            why = done.refused[0][1].english if done.refused else ""
            if done.refused and not isinstance(done.refused[0][1], Refused):
                raise Broken(f"{named}: called a fault of the surroundings: {why}")
            if not why:
                self.check(store, kind, mutation)
        if why:
            self.check_untouched(named)
        else:
            self.database.write_bytes(self.empty)
        if taken > SECONDS * (1 + len(data) // 100_000_000):
            raise Broken(f"{named}: took {taken:.1f} s")
        self.clear(named)
        return Outcome(named, why, taken)

    def put(self, kind: str, data: bytes) -> None:
        if kind in ("package", "database"):
            self.file.write_bytes(data)
            return
        inner = self.folder / "mutated.db"
        inner.write_bytes(data if kind != "pictures" else self.sent["inside"])
        if kind == "signed":
            sign_again(inner)
        behind = data if kind == "pictures" else self.sent["pictures"]
        with self.file.open("wb") as out:
            container.write(out, [inner.read_bytes(), behind], self.recipients)

    def check(self, store: Store, kind: str, mutation: Mutation) -> None:
        """What was taken is in order; no version is another one than was sent but where somebody forged its hash."""
        faults = [fault for fault in store.check() if fault.where != OF_PICTURES]
        if faults:
            raise Broken(f"{kind}, {mutation.__name__}: {faults[0]}")
        with store.log() as log:
            came = {one.hash for one in log.versions()}
        if mutation is not forged and not came <= self.genuine:
            raise Broken(f"{kind}, {mutation.__name__}: altered versions were taken")

    def check_untouched(self, named: str) -> None:
        if self.database.read_bytes() != self.empty:
            raise Broken(f"{named}: refused, and the database was changed")

    def clear(self, named: str) -> None:
        left = [*self.private.iterdir(), *(self.database.parent / "backups").glob("*")]
        for path in left:
            if path.parent == self.private:
                raise Broken(f"{named}: a private copy was left: {path}")
            path.unlink()


def sign_again(inner: Path) -> None:
    """A laptop whose owner altered what it sends, and signed it."""
    own = keys.laptop()
    assert own
    raw = sqlite3.connect(inner, isolation_level=None)
    try:
        raw.execute("PRAGMA journal_mode = OFF")
        signature = own.sign(contents.content(raw)).hex()
        raw.execute("UPDATE meta SET value = ? WHERE key = ?", (signature, contents.SIGNATURE))
    except (sqlite3.Error, UnicodeDecodeError, MemoryError, OverflowError):
        pass  # too broken to be signed
    finally:
        raw.close()
