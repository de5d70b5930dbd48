"""Which words stand on paper, and in which order (DESIGN §1)."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from desktop_app.model import exchange
from desktop_app.model.codes import Code, digest
from desktop_app.model.fields import field_named, fields_of, lists_of
from desktop_app.model.records import Activity, Agency, Evaluator, Goal, Report, Speaker
from desktop_app.report.compose import compose, protected_words
from desktop_app.report.document import (
    Dates,
    Heading,
    Labelled,
    Numbered,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Stamp,
    Table,
    Title,
)
from desktop_app.report.introduction import CAME, TOGETHER, introduction
from desktop_app.report.plain import to_text
from tests.records import reports


def texts(block: Numbered | Paragraph) -> str:
    return "".join(run.text for run in block.runs)


def test_a_date_nobody_understands_yet_is_printed_as_typed(sample: dict[str, Any]) -> None:
    report = exchange.from_json(sample)
    report.date_typed, report.report_date_typed = "กลางเดือนมีนาคม ๒๕๖๖", "31 มิ.ย. 67"
    blocks = compose(report).blocks
    assert Dates("วันที่ กลางเดือนมีนาคม ๒๕๖๖") in blocks
    assert Labelled("วันที่รายงาน", "31 มิ.ย. 67") in blocks


def test_the_sample_has_every_element_in_order(sample: dict[str, Any]) -> None:
    blocks = compose(exchange.from_json(sample)).blocks
    kinds = [type(block).__name__ for block in blocks]
    assert kinds == (
        ["Title", "Dates", "Labelled", "Paragraph", "Table", "Heading"]
        + ["Numbered"] * 3
        + ["Heading", "Paragraph"]
        + ["Numbered"] * 5
        + ["Heading"]
        + ["Numbered"] * 3
        + ["Heading"]
        + ["Numbered"] * 2
        + ["Signatures"]
    )
    assert blocks[0] == Title("สรุปรายงานกิจกรรมอบรมการจัดการขยะชุมชนของอาสาสมัคร 4 ตำบล")
    assert blocks[1] == Dates("วันที่ 28 มิถุนายน-2 กรกฎาคม 2567")
    assert blocks[2] == Labelled("สถานที่จัดงาน", "หอประชุมที่ว่าการอำเภอปากน้ำใหม่ จังหวัดทะเลทอง")
    assert blocks[-1] == Signatures((Signature("ผศ.ดร.ปิ่นฐา น้ำทิพย์กุล", "ผู้รายงาน"),))


def test_the_introduction_is_composed_from_the_data(sample: dict[str, Any]) -> None:
    assert introduction(exchange.from_json(sample)) == (
        "ผศ.ดร.ปิ่นฐา น้ำทิพย์กุล ผู้ประเมินทีมขับเคลื่อนงานกองทุนจังหวัดทะเลทอง "
        "ได้เดินทางเข้าร่วมสังเกตการณ์กิจกรรมอบรมการจัดการขยะชุมชนของอาสาสมัคร 4 ตำบล "
        "ในโครงการชุมชนสะอาด สร้างเครือข่ายอาสาสมัครสิ่งแวดล้อมเพื่อสุขภาวะของคนทุกวัย ปี 2567 "
        "ซึ่งเป็นกิจกรรมที่บูรณาการงบประมาณร่วมกับศูนย์ส่งเสริมการมีส่วนร่วมภาคประชาชน วิทยาลัยชุมชนทะเลทอง "
        "โดยมีเทศบาลตำบลปากน้ำใหม่เป็นเจ้าภาพจัดกิจกรรม สาระสำคัญสรุปได้ดังนี้"
    )


def test_an_edited_introduction_is_printed_as_it_was_edited(sample: dict[str, Any]) -> None:
    sample["event"]["introduction"] = "เขียนเองทั้งย่อหน้า"
    assert Paragraph((Run("เขียนเองทั้งย่อหน้า"),)) in compose(exchange.from_json(sample)).blocks


def test_every_way_of_evaluating_and_every_role_has_its_words() -> None:
    assert CAME.keys() == dict(field_named(Report, "evaluation_mode").choices).keys()
    assert TOGETHER.keys() - {""} == dict(field_named(Agency, "role").choices).keys()


def test_the_word_for_activity_and_project_is_never_doubled() -> None:
    report = Report(title="กิจกรรมปลูกป่า", project="ป่าชุมชน")
    assert "กิจกรรมกิจกรรม" not in introduction(report)
    assert "ในโครงการป่าชุมชน" in introduction(report)


def test_braces_in_a_name_stay_braces() -> None:
    report = Report(agencies=[Agency(name="{0} {ก}", role="co_fund")])
    assert "ร่วมกับ{0} {ก} " in introduction(report)


@pytest.mark.parametrize(
    ("activity", "runs"),
    [
        (Activity(title="เปิดงาน", body="เริ่มเก้าโมง"), (Run("เปิดงาน:", bold=True), Run(" เริ่มเก้าโมง"))),
        (Activity(title="", body="เริ่มเก้าโมง"), (Run("เริ่มเก้าโมง"),)),
        (Activity(title="เปิดงาน: ", body="เริ่มเก้าโมง"), (Run("เปิดงาน:", bold=True), Run(" เริ่มเก้าโมง"))),
        (Activity(title="เปิดงาน", body=""), (Run("เปิดงาน", bold=True), Run(""))),
    ],
)
def test_a_lead_in_is_bold_with_a_colon_only_before_a_body(activity: Activity, runs: tuple[Run, ...]) -> None:
    assert Numbered("1.", runs) in compose(Report(activities=[activity])).blocks


def test_a_speaker_stands_with_the_activity_he_belongs_to() -> None:
    activity = Activity(id="a", body="อบรมช่วงเช้า")
    placed = Speaker(name="นายสมมุติ ทดลอง", topics=["ดิน", "น้ำ"], activity="a")
    blocks = compose(Report(activities=[activity], speakers=[placed, Speaker(name="นางตัวอย่าง ลองดู")])).blocks
    said = [texts(block) for block in blocks if isinstance(block, Numbered | Paragraph)]
    assert "อบรมช่วงเช้า โดยมีวิทยากร นายสมมุติ ทดลอง บรรยายเรื่อง ดิน และ น้ำ" in said
    assert "โดยมีวิทยากร นางตัวอย่าง ลองดู" in said


def test_empty_lines_that_were_typed_make_no_room() -> None:
    """Spacing is style, never blank lines (DESIGN §1)."""
    report = Report(introduction="\nหนึ่ง\n \n\nสอง\n", goals=[Goal("\nก\r\n\r\nข\n\n")])
    report.activities = [Activity("หัวข้อ", "\nเนื้อหา\n", id="1")]
    report.speakers = [Speaker("วิทยากร", activity="1")]
    blocks = compose(report).blocks
    assert Paragraph((Run("หนึ่ง\nสอง"),)) in blocks
    assert Numbered("1.", (Run("ก\nข"),)) in blocks
    assert Numbered("1.", (Run("หัวข้อ:", bold=True), Run(" เนื้อหา โดยมีวิทยากร วิทยากร"))) in blocks


def test_an_introduction_of_empty_lines_is_none() -> None:
    assert Paragraph((Run(introduction(Report())),)) in compose(Report(introduction="\n \n")).blocks


def test_numbering_starts_again_in_every_section(sample: dict[str, Any]) -> None:
    numbers = [block.number for block in compose(exchange.from_json(sample)).blocks if isinstance(block, Numbered)]
    assert numbers == [f"{n}." for count in (3, 5, 3, 2) for n in range(1, count + 1)]


def test_a_table_of_counts_ends_with_their_sum(sample: dict[str, Any]) -> None:
    (table,) = [block for block in compose(exchange.from_json(sample)).blocks if isinstance(block, Table)]
    assert table.header == ("กลุ่มผู้เข้าร่วม", "เป้าหมาย (คน)", "ชาย (คน)", "หญิง (คน)")
    assert table.rows[-1] == ("รวม", "80", "32", "47")


def test_thai_digits_reach_every_block(sample: dict[str, Any]) -> None:
    document = compose(exchange.from_json(sample), "thai", Stamp("abcdefgh", 7))
    assert not set("0123456789") & set(to_text(replace(document, footer="")))
    assert "๒๘ มิถุนายน-๒ กรกฎาคม ๒๕๖๗" in to_text(document)


def test_the_footer_names_the_report_as_the_list_does_whatever_the_digits(sample: dict[str, Any]) -> None:
    stamp = Stamp("01a2024d-a22e-75b1-ae61-2a40d9663bfc", 12)
    code = Code(digest(exchange.from_json(sample)), stamp.report_id, 12)
    document = compose(exchange.from_json(sample), "thai", stamp)
    assert document.footer == f"รายงาน d9663bfc ฉบับแก้ไขที่ ๑๒ รหัสตรวจสอบ {code.typed}"
    assert document.code == code.scanned


def test_an_edited_heading_replaces_the_default(sample: dict[str, Any]) -> None:
    sample["headings"] = {"goals": "จุดมุ่งหมาย", "activities": " "}
    headings = [block.text for block in compose(exchange.from_json(sample)).blocks if isinstance(block, Heading)]
    assert headings[:2] == ["จุดมุ่งหมาย", "กิจกรรมที่ได้ดำเนินการแล้ว"]
    assert headings[1:] == ["กิจกรรมที่ได้ดำเนินการแล้ว", "ถอดบทเรียนความสำเร็จของการดำเนินกิจกรรม", "ข้อเสนอแนะ"]


def test_an_empty_report_is_an_empty_form() -> None:
    blocks = compose(Report()).blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        field_named(Report, f"heading_{part.name}").default
        for part in lists_of(Report)
        if part.required and part.tab == part.name
    ]
    assert blocks[-1] == Signatures((Signature("", "ผู้รายงาน"),))
    assert blocks.count(Numbered("1.", (Run(""),))) == 4


def test_items_nobody_typed_in_are_not_printed() -> None:
    blocks = compose(Report(goals=[Goal(), Goal(body="ข้อเดียว"), Goal()])).blocks
    assert [block for block in blocks if isinstance(block, Numbered)][0] == Numbered("1.", (Run("ข้อเดียว"),))
    assert Numbered("2.", (Run(""),)) not in blocks


@given(reports())
def test_every_word_of_a_record_stands_on_paper(report: Report) -> None:
    paper = to_text(compose(report))
    for one in (*report.goals, *report.activities):
        said = [line for line in one.body.splitlines() if line.strip()]  # empty lines are no words
        assert "\n".join(said) in paper
    assert report.place in paper
    for field in fields_of(Report):
        if field.paper == "labelled" and isinstance(getattr(report, field.name), str):
            assert getattr(report, field.name) in paper


def test_names_of_the_record_are_protected() -> None:
    report = Report(
        place="วัดทุ่งลม", evaluators=[Evaluator(prefix="ดร.", name="ขวัญ ใจดี")], date_start=dt.date(2024, 2, 29)
    )
    assert {"วัดทุ่งลม", "ดร.ขวัญ ใจดี", "ขวัญ ใจดี"} <= set(protected_words(report))
