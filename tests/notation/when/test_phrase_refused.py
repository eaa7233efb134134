"""What is typed where a date is expected, and is none: refused, never guessed."""

from datetime import date

import pytest

from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.notation.when.phrase import Refusal, read_phrase, why_refused

MONDAY = date(2026, 11, 23)

VAGUE = [
    "bald", "irgendwann", "demnächst", "später", "soon", "later", "sometime", "asap", "jetzt",
    "sofort", "nächstens", "mal sehen", "nach Weihnachten", "vor Ostern", "im Frühjahr",
    "im Sommer", "am Wochenende", "Wochenende", "weekend", "Ende der Woche", "end of the week",
    "Ende nächster Woche", "diese Woche", "this week", "dieses Jahr", "nächstes Jahr",
    "next year", "diesen Monat", "late January", "Mitte des Jahres", "Anfang der Woche",
    "in ein paar Tagen", "in einigen Wochen", "in a few days", "in a couple of weeks",
    "in 2-3 Wochen", "in zwei bis drei Wochen", "in anderthalb Wochen", "in 1,5 Jahren",
    "frühestens Montag", "nicht vor Freitag", "ab Montag", "gegen Freitag", "um den 24.12.",
]  # fmt: skip
HALVES = [
    "", " ", ".", "?", "-", "+", "in", "am", "um", "next", "this", "nächsten", "nächste",
    "kommenden", "KW", "kw week", "ende", "ende ende", "monat", "woche", "month", "week",
    "den", "the", "bis", "by", "uhr", "pm", "in der", "am um 10", "in 10 uhr", "am nächsten",
    "Anfang", "mid", "in drei", "in Wochen", "+w", "+3", "3", "24", "24.", "15.", "2026", "+",
    "am Morgen", "am Abend", "morgens", "abends", "früh", "nachmittag", "heute heute",
    "fr 10", "fr fr", "mo di", "Montag Dienstag", "morgen übermorgen", "nie 14:30",
    "2026-12 14:30", "im Dezember um 10", "14:30 14:30", "in 3 Wochen am", "fr um",
]  # fmt: skip
REPEATED = [
    "alle 6 Wochen", "alle zwei Wochen", "jede Woche", "jeden Montag", "jeden Morgen",
    "every 6 weeks", "every monday", "montags", "mittwochs", "wöchentlich", "weekly",
    "monatlich", "monthly", "täglich", "14-tägig", "biweekly", "vierteljährlich",
]  # fmt: skip
TWO_WAYS = [
    "11/23/2026", "23/11/2026", "11/23", "12-24", "24-12-2026", "12/2026", "12.2026",
    "Januar 27", "Dezember 24", "Mai 5", "nächsten Januar", "next january", "3. Quartal", "Q3",
    "1. Advent", "3. Woche", "fr um 3", "fri at 3", "um 5", "halb drei", "viertel nach 10 Uhr",
    "fr 10-12 uhr", "fr 10 bis 12 Uhr", "14:30-15:00", "ab 10 Uhr", "gegen 10 Uhr",
    "Freitagnachmittag 9 Uhr", "Freitag Nachmittag um 3", "morgen früh 20 Uhr", "13pm",
    "0 am", "10:3", "10.30 pm", "14 Uhr 5", "14:30 uhr 20", "10h", "24.12.14:30",
    "2026-12-24T14:30Z", "2026-12-24T14:30+01:00", "2026-W50-3", "mo-fr", "Mo/Di",
    "50 Woche", "3 Quartal", "3 Monat", "Montag, morgen", "heute, morgen", "24.12. morgen",
    "24.12. 26", "KW 3 27", "nächste Woche um 10", "KW 50 14:30", "Ende Januar 10 Uhr",
    "bis 14:30", "an Wochen", "Mitte Dezember des", "KW 50 am", "im Mai abend", "+3d morgen",
    "Mo oder Di", "24.12. oder 27.12.", "24.-26.12.", "Montag in einer Woche",
]  # fmt: skip
OTHER_THINGS = [
    "+2h", "+5min", "in 3 Stunden", "in 10 Minuten", "2mo", "3mon", "3 T", "+6 Wochenenden",
    "Anna", "Mappe besprechen", "morgen Mappe besprechen", "mailto:anna@example.org",
    "+49 221 555 0171", "0221 5550171", "1.2.3", "1.2.3.4", "明日", "demain",
    "٢٤.١٢.", "\uff12\uff14.\uff11\uff12.", "24.12.\x00", "\ud800", "None", "null",
    "true", "+1,5w", "+1.5w", "1e3 d", "--3d", "+-3d", "-+3d",
    "++3d", "in -3 Tagen", "in in 3 Tagen", "in vor 3 Tagen", "in 3 days ago",
    "+12345d", "24.12.20266", "202612241", "2026-123-1", "KW 123", "x" * 10_000, "1" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", [*VAGUE, *HALVES, *REPEATED, *TWO_WAYS, *OTHER_THINGS])
def test_what_is_not_known_is_refused_and_never_guessed(text: str) -> None:
    assert read_phrase(text, today=MONDAY, calendar=Calendar()) is None
    assert why_refused(text, today=MONDAY) is Refusal.UNKNOWN


@pytest.mark.parametrize(
    "text",
    ["32.1.", "0.5.", "31.2.", "30.2.", "31.4.", "24.13.", "29.2.2027", "29.02.27", "31.11.2026",
     "32. Januar", "30. Februar", "Feb 30", "2026-02-30", "2026-13-01", "2026-13", "20261301",
     "2026/02/30", "KW 0", "KW 54", "KW 99", "KW 53 2027", "2027-W53", "25:00", "24:00",
     "14:60", "24 Uhr", "fr 25:00", "morgen 10:99", "14.30", "am 32.", "on the 0th",
     "+9999y", "in 9999 Jahren", "Mi 24.11.", "Fr 24.12.2026", "Monday Dec 24",
     "0000-01-01", "Ende Januar 0000"],
)  # fmt: skip
def test_a_day_or_time_that_does_not_exist_is_told_as_such(text: str) -> None:
    assert read_phrase(text, today=MONDAY, calendar=Calendar()) is None
    assert why_refused(text, today=MONDAY) is Refusal.IMPOSSIBLE


@pytest.mark.parametrize(
    "text",
    ["gestern", "yesterday", "vorgestern", "vor 3 Tagen", "-3d", "3 days ago", "letzten Freitag",
     "last friday", "22.11.2026", "22.11.26", "2026-11-22", "2026-11-22 14:30", "20261122",
     "22. November 2026", "Nov 22, 2026", "KW 47 2026", "2026-W47", "2026-11", "2025-12",
     "Ende Oktober 2026", "Anfang des Monats", "Dezember 2025",
     "letzte Woche Freitag"],
)  # fmt: skip
def test_a_day_that_is_past_cannot_be_the_next_one(text: str) -> None:
    assert read_phrase(text, today=MONDAY, calendar=Calendar()) is None
    assert why_refused(text, today=MONDAY) is Refusal.PAST


@pytest.mark.parametrize("text", ["heute", "fr", "24.12.", "+6w", "2026-12", "nie", "KW 50"])
def test_what_is_read_is_not_refused(text: str) -> None:
    assert why_refused(text, today=MONDAY) is None
