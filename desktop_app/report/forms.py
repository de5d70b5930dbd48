"""The forms a report can be saved in, by the ending of the file's name. Imports only what the wanted form needs."""

from collections.abc import Callable
from dataclasses import replace

from desktop_app.model.records import Report

from .document import Stamp

ENDINGS = (".pdf", ".docx", ".json", ".txt")


def rendered(
    report: Report,
    ending: str,
    stamp: Stamp | None = None,
    style: str = "official",
    digits: str = "arabic",
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The bytes of the file; only .pdf and .docx know a style, .json no digits. The same report gives the same bytes.

    A .pdf is made to be kept, and carries the .json inside.

    :raises Refused: there is no such style.
    :raises Cancelled: ``cancelled()`` came true.
    """
    from desktop_app.model.exchange import dumps

    if ending == ".json":
        return dumps(report).encode()
    from .compose import compose

    document = compose(report, digits, stamp)
    if ending == ".txt":
        from .plain import to_text

        return to_text(document).encode()
    from .style import load

    if ending == ".docx":
        from .word import to_docx

        return to_docx(document, load(style), digits, cancelled)
    if ending != ".pdf":
        raise ValueError(f"no form ends in {ending!r}")
    from .pdf import to_pdf

    return to_pdf(replace(document, attachment=dumps(report).encode()), load(style), digits, cancelled)
