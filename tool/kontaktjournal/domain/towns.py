"""Towns, however they are written: with a postcode, its country, or without (X2)."""

import re
from functools import lru_cache
from typing import NamedTuple

from kontaktjournal.domain.names import folds

#: 50667, 1010, 110 00, 00-950; before it perhaps the country: D-50667.
_CODE = r"(?:[A-Za-z]{1,3}(?:\s?[-\u2010-\u2013]\s?|\s))?(\d{2}-\d{3}|\d{3}\s?\d{2}|\d{4,5})"
_BEFORE = re.compile(rf"\s*{_CODE}(?:\s*,\s*|\s+)(?=[^\W\d_])")
_BEHIND = re.compile(rf"(?:\s*,\s*|\s+|\s*\(\s*){_CODE}\s*\)?\s*")
_NOT_DIGITS = re.compile(r"\D+")
_LONG_CODE = 5


class Town(NamedTuple):
    """A town as it is written.

    Args:
        name: without its postcode.
        zone: the part of the country its postcode is of; empty where it has none. Two towns of
            one name lie in different ones, a town in one.
    """

    name: str
    zone: str = ""

    def may_be(self, other: "Town") -> bool:
        """Tell whether it can be another one."""
        if self.zone and other.zone and self.zone != other.zone:
            return False
        return not folds(self.name).isdisjoint(folds(other.name))


@lru_cache(maxsize=4096)  # there are not so many
def town_of(text: str) -> Town:
    """Return the town a text names; all of the text where it names no more than a postcode."""
    before = _BEFORE.match(text)
    if before:
        return Town(text[before.end() :].strip(), _zone(before[1]))
    for behind in _BEHIND.finditer(text):
        if behind.start() and behind.end() == len(text):
            return Town(text[: behind.start()].strip(), _zone(behind[1]))
    return Town(text.strip())


def is_same_town(one: str, other: str) -> bool:
    """Tell whether two texts name the same town."""
    return bool(one.strip() and other.strip()) and town_of(one).may_be(town_of(other))


def _zone(code: str) -> str:
    digits = _NOT_DIGITS.sub("", code)
    # A table calculation drops the nought of 01067, and 1067 it is.
    padded = digits.zfill(_LONG_CODE)
    return padded[:2] if padded.startswith("0") else padded[0]
