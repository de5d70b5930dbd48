"""What readers find in a Word file: its parts as XML, and its words as Word shows them, list numbers counted."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn
from lxml import etree

from desktop_app.thai.numerals import thai_digits


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return parse_xml(package.read(name))


def at(element: Any, path: str) -> list[Any]:
    """What stands at an XPath in Word's prefixes."""
    return etree.XPath(path, namespaces=nsmap)(element)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def value(element: Any, path: str, key: str = "val") -> str | None:
    """An attribute of the first element at that path."""
    found = at(element, path)
    return found[0].get(qn(f"w:{key}")) if found else None


def style(data: bytes, key: str) -> Any:
    (found,) = at(part(data, "word/styles.xml"), f"w:style[@w:styleId='{key}']")
    return found


def lines(data: bytes) -> list[str]:
    """The words of the body, a line for each paragraph and for each row of a table; then those of the footer."""
    opened = docx.Document(io.BytesIO(data))
    numbering = part(data, "word/numbering.xml")
    counted: dict[str, int] = {}
    found = []
    for one in opened.element.body.iterchildren(qn("w:p"), qn("w:tbl")):
        if one.tag == qn("w:p"):
            found.append(_number(one, numbering, counted) + _text(one))
        else:
            found += [_row(row) for row in at(one, "w:tr")]
    found += [_text(one) for one in opened.sections[0].footer._element.xpath("w:p")]
    return [line for one in found for line in one.split("\n") if line.strip()]


def _row(row: Any) -> str:
    """Cells of one paragraph side by side, others one after the other."""
    cells = [[_text(one) for one in at(cell, "w:p")] for cell in at(row, "w:tc")]
    return ("\n" if any(len(cell) > 1 for cell in cells) else "\t").join("\n".join(cell) for cell in cells)


def _number(paragraph: Any, numbering: Any, counted: dict[str, int]) -> str:
    key = value(paragraph, "w:pPr/w:numPr/w:numId")
    if key is None:
        return ""
    kind = value(numbering, f"w:num[@w:numId='{key}']/w:abstractNumId")
    (level,) = at(numbering, f"w:abstractNum[@w:abstractNumId='{kind}']/w:lvl")
    counted[key] = counted.get(key, int(value(level, "w:start") or 0) - 1) + 1
    shown = str(counted[key])
    if value(level, "w:numFmt") == "thaiNumbers":
        shown = thai_digits(shown)
    return (value(level, "w:lvlText") or "").replace("%1", shown) + " "


def _text(paragraph: Any) -> str:
    return "".join(_letters(paragraph))


def _letters(paragraph: Any) -> Iterator[str]:
    for one in at(paragraph, ".//w:t|.//w:r/w:tab|.//w:br|.//w:softHyphen"):
        yield {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:softHyphen"): "\u00ad"}.get(one.tag) or one.text or ""
