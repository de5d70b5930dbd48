"""The words of the command line: verbs, their arguments, and which module runs them (imported only when it is used)."""

import argparse
import importlib
from collections.abc import Callable, Sequence
from typing import NoReturn

from desktop_app import __version__
from desktop_app.errors import WrongUsage
from desktop_app.model.records import NAMES


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage("คำสั่งไม่ถูกต้อง", f"ดูวิธีใช้ด้วย {self.prog} --help", f"{self.prog}: {message}")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command in ``argv``; its ``verb`` is the function to call with it.

    :raises WrongUsage: it is none. ``--help`` and ``--version`` print and raise SystemExit.
    """
    parser = _Parser(
        "sarup", description="สรุป: รายงานกิจกรรม จากแบบฟอร์มถึงกระดาษ / Activity reports, from form to paper."
    )
    parser.add_argument("--db", metavar="FILE_OR_URL", help="ฐานข้อมูลที่ใช้ (หรือตัวแปร SARUP_DB) / which database")
    parser.add_argument("--version", action="version", version=f"sarup {__version__}")
    parser.set_defaults(verb=_run_in("gui"), db=None)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", parser_class=_Parser)
    sharing = (_merge, _conflicts, _comments, _names, _pack, _office)
    for fill in (_gui, _import, _list, _export, _print, _set, _history, _verify, *sharing, _doctor, _backup):
        fill(lambda name, module, help: _verb(verbs, name, module, help))
    return parser.parse_args(argv)


_Add = Callable[[str, str, str], argparse.ArgumentParser]


def _verb(verbs: "argparse._SubParsersAction[_Parser]", name: str, module: str, help: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=help, description=help)
    parser.add_argument("--db", metavar="FILE_OR_URL", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(verb=_run_in(module))
    return parser


def _run_in(module: str) -> Callable[[argparse.Namespace], int]:
    """``run`` of that module of this package, which is imported when it is called."""
    module, _, function = module.partition(":")

    def run(arguments: argparse.Namespace) -> int:
        code: int = getattr(importlib.import_module(f".{module}", __package__), function or "run")(arguments)
        return code

    return run


def _gui(add: _Add) -> None:
    add("gui", "gui", "เปิดหน้าต่าง / open the window (also without a verb)")


def _import(add: _Add) -> None:
    parser = add("import", "importing", "นำเข้ารายงานจากไฟล์ .json หรือ .pdf ของสรุป / take reports in")
    parser.add_argument("files", nargs="+", metavar="FILE")
    _json(parser)


def _list(add: _Add) -> None:
    parser = add("list", "listing", "แสดงรายการรายงาน / id, dates, state, title, place")
    parser.add_argument("--find", default="", metavar="TEXT", help="เฉพาะที่มีข้อความนี้ / only those with this text")
    _json(parser)


def _export(add: _Add) -> None:
    parser = add("export", "exporting", "ส่งออกเป็นไฟล์ / write a report as .pdf .docx .json .txt")
    parser.usage = (
        "sarup export ID|FILE OUT [options]\n       sarup export --all FOLDER --format pdf|docx|json|txt [options]\n"
        "       sarup export --all BOOK.pdf [options]"
    )
    parser.add_argument("places", nargs="+", metavar="ID|FILE OUT")
    parser.add_argument(
        "--all",
        action="store_true",
        help="ทุกรายงาน ลงในโฟลเดอร์ หรือเป็นไฟล์ .pdf เดียว / all reports, into a folder or one .pdf",
    )
    parser.add_argument(
        "--format", choices=("pdf", "docx", "json", "txt"), help="ชนิดไฟล์เมื่อใช้ --all / the form of all files"
    )
    _look(parser)


def _print(add: _Add) -> None:
    parser = add("print", "printing", "พิมพ์ออกเครื่องพิมพ์ / print on the system's printer")
    parser.add_argument("ids", nargs="+", metavar="ID|FILE")
    parser.add_argument("--printer", metavar="NAME", help="ชื่อเครื่องพิมพ์ / instead of the default printer")
    parser.add_argument("--copies", type=int, default=1, metavar="N")
    parser.add_argument("--pages", default="", metavar="1-3,5")
    _look(parser)
    _json(parser)


def _set(add: _Add) -> None:
    parser = add("set", "setting", "แก้ไขหนึ่งช่อง / change one field, e.g. event.place, activities.body --item 2")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("field", metavar="FIELD", help="ชื่อช่องตามไฟล์ JSON / as in the JSON form")
    parser.add_argument("value", metavar="VALUE", help='ค่าใหม่ "" คือล้างช่อง / "" empties it')
    parser.add_argument("--item", type=int, metavar="N", help="ข้อที่ (นับจาก 1) / which item of a list, from 1")


def _history(add: _Add) -> None:
    parser = add("history", "versions", "ประวัติการแก้ไข / who changed what, when, on which device")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--field", metavar="F", help="เฉพาะช่องนี้ / as in the JSON form")
    _json(parser)


def _verify(add: _Add) -> None:
    help = "ตรวจว่ากระดาษหรือไฟล์ตรงกับฐานข้อมูล / is it what the database holds"
    parser = add("verify", "verifying", help)
    parser.add_argument(
        "given",
        metavar="FILE_OR_TEXT",
        help="ไฟล์ .pdf .json ข้อความใน QR หรือรหัสตรวจสอบท้ายกระดาษ / a file, the QR code's text, or the code in the footer",
    )
    _json(parser)


def _merge(add: _Add) -> None:
    parser = add("merge", "merging:merge", "รวมฐานข้อมูลของคนอื่นเข้ามา / take other people's databases in")
    parser.add_argument("files", nargs="+", metavar="FILE_OR_FOLDER")
    parser.add_argument("--dry-run", action="store_true", help="บอกผลโดยไม่เขียน / tell what would be, write nothing")
    _json(parser)
    parser = add("undo-merge", "merging:undo", "ยกเลิกการรวมทั้งครั้ง / take a whole merge back, also days later")
    parser.add_argument("merge", nargs="?", type=int, metavar="MERGE", help="ไม่ระบุคือครั้งล่าสุด / the latest by default")
    _json(parser)


def _conflicts(add: _Add) -> None:
    parser = add("conflicts", "merging:conflicts", "สิ่งที่สองคนเขียนต่างกัน / what two people wrote differently")
    _json(parser)
    parser = add("resolve", "merging:resolve", "ตัดสินข้อขัดแย้ง / settle a conflict")
    parser.add_argument("conflict", metavar="CONFLICT")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--take", type=int, metavar="N", help="ใช้ค่าข้อที่ N, 0 คือที่เสนอ / value N, 0 is the proposal")
    way.add_argument("--text", metavar="T", help="ใช้ค่านี้ / another value")


def _comments(add: _Add) -> None:
    parser = add("comments", "commenting:comments", "ความเห็นที่ช่องต่าง ๆ / what people said of fields")
    parser.add_argument("id", nargs="?", metavar="ID", help="ไม่ระบุคือทุกรายงาน / of all reports by default")
    parser.add_argument("--open", action="store_true", help="เฉพาะที่ยังไม่เรียบร้อย / only those not settled")
    _json(parser)
    parser = add("comment", "commenting:comment", "เขียนความเห็นที่ช่อง / say something of a field; it never prints")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("field", metavar="FIELD", help="ชื่อช่องตามไฟล์ JSON / as in the JSON form")
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--item", type=int, metavar="N", help="ข้อที่ (นับจาก 1) / which item of a list, from 1")
    parser = add("reply", "commenting:reply", "ตอบความเห็น หรือบอกว่าเรียบร้อยแล้ว / answer a comment, or settle it")
    parser.add_argument("comment", metavar="COMMENT", help="รหัสจาก / the id that `sarup comments` shows")
    parser.add_argument("text", nargs="?", default="", metavar="TEXT")
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--done", action="store_true", help="เรียบร้อยแล้ว / it is settled")
    state.add_argument("--reopen", action="store_true", help="ยังไม่เรียบร้อย / it is not settled after all")
    state.add_argument("--delete", action="store_true", help="ลบความเห็น / take the comment back")


def _names(add: _Add) -> None:
    kinds = [kind for kind, _ in NAMES]
    parser = add("names", "naming:names", "ชื่อที่ใช้ในรายงาน / names in use or listed, and how they are to be spelled")
    parser.add_argument("kind", nargs="?", choices=kinds, help=f"{' '.join(kinds)}")
    parser.add_argument("--alike", action="store_true", help="เฉพาะคู่ที่สะกดคล้ายกัน / pairs that may be one name")
    _json(parser)
    help = "กำหนดว่าชื่อสะกดอย่างไร หรือเพิ่มในรายชื่อ / say how a name is to be spelled, or list it"
    parser = add("name", "naming:name", help)
    parser.add_argument("kind", choices=kinds, help=f"{' '.join(kinds)}")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument(
        "--as", dest="meant", default="", metavar="SPELLING", help="สะกดว่า / the spelling to be offered"
    )
    parser.add_argument("--from", dest="file", metavar="FILE", help="ไฟล์ข้อความ บรรทัดละชื่อ / a text file, a name a line")
    parser.add_argument("--delete", action="store_true", help="เอาออกจากรายชื่อ / take it off the list")
    help = "แก้ชื่อในรายงานเป็นที่เลือกไว้ / bring the names in reports to the chosen spelling"
    parser = add("respell", "naming:respell", help)
    parser.add_argument("ids", nargs="*", metavar="ID", help="เฉพาะรายงานเหล่านี้ / of these reports only")
    parser.add_argument("--dry-run", action="store_true", help="บอกผลโดยไม่เขียน / tell what would be, write nothing")
    _json(parser)


def _doctor(add: _Add) -> None:
    parser = add("doctor", "care:doctor", "ตรวจสุขภาพฐานข้อมูล / check the database")
    parser.add_argument("--repair", action="store_true", help="ซ่อมสิ่งที่ซ่อมได้ / mend what can be mended")
    _json(parser)


def _backup(add: _Add) -> None:
    parser = add("backup", "care:backup", "สำรองข้อมูล / copy the database")
    parser.add_argument("out", nargs="?", metavar="OUT")
    parser = add("restore", "care:restore", "กู้คืนจากไฟล์สำรอง / take a backup back")
    parser.add_argument("backup", metavar="BACKUP")


def _pack(add: _Add) -> None:
    parser = add(
        "pack", "packing:pack", "ส่งงานลงแฟลชไดรฟ์ / write what the office lacks into a folder, encrypted and signed"
    )
    parser.add_argument("folder", metavar="OUT_FOLDER")
    parser.add_argument(
        "--to",
        metavar="OFFICE.pub",
        help="ไฟล์ของสำนักงาน หรือชื่อเครื่องเมื่อสำนักงานส่งกลับ / the office's file; in an office a laptop's name",
    )
    parser.add_argument("--everything", action="store_true", help="ทั้งหมด แม้ผู้รับมีแล้ว / also what the receiver has")
    _json(parser)


def _office(add: _Add) -> None:
    parser = add(
        "office", "office:init", "ตั้งสำนักงาน ออกเลขที่รายงาน ส่งรูปแบบกระดาษ / make an office, give numbers and styles"
    )
    parser.usage = (
        "sarup office init FOLDER|URL [--name NAME]\n"
        "       sarup office number [ID...] [--all] [--start N] [--year 2567] [--form F] [--json]\n"
        "       sarup office style [FILE.toml...] [--delete NAME] [--json]"
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True, parser_class=_Parser)
    one = _verb(actions, "init", "office:init", "กุญแจและกล่องรับ / its keys, its inbox, its database")
    one.add_argument(
        "place", metavar="FOLDER|URL", help="โฟลเดอร์ หรือฐานข้อมูลว่างบนเซิร์ฟเวอร์ / a folder, or postgresql+psycopg://…"
    )
    one.add_argument("--name", default="", metavar="NAME", help="ชื่อสำนักงาน / the office's name, else the place's")
    help = "ออกเลขที่รายงาน ไม่ระบุรายงานคือดูว่าฉบับใดยังไม่มี / give numbers; without reports tell which have none"
    one = _verb(actions, "number", "office:number", help)
    one.add_argument("ids", nargs="*", metavar="ID")
    one.add_argument(
        "--all", action="store_true", help="ทุกฉบับที่ครบถ้วนและยังไม่มีเลขที่ / all complete reports that have none"
    )
    one.add_argument("--start", type=int, default=0, metavar="N", help="เริ่มที่ N / count from N, else from the highest")
    one.add_argument("--year", type=int, metavar="2567", help="ปี พ.ศ. / of the Buddhist era, else this year")
    one.add_argument("--form", metavar="F", help="เช่น / such as กท {number:3}/{year}")
    _json(one)
    help = "รูปแบบกระดาษที่ส่งให้ทุกเครื่อง / style files for the laptops; without files tell which there are"
    one = _verb(actions, "style", "office:style", help)
    one.add_argument("files", nargs="*", metavar="FILE.toml")
    one.add_argument("--delete", action="append", default=[], metavar="NAME", help="ไม่ส่งอีก / it is sent no more")
    _json(one)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="ผลลัพธ์เป็น JSON / machine-readable output")


def _look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--style", default="official", metavar="S", help="ชื่อรูปแบบหรือไฟล์ .toml / a style's name or file")
    parser.add_argument(
        "--digits", choices=("arabic", "thai"), default="arabic", help="เลขอารบิกหรือเลขไทย / Arabic or Thai digits"
    )
