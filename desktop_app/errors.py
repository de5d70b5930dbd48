"""What can go wrong and be told: errors that a person can act on. Everything else is a bug."""


class UserError(Exception):
    """Something a person can act on: what happened and what to do, in Thai, with an English sentence after it.

    ``exit_code`` is what the command line ends with (DESIGN §4).
    """

    exit_code = 3

    def __init__(self, what: str, remedy: str, english: str = "") -> None:
        super().__init__(what, remedy, english)  # whole, so that one can come from another process
        self.what = what
        self.remedy = remedy
        self.english = english

    def __str__(self) -> str:
        thai = f"{self.what} {self.remedy}".strip()
        return f"{thai} ({self.english})" if self.english else thai


class WrongUsage(UserError):
    """The command was typed wrongly; nothing was tried."""

    exit_code = 2


class Refused(UserError):
    """The input was refused and nothing was changed."""

    exit_code = 3


class SurroundingsFailed(UserError):
    """Disk, permission, lock or printer failed; nothing was lost."""

    exit_code = 4


class Cancelled(Exception):
    """Whoever asked does not want it any more. Told to nobody."""
