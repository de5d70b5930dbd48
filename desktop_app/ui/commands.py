"""Every command of the window: its words, its keys, and where in menus and toolbar it stands.

Each has a key besides Ctrl and a letter, and that letter's Thai one too: with only a Thai keyboard layout Ctrl and a
Latin letter are dead on X11.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from .thai_keys import KEDMANEE


@dataclass(frozen=True)
class Command:
    """``name`` is the window's method; ``short`` the words on the toolbar, "" when it does not stand there."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    short: str = ""
    needs_report: bool = False
    writes: bool = False  # into the database
    checkable: bool = False
    opens_menu: bool = False  # of choices: the method fills it each time


FILE, REPORT, OFFICE, VIEW, HELP = "แ&ฟ้ม", "&รายงาน", "&สำนักงาน", "&มุมมอง", "&ช่วยเหลือ"

MENUS: dict[str, tuple[Command | None, ...]] = {
    FILE: (
        Command("open_file", "เ&ปิดไฟล์ข้อมูลหรือนำเข้ารายงาน…", ("Ctrl+O", "Shift+F2")),
        Command("export_book", "ส่งออกทุกรายงานในรายการเป็น PDF เ&ล่มเดียว…"),
        Command("save_backup", "&สำรองข้อมูลเดี๋ยวนี้"),
        Command("show_recycle_bin", "&ถังรายงานที่ลบ…", ("F12",), "ถังรายงานที่ลบ"),
        None,
        Command("close", "&ออกจากโปรแกรม", ("Ctrl+Q", "Alt+F4")),
    ),
    REPORT: (
        Command("new_report", "รายงานใ&หม่", ("F2", "Ctrl+N"), "รายงานใหม่", writes=True),
        Command("duplicate_report", "&ทำสำเนา", ("Ctrl+D", "Shift+F5"), "ทำสำเนา", needs_report=True, writes=True),
        Command("delete_report", "&ลบรายงาน", ("Shift+F8",), "ลบ", needs_report=True, writes=True),
        None,
        Command("print_report", "&พิมพ์…", ("F7", "Ctrl+P"), "พิมพ์", needs_report=True),
        Command("export_report", "&ส่งออกเป็นไฟล์…", ("F8", "Ctrl+E"), "ส่งออก", needs_report=True),
        Command("paper_look", "รูปแบบ&กระดาษ", opens_menu=True),
        None,
        Command("go_to_next_remark", "ไปยังสิ่งที่ยัง&ขาด", ("F4",), needs_report=True),
        Command("show_history", "&ประวัติการแก้ไข…", ("F9", "Ctrl+H"), "ประวัติ", needs_report=True),
        Command("verify_paper", "&ตรวจรหัสบนกระดาษ…", ("Shift+F9",)),
    ),
    OFFICE: (
        Command("send_files", "&ส่งข้อมูลลงแฟลชไดรฟ์หรือโฟลเดอร์…", ("Shift+F4",), writes=True),
        Command("receive_files", "&รับข้อมูลจากเครื่องอื่น…", ("Shift+F3",), writes=True),
        Command("settle_conflicts", "&ข้อขัดแย้งที่รอการตัดสิน…", ("Shift+F6",), writes=True),
        Command("show_merges", "การรวมข้อมูลที่&ผ่านมา…", ("Shift+F7",), writes=True),
        None,
        Command("show_comments", "&ความเห็นที่ช่องต่าง ๆ…", ("Shift+F12",), needs_report=True),
        Command("show_all_comments", "ความเ&ห็นที่รอ ทุกรายงาน…"),
        Command("join_names", "&ชื่อที่สะกดคล้ายกัน…", writes=True),
        Command("number_reports", "&ออกเลขที่รายงาน…", writes=True),
        Command("office_styles", "รูปแ&บบกระดาษของสำนักงาน…", writes=True),
    ),
    VIEW: (
        Command("find_report", "&ค้นหารายงาน", ("F3", "Ctrl+F")),
        Command("switch_side", "สลับระหว่างรายการกับ&รายงาน", ("F6",)),
        Command("show_preview", "&ตัวอย่างก่อนพิมพ์", ("F5",), needs_report=True),
        None,
        Command("larger_text", "ตัวอักษรใ&หญ่ขึ้น", ("Ctrl++", "Ctrl+=", "Shift+F11")),
        Command("smaller_text", "ตัวอักษรเ&ล็กลง", ("Ctrl+-", "Shift+F10")),
        Command("normal_text", "ตัวอักษรขนาด&ปกติ", ("Ctrl+0",)),
        None,
        Command("light_colours", "สี&สว่าง", checkable=True),
        Command("dark_colours", "สี&มืด", checkable=True),
        Command("system_colours", "สีตามระ&บบ", checkable=True),
    ),
    HELP: (
        Command("show_keys", "&ปุ่มลัด", ("F1",)),
        Command("show_folder", "เปิดโฟลเดอร์&ข้อมูล"),
        Command("show_about", "เ&กี่ยวกับโปรแกรม"),
    ),
}
TOOLBAR = (
    "new_report", "duplicate_report", "delete_report", None, "print_report", "export_report",
    None, "show_history", "show_recycle_bin",
)  # fmt: skip


def build(window: QMainWindow, act: Callable[[str], Callable[[], object]]) -> dict[str, QAction]:
    """Menus and toolbar of the window; ``act(name)`` is what a command does. The actions by name."""
    actions: dict[str, QAction] = {}
    for title, commands in MENUS.items():
        menu = window.menuBar().addMenu(title)
        for command in commands:
            if command is None:
                menu.addSeparator()
            else:
                actions[command.name] = _action(window, menu, command, act(command.name))
    bar = QToolBar("คำสั่ง", window, movable=False)
    bar.setObjectName("commands")
    bar.setContextMenuPolicy(window.contextMenuPolicy().PreventContextMenu)
    for name in TOOLBAR:
        bar.addSeparator() if name is None else bar.addAction(actions[name])
    for button in bar.findChildren(QToolButton):  # not the lines between them
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    window.addToolBar(bar)
    return actions


def possible(name: str, report: bool, writes: bool) -> bool:
    """Whether a command makes sense while a ``report`` is shown, or none, of a file that is written, or only read."""
    (command,) = [one for menu in MENUS.values() for one in menu if one and one.name == name]
    return (report or not command.needs_report) and (writes or not command.writes)


def all_keys() -> list[tuple[str, str]]:
    """Words and keys of every command that has some, for the page of keys."""
    plain = str.maketrans("", "", "&…")
    return [
        (one.words.translate(plain), "  หรือ  ".join(one.keys))
        for menu in MENUS.values()
        for one in menu
        if one and one.keys
    ]


class CommandAction(QAction):
    """Obeys its keys also where two of them are one key: Ctrl+D is Ctrl+ก too where both layouts are installed."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut:
            self.trigger()
            return True
        return super().event(event)


def _action(window: QMainWindow, menu: QMenu, command: Command, act: Callable[[], object]) -> QAction:
    action = CommandAction(command.words, window, checkable=command.checkable)
    action.setShortcuts([*(QKeySequence(key) for key in command.keys), *_thai(command.keys)])
    if command.opens_menu:
        choices = QMenu(window)
        choices.aboutToShow.connect(lambda: act())
        action.setMenu(choices)
    else:
        action.triggered.connect(lambda: act())
    if command.short:
        action.setIconText(command.short)
    tip = command.words.replace("&", "")
    action.setToolTip(f"{tip} ({command.keys[0]})" if command.keys else tip)
    menu.addAction(action)
    return action


def _thai(keys: Sequence[str]) -> list[QKeySequence]:
    """Ctrl and a letter as it comes from a keyboard that has only a Thai layout (X11): Ctrl+P is Ctrl+ย there."""
    thai = {latin: letter for letter, latin in KEDMANEE.items()}
    found = [thai[key[-1]] for key in keys if key.startswith("Ctrl+") and key[-1] in thai and len(key) == 6]
    return [QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key(ord(letter)))) for letter in found]
