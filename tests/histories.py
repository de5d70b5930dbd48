"""Random histories of several laptops whose logs travel by packages, drawn from a seed; what must hold in the end is checked.

The stores are real ones in memory, kept from one history to the next, since making one costs more than a history.
"""

import functools
import itertools
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.model.changes import REPORT, Change, Draft, birth
from desktop_app.model.records import Activity, Goal, Photo, Report
from desktop_app.store import creation, opening, schema
from desktop_app.store.database import Store
from desktop_app.store.log_rows import LogVersion, Picture
from desktop_app.store.refusals import Lacking
from tests.records import PICTURES

DAY = 86_400
WORDS = ("ชุมชน", "สุขภาพ", "ป่าชายเลน", "เรียนรู้", "ร่วมกัน", "น้ำ", "ขยะ", " ", "และ")
ITEMS = {"goals": Goal, "activities": Activity, "photos": Photo}


class InMemory(Store):
    """A store that lies in no file, so nothing can be copied before a merge."""

    def _copy_before(self) -> None:
        return None


@dataclass
class Held:
    """A package on its way: rows of a log as they were when it was packed."""

    rows: list[LogVersion]
    photographs: dict[str, bytes]

    def tips(self) -> dict[int, tuple[int, bytes]]:
        return {one.device: (one.seq, one.hash) for one in self.rows}

    def versions(self, above: Mapping[int, int] = {}) -> Iterator[LogVersion]:
        return (one for one in self.rows if one.seq > above.get(one.device, 0))

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        return (Picture(name, self.photographs[name]) for name in names if name in self.photographs)


def in_memory() -> sqlite3.Connection:
    raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA foreign_keys = ON")
    return raw


@functools.cache
def _blank() -> bytes:
    with closing(in_memory()) as raw:
        raw.execute(f"PRAGMA application_id = {opening.APPLICATION_ID}")
        with creation.engine_over(raw).execution_options(writes=True).begin() as conn:
            creation.make_tables(conn)
        return raw.serialize()


@functools.cache
def _stores() -> list["Laptop"]:
    return [Laptop(number) for number in range(6)]


class Laptop:
    """A store in memory with a clock of its own."""

    def __init__(self, number: int) -> None:
        self.raw = in_memory()
        self.seconds = 0.0
        self._take(_blank())
        self.store = InMemory(
            Path(f"/nowhere/{number}.db"), connection=self.raw, user=f"คนที่ {number}", clock=lambda: self.seconds
        )

    def begin(self, seconds: float, copy: bytes | None = None) -> None:
        """Starts anew with what is in that copy, or empty."""
        self.seconds = seconds
        self._take(copy or _blank())
        self.store._sitting.last = {}
        self.new_number()

    def _take(self, copy: bytes) -> None:
        """By a backup: what SQLite remembers of a database that is exchanged under it ends the process."""
        with closing(in_memory()) as source:
            source.deserialize(copy)
            source.backup(self.raw)

    def new_number(self) -> None:
        self.store._write(creation.new_device)

    def packed(self, above: Mapping[int, int] = {}) -> Held:
        with self.store.log(above) as log:
            return Held(list(log.versions()), {one.sha256: one.data for one in log.pictures(PICTURES)})

    def told(self, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
        return {name: sorted(self.raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in tables}


class History:
    """One history. :meth:`run` lives it, :meth:`check_the_end` lets everybody have everything and checks what must hold."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.names = ["head", "summary", *schema.tables().tables]
        self.laptops = _stores()[: self.dice.randint(2, 6)]
        for laptop in self.laptops:
            laptop.begin(1_795_000_000 + self.dice.choice([0, 0, 3_600, -2 * DAY, 400 * DAY]))
        self.packages: list[Held] = []
        self.kept: list[Held] = []  # files that were replaced by a backup
        self.backups: list[tuple[Laptop, bytes]] = []
        self.acknowledged: set[tuple[str, str, str, str]] = set()
        self.lived: Counter[str] = Counter(laptops=len(self.laptops))

    def run(self, steps: int = 30) -> None:
        self.new_report(self.laptops[0])
        for laptop in self.laptops[1:]:
            if self.dice.random() < 0.8:
                self.arrive(laptop, self.laptops[0].packed())
        often = [self.edit] * 4 + [self.items] * 4 + [self.pack] * 3 + [self.unpack] * 3
        acts = often * 2 + [self.delete, self.resolve, self.back_up, self.put_back, self.tick, self.tick]
        acts += [
            self.new_report,
            self.undo,
            self.merge_and_undo,
            self.comment,
            self.comment,
            self.go_on_about,
            self.name,
            self.style,
        ]
        for _ in range(steps):
            self.dice.choice(acts)(self.dice.choice(self.laptops))

    # ---- what people do

    def new_report(self, laptop: Laptop) -> None:
        report = Report(title=self.text(), goals=[Goal(body=self.text())], pictures=dict(PICTURES))
        self.save(laptop, birth(report))

    def edit(self, laptop: Laptop) -> None:
        report = self.some_report(laptop)
        if report:
            field = self.dice.choice(["title", "introduction"])
            self.save(laptop, [Change(REPORT, report, field, self.text())])

    def items(self, laptop: Laptop) -> None:
        report = self.some_report(laptop)
        if not report:
            return
        draft, table = Draft(laptop.store.load(report)), self.dice.choice(list(ITEMS))
        rows = draft.items(table)
        act = self.dice.choice(["insert", "insert", "move", "remove", "set", "set"])
        if act == "insert" or not rows:
            draft.insert(table, self.dice.randint(0, len(rows)), ITEMS[table]())
        elif act == "move":
            draft.move(table, self.dice.randrange(len(rows)), self.dice.randrange(len(rows)))
        elif act == "remove":
            draft.remove(table, self.dice.randrange(len(rows)))
        elif table == "photos":
            draft.set(table, self.dice.choice(rows).id, "image", self.dice.choice(list(PICTURES)))
        else:
            draft.set(table, self.dice.choice(rows).id, "body", self.text())
        self.save(laptop, draft.take())

    def delete(self, laptop: Laptop) -> None:
        report = self.some_report(laptop)
        if report:
            laptop.store.delete(report)
        elif laptop.store.deleted():
            laptop.store.undelete(self.dice.choice(laptop.store.deleted()).id)

    def resolve(self, laptop: Laptop) -> None:
        for conflict in laptop.store.conflicts()[:1]:
            laptop.store.resolve(conflict.id, self.dice.choice(conflict.sides).value)

    def comment(self, laptop: Laptop) -> None:
        """On a field of the report, or of one of its items."""
        report = self.some_report(laptop)
        if report:
            goals = laptop.store.load(report).goals
            place = ("goals", self.dice.choice(goals).id, "body") if goals else (REPORT, report, "title")
            self.speak(laptop, lambda: laptop.store.comment(report, *place, f"{self.text()}?"))

    def go_on_about(self, laptop: Laptop) -> None:
        """A comment is answered, settled, opened again or taken back."""
        said = laptop.store.comments()
        if said:
            one = self.dice.choice(said).id
            acts = [
                lambda: laptop.store.reply(one, f"{self.text()}!"),
                lambda: laptop.store.mark_comment(one, self.dice.random() < 0.7),
                lambda: laptop.store.take_comment_back(one),
            ]
            self.speak(laptop, self.dice.choice(acts))

    def name(self, laptop: Laptop) -> None:
        """A name is listed, gets another spelling, or is forgotten; often the same few names, also in a circle."""
        name, meant = self.dice.choice(WORDS[:4]), self.dice.choice(["", *WORDS[:4]])
        listed = {one.name for one in laptop.store.names() if one.listed or one.meant}
        if name in listed and self.dice.random() < 0.3:
            self.speak(laptop, lambda: laptop.store.forget_name("places", name), "name")
        else:
            self.speak(laptop, lambda: laptop.store.spell("places", name, meant), "name")

    def style(self, laptop: Laptop) -> None:
        """A style file is kept, changed or dropped."""
        name, content = self.dice.choice(["one", "two"]), f"label = {self.dice.randint(1, 3)}"
        logo = {"logo.png": self.dice.choice(list(PICTURES.values()))} if self.dice.random() < 0.5 else {}
        if self.dice.random() < 0.3 and name in [one.name for one in laptop.store.styles()]:
            self.speak(laptop, lambda: laptop.store.drop_style(name), "style")
        else:
            self.speak(laptop, lambda: laptop.store.keep_style(name, content, logo), "style")

    def speak(self, laptop: Laptop, act: Callable[[], object], reason: str = "comment") -> None:
        laptop.seconds += 0.3
        act()
        self.lived.update({f"{reason}s": 1})
        self.note_acknowledged(laptop, reason)

    def tick(self, laptop: Laptop) -> None:
        laptop.seconds += self.dice.choice([0.5, 60, 7_200, -3_600, 40 * DAY, -500 * DAY, 3 * DAY])

    # ---- what happens to files

    def undo(self, laptop: Laptop) -> None:
        """Any merge that still stands, also an old one."""
        standing = [one.number for one in laptop.store.merges() if one.undone is None]
        if standing:
            done = laptop.store.undo_merge(self.dice.choice(standing))
            self.lived.update(undone=1, removed=done.removed, reverted=done.reverted, kept=len(done.kept))
            assert laptop.store.check() == []

    def merge_and_undo(self, laptop: Laptop) -> None:
        """At once: everything is as it was."""
        before = laptop.told(*self.names)
        for package in self.packages[-2:]:
            if laptop.store.merge([("package", package)]).number:
                laptop.store.undo_merge()
                self.lived.update(undone_at_once=1)
        assert laptop.told(*self.names) == before

    def pack(self, laptop: Laptop) -> None:
        """All, or what a receiver lacks that is believed to have what somebody had at some time."""
        above = self.dice.choice(self.laptops).store.vector() if self.dice.random() < 0.5 else {}
        self.packages.append(laptop.packed(above))

    def unpack(self, laptop: Laptop) -> None:
        """Any package, in any order, perhaps again; what is never drawn was lost."""
        if self.packages:
            self.arrive(laptop, *self.dice.sample(self.packages, min(len(self.packages), self.dice.randint(1, 3))))

    def back_up(self, laptop: Laptop) -> None:
        self.backups.append((laptop, laptop.raw.serialize()))

    def put_back(self, laptop: Laptop) -> None:
        """An older state of this laptop's file, as restore does it: the file that was there is kept, the number is new."""
        mine = [data for owner, data in self.backups if owner is laptop]
        if mine:
            self.kept.append(laptop.packed())
            laptop.begin(laptop.seconds, self.dice.choice(mine))

    def arrive(self, laptop: Laptop, *packages: Held) -> None:
        sources = [(str(number), one) for number, one in enumerate(packages)]
        before = laptop.told("version", "head")
        dry = laptop.store.merge(sources, dry=True) if self.dice.random() < 0.3 else None
        assert dry is None or laptop.told("version", "head") == before
        done = laptop.store.merge(sources)
        assert dry is None or (dry.versions, dry.new, dry.conflicts) == (done.versions, done.new, done.conflicts)
        assert all(isinstance(error, Lacking) for _, error in done.refused)
        self.lived.update(merges=1, refused=len(done.refused), conflicts=len(done.conflicts), versions=done.versions)

    # ---- the end

    def check_the_end(self) -> None:
        hub, *others = self.laptops
        meant = {one for held in self.kept for one in held.rows}
        for laptop in others:
            meant |= set(laptop.packed().rows)
        everything = [*(one.packed() for one in others), *self.kept]
        self.dice.shuffle(everything)
        done = hub.store.merge([(str(number), one) for number, one in enumerate(everything)])
        assert done.refused == []
        have = hub.packed().rows
        for one in meant - set(have):  # only autosaves that were rewritten, of which some package had a copy
            assert any(it.device == one.device and it.since <= one.seq < it.seq for it in have)
        for laptop in others:
            assert laptop.store.merge([("hub", hub.packed())]).refused == []
        told, conflicts, comments = hub.told(*self.names), hub.store.conflicts(), hub.store.comments()
        names, styles = hub.store.names(), hub.store.styles()
        assert [hub.store.check(), self.dice.choice(others).store.check()] == [[], []]
        for laptop in self.laptops:
            assert laptop.told(*self.names) == told
            assert laptop.store.conflicts() == conflicts
            places = [(one.report, one.table, one.row, one.field) for one in conflicts]
            assert sorted(laptop.store.conflict_places()) == sorted(places)
            assert laptop.store.comments() == comments
            assert laptop.store.names() == names
            assert laptop.store.styles() == styles
            said = {row[:4] for row in laptop.raw.execute('SELECT "table", "row", "field", "value" FROM version')}
            assert self.acknowledged <= said
        for one, other in itertools.pairwise(self.laptops):
            before = other.raw.serialize()
            again = other.store.merge([("again", one.packed())])
            assert (again.number, again.versions, again.refused) == (0, 0, [])
            assert other.raw.serialize() == before

    def save(self, laptop: Laptop, changes: list[Change]) -> None:
        laptop.seconds += 0.3
        self.lived.update(saves=1)
        reason = self.dice.choice(["", "set"])
        laptop.store.save(changes, reason, PICTURES)
        if reason:
            laptop.store._sitting.last = {}  # the sitting ends, so that this is not rewritten
            self.note_acknowledged(laptop, reason)

    def note_acknowledged(self, laptop: Laptop, reason: str) -> None:
        said = laptop.raw.execute('SELECT "table", "row", "field", "value" FROM version WHERE reason = ?', (reason,))
        self.acknowledged |= set(said.fetchall())

    def some_report(self, laptop: Laptop) -> str:
        found = [one.id for one in laptop.store.summaries()]
        return self.dice.choice(found) if found else ""

    def text(self) -> str:
        return "".join(self.dice.choices(WORDS, k=self.dice.randint(0, 6))).strip()
