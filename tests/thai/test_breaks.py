"""Where a line may end: each rule in one example, marked as the program sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.thai.breaks import LEGAL, POOR, SOFT, ZWSP, emergency, for_labels, opportunities
from desktop_app.thai.clusters import cluster_ends

PROJECT = "โครงการชุมชนสะอาด สร้างเครือข่ายอาสาสมัครสิ่งแวดล้อมเพื่อสุขภาวะของคนทุกวัย"


def lines(text, protected=()):
    """The text with a bar at every place where a line may end."""
    parts, start = [], 0
    for at, _ in opportunities(text, protected):
        parts.append(text[start:at])
        start = at
    return "|".join([*parts, text[start:]])


@pytest.mark.parametrize(
    "expected",
    [
        "ชาวบ้าน|ประชุม|ขยะ",
        "ใช้|น้อย |ใช้|ซ้ำ",
        "“ใช้|ซ้ำ” |ขยะ", "(ขยะ) |ขยะ", "( ขยะ ) |ขยะ", '"ขยะ|ชุมชน" |ขยะ', "«ขยะ»", "ขยะ |“ขยะ”", "ขยะ: |ขยะ", "ขยะ, |ขยะ", "ขยะ : |ขยะ",
        "ต่าง ๆ |กลุ่ม", "ต่างๆ|กลุ่ม", "ขยะ ฯลฯ |ขยะ", "กรุงเทพฯ |ขยะ",
        "งบประมาณ |48,500 บาท", "๔๘,๕๐๐ บาท", "พ.ศ. 2566-2570", "เวลา|08.30-11.00 น. |ขยะ", "08.30 - 11.00 น.", "ร้อยละ 38 |ของ|ขยะ", "ขยะ |38%", "38 %",
        "แบ่ง|เป็น |6 กลุ่ม |ฝึก", "25 กิโลกรัม", "กลุ่มละ 25 กิโลกรัม", "90 วัน |ขยะ", "ทั้ง |4 ตำบล", "หมู่ที่ 5 |ขยะ", "หมู่ 3 |ตำบล|ขยะ",
        "หลัก |3 ช. |ขยะ", "ครั้งที่ 2 |ขยะ", "2 ใน 3", "ปี 2566 |โครงการ|ขยะ", "2500 บาท", "โทร. 08 1234 5678 |ขยะ", "๐๘ ๑๒๓๔ ๕๖๗๘", "1. ขยะ", "1) ขยะ",
        "อบต.ขยะ", "จ. ขยะ", "ดร.ขวัญ", "ดร. ขวัญ", "ผศ.ดร.ขวัญ", "นายขวัญ |ใจงาม |ขยะ", "นาง ขวัญ |ใจงาม", "ว่าที่ ร.ต. ขวัญ", "พระครูขวัญ", "นายก|ประชุม",
        "คนละ 2 ข้อ |ขยะ", "คนละ 500 |รวม |1,000 บาท", "ชั้น 2 |อาคาร", "กก./ไร่ |ขยะ", "5 มคก./ลบ.ม. |ขยะ", "และ|กปภ. |ขยะ", "ขยะ|เป็น|ต้นแบบ|ให้|ขยะ", "จิตอาสา|มี|ขยะ", "กรรมการ|ประเมิน|ขยะ", "เด็ก|ส่ง|ผลงาน|ขยะ", "และ|ทพญ.สิริน |ขยะ", "ตำบลท่าพญา |อำเภอ|ปากพนัง", "แม่หลวง|คำปัน |ขยะ", "ขยะ|เล่ม 1 |ขยะ", "ขยะ|เล่ม |30 บาท", "(ระยะที่ 2) |ขยะ", "ขยะ|ชำนาญการ |ขยะ", "ไม่|มากนัก |ขยะ",
        "ดร.เพียงใจ |งามดี |ขยะ", "คุณใจงาม |ตาดี |ขยะ", "คุณตา|คน|หนึ่ง", "E. coli |ขยะ",
        "ฐานที่ 3 |ขยะ", "คลอง|ซอย 3 ขวา |ขยะ", "งวดที่ 2 |ร้อยละ 40", "ทท 0018.1/ว 245 |ขยะ", "แนวทาง|การ|จัดตั้ง", "กำนัน |ผู้ใหญ่บ้าน", "14 ป้าย |ขยะ", "24 ลวด |ขยะ", "มา|แล้ว |3 ด่าน |ขยะ", "ผู้|ชิม|ติ|ว่า|เค็ม", "ปี 2567 |ลวด |ขยะ", "ที่ 3 |ลวด |ขยะ",
        "ใช้|แอปพลิเคชัน |LINE |ส่ง", "ใช้|LINE|ส่ง", "COVID-19", "Zoom |Meeting",
        "ขยะ\u00a0ขยะ", "ขยะ\u2060ขยะ", "ขยะ\u200b|ขยะ", "ชาว\u200b|บ้าน", "ชุม\u200b|ชน",
        "中|文|字", "中|文。", "😀|👨‍👩‍👧", "مرحبا |بك",
        "- ขยะ", "ขยะ - |ขยะ", "และ/|หรือ",
        "", "   ", "ก", "่่่", "\n", "ขยะ\n|ขยะ",
    ],
)  # fmt: skip
def test_a_line_may_end_only_at_these_places(expected):
    assert lines(expected.replace("|", "")) == expected


def test_a_day_its_month_and_year_are_parted_only_in_need():
    text = "เมื่อวันที่ 15-16 มีนาคม 2566"
    assert {cost for at, cost in opportunities(text) if at > text.index("15")} == {POOR}
    assert lines("15-16 มีนาคม 2566") == "15-16 |มีนาคม |2566"


def test_a_range_over_months_may_be_parted_after_its_dash_but_not_after_a_hyphen():
    assert lines("28 มิถุนายน–2 กรกฎาคม 2567") == "28 |มิถุนายน–|2 |กรกฎาคม |2567"
    assert lines("30 ธันวาคม 2566–2 มกราคม 2567") == "30 |ธันวาคม |2566–|2 |มกราคม |2567"
    assert lines("28 มิถุนายน-2 กรกฎาคม 2567") == "28 |มิถุนายน-2 |กรกฎาคม |2567"
    assert lines("แผน พ.ศ. 2566-2570") == "แผน |พ.ศ. 2566-2570"


def test_a_place_is_parted_only_in_need_though_no_record_names_it():
    assert {cost for _, cost in opportunities("บ้านหนองหญ้าปล้อง")} == {SOFT}
    assert dict(opportunities("ตำบลท่าตะโก จัด"))[len("ตำบลท่าตะโก ")] == LEGAL
    assert LEGAL in {cost for _, cost in opportunities("ตำบลประชุมเพื่อพัฒนา")}


def test_a_drawl_and_the_pieces_of_a_misspelt_word_stay_whole():
    assert lines("ดีมากกกกกก") == "ดี|มากกกกกก"
    assert lines("สังเกตุการณ์") == "สังเกตุการณ์"
    assert lines("อนุญาติแล้ว") == "อนุญาติ|แล้ว"


def test_a_name_of_the_record_is_never_parted():
    names = ("ปากน้ำใหม่", "ปิ่นฐา น้ำทิพย์กุล")
    assert lines("ชาวปากน้ำใหม่ประชุม", names) == "ชาว|ปากน้ำใหม่|ประชุม"
    assert lines("โดยผศ.ดร.ปิ่นฐา น้ำทิพย์กุล บรรยาย", names).endswith("ผศ.ดร.ปิ่นฐา น้ำทิพย์กุล |บรรยาย")
    assert lines("ปิ่นฐา  น้ำทิพย์กุล", names) == "ปิ่นฐา  น้ำทิพย์กุล"


def test_a_name_is_not_found_inside_another_word():
    assert lines("ความสมานฉันท์ในชุมชน", ("สมาน",)) == lines("ความสมานฉันท์ในชุมชน")


def test_a_long_name_may_be_parted_at_its_words_but_never_well():
    inside = opportunities(PROJECT, (PROJECT,))
    assert len(inside) > 8
    assert {cost for _, cost in inside} == {SOFT, POOR}
    assert dict(inside)[PROJECT.index(" ") + 1] == SOFT


def test_a_short_name_inside_a_long_one_stays_whole():
    place = "หอประชุมที่ว่าการอำเภอปากน้ำใหม่ จังหวัดทะเลทอง"
    assert "ปากน้ำ|ใหม่" in lines(place, (place,))
    assert "ปากน้ำใหม่" in lines(place, (place, "ปากน้ำใหม่"))


def test_a_compound_costs_more_than_a_word_boundary():
    assert dict(opportunities("จัดกิจกรรม")) == {3: SOFT}
    assert dict(opportunities("การประชุม")) == {3: SOFT}
    assert dict(opportunities("ชาวบ้านประชุม")) == {7: LEGAL}


def test_an_address_of_the_net_is_parted_only_at_its_slashes():
    text = "https://www.example.org/reports/activity2566"
    assert lines(text) == "https://www.example.org/|reports/|activity2566"
    assert lines("report@example.org") == "report@example.org"


def test_an_unknown_word_keeps_its_splinters():
    assert "|ญ" not in lines("วิทยากรชื่อญาณีกุล")
    assert lines("ผู้เข้ารวมประชุม ก") == "ผู้|เข้า|รวม|ประชุม |ก"


def test_a_word_wider_than_the_line_is_cut_between_clusters():
    text = "กาะเก้าอี้ภาพยนตร์ๆ"
    parts = [text[a:b] for a, b in zip([0, *emergency(text)], [*emergency(text), len(text)], strict=True)]
    assert parts == ["กาะ", "เก้า", "อี้", "ภา", "พ", "ย", "น", "ตร์ๆ"]
    assert emergency("") == []


def test_labels_get_a_break_between_words_and_none_after_blanks():
    assert for_labels("ชาวบ้านประชุม ขยะ") == f"ชาวบ้าน{ZWSP}ประชุม ขยะ"
    assert for_labels(for_labels("ชาวบ้านประชุม")) == for_labels("ชาวบ้านประชุม")


@given(st.text(max_size=80) | st.text("กขงนาเแ่้ำะๆฯ 12.ab-“”()\u200b\u00a0\n\ud800😀中", max_size=80))
def test_breaks_are_inside_the_text_in_order_and_between_clusters(text):
    found = opportunities(text, ("นางงาม กก", "ขนาน"))
    places = [at for at, _ in found]
    assert places == sorted(set(places))
    assert set(places) <= set(cluster_ends(text)[:-1])
    assert set(emergency(text)) <= set(cluster_ends(text)[:-1])
    assert all(LEGAL <= cost <= POOR for _, cost in found)
    assert not any(text[at] in " ๆฯ”)" or text[at - 1] in "“(" for at in places if text[at - 1] != ZWSP)
    assert for_labels(text).replace(ZWSP, "") == text.replace(ZWSP, "")


@pytest.mark.parametrize(
    "piece",
    ["นานา", "1", "1,", "ก.", "ก. ", "ดร. ", "a", "a@", "นาย ", " ", "่", "中", "15 มีนาคม ", "จัดกิจกรรม", "\u200b"],
)
def test_a_hundred_thousand_characters_are_no_trouble(piece):
    text = (piece * 100_000)[:100_000]
    assert all(0 < at < len(text) for at, _ in opportunities(text, ("นานานา นา",)))
