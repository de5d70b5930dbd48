"""What a person chose is kept for the next time; that this fails stops nothing."""

from typing import Any

from desktop_app.paths import settings_file
from desktop_app.settings import Settings

from .faults import log


def remember(settings: Settings, **chosen: Any) -> None:
    """Sets the named settings and writes the file if anything is new."""
    if all(getattr(settings, name) == value for name, value in chosen.items()):
        return
    for name, value in chosen.items():
        setattr(settings, name, value)
    try:
        settings.save(settings_file())
    except OSError as error:
        log(error)
