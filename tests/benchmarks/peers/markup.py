"""The same page in the languages the peers read: HTML (WeasyPrint, Qt), typst and OpenDocument (LibreOffice).

Letters of 10.93 points (16 of TH Sarabun), lines of 21 points, the margins of the official style, justified.
"""

import json
import re
from html import escape
from typing import Any

from tests.benchmarks.peers.places import FONTS
from tests.benchmarks.peers.source import Blocks, Runs

SIZE, PITCH = 10.93, 21.0  # points
LARGE, SMALL = 12.3, 9.56
MARGINS = (25, 20, 20, 30)  # millimetres: top, right, bottom, left

_CSS = f"""
@font-face {{ font-family: Sarabun; src: url("{(FONTS / "Sarabun-Regular.ttf").as_uri()}") }}
@font-face {{ font-family: Sarabun; font-weight: bold; src: url("{(FONTS / "Sarabun-Bold.ttf").as_uri()}") }}
@page {{ size: A4; margin: 25mm 20mm 20mm 30mm }}
body {{ font-family: Sarabun; font-size: {SIZE}pt; line-height: LINE }}
p {{ margin: 0 0 4px 0; text-align: justify }}
p.title {{ font-size: {LARGE}pt; font-weight: bold; text-align: center }}
p.dates {{ text-align: center; margin-bottom: 13px }}
p.heading {{ font-weight: bold; margin-top: 11px }}
p.paragraph {{ text-indent: 95px }}
p.numbered {{ margin-left: 67px; text-indent: -28px }}
p.signature {{ margin-left: 264px; text-align: center }}
p.first {{ margin-top: 59px }}
"""


def html(reports: list[Blocks]) -> str:
    return _page(reports, _CSS.replace("LINE", f"{PITCH}pt"))


def html_for_qt(reports: list[Blocks], dots: int) -> str:
    """Qt takes px across the page for dots, ``dots`` an inch, a line's height as a share of the font's, and no rule with @."""
    css = "\n".join(rule for rule in _CSS.replace("LINE", "148%").splitlines() if not rule.startswith("@"))
    return _page(
        reports, re.sub(r"(left|indent): (-?\d+)px", lambda found: f"{found[1]}: {int(found[2]) * dots // 96}px", css)
    )


def _page(reports: list[Blocks], css: str) -> str:
    bodies = '<p style="page-break-before: always"></p>'.join("".join(map(_html, blocks)) for blocks in reports)
    return f'<html lang="th"><head><meta charset="utf-8"><style>{css}</style></head><body>{bodies}</body></html>'


def _html(block: list[Any]) -> str:
    kind, *said = block
    match kind:
        case "paragraph":
            return f'<p class="paragraph" align="justify">{_html_runs(said[0])}</p>'
        case "numbered":
            return f'<p class="numbered" align="justify">{said[0]}&#8194;{_html_runs(said[1])}</p>'
        case "labelled":
            label, value = map(escape, said)
            return f'<table width="100%"><tr><td width="90"><b>{label}</b></td><td>{value}</td></tr></table>'
        case "table":
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in said[1:2] + said[2]
            )
            return (
                f'<p class="heading">{escape(said[0])}</p><table border="1" cellspacing="0" width="100%">{rows}</table>'
            )
        case "signature":
            name, caption = map(escape, said)
            return f'<p class="signature first">({name})</p><p class="signature">{caption}</p>'
    return f'<p class="{kind}">{escape(said[0])}</p>'


def _html_runs(runs: Runs) -> str:
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in runs)


_TYPST = f"""
#set page(paper: "a4", margin: (top: 2.5cm, right: 2cm, bottom: 2cm, left: 3cm))
#set text(font: "Sarabun", size: {SIZE}pt, lang: "th", top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: {PITCH - SIZE}pt, spacing: {PITCH - SIZE + 3}pt)
#let title(it) = align(center, text(size: {LARGE}pt, weight: "bold", it))
#let dates(it) = align(center, it)
#let labelled(label, value) = grid(columns: (3.5cm, 1fr), strong(label), value)
#let paragraph(it) = par(first-line-indent: (amount: 2.5cm, all: true), it)
#let heading(it) = block(above: {PITCH}pt, sticky: true, strong(it))
#let numbered(number, it) = pad(left: 1cm, par(hanging-indent: 0.75cm, box(width: 0.75cm, number) + it))
#let sheet(caption, columns, ..cells) = {{ heading(caption); table(columns: (1fr,) * columns, ..cells) }}
#let signature(name, caption) = pad(left: 7cm, top: 44pt, align(center, "(" + name + ")\n" + caption))
"""


def typst(reports: list[Blocks]) -> str:
    return _TYPST + "\n#pagebreak()\n".join("\n".join(map(_typst, blocks)) for blocks in reports)


def _typst(block: list[Any]) -> str:
    kind, *said = block
    if kind == "table":
        cells = [cell for row in [said[1], *said[2]] for cell in row]
        return f"#sheet({_said(said[0])}, {len(said[1])}, {', '.join(map(_said, cells))})"
    if kind in ("paragraph", "numbered"):
        runs = " + ".join(f"strong({_said(text)})" if bold else _said(text) for text, bold in said[-1])
        return f"#{kind}({', '.join([*map(_said, said[:-1]), runs])})"
    return f"#{kind}({', '.join(map(_said, said))})"


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "style": "style", "text": "text", "table": "table",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
_FACE = 'style:font-name="Sarabun" style:font-name-complex="Sarabun"'


def fodt(reports: list[Blocks]) -> str:
    """A flat OpenDocument text."""
    body = "".join(
        _odt(block, first and number > 0) for number, blocks in enumerate(reports) for first, block in _marked(blocks)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        '<office:font-face-decls><style:font-face style:name="Sarabun" svg:font-family="Sarabun"/></office:font-face-decls>'
        f"{_odt_styles()}<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def _marked(blocks: Blocks) -> list[tuple[bool, list[Any]]]:
    return [(number == 0, block) for number, block in enumerate(blocks)]


def _odt_styles() -> str:
    def style(name: str, paragraph: str, size: float = SIZE, bold: bool = False, parent: str = "") -> str:
        weight = 'fo:font-weight="bold" style:font-weight-complex="bold"' if bold else ""
        return (
            f'<style:style style:name="{name}" style:family="paragraph" {parent}>'
            f'<style:paragraph-properties fo:line-height="{PITCH}pt" fo:margin-bottom="3pt" {paragraph}/>'
            f'<style:text-properties {_FACE} fo:font-size="{size}pt" style:font-size-complex="{size}pt" '
            f'style:country-complex="TH" style:language-complex="th" {weight}/></style:style>'
        )

    centred = 'fo:text-align="center"'
    even = 'fo:text-align="justify"'
    top, right, bottom, left = MARGINS
    return (
        "<office:styles>"
        + style("title", centred, LARGE, bold=True)
        + style("over", f'{centred} fo:break-before="page"', LARGE, bold=True)
        + style("dates", centred)
        + style("paragraph", f'{even} fo:text-indent="2.5cm"')
        + style("heading", 'fo:margin-top="8pt" fo:keep-with-next="always"', bold=True)
        + style("labelled", 'fo:margin-left="3.5cm" fo:text-indent="-3.5cm"')
        + style("numbered", f'{even} fo:margin-left="1.75cm" fo:text-indent="-0.75cm"')
        + style("cell", "", SMALL)
        + style("signature", f'fo:margin-left="7cm" {centred}')
        + '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold" '
        'style:font-weight-complex="bold"/></style:style></office:styles><office:automatic-styles>'
        '<style:page-layout style:name="a4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        f'fo:margin-top="{top}mm" fo:margin-right="{right}mm" fo:margin-bottom="{bottom}mm" fo:margin-left="{left}mm"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="a4"/></office:master-styles>'
    )


def _odt(block: list[Any], over: bool) -> str:
    kind, *said = block
    match kind:
        case "paragraph":
            return _odt_p(kind, _odt_runs(said[0]))
        case "numbered":
            return _odt_p(kind, f"{said[0]}<text:tab/>{_odt_runs(said[1])}")
        case "labelled":
            return _odt_p(kind, f"{_odt_runs([(said[0], True)])}<text:tab/>{escape(said[1])}")
        case "table":
            cell = "<table:table-cell>{}</table:table-cell>"
            rows = ("".join(cell.format(_odt_p("cell", escape(text))) for text in row) for row in [said[1], *said[2]])
            lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
            columns = f'<table:table-column table:number-columns-repeated="{len(said[1])}"/>'
            return _odt_p("heading", escape(said[0])) + f"<table:table>{columns}{lines}</table:table>"
        case "signature":
            return _odt_p(kind, f"({escape(said[0])})") + _odt_p(kind, escape(said[1]))
    return _odt_p("over" if over else kind, escape(said[0]))


def _odt_p(style: str, inside: str) -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def _odt_runs(runs: Runs) -> str:
    bold = '<text:span text:style-name="bold">{}</text:span>'
    return "".join(bold.format(escape(text)) if heavy else escape(text) for text, heavy in runs)


def prepared(peer: str, reports: list[Blocks]) -> tuple[str, str]:
    """The file that a process of ``peer`` begins with, and its ending."""
    match peer:
        case "typst":
            return typst(reports), ".typ"
        case "weasyprint":
            return html(reports), ".html"
        case "libreoffice":
            return fodt(reports), ".fodt"
    return json.dumps(reports, ensure_ascii=False), ".json"
