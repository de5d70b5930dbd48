"""What the paper cannot show is told in a sentence, and only that."""

import pytest

from desktop_app.model.pictures import name_of
from desktop_app.model.records import Activity, Photo, Report
from desktop_app.report.doubts import doubts
from desktop_app.report.style import load
from tests.records import picture

OFFICIAL = load("official")


def told(report: Report) -> list[str]:
    return [doubt.thai for doubt in doubts(report, OFFICIAL)]


def test_of_the_sample_there_is_nothing_to_tell(sample: dict) -> None:
    from desktop_app.model.exchange import from_json

    assert told(from_json(sample)) == []


@pytest.mark.parametrize("text", ["ก\u200bข\u2060 \u00a0\t\n\x07", "☐ ☑ ☒", "“ทดลอง” – é ½ ฿", "ฤๅ ๏ ๛ ํ", "e\u0301"])
def test_what_is_shown_or_never_seen_is_no_matter(text: str) -> None:
    assert told(Report(introduction=text)) == []


def test_letters_without_a_glyph_are_named_with_their_places_each_once() -> None:
    report = Report(place="หอประชุม 😀", activities=[Activity(body="ดี"), Activity(title="漢 😀", body="字")])
    assert told(report) == ["แบบอักษร Sarabun ไม่มีอักขระ 😀 漢 字 (ในสถานที่จัดงาน, กิจกรรม ข้อ 2) จะพิมพ์เป็นกรอบสี่เหลี่ยมแทน"]


def test_what_cannot_be_written_is_named_by_its_number_and_many_are_counted() -> None:
    assert "U+E000 " in told(Report(title="\ue000"))[0]
    assert "และอีก 92 ตัว" in told(Report(title="".join(map(chr, range(0x4E00, 0x4E64)))))[0]
    places = [Activity(body="漢") for _ in range(9)]
    assert "(ในกิจกรรม ข้อ 1, กิจกรรม ข้อ 2, กิจกรรม ข้อ 3 และที่อื่น)" in told(Report(activities=places))[0]


def test_a_photograph_that_is_lost_or_damaged_is_told_by_its_number() -> None:
    good, broken = picture(), picture()[:20]
    photos = [Photo(image=name_of(data)) for data in (good, broken, b"not there")]
    report = Report(
        photos=[*photos, Photo(caption="ยังไม่มีภาพ")], pictures={name_of(good): good, name_of(broken): broken}
    )
    assert told(report) == ["ภาพถ่ายข้อ 2, 3 หายหรือชำรุด จึงไม่มีบนกระดาษ โปรดใส่ภาพใหม่"]
