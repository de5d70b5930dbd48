"""What a field is: its kind, label, duty and place on paper. Records are written with it, one line a field."""

import dataclasses
import enum
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LINE_LIMIT = 2_000  # characters of a one-line field
TEXT_LIMIT = 20_000  # characters of a long text: a Qt paragraph of 350,000 takes over a second
_EMPTY: tuple[Any, ...] = ("", None, [])
TYPED = "_typed"  # ends the name of a field that keeps another one's text; see typed_name


class Kind(enum.Enum):
    """What a field holds. The value in brackets is its type in a record and, for dates, in JSON and in the log."""

    LINE = "line"  # str without line ends, up to LINE_LIMIT characters
    TEXT = "text"  # str of paragraphs separated by \n, up to TEXT_LIMIT characters
    LINES = "lines"  # list[str], each like LINE
    DAY = "day"  # date | None; ISO 8601 text in JSON and in the log
    YEAR = "year"  # int | None, a year of the Buddhist era, 2400 to 2700
    COUNT = "count"  # int | None, 0 to 1,000,000,000
    CHOICE = "choice"  # str, one of the keys of ``choices``, or ""
    IMAGE = "image"  # str, the SHA-256 of a picture that the report carries, or ""; in JSON the picture itself
    ITEM = "item"  # str, the id of an item of the list named ``of``, or ""; in JSON its 1-based number


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. ``key`` and ``section`` say where it stands in the JSON form ("" = top level)."""

    name: str
    kind: Kind
    label: str
    required: bool = False
    paper: str = ""
    key: str = ""
    section: str = ""
    tab: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""  # printed, and shown grey in the editor, while the field is empty
    of: str = ""
    names: str = (
        ""  # what its text names (records.NAMES): names of that kind that are known are offered while it is typed
    )

    @property
    def place(self) -> str:
        """The field's name on the command line and in messages: ``event.place``."""
        return f"{self.section}.{self.key}" if self.section else self.key

    def empty(self) -> Any:
        """The value of a field nobody has filled."""
        if self.kind is Kind.LINES:
            return []
        return None if self.kind in (Kind.DAY, Kind.YEAR, Kind.COUNT) else ""


@dataclass(frozen=True, slots=True)
class ListField:
    """One list of items in a record; ``item`` is the items' class. An optional list is left out of JSON while empty."""

    name: str
    label: str
    item: type
    required: bool = False
    paper: str = ""
    key: str = ""
    section: str = ""
    tab: str = ""
    optional: bool = False

    @property
    def place(self) -> str:
        return f"{self.section}.{self.key}" if self.section else self.key


def _field(kind: Kind, label: str, **more: Any) -> Any:
    meta = {"sarup": dict(kind=kind, label=label, **more)}
    if kind is Kind.LINES:
        return dataclasses.field(default_factory=list, metadata=meta)
    return dataclasses.field(default=Field("", kind, "").empty(), metadata=meta)


line = functools.partial(_field, Kind.LINE)
text = functools.partial(_field, Kind.TEXT)
lines = functools.partial(_field, Kind.LINES)
day = functools.partial(_field, Kind.DAY)
year = functools.partial(_field, Kind.YEAR)
count = functools.partial(_field, Kind.COUNT)
choice = functools.partial(_field, Kind.CHOICE)
image = functools.partial(_field, Kind.IMAGE)
item_of = functools.partial(_field, Kind.ITEM)


def items(label: str, item: type, **more: Any) -> Any:
    """A list of ``item``, each a row of its own in the database."""
    return dataclasses.field(default_factory=list, metadata={"sarup_list": dict(label=label, item=item, **more)})


def fields_of(record: type) -> tuple[Field, ...]:
    """The fields of a record class, in the order they are written; the key is the name unless said otherwise."""
    return _parts(record)[0]


def typed_name(record: type, name: str) -> str:
    """The field that keeps what was typed while it is no date or number yet: ``date_typed`` for ``date_start``; "" if none."""
    wanted = name.removesuffix("_start") + TYPED
    return wanted if wanted in getattr(record, "__dataclass_fields__", {}) else ""


def edited_fields(record: type) -> tuple[Field, ...]:
    """The fields with an editor of their own: all but those that keep what another one's editor does not understand."""
    return tuple(field for field in fields_of(record) if not field.name.endswith(TYPED))


def is_edited(record: type, name: str) -> bool:
    """Has the record a field of that name, with an editor of its own?"""
    return any(field.name == name for field in edited_fields(record))


def lists_of(record: type) -> tuple[ListField, ...]:
    """The lists of a record class, in the order they are written."""
    return _parts(record)[1]


def is_filled(item: Any) -> bool:
    """Whether anybody has typed in the row; one in which nobody has is not printed."""
    return has_values(type(item), vars(item))


def has_values(record: type, values: Mapping[str, Any]) -> bool:
    """As :func:`is_filled` of a row's values by the names of the record's fields; what is not there is empty."""
    return not all(map(_EMPTY.__contains__, map(values.get, _names(record))))  # asked of every row of a merge


@functools.cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(record))


def field_named(record: type, name: str) -> Field:
    """The field with that attribute name.

    :raises KeyError: the record has no such field.
    """
    for field in fields_of(record):
        if field.name == name:
            return field
    raise KeyError(name)


@functools.cache
def _parts(record: Any) -> tuple[tuple[Field, ...], tuple[ListField, ...]]:
    found = [(f.name, f.metadata) for f in dataclasses.fields(record)]
    return (
        tuple(Field(name, **{"key": name} | meta["sarup"]) for name, meta in found if "sarup" in meta),
        tuple(ListField(name, **{"key": name} | meta["sarup_list"]) for name, meta in found if "sarup_list" in meta),
    )
