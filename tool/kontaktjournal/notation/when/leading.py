"""WHEN at the beginning of what was typed, and the words behind it: "fr 10 uhr Angebot zeigen".

The longest beginning that names a day is the day. A beginning that means a day there is not, or
one that is over, is refused as that: it must not become words for the sake of a shorter day.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.notation.when.bearing import Rule
from kontaktjournal.notation.when.phrase import Phrase, Refusal, read_phrase, why_refused

#: Weekdays and months that much more often are ordinary words: "fr so wie besprochen".
_ORDINARY = frozenset({"so", "do", "sat", "sun", "may", "march"})
#: What is in quotes is meant as words. A shell takes them away, a prompt does not.
_QUOTES = "\"'„“”‚‘’«»"
#: "fr um 3" asks for an hour, but not for which: before noon or after?
_HOUR = re.compile(r"(?:um|at) [0-9]{1,2}(?![0-9:])", re.IGNORECASE)


class Leading(NamedTuple):
    """Hold what was read.

    Args:
        phrase: when it shall be.
        words: that say so.
        rest: what follows them.
    """

    phrase: Phrase
    words: str
    rest: str


class Stumble(NamedTuple):
    """Say what was not read, and why.

    Args:
        words: at which it stumbled.
        why: what is wrong with them; None where others follow that do not go with them.
        second: words that name a second day.
    """

    words: str
    why: Refusal | None
    second: str = ""


def read_leading(
    arguments: Sequence[str], *, today: date, calendar: Calendar
) -> Leading | Stumble:
    """Read the day with which what was typed begins.

    Args:
        arguments: as the shell passed them: what was in quotes belongs together, if a day is
            found in front of it.
        today: the day to count from.
        calendar: which days are worked.
    """
    reader = _Reader(today, calendar)
    given = [words for each in arguments if (words := " ".join(each.split()))]
    whole = " ".join(given)
    for parts in (given, whole.split()):
        if found := reader.longest(parts):
            return reader.judged(parts, *found)
    return Stumble(whole, Refusal.UNKNOWN)


class _Reader(NamedTuple):
    today: date
    calendar: Calendar

    def longest(self, parts: Sequence[str]) -> tuple[int, Phrase | Refusal] | None:
        """Return how many parts name a day, if any do, and what it is."""
        for count in range(len(parts), 0, -1):
            words = " ".join(parts[:count])
            read = read_phrase(words, today=self.today, calendar=self.calendar) or why_refused(
                words, today=self.today
            )
            if read is not None and read is not Refusal.UNKNOWN:
                return count, read
        return None

    def judged(
        self, parts: Sequence[str], count: int, read: Phrase | Refusal
    ) -> Leading | Stumble:
        words, rest = " ".join(parts[:count]), parts[count:]
        if isinstance(read, Refusal):
            return Stumble(words, read)
        if hour := _HOUR.match(" ".join(rest)):
            return Stumble(f"{words} {hour[0]}", None)
        second = self._second(rest)
        if second is None:
            return Leading(read, words, _unquoted(" ".join(rest)))
        also, what = second
        if what is Refusal.IMPOSSIBLE:  # "fr 14.30"
            return Stumble(f"{words} {also}", what)
        if isinstance(what, Phrase) and what.rule == Rule.TIME:  # "KW 50 14:30"
            return Stumble(f"{words} {also}", Refusal.UNKNOWN)
        return Stumble(words, None, also)

    def _second(self, rest: Sequence[str]) -> tuple[str, Phrase | Refusal] | None:
        """Return the day that follows the first: "fr in 2 Wochen" is not next Friday."""
        if not rest or " " in rest[0] or rest[0][0] in _QUOTES:
            return None
        if rest[0].casefold() in _ORDINARY:
            return None
        found = self.longest(rest)
        if found is None:
            return None
        count, read = found
        is_never = isinstance(read, Phrase) and read.never
        return None if is_never else (" ".join(rest[:count]), read)


def _unquoted(words: str) -> str:
    """Return words without the quotes around all of them."""
    inner = words[1:-1]
    is_quoted = words[:1] in _QUOTES and words[-1:] in _QUOTES
    return inner.strip() if inner and is_quoted and not set(inner) & set(_QUOTES) else words
