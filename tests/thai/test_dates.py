"""Dates as people type them, and that nothing is ever added twice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refused
from desktop_app.thai.dates import (
    MONTHS,
    NotADate,
    buddhist_year,
    format_day,
    format_moment,
    format_range,
    parse_day,
    parse_range,
)
from desktop_app.thai.numerals import thai_digits

DAYS = st.dates(dt.date(1857, 1, 1), dt.date(2157, 12, 31))
THE_15TH = dt.date(2023, 3, 15)
THE_16TH = dt.date(2023, 3, 16)


@pytest.mark.parametrize(
    "text",
    [
        "15 มีนาคม 2566", "15 มี.ค. 2566", "15 มี.ค. 66", "15 มีค 66", "15 มีนา 66", "15 มี. ค. 2566", "15 มี นาคม 2566",
        "๑๕ มีนาคม ๒๕๖๖", "๑๕/๓/๒๕๖๖", "15/3/66", "15/03/2566", "15/3/2023", "15-03-2566", "15.3.66", "15 / 3 / 2566",
        "2023-03-15", "2566-03-15", "15มีนาคม2566", "15/มี.ค./66", "15-มี.ค.-66", "15-Mar-2023", "March 15, 2023", "March 15, 66",
        "วันที่ 15 มีนาคม 2566", "วันที่ 15 เดือนมีนาคม พ.ศ. 2566", "15 มีนาคม พ.ศ.2566", "15 มีนาคม ค.ศ. 2023", "15 มีนาคม พศ 2566",
        "วันพุธที่ 15 มีนาคม 2566", "พุธ 15 มีนาคม 2566", "พ. 15 มี.ค. 66", "15\u00a0มีนาคม\u00a02566", "  15  มีนาคม  2566  ",
    ],
)  # fmt: skip
def test_one_day_is_understood_however_it_is_typed(text):
    assert parse_day(text) == THE_15TH


@pytest.mark.parametrize(
    "text",
    [
        "15-16 มีนาคม 2566", "15–16 มีนาคม 2566", "15 - 16 มี.ค. 66", "15 ถึง 16 มีนาคม 2566", "15 มีนาคม ถึง 16 มีนาคม 2566",
        "๑๕ – ๑๖ มี.ค. ๒๕๖๖", "วันที่ 15-16 มีนาคม พ.ศ. 2566", "ระหว่างวันที่ 15 ถึงวันที่ 16 มีนาคม 2566", "15-16/3/2566",
        "15/3/66-16/3/66", "15/3 - 16/3/2566", "2023-03-15 ถึง 2023-03-16", "2023-03-15/2023-03-16", "15 มี.ค.66-16 มี.ค.66",
        "วันพุธที่ 15 - วันพฤหัสบดีที่ 16 มีนาคม 2566", "พุธ-พฤหัสบดี 15-16 มีนาคม 2566", "15 มีนาคม 2566 - 16 มีนาคม",
    ],
)  # fmt: skip
def test_a_range_is_understood_however_it_is_typed(text):
    assert parse_range(text) == (THE_15TH, THE_16TH)


@pytest.mark.parametrize(
    "text",
    [
        "15 และ 16 มีนาคม 2566", "15, 16 มีนาคม 2566", "15,16 มี.ค. 66", "๑๕ และ ๑๖ มีนาคม ๒๕๖๖", "15 กับ 16 มีนาคม 2566",
        "วันที่ 15 และวันที่ 16 มีนาคม 2566", "15 มีนาคม และ 16 มีนาคม 2566", "15 & 16 มี.ค. 2566", "15 มีนาคม 2566 และ 16 มีนาคม 2566",
        "วันพุธที่ 15 และวันพฤหัสบดีที่ 16 มีนาคม 2566", "15/3/66 และ 16/3/66", "March 15 and 16, 2023",
    ],
)  # fmt: skip
def test_two_days_in_a_row_are_a_range(text):
    assert parse_range(text) == (THE_15TH, THE_16TH)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15, 16 และ 17 มีนาคม 2566", (3, 15), (3, 17)),
        ("15,16,17 มีนาคม 2566", (3, 15), (3, 17)),
        ("28, 29, 30 และ 31 มีนาคม 2566", (3, 28), (3, 31)),
        ("30, 31 มีนาคม และ 1 เมษายน 2566", (3, 30), (4, 1)),
    ],
)
def test_three_days_in_a_row_and_more_are_a_range(text, first, last):
    assert parse_range(text) == (dt.date(2023, *first), dt.date(2023, *last))


@pytest.mark.parametrize("text", ["15 และ 17 มีนาคม 2566", "15, 16, 18 มีนาคม 2566", "15 มีนาคม และ 16 เมษายน 2566"])
def test_days_that_are_not_in_a_row_are_no_range(text):
    with pytest.raises(NotADate, match="ไม่ใช่วันที่ติดกัน"):
        parse_range(text)


@pytest.mark.parametrize(
    "text", ["15-16 และ 17 มีนาคม 2566", "15 และ มีนาคม 2566", "และ 16 มีนาคม 2566", "17, 16, 15 มีนาคม 2566", "15 และ 16"]
)
def test_days_told_in_no_order_or_half_are_refused(text):
    with pytest.raises(NotADate):
        parse_range(text)


def test_a_range_over_months_shares_the_year_at_its_end():
    assert parse_range("28 มิ.ย. - 2 ก.ค. 2567") == (dt.date(2024, 6, 28), dt.date(2024, 7, 2))


@pytest.mark.parametrize("text", ["30 ธ.ค. - 2 ม.ค. 2567", "30 ธันวาคม 2566-2 มกราคม 2567", "30 ธ.ค. 66 - 2 ม.ค."])
def test_a_range_over_new_year_begins_in_the_year_before(text):
    assert parse_range(text) == (dt.date(2023, 12, 30), dt.date(2024, 1, 2))


def test_29_february_is_there_in_2567_and_not_in_2566():
    assert parse_day("29 กุมภาพันธ์ 2567") == dt.date(2024, 2, 29)
    with pytest.raises(NotADate, match="ไม่มีวันที่ 29 กุมภาพันธ์ 2566 เดือนนี้มี 28 วัน"):
        parse_day("29 กุมภาพันธ์ 2566")


def test_a_year_left_out_is_that_of_today_when_there_is_one():
    assert parse_day("15 มีนาคม", today=dt.date(2023, 11, 22)) == THE_15TH
    assert parse_range("15-16 มี.ค.", today=dt.date(2023, 1, 1)) == (THE_15TH, THE_16TH)
    with pytest.raises(NotADate, match="ไม่พบปี"):
        parse_day("15 มีนาคม")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ยังไม่ได้พิมพ์วันที่"), ("  ", "ยังไม่ได้พิมพ์วันที่"), ("พรุ่งนี้", "พรุ่งนี้"), ("15 มีนาคน 2566", "หมายถึง มีนาคม หรือไม่"),
        ("มีนาคม 2566", "ไม่พบวัน"), ("2566", "ไม่พบวัน"), ("15", "ไม่พบเดือน"), ("15/13/2566", "ไม่มีเดือนที่ 13"), ("0/1/2566", "ไม่มีวันที่ 0"),
        ("31/4/66", "เมษายน 2566 เดือนนี้มี 30 วัน"), ("15 มีนาคม 3000", "ปี 3000"), ("15 มีนาคม ค.ศ. 2566", "ค.ศ. 2566"),
        ("15 มีนาคม พ.ศ. 2023", "พ.ศ. 2023"), ("15 มีนาคม ค.ศ. 23", "ค.ศ. 23"), ("16-15 มีนาคม 2566", "มาก่อน"), ("15 มีนาคม พ.ศ.", "ไม่มีปี"),
        ("1-2-3 มีนาคม 2566", "มีนาคม"), ("วันศุกร์ที่ 15 มีนาคม 2566", "เป็นวันพุธ ไม่ใช่วันศุกร์"), ("-", "-"), ("15 มีนาคม 2566 เวลา 9", "เวลา"),
        ("9" * 30 + " มีนาคม 2566", "9999"), ("ก" * 500, "500"), ("15 มีนาคม 256", "256"), ("<b>15</b> มีนาคม 2566", "<b>"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_what_was_wrong_and_an_example(text, said):
    with pytest.raises(NotADate) as error:
        parse_range(text)
    assert said in error.value.what
    assert "15-16 มีนาคม 2566" in error.value.remedy
    assert error.value.english
    assert isinstance(error.value, Refused)


def test_a_range_is_refused_where_one_day_is_expected():
    with pytest.raises(NotADate, match="เป็นช่วงวันที่"):
        parse_day("15-16 มีนาคม 2566")


def test_what_is_the_same_in_both_days_of_a_range_is_printed_once():
    june, july = dt.date(2024, 6, 28), dt.date(2024, 7, 2)
    assert format_range(THE_15TH, THE_16TH) == "15-16 มีนาคม 2566"
    assert format_range(june, july) == "28 มิถุนายน-2 กรกฎาคม 2567"
    assert format_range(june, july, short=True) == "28 มิ.ย.-2 ก.ค. 2567"
    assert format_range(dt.date(2023, 12, 30), dt.date(2024, 1, 2)) == "30 ธันวาคม 2566-2 มกราคม 2567"
    assert format_range(THE_15TH, None) == format_range(THE_15TH, THE_15TH) == format_day(THE_15TH) == "15 มีนาคม 2566"


def test_a_word_for_each_month_is_understood_alone():
    assert [parse_day(f"1 {month} 2566").month for month in MONTHS] == list(range(1, 13))


@given(DAYS, st.booleans(), st.booleans())
def test_a_day_printed_and_read_again_is_the_same_day_and_prints_the_same(day, short, thai):
    printed = format_day(day, short)
    typed = thai_digits(printed) if thai else printed
    assert parse_day(typed) == day
    assert format_day(parse_day(typed), short) == printed


@given(DAYS, st.integers(0, 800), st.booleans(), st.booleans())
def test_a_range_printed_and_read_again_is_the_same_range(start, days, short, thai):
    end = min(start + dt.timedelta(days), dt.date(2157, 12, 31))
    printed = format_range(start, end, short)
    again, last = parse_range(thai_digits(printed) if thai else printed)
    assert (again, last or again) == (start, end)
    assert format_range(again, last, short) == printed


@pytest.mark.parametrize("year", [1200, 1969, 2026, 3500])
def test_the_moment_of_a_clock_that_stood_anywhere_is_told(year: int) -> None:
    assert format_moment(dt.datetime(year, 7, 1, 12, tzinfo=dt.UTC)).startswith(f"1 ก.ค. {year + 543} ")


@given(DAYS)
def test_the_same_day_is_read_in_both_eras_and_in_digits(day):
    year = buddhist_year(day)
    for typed in (
        day.isoformat(),
        f"{day.day}/{day.month}/{year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{year}-{day:%m-%d}",
    ):
        assert parse_day(typed) == day


@given(st.text(max_size=60) | st.text("0123456789๐๑๒-–/. ธ.ค.มีนาคมพ.ศ.ถึงวันที่", max_size=40))
def test_any_text_is_a_date_or_refused_in_words(text):
    try:
        start, end = parse_range(text, dt.date(2024, 1, 1))
    except NotADate:
        return
    assert end is None or start < end
