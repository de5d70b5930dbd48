"""Two texts compared word by word."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.past.differences import ONLY_NEW, ONLY_OLD, SAME, Piece, differences

TEXTS = st.lists(st.sampled_from(["ชุมชน", "ขยะ", " ", "กี่", "\n", "abc", "๑๒", "ๆ"]), max_size=30).map("".join)


@given(TEXTS, TEXTS)
def test_the_pieces_of_a_text_joined_are_the_text(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.where != ONLY_NEW) == old
    assert "".join(piece.text for piece in pieces if piece.where != ONLY_OLD) == new
    assert all(piece.text for piece in pieces)


def test_a_changed_word_is_a_word_out_and_a_word_in() -> None:
    assert differences("อาสาสมัครคัดแยกขยะ", "อาสาสมัครเก็บขยะ") == [
        Piece("อาสาสมัคร", SAME),
        Piece("คัดแยก", ONLY_OLD),
        Piece("เก็บ", ONLY_NEW),
        Piece("ขยะ", SAME),
    ]


def test_equal_texts_are_one_piece() -> None:
    assert differences("ขยะชุมชน", "ขยะชุมชน") == [Piece("ขยะชุมชน", SAME)]


@pytest.mark.timeout(60)
def test_a_word_said_thousands_of_times_takes_no_longer_than_an_ordinary_text() -> None:
    ordinary = "".join(f"ข้อ {number} ชุมชน " for number in range(1_000))
    spent = []
    for old, new in ((ordinary, ordinary[::-1]), ("ก " * 10_000, "ข " * 5_000 + "ก " * 5_000)):
        begun = time.perf_counter()
        assert differences(old, new)
        spent.append(time.perf_counter() - begun)
    assert spent[1] < 20 * spent[0]
