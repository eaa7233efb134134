"""Dates as people type them, for what has been (``log -d``), on Monday, 23 November 2026."""

from datetime import date, datetime

import pytest

from kontaktjournal.domain.rhythm import When
from kontaktjournal.notation.when.phrase import Refusal, read_past, why_refused

MONDAY = date(2026, 11, 23)


def when(text: str) -> When:
    """Return "2026-11-27" or "2026-11-27 10:00" as a value."""
    if len(text) == len("2026-11-27"):
        return When(date.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return When(moment.date(), moment.time())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heute", "2026-11-23"),
        ("today", "2026-11-23"),
        ("gestern", "2026-11-22"),
        ("yesterday", "2026-11-22"),
        ("gestern Abend", "2026-11-22"),
        ("vorgestern", "2026-11-21"),
        ("the day before yesterday", "2026-11-21"),
        ("heute früh", "2026-11-23"),
        ("-3d", "2026-11-20"),
        ("- 3d", "2026-11-20"),
        ("-0d", "2026-11-23"),
        ("-2w", "2026-11-09"),
        ("-1m", "2026-10-23"),
        ("-1y", "2025-11-23"),
        ("vor 3 Tagen", "2026-11-20"),
        ("vor drei Tagen", "2026-11-20"),
        ("3 days ago", "2026-11-20"),
        ("a week ago", "2026-11-16"),
        ("vor einer Woche", "2026-11-16"),
        ("vor zwei Monaten", "2026-09-23"),
        ("vor einem halben Jahr", "2026-05-23"),  # a Saturday: what has been is not moved
        ("half a year ago", "2026-05-23"),
        ("mo", "2026-11-23"),
        ("di", "2026-11-17"),
        ("Freitag", "2026-11-20"),
        ("am Freitag", "2026-11-20"),
        ("so", "2026-11-22"),
        ("on sunday", "2026-11-22"),
        ("letzten Freitag", "2026-11-20"),
        ("last friday", "2026-11-20"),
        ("vergangenen Sonntag", "2026-11-22"),
        ("letzten Montag", "2026-11-16"),  # the last one is never today
        ("last monday", "2026-11-16"),
        ("vorletzten Freitag", "2026-11-13"),
        ("letzte Woche Dienstag", "2026-11-17"),
        ("tuesday last week", "2026-11-17"),
        ("diese Woche Montag", "2026-11-23"),
        ("KW 46 Donnerstag", "2026-11-12"),
        ("KW 48", "2026-11-23"),
        ("KW 46", "2026-11-09"),
        ("Ende Oktober", "2026-10-31"),
        ("23.11.", "2026-11-23"),
        ("22.11.", "2026-11-22"),
        ("24.11.", "2025-11-24"),
        ("29.2.", "2024-02-29"),
        ("am 15.", "2026-11-15"),
        ("am 31.", "2026-10-31"),
        ("20.11.2026", "2026-11-20"),
        ("20.11.26", "2026-11-20"),
        ("20. November", "2026-11-20"),
        ("Nov 20", "2026-11-20"),
        ("Fr 20.11.", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("1999-12-31", "1999-12-31"),
        ("2026-11-20 14:30", "2026-11-20 14:30"),
        ("gestern 14:30", "2026-11-22 14:30"),
        ("fr 10 uhr", "2026-11-20 10:00"),
        ("vor 3 Tagen um 9", "2026-11-20 09:00"),
        ("14:30", "2026-11-23 14:30"),
    ],
)
def test_what_has_been_is_the_latest_such_day(text: str, expected: str) -> None:
    assert read_past(text, today=MONDAY) == when(expected)


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ("2026-11-27", "fr", "2026-11-27"),
        ("2026-11-27", "letzten Freitag", "2026-11-20"),
        ("2026-03-31", "-1m", "2026-02-28"),
        ("2028-02-29", "29.2.", "2028-02-29"),
        ("2028-02-28", "29.2.", "2024-02-29"),
        ("2027-01-01", "31.12.", "2026-12-31"),
        ("2027-01-01", "gestern", "2026-12-31"),
        ("2027-01-01", "KW 53", "2026-12-28"),
        ("2027-01-03", "letzte Woche Freitag", "2026-12-25"),
    ],
)
def test_the_past_counts_from_today(today: str, text: str, expected: str) -> None:
    assert read_past(text, today=date.fromisoformat(today)) == when(expected)


@pytest.mark.parametrize(
    "text",
    ["morgen", "übermorgen", "+3d", "3d", "in 3 Wochen", "nächsten Freitag", "next friday",
     "nächste Woche", "24.12.2026", "2026-11-24", "KW 50 2026", "Ende Januar 2027",
     "morgen 14:30", "diese Woche Freitag"],
)  # fmt: skip
def test_a_talk_to_come_is_told_from_what_is_no_date(text: str) -> None:
    assert read_past(text, today=MONDAY) is None
    assert why_refused(text, today=MONDAY, past=True) is Refusal.FUTURE


@pytest.mark.parametrize(
    "text",
    ["", "neulich", "letzte Woche", "last week", "diese Woche", "letzten Monat", "2026-10",
     "Oktober", "nie", "never", "vor Kurzem", "vor Weihnachten", "vor 3", "vor 2 Arbeitstagen",
     "vor 10 Minuten", "-3", "ago", "-", "letzten", "vor"],
)  # fmt: skip
def test_what_names_no_day_has_not_been(text: str) -> None:
    assert read_past(text, today=MONDAY) is None
    assert why_refused(text, today=MONDAY, past=True) is Refusal.UNKNOWN


@pytest.mark.parametrize("text", ["32.1.", "31.2.", "29.2.2026", "KW 60", "gestern 25:00"])
def test_an_impossible_day_has_not_been(text: str) -> None:
    assert read_past(text, today=MONDAY) is None
    assert why_refused(text, today=MONDAY, past=True) is Refusal.IMPOSSIBLE
