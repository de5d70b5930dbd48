"""Row numbers: UUIDv7 (RFC 9562), ordered by the time they were drawn."""

SHORT_ID = 8  # characters from the end that are shown: the front is the time, alike in all of one minute


def new_id() -> str:
    """A UUIDv7 as 36 lower-case characters."""
    import uuid_utils  # not needed to paint the first window

    return str(uuid_utils.uuid7())
