"""What was chosen in the print dialog, as page numbers and as options of ``lp``."""

from PySide6.QtPrintSupport import QPrinter

SIDES = {
    QPrinter.DuplexMode.DuplexNone: ("sides=one-sided",),
    QPrinter.DuplexMode.DuplexLongSide: ("sides=two-sided-long-edge",),
    QPrinter.DuplexMode.DuplexShortSide: ("sides=two-sided-short-edge",),
}


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages to print of ``count``, from 1, in order; all of them when none of the chosen ones exists."""
    everything = list(range(1, count + 1))
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return everything
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        chosen = [page for page in everything if ranges.contains(page)]
    else:
        last = printer.toPage() or count
        chosen = [page for page in everything if printer.fromPage() <= page <= last]
    return chosen or everything


def pages_text(pages: list[int]) -> str:
    """Pages in order as ``lp -P`` takes them: ``1-3,5``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def lp_options(printer: QPrinter) -> tuple[str, ...]:
    """Sides, colour and order of the sheets; what was left to the printer is not named."""
    options: tuple[str, ...] = SIDES.get(printer.duplex(), ())
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        options += ("print-color-mode=monochrome",)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        options += ("outputorder=reverse",)
    if printer.copyCount() > 1:
        options += (f"collate={'true' if printer.collateCopies() else 'false'}",)
    return options
