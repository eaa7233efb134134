"""The agenda as a page: what it tells of a day."""

from datetime import time

import pytest

from agenda_pages import BAD_DATE, EVERYBODY, MIRKO, WEDNESDAY, days, page_of, person
from kontaktjournal.domain.contact import (
    Entry,
    EntryKind,
    Promise,
)
from kontaktjournal.domain.rhythm import Calendar, When
from kontaktjournal.domain.settings import AgendaSettings, Settings

# The day in a sentence --------------------------------------------------------


def test_the_day_is_told_in_a_sentence() -> None:
    page = page_of(*EVERYBODY, problems=[BAD_DATE])

    assert page.said("h1") == ["Mittwoch, 25. November 2026, Woche 48"]
    assert page.said("lead") == [
        "Fünf Gespräche sind fällig, drei davon überfällig. Für heute reichen drei."
    ]
    assert page.said("notes") == ["Ein Kontakt ist ohne nächsten Schritt, eine Datei hat Fehler."]
    assert page.said("title")[0].endswith("25. Nov.: 5 Gespräche fällig – Kontaktjournal")


def test_the_same_sentence_in_english() -> None:
    page = page_of(*EVERYBODY, language="en", problems=[BAD_DATE])

    assert page.said("h1") == ["Wednesday, 25 November 2026, week 48"]
    assert page.said("lead") == [
        "Five conversations are due, three of them overdue. Three are enough for today."
    ]
    assert page.said("notes") == ["One contact has no next step, one file has problems."]
    assert ("html", {"lang": "en"}) in page.elements


@pytest.mark.parametrize(
    ("dues", "sentence"),
    [
        ([0], "Ein Gespräch ist fällig."),
        ([-1], "Ein Gespräch ist überfällig."),
        ([-1, 0], "Zwei Gespräche sind fällig, eines davon überfällig."),
        ([-2, -1], "Zwei Gespräche sind überfällig."),
        ([0] * 4, "Vier Gespräche sind fällig. Für heute reichen drei."),
        ([-1] * 13, "13 Gespräche sind überfällig. Für heute reichen drei."),
    ],
)
def test_the_sentence_fits_the_number(dues: list[int], sentence: str) -> None:
    people = [person(f"Nr {n}", due=due) for n, due in enumerate(dues)]

    assert page_of(*people).said("lead") == [sentence]


def test_a_promise_that_is_due_is_a_reason_to_call() -> None:
    mine = Promise("Konzept schicken", days(-5))
    theirs = Promise("er: Bilder heraussuchen", days(2), mine=False)
    jonas = person("Jonas Weber", "angebot", 30, promises=(mine, theirs))

    page = page_of(jonas)

    assert page.said("lead") == ["Ein Gespräch ist überfällig."]
    assert page.said("picked")[0].startswith("Jonas Weber Angebot5 Tage überfällig")
    assert page.said("promise") == [
        "Ich: Konzept schicken, überfällig seit 20. Nov.",
        "Jonas: Bilder heraussuchen, bis 27. Nov.",
    ]


# Nothing, nobody, the first day -----------------------------------------------


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (1, "Das nächste ist mit Emil Eck, morgen."),
        (7, "Das nächste ist mit Emil Eck, am Mittwoch, 2. Dezember."),
        (800, "Das nächste ist mit Emil Eck, am Freitag, 2. Februar 2029."),
    ],
)
def test_where_nobody_is_due_the_page_says_who_comes_next(due: int, told: str) -> None:
    page = page_of(person("Emil Eck", due=due))

    assert page.said("lead") == [f"Heute ist kein Gespräch fällig. {told}"]
    assert page.said("notes") == [
        "Jeder Kontakt im Spiel hat einen nächsten Schritt. Alle Dateien sind lesbar."
    ]
    assert page.links["Emil Eck"] == "kontakte/emil-eck.html"


def test_the_first_page_shows_how_the_first_file_looks() -> None:
    page = page_of()

    assert page.said("empty")[0].startswith(
        "Noch kein Kontakt. Die erste Datei heißt zum Beispiel"
    )
    assert "kontakte/marlene-tiedemann.md" in page.words
    assert "--- name: Marlene Tiedemann status: anbahnung next: 2026-11-30" in page.words
    assert 'journal new "Marlene Tiedemann"' in page.words
    assert page.said("lead") == []


def test_a_search_that_fits_nobody_is_no_first_page() -> None:
    page = page_of(is_whole=False)

    assert page.said("lead") == ["Auf die Suche passt niemand."]
    assert page.said("empty") == []


def test_a_page_of_a_search_says_that_it_does_not_know_everybody() -> None:
    page = page_of(person("Bert Bald", due=0), is_whole=False)

    assert page.said("lead") == ["Ein Gespräch ist fällig."]
    assert page.said("notes") == ["Hier steht nur, auf wen die Suche passt."]


def test_a_journal_with_nobody_in_play_says_how_many_are_listed() -> None:
    page = page_of(person("Lea Liste", "liste"), person("Leo Liste", "liste"))

    assert page.said("lead") == ["Heute ist kein Gespräch fällig."]
    assert page.said("notes") == ["Noch ist niemand im Spiel; 2 Namen stehen auf der Liste."]


def test_whoever_waits_for_a_moment_is_told_as_a_number() -> None:
    page = page_of(person("Anna Arm", moment="Frühjahr"), person("Bert Bein", moment="Umzug"))

    assert page.said("notes")[0].startswith("Zwei warten auf ihren Moment.")


# For today --------------------------------------------------------------------


def test_three_are_suggested_and_the_others_may_wait() -> None:
    page = page_of(*EVERYBODY)

    assert [words.split(" Angebot")[0].split(" Gespräch")[0] for words in page.said("picked")] == [
        "Jonas Wendlandt",
        "Marlene Tiedemann",
        "Henrik Aßmuth",
    ]
    (band,) = page.said("pick3")
    assert "Höchstens drei Gespräche am Tag. Dr. Salome Brandeis und" in band
    assert "und Aylin Demirtaş-Voß dürfen warten." in band
    assert page.links["Aylin Demirtaş-Voß"] == "kontakte/aylin-demirtas-voss.html"
    assert page.said("brief") == [
        "9 Tage überfällig Marlene Tiedemann Angebotoben bei „Für heute“",
        "5 Tage überfällig Henrik Aßmuth Gesprächoben bei „Für heute“",
        "10:30 heute Jonas Wendlandt Angebotoben bei „Für heute“",
    ]


def test_many_others_are_a_number() -> None:
    page = page_of(*(person(f"Nr {n:02}", due=-n) for n in range(41)))

    assert "Höchstens drei Gespräche am Tag. Die anderen 38 dürfen warten." in page.words


def test_more_hours_than_are_enough_for_a_day_are_told() -> None:
    timed = (person(f"Nr {n}", next=When(WEDNESDAY, time(9 + n))) for n in range(4))

    page = page_of(*timed, person("Oda Ohne", due=0))

    assert "Vier sind fest verabredet. Oda Ohne darf warten." in page.words
    assert page.said("lead") == ["Fünf Gespräche sind fällig. Für heute reichen vier."]


def test_without_a_focus_nobody_is_suggested() -> None:
    settings = Settings(agenda=AgendaSettings(focus=0))

    page = page_of(*EVERYBODY, settings=settings)

    assert page.said("pick3") == []
    assert page.said("lead") == ["Fünf Gespräche sind fällig, drei davon überfällig."]
    assert len(page.said("entry")) == 7


# What is missing, what is wrong -----------------------------------------------


def test_a_file_that_cannot_be_read_is_named_with_its_line_and_the_remedy() -> None:
    page = page_of(problems=[BAD_DATE])

    (told,) = page.said("errors")
    assert told == (
        "hinrichs-anke.md:5next: 7.12. oder so – kein Datum (z. B. 2026-11-30)"
        " → ein Datum eintragen, oder nie für bewusst keines"
    )
    link = page.links["hinrichs-anke.md:5"]
    assert link == "vscode://file/journal/kontakte/hinrichs-anke.md:5"


def test_those_kept_warm_without_a_step_are_a_number_and_a_command() -> None:
    page = page_of(*(person(f"Warm {n}", "pflege") for n in range(287)))

    assert page.said("rest") == ["287 wartend ohne Termin journal list is:orphan"]
    assert "287 Kontakte sind ohne nächsten Schritt" in page.words


def test_the_margin_says_since_when_it_is_quiet() -> None:
    (told,) = page_of(MIRKO).said("idle")

    assert told.startswith("Mirko Sandvoß Pflegeseit 71 Tagen still")


def test_a_long_list_is_cut_and_says_so() -> None:
    page = page_of(*(person(f"Nr {n:03}", due=-n) for n in range(1, 249)))

    assert len(page.said("entry")) == 30
    (told,) = page.said("rest")
    assert told == (
        "Hier stehen die 30 wichtigsten. 218 weitere sind überfällig, die ältesten seit"
        " 218 Tagen. Was so lange liegt, darf auch abgelegt werden."
    )


# Two weeks --------------------------------------------------------------------


def test_the_strip_tells_family_names_and_leads_to_the_entries() -> None:
    held = Entry(days(-2), EntryKind.TALK)
    page = page_of(*EVERYBODY, person("Wolfram Zick", due=40, entries=(held,)))

    cells = page.said("cell")
    assert cells[:3] == [
        "Mo 23. November geführt: Zick",
        "Di 24. November überfällig: Brandeis",
        "Mi 25. November geplant: Wendlandt geplant: Demirtaş-Voß",
    ]
    assert len(cells) == 14
    assert page.links["Di 24. November überfällig: Brandeis"] == "#k-dr-salome-brandeis"


def test_days_without_work_take_little_room_until_somebody_is_there() -> None:
    free, busy = page_of(person("Anna Arm", due=1)), page_of(person("Anna Arm", due=3))

    assert "even" not in free.parts
    assert len(busy.parts["even"]) == 1


def test_a_week_that_begins_on_sunday_has_days_of_one_width() -> None:
    settings = Settings(calendar=Calendar(week_start=6))

    page = page_of(person("Anna Arm", due=1), settings=settings)

    assert page.said("cell")[0] == "So 22. November"
    assert len(page.parts["even"]) == 1


def test_where_a_list_is_cut_the_filter_says_that_it_does_not_know_everybody() -> None:
    whole = page_of(*(person(f"Nr {n:03}", due=-n) for n in range(1, 31)))
    part = page_of(*(person(f"Nr {n:03}", due=-n) for n in range(1, 32)))

    assert "journal list" not in whole.said("keine")[0]
    assert "journal list" in part.said("keine")[0]
