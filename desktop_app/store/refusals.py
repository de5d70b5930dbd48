"""Why a log from elsewhere, or one of its versions, is not taken."""

from desktop_app.errors import Refused


class Altered(Refused):
    """No Sarup wrote these rows."""


class TwiceUsed(Refused):
    """Two programs have counted under one device number."""


class Lacking(Refused):
    """It goes on from something that is not here; taken after that, it will do."""


def altered(device: int, seq: int, why: str) -> Altered:
    return Altered(
        f"ประวัติหมายเลข {device}:{seq} ถูกแก้ไขหรือเสียหาย", "โปรดขอไฟล์ใหม่จากผู้ส่ง", f"version {device}:{seq}: {why}"
    )


def wrong_parent(device: int, seq: int) -> Altered:
    return Altered(
        f"ประวัติหมายเลข {device}:{seq} ต่อจากประวัติที่ไม่ตรงกัน",
        "โปรดขอไฟล์ใหม่จากผู้ส่ง",
        f"version {device}:{seq} follows a version that is not the one it was written after",
    )


def twice_used(device: int, seq: int) -> TwiceUsed:
    return TwiceUsed(
        f"เครื่องสองเครื่องใช้หมายเลขเดียวกัน ({device}:{seq})",
        "โปรดส่งออกรายงานจากเครื่องนั้นเป็น .json แล้วนำเข้าแทน",
        f"device number {device} is used by two programs: {seq} has two contents",
    )


def lacking(device: int, seq: int) -> Lacking:
    return Lacking(
        f"ไฟล์นี้ต่อจากไฟล์ก่อนหน้าที่ยังไม่ได้รับ ({device}:{seq})",
        "โปรดรวมไฟล์ก่อนหน้า หรือขอไฟล์ที่มีข้อมูลทั้งหมดจากผู้ส่ง",
        f"it goes on from version {device}:{seq}, which is not here yet",
    )
