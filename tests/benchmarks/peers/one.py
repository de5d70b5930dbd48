"""What a person's script for a peer would do: the finished source, once, to a file: ``one PEER SOURCE OUT``.

Imports nothing that the peer does not need: its process is measured.
"""

import sys


def main(peer: str, source: str, out: str) -> None:
    match peer:
        case "typst":
            import typst

            from tests.benchmarks.peers.places import FONTS

            typst.compile(source, output=out, font_paths=[str(FONTS)], ignore_system_fonts=True)
        case "weasyprint":
            from weasyprint import HTML

            HTML(filename=source).write_pdf(out)
        case _:
            import json
            from pathlib import Path

            from tests.benchmarks.peers.setters import SETTERS

            Path(out).write_bytes(SETTERS[peer]()(json.loads(Path(source).read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main(*sys.argv[1:])
