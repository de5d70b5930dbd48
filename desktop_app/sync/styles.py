"""Style files on their way: taken in from an office's file, and laid into the style folder of the computer they came to.

Whether a file is a style is said by ``check``, which is :func:`desktop_app.report.style.load`: this room knows no paper.
"""

import contextlib
import os
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app import paths
from desktop_app.errors import Refused, SurroundingsFailed, UserError
from desktop_app.model.fields import TEXT_LIMIT
from desktop_app.model.pictures import FILE_LIMIT, is_font, is_printable, name_of
from desktop_app.store import creation
from desktop_app.store.arrival import arrived
from desktop_app.store.database import Store
from desktop_app.store.styles import Kept

Check = Callable[[Path], object]  # raises UserError where the file is no style
MayTravel = Callable[[bytes], bool]  # of a font's file: whether its maker lets it

SAME, NEW, RENEWED, CHANGED, REFUSED = "same", "new", "renewed", "changed", "refused"
ENDING = ".toml"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)  # of Windows
_BESIDE = re.compile(r"[^/\\:~]+")
_NOT_ON_WINDOWS = re.compile(r'[\x00-\x1f<>"|?*]|[ .]$')
_PICTURE = re.compile(r"[^./\\:~][^/\\:~]*\.(?:png|jpe?g)", re.IGNORECASE)
_FONT = re.compile(r"[^./\\:~][^/\\:~]*\.ttf", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of one of the office's styles here. CHANGED: a person changed the file of that name, and it stays theirs."""

    name: str
    what: str
    why: UserError | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The fonts of a style that go along, and those that are to be laid beside it on each computer: their makers forbid it,
    or they are too large; and the other styles that change with it, as they name a file that it brings anew.
    """

    fonts: list[str]
    left: list[str]
    others: list[str]


def publish(store: Store, path: Path, check: Check, may_travel: MayTravel) -> Published:
    """The style file is kept for the laptops with the pictures and fonts that it names.

    :raises UserError: it cannot be read, is no style, or its name is not one for every computer.
    """
    check(path)
    content = path.read_text(encoding="utf-8")
    _check_name(path.stem)
    if len(content) > TEXT_LIMIT:
        raise _refused(path.stem, f"ยาวเกิน {TEXT_LIMIT:,} ตัวอักษร", f"it is over {TEXT_LIMIT:,} characters")
    fonts, pictures = _files_named(path.stem, content)
    with _told(path):
        data = {file: arrived((path.parent / file).read_bytes(), file) for file in pictures}
        there = {file: (path.parent / file).read_bytes() for file in fonts}
    along = {
        file: font
        for file, font in there.items()
        if _FONT.fullmatch(file) and is_font(font) and len(font) <= FILE_LIMIT and may_travel(font)
    }
    new = {file: name_of(one) for file, one in (data | along).items()}
    before = [(one.name, part) for one in store.styles() if one.name != path.stem for part in one.parts]
    others = sorted({name for name, part in before if new.get(part.file, part.image) != part.image})
    store.keep_style(path.stem, content, data | along)
    return Published([*along], [file for file in fonts if file not in along], others)


def lay_out(store: Store, check: Check) -> list[Laid]:
    """The office's styles lie in this person's folder; tells of all but those that did already."""
    found = (_laid(one, store, check) for one in store.styles())
    return [one for one in found if one.what != SAME]


def states(store: Store) -> list[Laid]:
    """What :func:`lay_out` would do with each, without looking whether it is a style."""
    return [Laid(one.name, _looked(one, store)) for one in store.styles()]


def _looked(one: Kept, store: Store) -> str:
    try:
        _check_name(one.name)
        return _state(_files(one, store))
    except UserError:
        return REFUSED


def use(store: Store, name: str, check: Check) -> Path | None:
    """The office's file lies here in any case; gives where the file went that a person had changed.

    :raises UserError: the office has none of that name, or it is no style; then nothing is changed.
    """
    (one,) = [one for one in store.styles() if one.name == name]
    _check_name(name)
    files, target = _files(one, store), _target(name)
    changed = [path for path in files if _state_of(path, *files[path]) == CHANGED]
    with _told(target):
        aside = {path: _aside(path) for path in changed}
        for path, kept in aside.items():
            kept.write_bytes(path.read_bytes())
        _put(target, {path: data for path, (data, _) in files.items()}, check)
    return aside.get(target, next(iter(aside.values()), None))


_Files = dict[Path, tuple[bytes, frozenset[bytes]]]  # what is to lie there, and what it ever was


def _files(one: Kept, store: Store) -> _Files:
    """The style file and what lies beside it. :raises Refused: it names files elsewhere."""
    fonts, pictures = _files_named(one.name, one.content)
    given, target = store.parts_of(one), _target(one.name)
    earlier = {part.file: part.earlier for part in one.parts}
    files: _Files = {target: (one.content.encode(), frozenset(text.encode() for text in one.earlier))}
    for named, ending, fits in ((fonts, _FONT, is_font), (pictures, _PICTURE, is_printable)):
        for file in named:
            if file in given and ending.fullmatch(file) and fits(given[file]):
                files[target.with_name(file)] = given[file], frozenset(name.encode() for name in earlier[file])
    return files


def _laid(one: Kept, store: Store, check: Check) -> Laid:
    try:
        _check_name(one.name)
        files = _files(one, store)
        state = _state(files)
        if state in (NEW, RENEWED):
            _put(_target(one.name), {path: data for path, (data, _) in files.items()}, check)
        return Laid(one.name, state)
    except UserError as error:
        return Laid(one.name, REFUSED, error)


def _state(files: _Files) -> str:
    """Of all together: one that a person changed stops it, and what is new is told by the style file."""
    found = [_state_of(path, *files[path]) for path in files]
    if CHANGED in found or set(found) == {SAME}:
        return CHANGED if CHANGED in found else SAME
    return NEW if found[0] == NEW else RENEWED


def _state_of(path: Path, data: bytes, earlier: frozenset[bytes]) -> str:
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return NEW
    except OSError:
        return CHANGED
    if path.suffix == ENDING:
        there = there.replace(b"\r\n", b"\n")
    if there == data:
        return SAME
    known = there if path.suffix == ENDING else name_of(there).encode()
    return RENEWED if known in earlier else CHANGED


def _target(name: str) -> Path:
    return paths.style_folder() / f"{name}{ENDING}"


def _aside(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 10_000))
    return next(name for name in names if not name.exists())


def _put(target: Path, files: Mapping[Path, bytes], check: Check) -> None:
    """All beside first, as there may be no room; then the pictures and fonts get their names, where the style file finds them;
    then it is looked at, and only then it gets its own.
    """
    new = _beside(target, "new")
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            for path, data in files.items():
                _beside(path, "new").write_bytes(data)
                creation.flush(_beside(path, "new"))
            with _in_place([path for path in files if path != target]):
                check(new)
                os.replace(new, target)
        except UserError as error:
            raise _named_after(error, new.name, target) from error
        finally:
            for path in files:
                _beside(path, "new").unlink(missing_ok=True)


@contextlib.contextmanager
def _in_place(paths: Sequence[Path]) -> Iterator[None]:
    """What lies beside them has their names; what had them before has them again where the block fails, by renaming alone."""
    placed: list[Path] = []
    try:
        for path in paths:
            _beside(path, "old").unlink(missing_ok=True)  # of a program that was killed
            if os.path.lexists(path):
                os.replace(path, _beside(path, "old"))
            placed.append(path)
            os.replace(_beside(path, "new"), path)
        yield
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
            if os.path.lexists(_beside(path, "old")):
                os.replace(_beside(path, "old"), path)
        raise
    for path in paths:
        _beside(path, "old").unlink(missing_ok=True)


def _beside(path: Path, which: str) -> Path:
    return path.with_name(f".{path.name}.{which}")


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SurroundingsFailed(
            f"อ่านหรือเขียนแฟ้มรูปแบบ {target} ไม่ได้",
            "โปรดตรวจสิทธิ์ของโฟลเดอร์และที่ว่างในดิสก์",
            f"cannot read or write {target}: {error.strerror}",
        ) from error


def _named_after(error: UserError, new: str, target: Path) -> UserError:
    """What is wrong, of the file as a person knows it."""
    what, remedy, english = (one.replace(new, target.name) for one in (error.what, error.remedy, error.english))
    if target.name not in what:  # it told of a font or a picture
        what = f"ใช้รูปแบบกระดาษ {target.stem} ไม่ได้: {what}"
    return type(error)(what, remedy, english)


def _check_name(name: str) -> None:
    shipped = {path.stem for path in (paths.RESOURCES / "styles").glob(f"*{ENDING}")}
    if name in shipped:
        raise _refused(name, "มีรูปแบบชื่อนี้มากับโปรแกรมแล้ว โปรดใช้ชื่ออื่น", "a style of that name comes with the program")
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise _refused(name, "ชื่อแฟ้มต้องเป็นอักษรละติน ตัวเลข - หรือ _", "its name must be of Latin letters, digits, - or _")


def _files_named(name: str, content: str) -> tuple[list[str], list[str]]:
    """Fonts and pictures. A style that came from elsewhere may name files that lie beside it, and no others."""
    try:
        tree = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(name, "ไม่ใช่แฟ้ม TOML ที่ถูกต้อง", f"not TOML: {error}") from error
    fonts, pictures = sorted(set(_fonts(tree))), sorted(set(_pictures(tree)))
    for file in (*fonts, *pictures):
        if not _BESIDE.fullmatch(file):
            raise _refused(name, f"อ้างถึงไฟล์ {file} ซึ่งไม่ได้อยู่ข้างแฟ้มรูปแบบ", f"it names {file}, which is not beside it")
        if _NOT_ON_WINDOWS.search(file) or _RESERVED.fullmatch(file.partition(".")[0].strip()):
            raise _refused(name, f"ชื่อไฟล์ {file!r} ใช้ไม่ได้ในทุกเครื่อง", f"{file!r} is no file's name on every computer")
    alike = [one for one, count in Counter(map(str.casefold, {*fonts, *pictures})).items() if count > 1]
    if alike:
        raise _refused(name, f"ชื่อไฟล์ {alike[0]} ต่างกันเพียงตัวพิมพ์เล็กใหญ่", f"two names differ only in case: {alike[0]}")
    return fonts, pictures


def _fonts(tree: dict[str, Any]) -> Iterator[str]:
    family = tree.get("family")
    if isinstance(family, dict):
        yield from (str(value) for key, value in family.items() if key not in ("name", "scale"))


def _pictures(tree: dict[str, Any]) -> Iterator[str]:
    logo = tree.get("logo")
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
