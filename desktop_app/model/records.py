"""The records: a report and the items of its lists. One line a field; everything else is derived from that line.

``paper`` says where a value is printed: LABELLED (label, tab, value, in the order of the lines here), TITLE, DATES,
INTRO (part of the introduction), HEADING, NUMBERED, TABLE, SIGNATURE, PHOTOS, or "" for nowhere. ``section`` and ``key`` say
where it stands in the JSON form, ``tab`` on which tab of the window it is edited.
"""

import datetime as dt
from dataclasses import dataclass, field

from .fields import choice, count, day, image, item_of, items, line, lines, text, year

# fmt: off  (a field is one line)
LABELLED, TITLE, DATES, INTRO, HEADING = "labelled", "title", "dates", "intro", "heading"
NUMBERED, TABLE, SIGNATURE, PHOTOS = "numbered", "table", "signature", "photos"

MODES = (
    ("observation", "สังเกตการณ์"),
    ("participation", "เข้าร่วมกิจกรรม"),
    ("interview", "สัมภาษณ์"),
    ("documents", "ศึกษาจากเอกสาร"),
)
PARTNERS = (
    ("co_fund", "ร่วมบูรณาการงบประมาณ"),
    ("host", "เจ้าภาพจัดกิจกรรม"),
    ("support", "สนับสนุน"),
    ("partner", "ภาคีร่วมดำเนินงาน"),
)
PER_PAGE = (("2", "2 ภาพ"), ("4", "4 ภาพ"), ("6", "6 ภาพ"))
PEOPLE, PLACES, AGENCIES, PROJECTS, ROLES = "people", "places", "agencies", "projects", "roles"
NAMES = (
    (PEOPLE, "บุคคล"),
    (PLACES, "สถานที่"),
    (AGENCIES, "หน่วยงาน"),
    (PROJECTS, "โครงการ"),
    (ROLES, "ตำแหน่ง/บทบาท"),
)
DONE = "done"
STATES = ((DONE, "เรียบร้อยแล้ว"),)


@dataclass(eq=False)
class Item:
    """A row of the database. ``id`` is a UUIDv7, ``rank`` a fractional index that orders the rows of one list."""

    id: str = field(default="", kw_only=True, compare=False)
    rank: str = field(default="", kw_only=True, compare=False)


@dataclass(eq=False)
class Evaluator(Item):
    """Who came to the event and writes of it."""

    prefix: str = line("คำนำหน้า")
    name: str = line("ชื่อ-สกุล", required=True, paper=INTRO, names=PEOPLE)
    role: str = line("ตำแหน่ง/บทบาท", paper=INTRO, names=ROLES)


@dataclass(eq=False)
class Agency(Item):
    """A partner of the event and what it gave."""

    name: str = line("หน่วยงาน", required=True, paper=INTRO, names=AGENCIES)
    role: str = choice("บทบาท", choices=PARTNERS)


@dataclass(eq=False)
class Speaker(Item):
    """Who spoke, on what, and in which activity (none: of the event as a whole)."""

    name: str = line("ชื่อวิทยากร", required=True, paper=NUMBERED, names=PEOPLE)
    topics: list[str] = lines("หัวข้อบรรยาย", paper=NUMBERED)
    activity: str = item_of("กิจกรรมที่บรรยาย", of="activities")


@dataclass(eq=False)
class Participants(Item):
    """One group of participants, counted."""

    group: str = line("กลุ่มผู้เข้าร่วม", required=True, paper=TABLE)
    target: int | None = count("เป้าหมาย (คน)", paper=TABLE)
    male: int | None = count("ชาย (คน)", paper=TABLE)
    female: int | None = count("หญิง (คน)", paper=TABLE)
    target_typed: str = line("เป้าหมายที่ยังอ่านไม่ออก")  # kept as typed until it is a number
    male_typed: str = line("จำนวนชายที่ยังอ่านไม่ออก")
    female_typed: str = line("จำนวนหญิงที่ยังอ่านไม่ออก")


@dataclass(eq=False)
class Budget(Item):
    """One source of money."""

    source: str = line("แหล่งงบประมาณ", required=True, paper=TABLE)
    amount: int | None = count("จำนวนเงิน (บาท)", paper=TABLE)
    amount_typed: str = line("จำนวนเงินที่ยังอ่านไม่ออก")


@dataclass(eq=False)
class Signature(Item):
    """Who signs the report; the caption stands under the name."""

    name: str = line("ชื่อผู้ลงนาม", required=True, paper=SIGNATURE, names=PEOPLE)
    caption: str = line("คำใต้ชื่อ", paper=SIGNATURE, default="ผู้รายงาน")


@dataclass(eq=False)
class Goal(Item):
    """What the event was for."""

    body: str = text("เป้าหมาย", required=True, paper=NUMBERED)


@dataclass(eq=False)
class Activity(Item):
    """What was done; the title is the bold lead-in and may be missing."""

    title: str = line("หัวข้อ", paper=NUMBERED)
    body: str = text("รายละเอียด", required=True, paper=NUMBERED)


@dataclass(eq=False)
class Lesson(Item):
    """What made it succeed."""

    title: str = line("หัวข้อ", paper=NUMBERED)
    body: str = text("บทเรียน", required=True, paper=NUMBERED)


@dataclass(eq=False)
class Problem(Item):
    """What went wrong, and what was done about it."""

    title: str = line("ปัญหาที่พบ", required=True, paper=NUMBERED)
    body: str = text("การแก้ไข", paper=NUMBERED)


@dataclass(eq=False)
class Recommendation(Item):
    """What should be done next."""

    body: str = text("ข้อเสนอแนะ", required=True, paper=NUMBERED)


@dataclass(eq=False)
class Photo(Item):
    caption: str = line("คำบรรยายภาพ", paper=PHOTOS)
    image: str = image("ภาพ", paper=PHOTOS)


@dataclass(eq=False)
class Report(Item):
    """One report on one event: what the evaluator types, and nothing that can be computed from it.

    ``pictures`` has the bytes of its photographs by name (SHA-256), perhaps also of some that were taken out.
    """

    title: str = line("ชื่อกิจกรรม", required=True, paper=TITLE, section="event", tab="event")
    date_start: dt.date | None = day("วันที่เริ่ม", required=True, paper=DATES, section="event", tab="event")
    date_end: dt.date | None = day("วันที่สิ้นสุด", paper=DATES, section="event", tab="event")
    date_typed: str = line("วันที่จัดกิจกรรมที่ยังอ่านไม่ออก", section="event")  # kept as typed until it is a date
    place: str = line("สถานที่จัดงาน", required=True, paper=LABELLED, section="event", tab="event", names=PLACES)
    communities: str = line("ชุมชนที่เข้าร่วม", paper=LABELLED, section="event", tab="event")
    report_number: str = line("เลขที่รายงาน", paper=LABELLED, section="event", tab="event")
    report_date: dt.date | None = day("วันที่รายงาน", paper=LABELLED, section="event", tab="event")
    report_date_typed: str = line("วันที่รายงานที่ยังอ่านไม่ออก", section="event")
    project: str = line("โครงการ", required=True, paper=INTRO, section="event", tab="event", names=PROJECTS)
    project_year_be: int | None = year("ปีของโครงการ (พ.ศ.)", paper=INTRO, section="event", tab="event")
    project_year_be_typed: str = line("ปีของโครงการที่ยังอ่านไม่ออก", section="event")
    evaluators: list[Evaluator] = items("ผู้ประเมิน", Evaluator, required=True, paper=INTRO, section="event", tab="event")
    evaluation_mode: str = choice("วิธีประเมิน", paper=INTRO, section="event", tab="event", choices=MODES)
    agencies: list[Agency] = items("หน่วยงานภาคี", Agency, paper=INTRO, section="event", tab="event")
    speakers: list[Speaker] = items("วิทยากร", Speaker, paper=NUMBERED, section="event", tab="event")
    participants: list[Participants] = items("ผู้เข้าร่วม", Participants, paper=TABLE, section="event", tab="event")
    budgets: list[Budget] = items("งบประมาณ", Budget, paper=TABLE, section="event", tab="event", optional=True)
    introduction: str = text("ความนำ", paper=INTRO, section="event", tab="event")
    signatures: list[Signature] = items("ลายมือชื่อ", Signature, required=True, paper=SIGNATURE, tab="event")

    heading_goals: str = line(
        "หัวเรื่อง", paper=HEADING, section="headings", key="goals", tab="goals", default="เป้าหมายในการขับเคลื่อนกิจกรรม"
    )
    goals: list[Goal] = items("เป้าหมาย", Goal, required=True, paper=NUMBERED, tab="goals")
    heading_activities: str = line(
        "หัวเรื่อง", paper=HEADING, section="headings", key="activities", tab="activities", default="กิจกรรมที่ได้ดำเนินการแล้ว"
    )
    activities: list[Activity] = items("กิจกรรม", Activity, required=True, paper=NUMBERED, tab="activities")
    heading_lessons: str = line(
        "หัวเรื่อง",
        paper=HEADING,
        section="headings",
        key="lessons",
        tab="lessons",
        default="ถอดบทเรียนความสำเร็จของการดำเนินกิจกรรม",
    )
    lessons: list[Lesson] = items("บทเรียน", Lesson, required=True, paper=NUMBERED, tab="lessons")
    heading_problems: str = line(
        "หัวเรื่องปัญหา", paper=HEADING, section="headings", key="problems", tab="lessons", default="ปัญหาและการแก้ไข"
    )
    problems: list[Problem] = items("ปัญหา", Problem, paper=NUMBERED, tab="lessons", optional=True)
    heading_recommendations: str = line(
        "หัวเรื่อง", paper=HEADING, section="headings", key="recommendations", tab="recommendations", default="ข้อเสนอแนะ"
    )
    recommendations: list[Recommendation] = items(
        "ข้อเสนอแนะ", Recommendation, required=True, paper=NUMBERED, tab="recommendations"
    )

    heading_photos: str = line(
        "หัวเรื่อง", paper=HEADING, section="headings", key="photos", tab="photos", default="ภาพกิจกรรม"
    )
    photos_per_page: str = choice("จำนวนภาพต่อหน้า", tab="photos", choices=PER_PAGE, default="4")
    photos: list[Photo] = items("ภาพถ่าย", Photo, paper=PHOTOS, tab="photos", optional=True)
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(eq=False)
class Comment(Item):
    """What somebody says of one field, in a row beside the report: it travels with the log, and is never printed or exported.

    ``of_row`` is the id of the report or of one of its items; ``answers`` is another comment's, whose ``state`` is that of both.
    """

    report: str = line("รายงาน", required=True)
    of_table: str = line("ส่วนของรายงาน", required=True)
    of_row: str = line("ข้อ", required=True)
    of_field: str = line("ช่อง", required=True)
    words: str = text("ความเห็น", required=True)
    answers: str = line("ตอบความเห็น")
    state: str = choice("สถานะ", choices=STATES)


@dataclass(eq=False)
class Name(Item):
    """A name that an office knows, and how it is to be spelled (``meant``), where that is another way."""

    kind: str = choice("ชนิด", choices=NAMES)
    name: str = line("ชื่อ", required=True)
    meant: str = line("สะกดว่า")


@dataclass(eq=False)
class StyleFile(Item):
    """A style file (TOML) that an office gives to its laptops; ``name`` is the file's without its ending."""

    name: str = line("ชื่อรูปแบบกระดาษ", required=True)
    content: str = text("เนื้อหาของแฟ้ม", required=True)


@dataclass(eq=False)
class StylePart(Item):
    """What lies beside a style file, a logo or a font: of which style, and what its file is called."""

    style: str = line("ชื่อรูปแบบกระดาษ", required=True)
    file: str = line("ชื่อไฟล์", required=True)
    image: str = image("ภาพหรือแบบอักษร", required=True)


# rows of the log that belong to no report's content: table and record ("style_pictures": in the log no name changes)
BESIDE = (("comments", Comment), ("names", Name), ("styles", StyleFile), ("style_pictures", StylePart))
TABS = (
    ("event", "รายละเอียดกิจกรรม"),
    ("goals", "เป้าหมาย"),
    ("activities", "กิจกรรม"),
    ("lessons", "ถอดบทเรียน"),
    ("recommendations", "ข้อเสนอแนะ"),
    ("photos", "ภาพถ่าย"),
)
