"""Claims about reading dates, times, rhythms and birthdays (T1-T9, 3.4)."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.rhythm import When
from kontaktjournal.notation.dates import (
    DateReading,
    duration,
    leading_date,
    leading_time,
    read_birthday,
    read_cadence,
    read_date,
)

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 11, 23)
HALF_PAST_TWO = When(DAY, time(14, 30))

FULL_WIDTH = "\uff12\uff10\uff12\uff16-\uff11\uff11-\uff12\uff13"
ARABIC = "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0662\u0663"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-23", When(DAY)),
        ("0001-01-01", When(date(1, 1, 1))),
        ("9999-12-31", When(date(9999, 12, 31))),
        ("2028-02-29", When(date(2028, 2, 29))),
        ("2026-11-23 14:30", HALF_PAST_TWO),
        ("2026-11-23  14:30", HALF_PAST_TWO),
        ("2026-11-23 14:30:00", HALF_PAST_TWO),
        ("2026-11-23 14:30:15", HALF_PAST_TWO),
        ("2026-11-23 14:30 Uhr", HALF_PAST_TWO),
        ("2026-11-23T14:30", HALF_PAST_TWO),
        ("2026-11-23T14:30:00", HALF_PAST_TWO),
        ("2026-11-23T14:30:00.000", HALF_PAST_TWO),
        ("2026-11-23, 14:30", HALF_PAST_TWO),
        ("2026-11-23, 14 Uhr", When(DAY, time(14))),
        ("2026-11-23, 9 Uhr", When(DAY, time(9))),
        ("2026-11-23 14 uhr", When(DAY, time(14))),
        ("2026-11-23 00:00", When(DAY, time(0))),
        ("2026-W48", When(DAY)),
        ("2026-W01", When(date(2025, 12, 29))),
        ("2026-W53", When(date(2026, 12, 28))),
        ("2026-12", When(date(2026, 12, 1), whole_month=True)),
        ("[[2026-11-23]]", When(DAY)),
        ("[[2026-11-23 14:30]]", HALF_PAST_TWO),
        ("  2026-11-23\t", When(DAY)),
        ('"2026-11-23"', When(DAY)),
        ("'2026-11-23'", When(DAY)),
        ('"[[2026-11-23]]"', When(DAY)),
        ("\xa02026-11-23 ", When(DAY)),
    ],
)
def test_a_date_in_the_journals_own_forms_is_read_without_remark(text: str, when: When) -> None:
    assert read_date(text, BERLIN) == DateReading(when)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("24.12.2026", When(date(2026, 12, 24))),
        ("24.12.26", When(date(2026, 12, 24))),
        ("24.12.00", When(date(2000, 12, 24))),
        ("24.12.99", When(date(2099, 12, 24))),
        ("3.1.2027", When(date(2027, 1, 3))),
        ("03.01.2027", When(date(2027, 1, 3))),
        ("3.1.2027 9:15", When(date(2027, 1, 3), time(9, 15))),
        ("3.1.2027, 9 Uhr", When(date(2027, 1, 3), time(9))),
        ("24.12.2026 14:30 Uhr", When(date(2026, 12, 24), time(14, 30))),
        ("20261123", When(DAY)),
        ("2026/11/23", When(DAY)),
        ("2026/1/2", When(date(2026, 1, 2))),
        ("2020-1-2", When(date(2020, 1, 2))),
        ("2020-01-2", When(date(2020, 1, 2))),
        ("2020-1-23", When(date(2020, 1, 23))),
        ("2026-1", When(date(2026, 1, 1), whole_month=True)),
        ("2026-11-23 9:15", When(DAY, time(9, 15))),
        ("[[24.12.2026]]", When(date(2026, 12, 24))),
    ],
)
def test_a_date_in_another_clear_form_is_read_with_a_remark(text: str, when: When) -> None:
    assert read_date(text, BERLIN) == DateReading(when, odd=True)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-23T13:30:00Z", HALF_PAST_TWO),
        ("2026-11-23T13:30:00.123Z", HALF_PAST_TWO),
        ("2026-11-23 13:30Z", HALF_PAST_TWO),
        ("2026-11-23T14:30+01:00", HALF_PAST_TWO),
        ("2026-11-23T14:30:00+0100", HALF_PAST_TWO),
        ("2026-11-23 14:30:00 +01", HALF_PAST_TWO),
        ("2026-11-23T19:00+05:30", HALF_PAST_TWO),
        ("2026-11-23 08:30-05:00", HALF_PAST_TWO),
        ("2026-11-23T08:30-05:00", HALF_PAST_TWO),
        ("2026-11-23T23:30Z", When(date(2026, 11, 24), time(0, 30))),
        ("2026-11-23T00:30+14:00", When(date(2026, 11, 22), time(11, 30))),
        ("2026-07-01T12:00Z", When(date(2026, 7, 1), time(14))),
        # The hour that the end of summer time repeats.
        ("2026-10-25T00:30Z", When(date(2026, 10, 25), time(2, 30))),
        ("2026-10-25T01:30Z", When(date(2026, 10, 25), time(2, 30))),
    ],
)
def test_a_time_with_an_offset_is_told_by_the_journals_clock(text: str, when: When) -> None:
    assert read_date(text, BERLIN) == DateReading(when)


def test_a_time_with_an_offset_keeps_its_wall_time_where_no_zone_is_known() -> None:
    assert read_date("2026-11-23T23:30Z") == DateReading(When(DAY, time(23, 30)))
    assert read_date("2026-11-23T23:30+05:30") == DateReading(When(DAY, time(23, 30)))


def test_a_time_without_an_offset_is_wall_time_in_every_zone() -> None:
    far_away = timezone(timedelta(hours=-11))

    assert read_date("2026-11-23 14:30", far_away) == DateReading(HALF_PAST_TWO)


@pytest.mark.parametrize("text", ["2026-11-23 10:30-11:30", "2026-11-23 8:00 -08:45"])
def test_a_span_of_time_is_not_taken_for_an_offset(text: str) -> None:
    assert read_date(text, BERLIN) == DateReading()


@pytest.mark.parametrize("text", ["never", "nie", "-", "kein", "NIE", "Never", " nie ", "'-'"])
def test_a_word_of_refusal_means_deliberately_no_date(text: str) -> None:
    assert read_date(text) == DateReading(never=True)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "~", "null", "Null", "NULL", '""', "''"])
def test_a_blank_or_a_null_is_an_empty_date(text: str) -> None:
    assert read_date(text) == DateReading(empty=True)


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026", "31.02.26", "30.2.2026", "29.02.2026", "2026-02-29", "2026-13-01",
        "2026-00-10", "2026-11-00", "2026-11-31", "0000-01-01", "2026-13", "2026-00", "2026-W00",
        "2026-W54", "2025-W53", "20260231", "2026/02/31", "2026-2-31", "[[2026-02-31]]",
        "2026-11-23 24:61", "2026-11-23 24:00", "2026-11-23T14:60", "2026-11-23T14:30:60",
        "2026-11-23, 25 Uhr", "0001-01-01T00:00+14:00", "9999-12-31T23:59Z",
    ],
)  # fmt: skip
def test_a_day_or_time_that_does_not_exist_is_impossible(text: str) -> None:
    assert read_date(text, BERLIN) == DateReading(impossible=True)


@pytest.mark.parametrize(
    "text",
    [
        "bald", "none", "morgen", "+6w", "7.12.", "24.12.126", "24. Dezember 2026", "24-12-2026",
        "11/23/2026", "23/11/2026", "2026.11.23", "26-11-23", "2026-11-23-24", "2026-11-2 3",
        "2026/11-23", "2026 11 23", "2026-11-23x", "2026-11-233", "2026-11-23 bis 2026-11-25",
        "2026-11-23 Telefonat", "2026-11-23Z", "2026-11-23 14", "2026-11-23 14:3",
        "2026-11-23 14.30", "2026-11-23 2pm", "2026-11-23T14:30+15:00", "2026-11-23T14:30+01:60",
        "2026-11-23T14:30 CET", "2026-w48", "2026-W4", "2026-W48-3", "2026", "2026-", "--11-23",
        "10000-01-01", "-2026-11-23", "14:30", "1764633600", "[2026-11-23]", "[[]]",
        "[[2026-11-23", '"2026-11-23', FULL_WIDTH, ARABIC, "2026-11-2\u0663",
        "2026-11-23 \u0661\u0664:30", "2026\u201311\u201323", "2026-11-23\x002026",
        "\ud800026-11-23",
    ],
)  # fmt: skip
def test_whatever_else_is_no_date(text: str) -> None:
    assert read_date(text, BERLIN) == DateReading()


@pytest.mark.parametrize(
    ("when", "plain", "obsidian"),
    [
        (When(DAY), "2026-11-23", "2026-11-23"),
        (HALF_PAST_TWO, "2026-11-23 14:30", "2026-11-23T14:30:00"),
        (When(DAY, time(9, 5)), "2026-11-23 09:05", "2026-11-23T09:05:00"),
        (When(DAY, time(0)), "2026-11-23 00:00", "2026-11-23T00:00:00"),
        (When(date(2026, 12, 1), whole_month=True), "2026-12", "2026-12"),
        (When(date(7, 1, 2)), "0007-01-02", "0007-01-02"),
    ],
)
def test_a_date_is_written_in_one_form(when: When, plain: str, obsidian: str) -> None:
    assert when.written == plain
    assert as_obsidian(when.written) == obsidian


def as_obsidian(written: str) -> str:
    """Return a date as the editor writes it in a vault of Obsidian (T1)."""
    day, blank, at = written.partition(" ")
    return f"{day}T{at}:00" if blank else day


days = st.dates().map(When)
months = st.dates().map(lambda day: When(day.replace(day=1), whole_month=True))
minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))
timed = st.tuples(st.dates(), minutes).map(lambda pair: When(*pair))
whens = days | months | timed


@given(when=whens, is_vault=st.booleans(), zone=st.sampled_from([None, BERLIN, UTC]))
@settings(max_examples=300)
def test_what_is_written_is_read_back_without_remark(
    *,
    when: When,
    is_vault: bool,
    zone: ZoneInfo | None,
) -> None:
    text = as_obsidian(when.written) if is_vault else when.written

    assert read_date(text, zone) == DateReading(when)


#: Later than the local mean times, whose offsets are no whole minutes.
moments = st.datetimes(datetime(1970, 1, 2), datetime(9998, 12, 31))  # noqa: DTZ001


@given(moments)
@settings(max_examples=200)
def test_a_stamp_in_universal_time_names_the_same_moment_here(moment: datetime) -> None:
    stamp = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    here = stamp.astimezone(BERLIN)

    reading = read_date(f"{stamp:%Y-%m-%dT%H:%M}Z", BERLIN)

    assert reading == DateReading(When(here.date(), here.time()))


#: Texts made of what dates are made of, and a few that only look so.
nearly_dates = st.lists(
    st.sampled_from([
        *"0123456789", "2026", "11", "23", "31", "02", "0000", "1604", "-", "--", ".", "/", ":",
        " ", ",", "T", "Z", "+", "W", "Uhr", "[[", "]]", '"', "**", "nie", "alle", "jede",
        "Wochen", "tägig", "h", "min", "\u0663", "\uff12", "\ud800", "\x00", "\n",
    ]),
    max_size=12,
).map("".join)  # fmt: skip
any_text = st.text(max_size=30) | nearly_dates


@given(any_text, st.sampled_from([None, BERLIN, UTC]))
@settings(max_examples=1500, deadline=None)
def test_a_text_is_never_two_things_at_once(text: str, zone: ZoneInfo | None) -> None:
    reading = read_date(text, zone)

    assert sum([reading.when is not None, reading.never, reading.empty, reading.impossible]) <= 1
    assert reading.when is not None or not reading.odd


@given(any_text)
@settings(max_examples=1500, deadline=None)
def test_no_text_makes_a_reader_fail(text: str) -> None:
    birthday = read_birthday(text)
    cadence = read_cadence(text)
    length = duration(text)
    day, day_end, is_impossible = leading_date(text)
    at, time_end = leading_time(text)

    assert birthday.birthday is None or not (birthday.empty or birthday.impossible)
    assert cadence is None or cadence.count >= 0
    assert length is None or length >= 0
    assert (day is not None or is_impossible) == (day_end > 0)
    assert (at is not None) == (time_end > 0)
