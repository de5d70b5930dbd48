"""Style files on their way: taken in from an office's file, and laid into the style folder of the computer they came to.

Whether a file is a style is said by ``check``, which is :func:`desktop_app.report.style.load`: this room knows no paper.
"""

import contextlib
import os
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app import paths
from desktop_app.errors import Refused, SurroundingsFailed, UserError
from desktop_app.model.fields import TEXT_LIMIT
from desktop_app.store.database import Store
from desktop_app.store.styles import Kept

Check = Callable[[Path], object]  # raises UserError where the file is no style

SAME, NEW, RENEWED, CHANGED, REFUSED = "same", "new", "renewed", "changed", "refused"
ENDING = ".toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)  # of Windows
_BESIDE = re.compile(r"[^/\\:~]+")


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of one of the office's styles here. CHANGED: a person changed the file of that name, and it stays theirs."""

    name: str
    what: str
    why: UserError | None = None


def publish(store: Store, path: Path, check: Check) -> list[str]:
    """The style file is kept for the laptops; gives the files beside it that each of them needs too.

    :raises UserError: it cannot be read, is no style, or its name is not one for every computer.
    """
    check(path)
    content = path.read_text(encoding="utf-8")
    _check_name(path.stem)
    if len(content) > TEXT_LIMIT:
        raise _refused(path.stem, f"ยาวเกิน {TEXT_LIMIT:,} ตัวอักษร", f"it is over {TEXT_LIMIT:,} characters")
    needed = _files_named(path.stem, content)
    store.keep_style(path.stem, content)
    return needed


def lay_out(store: Store, check: Check) -> list[Laid]:
    """The office's styles lie in this person's folder; tells of all but those that did already."""
    found = (_laid(one, check) for one in store.styles())
    return [one for one in found if one.what != SAME]


def states(store: Store) -> list[Laid]:
    """What :func:`lay_out` would do with each, without looking whether it is a style."""
    return [Laid(one.name, _state(one)) for one in store.styles()]


def use(store: Store, name: str, check: Check) -> Path | None:
    """The office's file lies here in any case; gives where the file went that a person had changed.

    :raises UserError: the office has none of that name, or it is no style; then nothing is changed.
    """
    (one,) = [one for one in store.styles() if one.name == name]
    _check_name(name)
    _files_named(name, one.content)
    target = _target(name)
    aside = _aside(target) if _state(one) == CHANGED else None
    with _told(target):
        if aside:
            aside.write_bytes(target.read_bytes())
        _put(target, one.content, check)
    return aside


def _laid(one: Kept, check: Check) -> Laid:
    try:
        _check_name(one.name)
        _files_named(one.name, one.content)
        state = _state(one)
        if state in (NEW, RENEWED):
            _put(_target(one.name), one.content, check)
        return Laid(one.name, state)
    except UserError as error:
        return Laid(one.name, REFUSED, error)


def _state(one: Kept) -> str:
    there = _text(_target(one.name))
    if there is None or there == one.content:
        return NEW if there is None else SAME
    return RENEWED if there in one.earlier else CHANGED


def _target(name: str) -> Path:
    return paths.style_folder() / f"{name}{ENDING}"


def _aside(target: Path) -> Path:
    names = (target.with_name(f"{target.stem}-{number}{ENDING}") for number in range(2, 10_000))
    return next(path for path in names if not path.exists())


def _put(target: Path, content: str, check: Check) -> None:
    """Beside, where it finds the files that it names; then it is looked at, and only then it gets its name."""
    new = target.with_name(f".{target.name}.new")
    with _told(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(content, encoding="utf-8", newline="\n")
            check(new)
            os.replace(new, target)
        except UserError as error:
            raise _named_after(error, new.name, target) from error
        finally:
            new.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SurroundingsFailed(
            f"เขียนแฟ้มรูปแบบ {target} ไม่ได้",
            "โปรดตรวจสิทธิ์ของโฟลเดอร์และที่ว่างในดิสก์",
            f"cannot write {target}: {error.strerror}",
        ) from error


def _named_after(error: UserError, new: str, target: Path) -> UserError:
    """What is wrong, of the file as a person knows it."""
    what, remedy, english = (one.replace(new, target.name) for one in (error.what, error.remedy, error.english))
    if target.name not in what:  # it told of a font or a picture
        what = f"ใช้รูปแบบกระดาษ {target.stem} ไม่ได้: {what}"
    return type(error)(what, remedy, english)


def _text(path: Path) -> str | None:
    """None where there is no file; one that is no text was written by a person."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        return ""


def _check_name(name: str) -> None:
    shipped = {path.stem for path in (paths.RESOURCES / "styles").glob(f"*{ENDING}")}
    if name in shipped:
        raise _refused(name, "มีรูปแบบชื่อนี้มากับโปรแกรมแล้ว โปรดใช้ชื่ออื่น", "a style of that name comes with the program")
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise _refused(name, "ชื่อแฟ้มต้องเป็นอักษรละติน ตัวเลข - หรือ _", "its name must be of Latin letters, digits, - or _")


def _files_named(name: str, content: str) -> list[str]:
    """Fonts and pictures. A style that came from elsewhere may name files that lie beside it, and no others."""
    try:
        tree = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(name, "ไม่ใช่แฟ้ม TOML ที่ถูกต้อง", f"not TOML: {error}") from error
    files = sorted(set(_named(tree)))
    for file in files:
        if not _BESIDE.fullmatch(file):
            raise _refused(name, f"อ้างถึงไฟล์ {file} ซึ่งไม่ได้อยู่ข้างแฟ้มรูปแบบ", f"it names {file}, which is not beside it")
    return files


def _named(tree: dict[str, Any]) -> Iterator[str]:
    family, logo = tree.get("family"), tree.get("logo")
    if isinstance(family, dict):
        yield from (str(value) for key, value in family.items() if key not in ("name", "scale"))
    pictures = logo.get("pictures", []) if isinstance(logo, dict) else []
    for one in pictures if isinstance(pictures, list) else []:
        if isinstance(one, dict) and "file" in one:
            yield str(one["file"])


def _refused(name: str, thai: str, english: str) -> Refused:
    return Refused(
        f"ใช้รูปแบบกระดาษ {name[:60]} ไม่ได้: {thai}",
        "โปรดให้แก้ไขแฟ้มรูปแบบที่สำนักงาน แล้วส่งใหม่",
        f"style {name[:60]}: {english}",
    )
