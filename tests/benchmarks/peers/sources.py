"""Writes the sources that the peers' processes begin with, of one report and of many: ``sources FOLDER``."""

import json
import sys
from pathlib import Path

from tests.benchmarks.peers.markup import prepared


def main(folder: Path) -> None:
    blocks = json.loads((folder / "source.json").read_text(encoding="utf-8"))["blocks"]
    for peer in ("typst", "weasyprint", "fpdf2", "qt", "libreoffice"):
        text, ending = prepared(peer, blocks[:1])
        (folder / f"{peer}-1{ending}").write_text(text, encoding="utf-8")
    for number in range(1, 7):
        (folder / f"more-{number}.fodt").write_text(
            prepared("libreoffice", blocks[number : number + 1])[0], encoding="utf-8"
        )
    (folder / "many.fodt").write_text(prepared("libreoffice", blocks)[0], encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
