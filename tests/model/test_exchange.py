"""Reports as JSON: strict in, complete out."""

import json
from typing import Any

import pytest
from hypothesis import given

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.records import Report
from tests.records import reports


def test_the_sample_comes_back_as_it_was(sample: dict[str, Any]) -> None:
    assert exchange.to_json(exchange.from_json(sample)) == sample


@given(reports())
def test_every_report_comes_back_as_it_was(report: Report) -> None:
    text = exchange.dumps(report)
    assert exchange.dumps(exchange.loads(text.encode())) == text


def changed(tree: dict[str, Any], path: str, value: Any) -> bytes:
    """The sample with one value changed; ``path`` as ``event.speakers.0.name``."""
    *way, last = path.split(".")
    place: Any = tree
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    place[int(last) if last.isdigit() else last] = value
    return json.dumps(tree).encode()


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("event.title", 5, "event.title"),
        ("event.title", "ก\x00ข", "event.title"),
        ("event.title", "ก\ud800", "event.title"),
        ("event.title", "ก\nข", "event.title"),
        ("event.place", "ก" * 10_000_000, "event.place"),
        ("event.date_start", "2023-02-29", "event.date_start"),
        ("event.date_start", "๒๐๒๓-๐๒-๒๘", "event.date_start"),
        ("event.date_start", "2566-03-15", "event.date_start ใช้ไม่ได้: ปี ค.ศ. 2566"),
        ("event.date_end", "0001-01-01", "event.date_end"),
        ("event.date_end", "15/3/2566", "event.date_end"),
        ("event.project_year_be", 2024, "event.project_year_be"),
        ("event.project_year_be", True, "event.project_year_be"),
        ("event.evaluation_mode", "telepathy", "event.evaluation_mode"),
        ("event.participants.1.male", -1, "event.participants[2].male"),
        ("event.participants.1.male", 1.5, "event.participants[2].male"),
        ("event.speakers.1.topics", "เรื่องเดียว", "event.speakers[2].topics"),
        ("event.speakers.1.topics", ["ก", 3], "event.speakers[2].topics[2]"),
        ("event.speakers.1.topics", ["ก"] * 1_001, "event.speakers[2].topics"),
        ("event.speakers.0.activity", 9, "event.speakers[1].activity"),
        ("event.speakers.0.activity", 0, "event.speakers[1].activity"),
        ("event.speakers.0.activity", [], "event.speakers[1].activity"),
        ("event.colour", "แดง", "event.colour"),
        ("goals.2.weight", 1, "goals[3].weight"),
        ("goals", {"body": "ก"}, "goals"),
        ("goals.0", "ก", "goals[1]"),
        ("lessons", [{"body": "ก"}] * 1_001, "lessons"),
        ("surprise", 1, "surprise"),
        ("version", 2, "version"),
        ("event", [], "event"),
    ],
)
def test_a_wrong_value_is_refused_and_its_place_is_named(
    sample: dict[str, Any], path: str, value: Any, named: str
) -> None:
    with pytest.raises(Refused) as caught:
        exchange.loads(changed(sample, path, value))
    assert named in str(caught.value)
    assert caught.value.remedy
    assert caught.value.english
    assert len(str(caught.value)) < 300


def test_a_key_that_stands_twice_is_named_with_its_place(sample: dict[str, Any]) -> None:
    data = json.dumps(sample["goals"][:2]).replace('"body"', '"body": "ก", "body"').encode()
    with pytest.raises(Refused, match=r"goals\[1\]\.body"):
        exchange.loads(b'{"format": "sarup-report", "version": 1, "goals": ' + data + b"}")


def test_one_of_very_many_keys_that_stands_twice_is_found_soon() -> None:
    keys = ",".join(f'"{number}":1' for number in range(200_000))
    with pytest.raises(Refused, match="199999"):
        exchange.loads(f'{{"format": "sarup-report", {keys}, "199999": 2}}'.encode())


def test_a_key_is_shown_on_one_line_and_cut() -> None:
    data = {"format": "sarup-report", "version": 1, "\x1b[31m\n" + "ก" * 1_000_000: 1}
    with pytest.raises(Refused) as caught:
        exchange.loads(json.dumps(data).encode())
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"SQLite format 3\x00",
        b'{"format": "sarup-report"}',
        b'{"format": "sarup-report", "version": 1, "version": 1}',
        b'{"format": "sarup-report", "version": NaN}',
        b'{"format": "sarup-report", "version": 1, "event": {"title": "a", "title": "b"}}',
        b"[" * 100_000,
        b'{"version": ' + b"9" * 5_000 + b"}",
        b" " * (exchange.SIZE_LIMIT + 1),
    ],
    ids=lambda data: repr(data[:30]),
)
def test_what_is_no_report_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        exchange.loads(data)
    assert caught.value.remedy


def test_a_reference_between_items_follows_the_item(sample: dict[str, Any]) -> None:
    sample["event"]["speakers"][0]["activity"] = 2
    report = exchange.from_json(sample)
    report.activities.insert(0, report.activities.pop())
    assert exchange.to_json(report)["event"]["speakers"][0]["activity"] == 3
