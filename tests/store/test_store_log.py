"""A property of the log: whatever is typed, in whatever order, by whomever, the tables are what a rebuild makes of it."""

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Draft, copy_of
from desktop_app.model.fields import Field, Kind, fields_of, lists_of
from desktop_app.model.records import Report
from desktop_app.store.database import Store
from tests.records import DAYS, PICTURES

TEXT = st.text(st.sampled_from("กขคำเ็่ๆ abc'\"%_:?\\<&\U0001f600"), max_size=12)
VALUES = {
    Kind.LINE: TEXT,
    Kind.TEXT: TEXT.map(lambda text: text.replace("ๆ", "\n")),
    Kind.LINES: st.lists(TEXT, max_size=3),
    Kind.DAY: st.none() | DAYS,
    Kind.YEAR: st.none() | st.integers(2400, 2700),
    Kind.COUNT: st.none() | st.integers(0, 10**9),
    Kind.IMAGE: st.sampled_from(["", *PICTURES]),
}
LISTS = [part.name for part in lists_of(Report)]


def value_for(field: Field, data: st.DataObject) -> Any:
    if field.kind is Kind.CHOICE:
        return data.draw(st.sampled_from(["", *(key for key, _ in field.choices)]))
    return "" if field.kind is Kind.ITEM else data.draw(VALUES[field.kind])


def told(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    rows = sorted(connection.iterdump())
    connection.close()
    return rows


class Histories(RuleBasedStateMachine):
    """Several sittings on one file, with a clock that jumps; beside them, in memory, what each report must be."""

    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "sarup.db"
        self.wall = 1_795_000_000.0
        self.meant: dict[str, dict[str, Any]] = {}
        self.gone: set[str] = set()
        self.store = self.sitting("มานี")

    def sitting(self, user: str) -> Store:
        return Store(self.path, user=user, clock=lambda: self.wall)

    def keep(self, draft: Draft) -> None:
        self.store.save(draft.take(), pictures=PICTURES)
        self.meant[draft.report.id] = exchange.to_json(draft.report)

    @rule(target=drafts)
    def new_report(self) -> Draft:
        draft = Draft(Report(pictures=dict(PICTURES)))
        self.store.add(draft.report)
        self.meant[draft.report.id] = exchange.to_json(draft.report)
        return draft

    @rule(target=drafts, draft=drafts)
    def duplicate(self, draft: Draft) -> Draft:
        copy = Draft(copy_of(draft.report))
        self.store.add(copy.report)
        self.meant[copy.report.id] = exchange.to_json(copy.report)
        return copy

    @rule(draft=drafts, data=st.data())
    def type_into_the_report(self, draft: Draft, data: st.DataObject) -> None:
        field = data.draw(st.sampled_from(fields_of(Report)))
        draft.set(REPORT, draft.report.id, field.name, value_for(field, data))
        self.keep(draft)

    @rule(draft=drafts, table=st.sampled_from(LISTS), data=st.data())
    def type_into_a_list(self, draft: Draft, table: str, data: st.DataObject) -> None:
        part = next(one for one in lists_of(Report) if one.name == table)
        items = draft.items(table)
        if not items or data.draw(st.booleans()):
            draft.insert(table, data.draw(st.integers(0, len(items))), part.item())
        item = data.draw(st.sampled_from(items))
        field = data.draw(st.sampled_from(fields_of(part.item)))
        draft.set(table, item.id, field.name, value_for(field, data))
        self.keep(draft)

    @rule(draft=drafts, data=st.data())
    def move_or_remove(self, draft: Draft, data: st.DataObject) -> None:
        full = [table for table in LISTS if draft.items(table)]
        if full:
            table = data.draw(st.sampled_from(full))
            at, to = (data.draw(st.integers(0, len(draft.items(table)) - 1)) for _ in range(2))
            draft.move(table, at, to) if data.draw(st.booleans()) else draft.remove(table, at)
            self.keep(draft)

    @rule(draft=drafts)
    def delete_or_bring_back(self, draft: Draft) -> None:
        (self.store.undelete if draft.report.id in self.gone else self.store.delete)(draft.report.id)
        self.gone ^= {draft.report.id}

    @rule(seconds=st.sampled_from([0.3, 60, -3_600, 86_400 * 400, -86_400 * 500]))
    def the_clock_jumps(self, seconds: float) -> None:
        self.wall += seconds

    @rule(user=st.sampled_from(["มานี", "ปิติ"]))
    def another_sitting(self, user: str) -> None:
        self.store.close()
        self.store = self.sitting(user)

    @rule()
    def backup(self) -> None:
        self.store.backup(self.path.with_name("copy.db"))

    @invariant()
    def everything_is_there(self) -> None:
        assert {one.id for one in self.store.summaries()} == self.meant.keys() - self.gone
        assert {one.id for one in self.store.deleted()} == self.gone
        for report_id, meant in self.meant.items():
            assert exchange.to_json(self.store.load(report_id)) == meant

    def teardown(self) -> None:
        assert self.store.check() == []
        before = told(self.path)
        self.store.rebuild()
        self.store.close()
        assert told(self.path) == before
        self.folder.cleanup()


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=25, stateful_step_count=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
