"""Claims about public holidays of regions (clarifications 13 and 27, C2)."""

import sys
from datetime import date

import holidays
import pytest

from kontaktjournal.config.read import understand
from kontaktjournal.config.regions import PARTS
from kontaktjournal.domain.errors import BadConfig
from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.messages.catalogue import Catalogue

CORPUS_CHRISTI = date(2026, 6, 4)
BERCHTOLD = date(2026, 1, 2)
UNITY = date(2026, 10, 3)
NATIONAL_DAY_OF_AUSTRIA = date(2026, 10, 26)


def calendar_of(value: str) -> Calendar:
    return understand(f"\n[calendar]\n  holidays = {value}").calendar


@pytest.mark.parametrize(
    ("region", "day", "worked"),
    [
        ("DE-NW", CORPUS_CHRISTI, False),
        ("DE-BE", CORPUS_CHRISTI, True),
        ("DE", CORPUS_CHRISTI, True),
        ("DE", date(2027, 1, 1), False),
        ("AT", NATIONAL_DAY_OF_AUSTRIA, False),
        ("AT-9", NATIONAL_DAY_OF_AUSTRIA, False),
        ("DE", NATIONAL_DAY_OF_AUSTRIA, True),
        ("CH-BE", BERCHTOLD, False),
        ("CH-TI", BERCHTOLD, True),
        ("FR", date(2026, 7, 14), False),
        ("GB-sct", date(2026, 11, 30), False),
        ("GB-ENG", date(2026, 11, 30), True),
    ],
)
def test_a_region_has_its_own_holidays(region: str, day: date, *, worked: bool) -> None:
    assert calendar_of(f'"{region}"').is_workday(day) is worked


def test_holidays_of_several_regions_add_up() -> None:
    calendar = calendar_of('["DE-NW", "AT", 2026-02-16]')

    days = (CORPUS_CHRISTI, NATIONAL_DAY_OF_AUSTRIA, date(2026, 2, 16), date(2026, 2, 17))
    assert [calendar.is_workday(day) for day in days] == [False, False, False, True]


def test_without_a_region_there_are_no_holidays() -> None:
    assert understand("").calendar.is_workday(date(2027, 1, 1))


@pytest.mark.parametrize("year", [1, 1900, 2026, 2100, 9999])
def test_holidays_of_a_year_lie_in_it(year: int) -> None:
    found = calendar_of('["DE-BY", "US", "CH"]').holidays(year)

    assert {day.year for day in found} <= {year}


@pytest.mark.parametrize("country", PARTS)
def test_the_parts_known_by_heart_are_those_of_the_package(country: str) -> None:
    known = holidays.list_supported_countries(include_aliases=False)

    assert set(PARTS[country]) == set(known[country])


@pytest.mark.parametrize(
    ("value", "key", "word", "column"),
    [
        ('"XQ"', "config.region", "XQ", 3),
        ('"GB-XYZ"', "config.region", "GB-XYZ", 3),
        ('["DE", "GB-WSL"]', "config.region.near", "GB-WSL", 21),
    ],
)
def test_a_wrong_region_abroad_is_refused_with_its_place_when_a_date_is_asked(
    value: str, key: str, word: str, column: int
) -> None:
    calendar = calendar_of(value)

    with pytest.raises(BadConfig) as refusal:
        calendar.is_workday(UNITY.replace(day=5))

    values = refusal.value.values
    assert refusal.value.key == key
    assert values["word"] == word
    assert (values["path"], values["line"], values["column"]) == ("journal.toml", 3, column)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = calendar_of('"DE-NW"')
    monkeypatch.setitem(sys.modules, "holidays", None)

    with pytest.raises(BadConfig) as refusal:
        calendar.is_workday(CORPUS_CHRISTI)

    assert refusal.value.key == "config.region.missing"
    assert Catalogue("en")(refusal.value.key, **refusal.value.values).startswith(
        "journal.toml:3:3: the holidays of `DE-NW` need the package"
    )


def test_a_year_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = calendar_of('"DE-NW"')
    calendar.is_workday(CORPUS_CHRISTI)
    monkeypatch.setitem(sys.modules, "holidays", None)

    assert not calendar.is_workday(CORPUS_CHRISTI)
