"""What time it is: the machine's zone, and the days and times that can be asked for."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from kontaktjournal.cli import clock
from kontaktjournal.domain.errors import WrongUse

BERLIN = clock.zone_of("Europe/Berlin")
MACHINE = clock.SystemZone()


def really_now() -> datetime:
    return datetime.fromtimestamp(time.time(), BERLIN)


@pytest.fixture(autouse=True)
def _machine_in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("moment", "hours", "name"),
    [
        (datetime(2026, 1, 15, 12, tzinfo=MACHINE), 1, "CET"),
        (datetime(2026, 7, 15, 12, tzinfo=MACHINE), 2, "CEST"),
        (datetime(2026, 3, 29, 1, 59, tzinfo=MACHINE), 1, "CET"),
        (datetime(2026, 3, 29, 3, 0, tzinfo=MACHINE), 2, "CEST"),
        (datetime(2026, 10, 25, 3, 0, tzinfo=MACHINE), 1, "CET"),
    ],
)
def test_the_machines_zone_knows_summer_time(moment: datetime, hours: int, name: str) -> None:
    assert moment.utcoffset() == timedelta(hours=hours)
    assert moment.tzname() == name


def test_a_moment_of_the_world_becomes_one_of_the_machine() -> None:
    world = datetime(2026, 7, 15, 22, 30, tzinfo=UTC)

    local = world.astimezone(MACHINE)

    assert local.isoformat() == "2026-07-16T00:30:00+02:00"
    assert local == world


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_have_an_offset(day: date) -> None:
    hours = [
        datetime(day.year, day.month, day.day, hour, tzinfo=MACHINE).utcoffset()
        for hour in (0, 12, 23)
    ]

    assert all(hours)


def test_a_zone_without_a_moment_has_no_offset() -> None:
    known = (MACHINE.utcoffset(None), MACHINE.tzname(None), MACHINE.dst(None))

    assert known == (None, None, None)


@pytest.mark.parametrize(
    ("word", "moment"),
    [
        ("2026-11-23 08:14", datetime(2026, 11, 23, 8, 14, tzinfo=BERLIN)),
        ("2026-11-23T08:14", datetime(2026, 11, 23, 8, 14, tzinfo=BERLIN)),
        ("23.11.2026 08:14", datetime(2026, 11, 23, 8, 14, tzinfo=BERLIN)),
        ("23.11.2026, 14 Uhr", datetime(2026, 11, 23, 14, 0, tzinfo=BERLIN)),
    ],
)
def test_now_may_be_a_day_with_its_time(word: str, moment: datetime) -> None:
    assert clock.now(BERLIN, word, {}) == moment


def test_now_may_be_a_time_of_the_real_day() -> None:
    before = really_now().date()

    moment = clock.now(BERLIN, "08:14", {})

    assert (moment.hour, moment.minute, moment.second) == (8, 14, 0)
    assert before <= moment.date() <= really_now().date()


def test_without_a_wish_now_is_now() -> None:
    before = really_now()

    moment = clock.now(BERLIN, None, {})

    assert before <= moment <= really_now()


def test_the_option_wins_over_the_environment() -> None:
    environ = {"JOURNAL_NOW": "2026-01-01 12:00", "JOURNAL_TODAY": "2026-01-01"}

    assert clock.now(BERLIN, "2026-11-23 08:14", environ).day == 23
    assert clock.now(BERLIN, None, environ).year == 2026
    assert clock.today("2026-11-23", environ) == date(2026, 11, 23)
    assert clock.today(None, environ) == date(2026, 1, 1)
    assert clock.today(None, {}) is None


@pytest.mark.parametrize("word", ["noon", "25:00", "2026-11-23", "2026-02-30 10:00", "bald"])
def test_what_is_no_time_is_refused(word: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        clock.now(BERLIN, word, {})

    assert (refusal.value.key, refusal.value.values) == ("refusal.bad_now", {"word": word})


@pytest.mark.parametrize("word", ["bald", "2026-02-30", "11/23/2026", "never", ""])
def test_what_is_no_day_is_refused(word: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        clock.day(word)

    assert (refusal.value.key, refusal.value.values) == ("refusal.bad_day", {"word": word})


@pytest.mark.parametrize("word", ["2026-11-23", "23.11.2026", "23.11.26", "20261123"])
def test_a_day_may_be_written_as_in_a_file(word: str) -> None:
    assert clock.day(word) == date(2026, 11, 23)
