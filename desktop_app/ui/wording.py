"""Errors in a person's words: what happened and what to do; a bug is logged and told calmly."""

import logging

from desktop_app.errors import UserError


def in_words(error: BaseException) -> str:
    """What is shown for ``error``. A bug goes to the log with its traceback."""
    if isinstance(error, UserError):
        return f"{error.what} {error.remedy}".strip()
    logging.getLogger(__name__).error("a bug", exc_info=error)
    return "เกิดข้อผิดพลาดในโปรแกรม ข้อมูลที่พิมพ์ไว้ยังอยู่ครบ รายละเอียดถูกบันทึกไว้ในแฟ้มบันทึกของโปรแกรมแล้ว"
