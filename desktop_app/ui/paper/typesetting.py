"""A report in its plain JSON form becomes a PDF: the work preview, print and export share. Knows no widget."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.report.document import Document, Stamp
    from desktop_app.report.proof import Proof


@dataclass(frozen=True, eq=False)
class Order:
    """What is to be set. Nobody may change ``tree`` once it is in here: another thread reads it."""

    tree: dict[str, Any]  # as model.exchange.to_json gives it
    stamp: "Stamp"
    style: str = "official"
    digits: str = "arabic"

    def is_like(self, other: "Order") -> bool:
        """Whether the same page would come of both."""
        mine, theirs = (self.stamp, self.style, self.digits), (other.stamp, other.style, other.digits)
        return mine == theirs and self.tree == other.tree


def document_of(order: Order) -> "Document":
    """:raises Refused: the tree is not a report."""
    from desktop_app.model.exchange import from_json
    from desktop_app.report.compose import compose

    return compose(from_json(order.tree), order.digits, order.stamp)


def pdf_of(order: Order, cancelled: Callable[[], bool]) -> bytes:
    """The report as it will print; a file to be kept says more of itself (``report.forms``).

    :raises Cancelled: ``cancelled()`` came true.
    :raises Refused: the tree is not a report, or there is no such style.
    """
    from desktop_app.report.pdf import to_pdf
    from desktop_app.report.style import load

    return to_pdf(document_of(order), load(order.style), order.digits, cancelled, tagged=False)


def doubts_of(order: Order) -> tuple[str, ...]:
    """What the paper cannot show of the report, in sentences."""
    from desktop_app.model.exchange import from_json
    from desktop_app.report.doubts import doubts
    from desktop_app.report.style import load

    return tuple(doubt.thai for doubt in doubts(from_json(order.tree), load(order.style)))


def typeset(order: Order, cancelled: Callable[[], bool]) -> Iterator[bytes]:
    """:func:`pdf_of` as work of ``Newest``: nothing comes of a cancelled order."""
    from desktop_app.errors import Cancelled

    with contextlib.suppress(Cancelled):
        yield pdf_of(order, cancelled)


class Proofs:
    """Work of ``Newest`` for one preview: the PDF of an order, of which only what changed is set anew."""

    def __init__(self) -> None:
        self._proof: Proof | None = None

    def __call__(self, order: Order, cancelled: Callable[[], bool]) -> Iterator[bytes]:
        from desktop_app.errors import Cancelled
        from desktop_app.report.proof import Proof
        from desktop_app.report.style import load

        self._proof = self._proof or Proof()
        with contextlib.suppress(Cancelled):
            yield self._proof.to_pdf(document_of(order), load(order.style), order.digits, cancelled)
