"""Names of people and places that no title and no record tells."""

import pytest

from desktop_app.thai.breaks import LEGAL, POOR, SOFT, opportunities


def places(text):
    return {text[:at][-1:] + "|" + text[at : at + 1]: cost for at, cost in opportunities(text)}


@pytest.mark.parametrize(
    "name", ["ปวริศา ทองคำเปลว", "กฤตเมธ ลานหินแก้ว", "พิชญ์นรี ธารน้ำใส", "ธัญวรัตน์ ดอนไพรวัลย์", "ณภัทร ไพรสาคร"]
)
def test_a_name_without_a_title_is_parted_at_its_blank_at_most(name):
    text = f"ผู้บันทึกคือ {name}, จากกลุ่ม"
    start = text.index(name)
    inside = {at: cost for at, cost in opportunities(text) if start < at < start + len(name)}
    assert inside in ({}, {text.index(name.split()[1]): SOFT})


def test_phrases_between_blanks_are_no_names():
    assert places("ลงพื้นที่ ประชุมชาวบ้าน วางแผนร่วมกัน")["ม|ช"] == LEGAL


def test_what_follows_a_name_is_its_surname_only_when_it_may_be_one():
    assert "ก|ก" in places("นำโดยปวริศา จากกลุ่มเยาวชน แล้ว")
    assert places("กัลยาวีร์ และทีมงาน")[" |แ"] == LEGAL


def test_people_are_called_by_short_names_that_stay_whole():
    assert not {"ย|ฝ", "ญ|ช"} & places("น้องปลายฝน ตัดต่อคลิป คุณแม่บุญช่วย หุงข้าว").keys()
    assert "น|เ" in places("ครูสอนเด็กเล็กในหมู่บ้าน")


def test_districts_stay_whole_after_the_word_for_one_and_alone():
    for text in ("อำเภอขุนหาญ และอำเภอขุขันธ์", "แขวงบางขุนเทียน กรุงเทพมหานคร", "ถึงปางมะผ้าแล้ว", "ไปทางอำเภอบ้านหมอแล้ว"):
        assert not {"น|ห", "ุ|ข", "ง|ข", "น|เ", "ง|ม", "ะ|ผ"} & places(text).keys()


def test_uncommon_words_after_a_kind_of_place_are_its_name():
    assert "น|ห" not in places("ที่เกาะปันหยีน้อยขอให้จัด")


def test_what_stands_alone_between_blanks_is_parted_in_need_only():
    assert places("ขาย ซื้อผัก ผลไม้ และปลาย่างทุกวัน")["อ|ผ"] == POOR


@pytest.mark.parametrize(
    "text",
    [
        "ทันตแพทย์|แนะนำให้แปรงฟัน",
        "ตาและคุณยาย|ตีคลี เป่าลูกโป่ง",
        "ชวนคุณตา|คุณยาย ออกกำลัง",
        "บ้านห้วยปูลิง|ทำไร่หมุนเวียน",
        "แถบเกาะลำต้น|ทำให้กล้า",
    ],
)
def test_what_people_do_is_no_name_after_a_word_for_them_or_their_place(text):
    before, after = text.split("|")
    assert len(before) in dict(opportunities(before + after))


def test_a_word_for_a_deed_alone_is_what_somebody_is_called():
    assert "ุ|ส" not in places("โดยลุงสอน ใจดี")
    assert not {"ย|เ", "์|เ"} & places("โดยนายเขียนศิลป์ และนางเล่าห์ มา").keys()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("พ่อหนานคำแสนเป็นผู้นำ", "คำแสน"),
        ("แม่ใหญ่จันทาเลี้ยงควาย", "จันทา"),
        ("น้องข้าวหอมเลี้ยงไส้เดือน", "ข้าวหอม"),
        ("นายบุญหลาย ศรีหาวงษ์ ทำนา", "บุญหลาย"),
        ("โดยหนังประเคียง ระฆังทอง และคณะ", "ระฆังทอง"),
        ("ที่เทศบาลตำบลเวียงกาหลวง เป็นผู้ตรวจ", "เวียงกาหลวง"),
        ("เพราะไม่มีบ้านเลขที่ 14 หลัง แล้ว", "14 หลัง"),
    ],
)
def test_names_that_words_and_particles_make_stay_whole(text, name):
    start = text.index(name)
    assert not set(range(start + 1, start + len(name))) & dict(opportunities(text)).keys()
