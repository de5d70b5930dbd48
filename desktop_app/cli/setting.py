"""``sarup set``: one field of one report, through the log like everything typed in the window."""

import argparse

from desktop_app.model.changes import REPORT, Draft

from . import DONE
from .database import store
from .places import field_at, row_at, value_of


def run(arguments: argparse.Namespace) -> int:
    part, field = field_at(arguments.field)
    with store(arguments) as database:
        report = database.load(database.find_id(arguments.id))
        row = row_at(report, part, arguments.item)
        place = f"{part.place}[{arguments.item}].{field.key}" if part else field.place
        draft = Draft(report)
        draft.set(part.name if part else REPORT, row.id, field.name, value_of(report, field, arguments.value, place))
        database.save(draft.take(), reason="set")
    return DONE
