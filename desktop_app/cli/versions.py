"""``sarup history``: every value a report's fields have had: who, when, which laptop, why."""

import argparse
import dataclasses

from desktop_app.store.database import Version
from desktop_app.thai.dates import format_moment

from . import DONE
from .database import store
from .places import name_of, said
from .speech import print_json

LONGEST = 60  # characters of a value in the table for people


def run(arguments: argparse.Namespace) -> int:
    with store(arguments, write=False) as database:
        found = database.history(database.find_id(arguments.id), arguments.field)
    if arguments.json:
        print_json([_tree(one) for one in found])
        return DONE
    for one in found:
        print(_line(one))
    return DONE


def _line(one: Version) -> str:
    value = said(one.table, one.field, one.value)
    short = value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    when = format_moment(one.when, seconds=True)
    return "\t".join(
        [when, one.user or "-", one.laptop or str(one.device), name_of(one.table, one.field), short, one.reason]
    )


def _tree(one: Version) -> dict[str, object]:
    tree = dataclasses.asdict(one)
    return tree | {"when": one.when.isoformat(), "place": name_of(one.table, one.field)}
