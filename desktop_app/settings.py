"""What a person chose for this computer: one small JSON file, written whole or not at all. Knows no window."""

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from desktop_app.renaming import patiently

TEXT_SIZES = range(100, 201)  # percent


@dataclass
class Settings:
    """Every setting with what it is while nobody has chosen."""

    printer: str = ""  # the last one printed on; "" is the system's default
    text_size: int = 100  # percent, TEXT_SIZES
    dark: str = "system"  # "system", "light" or "dark"
    digits: str = "arabic"  # or "thai"
    style: str = "official"
    user: str = ""  # who types on this computer, for the history
    window: str = ""  # where the window stood, as Qt's own text
    report: str = ""  # the id of the report looked at last
    folder: str = ""  # where a file was saved last
    sent: str = ""  # where a package was written last
    received: str = ""  # where files of other computers were taken from last
    watched: str = ""  # the folder that is watched for such files; "" is an office's own inbox
    watching: bool = True

    def save(self, path: Path) -> None:
        """:raises OSError: the folder cannot be written; the old file stays as it was."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as out:
                json.dump(asdict(self), out, ensure_ascii=False, indent=2)
                out.flush()
                os.fsync(out.fileno())
            patiently(os.replace, beside, path)
        finally:
            beside.unlink(missing_ok=True)


def load(path: Path) -> Settings:
    """The settings in that file; what is missing or wrong in it is as nobody had chosen, a broken file is kept aside."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError):
        with contextlib.suppress(OSError):  # a folder that cannot be written keeps its broken file
            path.replace(path.with_name(f"{path.name}.bad"))
        return Settings()
    found = Settings()
    for field in fields(Settings):
        value = tree.get(field.name) if isinstance(tree, dict) else None
        if _fits(field.name, value, getattr(found, field.name)):
            setattr(found, field.name, value)
    return found


def _fits(name: str, value: Any, default: Any) -> bool:
    allowed = {"text_size": TEXT_SIZES, "dark": ("system", "light", "dark"), "digits": ("arabic", "thai")}
    return type(value) is type(default) and value in allowed.get(name, (value,))
