"""Invented people, and the chance that decides about them, alike on every machine."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeVar

WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8")
)

_FEMALE: list[str] = WORDS["names"]["female"]
_FIRST_NAMES: list[str] = _FEMALE + WORDS["names"]["male"]
_LAST_NAMES = [a + b for a in WORDS["names"]["stems"] for b in WORDS["names"]["endings"]]
_NAMES = len(_FIRST_NAMES) * len(_LAST_NAMES)
# Shares no factor with _NAMES, so walking in steps of it meets every name once before the first
# comes again, and neighbours in a folder have nothing in common.
_STRIDE = 143_257
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})
_UID_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_UIDS = 36**10
_Item = TypeVar("_Item")


class Dice:
    """Chance drawn from a seed; built on ``Random.random``, which Python promises to keep."""

    __slots__ = ("roll",)

    def __init__(self, seed: int) -> None:
        """Start a sequence of its own for every seed."""
        self.roll = Random(seed).random  # noqa: S311 - chance, not a secret

    def pick(self, items: list[_Item]) -> _Item:
        """Return one of the items."""
        return items[int(self.roll() * len(items))]

    def draw(self, shares: dict[str, float]) -> str:
        """Return one of the names, each with its share."""
        rest = self.roll()
        for name, share in shares.items():
            rest -= share
            if rest < 0:
                return name
        return next(iter(shares))

    def between(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self.roll() * (high - low + 1))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    first: str
    last: str
    female: bool
    slug: str
    uid: str

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.first} {self.last}"


def person(index: int) -> Person:
    """Return the person of an index; nobody shares a slug with another one."""
    place = index * _STRIDE % _NAMES
    which = place % len(_FIRST_NAMES)
    first, last = _FIRST_NAMES[which], _LAST_NAMES[place // len(_FIRST_NAMES)]
    lap = index // _NAMES
    slug = f"{first} {last}".lower().translate(_FOLDED) + (f"-{lap + 1}" if lap else "")
    return Person(first, last, which < len(_FEMALE), slug, _uid(index))


def _uid(index: int) -> str:
    """Return ten letters and digits that no other index has."""
    rest = (index * 1_181_783_497_276_657 + 987_654_321) % _UIDS
    letters = []
    for _ in range(10):
        rest, digit = divmod(rest, 36)
        letters.append(_UID_LETTERS[digit])
    return "".join(letters)
