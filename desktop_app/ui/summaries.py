"""What the list says of a report that is being edited, before the database says the same."""

import datetime as dt
from collections.abc import Sequence

from desktop_app.model.checks import Remark
from desktop_app.model.records import Report
from desktop_app.store.reading import COMPLETE, DRAFT, Summary


def summary_of(report: Report, found: Sequence[Remark]) -> Summary:
    missing = tuple(remark.text for remark in found)
    return Summary(
        report.id,
        report.title,
        report.date_start,
        report.date_end,
        report.place,
        DRAFT if missing else COMPLETE,
        missing,
        dt.datetime.now(dt.UTC),
    )
