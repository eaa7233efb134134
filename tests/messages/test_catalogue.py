from datetime import date, time
from decimal import Decimal

import pytest

from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.messages import LANGUAGES, Catalogue
from kontaktjournal.messages.catalogue import DayStyle

MONDAY = date(2026, 11, 23)

#: The values every problem carries, by code and variant.
PROBLEMS = {
    "E101.unclosed": "",
    "E101.nul": "",
    "E101.control": "char",
    "E101.deep": "limit",
    "E101.large": "limit",
    "E101.alias": "word",
    "E101.tag": "word",
    "E101.tab": "",
    "E101.colon": "line",
    "E101.quote": "",
    "E101.special": "char",
    "E101.mapping": "",
    "E101.syntax": "detail",
    "E102": "key word",
    "E103": "key word",
    "E104": "uid other",
    "E105": "",
    "E106": "encoding",
    "E107.large": "limit",
    "E107.link": "",
    "E107.dangling": "",
    "E107.loop": "",
    "E107.special": "",
    "E107.denied": "reason",
    "E107.folder": "reason",
    "W201": "word count",
    "W202": "",
    "W203": "key",
    "W203.every": "key",
    "W204": "word other",
    "W205": "key other",
    "W206": "",
    "W207": "date",
    "W208": "text date",
    "W209": "key word",
    "W210": "word key",
    "W211": "key",
    "W212.bytes": "",
    "W212.nul": "",
    "W213": "key word",
    "W214": "key",
    "W215": "key word",
    "W216": "view told",
    "W217": "count key",
    "I301": "",
    "I302": "decision status",
    "I303": "word",
    "I303.ambiguous": "word names",
    "I304": "word iso",
    "I305": "count",
    "I306": "",
    "I307": "channel",
    "I307.all": "",
    "I308": "word",
}


def problem(code: str, **values: str) -> Problem:
    code, _, variant = code.partition(".")
    return Problem("kontakte/anna.md", 4, 7, code, variant, tuple(values.items()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("code", "values"), PROBLEMS.items())
def test_every_problem_has_a_sentence_and_a_fix(code: str, values: str, language: str) -> None:
    say = Catalogue(language)
    found = problem(code, **{name: "3" if name == "count" else name for name in values.split()})

    sentence, fix = say.problem(found), say.fix(found)

    assert "{" not in sentence + fix
    assert not sentence.endswith(".")
    assert not fix.endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_and_every_unit_has_a_name(language: str) -> None:
    say = Catalogue(language)

    assert all(f"stage.{stage.id}" in say for stage in DEFAULT.stages)
    assert all(say.cadence(Cadence(2, unit)) for unit in Unit)


def test_a_message_takes_its_values_as_they_are() -> None:
    say = Catalogue("de")

    said = say("list.nothing", query="{0} \x1b %s")

    assert said == "Nichts gefunden für: {0} \x1b %s"


@pytest.mark.parametrize("key", ["no.such_message", "agenda", "agenda.free.nobody"])
def test_an_unknown_key_is_a_mistake_in_the_code(key: str) -> None:
    say = Catalogue("de")

    assert key not in say
    with pytest.raises(KeyError):
        say(key)
    with pytest.raises(KeyError):
        say.count(key, 2)


def test_a_missing_value_is_a_mistake_in_the_code() -> None:
    with pytest.raises(KeyError):
        Catalogue("de")("list.nothing")


@pytest.mark.parametrize(
    ("language", "value", "places", "said"),
    [
        ("de", "3.4", 1, "3,4"),
        ("en", "3.4", 1, "3.4"),
        ("de", "12300", 0, "12.300"),
        ("de", "1234567.5", 2, "1.234.567,50"),
        ("en", "1234567.5", 2, "1,234,567.50"),
    ],
)
def test_a_decimal_has_the_signs_of_the_language(
    language: str, value: str, places: int, said: str
) -> None:
    assert Catalogue(language).decimal(Decimal(value), places) == said


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("de", 0, "0 Versuche bisher"),
        ("de", 1, "1 Versuch bisher"),
        ("de", 3, "3 Versuche bisher"),
        ("en", 1, "1 attempt so far"),
        ("en", 3, "3 attempts so far"),
        ("de", 98412, "98.412 Versuche bisher"),
        ("en", 98412, "98,412 attempts so far"),
    ],
)
def test_a_count_takes_its_plural_and_groups_its_thousands(
    language: str, n: int, said: str
) -> None:
    assert Catalogue(language).count("agenda.attempts", n) == said


@pytest.mark.parametrize(
    ("style", "german", "english"),
    [
        ("head", "Montag, 7. Dezember 2026", "Monday, 7 December 2026"),
        ("date", "07.12.2026", "7 Dec 2026"),
        ("weekday_date", "Mo 07.12.2026", "Mon 7 Dec 2026"),
        ("short", "07.12.", "7 Dec"),
        ("weekday_short", "Mo 07.12.", "Mon 7 Dec"),
        ("weekday", "Mo", "Mon"),
        ("month", "Dez. 2026", "Dec 2026"),
    ],
)
def test_a_day_is_written_as_people_write_it(style: DayStyle, german: str, english: str) -> None:
    day = date(2026, 12, 7)

    assert Catalogue("de").day(day, style) == german
    assert Catalogue("en").day(day, style) == english


def test_an_appointment_shows_its_time_and_a_month_no_day() -> None:
    say = Catalogue("de")

    assert say.when(When(MONDAY), "weekday_date") == "Mo 23.11.2026"
    assert say.when(When(MONDAY, time(9, 5)), "weekday_date") == "Mo 23.11.2026 09:05"
    assert say.when(When(date(2026, 12, 1), whole_month=True), "date") == "Dez. 2026"


@pytest.mark.parametrize(
    ("day", "week"), [(MONDAY, "KW 48"), (date(2027, 1, 1), "KW 53"), (date(2027, 1, 4), "KW 1")]
)
def test_a_week_is_counted_by_iso(day: date, week: str) -> None:
    assert Catalogue("de").week(day) == week


@pytest.mark.parametrize(
    ("cadence", "german", "english"),
    [
        (Cadence(6, Unit.WEEK), "alle 6 Wochen", "every 6 weeks"),
        (Cadence(1, Unit.WEEK), "jede Woche", "every week"),
        (Cadence(1, Unit.DAY), "täglich", "every day"),
        (Cadence(45), "alle 45 Tage", "every 45 days"),
        (Cadence(3, Unit.MONTH), "alle 3 Monate", "every 3 months"),
        (Cadence(1, Unit.YEAR), "jedes Jahr", "every year"),
        (Cadence(2, Unit.WORKDAY), "alle 2 Arbeitstage", "every 2 working days"),
        (Cadence(0), "ohne Rhythmus", "no rhythm"),
    ],
)
def test_a_rhythm_is_said_in_words(cadence: Cadence, german: str, english: str) -> None:
    assert Catalogue("de").cadence(cadence) == german
    assert Catalogue("en").cadence(cadence) == english


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "(0 T)"),
        (3, "(3 T)"),
        (30, "(30 T)"),
        (31, "(1 Mon)"),
        (195, "(6 Mon)"),
        (730, "(23 Mon)"),
        (731, "(2 J)"),
    ],
)
def test_an_age_is_told_in_the_unit_that_says_most(days: int, said: str) -> None:
    assert Catalogue("de").ago(days) == said


def test_a_stage_has_its_own_label_before_ours() -> None:
    say = Catalogue("en")

    assert say.stage("pflege") == "Nurture"
    assert say.stage("pflege", "Keep") == "Keep"
    assert say.stage("probe") == "probe"
    assert say.stage(None) == "no status"


def test_an_unreadable_date_is_told_with_an_example() -> None:
    found = problem("E102", key="next", word="bald")

    assert Catalogue("de").problem(found) == "next: bald – kein Datum (z. B. 2026-11-30)"
    assert Catalogue("en").problem(found) == "next: bald – not a date (e.g. 2026-11-30)"


def test_an_unknown_status_is_told_once_with_its_files() -> None:
    say = Catalogue("de")

    assert say.problem(problem("W201", word="vip", count="3")) == (
        "Status „vip“ ist unbekannt (3 Dateien)"
    )
    assert say.problem(problem("W201", word="vip")) == "Status „vip“ ist unbekannt (1 Datei)"


def test_a_problem_speaks_of_days_and_channels_as_people_do() -> None:
    say = Catalogue("de")

    served = say.problem(problem("W207", date="2026-11-20"))
    undated = say.problem(problem("I307", channel="phone"))
    unknown = say.problem(problem("I307", channel="Threema"))

    assert served == "Termin eingelöst (20.11.2026), kein neuer Schritt"
    assert undated == "Einwilligung für Telefon ohne Datum"
    assert unknown == "Einwilligung für Threema ohne Datum"
