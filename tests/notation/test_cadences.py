"""Rhythms as they stand in files (T9)."""

import pytest

from kontaktjournal.domain.rhythm import Cadence, Unit
from kontaktjournal.notation.dates import read_cadence

WEEKS_6 = Cadence(6, Unit.WEEK)
WEEKS_2 = Cadence(2, Unit.WEEK)
MONTH = Cadence(1, Unit.MONTH)
QUARTER = Cadence(3, Unit.MONTH)
HALF_YEAR = Cadence(6, Unit.MONTH)
YEAR = Cadence(1, Unit.YEAR)


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        *dict.fromkeys(
            ("6 Wochen", "alle 6 Wochen", "Alle  6  WOCHEN", "every 6 weeks", "each 6 weeks", "6w",
             "6 w", "sechs Wochen", "alle sechs Wochen", "six weeks", "6-wöchig", "'6 Wochen'",
             "sechswöchentlich", " 6 Wochen\n"),
            WEEKS_6,
        ).items(),
        *dict.fromkeys(
            ("jede Woche", "every week", "w", "1w", "eine Woche", "one week", "wöchentlich",
             "woechentlich", "weekly", "Woche"),
            Cadence(1, Unit.WEEK),
        ).items(),
        *dict.fromkeys(
            ("alle zwei Wochen", "jede zweite Woche", "jede 2. Woche", "every other week",
             "biweekly", "bi-weekly", "fortnightly", "zweiwöchentlich", "2w"),
            WEEKS_2,
        ).items(),
        *dict.fromkeys(
            ("14-tägig", "14-taegig", "14 tägig", "14tägig", "vierzehntägig", "alle vierzehn Tage",
             "alle 14 Tage", "14", "14d", "14 days", "14-ta\u0308gig"),
            Cadence(14),
        ).items(),
        *dict.fromkeys(
            ("monatlich", "monthly", "jeden Monat", "every month", "m", "1m", "1 Monat",
             "alle ein Monat", "MONATLICH"),
            MONTH,
        ).items(),
        *dict.fromkeys(
            ("quarterly", "vierteljährlich", "vierteljaehrlich", "q", "1q", "jedes Quartal",
             "every quarter", "3m", "alle 3 Monate", "drei Monate", "jedes Vierteljahr"),
            QUARTER,
        ).items(),
        *dict.fromkeys(
            ("halbjährlich", "halbjaehrlich", "twice-yearly", "twice yearly", "6m", "2q",
             "jedes halbe Jahr", "jedes Halbjahr", "2 Quartale"),
            HALF_YEAR,
        ).items(),
        *dict.fromkeys(
            ("jährlich", "jaehrlich", "yearly", "annually", "y", "j", "1y", "1j", "jedes Jahr",
             "ein Jahr", "every year"),
            YEAR,
        ).items(),
        *dict.fromkeys(
            ("täglich", "taeglich", "daily", "jeden Tag", "every day", "d", "1d", "1", "1 Tag"),
            Cadence(1),
        ).items(),
        *dict.fromkeys(
            ("2 Arbeitstage", "2 workdays", "zwei Werktage", "2 business days", "2 working days"),
            Cadence(2, Unit.WORKDAY),
        ).items(),
        *dict.fromkeys(
            ("0", "none", "nie", "kein", "keine", "never", "-", "None", "0w", "0 Wochen", "000"),
            Cadence(0),
        ).items(),
        ("90", Cadence(90)),
        ("90 Tage", Cadence(90)),
        ("007", Cadence(7)),
        ("2m", Cadence(2, Unit.MONTH)),
        ("zwölf Monate", Cadence(12, Unit.MONTH)),
        ("zwoelf Monate", Cadence(12, Unit.MONTH)),
        ("twelve months", Cadence(12, Unit.MONTH)),
        ("vier Wochen", Cadence(4, Unit.WEEK)),
        ("eleven days", Cadence(11)),
        ("alle fünf Jahre", Cadence(5, Unit.YEAR)),
        ("9999 Tage", Cadence(9999)),
    ],
)  # fmt: skip
def test_a_rhythm_is_read_in_german_and_english(text: str, cadence: Cadence) -> None:
    assert read_cadence(text) == cadence


@pytest.mark.parametrize(
    "text",
    ["", "~", "bald", "custom", "alle", "jede", "every", "alle 90", "-5", "+6w", "6,5 Wochen",
     "1.5 months", "10000", "10000 Tage", "99999999999999999999 w", "6 min", "90 Minuten", "2h",
     "bimonthly", "alle 6 Wochen!", "alle alle Wochen", "6 Wochen 2 Tage", "alle Wochen 6",
     "ca. 6 Wochen", "2026-11-23", "\u0666w", "\uff16w", "6\u200bw", "dreißig Tage"],
)  # fmt: skip
def test_what_names_no_rhythm_is_not_guessed(text: str) -> None:
    assert read_cadence(text) is None
