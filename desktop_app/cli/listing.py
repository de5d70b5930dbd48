"""``sarup list``: one line a report. Reads with the standard library alone, so that it answers at once."""

import argparse
import dataclasses

from desktop_app.model.ids import SHORT_ID
from desktop_app.model.values import plain
from desktop_app.store import reading
from desktop_app.store.reading import Summary
from desktop_app.thai.dates import format_range

from . import DONE
from .database import reader
from .speech import note, print_json


def run(arguments: argparse.Namespace) -> int:
    with reader(arguments) as database:
        found = [one for one in reading.summaries(database) if _has(one, arguments.find)]
    if arguments.json:
        print_json([_tree(one) for one in found])
        return DONE
    for one in found:
        print(line(one))
    if not found:
        note("ไม่มีรายงาน", "There are no reports.")
    return DONE


def line(one: Summary) -> str:
    """Id, dates, state, title and place, separated by tabs."""
    dates = format_range(one.date_start, one.date_end, short=True) if one.date_start else "-"
    state = f"ร่าง ({len(one.missing)})" if one.missing else "ครบ"
    return "\t".join([one.id[-SHORT_ID:], dates, state, one.title or "-", one.place or "-"])


def _has(one: Summary, text: str) -> bool:
    dates = format_range(one.date_start, one.date_end) if one.date_start else ""
    return text.casefold() in "\n".join([one.id, one.title, one.place, dates]).casefold()


def _tree(one: Summary) -> dict[str, object]:
    tree = {name: plain(value) for name, value in dataclasses.asdict(one).items()}
    return tree | {"changed": one.changed.isoformat(), "missing": list(one.missing)}
