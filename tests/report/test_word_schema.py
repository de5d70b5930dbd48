"""A Word file as the standard has it (ISO/IEC 29500, transitional): Word refuses what other readers let pass."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desktop_app.model.records import Report
from desktop_app.report import style as styles
from desktop_app.report.compose import compose
from desktop_app.report.document import (
    Dates,
    Document,
    Heading,
    Labelled,
    Numbered,
    Paragraph,
    Photos,
    Picture,
    Run,
    Signature,
    Signatures,
    Stamp,
    Table,
    Title,
)
from desktop_app.report.looks import Logo
from desktop_app.report.word import to_docx
from tests.records import picture, reports
from tests.report.test_odd_texts import ODD
from tests.report.test_word import OFFICIAL, rich

audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")

# The rules are those of Microsoft's Open XML SDK; but the SDK itself takes a file without a theme for whole.
PASSED = "relationships/theme' is missing"
FORMS = (audit.FileFormat.OFFICE_2007, audit.FileFormat.MICROSOFT_365)
Faults = Callable[[bytes], list[str]]


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    def found(data: bytes) -> list[str]:
        file = tmp_path / "report.docx"
        file.write_bytes(data)
        told = [fault for form in FORMS for fault in told_of(form, file)]
        return [one for one in told if PASSED not in one]

    return found


def told_of(form: object, file: Path) -> list[str]:
    result = audit.OpenXmlValidator(file_format=form).validate(file)
    return [f"{one.part_uri}{one.path}: {one.description}" for one in result.errors]


def damaged(data: bytes, name: str, given: str, put: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(file, "w") as out:
        for one in package.namelist():
            text = package.read(one)
            assert one != name or given.encode() in text
            out.writestr(one, text.replace(given.encode(), put.encode(), 1) if one == name else text)
    return file.getvalue()


def blocks(text: str) -> tuple:
    """Every kind of block, also where no report has it: a table before a table and before places to sign."""
    jpeg = picture()
    table = Table(text, (text, "จำนวน"), ((text, "1"), (text, "2")), (False, True))
    places = (Signature(text, text), Signature("", text), Signature(text, ""))
    return (
        Title(text), Dates(text), Dates("วันที่ "),
        Labelled(text, text), Labelled(text, ""), Paragraph((Run(text), Run(text, True, True))), Paragraph(()), table,
        Table("", ("ก",), (("ข",),), (False,)), table, Heading(text), Numbered("1.", (Run(text, italic=True),)),
        Numbered("7.", ()), table, Signatures(places), Signatures(places[:2]), Signatures(places[:1]),
        Photos(text, tuple(Picture(jpeg, 8, 6, caption) for caption in (text, "", text)), 2),
    )  # fmt: skip


@pytest.mark.parametrize("digits", ["arabic", "thai"])
@pytest.mark.parametrize("name", styles.names())
def test_a_report_is_as_the_standard_has_it(faults: Faults, sample: dict, name: str, digits: str) -> None:
    document = compose(rich(sample), digits, Stamp("01a20245-3e70-71f0-8980-c335b41a4e17", 7))
    assert faults(to_docx(document, styles.load(name), digits)) == []


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_every_block_of_any_text_is_as_the_standard_has_it(faults: Faults, text: str) -> None:
    logos = Logo((Picture(picture(kind="PNG"), 8, 6, text),) * 2, 20.0, "centre", 0.5, 6.0)
    assert faults(to_docx(Document(text, text, blocks(text), text), OFFICIAL._replace(logo=logos))) == []


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=reports())
def test_any_report_is_as_the_standard_has_it(faults: Faults, report: Report) -> None:
    assert faults(to_docx(compose(report), OFFICIAL)) == []


@pytest.mark.parametrize(
    ("name", "given", "put"),
    [
        ("word/document.xml", "<w:b/><w:bCs/>", "<w:bCs/><w:b/>"),
        ("word/document.xml", "<w:titlePg/>", '<w:titlePg/><w:cols w:space="708"/>'),
        ("word/document.xml", 'w:val="BodyText"', 'w:val="NoSuchStyle"'),
        ("word/styles.xml", "<w:qFormat/>", '<w:qFormat/><w:basedOn w:val="Title"/>'),
        ("word/styles.xml", 'w:val="thaiDistribute"', 'w:val="thaiDistributed"'),
        ("word/numbering.xml", 'w:numId="2"', 'w:numId="22"'),
        ("word/_rels/document.xml.rels", "fontTable.xml", "noTable.xml"),
    ],
)  # fmt: skip
def test_what_the_standard_forbids_is_found(faults: Faults, sample: dict, name: str, given: str, put: str) -> None:
    assert faults(damaged(to_docx(compose(rich(sample)), OFFICIAL), name, given, put)) != []
