"""``sarup office``: an office is made; it gives numbers to reports, and styles to its laptops."""

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import paths
from desktop_app.errors import Refused, WrongUsage
from desktop_app.model.ids import SHORT_ID
from desktop_app.model.numbering import Scheme
from desktop_app.model.values import MOST, YEARS
from desktop_app.store import opening
from desktop_app.store.reading import Summary
from desktop_app.sync import keys
from desktop_app.thai.dates import buddhist_year

from . import DONE, LOOK_AT_IT, listing
from .database import store
from .speech import note, print_json

if TYPE_CHECKING:
    from desktop_app.sync.styles import Published


def init(arguments: argparse.Namespace) -> int:
    """Prints the file to be given to the laptops."""
    folder, database = _on_server(arguments) if paths.is_address(arguments.place) else _in_folder(arguments)
    print(folder / keys.OFFICE_CARD)
    note(
        f"ให้ไฟล์นี้แก่ผู้ประเมินทุกเครื่อง และย้าย {folder / keys.SPARE_KEY} ไปเก็บในที่ปลอดภัยนอกเครื่องนี้ "
        f"ห้ามให้ {keys.OFFICE_KEY} แก่ผู้ใด ฐานข้อมูลของสำนักงานคือ {database}",
        f"Give this file to every laptop, keep {keys.SPARE_KEY} in a safe place elsewhere, and {keys.OFFICE_KEY} to yourself.",
    )
    return DONE


def number(arguments: argparse.Namespace) -> int:
    """Without reports it tells which have no number, and which number would be next. Exit code 1 where numbers stand twice."""
    year = _year(arguments)
    with store(arguments, write=bool(arguments.ids or arguments.all)) as database:
        _must_be_office(database.path)
        register = database.register()
        scheme = Scheme(arguments.form) if arguments.form else register.scheme
        titles = {one.id: one.title for one in database.summaries()}
        chosen = [database.find_id(one) for one in arguments.ids]
        if arguments.all:
            chosen += [one.id for one in register.waiting if one.id not in chosen and not one.missing]
        given = database.number(chosen, scheme, year, arguments.start) if chosen else []
        register = database.register() if given else register
    following = next(scheme.free(register.ever, year, 0 if given else arguments.start))
    if arguments.json:
        told = [{"id": report, "number": number, "title": titles[report]} for report, number in given]
        waiting = [{"id": one.id, "title": one.title} for one in register.waiting]
        print_json({"given": told, "next": following, "waiting": waiting, "doubled": register.doubled})
    else:
        _print([(report, number, titles[report]) for report, number in given], register.waiting)
    note(
        f"ออกเลขแล้ว {len(given):,} ฉบับ ยังไม่มีเลขที่ {len(register.waiting):,} ฉบับ เลขถัดไปคือ {following}",
        f"{len(given):,} numbers given, {len(register.waiting):,} reports have none; the next is {following}.",
    )
    for one in register.doubled:
        note(f"เลขที่ {one} ซ้ำกันหลายฉบับ โปรดแก้ด้วย sarup set", f"Several reports have the number {one}.")
    return LOOK_AT_IT if register.doubled else DONE


def _year(arguments: argparse.Namespace) -> int:
    """:raises WrongUsage: it is none of the Buddhist era, or numbers are to begin below 1."""
    year: int = arguments.year or buddhist_year(dt.date.today())
    if year not in YEARS or not 0 <= arguments.start <= MOST:
        raise WrongUsage(
            f"ปีต้องเป็น พ.ศ. {YEARS[0]} ถึง {YEARS[-1]} และเลขเริ่มต้นต้องเป็นจำนวนเต็มบวก",
            "โปรดพิมพ์เช่น --year 2567 --start 12",
            "--year is of the Buddhist era, --start a positive number",
        )
    return year


def style(arguments: argparse.Namespace) -> int:
    """Without files it lists what the office has; prints the names."""
    from desktop_app.report import style as looks
    from desktop_app.report.fonts import may_go_along
    from desktop_app.sync import styles

    with store(arguments, write=bool(arguments.files or arguments.delete)) as database:
        _must_be_office(database.path)
        for file in arguments.files:
            _tell_of(file, styles.publish(database, Path(file), looks.load, may_go_along))
        for name in arguments.delete:
            database.drop_style(name)
        names = [one.name for one in database.styles()]
    if arguments.json:
        print_json(names)
    else:
        print(*names, sep="\n") if names else note("ยังไม่มีรูปแบบกระดาษของสำนักงาน", "The office has no styles.")
    return DONE


def _tell_of(file: str, done: "Published") -> None:
    fonts, left, others = (", ".join(one) for one in (done.fonts, done.left, done.others))
    if fonts:
        note(
            f"แบบอักษร {fonts} จะไปกับ {file} ด้วย โปรดตรวจว่าสัญญาอนุญาตของแบบอักษรให้แจกต่อได้",
            f"{fonts} will go along with {file}: see that their licence lets you give them on.",
        )
    if left:
        note(
            f"{file} ใช้แบบอักษร {left} ซึ่งส่งไปด้วยไม่ได้ ต้องนำไปวางไว้ในโฟลเดอร์ styles ของทุกเครื่องเอง",
            f"{file} needs {left}, which may not go along: lay these into the folder styles of each laptop.",
        )
    if others:
        note(
            f"รูปแบบ {others} ใช้ไฟล์ชื่อเดียวกันและจะเปลี่ยนตาม {file} หากไม่ต้องการ โปรดตั้งชื่อไฟล์ให้ต่างกันแล้วส่งใหม่",
            f"{others} names a file of the same name and changes with {file}: give it another name if that is not meant.",
        )


def _must_be_office(path: Path) -> None:
    """:raises Refused: no keys of an office lie beside."""
    if keys.office_of(path) is None:
        raise Refused(
            f"{path} ไม่ใช่ฐานข้อมูลของสำนักงาน เลขที่และรูปแบบกระดาษให้จากสำนักงานเท่านั้น",
            "โปรดใช้ที่เครื่องของสำนักงาน หรือระบุ --db โฟลเดอร์ของสำนักงาน/sarup.db",
            "this is for an office's database, where its keys lie beside",
        )


def _print(given: list[tuple[str, str, str]], waiting: list[Summary]) -> None:
    for report, number, title in given:
        print(f"{report[-SHORT_ID:]}\t{number}\t{title or '-'}")
    for one in waiting if not given else ():
        print(listing.line(one))


def _in_folder(arguments: argparse.Namespace) -> tuple[Path, object]:
    from desktop_app.store.database import Store

    folder = opening.absolute(arguments.place)
    opening.check_place(folder / "sarup.db")
    keys.found_office(folder, arguments.name)
    Store(folder / "sarup.db").close()
    return folder, folder / "sarup.db"


def _on_server(arguments: argparse.Namespace) -> tuple[Path, object]:
    """The tables lie on the server, the keys on this computer alone; there they stay when the server is set up anew."""
    from desktop_app.store import server

    folder, name = server.found(arguments.place)
    if keys.office_of(folder / "sarup.db") is None:
        keys.found_office(folder, arguments.name or name.rpartition("/")[2])
    return folder, name
