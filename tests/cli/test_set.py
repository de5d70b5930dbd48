"""``sarup set`` understands what people type and refuses what a field does not take."""

import json

import pytest

from desktop_app.cli.places import names


def exported(sarup, report_id: str) -> dict:
    from pathlib import Path

    assert sarup("export", report_id, "now.json").code == 0
    return json.loads(Path("now.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("event.date_start", "15 มีนาคม 2566", "2023-03-15"),
        ("event.date_start", "๑๕/๓/๒๕๖๖", "2023-03-15"),
        ("event.date_start", "2023-03-15", "2023-03-15"),
        ("event.project_year_be", "๒๕๖๖", 2566),
        ("event.evaluation_mode", "interview", "interview"),
        ("event.evaluation_mode", "สัมภาษณ์", "interview"),
        ("event.title", "<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_a_field_of_the_report_gets_its_value(sarup, imported: str, field: str, typed: str, stored: object) -> None:
    assert sarup("set", imported[-8:], field, typed).code == 0
    assert exported(sarup, imported)["event"][field.removeprefix("event.")] == stored


def test_a_field_of_one_item_gets_its_value(sarup, imported: str) -> None:
    sarup("set", imported, "activities.body", "ใหม่", "--item", "2")
    sarup("set", imported, "event.participants.male", "1,024", "--item", "1")
    tree = exported(sarup, imported)
    assert [one["body"] == "ใหม่" for one in tree["activities"]] == [False, True, False, False, False]
    assert tree["event"]["participants"][0]["male"] == 1024


def test_a_list_of_texts_is_typed_as_lines_or_as_json(sarup, imported: str) -> None:
    for typed in ("หนึ่ง\nสอง", '["หนึ่ง", "สอง"]'):
        sarup("set", imported, "event.speakers.topics", typed, "--item", "1")
        assert exported(sarup, imported)["event"]["speakers"][0]["topics"] == ["หนึ่ง", "สอง"]


def test_an_item_is_pointed_to_by_its_number(sarup, imported: str) -> None:
    sarup("set", imported, "event.speakers.activity", "๕", "--item", "2")
    assert exported(sarup, imported)["event"]["speakers"][1]["activity"] == 5


def test_nothing_typed_empties_the_field(sarup, imported: str) -> None:
    sarup("set", imported, "event.date_end", "")
    assert exported(sarup, imported)["event"]["date_end"] is None


@pytest.mark.parametrize("field", sorted(names()))
def test_every_field_of_a_record_can_be_named(sarup, imported: str, field: str) -> None:
    part, _ = names()[field]
    said = sarup("set", imported, field, "", *(["--item", "1"] if part else []))
    assert said.code == 0 or (said.code == 3 and "ไม่มีข้อที่ 1" in said.err)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("event.plac", "x"), 2, "event.place"),
        (("activities.body", "x"), 2, "--item"),
        (("event.place", "x", "--item", "1"), 2, "--item"),
        (("activities.body", "x", "--item", "6"), 3, "5 ข้อ"),
        (("activities.body", "x", "--item", "0"), 3, "5 ข้อ"),
        (("event.date_start", "30 กุมภาพันธ์ 2566"), 3, "กุมภาพันธ์"),
        (("event.project_year_be", "2000"), 3, "event.project_year_be"),
        (("event.project_year_be", "²"), 3, "event.project_year_be"),
        (("event.place", "a\x00b"), 3, "U+0000"),
        (("event.place", "a\udcffb"), 3, "U+DCFF"),
        (("event.place", "ก" * 2001), 3, "2,001"),
        (("event.participants.male", "-1", "--item", "1"), 3, "event.participants[1].male"),
        (("event.speakers.activity", "9", "--item", "1"), 3, "ไม่มีข้อที่ 9"),
        (("event.evaluation_mode", "guess"), 3, "observation"),
    ],
)
def test_what_a_field_does_not_take_is_refused_and_nothing_changes(
    sarup, imported: str, words: tuple, code: int, said: str
) -> None:
    before = exported(sarup, imported)
    answer = sarup("set", imported, *words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert exported(sarup, imported) == before


@pytest.mark.parametrize("given", ["", "abc", "ffffffff", "01"])
def test_a_report_that_is_not_there_is_said(sarup, imported: str, given: str) -> None:
    said = sarup("set", given, "event.place", "x")
    assert said.code == 3
    assert "sarup list" in said.err
