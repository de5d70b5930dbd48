"""A report's PDF is a report again: the record comes out of it whole, and what is no such file is refused with words."""

import io
import json
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.report import attached, style
from desktop_app.report.compose import compose
from desktop_app.report.document import Stamp
from desktop_app.report.forms import rendered
from desktop_app.report.pdf import to_pdf
from tests.records import picture, reports

Change = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def whole() -> bytes:
    from tests.conftest import SAMPLE

    return rendered(exchange.loads(SAMPLE.read_bytes()), ".pdf", Stamp("0198-ab", 4))


def changed(pdf: bytes, change: Change, **how: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)
        file.save(out, **(how or {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}))
    return out.getvalue()


def record(file: pikepdf.Pdf) -> Any:
    return file.Root.Names.EmbeddedFiles.Names[1].EF.F


def test_the_record_comes_out_as_it_went_in(whole: bytes, sample: dict[str, Any]) -> None:
    assert exchange.to_json(attached.loads(whole)) == sample
    assert json.loads(attached.record_in(whole)) == sample


def test_photographs_come_out_too(sample: dict[str, Any]) -> None:
    report = exchange.from_json(sample | {"photos": [{"caption": "ภาพ", "image": picture(30, 20)}]})
    assert exchange.to_json(attached.loads(rendered(report, ".pdf"))) == exchange.to_json(report)


def with_photographs(sample: dict[str, Any]) -> Any:
    """Noise, which no compression makes smaller; one of them twice."""
    noise = [Image.effect_noise((300, 200), 90 + number) for number in range(3)]
    files = [io.BytesIO() for _ in noise]
    for image, file in zip(noise, files, strict=True):
        image.save(file, "JPEG", quality=90)
    data = [file.getvalue() for file in files]
    return exchange.from_json(sample | {"photos": [{"caption": "ภาพ", "image": one} for one in (*data, data[0])]})


def test_photographs_lie_in_the_file_once_and_come_back_byte_for_byte(sample: dict[str, Any]) -> None:
    report = with_photographs(sample)
    pdf = rendered(report, ".pdf")
    assert len(pdf) < sum(map(len, report.pictures.values())) + 50_000
    again = attached.loads(pdf)
    assert again.pictures == report.pictures
    assert exchange.to_json(again) == exchange.to_json(report)
    assert exchange.to_json(attached.loads(changed(pdf, lambda file: None, linearize=True))) == exchange.to_json(report)


def test_a_picture_that_no_page_can_show_is_in_the_record_itself(sample: dict[str, Any]) -> None:
    report = exchange.from_json(sample | {"photos": [{"caption": "ภาพ", "image": picture(30, 20, kind="PNG")}]})
    assert attached.loads(rendered(report, ".pdf")).pictures == report.pictures


def test_photographs_that_another_program_changed_are_told(sample: dict[str, Any]) -> None:
    def smaller(file: pikepdf.Pdf) -> None:
        (image, *_) = file.pages[-1].get_images().values()
        image.write(picture(30, 20), filter=pikepdf.Name.DCTDecode)

    pdf = rendered(with_photographs(sample), ".pdf")
    with pytest.raises(Refused, match=r"photos\[[1-4]\]\.image.*โปรแกรมอื่น"):
        attached.loads(changed(pdf, smaller))
    with pytest.raises(Refused, match=r"photos\[1\]\.image"):
        exchange.loads(attached.record_in(pdf))


def test_a_json_file_is_read_as_ever(sample: dict[str, Any]) -> None:
    assert exchange.to_json(attached.loads(json.dumps(sample).encode())) == sample


def test_a_pdf_that_another_program_wrote_anew_still_has_it(whole: bytes, sample: dict[str, Any]) -> None:
    for how in ({"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.all}, {"linearize": True}):
        assert exchange.to_json(attached.loads(changed(whole, lambda file: None, **how))) == sample


def no_attachment(file: pikepdf.Pdf) -> None:
    del file.Root.Names


def another_name(file: pikepdf.Pdf) -> None:
    file.Root.Names.EmbeddedFiles.Names[0] = pikepdf.String("other.json")


def nothing_embedded(file: pikepdf.Pdf) -> None:
    file.Root.Names.EmbeddedFiles.Names[1] = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="report.json")


def a_number_for_a_file(file: pikepdf.Pdf) -> None:
    file.Root.Names.EmbeddedFiles.Names[1] = 7


def a_tree_that_bites_its_tail(file: pikepdf.Pdf) -> None:
    file.Root.Names.EmbeddedFiles = file.make_indirect(pikepdf.Dictionary())
    file.Root.Names.EmbeddedFiles.Kids = [file.Root.Names.EmbeddedFiles]


def another_text(file: pikepdf.Pdf) -> None:
    record(file).write(record(file).read_bytes().replace(b"1", b"2"))


def no_json(file: pikepdf.Pdf) -> None:
    record(file).write(b"{")
    del record(file).Params


def a_filter_of_its_own(file: pikepdf.Pdf) -> None:
    record(file).write(record(file).read_bytes().hex().encode(), filter=pikepdf.Name.ASCIIHexDecode)


def a_strange_checksum(file: pikepdf.Pdf) -> None:
    record(file).Params = pikepdf.Dictionary(CheckSum=5)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (no_attachment, "carries no"),
        (another_name, "carries no"),
        (nothing_embedded, "cannot be read"),
        (a_number_for_a_file, "carries no"),
        (a_tree_that_bites_its_tail, "PDF"),
        (another_text, "damaged"),
        (no_json, "not JSON"),
        (a_filter_of_its_own, "filters"),
        (a_strange_checksum, "damaged"),
    ],
)
def test_a_pdf_without_a_good_record_is_refused(whole: bytes, change: Change, word: str) -> None:
    with pytest.raises(Refused) as refused:
        attached.loads(changed(whole, change))
    assert word in refused.value.english


def test_an_encrypted_pdf_is_refused(whole: bytes) -> None:
    for user in ("", "รหัส"):
        locked = changed(whole, lambda file: None, encryption=pikepdf.Encryption(owner="x", user=user))
        with pytest.raises(Refused, match="เข้ารหัส"):
            attached.loads(locked)


def test_a_pdf_made_for_the_preview_has_no_record(sample: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="ไม่มีข้อมูลรายงาน"):
        attached.loads(to_pdf(compose(exchange.from_json(sample)), style.load("official"), tagged=False))


def test_a_record_that_unfolds_to_more_than_may_be_is_refused(whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def bomb(file: pikepdf.Pdf) -> None:
        record(file).write(zlib.compress(b" " * 3_000_000), filter=pikepdf.Name.FlateDecode)

    big = changed(whole, bomb)
    assert len(big) < 100_000
    monkeypatch.setattr(exchange, "SIZE_LIMIT", 2_000_000)
    with pytest.raises(Refused, match="ใหญ่เกินไป"):
        attached.loads(big)


def test_tables_that_unfold_to_gigabytes_are_refused() -> None:
    folded = zlib.compress(zlib.compress(b" " * 200_000_000, 9), 9)
    head = b"%PDF-1.7\n"
    table = b"1 0 obj\n<</Type/XRef/W[1 4 2]/Size 9/Root 2 0 R/Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    with pytest.raises(Refused):
        attached.loads(head + table % (len(folded), folded) + b"startxref\n%d\n%%%%EOF\n" % len(head))


def test_a_file_over_the_limit_is_not_opened(monkeypatch: pytest.MonkeyPatch, whole: bytes) -> None:
    monkeypatch.setattr(attached, "FILE_LIMIT", len(whole) - 1)
    with pytest.raises(Refused, match="ใหญ่เกินไป"):
        attached.loads(whole)


@settings(max_examples=60)
@given(data=st.data())
def test_damage_is_refused_or_does_no_harm(data: st.DataObject) -> None:
    """Whatever byte falls over: the same record, or a refusal in words."""
    pdf = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        pdf[data.draw(st.integers(5, len(pdf) - 1))] = data.draw(st.integers(0, 255))
    kept = pdf[: data.draw(st.integers(5, len(pdf)))] if data.draw(st.booleans()) else pdf
    try:
        found = attached.record_in(bytes(kept))
    except Refused:
        return
    assert found == attached.record_in(SMALL)


SMALL = rendered(exchange.from_json({"format": "sarup-report", "version": 1}), ".pdf")


@settings(max_examples=10)
@given(reports())
def test_any_report_comes_back(report: Any) -> None:
    assert exchange.dumps(attached.loads(rendered(report, ".pdf"))) == exchange.dumps(report)
