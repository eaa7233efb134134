"""The time of day at the end of a phrase: "fr 10 uhr", "morgen 9:30", "Friday 3pm".

Read is only what can be meant in one way: dots are dates (T6), so "14.30" needs its "Uhr";
"um 3" may be the afternoon and is no time; "14 Uhr" is the clock of 24 hours.
"""

import re
from datetime import time
from typing import NamedTuple

from kontaktjournal.notation.when.words import DAY_PARTS


class Timed(NamedTuple):
    """Split a phrase into the words that name its day and the time behind them."""

    words: str
    at: time | None = None


_TIME = re.compile(
    r"""
    (?P<words>.*?)
    (?: \A | [ ] | (?<=[0-9]) t (?=[0-9]) )
    (?P<at> um[ ] | at[ ] )?
    (?P<hour>[0-9]{1,2})
    (?:
        :(?P<minute>[0-9]{2}) (?: :[0-5][0-9] )?
      | \.(?P<dotted>[0-9]{2}) (?= [ ]?uhr )
    )?
    (?: [ ]? (?: (?P<half>[ap]m) | (?P<hours>uhr | o['’]clock) (?: [ ](?P<more>[0-9]{2}) )? ) )?
    """,
    re.VERBOSE,
)
# "Freitagabend" is the weekday and a part of it.
_COMPOUND = re.compile(rf"(.*(?:tag|mittwoch))({'|'.join(DAY_PARTS)})")
_NOON = 12
#: Before it, "um 3" and "at 3" more often mean the afternoon.
_FIRST_CLEAR_HOUR = 7


def split_time(text: str) -> Timed | None:
    """Split off the time of day at the end of a folded phrase.

    None says that the text ends like a time, but that it cannot be told which.

    Raises:
        ValueError: there is no such time ("25:00").
    """
    found = _TIME.fullmatch(text)
    if found is None or not _is_time(found):
        return Timed(text)
    minutes = [each for each in found.group("minute", "dotted", "more") if each]
    hour = int(found["hour"])
    if len(minutes) > 1:
        return None
    if found["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if found["half"] == "pm" else 0)
    elif not minutes and not found["hours"] and hour < _FIRST_CLEAR_HOUR:
        return None
    return Timed(found["words"], time(hour, int(minutes[0]) if minutes else 0))


def split_day_part(timed: Timed) -> str | None:
    """Return a phrase without the "nachmittag" at its end.

    The word is worth no time, but a time must lie within it: None says that there is no
    such word, or that it contradicts the time.
    """
    compound = _COMPOUND.fullmatch(timed.words)
    words, _, part = timed.words.rpartition(" ")
    if compound:
        words, part = compound[1], compound[2]
    hours = DAY_PARTS.get(part)
    if hours is None or (timed.at and timed.at.hour not in hours):
        return None
    return words


def _is_time(found: re.Match[str]) -> bool:
    """Tell whether more than a number was found: the 10 of "fr 10" may be a day."""
    return any(found.group("at", "minute", "half", "hours"))
