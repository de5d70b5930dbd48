"""What a merge did, or would do, in words: a line for each file, what is behind it, and one sentence for all. No widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import UserError
from desktop_app.ui.report_rows import UNNAMED, dates_of

from .field_names import label_of

if TYPE_CHECKING:
    from desktop_app.store.comments import Said
    from desktop_app.store.conflicts import Conflict
    from desktop_app.store.merging import Came, Merged
    from desktop_app.store.reading import Summary
    from desktop_app.store.undoing import Undone
    from desktop_app.sync.styles import Laid

ALL = "ทุกไฟล์รวมกัน"
NOTHING_NEW = "มีอยู่แล้วทั้งหมด"
TAKING_BACK = "กำลังย้อนการรวม…"


@dataclass(frozen=True)
class Arrival:
    """One file: how many reports of each sort, ``words`` of what becomes of it, and ``lines`` behind that.

    Without a ``path``: what no single file brought.
    """

    path: str
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)  # new, changed, conflicts, look-alikes
    words: str = NOTHING_NEW
    lines: tuple[str, ...] = ()
    refused: bool = False

    @property
    def name(self) -> str:
        return Path(self.path).name or ALL


def arrivals(merged: "Merged", dry: bool) -> list[Arrival]:
    """The refused ones first: they are what a person should look at."""
    found = [_refused(file, error) for file, error in merged.refused]
    found += [_came(file, came, merged, dry) for file, came in sorted(merged.came.items())]
    refused = {file for file, _ in merged.refused}
    found += [_twin(file, first, first in refused) for file, first in merged.twins]
    if merged.spelled_alike:
        lines = tuple(f"{name} กับ {other}" for name, other in merged.spelled_alike)
        found.append(Arrival("", (0, 0, 0, len(lines)), "อาจเป็นชื่อเดียวกัน โปรดตรวจการสะกด", lines))
    return found


def style_arrivals(laid: "Sequence[Laid]") -> list[Arrival]:
    """What became of the office's styles, in one line."""
    lines = tuple(line for one in laid for line in ((one.why.what, one.why.remedy) if one.why else (told_style(one),)))
    refused = any(one.why for one in laid)
    words = "รูปแบบกระดาษของสำนักงานบางแบบใช้ไม่ได้" if refused else "รูปแบบกระดาษของสำนักงาน"
    return [Arrival("", words=words, lines=lines, refused=refused)] if laid else []


def told_style(one: "Laid") -> str:
    """In this person's own folder."""
    words = {
        "same": "ตรงกับของสำนักงาน",
        "new": "ของสำนักงานพร้อมใช้แล้ว",
        "renewed": "เป็นฉบับใหม่ของสำนักงานแล้ว",
        "changed": "ถูกแก้ไขในเครื่องนี้ จึงไม่ถูกแทนที่",
    }
    return f"รูปแบบ {one.name}: {words[one.what]}"


def in_one_sentence(merged: "Merged", dry: bool) -> str:
    """``รายงานใหม่ 2 ฉบับ แก้ไข 1 ฉบับ ข้อขัดแย้ง 1 แห่ง``, and whether it is done."""
    counted = (
        ("รายงานใหม่ {:,} ฉบับ", len(merged.new)),
        ("รายงานที่แก้ไข {:,} ฉบับ", len(merged.changed)),
        ("ภาพ {:,} ภาพ", merged.pictures),
        ("ความเห็น {:,} ข้อ", len(merged.comments)),
        ("ข้อขัดแย้ง {:,} แห่ง", len(merged.conflicts)),
        ("อาจเป็นงานเดียวกัน {:,} คู่", len(merged.look_alikes)),
        ("ชื่อที่สะกดคล้ายกัน {:,} คู่", len(merged.spelled_alike)),
        ("รับไม่ได้ {:,} ไฟล์", len(merged.refused)),
    )
    words = " ".join(text.format(count) for text, count in counted if count)
    met = f" ผู้ส่งที่เพิ่งพบครั้งแรก: {', '.join(merged.met)} โปรดตรวจว่ารู้จัก" if merged.met else ""
    if not merged.number:
        return f"ไม่มีข้อมูลใหม่ {words}".strip() + met
    words = words or "ประวัติการแก้ไข"
    return (f"จะได้รับ {words} ยังไม่ได้เขียนอะไรลงฐานข้อมูล" if dry else f"รวมแล้ว: {words}") + met


def taken_back(undone: "Undone") -> str:
    words = f"ย้อนการรวมครั้งที่ {undone.number} แล้ว ข้อมูลที่พิมพ์ภายหลังยังอยู่ครบ"
    if undone.kept:
        words += f" รายงาน {len(undone.kept):,} ฉบับที่มากับการรวมนี้มีคนเขียนต่อแล้ว จึงยังอยู่"
    return words


def _refused(file: str, error: UserError) -> Arrival:
    why = error.what.removeprefix(f"ไม่รับไฟล์ {Path(file).name}: ")
    return Arrival(file, words=f"รับไม่ได้: {why}", lines=(error.what, error.remedy), refused=True)


def _twin(file: str, first: str, refused: bool) -> Arrival:
    then = "ซึ่งรับไม่ได้" if refused else "จึงรับครั้งเดียว"
    words = f"เหมือน {Path(first).name} ทุกประการ"
    return Arrival(file, words=words, lines=(f"เนื้อหาเดียวกันกับ {first} {then}",))


def _came(file: str, came: "Came", merged: "Merged", dry: bool) -> Arrival:
    new, changed = _among(merged.new, came), _among(merged.changed, came)
    conflicts = [one for one in merged.conflicts if one.id in came.conflicts]
    alike = [pair for pair in merged.look_alikes if pair[0].id in came.reports or pair[1].id in came.reports]
    lines = [f"ใหม่: {_told(one)}" for one in new] + [f"แก้ไข: {_told(one)}" for one in changed]
    lines += [f"ขัดแย้ง: {_disputed(one)}" for one in conflicts]
    lines += [f"อาจเป็นงานเดียวกัน: {_told(one)} กับ {_told(other)}" for one, other in alike]
    lines += [f"ความเห็น: {_spoken(one)}" for one in merged.comments if one.id in came.comments]
    counts = (len(new), len(changed), len(conflicts), len(alike))
    if not came.versions and not came.pictures:
        return Arrival(file, lines=(NOTHING_NEW,))
    return Arrival(file, counts, "จะรับ" if dry else "รับแล้ว", tuple(lines) or ("มีเฉพาะประวัติการแก้ไขหรือภาพ",))


def _among(reports: Sequence["Summary"], came: "Came") -> list["Summary"]:
    return [one for one in reports if one.id in came.reports]


def _told(one: "Summary") -> str:
    return " · ".join(part for part in (one.title or UNNAMED, dates_of(one), one.place) if part)


def _spoken(one: "Said") -> str:
    state = " (เรียบร้อยแล้ว)" if one.done else ""
    return f"{one.title or UNNAMED} · {label_of(one.table, one.field)}: {one.user}: {one.words}{state}"


def _disputed(one: "Conflict") -> str:
    return f"{one.title or UNNAMED} · {label_of(one.table, one.field)}"
