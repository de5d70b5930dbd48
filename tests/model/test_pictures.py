"""Pictures as bytes and as JSON: their size by their head, and what is refused in words."""

import base64
from typing import Any

import pytest

from desktop_app.errors import Refused
from desktop_app.model import exchange, pictures
from desktop_app.model.records import Photo, Report
from tests.records import picture


def tree(image: Any) -> dict[str, Any]:
    return {"format": "sarup-report", "version": 1, "photos": [{"caption": "ก"}, {"caption": "ข", "image": image}]}


def url(data: bytes, kind: str = "image/jpeg") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize(
    "data",
    [picture(70, 30), picture(70, 30, progressive=True), picture(70, 30, mode="L"), picture(70, 30, kind="PNG")],
    ids=["jpeg", "progressive", "grey", "png"],
)
def test_the_head_of_a_file_tells_its_size(data: bytes) -> None:
    assert pictures.size_of(data) == (70, 30)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff", picture()[:30], b"GIF89a" + bytes(20), b"\xff\xd8" + b"\xff" * 99]
)
def test_where_the_head_does_not_tell_there_is_no_size(data: bytes) -> None:
    assert pictures.size_of(data) == (0, 0)
    assert not pictures.is_printable(data)


def test_colours_a_page_cannot_take_as_they_are_are_not_printable() -> None:
    assert pictures.is_printable(picture())
    assert pictures.is_printable(picture(mode="L"))
    assert not pictures.is_printable(picture(mode="CMYK"))
    assert not pictures.is_printable(picture(kind="PNG"))


def test_a_report_carries_its_photographs_in_its_json() -> None:
    data = picture()
    name = pictures.name_of(data)
    report = Report(photos=[Photo(caption="พิธีเปิด", image=name), Photo(caption="ยังไม่มีภาพ")], pictures={name: data})
    text = exchange.dumps(report)
    assert exchange.to_json(report)["photos"][0] == {"caption": "พิธีเปิด", "image": url(data)}
    again = exchange.loads(text.encode())
    assert again.pictures == {name: data}
    assert [photo.image for photo in again.photos] == [name, ""]
    assert exchange.dumps(again) == text


def test_between_threads_the_bytes_themselves_are_handed_over() -> None:
    data = picture()
    name = pictures.name_of(data)
    raw = exchange.to_json(Report(photos=[Photo(image=name)], pictures={name: data}), exchange.as_bytes)
    assert raw["photos"][0]["image"] is data
    assert exchange.from_json(raw).pictures[name] is data


def test_a_picture_that_is_not_there_leaves_its_caption() -> None:
    lost = Report(photos=[Photo(caption="หาย", image="0" * 64)])
    assert exchange.to_json(lost)["photos"] == [{"caption": "หาย", "image": ""}]


@pytest.mark.parametrize(
    "value",
    [
        5,
        ["a"],
        "0" * 64,
        "https://example.org/a.jpg",
        "data:image/gif;base64,R0lGODlh",
        "data:image/jpeg;base64,กขค",
        "data:image/jpeg;base64,/9j/4",
        url(b""),
        url(b"no picture at all"),
        url(b"%PDF-1.7"),
        url(picture()[:30]),
        url(picture() + bytes(pictures.FILE_LIMIT)),
        url(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (100_000).to_bytes(4, "big") * 2 + bytes(20), "image/png"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_picture_is_refused_and_its_place_is_named(value: Any) -> None:
    with pytest.raises(Refused) as caught:
        exchange.from_json(tree(value))
    assert "photos[2].image" in caught.value.what
    assert caught.value.english
