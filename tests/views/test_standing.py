"""Where a contact stands, in the words of one line."""

from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Birthday, Contact, Entry, EntryKind, Promise
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.standing import (
    next_talk,
    sentence,
    stage_and_rhythm,
    talk_to_come,
    written_rhythm,
)
from kontaktjournal.views.words import Frame

GERMAN = Frame(Catalogue("de"), Settings(), date(2026, 11, 23), 80)
ENGLISH = GERMAN._replace(say=Catalogue("en"))
SIX_WEEKS = Cadence(6, Unit.WEEK)


@pytest.mark.parametrize(
    ("contact", "german", "english"),
    [
        (Contact("a.md", "A", status="pflege"), "Pflege", "Nurture"),
        (
            Contact("a.md", "A", status="pflege", every=SIX_WEEKS),
            "Pflege, alle 6 Wochen",
            "Nurture, every 6 weeks",
        ),
        (Contact("a.md", "A", status="kunde", every=Cadence(0)), "Kunde", "Customer"),
        (Contact("a.md", "A", status_typed="vip"), "vip", "vip"),
    ],
)
def test_the_stage_and_the_rhythm_of_ones_own(contact: Contact, german: str, english: str) -> None:
    assert stage_and_rhythm(contact, GERMAN) == german
    assert stage_and_rhythm(contact, ENGLISH) == english


@pytest.mark.parametrize(
    ("contact", "german"),
    [
        (Contact("a.md", "A", next=When(date(2026, 12, 7))), "nächstes Gespräch Mo 07.12.2026"),
        (
            Contact("a.md", "A", next=When(date(2026, 12, 7), time(14, 30))),
            "nächstes Gespräch Mo 07.12.2026 14:30",
        ),
        (
            Contact("a.md", "A", next=When(date(2026, 12, 1), None, whole_month=True)),
            "nächstes Gespräch Dez. 2026",
        ),
        (Contact("a.md", "A", never=True), "bewusst ohne Termin"),
        (Contact("a.md", "A"), ""),
    ],
)
def test_when_the_next_talk_shall_be(contact: Contact, german: str) -> None:
    assert next_talk(contact, GERMAN) == german


TALK = Entry(date(2026, 11, 20), EntryKind.TALK)
APPOINTMENT = Entry(date(2026, 12, 1), EntryKind.TALK, time(10))
OWED = Promise("Mappe", date(2026, 11, 23))


@pytest.mark.parametrize(
    ("contact", "german"),
    [
        (Contact("a.md", "A", next=When(date(2026, 12, 7))), "nächstes Gespräch Mo 07.12.2026"),
        (
            Contact("a.md", "A", next=When(date(2026, 12, 1), None, whole_month=True)),
            "nächstes Gespräch Dez. 2026",
        ),
        (Contact("a.md", "A", next=When(date(2026, 11, 20)), entries=(TALK,)), ""),
        (
            Contact("a.md", "A", every=SIX_WEEKS, entries=(TALK,)),
            "nächstes Gespräch Fr 01.01.2027",
        ),
        (
            Contact("a.md", "A", never=True, entries=(APPOINTMENT,)),
            "nächstes Gespräch Di 01.12.2026 10:00",
        ),
        (Contact("a.md", "A", never=True, status="pflege"), "bewusst ohne Termin"),
        (Contact("a.md", "A", status="pflege", promises=(OWED,)), ""),
        (Contact("a.md", "A", status="pflege", birthday=Birthday(11, 23)), ""),
        (
            Contact("a.md", "A", next=When(date(2026, 12, 7)), promises=(OWED,), status="pflege"),
            "nächstes Gespräch Mo 07.12.2026",
        ),
        (Contact("a.md", "A", blocked=True, next=When(date(2026, 12, 7))), ""),
    ],
)
def test_when_the_next_talk_is(contact: Contact, german: str) -> None:
    assert talk_to_come(contact, GERMAN) == german


def test_a_line_leaves_out_what_there_is_not() -> None:
    assert sentence(Contact("a.md", "Anna Müller"), "Pflege", "", "heute") == (
        "Anna Müller · Pflege · heute"
    )


@pytest.mark.parametrize(
    ("cadence", "german", "english"),
    [
        (SIX_WEEKS, "6 Wochen", "6 weeks"),
        (Cadence(1, Unit.MONTH), "1 Monat", "1 month"),
        (Cadence(1, Unit.DAY), "täglich", "daily"),
        (Cadence(1000, Unit.DAY), "1000 Tage", "1000 days"),
    ],
)
def test_a_rhythm_is_written_as_it_is_read(cadence: Cadence, german: str, english: str) -> None:
    assert written_rhythm(cadence, GERMAN) == german
    assert written_rhythm(cadence, ENGLISH) == english
