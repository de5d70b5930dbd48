"""What is made of a log beside the database, and taken over from there, is what a rebuild makes of the log."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT
from desktop_app.model.fields import Kind
from desktop_app.store import births, columns
from desktop_app.store.checking import PICTURES
from desktop_app.store.database import Store
from desktop_app.store.log_rows import LogVersion
from desktop_app.store.versions import json_text

from .test_union_refused import Held, merged, signed

ROWS = ["r-1", "r-2", "r-3", "i-1", "i-2", "i-3"]
TABLES = [REPORT, "participants", "speakers", "photos", "goals", "names", "of_tomorrow"]
ODD = [5, None, ["ก"], {}, "", "กา\u200bแฟ", "\u001f", "r\n1", True, 1.0]
GOOD: dict[Kind, list[object]] = {
    Kind.LINE: ["ก", ""],
    Kind.TEXT: ["ก\nข", ""],
    Kind.LINES: [["ก", "ข"], []],
    Kind.DAY: ["2024-02-29", "2024-02-30"],
    Kind.YEAR: [2567],
    Kind.COUNT: [0, 7],
    Kind.CHOICE: ["observation", "2"],
    Kind.IMAGE: [""],
    Kind.ITEM: ["i-1"],
}
Content = tuple[str, str, str, object]  # table, row, field, value


@st.composite
def contents(draw: st.DrawFn) -> list[Content]:
    """Rows of which mostly each field is told once, mostly together; and a few odd things said of them."""
    found: list[Content] = []
    for row in draw(st.lists(st.sampled_from(ROWS), unique=True)):
        table = REPORT if row.startswith("r") else draw(st.sampled_from(TABLES))
        owner = "" if table == REPORT else draw(st.sampled_from(ROWS))
        names = draw(st.lists(st.sampled_from([*columns.fields(table), "of_tomorrow"]), unique=True))
        told = {PARENT: owner, RANK: draw(st.sampled_from(["a0", "a1"])), ALIVE: True}
        told |= {name: draw(st.sampled_from(_values(table, name))) for name in names}
        found += [(table, row, name, value) for name, value in draw(st.permutations([*told.items()]))]
    for table, row, name, _ in draw(st.lists(st.sampled_from(found), max_size=3)) if found else ():
        found.append((table, row, name, draw(st.sampled_from(_values(table, name)))))
    odd = st.tuples(st.sampled_from(TABLES), st.sampled_from(ROWS), st.sampled_from([PARENT, RANK, ALIVE, "body"]))
    found += [(*one, draw(st.sampled_from(ODD))) for one in draw(st.lists(odd, max_size=3))]
    return draw(st.permutations(found)) if draw(st.booleans()) else found


def _values(table: str, name: str) -> list[object]:
    field = columns.fields(table).get(name)
    return [*(GOOD[field.kind] if field else ()), *ODD]


def a_log(told: list[Content]) -> Held:
    """By one device; who says of a field what was said of it already follows that, or mostly does."""
    versions: list[LogVersion] = []
    for seq, (table, row, field, value) in enumerate(told, 1):
        first = LogVersion(
            7, seq, seq, (9 - seq % 3) << 16, table, row, field, json_text(value), "มานี", "", "1.0", b"", ()
        )
        before = [one for one in versions if (one.table, one.row, one.field) == (table, row, field)]
        links = tuple((one.device, one.seq, one.hash) for one in before[-1:] if seq % 4)
        versions.append(signed(first, parents=links))
    return Held(versions, {})


@pytest.mark.parametrize("together", [50_000, 10])
@given(told=contents())
@settings(deadline=None, max_examples=60, phases=[Phase.generate])
def test_any_log_makes_the_rows_that_a_rebuild_makes_of_it(together: int, told: list[Content]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(births, "_TOGETHER", together)
        with Store(Path(folder) / "sarup.db", user="มานี") as store:
            assert merged(store, a_log(told)).refused == []
            assert {fault.where for fault in store.check()} <= {PICTURES}  # of which none came
