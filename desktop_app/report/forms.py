"""The forms a report can be saved in, by the ending of the file's name. Imports only what the wanted form needs."""

from collections.abc import Callable

from desktop_app.model.records import Report

from .document import Stamp

ENDINGS = (".pdf", ".json", ".txt")


def rendered(
    report: Report,
    ending: str,
    stamp: Stamp | None = None,
    style: str = "official",
    digits: str = "arabic",
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """The bytes of the file; only .pdf knows a style, .json no digits. The same report gives the same bytes.

    :raises Refused: there is no such style.
    :raises Cancelled: ``cancelled()`` came true.
    """
    if ending == ".json":
        from desktop_app.model.exchange import dumps

        return dumps(report).encode()
    from .compose import compose

    document = compose(report, digits, stamp)
    if ending == ".txt":
        from .plain import to_text

        return to_text(document).encode()
    if ending != ".pdf":
        raise ValueError(f"no form ends in {ending!r}")
    from . import pdf
    from .style import load

    return pdf.to_pdf(document, load(style), digits, cancelled)
