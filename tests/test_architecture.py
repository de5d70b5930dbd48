"""The house as a test: which room may use which, which library may be used where, and how long things may be.

Read the two tables first; the code under them only compares them with the source.
"""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent / "desktop_app"
MODULES = sorted(HOUSE.rglob("*.py"))
TESTS = [path for path in sorted((HOUSE.parent / "tests").rglob("*.py")) if "benchmarks" not in path.parts]

# room: the rooms it may import from (and itself)
MAY_USE = {
    "errors": set(),
    "paths": set(),
    "settings": {"renaming"},
    "bootstrap": set(),
    "processes": set(),
    "renaming": set(),
    "model": {"errors", "paths", "settings"},
    "thai": {"errors", "paths", "settings", "model"},
    "store": {"errors", "paths", "renaming", "settings", "model"},
    "report": {"errors", "paths", "processes", "renaming", "settings", "model", "thai"},
    "sync": {"errors", "paths", "processes", "renaming", "settings", "model", "thai", "store"},
    "ui": {"errors", "paths", "processes", "settings", "model", "thai", "store", "report", "sync"},
    "cli": {"errors", "paths", "processes", "settings", "model", "thai", "store", "report", "sync", "ui"},
    "__main__": {"bootstrap", "cli"},
    "__init__": set(),
}

# library: the rooms that may import it
LIBRARY_IN = {
    "PySide6": {"ui"},
    "shiboken6": {"ui"},
    "pypdfium2": {"ui"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "psycopg": {"store"},
    "uharfbuzz": {"report"},
    "pikepdf": {"report"},
    "docx": {"report"},
    "PIL": {"report", "store"},
    "fractional_indexing": {"model"},
    "uuid_utils": {"model"},
    "platformdirs": {"paths"},
    "pyrage": {"sync"},
    "cryptography": {"sync"},
}

NOT_ON_WINDOWS = {"fcntl", "grp", "pty", "pwd", "resource", "termios"}

FILE_LINES, FUNCTION_LINES = 300, 40
VAGUE = {"core", "utils", "util", "helpers", "helper", "common", "manager", "misc"}
TOP_LEVEL = {"pyproject.toml", "README.md", "desktop_app", "resources", "fonts", "tests"} | {
    ".ci", "LICENSE", "CHANGELOG.md", "requirements.lock"
}  # fmt: skip


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Full names of all modules imported anywhere in a file, relative imports resolved."""
    package = ["desktop_app", *path.relative_to(HOUSE).parts[:-1]]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_uses_only_the_rooms_below_it(path: Path) -> None:
    room = room_of(path)
    used = {name.split(".")[1] for name in imports_of(path) if name.startswith("desktop_app.")} - {"__version__", "*"}
    assert used - {room} <= MAY_USE[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_library_is_used_only_in_its_rooms(path: Path) -> None:
    used = {name.split(".")[0] for name in imports_of(path)} & LIBRARY_IN.keys()
    assert [name for name in used if room_of(path) not in LIBRARY_IN[name]] == []


def test_the_command_line_uses_the_window_only_to_open_it() -> None:
    using = {path.name for path in MODULES if room_of(path) == "cli" and "desktop_app.ui" in " ".join(imports_of(path))}
    assert using <= {"gui.py"}


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=lambda path: str(path.relative_to(HOUSE.parent)))
def test_a_module_is_imported_on_windows_too(path: Path) -> None:
    """One such line in one of the tests, and Windows runs none of them."""
    at_once = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.Import)]
    assert {alias.name for node in at_once for alias in node.names} & NOT_ON_WINDOWS == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_files_and_functions_stay_short_and_say_what_they_are_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > FUNCTION_LINES]
    assert source.count("\n") <= FILE_LINES
    assert too_long == []
    assert path.stem not in VAGUE
    assert ast.get_docstring(tree)


def test_lines_end_alike_on_every_system() -> None:
    """Git for Windows changes them without .gitattributes; then the formatter finds every file wanting."""
    assert [path.name for path in (*MODULES, *TESTS) if b"\r\n" in path.read_bytes()] == []


def test_the_top_level_is_as_agreed() -> None:
    root = HOUSE.parent
    made_by_tools = {".git", ".venv", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".hypothesis", ".benchmarks"}
    made_by_tools |= {"sample.pdf"}  # the README's command makes it
    assert {path.name for path in root.iterdir()} - made_by_tools <= TOP_LEVEL
