"""One person on the agenda page."""

from datetime import date, time

import pytest

from agenda_pages import (
    HENRIK,
    JONAS,
    WEDNESDAY,
    days,
    page_of,
    person,
)
from contact_pages import Page
from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Entry,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import AgendaSettings, Settings


def hrefs(page: Page) -> list[str]:
    return [values["href"] for tag, values in page.elements if tag == "a" and "href" in values]


# One entry --------------------------------------------------------------------


def test_an_entry_tells_why_now_what_they_share_and_what_was_last() -> None:
    (told,) = page_of(JONAS).said("picked")

    assert told == (
        "Jonas Wendlandt Angebotheute, 10:30 UhrOrgelbauer, Orgelbau Wendlandt, Stade"
        " Angebot durchgehen, Seite für Seite"
        " Gemeinsame Geschichte: im selben Konzert zu früh eingesetzt"
        " Zuletzt 18. Nov., Telefon: will ein Angebot"
        " Anrufen: 040 555 142 (Jonas Wendlandt) Anruf erlaubt Datei öffnen: jonas-wendlandt.md"
    )


def test_every_due_name_stands_there_with_its_reason() -> None:
    reasons = {
        "Nina Next": person("Nina Next", due=0),
        "Tina Task": person("Tina Task", promises=(Promise("Buch schicken", days(-2)),)),
        "Eva Every": person("Eva Every", every=Cadence(6, Unit.WEEK)),
        "Ella Entry": person(
            "Ella Entry", entries=(Entry(days(1), EntryKind.TALK, channel="Zoom", title="Test"),)
        ),
        "Birte Birthday": person("Birte Birthday", birthday=Birthday(11, 25, 1966)),
        "Dora Decide": person(
            "Dora Decide",
            "gespraech",
            entries=(Entry(days(-3), EntryKind.TALK, channel="Besuch"),),
        ),
        "Olga Orphan": person("Olga Orphan", "anbahnung"),
    }
    settings = Settings(agenda=AgendaSettings(focus=0))

    page = page_of(*reasons.values(), settings=settings)

    entries = {words for part in ("entry", "idle") for words in page.said(part)}
    told = {
        name: next(words for words in entries if name in words).split("Gemeinsame")[0]
        for name in reasons
    }
    assert "Ein Gespräch ist vorgesehen." in told["Nina Next"]
    assert "Eine Zusage ist fällig. Ich: Buch schicken, überfällig" in told["Tina Task"]
    assert "Wieder an der Reihe: alle 6 Wochen." in told["Eva Every"]
    assert "Ein Termin: Zoom: Test" in told["Ella Entry"]
    assert "Geburtstag (60)" in told["Birte Birthday"]
    assert (
        "seit 3 Tagen still Besuch am 22.11. geführt – wie geht's weiter?" in told["Dora Decide"]
    )
    assert "nie gesprochen, kein Termin" in told["Olga Orphan"]


def test_a_second_reason_is_not_lost_behind_the_step() -> None:
    anna = person(
        "Anna Arm", due=0, step="fragen", birthday=Birthday(11, 25), promises=(Promise("Buch"),)
    )

    page = page_of(anna)

    assert page.said("why") == ["fragen"]
    assert page.said("remark") == ["Geburtstag"]
    assert page.said("promise") == ["Ich: Buch"]


def test_a_birthday_that_is_near_is_worth_a_word() -> None:
    page = page_of(person("Anna Arm", due=0, birthday=Birthday(11, 28, 1980)))

    assert page.said("remark") == ["Geburtstag: Sa 28.11. – wird 46 · in 3 Tagen"]


def test_an_hour_today_is_not_lost_behind_an_older_promise() -> None:
    tom = person("Tom T", next=When(WEDNESDAY, time(9)), promises=(Promise("Buch", days(-4)),))

    assert page_of(tom).said("remark") == ["heute, 09:00 Uhr"]


def test_a_contact_that_cannot_be_read_but_has_a_day_says_so() -> None:
    page = page_of(person("Mona Mond", due=-2, unreadable=True))

    assert page.said("lead") == ["Ein Gespräch ist überfällig."]
    assert page.said("remark") == ["Diese Datei ist nicht ganz lesbar."]


def test_a_whole_month_is_told_as_a_month() -> None:
    page = page_of(person("Anna Arm", next=When(date(2027, 3, 1), None, whole_month=True)))

    assert page.said("when") == ["März 2027"]
    assert page.said("lead")[0].endswith("Das nächste ist mit Anna Arm, März 2027.")


def test_links_between_notes_are_words_here() -> None:
    anna = person("Anna Arm", due=0, step="nach [[jonas-weber|Jonas]] und **Uwe** fragen")

    page = page_of(anna)

    assert page.said("why") == ["nach Jonas und Uwe fragen"]
    assert "Jonas" not in page.links


# Consent (P3) -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "mark", "word", "links"),
    [
        (Answer.YES, "ja", "Anruf erlaubt", 1),
        (Answer.OPEN, "offen", "Erlaubnis offen", 1),
        (Answer.NO, "nein", "Anruf nicht erlaubt", 0),
    ],
)
@pytest.mark.parametrize("due", [0, 2, 30])
def test_consent_stands_beside_every_way(
    answer: Answer, mark: str, word: str, links: int, due: int
) -> None:
    anna = person(
        "Anna Arm", due=due, phone=("+49 221 555 0171",), consent=(Permission("phone", answer),)
    )

    page = page_of(anna)

    assert word in page.said(mark)
    assert hrefs(page).count("tel:+492215550171") == links
    assert page.said("s") == ([] if links else ["+49 221 555 0171"])


def test_whoever_is_to_be_left_alone_or_filed_stands_nowhere() -> None:
    blocked = person("Bob Block", due=-3, blocked=True, entries=(Entry(days(-1), EntryKind.TALK),))
    filed = person("Fritz Fort", "ablage", -3, entries=(Entry(days(-1), EntryKind.TALK),))

    page = page_of(blocked, filed, person("Anna Arm", due=0))

    assert "Block" not in page.html
    assert "Fort" not in page.html


def test_a_room_to_meet_in_is_a_way_like_others() -> None:
    page = page_of(HENRIK)

    assert page.links["Öffnen: Zoom-Raum (Henrik Aßmuth)"] == "https://zoom.us/j/1"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//zoom.us", "https://zoom.us.example/j/1", "["]
)
def test_what_only_looks_like_a_room_is_none(url: str) -> None:
    page = page_of(person("Anna Arm", due=0, url=(url,)))

    assert "Zoom-Raum" not in page.words
    assert url not in hrefs(page)
