"""Birthdays as they stand in files (T7)."""

import pytest

from kontaktjournal.domain.contact import Birthday
from kontaktjournal.notation.dates import BirthdayReading, read_birthday

FULL_WIDTH = "\uff12\uff10\uff12\uff16-\uff11\uff11-\uff12\uff13"


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1966-11-23", Birthday(11, 23, 1966)),
        ("[[1966-11-23]]", Birthday(11, 23, 1966)),
        ("1966-11-23T00:00:00Z", Birthday(11, 23, 1966)),
        ("1966-11-23T23:30:00-08:00", Birthday(11, 23, 1966)),
        ("1964-02-29", Birthday(2, 29, 1964)),
        ("--05-14", Birthday(5, 14)),
        ("05-14", Birthday(5, 14)),
        ('"05-14"', Birthday(5, 14)),
        ("14.5.", Birthday(5, 14)),
        ("14.05.", Birthday(5, 14)),
        ("1604-05-14", Birthday(5, 14)),
        ("0000-05-14", Birthday(5, 14)),
        ("02-29", Birthday(2, 29)),
        ("--02-29", Birthday(2, 29)),
        ("29.2.", Birthday(2, 29)),
        ("1604-02-29", Birthday(2, 29)),
        ("0000-02-29", Birthday(2, 29)),
    ],
)
def test_a_birthday_is_read_with_its_year_or_without(text: str, birthday: Birthday) -> None:
    assert read_birthday(text) == BirthdayReading(birthday)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("23.11.1966", Birthday(11, 23, 1966)),
        ("3.1.1966", Birthday(1, 3, 1966)),
        ("14.5.1604", Birthday(5, 14)),
        ("14.05.0000", Birthday(5, 14)),
        ("19661123", Birthday(11, 23, 1966)),
        ("1966/11/23", Birthday(11, 23, 1966)),
        ("1966-1-3", Birthday(1, 3, 1966)),
        ("--0514", Birthday(5, 14)),
        ("5-14", Birthday(5, 14)),
    ],
)
def test_a_birthday_in_another_clear_form_is_read_with_a_remark(
    text: str, birthday: Birthday
) -> None:
    assert read_birthday(text) == BirthdayReading(birthday, odd=True)


@pytest.mark.parametrize(
    "text",
    ["1965-02-29", "31.6.", "30.2.", "14-05", "13-01", "00-10", "--02-30", "--1399", "31.02.1966"],
)
def test_a_birthday_that_does_not_exist_is_impossible(text: str) -> None:
    assert read_birthday(text) == BirthdayReading(impossible=True)


@pytest.mark.parametrize("text", ["", "  ", "~", "null"])
def test_a_blank_birthday_is_empty(text: str) -> None:
    assert read_birthday(text) == BirthdayReading(empty=True)


@pytest.mark.parametrize(
    "text",
    ["Mai", "14.5", "14.5.66", "05/14", "11/23/1966", "1966", "1966-11", "1966-W20", "nie", "-",
     "--5", "14.5.66.", "\uff10\uff15-14"],
)  # fmt: skip
def test_a_birthday_that_would_have_to_be_guessed_is_not_read(text: str) -> None:
    assert read_birthday(text) == BirthdayReading()
