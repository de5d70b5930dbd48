"""Whether a paper says what the database holds, in Thai."""

from desktop_app.model.ids import SHORT_ID
from desktop_app.model.verdicts import CURRENT, DIFFERS, EARLIER, Verdict

from .dates import format_moment

NO_CODE = "ไม่ใช่รหัสตรวจสอบของสรุป หรือพิมพ์ผิด"


def said(found: Verdict) -> str:
    """One sentence."""
    report, title = f"รายงาน {found.report_id[-SHORT_ID:]}", f": {found.title}" if found.title else ""
    now = f"ฉบับแก้ไขที่ {found.newest}"
    if found.result == CURRENT:
        return f"ตรงกับ{report} ฉบับปัจจุบัน ({now}){title}"
    if found.result == EARLIER:
        then = f"ฉบับแก้ไขที่ {found.revision}{_when(found)}"
        return f"ตรงกับ{report} {then} ซึ่งมีการแก้ไขต่อแล้ว ปัจจุบันคือ{now}{title}"
    if found.result == DIFFERS:
        return f"ไม่ตรงกับ{report} ทั้งฉบับปัจจุบัน ({now}) และประวัติที่มี{title}"
    return "ไม่มีรายงานนี้ในฐานข้อมูล"


def _when(found: Verdict) -> str:
    who = f" โดย {found.user}" if found.user else ""
    if found.when is None:
        return who
    return f" เมื่อ {format_moment(found.when)} น.{who}"
