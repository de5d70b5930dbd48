"""What was chosen in the print dialog, as page numbers and as options of ``lp``."""

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

SIDES = {
    QPrinter.DuplexMode.DuplexNone: ("sides=one-sided",),
    QPrinter.DuplexMode.DuplexLongSide: ("sides=two-sided-long-edge",),
    QPrinter.DuplexMode.DuplexShortSide: ("sides=two-sided-short-edge",),
}
# QtPrintSupport's private key PPK_CupsOptions, which the Python enum leaves out
_CUPS_OPTIONS = object.__new__(QPrintEngine.PrintEnginePropertyKey)
_CUPS_OPTIONS._value_ = 0xFE00
_AS_EVER = {"job-priority": "50", "job-sheets": "none,none", "page-set": "all"}  # what nobody chose


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
    """Sides, colour, order of the sheets and whatever else was chosen; what was left to the printer is not named."""
    options: tuple[str, ...] = SIDES.get(printer.duplex(), ())
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        options += ("print-color-mode=monochrome",)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        options += ("outputorder=reverse",)
    if printer.copyCount() > 1:
        options += (f"collate={'true' if printer.collateCopies() else 'false'}",)
    return options + _of_the_dialog(printer)


def _of_the_dialog(printer: QPrinter) -> tuple[str, ...]:
    """Odd and even pages, pages a sheet and the printer's own options, which Qt keeps as names and values in turn."""
    kept = printer.printEngine().property(_CUPS_OPTIONS)
    if not isinstance(kept, list):  # not a CUPS printer
        return ()
    chosen = zip(kept[::2], kept[1::2], strict=True)
    return tuple(f"{name}={value}" for name, value in chosen if _AS_EVER.get(name) != value and value)
