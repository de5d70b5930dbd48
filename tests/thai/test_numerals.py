"""Digits, one for one."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.thai.numerals import arabic_digits, thai_digits


def test_every_digit_has_its_thai_form_and_nothing_else_changes():
    assert thai_digits("วันที่ 0123456789 LINE") == "วันที่ ๐๑๒๓๔๕๖๗๘๙ LINE"
    assert arabic_digits("๑๒๓ บาท") == "123 บาท"


@given(st.text())
def test_to_thai_and_back_gives_arabic_digits(text):
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)
    assert len(thai_digits(text)) == len(text)
