"""What is missing in a report."""

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model import exchange
from desktop_app.model.checks import are_in_order, remarks, remarks_on
from desktop_app.model.fields import fields_of, has_values, lists_of
from desktop_app.model.records import Evaluator, Goal, Report


def test_the_sample_lacks_nothing(sample: dict[str, Any]) -> None:
    assert remarks(exchange.from_json(sample)) == []


def test_an_empty_report_lacks_every_required_field_and_list() -> None:
    required = [one.name for one in (*fields_of(Report), *lists_of(Report)) if one.required]
    found = [remark.table if remark.table != "report" else remark.field for remark in remarks(Report())]
    assert sorted(found) == sorted(required)


def test_an_item_nobody_typed_in_is_no_item_and_lacks_nothing(sample: dict[str, Any]) -> None:
    report = exchange.from_json(sample)
    report.goals = [Goal()]
    assert [remark.table for remark in remarks(report)] == ["goals"]


def test_a_half_filled_item_is_named_with_its_number(sample: dict[str, Any]) -> None:
    report = exchange.from_json(sample)
    report.evaluators.append(Evaluator(id="x", role="ผู้ช่วย"))
    assert [(one.row, one.field) for one in remarks(report)] == [("x", "name")]
    assert "ข้อ 2" in remarks(report)[0].text


def test_an_end_before_the_start_is_remarked(sample: dict[str, Any]) -> None:
    report = exchange.from_json(sample)
    report.date_end = dt.date(2024, 6, 1)
    assert [one.field for one in remarks(report)] == ["date_end"]


@given(st.data())
def test_nothing_is_to_be_said_of_items_whose_columns_are_in_order(data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(lists_of(Report)))
    values = {field.name: st.sampled_from([field.empty(), "ก", "ก"]) for field in fields_of(part.item)}
    items = [(str(at), one) for at, one in enumerate(data.draw(st.lists(st.fixed_dictionaries(values), min_size=1)))]
    columns = {name: [one[name] for _, one in items] for name in values}
    said = [one for one in remarks_on("r-1", {}, {part.name: items}) if one.table == part.name]
    if are_in_order(part.item, columns):
        assert said == []
        assert all(has_values(part.item, one) for _, one in items)
    else:
        assert said or not all(all(one.values()) for _, one in items)
