"""A finding about a user's file, as a value."""

from typing import NamedTuple

#: Codes that keep a contact from being read as its owner meant it; it is then
#: shown under "Unreadable", on top of the agenda (K11, D9, F7).
UNREADABLE = frozenset({"E101", "E102", "E103", "E105", "E106", "E107"})


class Problem(NamedTuple):
    """Say what is wrong in a file, and where.

    The sentence itself is not here: ``code`` and ``variant`` name it in the
    message catalogue, ``values`` fill it.

    Args:
        path: POSIX path below the journal's root.
        line: 1-based; 0 where the whole file is meant.
        column: 1-based, in characters; 0 where the whole line is meant.
        code: stable code of the specification: ``E101``, ``W211``, ``I304``.
        variant: which of a code's sentences applies (``tab``, ``quote``).
        values: names and words for the sentence, as typed by the user.
    """

    path: str
    line: int
    column: int
    code: str
    variant: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> str:
        """Return ``error``, ``warning`` or ``hint``."""
        return {"E": "error", "W": "warning"}.get(self.code[0], "hint")

    @property
    def hides(self) -> bool:
        """Tell whether the contact cannot be read as meant."""
        return self.code in UNREADABLE
