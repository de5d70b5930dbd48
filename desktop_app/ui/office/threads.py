"""Comments in the words of people: threads, each on one field of the report in sight. No widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.model.changes import row_at
from desktop_app.model.checks import Remark
from desktop_app.model.fields import is_edited
from desktop_app.model.records import Report
from desktop_app.thai.dates import format_moment
from desktop_app.ui.past.values import Past
from desktop_app.ui.report_rows import UNNAMED

if TYPE_CHECKING:
    from desktop_app.store.comments import Said

NOBODY = "(ไม่ได้ระบุชื่อ)"
CUT = 80  # characters of a comment in a list
Place = tuple[str, str, str]  # table, row, field


@dataclass(frozen=True)
class Thread:
    """A comment with its answers. ``label`` is what people call the field."""

    label: str
    said: tuple["Said", ...]
    leads: bool  # to a field of the report as it is now

    @property
    def first(self) -> "Said":
        return self.said[0]

    @property
    def place(self) -> Place:
        return self.first.table, self.first.row, self.first.field

    def head(self, titled: bool = False) -> str:
        """For a list: what is said first, of which field, and whether it is settled; ``titled``: of which report too."""
        state = "เรียบร้อยแล้ว · " if self.first.done else ""
        title = f"\n{self.first.title or UNNAMED}" if titled else ""
        return f"{state}{self.label}\n{short(self.first.words)}{title}"

    @property
    def whole(self) -> str:
        told = "\n\n".join(f"{_who(one)}\n{one.words}" for one in self.said)
        return f"{told}\n\nเรียบร้อยแล้ว โดย {self.first.done_by or NOBODY}" if self.first.done else told


def threads(report: Report, found: "Sequence[Said]") -> list[Thread]:
    """The open ones first; ``found`` as the store gives them, each comment followed by its answers."""
    grouped: list[list[Said]] = []
    for one in found:
        if grouped and one.answers == grouped[-1][0].id:
            grouped[-1].append(one)
        else:
            grouped.append([one])
    past = Past(report, [])
    made = [_thread(report, past, said) for said in grouped]
    return sorted(made, key=lambda thread: thread.first.done)


def remarks(report: Report, found: Sequence[Thread]) -> list[Remark]:
    """The open ones for the list that leads to the fields; those of deleted items lead nowhere."""
    there = [thread for thread in found if not thread.first.done and thread.leads]
    return [Remark("", *thread.place, f"{thread.label}: {short(_last(thread))}") for thread in there]


def marks(found: Sequence[Thread]) -> dict[Place, list[str]]:
    """What stands beside the fields: the open ones."""
    made: dict[Place, list[str]] = {}
    for thread in found:
        if not thread.first.done:
            made.setdefault(thread.place, []).append(_last(thread))
    return made


def short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= CUT else f"{line[: CUT - 1]}…"


def _thread(report: Report, past: Past, said: "Sequence[Said]") -> Thread:
    table, row, field = said[0].table, said[0].row, said[0].field
    there = row_at(report, table, row)
    leads = there is not None and is_edited(type(there), field)
    return Thread(past.label_of(table, row, field), tuple(said), leads)


def _last(thread: Thread) -> str:
    one = thread.said[-1]
    return f"{one.user or NOBODY}: {one.words}"


def _who(one: "Said") -> str:
    return " · ".join((one.user or NOBODY, format_moment(one.when), f"เครื่อง {one.laptop}"))
