"""What may stand in a field: line ends and control characters of typed or pasted text. Knows no widget."""

import re

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # the record refuses them (model.values)


def clean_text(text: str) -> str:
    """Every kind of line end is a line end, what cannot be written is left out."""
    return _UNWRITABLE.sub("", _LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """As :func:`clean_text`, on one line: a line end or a tab in the middle is a blank."""
    return re.sub("[\n\t]+", " ", clean_text(text).rstrip("\n"))
