"""A report being edited: every edit is in the record at once and is remembered as a change until it is saved.

Knows no storage and no screen: the window takes the changes from here and hands them to the store as plain values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .fields import fields_of, lists_of
from .ids import new_id
from .records import Item, Report
from .values import plain

REPORT = "report"  # the table of reports; the tables of items are named like their lists
ALIVE, PARENT, RANK = "alive", "parent", "rank"  # a row's own fields: whether it lives, whose it is, where it stands


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one row gets a plain value (as ``model.values.plain`` gives it)."""

    table: str
    row: str
    field: str
    value: Any


def birth(report: Report) -> list[Change]:
    """All changes that make a report new to a database. Rows without an id or a rank get one."""
    report.id = report.id or new_id()
    changes = [Change(REPORT, report.id, ALIVE, True), *_values(REPORT, report)]
    for part in lists_of(Report):
        items: list[Item] = getattr(report, part.name)
        _rank_all(items)
        for item in items:
            item.id = item.id or new_id()
            changes += _item_birth(part.name, report.id, item)
    return changes


def row_at(report: Report, table: str, row: str) -> Item | None:
    """The row of that id; None where the report has none there, or (told by another program) no such table."""
    known = table == REPORT or table in {part.name for part in lists_of(Report)}
    rows: Sequence[Item] = ([report] if table == REPORT else getattr(report, table)) if known else ()
    return next((one for one in rows if one.id == row), None)


def birth_beside(table: str, row: Item) -> list[Change]:
    """As :func:`birth`, of a row that is no report's content (records.BESIDE)."""
    row.id = row.id or new_id()
    return [Change(table, row.id, ALIVE, True), *_values(table, row)]


def copy_of(report: Report) -> Report:
    """A report with the same content and new ids, references between its items kept."""
    from .exchange import as_bytes, from_json, to_json

    return from_json(to_json(report, as_bytes))


def _item_birth(table: str, parent: str, item: Item) -> list[Change]:
    own = [
        Change(table, item.id, PARENT, parent),
        Change(table, item.id, RANK, item.rank),
        Change(table, item.id, ALIVE, True),
    ]
    return own + _values(table, item)


def _values(table: str, row: Item) -> list[Change]:
    filled = ((field.name, getattr(row, field.name)) for field in fields_of(type(row)))
    return [Change(table, row.id, name, plain(value)) for name, value in filled if value not in ("", None, [])]


def _rank_all(items: Sequence[Item]) -> None:
    from fractional_indexing import generate_n_keys_between

    if items and not _in_order(items):
        for item, rank in zip(items, generate_n_keys_between(None, None, len(items)), strict=True):
            item.rank = rank


def _in_order(items: Sequence[Item]) -> bool:
    ranks = [item.rank for item in items]
    return all(ranks) and all(a < b for a, b in zip(ranks, ranks[1:], strict=False))


class Draft:
    """A report and the changes made to it since they were last taken to be saved."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._unsaved: dict[tuple[str, str, str], Any] = {}

    @property
    def unsaved(self) -> bool:
        return bool(self._unsaved)

    def items(self, table: str) -> list[Item]:
        """The list of that name; change it through the methods below."""
        found: list[Item] = getattr(self.report, table)
        return found

    def row(self, table: str, row: str) -> Item:
        """:raises KeyError: no such row in this report."""
        if table == REPORT:
            return self.report
        for item in self.items(table):
            if item.id == row:
                return item
        raise KeyError(row)

    def set(self, table: str, row: str, field: str, value: Any) -> None:
        """One field of one row gets a value of its kind (a date as a date)."""
        setattr(self.row(table, row), field, value)
        self._unsaved[table, row, field] = plain(value)

    def insert(self, table: str, index: int, item: Item) -> None:
        """A new item, or one taken out before, stands at ``index`` (0 to the list's length)."""
        items, known = self.items(table), bool(item.id)
        item.id = item.id or new_id()
        items.insert(index, item)
        self._rank(table, index)
        changes = _item_birth(table, self.report.id, item)
        self._remember([change for change in changes if not known or change.field in (ALIVE, RANK)])

    def remove(self, table: str, index: int) -> Item:
        """The item at ``index`` leaves the list; :meth:`insert` brings it back."""
        item = self.items(table).pop(index)
        self._unsaved[table, item.id, ALIVE] = False
        return item

    def move(self, table: str, old: int, new: int) -> None:
        """The item at ``old`` stands at ``new``, counted after it was taken out."""
        items = self.items(table)
        items.insert(new, items.pop(old))
        self._rank(table, new)

    def take(self) -> list[Change]:
        """The unsaved changes, which now count as saved; hand them to :meth:`give_back` when saving failed."""
        taken, self._unsaved = self._unsaved, {}
        return [Change(*key, value) for key, value in taken.items()]

    def give_back(self, changes: Sequence[Change]) -> None:
        """Changes that could not be saved wait again, behind whatever was typed since."""
        old = {(change.table, change.row, change.field): change.value for change in changes}
        self._unsaved = old | self._unsaved

    def _remember(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self._unsaved[change.table, change.row, change.field] = change.value

    def _rank(self, table: str, index: int) -> None:
        """The item at ``index`` gets a rank between its neighbours; equal ranks, left by a merge, are all drawn anew, and
        so are those that no Sarup wrote.
        """
        from fractional_indexing import FIError, generate_key_between

        items = self.items(table)
        before = items[index - 1].rank if index else None
        after = items[index + 1].rank if index + 1 < len(items) else None
        try:
            items[index].rank = generate_key_between(before, after)
        except (FIError, ValueError, IndexError, RecursionError):
            _rank_all_of(items)
            self._remember([Change(table, item.id, RANK, item.rank) for item in items])
            return
        self._unsaved[table, items[index].id, RANK] = items[index].rank


def _rank_all_of(items: Sequence[Item]) -> None:
    for item in items:
        item.rank = ""
    _rank_all(items)
