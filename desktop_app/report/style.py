"""How a report looks, from one TOML file, read strictly into the values of :mod:`.looks`. Opens no font and knows no page."""

import math
import re
import tomllib
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints
from typing import Literal as OneOf

from desktop_app.errors import Refused

from .families import FAMILIES, Family
from .looks import POINTS as POINTS
from .looks import Files, Logo, LogoTable
from .looks import Style as Style
from .style_files import FOLDER as FOLDER
from .style_files import names as names
from .style_files import path_of

# Sizes and lengths outside these are typing errors, whatever they are meant for.
LARGEST = 1000.0
SMALLEST_TEXT_WIDTH = 5.0
SMALLEST_QR = 8.0  # millimetres: a module of a third of one, the least that telephones read off paper
LETTERS = (4.0, 96.0)
SCALES = (0.2, 3.0)
LOGO_HEIGHTS = (5.0, 60.0)
ABOVE, BELOW = 1.0, 0.3  # of its base line that a line of Thai may take, times the family's own size
_FORM = re.compile(r"\{pages?\}")


def load(name_or_path: str | Path) -> Style:
    """A style by its name, or a style file by its path. Raises Refused naming the file and the key, or the font."""
    path = path_of(name_or_path)
    style = _checked(path, Style, _parsed(path), "")
    assert isinstance(style, Style)
    _check_sense(path, style)
    return style


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise Refused(f"ไม่พบแฟ้มรูปแบบ {path}", f"รูปแบบที่มีให้คือ {', '.join(names())}", f"no style file {path}") from None
    except OSError as error:
        raise Refused(f"อ่านแฟ้มรูปแบบ {path} ไม่ได้", "โปรดตรวจสอบแฟ้ม", f"cannot read {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _refused(path, "", "ไม่ใช่แฟ้ม TOML ที่ถูกต้อง", f"not TOML: {error}") from error


def _checked(path: Path, kind: type[Any], values: dict[str, Any], prefix: str) -> Any:
    """An instance of the named tuple ``kind`` from a table that has exactly its keys."""
    hints = get_type_hints(kind)
    for key in values:
        if key not in hints:
            raise _refused(path, prefix + key, "ไม่รู้จัก", "unknown key")
    made = {}
    for name in kind._fields:
        key = prefix + name
        if name in values:
            made[name] = _value(path, hints[name], values[name], key)
        elif name not in kind._field_defaults:
            raise _refused(path, key, "ไม่มีในแฟ้ม", "missing key")
    return kind(**made)


def _value(path: Path, kind: Any, value: Any, key: str) -> Any:
    if kind is Family:
        return _family(path, value, key)
    if get_origin(kind) is UnionType:  # "| None": may be left out, and is not None when it is there
        kind = get_args(kind)[0]
    if kind is Logo:
        return _logo(path, value, key)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise _refused(path, key, "ต้องเป็นรายการ", "must be a list")
        return tuple(_value(path, get_args(kind)[0], one, f"{key}[{n}]") for n, one in enumerate(value, 1))
    if get_origin(kind) is OneOf:
        if value not in get_args(kind):
            choices = ", ".join(get_args(kind))
            raise _refused(path, key, f"ต้องเป็นค่าใดค่าหนึ่งใน {choices}", f"must be one of {choices}")
        return value
    if kind is float:
        if type(value) not in (int, float) or not math.isfinite(value) or not 0 <= value <= LARGEST:
            raise _refused(path, key, "ต้องเป็นตัวเลขตั้งแต่ 0 ถึง 1000", "must be a number from 0 to 1000")
        return float(value)
    if kind in (str, bool, int):
        if type(value) is not kind or (kind is int and not 0 <= value <= LARGEST):
            thai = {str: "ต้องเป็นข้อความ", bool: "ต้องเป็น true หรือ false", int: "ต้องเป็นจำนวนเต็มตั้งแต่ 0 ถึง 1000"}[kind]
            raise _refused(path, key, thai, f"must be of type {kind.__name__}")
        return value
    if not isinstance(value, dict):
        raise _refused(path, key, "ต้องเป็นหมวด", "must be a table")
    return _checked(path, kind, value, f"{key}.")


def _family(path: Path, value: Any, key: str) -> Family:
    """A shipped family by its name, or one that the file brings along."""
    if not isinstance(value, dict):
        if not isinstance(value, str) or value not in FAMILIES:
            known = ", ".join(FAMILIES)
            thai = f"ต้องเป็นแบบอักษรที่มีให้ ({known}) หรือหมวด [{key}] ที่บอกไฟล์แบบอักษร"
            raise _refused(path, key, thai, f"must be one of {known} or a table of font files")
        return FAMILIES[value]
    from .own_family import FACES, taken

    given = _checked(path, Files, value, f"{key}.")
    if not given.name.strip() or not given.name.isprintable():
        raise _refused(path, f"{key}.name", "ต้องเป็นชื่อแบบอักษร", "must be the family's name")
    if given.scale is not None and not SCALES[0] <= given.scale <= SCALES[1]:
        raise _refused(path, f"{key}.scale", "ต้องอยู่ระหว่าง 0.2 ถึง 3", "must be from 0.2 to 3")
    files = {face: getattr(given, face) for face in FACES if getattr(given, face) is not None}
    return taken(path.parent, given.name, files, given.scale)


def _logo(path: Path, value: Any, key: str) -> Logo:
    if not isinstance(value, dict):
        raise _refused(path, key, "ต้องเป็นหมวด", "must be a table")
    from .logos import taken

    given: LogoTable = _checked(path, LogoTable, value, f"{key}.")
    if not LOGO_HEIGHTS[0] <= given.height <= LOGO_HEIGHTS[1]:
        raise _refused(path, f"{key}.height", "ต้องอยู่ระหว่าง 5 ถึง 60 มิลลิเมตร", "must be from 5 to 60 mm")
    for number, one in enumerate(given.pictures, 1):
        if not one.text.strip():
            raise _refused(path, f"{key}.pictures[{number}].text", "ต้องบอกคำแทนภาพ", "must say what the picture shows")
    pictures = tuple(taken(path.parent, one.file, one.text, given.height) for one in given.pictures)
    return Logo(pictures, given.height, given.align, given.gap, given.after)


def _check_sense(path: Path, style: Style) -> None:
    """What every value alone cannot tell: letters of a readable size, room for text, forms that can be filled."""
    for name, part in style._asdict().items():
        size = getattr(part, "size", LETTERS[0])
        if not LETTERS[0] <= size <= LETTERS[1]:
            raise _refused(path, f"{name}.size", "ต้องอยู่ระหว่าง 4 ถึง 96", "must be from 4 to 96")
        pitch = getattr(part, "pitch", size)
        if pitch < size / 2:
            raise _refused(path, f"{name}.pitch", "แคบเกินไปสำหรับขนาดตัวอักษร", "too small for the size")
    page = style.page
    for key, room in (
        ("page.width", page.width - page.left - page.right),
        ("page.height", page.height - page.top - page.bottom),
        ("text.first_indent", page.width - page.left - page.right - style.text.first_indent),
        ("numbered.text", page.width - page.left - page.right - style.numbered.text),
        ("labelled.tab", page.width - page.left - page.right - style.labelled.tab),
        ("signature.across", (page.width - page.left - page.right) / max(style.signature.across, 1)),
        ("signature.axis", 2 * style.signature.axis),
        ("signature.axis", 2 * (page.width - page.left - page.right - style.signature.axis)),
    ):
        if room < SMALLEST_TEXT_WIDTH:
            raise _refused(path, key, "เหลือที่พิมพ์ไม่ถึง 5 เซนติเมตร", "leaves less than 5 cm for the text")
    _check_edges(path, style)
    if page.bottom * 10 < style.footer.qr + 2 or 0 < style.footer.qr < SMALLEST_QR:
        thai = f"ต้องเป็น 0 หรือตั้งแต่ {SMALLEST_QR:g} มิลลิเมตร และไม่เกินขอบล่างของกระดาษลบ 2 มิลลิเมตร"
        raise _refused(path, "footer.qr", thai, f"must be 0, or {SMALLEST_QR:g} mm to 2 mm less than page.bottom")
    for key, form in (("number.form", style.number.form), ("footer.form", style.footer.form)):
        if set("{}") & set(_FORM.sub("", form)):
            raise _refused(path, key, "ใช้ได้เฉพาะ {page} และ {pages}", "only {page} and {pages} may be used")


def _check_edges(path: Path, style: Style) -> None:
    """The number at a page's head and the footer stand on the paper and not in the text."""
    number, footer = style.letters(style.text.size) / POINTS, style.letters(style.footer.size) / POINTS
    for key, height, low, high, margin in (
        ("number.height", style.number.height, ABOVE * number, style.page.top - BELOW * number, "page.top"),
        ("footer.height", style.footer.height, BELOW * footer, style.page.bottom - ABOVE * footer, "page.bottom"),
    ):
        if not low <= height <= high and (key != "number.height" or style.number.form):
            low, high = math.ceil(low * 100) / 100, math.floor(high * 100) / 100
            thai = f"ต้องอยู่ระหว่าง {low:.2f} ถึง {high:.2f} เซนติเมตร จึงจะไม่พ้นกระดาษและไม่ทับเนื้อหา (หรือเพิ่ม {margin})"
            english = (
                f"must be from {low:.2f} to {high:.2f} cm to be on the paper and not in the text, or {margin} larger"
            )
            raise _refused(path, key, thai, english)


def _refused(path: Path, key: str, thai: str, english: str) -> Refused:
    where = f" {key}" if key else ""
    return Refused(f"แฟ้มรูปแบบ {path.name}:{where} {thai}", f"โปรดแก้ไขแฟ้ม {path}", f"{path.name}:{where} {english}")
