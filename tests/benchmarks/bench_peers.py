"""The sample's page by Sarup and by other typesetters, side by side: ``python -m tests.benchmarks.bench_peers``.

The peers come with ``pip install .[peers]`` and Debian's libpango-1.0-0, libpangoft2-1.0-0, libreoffice-writer-nogui and
poppler-utils; who is not there is left out with a word why. Rounds go from one to the next, so that the load of the machine
meets all. Nothing is asserted. A report's text goes to the peers as it was typed, their sources are written beforehand, and
what Sarup counts as its own time includes its database, the record and the composing of the blocks.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.peers.places import SAMPLE
from tests.benchmarks.peers.processes import PYTHON, Office, Running, environment, measured, said

PEERS = ("sarup", "typst", "weasyprint", "fpdf2", "qt", "libreoffice")
IN_BULK = ("sarup", "typst", "qt", "libreoffice")  # the others take half a minute and more
REPORTS, IN_DATABASE = 200, 1000
ROUNDS, RUNNING_ROUNDS, BULK_ROUNDS = 7, 15, 5
ONE, TOLD, ANEW = "one more report in the program, ms", "  told our line ends", "  and nothing kept (typst.compile)"
PAGE = "a page of them, ms"
Figures = dict[str, dict[str, float]]  # row, peer


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sarup-peers-") as name:
        folder = Path(name)
        environment(folder)
        said("tests.benchmarks.peers.source", str(folder / "source.json"), str(REPORTS))
        said("tests.benchmarks.peers.sources", str(folder))
        commands = whole_processes(folder)
        figures: Figures = {}
        processes(figures, commands)
        running(figures, folder, list(commands))
        judged(figures, folder, list(commands))
        show(figures, list(commands))


def whole_processes(folder: Path) -> dict[str, list[str]]:
    """Peer: the command that makes its PDF of the sample. Who cannot do it is told and left out."""
    said("tests.benchmarks.many_reports", str(IN_DATABASE), str(folder / "many.db"))
    ours = ["desktop_app", "--db", str(folder / "many.db")]
    said(*ours, "import", str(SAMPLE))
    title = json.loads(SAMPLE.read_text(encoding="utf-8"))["event"]["title"]
    report = json.loads(said(*ours, "list", "--find", title, "--json"))[0]["id"]
    found: dict[str, list[str]] = {"sarup": [*PYTHON, *ours, "export", report, str(folder / "sarup.pdf")]}
    found |= {
        peer: [
            *PYTHON,
            "tests.benchmarks.peers.one",
            peer,
            str(next(folder.glob(f"{peer}-1.*"))),
            str(folder / f"{peer}.pdf"),
        ]
        for peer in PEERS
        if peer not in ("sarup", "libreoffice")
    }
    found["libreoffice"] = Office(folder).command([folder / "libreoffice-1.fodt"])
    for peer in PEERS:
        try:
            measured(found[peer])
        except (OSError, RuntimeError) as error:
            print(f"{peer} is left out: {error}")
            del found[peer]
    if "libreoffice" in found:
        (folder / "libreoffice-1.pdf").rename(folder / "libreoffice.pdf")
    return found


def processes(figures: Figures, commands: dict[str, list[str]]) -> None:
    seconds: dict[str, list[float]] = {peer: [] for peer in commands}
    memory: dict[str, list[float]] = {peer: [] for peer in commands}
    for _ in range(ROUNDS):
        for peer, command in commands.items():
            taken, held = measured(command)
            seconds[peer].append(taken)
            memory[peer].append(held)
    figures["one report, a process of its own, s"] = {peer: median(seconds[peer]) for peer in commands}
    figures["its peak memory, MB"] = {peer: median(memory[peer]) for peer in commands}


def running(figures: Figures, folder: Path, peers: list[str]) -> None:
    """One more report, the preview and many reports in programs that run already."""
    source = str(folder / "source.json")
    asked = {(ONE, peer): Running("running", peer, source) for peer in peers if peer != "libreoffice"}
    asked |= {(TOLD, peer): Running("marked", peer, source) for peer in peers if peer not in ("sarup", "libreoffice")}
    if "typst" in peers:
        asked[ANEW, "typst"] = Running("marked", "typst_anew", source)
    preview = Running("preview", source)
    taken: dict[tuple[str, str], list[float]] = {key: [] for key in asked}
    keys: list[float] = []
    for number in range(RUNNING_ROUNDS):
        for key, program in asked.items():
            taken[key].append(1000 * program.ask(number + 1, number + 2)[0])
        keys.append(1000 * preview.ask()[0])
    office = Office(folder)
    if "libreoffice" in peers:
        taken[ONE, "libreoffice"] = [office.one_more() for _ in range(ROUNDS)]
    for (row, peer), found in taken.items():
        figures.setdefault(row, {})[peer] = median(found)
    figures[f"preview after a key, {preview.ready} pages, ms"] = {"sarup": median(keys)}
    for program in (preview, *asked.values()):
        program.end()
    bulk(figures, folder, office, [peer for peer in peers if peer in IN_BULK])


def bulk(figures: Figures, folder: Path, office: Office, peers: list[str]) -> None:
    """Many reports, each time in a new program that has set one: typst remembers whole documents."""
    seconds: dict[str, list[float]] = {peer: [] for peer in peers}
    memory: dict[str, list[float]] = {peer: [] for peer in peers}
    told: dict[str, list[float]] = {peer: [] for peer in peers if peer not in ("sarup", "libreoffice")}
    pages: dict[str, float] = {}
    for _ in range(BULK_ROUNDS):
        for peer in peers:
            if peer == "libreoffice":
                taken, pages[peer], held = office.many()
            else:
                taken, pages[peer], held = _many("running", "book" if peer == "sarup" else peer, folder)
            seconds[peer].append(taken)
            memory[peer].append(held)
        for peer in told:
            taken, count, _ = _many("marked", peer, folder)
            told[peer].append(1000 * taken / count)
    figures[f"{REPORTS} reports, s"] = {peer: median(seconds[peer]) for peer in peers}
    figures["their pages"] = pages
    figures[PAGE] = {peer: 1000 * median(seconds[peer]) / pages[peer] for peer in peers}
    figures[f"{PAGE} told our line ends"] = {peer: median(told[peer]) for peer in told}
    figures["peak memory with them, MB"] = {peer: median(memory[peer]) for peer in peers}


def _many(way: str, peer: str, folder: Path) -> list[float]:
    """Seconds, pages and megabytes."""
    program = Running(way, peer, str(folder / "source.json"))
    answer = program.ask(0, REPORTS)
    program.end()
    return answer


def judged(figures: Figures, folder: Path, peers: list[str]) -> None:
    files = [f"{peer}={folder / peer}.pdf" for peer in peers]
    found = json.loads(said("tests.benchmarks.peers.judge", str(folder / "source.json"), *files))
    figures["PDF of the sample, kB"] = {peer: (folder / f"{peer}.pdf").stat().st_size / 1000 for peer in peers}
    figures["characters wrong in Poppler, %"] = {peer: found[peer][0] for peer in peers if found[peer][0] is not None}
    figures["characters wrong in PDFium, %"] = {peer: found[peer][1] for peer in peers}
    figures["forbidden line ends per 100"] = {
        peer: 100 * found[peer][2] / found[peer][3] for peer in peers if found[peer][3]
    }
    figures["line ends inside texts"] = {peer: found[peer][3] for peer in peers}


def show(figures: Figures, peers: list[str]) -> None:
    print(
        f"medians of {ROUNDS} processes, {RUNNING_ROUNDS} reports, {BULK_ROUNDS} times {REPORTS} reports; interleaved;",
        end=" ",
    )
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    print(f"{'':38}" + "".join(f"{peer:>13}" for peer in peers))
    for row, values in figures.items():
        print(f"{row:38}" + "".join(f"{_short(values.get(peer)):>13}" for peer in peers))
    print(
        "The 200 reports go into one file, Sarup's with all processors, the start of its second process included, untagged as the "
        "peers' are.\nLibreOffice: one more report is what a further file adds to a call; its 200 reports include its start.\n"
        "Told our line ends: with U+200B where a Thai reader would end a line, which they do not find themselves.\n"
        "Characters are compared without blanks. Line ends are judged by our own rules (thai/breaks.py), which Sarup follows by\n"
        "its making; who ends lines at blanks alone (fpdf2) errs nowhere and leaves them short or loose."
    )
    for line in targets(figures, peers):
        print(line)


def _short(value: float | None) -> str:
    if value is None:
        return "–"
    return (
        f"{value:.3f}"
        if value < 1 and value % 1
        else re.sub(r"\.0$", "", f"{value:.2f}" if value < 10 else f"{value:.0f}")
    )


def targets(figures: Figures, peers: list[str]) -> list[str]:
    """How far ahead of the peers we are, beside how far we want to be."""
    process, page, more = figures["one report, a process of its own, s"], figures[PAGE], figures[ONE]["sarup"]
    found = []
    if "typst" in peers:
        kept, told, anew = (figures[row]["typst"] / more for row in (ONE, TOLD, ANEW))
        found.append(
            f"one more report: {kept:.1f} times the speed of typst with a compiler that is kept, {told:.1f} where it is told our line "
            f"ends, {anew:.1f} of typst.compile (wanted: 5)"
        )
        found.append(f"process: {process['sarup'] / process['typst']:.1f} times typst's (wanted: 4 at the most)")
    for peer in ("weasyprint", "fpdf2", "libreoffice"):
        if peer in peers:
            found.append(f"process: {process['sarup'] / process[peer]:.2f} of {peer}'s (wanted: under 0.5)")
    others = {peer: page[peer] for peer in page if peer != "sarup"}
    if others:
        fastest = min(others, key=lambda peer: others[peer])
        ahead = others[fastest] / page["sarup"]
        found.append(f"200 reports, a page: {ahead:.1f} times the speed of {fastest}, the fastest peer (wanted: 4)")
        told = figures[f"{PAGE} told our line ends"]
        fastest = min(told, key=lambda peer: told[peer])
        found.append(f"  told our line ends: {told[fastest] / page['sarup']:.1f} times that of {fastest}")
    return found


if __name__ == "__main__":
    main()
