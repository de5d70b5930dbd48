"""Where things lie on this computer: data, settings, logs, backups, and what is shipped beside the program.

``SARUP_HOME`` puts everything a person owns into one folder (tests, a portable copy); ``SARUP_DB`` names the database.
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
FONTS = ROOT / "fonts"


def _folder(kind: str) -> Path:
    home = os.environ.get("SARUP_HOME")
    if home:
        return Path(home) / kind
    import platformdirs  # a quarter of a bare start: only where it is needed

    found = {
        "data": platformdirs.user_data_path("sarup", appauthor=False),
        "config": platformdirs.user_config_path("sarup", appauthor=False),
        "log": platformdirs.user_log_path("sarup", appauthor=False),
    }
    return found[kind]


def data_folder() -> Path:
    """The folder of the database and of its backups."""
    return _folder("data")


def settings_file() -> Path:
    return _folder("config") / "settings.json"


def unsent_file() -> Path:
    """What was typed beside the reports and not sent yet."""
    return _folder("data") / "unsent.json"


def style_folder() -> Path:
    """Where a person lays styles of their own; it need not be there."""
    return _folder("config") / "styles"


def log_file() -> Path:
    return _folder("log") / "sarup.log"


def is_address(named: object) -> bool:
    """Of a database on a server, not the name of a file."""
    return isinstance(named, str) and "://" in named and named.lower().startswith("postgresql")


def database_address() -> str | None:
    """The server's database this program opens when nothing else is said; None when it is a file."""
    named = os.environ.get("SARUP_DB", "")
    return named if is_address(named) else None


def database_file() -> Path:
    """The database this program opens when nothing else is said."""
    named = os.environ.get("SARUP_DB")
    return Path(named) if named else data_folder() / "sarup.db"


def backup_folder(database: Path) -> Path:
    """Backups lie beside their database."""
    return database.parent / "backups"
