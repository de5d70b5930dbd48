"""The families of letters the page may use: files, their hashes, and the factor of their size. Reads no font."""

from dataclasses import dataclass

from desktop_app.paths import FONTS

KA = 0.400  # em: height of a ก of TH Sarabun New, whose points are those of styles and people


@dataclass(frozen=True, slots=True)
class Family:
    """``scale`` times a size in TH Sarabun points is the family's own size: a ก of TH Sarabun New is 0.400 em high, one of
    Sarabun 0.586 em. ``files`` are (name or path, sha256) of regular, bold, italic and bold italic."""

    name: str
    scale: float
    files: tuple[tuple[str, str], tuple[str, str], tuple[str, str], tuple[str, str]]


FOLDER = FONTS

FAMILIES = {
    family.name: family
    for family in (
        Family(
            "Sarabun",
            0.683,
            (
                ("Sarabun-Regular.ttf", "b8150084e25734e6f31696c57ff009f5564efa09d295848b717d9e2328c0311d"),
                ("Sarabun-Bold.ttf", "5d1fc1ee63ab861fb2022a212b5ff270848582bb9d9cba73b2d2aaabb16d0a18"),
                ("Sarabun-Italic.ttf", "fb86138e0cf99786db40715a84df51508766371e2f1f2822faf22cba6563acc7"),
                ("Sarabun-BoldItalic.ttf", "a497ef98fad371e04bc64076b213da00c05a84881494ee36a4c61922c65ff7ef"),
            ),
        ),
    )
}
