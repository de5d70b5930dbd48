"""Blocks as plain text, for .txt files: the same words in the same order as on paper, without pages."""

from .document import (
    Block,
    Dates,
    Document,
    Heading,
    Labelled,
    Logos,
    Numbered,
    Paragraph,
    Photos,
    Signatures,
    Table,
    Title,
)


def to_text(document: Document) -> str:
    """The document as lines of text, a blank line before a heading, a table and the signatures; ends with a line end."""
    lines: list[str] = []
    for block in document.blocks:
        if lines and isinstance(block, Heading | Photos | Signatures | Table):
            lines.append("")
        lines += _lines(block)
    if document.footer:
        lines += ["", document.footer]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Title(text) | Dates(text) | Heading(text):
            return [text]
        case Labelled(label, value):
            return [f"{label}\t{value}"]
        case Paragraph(runs):
            return ["".join(run.text for run in runs)]
        case Numbered(number, runs):
            return [f"{number} {''.join(run.text for run in runs)}"]
        case Table(caption, header, rows, _):
            return [caption, *("\t".join(row) for row in (header, *rows))]
        case Signatures(signed):
            places = [[f"({one.name or '.' * 40})", one.caption, ""] for one in signed]
            return [line for place in places for line in place][:-1]
        case Logos():
            return []
        case Photos(heading, pictures, _):
            return [heading, *(f"[{number}] {one.caption}".rstrip() for number, one in enumerate(pictures, 1))]
