"""A problem in the head of a file, before it knows which file that is."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A problem without its path; see `Problem` for what the fields mean."""

    line: int
    column: int
    code: str
    variant: str = ""
    values: tuple[tuple[str, str], ...] = ()
