"""Dates as people type them, said on Monday, 23 November 2026."""

from datetime import date, datetime

import pytest

from kontaktjournal.domain.rhythm import Calendar, When
from kontaktjournal.notation.when.phrase import Phrase, read_phrase

MONDAY = date(2026, 11, 23)


def when(text: str) -> When:
    """Return "2026-11-27" or "2026-11-27 10:00" as a value."""
    if len(text) == len("2026-11-27"):
        return When(date.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return When(moment.date(), moment.time())


def read(text: str) -> Phrase:
    phrase = read_phrase(text, today=MONDAY, calendar=Calendar())
    assert phrase is not None, text
    return phrase


DAYS = {
    "heute": "2026-11-23",
    "today": "2026-11-23",
    "morgen": "2026-11-24",
    "tomorrow": "2026-11-24",
    "übermorgen": "2026-11-25",
    "uebermorgen": "2026-11-25",
    "day after tomorrow": "2026-11-25",
    "the day after tomorrow": "2026-11-25",
    "bis morgen": "2026-11-24",
    "by tomorrow": "2026-11-24",
    # a part of the day is worth no time, but it does not hide the day
    "heute morgen": "2026-11-23",
    "heute Abend": "2026-11-23",
    "morgen früh": "2026-11-24",
    "tomorrow morning": "2026-11-24",
}
WEEKDAYS = {
    "mo": "2026-11-30",
    "di": "2026-11-24",
    "mi": "2026-11-25",
    "do": "2026-11-26",
    "fr": "2026-11-27",
    "sa": "2026-11-28",
    "so": "2026-11-29",
    "Montag": "2026-11-30",
    "Dienstag": "2026-11-24",
    "Mittwoch": "2026-11-25",
    "Donnerstag": "2026-11-26",
    "Freitag": "2026-11-27",
    "Samstag": "2026-11-28",
    "Sonnabend": "2026-11-28",
    "Sonntag": "2026-11-29",
    "mon": "2026-11-30",
    "tue": "2026-11-24",
    "tues": "2026-11-24",
    "Wed": "2026-11-25",
    "thurs": "2026-11-26",
    "fri": "2026-11-27",
    "sat": "2026-11-28",
    "sun": "2026-11-29",
    "Tuesday": "2026-11-24",
    "saturday": "2026-11-28",
    "Fr.": "2026-11-27",
    "am Freitag": "2026-11-27",
    "on Friday": "2026-11-27",
    "bis Freitag": "2026-11-27",
    "by fri": "2026-11-27",
    "nächsten Dienstag": "2026-11-24",
    "naechsten Dienstag": "2026-11-24",
    "am nächsten Dienstag": "2026-11-24",
    "nächster Di.": "2026-11-24",
    "kommenden Montag": "2026-11-30",
    "am kommenden Fr": "2026-11-27",
    "diesen Freitag": "2026-11-27",
    "next tuesday": "2026-11-24",
    "next mon": "2026-11-30",
    "this friday": "2026-11-27",
    "coming sunday": "2026-11-29",
    "übernächsten Freitag": "2026-12-04",
    "Freitagabend": "2026-11-27",
    "Mittwoch Vormittag": "2026-11-25",
    "Montagmorgen": "2026-11-30",
    "friday afternoon": "2026-11-27",
    # of a given week
    "nächste Woche Dienstag": "2026-12-01",
    "Dienstag nächster Woche": "2026-12-01",
    "Di nächste Woche": "2026-12-01",
    "nächste Woche am Freitag": "2026-12-04",
    "friday next week": "2026-12-04",
    "diese Woche Freitag": "2026-11-27",
    "KW 50 Dienstag": "2026-12-08",
    "Dienstag in KW 50": "2026-12-08",
}
COUNTS = {
    "+3d": "2026-11-26",
    "+0d": "2026-11-23",
    "+6w": "2027-01-04",
    "+2m": "2027-01-25",  # from Sat 23 January
    "+1y": "2027-11-23",
    "+1j": "2027-11-23",
    "+1q": "2027-02-23",
    "+ 2 w": "2026-12-07",
    "+2 Wochen": "2026-12-07",
    "3w": "2026-12-14",
    "3 weeks": "2026-12-14",
    "+6W": "2027-01-04",
    "+1M": "2026-12-23",
    "in 3 Wochen": "2026-12-14",
    "in drei Wochen": "2026-12-14",
    "in 3 weeks": "2026-12-14",
    "in three weeks": "2026-12-14",
    "3 weeks from now": "2026-12-14",
    "a week from today": "2026-11-30",
    "heute in 3 Wochen": "2026-12-14",
    "in einer Woche": "2026-11-30",
    "in a week": "2026-11-30",
    "in a fortnight": "2026-12-07",
    "in 8 Tagen": "2026-12-01",
    "in vierzehn Tagen": "2026-12-07",
    "in 14 days": "2026-12-07",
    "in zwei Monaten": "2027-01-25",
    "in einem Monat": "2026-12-23",
    "in two months": "2027-01-25",
    "in einem Vierteljahr": "2027-02-23",
    "in einem Quartal": "2027-02-23",
    "in einem halben Jahr": "2027-05-24",  # from Sun 23 May
    "in half a year": "2027-05-24",
    "in einem dreiviertel Jahr": "2027-08-23",
    "in einem Jahr": "2027-11-23",
    "in anderthalb Jahren": "2028-05-23",
    "in zwölf Monaten": "2027-11-23",
    "in zwoelf Monaten": "2027-11-23",
    "in dreißig Tagen": "2026-12-23",
    "in 5 Arbeitstagen": "2026-11-30",
    "+2 workdays": "2026-11-25",
}
WEEKS = {
    "nächste Woche": "2026-11-30",
    "in der nächsten Woche": "2026-11-30",
    "kommende Woche": "2026-11-30",
    "Anfang nächster Woche": "2026-11-30",
    "next week": "2026-11-30",
    "übernächste Woche": "2026-12-07",
    "KW50": "2026-12-07",
    "kw50": "2026-12-07",
    "KW 50": "2026-12-07",
    "in KW 50": "2026-12-07",
    "in der KW 50": "2026-12-07",
    "50. KW": "2026-12-07",
    "Kalenderwoche 50": "2026-12-07",
    "week 50": "2026-12-07",
    "KW 48": "2026-11-23",  # this Monday is today
    "KW 53": "2026-12-28",
    "KW 1": "2027-01-04",
    "KW 03": "2027-01-18",
    "KW 3 2027": "2027-01-18",
    "KW 3/2027": "2027-01-18",
    "KW 3/27": "2027-01-18",
    "2027-W03": "2027-01-18",
    "KW 47": "2027-11-22",  # its Monday is past
}
MONTH_PARTS = {
    "monatsende": "2026-11-30",
    "zum Monatsende": "2026-11-30",
    "Ende des Monats": "2026-11-30",
    "Ende dieses Monats": "2026-11-30",
    "end of month": "2026-11-30",
    "end of the month": "2026-11-30",
    "Ende nächsten Monats": "2026-12-31",
    "Mitte nächsten Monats": "2026-12-15",
    "end of next month": "2026-12-31",
    "Ende Januar": "2027-01-31",
    "Ende Februar": "2027-02-28",
    "Ende Februar 2028": "2028-02-29",
    "Ende November": "2026-11-30",
    "Mitte April": "2027-04-15",
    "Anfang März": "2027-03-01",
    "anfang maerz": "2027-03-01",
    "Anfang November": "2027-11-01",
    "Mitte April 2028": "2028-04-15",
    "end of January": "2027-01-31",
    "mid-April": "2027-04-15",
    "middle of april": "2027-04-15",
    "early March": "2027-03-01",
    "beginning of march": "2027-03-01",
    "Jahresende": "2026-12-31",
    "Ende des Jahres": "2026-12-31",
    "end of the year": "2026-12-31",
}
DATES = {
    "24.12.": "2026-12-24",
    "24.12": "2026-12-24",
    "24. 12.": "2026-12-24",
    "am 24.12.": "2026-12-24",
    "bis zum 24.12.": "2026-12-24",
    "7.12.": "2026-12-07",
    "07.12.": "2026-12-07",
    "23.11.": "2026-11-23",
    "22.11.": "2027-11-22",
    "29.2.": "2028-02-29",
    "24.12.2026": "2026-12-24",
    "24.12.26": "2026-12-24",
    "3.1.2027": "2027-01-03",
    "24. Dezember": "2026-12-24",
    "24 Dezember": "2026-12-24",
    "24. Dez.": "2026-12-24",
    "24. dez 2027": "2027-12-24",
    "1. März": "2027-03-01",
    "1. Mai": "2027-05-01",
    "24 Dec": "2026-12-24",
    "24 dec 2027": "2027-12-24",
    "24th of December": "2026-12-24",
    "Dec 24": "2026-12-24",
    "December 24th": "2026-12-24",
    "Dec 24, 2027": "2027-12-24",
    "on Dec 24": "2026-12-24",
    "1st of may": "2027-05-01",
    "Do 24.12.": "2026-12-24",
    "Donnerstag, den 24.12.2026": "2026-12-24",
    "Thu 24 Dec": "2026-12-24",
    "am 15.": "2026-12-15",
    "am 30.": "2026-11-30",
    "zum 31.": "2026-12-31",
    "on the 15th": "2026-12-15",
    "2026-12-24": "2026-12-24",
    "2027-1-2": "2027-01-02",
    "2026/12/24": "2026-12-24",
    "20261224": "2026-12-24",
}
TIMES = {
    "14:30": "2026-11-23 14:30",
    "um 14:30": "2026-11-23 14:30",
    "14:30 Uhr": "2026-11-23 14:30",
    "14 Uhr": "2026-11-23 14:00",
    "14.30 Uhr": "2026-11-23 14:30",
    "14 Uhr 30": "2026-11-23 14:30",
    "3pm": "2026-11-23 15:00",
    "0:00": "2026-11-23 00:00",
    "fr 10 uhr": "2026-11-27 10:00",
    "Fr, 10:00": "2026-11-27 10:00",
    "Freitag um 10": "2026-11-27 10:00",
    "am Freitag um 10 Uhr": "2026-11-27 10:00",
    "friday 3pm": "2026-11-27 15:00",
    "fri at 3:30 p.m.": "2026-11-27 15:30",
    "Freitagabend 19 Uhr": "2026-11-27 19:00",
    "morgen 9:30": "2026-11-24 09:30",
    "morgen früh um 9": "2026-11-24 09:00",
    "heute 14:30": "2026-11-23 14:30",
    "tomorrow at 10 o'clock": "2026-11-24 10:00",
    "+3d 10:00": "2026-11-26 10:00",
    "in 3 Wochen um 10": "2026-12-14 10:00",
    "KW 50 Dienstag 9 Uhr": "2026-12-08 09:00",
    "24.12. 14:30": "2026-12-24 14:30",
    "24.12. 14.30 Uhr": "2026-12-24 14:30",
    "24.12.2026 14:30": "2026-12-24 14:30",
    "24.12.26, 14 Uhr": "2026-12-24 14:00",
    "24. Dezember 10 Uhr": "2026-12-24 10:00",
    "Dec 24 2:30pm": "2026-12-24 14:30",
    "2026-12-24 14:30": "2026-12-24 14:30",
    "2026-12-24T14:30": "2026-12-24 14:30",
    "2026-12-24T14:30:00": "2026-12-24 14:30",
}
RULES = {
    "day": DAYS,
    "weekday": WEEKDAYS,
    "count": COUNTS,
    "week": WEEKS,
    "date": DATES,
}


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [(rule, text, day) for rule, table in RULES.items() for text, day in table.items()],
)
def test_a_day_is_read_in_german_and_english(rule: str, text: str, expected: str) -> None:
    phrase = read(text)

    assert phrase.when == when(expected)
    assert phrase.rule == rule
    assert not phrase.never


@pytest.mark.parametrize(("text", "expected"), MONTH_PARTS.items())
def test_a_part_of_a_month_is_one_day(text: str, expected: str) -> None:
    phrase = read(text)

    assert phrase.when == when(expected)
    assert phrase.rule in {"month_start", "month_middle", "month_end", "year_end"}


@pytest.mark.parametrize(("text", "expected"), TIMES.items())
def test_a_time_of_day_may_stand_behind_the_day_or_alone(text: str, expected: str) -> None:
    assert read(text).when == when(expected)


@pytest.mark.parametrize("text", ["14:30", "14 Uhr", "um 14:30", "3pm"])
def test_a_time_alone_is_today_by_the_rule_of_time(text: str) -> None:
    assert read(text).rule == "time"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2026-12", date(2026, 12, 1)),
        ("2027-3", date(2027, 3, 1)),
        ("Dezember", date(2026, 12, 1)),
        ("im Dezember", date(2026, 12, 1)),
        ("in January", date(2027, 1, 1)),
        ("Januar 2028", date(2028, 1, 1)),
        ("nächsten Monat", date(2026, 12, 1)),
        ("im nächsten Monat", date(2026, 12, 1)),
        ("next month", date(2026, 12, 1)),
        ("übernächsten Monat", date(2027, 1, 1)),
        ("November", date(2027, 11, 1)),  # as with weeks: this one has begun
    ],
)
def test_a_month_is_kept_as_a_whole_month(text: str, first: date) -> None:
    phrase = read(text)

    assert phrase.when == When(first, whole_month=True)
    assert phrase.rule == "month"


@pytest.mark.parametrize("text", ["nie", "Nie", "never", "NEVER", "niemals", " nie. ", "nie!"])
def test_never_is_a_decision_and_no_date(text: str) -> None:
    assert read(text) == Phrase(None, never=True, rule="never")


@pytest.mark.parametrize(
    "text",
    ["ÜBERMORGEN", "  übermorgen ", "Übermorgen.", "übermorgen!", "u\u0308bermorgen",
     "übermorgen,", "\u00a0übermorgen\n", "Uebermorgen …"],
)  # fmt: skip
def test_case_blanks_umlauts_and_punctuation_do_not_matter(text: str) -> None:
    assert read(text).when == when("2026-11-25")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in   3\tWochen", "2026-12-14"),
        ("kw.50", "2026-12-07"),
        ("24.12.!", "2026-12-24"),
        ("24.12.2026.", "2026-12-24"),
        ("24.12.26.", "2026-12-24"),
        ("2026-12-24.", "2026-12-24"),
        ("fr 10:00.", "2026-11-27 10:00"),
        ("fr 10 Uhr.", "2026-11-27 10:00"),
        ("+6w?", "2027-01-04"),
    ],
)
def test_a_dot_is_an_ordinal_an_abbreviation_or_the_end(text: str, expected: str) -> None:
    assert read(text).when == when(expected)
