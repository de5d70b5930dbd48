"""Fills a database with invented reports of varied Thai texts: ``python tests/benchmarks/many_reports.py 1000 out.db``."""

import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from desktop_app.model.fields import Field, Kind, ListField, fields_of, lists_of
from desktop_app.model.records import Item, Report
from desktop_app.store.database import Store

WORDS = (
    "ชุมชน ผู้เข้าร่วม กิจกรรม อาสาสมัคร สุขภาพ เยาวชน ผู้สูงอายุ ตำบล อำเภอ จังหวัด โรงเรียน วัด เครือข่าย ขยะ น้ำ ป่าชายเลน เกษตร อาหาร "
    "ปลอดภัย เรียนรู้ ร่วมมือ พัฒนา ส่งเสริม สนับสนุน จัดทำ แผน วางแผน ติดตาม ประเมินผล แลกเปลี่ยน ประสบการณ์ บทเรียน ความสำเร็จ ข้อมูล "
    "ต่อเนื่อง ยั่งยืน อย่าง และ ของ ใน ที่ เพื่อ ให้ ได้ มี การ ความ ร่วมกับ ระหว่าง"
).split()
NAMES = ("ใจดี", "มีสุข", "รักเรียน", "พอเพียง", "ตั้งใจ", "สดใส", "เพียรทำ", "อิ่มเอม")
PLACES = ("หอประชุมที่ว่าการอำเภอ", "ศาลาการเปรียญวัด", "โรงเรียนบ้าน", "องค์การบริหารส่วนตำบล", "ศูนย์เรียนรู้ชุมชน")


def make_reports(n: int, path: Path | str, seed: int = 1) -> list[str]:
    """Adds ``n`` reports to the database at ``path``, which is made if need be; gives their ids. 1,000 take seconds."""
    ids: list[str] = []
    reports = list(invented(n, seed))
    with Store(path, user="สมมติ") as store:
        for start in range(0, n, 100):
            ids += store.add_all(reports[start : start + 100])
    return ids


def invented(n: int, seed: int = 1) -> Iterator[Report]:
    """The same reports for the same numbers. Every tenth is a draft that lacks something."""
    dice = random.Random(seed)
    for number in range(n):
        report = Report()
        for field in fields_of(Report):
            if dice.random() < (0.95 if field.required else 0.7) or number % 10:
                setattr(report, field.name, _value(dice, field, number))
        for part in lists_of(Report):
            setattr(report, part.name, [_item(dice, part, number) for _ in range(dice.randint(1, 4))])
        yield report


def _item(dice: random.Random, part: ListField, number: int) -> Item:
    item: Item = part.item()
    for field in fields_of(part.item):
        setattr(item, field.name, _value(dice, field, number))
    return item


def _value(dice: random.Random, field: Field, number: int) -> object:
    match field.kind:
        case Kind.LINE:
            return _line(dice, field.name, number)
        case Kind.TEXT:
            return "\n".join(_words(dice, 20, 80) for _ in range(dice.randint(1, 2)))
        case Kind.LINES:
            return [_words(dice, 3, 8) for _ in range(dice.randint(1, 3))]
        case Kind.DAY:
            return dt.date(2023, 1, 1) + dt.timedelta(days=number % 1000)
        case Kind.YEAR:
            return 2566 + number % 3
        case Kind.COUNT:
            return dice.randint(0, 300)
        case Kind.CHOICE:
            return dice.choice(field.choices)[0]
        case Kind.ITEM:
            return ""


def _line(dice: random.Random, name: str, number: int) -> str:
    if name == "name":
        return f"สม{dice.choice(NAMES)} {dice.choice(NAMES)}"
    if name == "place":
        return f"{dice.choice(PLACES)}{dice.choice(WORDS)} หมู่ที่ {number % 12 + 1}"
    if name.startswith("heading_") or name.endswith("_typed"):  # defaults, and dates that are understood
        return ""
    return f"{_words(dice, 3, 9)} {number}" if name == "title" else _words(dice, 1, 5)


def _words(dice: random.Random, least: int, most: int) -> str:
    picked = dice.choices(WORDS, k=dice.randint(least, most))
    return "".join(word + (" " if number % 7 == 6 else "") for number, word in enumerate(picked)).strip()


if __name__ == "__main__":
    made = make_reports(int(sys.argv[1]), sys.argv[2])
    print(f"{len(made)} reports in {sys.argv[2]}")
