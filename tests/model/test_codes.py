"""A paper's code: the same for the same content, another for any other, and typed wrongly it is told."""

import contextlib
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.changes import Draft, copy_of
from desktop_app.model.codes import Code, code_in, digest
from desktop_app.model.records import Activity, Goal, Report, Speaker
from tests.conftest import SAMPLE
from tests.records import reports

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ID = "01a2024d-a22e-75b1-ae61-2a40d9663bfc"


@pytest.fixture
def report(sample: dict[str, Any]) -> Report:
    return exchange.from_json(sample)


@settings(max_examples=40)
@given(reports())
def test_the_same_content_has_the_same_code_under_other_ids_and_after_a_file(report: Report) -> None:
    for again in (copy_of(report), exchange.loads(exchange.dumps(report).encode())):
        assert digest(again) == digest(report)


def test_it_is_the_same_in_every_process() -> None:
    program = (
        "import pathlib; from desktop_app.model import codes, exchange\n"
        f"print(codes.digest(exchange.loads(pathlib.Path({str(SAMPLE)!r}).read_bytes())))"
    )
    command = [sys.executable, "-X", "utf8=0", "-c", program]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip() == "9GZ1E72X9KM9RP88"


def test_every_word_of_the_sample_counts(sample: dict[str, Any]) -> None:
    def places(tree: Any) -> list[tuple[Any, Any]]:
        found = [(tree, key) for key in (tree if isinstance(tree, dict) else range(len(tree)))]
        return [(own, key) for own, key in found if isinstance(own[key], str) and key != "format"] + [
            place for own, key in found if isinstance(own[key], dict | list) for place in places(own[key])
        ]

    wanted = digest(exchange.from_json(sample))
    changed = 0
    for own, key in places(sample):
        before, own[key] = own[key], own[key] + "ก"
        with contextlib.suppress(Refused):  # a date, a choice
            assert digest(exchange.from_json(sample)) != wanted
            changed += 1
        own[key] = before
    assert changed > 30


def test_what_nobody_filled_does_not_count(report: Report) -> None:
    """Not an empty row, not a field that is not there yet; what refers to rows after it is not disturbed."""
    report.activities = [Activity(id="one", title="ก"), Activity(id="two", title="ข")]
    report.speakers = [Speaker(name="ค", activity="two")]
    wanted = digest(report)
    report.activities.insert(0, Activity(id="empty"))
    report.goals.append(Goal())
    assert digest(report) == wanted
    report.speakers[0].activity = "one"
    assert digest(report) != wanted


def test_the_order_of_items_counts(report: Report) -> None:
    wanted = digest(report)
    draft = Draft(report)
    draft.move("goals", 0, 1)
    assert digest(report) != wanted


@pytest.mark.parametrize(
    "way", [str, str.lower, lambda text: text.replace("-", ""), lambda text: text.replace("-", " ")]
)
def test_a_code_is_typed_in_whatever_way(report: Report, way: Any) -> None:
    code = Code(digest(report), ID, 7)
    assert code_in(way(code.typed)) == Code(code.digest)
    assert code_in(f" {code.scanned}\n") == Code(code.digest, ID[-8:], 7)
    assert code_in(f"รายงาน {ID[-8:]} ฉบับแก้ไขที่ ๗ รหัสตรวจสอบ {way(code.typed)} หน้า 1 จาก 2") == Code(
        code.digest, ID[-8:]
    )


def test_letters_that_are_taken_for_digits_are_read_as_them(report: Report) -> None:
    typed = "9GZ1-E72X-9KM9-RP88".replace("1", "l")
    assert code_in(typed) == Code("9GZ1E72X9KM9RP88")


@given(st.integers(0, 15), st.sampled_from(LETTERS))
def test_one_wrong_character_is_told(at: int, letter: str) -> None:
    right = "9GZ1E72X9KM9RP88"
    wrong = right[:at] + letter + right[at + 1 :]
    assert (code_in(wrong) is None) == (wrong != right)


@given(st.integers(0, 15), st.integers(0, 15))
def test_two_characters_exchanged_are_told(one: int, other: int) -> None:
    letters = list("9GZ1E72X9KM9RP88")
    letters[one], letters[other] = letters[other], letters[one]
    wrong = "".join(letters)
    assert (code_in(wrong) is None) == (wrong != "9GZ1E72X9KM9RP88")


@pytest.mark.parametrize(
    "text", ["", "SARUP1", "สวัสดี", "0123456789abcdef0123456789abcdef", "SARUP1 x 1 9GZ1E72X9KM9RP89", "U" * 16]
)
def test_other_text_is_no_code(text: str) -> None:
    assert code_in(text) is None


@given(st.text(max_size=60))
def test_no_text_does_harm(text: str) -> None:
    found = code_in(text)
    assert found is None or len(found.digest) == 16


def test_the_scanned_text_needs_capitals_and_digits_alone(report: Report) -> None:
    """ISO/IEC 18004, 7.4.4: such a code is the smallest; up to revision 99,999 it has 25 modules a side."""
    text = Code(digest(report), ID, 99_999).scanned
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(text) <= 38
