"""What a PostgreSQL server reports, told to a person: one place that knows its error codes. Everything unnamed here is a bug."""

import contextlib
from collections.abc import Callable, Iterator

from sqlalchemy.exc import DBAPIError

from desktop_app.errors import Refused, SurroundingsFailed, UserError

from . import failures

_KEPT = "สิ่งที่พิมพ์ไว้ยังอยู่ในหน้าต่าง"


@contextlib.contextmanager
def told(name: str) -> Iterator[None]:
    """Errors of the server inside the block become errors a person can act on; ``name`` has no password in it.

    :raises UserError: the surroundings failed; a bug goes through unchanged.
    """
    try:
        with failures.told(name):  # a damaged value is one wherever it lies
            yield
    except DBAPIError as error:
        known = _explained(error, name)
        if known is None:
            raise
        raise known from error


def sqlstate(error: DBAPIError) -> str:
    """The server's five characters; "" where it did not answer at all."""
    return str(getattr(error.orig, "sqlstate", None) or "")


def _explained(error: DBAPIError, name: str) -> UserError | None:
    state = sqlstate(error)
    for start, make in _WORDS:
        if state.startswith(start):
            return make(name)
    if error.connection_invalidated or (not state and type(error.orig).__name__ == "OperationalError"):
        return _no_answer(name, str(error.orig).partition("\n")[0][:300])  # where it refuses, libpq has no code for why
    return None


def no_driver() -> UserError:
    return SurroundingsFailed(
        "โปรแกรมชุดนี้ยังติดต่อเซิร์ฟเวอร์ PostgreSQL ไม่ได้",
        "โปรดติดตั้งส่วนเสริมด้วยคำสั่ง pip install 'sarup[office]'",
        "psycopg is not installed",
    )


def no_address(given: str) -> UserError:
    return Refused(
        f"ที่อยู่ฐานข้อมูล {given} ใช้ไม่ได้",
        "โปรดระบุเป็น postgresql+psycopg://ผู้ใช้@เครื่อง/ฐานข้อมูล หรือชื่อไฟล์",
        "only database files and postgresql+psycopg:// addresses can be opened",
    )


def not_an_office(name: str) -> UserError:
    return Refused(
        f"ฐานข้อมูล {name} ยังไม่ได้ตั้งเป็นสำนักงาน",
        "โปรดสั่ง sarup office init ตามด้วยที่อยู่นี้ หรือตรวจชื่อฐานข้อมูล",
        "there is no office in that database yet; nothing was written to it",
    )


def newer(name: str, found: str) -> UserError:
    return Refused(
        f"ฐานข้อมูล {name} สร้างโดยโปรแกรมสรุปรุ่นใหม่กว่านี้ (รูปแบบ {found})",
        "โปรดติดตั้งโปรแกรมรุ่นใหม่ ฐานข้อมูลไม่ถูกเปลี่ยนแปลง",
        f"it has format {found}, which this program does not know; nothing was written to it",
    )


def unsuitable(name: str, thai: str, english: str) -> UserError:
    return Refused(f"ตั้งสำนักงานใน {name} ไม่ได้: {thai}", "โปรดสร้างฐานข้อมูลว่างใหม่ ไม่มีสิ่งใดเปลี่ยนแปลง", english)


def _no_answer(name: str, english: str = "") -> UserError:
    return SurroundingsFailed(
        f"เซิร์ฟเวอร์ของ {name} ไม่ตอบหรือไม่ให้เข้า",
        f"โปรดตรวจเครือข่าย ชื่อผู้ใช้ รหัสผ่าน และเซิร์ฟเวอร์ แล้วลองใหม่ {_KEPT}",
        f"the server does not answer or refuses: {english}".removesuffix(": "),
    )


def _not_let_in(name: str) -> UserError:
    return SurroundingsFailed(
        f"เซิร์ฟเวอร์ไม่ให้เข้า {name}", "โปรดตรวจชื่อผู้ใช้และรหัสผ่านกับผู้ดูแล", "the server refused the user or the password"
    )


def _no_database(name: str) -> UserError:
    return Refused(f"ไม่มีฐานข้อมูล {name}", "โปรดตรวจชื่อ หรือให้ผู้ดูแลสร้างก่อน", "there is no such database on that server")


def _not_allowed(name: str) -> UserError:
    return SurroundingsFailed(
        f"ผู้ใช้นี้ไม่มีสิทธิ์ใน {name}", f"โปรดให้ผู้ดูแลให้สิทธิ์ {_KEPT}", "this user lacks a permission in that database"
    )


def _full(name: str) -> UserError:
    return SurroundingsFailed(
        f"เซิร์ฟเวอร์ของ {name} มีที่ไม่พอ",
        f"โปรดแจ้งผู้ดูแล แล้วลองใหม่ {_KEPT}",
        "the server's disk, memory or places are used up",
    )


def _crowded(name: str) -> UserError:
    return SurroundingsFailed(
        f"มีคนเขียนลง {name} พร้อมกันมากเกินไป", f"โปรดรอสักครู่แล้วลองใหม่ {_KEPT}", "too many people write at the same time"
    )


_WORDS: tuple[tuple[str, Callable[[str], UserError]], ...] = (  # by classes and codes of PostgreSQL's appendix A
    ("08", _no_answer),
    ("57P", _no_answer),
    ("28", _not_let_in),
    ("3D000", _no_database),
    ("42501", _not_allowed),
    ("25006", _not_allowed),
    ("42P01", not_an_office),
    ("53", _full),
    ("40", _crowded),
    ("55P03", _crowded),
)
