"""The day with which what was typed begins, said on Monday, 23 November 2026."""

from datetime import date, datetime

import pytest

from kontaktjournal.domain.rhythm import Calendar, When
from kontaktjournal.notation.when.leading import Leading, Stumble, read_leading
from kontaktjournal.notation.when.phrase import Refusal

MONDAY = date(2026, 11, 23)


def read(*arguments: str) -> Leading | Stumble:
    return read_leading(arguments, today=MONDAY, calendar=Calendar())


def parts(*arguments: str) -> tuple[str, str, str]:
    """Return the day as it is written to a file, the words that name it, and the rest."""
    found = read(*arguments)
    assert isinstance(found, Leading), found
    return told(found.phrase.when), found.words, found.rest


def told(when: When | None) -> str:
    if when is None:
        return "never"
    if when.at is None:
        return when.day.isoformat()
    return datetime.combine(when.day, when.at).strftime("%Y-%m-%d %H:%M")


WORDS = {
    # a day alone
    ("+3w",): ("2026-12-14", "+3w", ""),
    ("24.12.", "14:30"): ("2026-12-24 14:30", "24.12. 14:30", ""),
    ("24.12. 14:30",): ("2026-12-24 14:30", "24.12. 14:30", ""),
    (" +3w ", ""): ("2026-12-14", "+3w", ""),
    # words behind it
    ("+3w", "Mappe besprechen"): ("2026-12-14", "+3w", "Mappe besprechen"),
    ("+3w", "Mappe", "besprechen"): ("2026-12-14", "+3w", "Mappe besprechen"),
    ("fr", "10", "uhr", "Angebot"): ("2026-11-27 10:00", "fr 10 uhr", "Angebot"),
    ("in", "3", "Wochen", "anrufen"): ("2026-12-14", "in 3 Wochen", "anrufen"),
    ("fri", "3pm", "call"): ("2026-11-27 15:00", "fri 3pm", "call"),
    ("nie", "meldet", "sich", "selbst"): ("never", "nie", "meldet sich selbst"),
    # the longest beginning counts
    ("nächste", "Woche", "fr", "Mappe"): ("2026-12-04", "nächste Woche fr", "Mappe"),
    ("morgen", "früh", "anrufen"): ("2026-11-24", "morgen früh", "anrufen"),
    ("Ende", "Januar", "2028", "anrufen"): ("2028-01-31", "Ende Januar 2028", "anrufen"),
    # all in one pair of quotes
    ("in 3 Wochen anrufen",): ("2026-12-14", "in 3 Wochen", "anrufen"),
    ("fr 10 uhr", "Angebot"): ("2026-11-27 10:00", "fr 10 uhr", "Angebot"),
    ("in", "3 Wochen anrufen"): ("2026-12-14", "in 3 Wochen", "anrufen"),
    # what is in quotes behind a day is no part of it
    ("morgen", "früh anrufen"): ("2026-11-24", "morgen", "früh anrufen"),
    ("dezember", "2027 planen"): ("2026-12-01", "dezember", "2027 planen"),
    ("fr", "Montag vorbereiten"): ("2026-11-27", "fr", "Montag vorbereiten"),
    # a prompt leaves the quotes where they are
    ("fr", '"Montag', 'vorbereiten"'): ("2026-11-27", "fr", "Montag vorbereiten"),
    ("fr", "„Montag", "vorbereiten“"): ("2026-11-27", "fr", "Montag vorbereiten"),
    ("fr", '"Mappe"', "zeigen"): ("2026-11-27", "fr", '"Mappe" zeigen'),
    # numbers and words that are no second day
    ("fr", "3", "Mappen"): ("2026-11-27", "fr", "3 Mappen"),
    ("7.12.", "10", "Mappen"): ("2026-12-07", "7.12.", "10 Mappen"),
    ("fr", "so", "wie", "besprochen"): ("2026-11-27", "fr", "so wie besprochen"),
    ("fri", "do", "the", "offer"): ("2026-11-27", "fri", "do the offer"),
    ("fr", "kein", "Angebot"): ("2026-11-27", "fr", "kein Angebot"),
    ("fr", "um", "10", "anrufen"): ("2026-11-27 10:00", "fr um 10", "anrufen"),
    ("fr", "um", "alles", "bitten"): ("2026-11-27", "fr", "um alles bitten"),
}


@pytest.mark.parametrize("arguments", WORDS, ids=" | ".join)
def test_the_longest_beginning_that_is_a_day_is_the_day(arguments: tuple[str, ...]) -> None:
    assert parts(*arguments) == WORDS[arguments]


STUMBLES = {
    (): Stumble("", Refusal.UNKNOWN),
    ("",): Stumble("", Refusal.UNKNOWN),
    ("bald",): Stumble("bald", Refusal.UNKNOWN),
    ("bald", "Mappe zeigen"): Stumble("bald Mappe zeigen", Refusal.UNKNOWN),
    # it must not become words for the sake of a shorter day, or of none
    ("-3d", "anrufen"): Stumble("-3d", Refusal.PAST),
    ("32.1.", "anrufen"): Stumble("32.1.", Refusal.IMPOSSIBLE),
    ("24.12.", "25", "Uhr", "essen"): Stumble("24.12. 25 Uhr", Refusal.IMPOSSIBLE),
    ("gestern",): Stumble("gestern", Refusal.PAST),
    # two days
    ("fr", "in", "2", "Wochen"): Stumble("fr", None, "in 2 Wochen"),
    ("fr in 2 Wochen anrufen",): Stumble("fr", None, "in 2 Wochen"),
    ("+2w", "fr", "anrufen"): Stumble("+2w", None, "fr"),
    ("24.12.", "25.12."): Stumble("24.12.", None, "25.12."),
    ("fr", "gestern", "gesehen"): Stumble("fr", None, "gestern"),
    # a time that is none, and one without its half of the day
    ("fr", "14.30", "anrufen"): Stumble("fr 14.30", Refusal.IMPOSSIBLE),
    ("KW", "50", "14:30"): Stumble("KW 50 14:30", Refusal.UNKNOWN),
    ("fr", "um", "3", "anrufen"): Stumble("fr um 3", None),
    ("fri", "at", "3"): Stumble("fri at 3", None),
}


@pytest.mark.parametrize("arguments", STUMBLES, ids=" | ".join)
def test_what_can_be_meant_in_two_ways_is_refused(arguments: tuple[str, ...]) -> None:
    assert read(*arguments) == STUMBLES[arguments]
