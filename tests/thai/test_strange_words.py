"""Foreign words that no list has stay whole, though their syllables are words; their neighbours are parted from them."""

import pytest

from desktop_app.thai import strange
from desktop_app.thai.breaks import opportunities
from desktop_app.thai.lexicon import known


def parts(text):
    ends = [at for at, _ in opportunities(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


@pytest.mark.parametrize("word", ["ไฮโดรโคลน", "พลิฟายเซอร์", "โทไซลีน", "ซาลิฟาน"])
def test_a_foreign_word_no_list_has_stays_whole(word):
    assert word not in known()
    assert any(word in part for part in parts(f"เกษตรกรใช้{word}ในแปลง"))


@pytest.mark.parametrize("word", ["สกอร์บอร์ด", "เมทัลชีต", "เซลล์บอร์ด", "เฮาส์การ์ด"])
def test_words_made_of_two_foreign_ones_stay_whole(word):
    assert word not in known()
    assert any(word in part for part in parts(f"ชุมชนซื้อ{word}ในแปลง"))


@pytest.mark.parametrize("word", ["เคพีไอ", "พีดีซีเอ", "อีเอ็มเอส", "เอ็นจีวี", "ซีโอดี"])
def test_letters_spelt_out_stay_together(word):
    assert any(word in part for part in parts(f"หน่วยงานใช้{word}ในการประชุม"))


@pytest.mark.parametrize("word", ["มะโหน่ง", "สะหลอง", "กระโหม่ง"])
def test_no_line_ends_after_a_first_syllable_that_is_no_word(word):
    assert word not in known()
    assert any(word in part for part in parts(f"ชาวบ้านปลูก{word}ในแปลง"))


def test_common_words_beside_a_foreign_one_are_parted_from_it():
    assert "ในแปลง" in "".join(parts("เกษตรกรใช้ไฮโดรโคลนในแปลง")[-2:])
    assert parts("เกษตรกรใช้ไฮโดรโคลนในแปลง")[0] == "เกษตรกร"


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        (["ใส่", "เชื้อ", "ไม", "คอร์", "ไร", "ซา", "ลง", "หลุม"], [3, 4, 5]),
        (["ทำงาน", "ดี", "ที"], []),
        (["คน", "กิน", "ข้าว"], []),
    ],
)
def test_syllables_are_told_from_words(words, inside):
    assert sorted(set(strange.inside(words))) == inside
