"""A good file name for a report, on every system a stick may be carried to."""

import re
import unicodedata

from desktop_app.model.records import Report
from desktop_app.thai.clusters import clusters
from desktop_app.thai.dates import format_range

LONGEST = 200  # bytes of UTF-8: ext4 takes 255, and a copy gets " (1)" or ".new" behind it
UNNAMED = "รายงานกิจกรรม"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')  # on Windows; a slash and NUL everywhere
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def file_name(report: Report, ending: str) -> str:
    """The event's name and its dates with ``ending`` (".pdf"), at most 200 bytes; the name is cut, never the dates."""
    dates = format_range(report.date_start, report.date_end) if report.date_start else ""
    tail = f" {dates}{ending}" if dates else ending
    return f"{clean(report.title, LONGEST - len(tail.encode()))}{tail}"


def clean(name: str, most: int) -> str:
    """``name`` in at most ``most`` bytes, without what a file system refuses; never empty, no cluster cut in two."""
    safe = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name))
    safe = "".join(" " if c.isspace() else c for c in safe if c.isspace() or unicodedata.category(c)[0] != "C")
    safe = re.sub(" {2,}", " ", safe).strip(" .-")
    if _DEVICE.match(safe):
        safe = f"_{safe}"
    return _cut(safe, most).rstrip(" .") or UNNAMED


def _cut(text: str, most: int) -> str:
    kept, used = [], 0
    for cluster in clusters(text):
        used += len(cluster.encode())
        if used > most:
            break
        kept.append(cluster)
    return "".join(kept)
