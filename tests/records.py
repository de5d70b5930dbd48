"""Invented reports for the tests: a hypothesis strategy over every field and list of a report, derived from the record."""

import datetime as dt
import io
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from desktop_app.model.fields import Field, Kind, fields_of, lists_of
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Item, Report

THAI = "กขคงจฉชญฐฎณดตถทธนบปผฝพฟภมยรลวศษสหอฮะัาำิีึืุูเแโใไ็่้๊๋์ๆฯ๑๒๓"
SYNTAX = " <>&amp;{}\"'“”()/\\%?=[]—…"
ONE_LINE = st.text(alphabet=st.sampled_from(THAI + SYNTAX + "abcXYZ0123456789\u00a0\u200b\u2060é漢😀"), max_size=30)
LONG = st.lists(ONE_LINE, max_size=3).map("\n".join)


def picture(width: int = 8, height: int = 6, colour: str = "teal", kind: str = "JPEG", **more: Any) -> bytes:
    """The bytes of a small picture: one colour, its left upper quarter white."""
    made = Image.new(more.pop("mode", "RGB"), (width, height), colour)
    made.paste("white", (0, 0, width // 2, height // 2))
    file = io.BytesIO()
    made.save(file, kind, **more)
    return file.getvalue()


PICTURES = {name_of(data): data for data in (picture(), picture(6, 8), picture(5, 5, "black", mode="L"))}
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2156, 12, 31))


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field as a record holds them, the empty one among them."""
    match field.kind:
        case Kind.LINE:
            return ONE_LINE
        case Kind.TEXT:
            return LONG
        case Kind.LINES:
            return st.lists(ONE_LINE.filter(bool), max_size=3)
        case Kind.DAY:
            return st.none() | DAYS
        case Kind.YEAR:
            return st.none() | st.integers(2400, 2700)
        case Kind.COUNT:
            return st.none() | st.integers(0, 1_000_000)
        case Kind.CHOICE:
            return st.sampled_from(["", *(key for key, _ in field.choices)])
        case Kind.ITEM:
            return st.just("")
        case Kind.IMAGE:
            return st.sampled_from(["", *PICTURES])


@st.composite
def rows(draw: st.DrawFn, record: type) -> Any:
    row: Item = record()
    for field in fields_of(record):
        setattr(row, field.name, draw(values(field)))
    return row


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A whole report, some of its speakers placed in an activity."""
    report: Report = draw(rows(Report))
    report.pictures = dict(PICTURES)
    for part in lists_of(Report):
        setattr(report, part.name, draw(st.lists(rows(part.item), max_size=3)))
    for number, activity in enumerate(report.activities):
        activity.id = f"activity-{number}"
    for speaker in report.speakers:
        speaker.activity = draw(st.sampled_from(["", *(one.id for one in report.activities)]))
    return report
