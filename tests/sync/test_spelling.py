"""Names spelled differently that may be one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.sync.spelling import bare, distance, is_alike, spelled_alike

NAMES = st.lists(st.text("กขคงจ่", min_size=5, max_size=9), max_size=6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สมศักดิ์ ใจงาม", "สมศักดิ ใจงาม"),
        ("วรรณวิสา ศรีทะเลงาม", "วรรณวิสาข์ ศรีทะเลงาม"),
        ("ดร.มานพ รักเรียนดี", "มาณพ รักเรียนดี"),
    ],
)
def test_a_letter_does_not_make_another_person(one: str, other: str) -> None:
    assert [*spelled_alike([one], [other, "ปิติ พอเพียง"])] == [(one, other)]


def test_short_or_different_names_are_different_people() -> None:
    assert not is_alike("มานี", "มานะ")
    assert not is_alike("สมใจดี ตั้งใจเรียน", "สมใจดี รักเรียนดี")
    assert [*spelled_alike(["มานี มีสุขดี"], ["มานี มีสุขดี"])] == []


def test_a_person_with_and_without_title_is_spelled_alike_and_told_once() -> None:
    assert [*spelled_alike(["นายสมใจดี ตั้งใจเรียน"], ["สมใจดี  ตั้งใจเรียน"])] == []
    known = ["สมใจดี ตั้งใจเรียน", "นาย สมใจดี ตั้งใจเรียน"]
    assert len([*spelled_alike(["ดร.สมใจดี ตั้งใจเรีน", "สมใจดี ตั้งใจเรีน"], known)]) == 1


def test_two_new_names_are_told_once() -> None:
    assert len([*spelled_alike(["สมศักดิ์ ใจงาม", "สมศักดิ ใจงาม"], [])]) == 1


@given(NAMES, NAMES)
def test_looking_up_finds_what_comparing_all_finds(new: list, known: list) -> None:
    found = {frozenset(map(bare, pair)) for pair in spelled_alike(new, known)}
    assert found == {frozenset((bare(a), bare(b))) for a in new for b in {*new, *known} if is_alike(a, b)}


@given(st.text("กขค", max_size=6), st.text("กขค", max_size=6))
def test_the_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) <= max(len(one), len(other))
    assert (distance(one, other) == 0) == (one == other)
