"""Which tables and columns the records make, and how a value stands in a cell. Knows no connection."""

import datetime as dt
import functools
import json
import zlib
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from desktop_app import __version__
from desktop_app.errors import Refused
from desktop_app.model.changes import ALIVE, PARENT, RANK, REPORT
from desktop_app.model.fields import LINE_LIMIT, TEXT_LIMIT, Field, Kind, fields_of, lists_of
from desktop_app.model.records import BESIDE, Report
from desktop_app.model.values import checked, plain

OWN = (ALIVE, PARENT, RANK)  # of every row, beside the fields of its record
_NUMBERS = (Kind.YEAR, Kind.COUNT)
_LIMITS = {Kind.LINE: LINE_LIMIT, Kind.ITEM: LINE_LIMIT, Kind.TEXT: TEXT_LIMIT}  # of texts that are taken as they are
_told = json.JSONEncoder(ensure_ascii=False).encode


@functools.cache
def records() -> dict[str, Any]:
    """The record class of each table of the reports, they themselves first."""
    return {REPORT: Report} | {part.name: part.item for part in lists_of(Report)}


@functools.cache
def every() -> dict[str, Any]:
    """The record class of each table there is: those of the reports, and those beside them."""
    return records() | dict(BESIDE)


@functools.cache
def fields(table: str) -> dict[str, Field]:
    """The fields of a table's rows by name, without :data:`OWN`; none for a table this program does not know."""
    record = every().get(table)
    return {field.name: field for field in fields_of(record)} if record else {}


@functools.cache
def image_fields() -> frozenset[tuple[str, str]]:
    """Table and name of every field that holds a picture."""
    return frozenset(
        (table, field.name) for table in every() for field in fields(table).values() if field.kind is Kind.IMAGE
    )


@functools.cache
def of_pictures() -> str:
    """SQL that chooses the versions that name a picture, or none, all at once: a log is looked through for each question."""
    return "({})".format(
        " OR ".join(f"\"table\" = '{table}' AND field = '{name}'" for table, name in sorted(image_fields()))
    )


def holds_number(field: Field) -> bool:
    return field.kind in _NUMBERS


def cell(table: str, name: str, value: Any) -> Any:
    """A plain value of the log as its column holds it; empty where this program's field cannot take the value."""
    if name == ALIVE:
        return int(value is True)
    if name in OWN:
        return value if isinstance(value, str) else ""
    field = fields(table)[name]
    return cells(field, [_good(field, value)])[0]


def cells(field: Field, good: Sequence[Any]) -> Sequence[Any]:
    """Of values as :func:`good` gives them."""
    return [_told(value) for value in good] if field.kind is Kind.LINES else good


def good(field: Field, values: Sequence[Any]) -> Sequence[Any]:
    """Plain values of the log, each empty where this program's field cannot take it; texts are looked at together first."""
    limit = _LIMITS.get(field.kind)
    if limit:
        long = field.kind is Kind.TEXT
        if _are_texts(values, limit, long):
            return values
        return [value if _are_texts((value,), limit, long) else _good(field, value) for value in values]
    kinds = {*map(type, values)}
    if kinds == {list} and field.kind is Kind.LINES and _are_texts([*chain(*values)], LINE_LIMIT, False):
        return values
    one = functools.partial(_good, field) if kinds & {list, dict} else _short(field)
    return [one(value) for value in values]


@functools.cache
def _short(field: Field) -> Callable[[Any], Any]:
    """Of what can be told apart: many rows have the same number, day or choice."""
    return functools.lru_cache(1_000, typed=True)(functools.partial(_good, field))  # or True were taken for 1


def _are_texts(values: Sequence[Any], limit: int, long: bool) -> bool:
    """Sure to be taken as they are; of some others the field has to be asked."""
    if not {*map(type, values)} <= {str}:
        return False
    together = "".join(values)
    if long:
        together = together.replace("\n", "")
    return together.isprintable() and max(map(len, values), default=0) <= limit


def _good(field: Field, value: Any) -> Any:
    try:
        return plain(checked(field, value))
    except Refused:  # written by another version of the program; the log keeps it
        return field.empty()


@functools.cache
def held_otherwise(table: str) -> tuple[Field, ...]:
    """The fields that a record does not hold as the cell does."""
    return tuple(field for field in fields(table).values() if field.kind in (Kind.LINES, Kind.DAY))


def value_of(field: Field, content: Any) -> Any:
    """A cell's content as the record holds it."""
    if field.kind is Kind.LINES:
        return json.loads(content)
    return dt.date.fromisoformat(content) if content and field.kind is Kind.DAY else content


def empty_row(table: str) -> dict[str, Any]:
    """The cells of a row of which the log knows nothing but its id."""
    return dict(_empty_cells(table))


@functools.cache
def _empty_cells(table: str) -> dict[str, Any]:
    return {name: cell(table, name, None) for name in (*OWN, *fields(table))}


@functools.cache
def tables_mark() -> str:
    """Changes when a table or column comes, goes or changes its kind: the tables are then rebuilt from the log."""
    told = [(table, name, field.kind.value) for table in every() for name, field in fields(table).items()]
    return _mark([1, told])


@functools.cache
def summaries_mark() -> str:
    """Changes with the program's version and with what the remarks say: the summaries are then made anew."""
    told = [(table, repr(field)) for table in records() for field in fields(table).values()]
    return _mark([1, __version__, told, [(part.name, part.label, part.required) for part in lists_of(Report)]])


def _mark(told: Any) -> str:
    text = json.dumps(told)
    return f"{zlib.crc32(text.encode()):08x}-{len(text)}"  # hashlib would cost the first window 3 ms
