"""Days as LinkedIn writes them, and as spreadsheets and people write them anew."""

import pytest

from kontaktjournal.lists.days import day_of


@pytest.mark.parametrize(
    "text",
    [
        "07 Oct 2026",
        "7-Oct-26",
        "07. Oct 26",
        "7 October 2026",
        "7. Okt. 2026",
        "07 Okt 2026",
        "7. Oktober 2026",
        "07.10.2026",
        "7.10.26",
        "07. 10. 2026",
        "2026-10-07",
        "2026-10-07 12:30",
        "2026/10/07",
        "07.10.2026 12:30",
        "Oct 7, 2026",
    ],
)
def test_a_day_is_read_in_either_language(text: str) -> None:
    assert str(day_of(text)) == "2026-10-07"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3. März 2026", "2026-03-03"),
        ("3. Mrz 2026", "2026-03-03"),
        ("03 Maerz 2026", "2026-03-03"),
        ("3. Mär. 2026", "2026-03-03"),
        ("1. Mai 2026", "2026-05-01"),
        ("24 Dez 2026", "2026-12-24"),
        ("31 Jänner 2026", "2026-01-31"),
    ],
)
def test_german_months_are_known(text: str, day: str) -> None:
    assert str(day_of(text)) == day


@pytest.mark.parametrize(
    "text", ["", "bald", "07/10/2026", "31.02.2026", "7 Foo 2026", "7 Maximum 2026", "2026"]
)
def test_what_is_no_day_or_may_be_two_is_none(text: str) -> None:
    assert day_of(text) is None
