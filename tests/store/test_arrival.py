"""What becomes of a photograph when it arrives: upright, scaled, without metadata; or refused in words."""

import io
import random
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from desktop_app.errors import Refused
from desktop_app.model import exchange
from desktop_app.model.pictures import FILE_LIMIT, is_printable, name_of, size_of
from desktop_app.model.records import Photo, Report
from desktop_app.store.arrival import LONGEST, arrived, receive
from tests.records import picture

SIDES = {  # EXIF orientation: where the white corner of the picture stands when it is upright (0 left or upper, 1 right or lower)
    1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1),
}  # fmt: skip


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def exif(orientation: int = 1, **more: Any) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = orientation
    made[0x010F] = "CAMERA-MAKER"
    made.get_ifd(0x8825).update({1: "N", 2: (8.0, 25.0, 30.0), 3: "E", 4: (99.0, 5.0, 1.0)})
    return made


@pytest.mark.parametrize("orientation", SIDES)
def test_a_photograph_stands_upright(orientation: int) -> None:
    made = opened(arrived(picture(80, 40, exif=exif(orientation)), "a.jpg"))
    assert made.size == ((80, 40) if orientation < 5 else (40, 80))
    right, low = SIDES[orientation]
    wide, high = made.size
    corner = made.getpixel((wide // 4 + right * wide // 2, high // 4 + low * high // 2))
    opposite = made.getpixel((wide - 1 - (wide // 4 + right * wide // 2), high - 1 - (high // 4 + low * high // 2)))
    assert min(corner) > 230
    assert max(opposite) < 200


def test_where_and_when_it_was_taken_and_by_which_camera_is_gone() -> None:
    came = picture(80, 40, exif=exif(), comment=b"SECRET-COMMENT", icc_profile=b"x" * 200)
    assert b"CAMERA-MAKER" in came
    made = arrived(came, "a.jpg")
    assert not opened(made).getexif()
    assert set(opened(made).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"SECRET" not in made
    assert b"Exif" not in made


def test_a_large_photograph_is_scaled_down_and_a_small_one_is_not_blown_up() -> None:
    assert size_of(arrived(picture(4000, 3000), "a.jpg")) == (LONGEST, LONGEST * 3 // 4)
    assert size_of(arrived(picture(3000, 4000, kind="PNG"), "a.png")) == (LONGEST * 3 // 4, LONGEST)
    assert size_of(arrived(picture(30, 20), "a.jpg")) == (30, 20)


def test_the_same_file_gives_the_same_bytes_and_what_was_kept_once_stays_as_it_is() -> None:
    came = picture(2000, 900, exif=exif(3))
    made = arrived(came, "a.jpg")
    assert arrived(came, "b.jpg") == made
    assert arrived(made, "a.jpg") == made


def png(mode: str, colour: Any, kind: str = "PNG", **more: Any) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (12, 9), colour).save(file, kind, **more)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "shade"),
    [
        (png("CMYK", (0, 0, 0, 0), "JPEG"), 255),
        (png("CMYK", (0, 0, 0, 255), "JPEG"), 0),
        (png("I;16", 32_896), 128),
        (png("RGBA", (0, 0, 0, 0)), 255),
        (png("LA", (0, 0)), 255),
        (png("P", 0), 0),
        (png("P", 0, transparency=0), 255),
        (png("L", 7, transparency=7), 255),
        (png("1", 1), 255),
        (png("RGB", (9, 9, 9)), 9),
    ],
    ids=[
        "cmyk without ink",
        "cmyk black",
        "16 bits",
        "alpha",
        "grey alpha",
        "palette",
        "palette, see-through",
        "grey, see-through",
        "1 bit",
        "rgb",
    ],
)
def test_other_colours_are_turned_into_those_of_a_page(data: bytes, shade: int) -> None:
    made = arrived(data, "a")
    assert is_printable(made)
    assert abs(opened(made).convert("L").getpixel((6, 5)) - shade) <= 2


def wordy() -> bytes:
    """A PNG with millions of letters of description, packed."""
    words = PngInfo()
    words.add_text("Comment", "x" * 5_000_000, zip=True)
    words.add_itxt("XML:com.adobe.xmp", "y" * 3_000_000)
    return picture(80, 40, kind="PNG", pnginfo=words, exif=exif(6))


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (picture(1, 1), (1, 1)),
        (picture(1, 1, kind="PNG"), (1, 1)),
        (picture(1, 30_000, kind="PNG"), (1, LONGEST)),
        (picture(30_000, 1), (LONGEST, 1)),
        (picture(20_000, 3, kind="PNG"), (LONGEST, 1)),
        (picture(80, 40, icc_profile=bytes(2_000_000)), (80, 40)),
        (picture(80, 40, exif=exif(6).tobytes() + bytes(40_000)), (40, 80)),
        (wordy(), (40, 80)),
        (picture(80, 40) + bytes(100_000), (80, 40)),
    ],
    ids=[
        "a dot",
        "a dot, png",
        "a hair upright",
        "a hair across",
        "a ribbon",
        "2 MB of profile",
        "40 KB of EXIF",
        "words",
        "a tail",
    ],
)
def test_odd_shapes_and_much_beside_the_picture_are_taken_for_what_they_are(data: bytes, size: tuple[int, int]) -> None:
    made = arrived(data, "a")
    assert size_of(made) == size
    assert is_printable(made)
    assert len(made) < 5_000


def test_of_a_moving_picture_the_first_is_taken() -> None:
    first, second = Image.new("RGB", (8, 8), "white"), Image.new("RGB", (8, 8), "black")
    file = io.BytesIO()
    first.save(file, "PNG", save_all=True, append_images=[second])
    assert opened(file.getvalue()).is_animated
    assert opened(arrived(file.getvalue(), "a.png")).getpixel((4, 4)) == (255, 255, 255)


def test_a_telephones_jpeg_of_several_pictures_gives_the_first() -> None:
    file = io.BytesIO()
    Image.new("RGB", (16, 8), "white").save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (16, 8))])
    assert size_of(arrived(file.getvalue(), "a.jpg")) == (16, 8)


def bomb(width: int = 100_000, height: int = 100_000) -> bytes:
    data = bytearray(png("L", 0))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return bytes(data)


def gif() -> bytes:
    file = io.BytesIO()
    Image.new("P", (8, 8)).save(file, "GIF")
    return file.getvalue()


def noise() -> bytes:
    return picture(300, 200, "red", quality=95)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ไม่ใช่ภาพ"),
        (b"hello", "ไม่ใช่ภาพ"),
        (gif(), "ไม่ใช่ภาพ"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ไม่ใช่ภาพ"),
        (bomb(), "มากเกินไป"),
        (bomb(8_000, 5_001), "มากเกินไป"),
        (bomb(0, 9), "เสียหาย"),
        (bomb(20, 20), "เสียหาย"),
        (noise()[: len(noise()) // 2], "เสียหาย"),
        (picture(300, 200, kind="PNG")[:150], "เสียหาย"),
        (picture()[:25], "เสียหาย"),
        (picture() + bytes(FILE_LIMIT), "15 MB"),
    ],
    ids=[
        "empty",
        "text",
        "gif",
        "svg",
        "bomb",
        "a little too large",
        "no width",
        "head lies",
        "half a jpeg",
        "half a png",
    ]
    + ["head of a jpeg", "too many bytes"],
)
def test_what_cannot_be_used_is_refused_by_name_and_reason(data: bytes, why: str) -> None:
    with pytest.raises(Refused) as caught:
        arrived(data, "ภาพ 1.jpg")
    assert "ภาพ 1.jpg" in caught.value.what
    assert why in caught.value.what
    assert caught.value.remedy
    assert caught.value.english


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_damaged_files_are_refused_or_used_and_never_end_the_program() -> None:
    dice = random.Random(7)
    for whole in (picture(60, 40, exif=exif(6)), picture(60, 40, kind="PNG")):
        for _ in range(150):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 6)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            try:
                made = arrived(bytes(data), "a")
            except Refused:
                continue
            assert is_printable(made)


def test_a_report_from_outside_has_its_photographs_taken_in_under_their_new_names() -> None:
    large, kept = picture(2000, 1000, kind="PNG"), picture()
    photos = [Photo(image=name_of(data)) for data in (large, kept, large)]
    came = Report(photos=photos, pictures={name_of(data): data for data in (large, kept)})
    report = receive(exchange.loads(exchange.dumps(came).encode()))
    assert [size_of(report.pictures[photo.image]) for photo in report.photos] == [(1260, 630), (8, 6), (1260, 630)]
    assert report.pictures.keys() == {photo.image for photo in report.photos}
    assert report.photos[1].image == name_of(kept)


def test_a_broken_photograph_in_a_report_is_refused_by_its_place() -> None:
    broken = noise()[: len(noise()) // 2]
    with pytest.raises(Refused, match=r"photos\[1\]\.image"):
        receive(Report(photos=[Photo(image=name_of(broken))], pictures={name_of(broken): broken}))
