"""``sarup names``, ``name`` and ``respell``: what the reports name, and how an office wants it spelled."""

import argparse
import dataclasses
from pathlib import Path

from desktop_app.errors import Refused, WrongUsage
from desktop_app.model.ids import SHORT_ID
from desktop_app.sync import naming

from . import DONE, LOOK_AT_IT
from .database import store
from .places import name_of
from .speech import note, print_json

LARGEST = 1_000_000  # bytes of a list of names


def names(arguments: argparse.Namespace) -> int:
    """Exit code 1 where pairs were asked for and there are some."""
    with store(arguments, write=False) as database:
        if arguments.alike:
            pairs = [one for one in naming.alike(database) if arguments.kind in (None, one.kind)]
        else:
            found = [one for one in database.names() if arguments.kind in (None, one.kind)]
    if arguments.json:
        print_json([dataclasses.asdict(one) for one in (pairs if arguments.alike else found)])
    elif arguments.alike:
        for pair in pairs:
            print("\t".join([pair.kind, pair.one, str(pair.uses), pair.other, str(pair.other_uses)]))
    else:
        for one in found:
            print("\t".join([one.kind, str(one.uses), one.name, *([f"→ {one.meant}"] if one.meant else [])]))
    return LOOK_AT_IT if arguments.alike and pairs else DONE


def name(arguments: argparse.Namespace) -> int:
    """Nothing that stands in a report is changed by it."""
    given = [*arguments.names, *(_listed(Path(arguments.file)) if arguments.file else [])]
    if not given:
        raise WrongUsage("ยังไม่ได้ระบุชื่อ", "โปรดพิมพ์ชื่อ หรือ --from ไฟล์", "say a name, or --from FILE")
    with store(arguments) as database:
        for one in given:
            if arguments.delete:
                database.forget_name(arguments.kind, one)
            else:
                database.spell(arguments.kind, one, arguments.meant)
        wrong = len(database.misspelled())
    if wrong:
        note(
            f"ในรายงานยังสะกดแบบเดิม {wrong:,} แห่ง แก้ได้ด้วย sarup respell",
            f"{wrong:,} fields of reports are spelled otherwise: sarup respell.",
        )
    return DONE


def respell(arguments: argparse.Namespace) -> int:
    """Prints each field that is changed."""
    with store(arguments, write=not arguments.dry_run) as database:
        wanted = {database.find_id(one) for one in arguments.ids}
        uses = [one for one in database.misspelled() if not wanted or one.report in wanted]
        count = 0 if arguments.dry_run else database.respell(uses)
    if arguments.json:
        print_json([dataclasses.asdict(one) | {"place": name_of(one.table, one.field)} for one in uses])
    else:
        for one in uses:
            print("\t".join([one.report[-SHORT_ID:], name_of(one.table, one.field), one.name, f"→ {one.meant}"]))
    if arguments.dry_run:
        note(f"จะแก้ {len(uses):,} แห่ง ยังไม่ได้เขียนอะไร", f"{len(uses):,} fields would be changed.")
    else:
        note(f"แก้แล้ว {count:,} แห่ง", f"{count:,} fields were changed.")
    return DONE


def _listed(path: Path) -> list[str]:
    """:raises Refused: it cannot be read, or is no text."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"อ่านไฟล์ {path} ไม่ได้", "โปรดตรวจชื่อไฟล์", f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Refused(
            f"ไฟล์ {path} ไม่ใช่ข้อความ UTF-8", "โปรดบันทึกเป็นข้อความ UTF-8 บรรทัดละชื่อ", f"{path} is no UTF-8 text"
        ) from error
    return [line.strip() for line in text.splitlines() if line.strip()]
