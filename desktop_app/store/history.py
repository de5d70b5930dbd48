"""Reads of the log: who wrote what, when, on which laptop."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, REPORT
from desktop_app.model.fields import fields_of, lists_of
from desktop_app.model.records import Report

from . import columns, failures, reading, tables
from .creation import get_meta
from .reading import moment
from .schema import version
from .versions import written
from .writing import DEVICE


@dataclass(frozen=True, slots=True)
class Version:
    """One value that a field had: who wrote it, when, on which laptop."""

    device: int
    seq: int
    when: dt.datetime
    user: str
    laptop: str
    table: str
    row: str
    field: str
    value: Any
    reason: str


def of_report(conn: Connection, report_id: str, field: str | None = None) -> list[Version]:
    """The versions of a report and its items, the newest first. ``field``: an attribute's name (``place``), one with its
    table (``activities.body``), a list's name, or the place in JSON (``event.place``).

    :raises Refused: no field is called so.
    """
    chosen = select(version).where(version.c.row.in_(reading.rows_of(tables.runner(conn), report_id)))
    if field is not None:
        chosen = chosen.where(_named(field))
    newest_first = chosen.order_by(version.c.hlc.desc(), version.c.device.desc(), version.c.seq.desc())
    found = conn.execute(newest_first).mappings().all()
    named = laptops(conn, (row["device"] for row in found))
    return [_version(row, named) for row in found]


def one(conn: Connection, device: int, seq: int) -> Version:
    """:raises Refused: there is no such version."""
    found = (
        conn.execute(select(version).where(version.c.device == device, version.c.seq == seq)).mappings().one_or_none()
    )
    if found is None:
        raise Refused(
            f"ไม่พบประวัติหมายเลข {device}:{seq}", "โปรดเลือกจากรายการประวัติของรายงาน", f"there is no version {device}:{seq}"
        )
    return _version(found, laptops(conn, [device]))


def _named(field: str) -> ColumnElement[bool]:
    pairs = list(_fields_called(field))
    if not pairs:
        raise Refused(
            f"ไม่มีข้อมูลชื่อ {field}",
            "โปรดใช้ชื่อตามไฟล์ JSON เช่น event.place หรือ activities.body",
            f"there is no field {field}",
        )
    same = [and_(version.c.table == table, version.c.field == name) for table, name in pairs]
    return or_(false(), *same)


def _fields_called(wanted: str) -> Iterable[tuple[str, str]]:
    for field in fields_of(Report):
        if wanted in (field.name, field.place, f"{REPORT}.{field.name}"):
            yield REPORT, field.name
    for part in lists_of(Report):
        for name in (*columns.OWN, *columns.fields(part.name)):
            key = columns.fields(part.name)[name].key if name in columns.fields(part.name) else name
            if wanted in (part.name, part.place, f"{part.name}.{name}", f"{part.place}.{key}", f"{part.place}.{name}"):
                yield part.name, name


def laptops(conn: Connection, devices: Iterable[int]) -> dict[int, str]:
    """What the laptops call themselves."""
    rows = [str(device) for device in set(devices)]
    named = select(version.c.row, version.c.value).where(version.c.table == DEVICE, version.c.row.in_(rows))
    told = ((int(row), json.loads(value)) for row, value in conn.execute(named))
    return {device: written(name) if isinstance(name, str) else "" for device, name in told}


def _version(row: Any, laptops: dict[int, str]) -> Version:
    try:
        when, value = moment(row["hlc"]), json.loads(row["value"])
    except (ValueError, TypeError, OverflowError) as error:
        raise failures.DamagedValue(row["device"], row["seq"]) from error
    return Version(
        device=row["device"],
        seq=row["seq"],
        when=when,
        user=row["user"],
        laptop=laptops.get(row["device"], ""),
        table=row["table"],
        row=row["row"],
        field=row["field"],
        value=value is True if row["field"] == ALIVE else value,  # a deletion says more, see life
        reason=row["reason"],
    )


def newest(conn: Connection) -> int:
    """The number of this file's own latest version; 0 if there is none, or the file's own number is damaged."""
    device = get_meta(conn).get("device", "")
    if not device.isdecimal():
        return 0
    found = select(func.coalesce(func.max(version.c.seq), 0)).where(version.c.device == int(device))
    return int(conn.execute(found).scalar_one())
