"""The forms a report can be saved in, by the ending of the file's name. Imports only what the wanted form needs."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from desktop_app.model.exchange import as_reference, as_url, dumps
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Report

from .document import Document, Photos, Stamp

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

    A .pdf is made to be kept, and carries the .json inside; read it with :func:`.attached.loads`.

    :raises Refused: there is no such style.
    :raises Cancelled: ``cancelled()`` came true.
    """
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

    record = dumps(report, partial(_named_if_shown, _shown(document)))
    return to_pdf(replace(document, attachment=record.encode()), load(style), digits, cancelled)


def _shown(document: Document) -> set[str]:
    """The names of the pictures on the pages."""
    return {name_of(one.data) for block in document.blocks if isinstance(block, Photos) for one in block.pictures}


def _named_if_shown(shown: set[str], name: str, data: bytes) -> str:
    """A picture that a page shows lies there as it is (``report.images``), and so once in the file."""
    return as_reference(name, data) if name in shown else as_url(name, data)
