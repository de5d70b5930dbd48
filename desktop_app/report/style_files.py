"""Where style files lie and what they are called: those that are shipped and those of a person's own. Knows not what is in them."""

import tomllib
from pathlib import Path

from desktop_app.paths import RESOURCES, style_folder

FOLDER = RESOURCES / "styles"


def names() -> list[str]:
    """The styles that are shipped, "official" first, then those of the person's own folder."""
    shipped = sorted((path.stem for path in FOLDER.glob("*.toml")), key=lambda name: name != "official")
    own = sorted(path.stem for path in style_folder().glob("*.toml"))
    return [*shipped, *(name for name in own if name not in shipped)]


def label(name: str) -> str:
    """What people call a style; its name where its file does not tell."""
    try:
        told = tomllib.loads(path_of(name).read_text(encoding="utf-8")).get("label")
    except (OSError, ValueError):
        return name
    return told if isinstance(told, str) and told.strip() else name


def path_of(name_or_path: str | Path) -> Path:
    """A shipped style goes before an own one, and both before a file of that name where the program was started."""
    if str(name_or_path) in names():
        shipped = FOLDER / f"{name_or_path}.toml"
        return shipped if shipped.exists() else style_folder() / f"{name_or_path}.toml"
    return Path(name_or_path)
