"""A report as JSON, the form of ``sarup import`` and ``sarup export``: strict in, complete out."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from desktop_app.errors import Refused

from .fields import TYPED, Field, Kind, ListField, fields_of, lists_of
from .pictures import Spoiled, data_url, from_data_url, name_of, refuse
from .records import Item, Report
from .values import checked, plain, refusal

FORMAT, VERSION = "sarup-report", 1
SIZE_LIMIT = 100_000_000  # bytes of a file; a report of text alone stays under 1 MB, a photograph adds some 0.4 MB
ITEM_LIMIT = 1_000  # items of one list
REFERENCE = "sha256:"  # before the name of a picture that the file carries elsewhere
LONGEST_KEY = 60  # characters of an unknown key that a message shows


ShowPicture = Callable[[str, bytes], Any]  # name and bytes to what stands in JSON; b"" where the picture is not at hand


def as_url(name: str, data: bytes) -> str:
    """The picture itself, as text."""
    return data_url(data) if data else ""


def as_bytes(name: str, data: bytes) -> bytes | str:
    """For another thread: as text the pictures would have to be made and read again at every key."""
    return data or ""


def as_name(name: str, data: bytes) -> str:
    """For those who only want to know which picture it is."""
    return name


def as_reference(name: str, data: bytes) -> str:
    """For a file that carries the picture in another place."""
    return REFERENCE + name


def to_json(report: Report, picture: ShowPicture = as_url) -> dict[str, Any]:
    """The report as plain values, in the order of the sample; optional fields and lists only where they are filled."""
    out: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for part in _parts():
        value = getattr(report, part.name)
        if isinstance(part, ListField):
            value = [_item_out(report, item, picture) for item in value]
            if part.optional and not value:
                continue
        elif not value and not _always(part):
            continue
        target = out.setdefault(part.section, {}) if part.section else out
        target[part.key] = plain(value)
    return out


def dumps(report: Report, picture: ShowPicture = as_url) -> str:
    """The report as the text of a .json file."""
    return json.dumps(to_json(report, picture), ensure_ascii=False, indent=2) + "\n"


def loads(data: bytes, pictures: Mapping[str, bytes] = {}, spoiled: Spoiled = refuse) -> Report:
    """The report in the bytes of a .json file; ``pictures`` are those by name that it may refer to.

    :raises Refused: not JSON, not a report, or a value that its field does not take; the message names the place.
    """
    if len(data) > SIZE_LIMIT:
        raise Refused(
            f"ไฟล์ใหญ่เกินไป ({len(data):,} ไบต์)", "โปรดตรวจว่าเป็นไฟล์รายงานของสรุป", f"the file is over {SIZE_LIMIT:,} bytes"
        )
    try:
        tree = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_no_twice)
    except UnicodeDecodeError as error:
        raise _not_a_report(
            f"ไม่ใช่ข้อความ UTF-8 (ไบต์ที่ {error.start + 1})", f"not UTF-8 at byte {error.start + 1}"
        ) from None
    except json.JSONDecodeError as error:
        where = f"บรรทัด {error.lineno} คอลัมน์ {error.colno}"
        raise _not_a_report(
            f"ไม่ใช่ JSON ที่ถูกต้อง ({where})", f"not JSON: line {error.lineno} column {error.colno}"
        ) from None
    except (RecursionError, ValueError):
        raise _not_a_report("ไม่ใช่ JSON ที่อ่านได้", "JSON that cannot be read") from None
    return from_json(tree, pictures, spoiled)


def from_json(tree: Any, pictures: Mapping[str, bytes] = {}, spoiled: Spoiled = refuse) -> Report:
    """The report in parsed JSON.

    :raises Refused: as :func:`loads`.
    """
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise _not_a_report('ไม่มี "format": "sarup-report"', 'no "format": "sarup-report"')
    _mapping(tree, "")
    if tree.get("version") != VERSION or type(tree["version"]) is not int:
        raise Refused(
            "ไฟล์นี้เป็นรายงานรุ่นที่โปรแกรมนี้ไม่รู้จัก", "โปรดปรับรุ่นโปรแกรม", 'unknown "version"; please update the program'
        )
    sections = {part.section for part in _parts()} - {""}
    values: dict[str, dict[str, Any]] = {
        "": {k: v for k, v in tree.items() if k not in {"format", "version"} | sections}
    }
    for section in sections:
        values[section] = dict(_mapping(tree.get(section, {}), section))
    report = Report(pictures=dict(pictures))
    for part in _parts():
        if part.key in values[part.section]:
            _fill(report, part, values[part.section].pop(part.key), spoiled)
    for section, left in values.items():
        for key in left:
            raise _unknown(_inside(section, key))
    _link_items(report)
    return report


def _parts() -> list[Field | ListField]:
    """Fields and lists in the order they are written in the record's class."""
    named: dict[str, Field | ListField] = {}
    named |= {field.name: field for field in fields_of(Report)}
    named |= {part.name: part for part in lists_of(Report)}
    return [named[name] for name in Report.__dataclass_fields__ if name in named]


def _always(field: Field) -> bool:
    return field.required or field.name in ("date_end", "project_year_be", "evaluation_mode")


def _item_out(report: Report, item: Item, picture: ShowPicture) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for field in fields_of(type(item)):
        value = getattr(item, field.name)
        if field.kind is Kind.ITEM:
            ids = [one.id for one in getattr(report, field.of)]
            if value and value in ids:
                out[field.key] = ids.index(value) + 1
        elif field.kind is Kind.IMAGE:
            out[field.key] = picture(value, report.pictures.get(value, b""))
        elif value or not field.name.endswith(TYPED):
            out[field.key] = plain(value)
    return out


def _fill(report: Report, part: Field | ListField, value: Any, spoiled: Spoiled) -> None:
    if isinstance(part, Field):
        setattr(report, part.name, checked(part, value))
        return
    _short_enough(value, part.place)
    rows = enumerate(value, 1)
    setattr(report, part.name, [_item_in(report, part, one, f"{part.place}[{n}]", spoiled) for n, one in rows])


def _short_enough(value: Any, place: str) -> None:
    if not isinstance(value, list) or len(value) > ITEM_LIMIT:
        raise refusal(
            place, f"ต้องเป็นรายการไม่เกิน {ITEM_LIMIT:,} ข้อ", f"a list of at most {ITEM_LIMIT:,} items is expected"
        )


def _item_in(report: Report, part: ListField, value: Any, place: str, spoiled: Spoiled) -> Item:
    left = dict(_mapping(value, place))
    item: Item = part.item()
    for field in fields_of(part.item):
        if field.key in left:
            given = left.pop(field.key)
            if field.kind is Kind.ITEM:
                if given is not None and (type(given) is not int or not 1 <= given <= ITEM_LIMIT):
                    raise refusal(f"{place}.{field.key}", "ต้องเป็นเลขลำดับข้อ", "the number of an item is expected")
                setattr(item, field.name, "" if given is None else given)  # a number until _link_items knows the ids
            elif field.kind is Kind.IMAGE:
                setattr(item, field.name, _picture_in(report, given, f"{place}.{field.key}", spoiled))
            else:
                if isinstance(given, list):
                    _short_enough(given, f"{place}.{field.key}")
                setattr(item, field.name, checked(field, given, f"{place}.{field.key}"))
    for key in left:
        raise _unknown(_inside(place, key))
    return item


def _picture_in(report: Report, value: Any, place: str, spoiled: Spoiled) -> str:
    """The picture comes to the report's; gives its name, "" for none."""
    try:
        data = _picture(report, value, place)
    except Refused as error:
        spoiled(error)
        return ""
    if not data:
        return ""
    name = name_of(data)
    report.pictures[name] = data
    return name


def _picture(report: Report, value: Any, place: str) -> bytes:
    if isinstance(value, str) and value.startswith(REFERENCE):
        known = report.pictures.get(value.removeprefix(REFERENCE))
        if known is None:
            thai = "ไม่มีภาพนี้ในไฟล์ หรือโปรแกรมอื่นเปลี่ยนภาพไปแล้ว"
            raise refusal(place, thai, "the file does not carry this picture, or another program changed it")
        value = known
    return from_data_url(value, place)


def _link_items(report: Report) -> None:
    """References between items stand in JSON as 1-based numbers and in records as ids."""
    for part in lists_of(Report):
        for field in fields_of(part.item):
            if field.kind is not Kind.ITEM:
                continue
            for number, item in enumerate(getattr(report, part.name), 1):
                _link(report, field, item, f"{part.place}[{number}].{field.key}")


def _link(report: Report, field: Field, item: Item, place: str) -> None:
    from .ids import new_id

    wanted, targets = getattr(item, field.name), getattr(report, field.of)
    if wanted == "":
        return
    if not 1 <= wanted <= len(targets):
        raise refusal(place, f"ไม่มีข้อที่ {wanted}", f"there is no item {wanted}")
    target = targets[wanted - 1]
    target.id = target.id or new_id()
    setattr(item, field.name, target.id)


def _mapping(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise refusal(place, "ต้องเป็นกลุ่มข้อมูล { }", "an object is expected")
    if isinstance(value, _Repeating):
        raise refusal(_inside(place, value.key), "มีชื่อซ้ำในกลุ่มเดียวกัน", "the key stands twice in one object")
    return value


class _Repeating(dict[str, Any]):
    """An object in which ``key`` stands twice; where it lies is known only when its turn comes."""

    key = ""


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) == len(pairs):
        return out
    repeating = _Repeating(out)
    times = Counter(key for key, _ in pairs)
    repeating.key = next(key for key in out if times[key] > 1)
    return repeating


def _inside(place: str, key: str) -> str:
    """The place of a key somebody made up, on one line and not too long to read."""
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in key[:LONGEST_KEY])
    shown += "…" * (len(key) > LONGEST_KEY)
    return f"{place}.{shown}" if place else shown


def _no_constant(name: str) -> None:
    raise _not_a_report(f"มีค่า {name}", f"{name} is not JSON")


def _unknown(place: str) -> Refused:
    return Refused(f"ไม่รู้จักข้อมูลชื่อ {place}", "โปรดลบหรือแก้ชื่อ แล้วนำเข้าใหม่ ยังไม่มีข้อมูลใดถูกเปลี่ยน", f"unknown key {place}")


def _not_a_report(thai: str, english: str) -> Refused:
    return Refused(
        f"ไฟล์นี้ไม่ใช่รายงานของสรุป: {thai}", "โปรดเลือกไฟล์ .json หรือ .pdf ที่ส่งออกจากสรุป", f"not a Sarup report: {english}"
    )
