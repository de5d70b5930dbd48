"""What a database says to the code of a paper. Knows no database."""

import datetime as dt
from dataclasses import dataclass

CURRENT, EARLIER, DIFFERS, UNKNOWN = "current", "earlier", "differs", "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``revision`` is the one that the paper shows, ``newest`` that of the report now; ``when`` and ``user`` tell of an earlier one."""

    result: str
    report_id: str = ""
    title: str = ""
    revision: int = 0
    newest: int = 0
    when: dt.datetime | None = None
    user: str = ""
