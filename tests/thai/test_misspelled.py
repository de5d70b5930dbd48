"""Words with one slip in them, which stay whole."""

import pytest

from desktop_app.thai.breaks import opportunities
from desktop_app.thai.misspelled import joined, nearly
from desktop_app.thai.words import words


@pytest.mark.parametrize("typed", ["ผลิตภัณท์", "ดำเนิงาน", "ประชาชนน", "สาธาณสุข", "บทเรีนย", "อินเตอร์เนต"])
def test_one_letter_too_many_missing_changed_or_in_the_wrong_order_is_near_a_word(typed):
    assert nearly(typed)


@pytest.mark.parametrize("typed", ["ผลิต", "บัญชากาศ", "ฏิณณ์ฑูฬ", "", "กขคงจฉชซฌ", "ก" * 1000])
def test_short_words_and_what_is_further_off_are_near_none(typed):
    assert not nearly(typed)


def test_a_misspelled_word_is_one_word_and_lines_may_end_beside_it():
    assert words("ขายผลิตภัณท์จากกล้วย") == ["ขาย", "ผลิตภัณท์", "จาก", "กล้วย"]
    assert {at for at, _ in opportunities("ขายผลิตภัณท์จากกล้วย")} == {3, 12, 15}


def test_a_run_with_many_strange_letters_is_left_as_it_is():
    run, ends = "ผลิตภัณท์" * 6, [place for start in range(0, 54, 9) for place in (start + 4, start + 9)]
    assert joined(run, ends) == ends
    assert joined(run[:9], ends[:2]) == [9]
