"""Thai texts that a label may break between words: Qt itself can do that only where libthai is installed."""

_ready = False


def breakable(text: str) -> str:
    """The text with U+200B between words once the dictionary is loaded, before that as it is."""
    if not _ready or text.isascii():
        return text
    from desktop_app.thai.breaks import for_labels

    return for_labels(text)


def can_break() -> bool:
    """Whether :func:`breakable` knows the words yet."""
    return _ready


def dictionary_is_loaded() -> None:
    """From now on :func:`breakable` costs microseconds."""
    global _ready
    _ready = True
