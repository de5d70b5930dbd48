"""For another process: what it has loaded. Loads nothing itself but what prepares files for a merge."""

import sys

from desktop_app.store.shapes import Shapes
from desktop_app.sync import preparing

__all__ = ["loaded", "preparing"]


def loaded(_shapes: Shapes) -> set[str]:
    return {name.partition(".")[0] for name in sys.modules}
