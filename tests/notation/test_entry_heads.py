"""Dates, times and durations in the head of an entry (3.4)."""

from datetime import date, time

import pytest

from kontaktjournal.notation.dates import duration, leading_date, leading_time

DAY = date(2026, 11, 23)
FULL_WIDTH = "\uff12\uff10\uff12\uff16-\uff11\uff11-\uff12\uff13"
ARABIC = "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0662\u0663"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2026-06-11", 10),
        ("2026-06-11 Telefonat", 10),
        ("2026-06-11: Called", 10),
        ("2026-06-11, 14:30", 10),
        ("2026-06-11-Zoom", 10),
        ("2026-06-11–12 Messe", 10),
        ("2026-06-11. Gut", 10),
        ("11.6.2026 Telefonat", 9),
        ("11.06.2026 – nicht erreicht", 10),
        ("**2026-06-11**: Called", 14),
        ("**2026-06-11 Zoom** gut", 12),
        ("**2026-06-11:** gut", 12),
        ("[[2026-06-11]] Call with Rod.", 14),
        ("[[2026-06-11 Zoom]]", 12),
        ("**[[2026-06-11]]** Call", 18),
        ("2026-06-11T14:30 Zoom", 11),
        ("2026-06-11T14:30:00", 11),
    ],
)
def test_a_head_starts_with_its_date(text: str, end: int) -> None:
    assert leading_date(text) == (date(2026, 6, 11), end, False)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2026-02-31 Telefonat", 10),
        ("31.2.2026", 9),
        ("**2026-13-01**: x", 14),
        ("0000-01-01", 10),
    ],
)
def test_a_head_with_an_impossible_date_says_so(text: str, end: int) -> None:
    assert leading_date(text) == (None, end, True)


@pytest.mark.parametrize(
    "text",
    [
        "", "Telefonat 2026-06-11", "Founder Narrative (2026-06-11)", "renewal due 2027-01-01",
        "[ ] 2026-11-25 Angebot schicken", "[x] 2026-11-25", " 2026-06-11", "2026-06-11x",
        "2026-06-111", "2026-06-11ä", "2026-06-11_notes", "2026-06-11Telefonat", "2026-06-11T1",
        "12026-06-11", "2026-6-11", "11.06.26", "11.6.20261", "11.6.2026.4", "11.6. Telefonat",
        "2026/06/11", "20260611", "2026-06", "2026-W24", "06/11/2026", "*2026-06-11*",
        "[2026-06-11]", FULL_WIDTH, ARABIC, "2026-06-1\u0661",
    ],
)  # fmt: skip
def test_a_line_that_does_not_start_with_a_date_has_none(text: str) -> None:
    assert leading_date(text) == (None, 0, False)


def test_a_date_is_found_where_the_head_starts_in_a_line() -> None:
    assert leading_date("### 2026-06-11 | coffee", 4) == (date(2026, 6, 11), 14, False)
    assert leading_date("### Talk 2026-06-11", 4) == (None, 4, False)
    assert leading_date("## ", 3) == (None, 3, False)


@pytest.mark.parametrize(
    ("text", "at", "end"),
    [
        ("14:30 Zoom: Budget steht", time(14, 30), 5),
        ("14:30: Budget steht", time(14, 30), 5),
        ("14:30 Uhr Zoom", time(14, 30), 9),
        ("14:30Uhr", time(14, 30), 8),
        ("14:30:15 Zoom", time(14, 30), 8),
        ("14:30-15:00 Zoom", time(14, 30), 5),
        ("9:05, Zoom", time(9, 5), 4),
        ("00:00", time(0), 5),
        ("14 Uhr Zoom", time(14), 6),
        ("9 uhr", time(9), 5),
    ],
)
def test_a_time_stands_at_the_start(text: str, at: time, end: int) -> None:
    assert leading_time(text) == (at, end)
    assert leading_time(f"## {text}", 3) == (at, end + 3)


@pytest.mark.parametrize(
    "text",
    ["", "Zoom 14:30", " 14:30", "1:1 Treffen", "14:3", "14:305", "14:30x", "24:00", "24:61",
     "12:60", "25 Uhr", "14 Uhrwerke", "14 Uhren", "14.30", "14", "25 min", "112 Uhr", "114:30",
     "14:30:99", "\u0661\u0664:30"],
)  # fmt: skip
def test_what_is_no_time_is_left_in_the_text(text: str) -> None:
    assert leading_time(text) == (None, 0)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25 min", 25),
        ("25min", 25),
        (" 25 Min. ", 25),
        ("90 Minuten", 90),
        ("1 Minute", 1),
        ("90 minutes", 90),
        ("90 mins", 90),
        ("1 h", 60),
        ("2h", 120),
        ("1,5 h", 90),
        ("1.5 h", 90),
        ("0,25 h", 15),
        ("2 Std", 120),
        ("2 Std.", 120),
        ("1 Stunde", 60),
        ("3 Stunden", 180),
        ("2 hours", 120),
        ("1 hr", 60),
        ("1 h 30 min", 90),
        ("1h30min", 90),
        ("0 min", 0),
    ],
)
def test_a_duration_is_read_in_minutes(text: str, minutes: int) -> None:
    assert duration(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", " ", "25", "25 m", "h", "min", "25 Minuten lang", "etwa 1 h", "-5 min", "25 min, gut",
     "30 min 1 h", "2,5 min", "99999 min", "1000 h", "2 Tage", "\u0662 h", "1:30 h"],
)  # fmt: skip
def test_what_is_more_or_less_than_a_duration_is_none(text: str) -> None:
    assert duration(text) is None
