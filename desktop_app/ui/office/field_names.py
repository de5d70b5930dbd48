"""What people call a field of the log: ``สถานที่จัดงาน``, ``กิจกรรม: รายละเอียด``. Derived from the record."""

from desktop_app.model.changes import ALIVE, REPORT
from desktop_app.model.fields import Field, fields_of, lists_of
from desktop_app.model.records import Report

WHOLE_REPORT = "ทั้งรายงาน"


def field_of(table: str, name: str) -> Field | None:
    """None for a row's life, and for what another version of the program knows."""
    return next((field for field in _fields(table) if field.name == name), None)


def label_of(table: str, name: str) -> str:
    """Without which item of its list it is: that depends on the report."""
    part = next((one for one in lists_of(Report) if one.name == table), None)
    field = field_of(table, name)
    if part is None:
        return WHOLE_REPORT if name == ALIVE else field.label if field else name
    if name == ALIVE or (field and field.label == part.label):
        return part.label
    return f"{part.label}: {field.label if field else name}"


def _fields(table: str) -> list[Field]:
    records = {part.name: part.item for part in lists_of(Report)} | {REPORT: Report}
    return list(fields_of(records[table])) if table in records else []
