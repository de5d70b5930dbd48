"""A draft: every edit is in the record at once and in the changes until they are taken."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model import exchange
from desktop_app.model.changes import ALIVE, PARENT, RANK, Change, Draft, birth
from desktop_app.model.fields import field_named, lists_of
from desktop_app.model.records import Goal, Report
from desktop_app.model.values import checked
from tests.records import PICTURES, reports

LISTS = {part.name: part.item for part in lists_of(Report)}


def replayed(changes: list[Change]) -> dict[str, Any]:
    """The report that a list of changes makes, as JSON: what the store does, in miniature."""
    state: dict[tuple[str, str], dict[str, Any]] = {}
    for change in changes:
        state.setdefault((change.table, change.row), {})[change.field] = change.value
    report = Report(pictures=dict(PICTURES))
    for (table, row), values in sorted(state.items(), key=lambda one: (one[1].get(RANK, ""), one[0])):
        if not values.get(ALIVE):
            continue
        record = report if table == "report" else LISTS[table]()
        record.id = row
        for name in values.keys() - {ALIVE, PARENT, RANK}:
            setattr(record, name, checked(field_named(type(record), name), values[name]))
        if record is not report:
            getattr(report, table).append(record)
    return exchange.to_json(report)


@given(reports())
def test_the_birth_of_a_report_holds_all_of_it(report: Report) -> None:
    changes = birth(report)
    assert replayed(changes) == exchange.to_json(report)


@given(reports(), st.lists(st.tuples(st.sampled_from("simr"), st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_the_changes_of_any_editing_give_the_record_again(report: Report, steps: list[tuple[str, int, int]]) -> None:
    changes, draft, removed = birth(report), Draft(report), []
    for what, first, second in steps:
        goals = draft.items("goals")
        if what == "i":
            draft.insert("goals", first % (len(goals) + 1), removed.pop() if removed else Goal(body=f"ข้อ {second}"))
        elif goals and what == "m":
            draft.move("goals", first % len(goals), second % len(goals))
        elif goals and what == "r":
            removed.append(draft.remove("goals", first % len(goals)))
        elif goals:
            draft.set("goals", goals[first % len(goals)].id, "body", f"แก้ {second}")
        if second == 5:
            changes += draft.take()
    changes += draft.take()
    assert not draft.unsaved
    assert replayed(changes) == exchange.to_json(report)


def test_changes_given_back_do_not_overwrite_what_was_typed_since() -> None:
    draft = Draft(Report(id="r"))
    draft.set("report", "r", "title", "เก่า")
    draft.set("report", "r", "place", "วัด")
    taken = draft.take()
    draft.set("report", "r", "title", "ใหม่")
    draft.give_back(taken)
    assert {change.field: change.value for change in draft.take()} == {"title": "ใหม่", "place": "วัด"}


def test_equal_ranks_left_by_a_merge_are_drawn_anew() -> None:
    draft = Draft(Report(id="r", goals=[Goal(id="a", rank="a0", body="1"), Goal(id="b", rank="a0", body="2")]))
    draft.insert("goals", 1, Goal(body="กลาง"))
    ranks = [goal.rank for goal in draft.report.goals]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("rank", ["", "!!", "~", "a0000", "A" + "0" * 26, "ก", "aก", "a0" + "z" * 5_000])
def test_beside_a_rank_that_no_sarup_wrote_items_are_put_and_moved_all_the_same(rank: str) -> None:
    draft = Draft(Report(id="r", goals=[Goal(id="a", rank=rank, body="1"), Goal(id="b", rank=f"{rank}z", body="2")]))
    draft.insert("goals", 1, Goal(body="กลาง"))
    draft.move("goals", 0, 2)
    draft.insert("goals", 3, Goal(body="ท้าย"))
    assert [goal.body for goal in draft.report.goals] == ["กลาง", "2", "1", "ท้าย"]
    ranks = [goal.rank for goal in draft.report.goals]
    assert ranks == sorted(set(ranks))
