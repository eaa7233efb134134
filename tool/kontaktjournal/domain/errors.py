"""Refusals, each with its exit code.

::

    JournalError
    ├── WrongUse            2   the call or journal.toml cannot be understood
    │   ├── NoJournal
    │   └── BadConfig
    ├── Refused             3   the contact is not there, not clear, or not to be touched
    │   ├── NotFound
    │   └── Ambiguous
    ├── Conflict            4   the file is not what was read
    └── DiskTrouble         5   the system would not read or write

Bad data in a contact file is never one of these: it is a `Problem`.
"""

from errno import errorcode


class JournalError(Exception):
    """Refuse a command, naming a sentence of the message catalogue.

    Args:
        key: key of the sentence in the catalogue.
        values: what fills the sentence.
    """

    exit_code = 1

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    @property
    def all(self) -> "tuple[JournalError, ...]":
        """Return this refusal and what else was wrong at the same time (``others``)."""
        others = self.values.get("others", ())
        return (self, *others) if isinstance(others, tuple) else (self,)


class WrongUse(JournalError):
    """Refuse a call that cannot be understood."""

    exit_code = 2


class NoJournal(WrongUse):
    """Refuse because no journal was found."""


class BadConfig(WrongUse):
    """Refuse because ``journal.toml`` cannot be understood."""


class Refused(JournalError):
    """Refuse because of the contact named."""

    exit_code = 3


class NotFound(Refused):
    """Refuse because nobody is called that."""


class Ambiguous(Refused):
    """Refuse because several are called that."""


class Conflict(JournalError):
    """Refuse because the file is not what was read."""

    exit_code = 4


class DiskTrouble(JournalError):
    """Refuse because the system would not read or write.

    ``reason`` is the name of the system's error (``EACCES``), for the catalogue to translate.
    """

    exit_code = 5


def reason_of(error: OSError) -> str:
    """Return the name of a system's error: EACCES, ENOSPC."""
    return errorcode.get(error.errno or 0, "EIO")
