"""What was recorded, in one line, on Monday, 23 November 2026."""

from dataclasses import replace
from datetime import date, time

import pytest

from kontaktjournal.domain.contact import (
    Birthday,
    Contact,
    Decision,
    Entry,
    EntryKind,
    Promise,
)
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.logged import lacks_step, logged, served_again, too_many_attempts
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
GERMAN = Frame(Catalogue("de"), Settings(), MONDAY, 80)
ENGLISH = GERMAN._replace(say=Catalogue("en"))
TALK = Entry(MONDAY, EntryKind.TALK, channel="Zoom")
TRY = Entry(MONDAY, EntryKind.ATTEMPT, channel="Telefonat", title="nicht erreicht")
FRIDAY = When(date(2026, 11, 27), time(10))
AHEAD = Entry(FRIDAY.day, EntryKind.TALK, channel="Zoom")
SIX_WEEKS = Cadence(6, Unit.WEEK)


def mia(entry: Entry = TALK, **known: object) -> Contact:
    contact = Contact("kontakte/mia.md", "Mia", entries=(entry,))
    return replace(contact, **{"status": "gespraech", **known})  # type: ignore[arg-type]  # each its own


@pytest.mark.parametrize(
    ("contact", "german", "english"),
    [
        (mia(), " · Gespräch", " · Conversation"),
        (mia(next=FRIDAY), " · Gespräch · nächstes Gespräch Fr 27.11.2026 10:00",
         " · Conversation · next conversation Fri 27 Nov 2026, 10:00"),
        (mia(next=When(MONDAY)), " · Gespräch", " · Conversation"),
        (mia(never=True), " · Gespräch · bewusst ohne Termin",
         " · Conversation · deliberately no date"),
        (mia(every=SIX_WEEKS), " · Gespräch, alle 6 Wochen · nächstes Gespräch Mo 04.01.2027",
         " · Conversation, every 6 weeks · next conversation Mon 4 Jan 2027"),
        (mia(blocked=True, next=FRIDAY), " · Gespräch", " · Conversation"),
        (mia(status="ablage"), " · abgelegt.", " · filed."),
        (mia(status=None), " · ohne Status", " · no status"),
    ],
)  # fmt: skip
def test_a_talk_is_told_with_where_the_contact_stands(
    contact: Contact, german: str, english: str
) -> None:
    assert logged(contact, contact, TALK, GERMAN) == f"Mia · Zoom 23.11.2026{german}"
    assert logged(contact, contact, TALK, ENGLISH) == f"Mia · Zoom 23 Nov 2026{english}"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (TALK._replace(at=time(14, 30)), "Zoom 23.11.2026 14:30"),
        (TALK._replace(channel="", title="Fachgespräch"), "Fachgespräch 23.11.2026"),
        (TALK._replace(channel=""), "Gespräch 23.11.2026"),
        (TALK._replace(kind=EntryKind.NOTE, channel="Notiz"), "Notiz 23.11.2026"),
    ],
)
def test_an_entry_is_named_by_its_channel(entry: Entry, told: str) -> None:
    assert logged(mia(), None, entry, GERMAN) == f"Mia · {told} · Gespräch"


def test_a_message_leaves_what_is_overdue() -> None:
    mail = TALK._replace(kind=EntryKind.MESSAGE, channel="Mail")
    contact = mia(mail, next=When(date(2026, 11, 20)))

    assert logged(contact, contact, mail, GERMAN) == (
        "Mia · Mail 23.11.2026 · Gespräch · überfällig seit Fr 20.11.2026"
    )


def test_an_appointment_among_the_entries_is_the_next_talk() -> None:
    contact = mia(entries=(TALK, TALK._replace(day=date(2026, 12, 1), at=time(9))))

    assert logged(contact, contact, TALK, GERMAN).endswith("nächstes Gespräch Di 01.12.2026 09:00")


def test_a_reason_for_filing_is_told() -> None:
    entry = TALK._replace(decision=Decision("ablage", reason="kein Bedarf"))

    told = logged(mia(entry, status="ablage"), mia(), entry, GERMAN)

    assert told == "Mia · Zoom 23.11.2026 · abgelegt (kein Bedarf)."


@pytest.mark.parametrize(
    ("earlier", "congratulates"), [("angebot", True), (None, True), ("kunde", False)]
)
def test_a_new_customer_is_a_reason_to_be_glad(
    earlier: str | None, *, congratulates: bool
) -> None:
    told = logged(mia(status="kunde"), mia(status=earlier), TALK, GERMAN)

    assert told == "Mia · Zoom 23.11.2026 · Kunde" + (
        ". Glückwunsch – Geschäft eingetütet." if congratulates else ""
    )


# --- attempts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contact", "german"),
    [
        (mia(TRY, next=FRIDAY), "Mia · 1. Versuch · wieder Fr 27.11.2026 10:00"),
        (mia(TRY), "Mia · 1. Versuch"),
        (mia(TRY, entries=(TRY,) * 3), "Mia · 3. Versuch"),
        (mia(TRY, entries=(TRY, TALK), next=FRIDAY),
         "Mia · Versuch 23.11.2026 · wieder Fr 27.11.2026 10:00"),
        (mia(TRY, status="ablage"), "Mia · Telefonat 23.11.2026 · abgelegt."),
        (mia(TRY, status="pflege"), "Mia · 1. Versuch · Pflege"),
    ],
)  # fmt: skip
def test_attempts_are_counted_until_there_is_a_talk(contact: Contact, german: str) -> None:
    assert logged(contact, mia(TRY), TRY, GERMAN) == german


@pytest.mark.parametrize(
    ("contact", "question"),
    [
        (mia(TRY, entries=(TRY,) * 4), ""),
        (mia(TRY, entries=(TRY,) * 5), "5 Versuche ohne Gespräch – ablegen?"),
        (mia(TRY, entries=(TRY,) * 5, status="ablage"), ""),
    ],
)
def test_after_enough_attempts_there_is_a_question(contact: Contact, question: str) -> None:
    assert too_many_attempts(contact, GERMAN) == question


# --- what is missing -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contact", "lacks"),
    [
        (mia(), True),
        (mia(status="liste"), True),
        (mia(status=None), True),
        (mia(status="pflege"), True),
        (mia(status="pflege", moment="zweiter Laden"), False),
        (mia(status="kunde"), False),
        (mia(status="ablage"), False),
        (mia(next=FRIDAY), False),
        (mia(every=SIX_WEEKS), False),
        (mia(never=True), False),
        (mia(blocked=True), False),
        (mia(AHEAD), False),
        (mia(snooze=FRIDAY.day), False),
        # these say when to think of somebody, not when to talk again
        (mia(next=When(MONDAY)), True),
        (mia(birthday=Birthday(11, 23)), True),
        (mia(promises=(Promise("Mappe", MONDAY),)), True),
        (mia(status="liste", promises=(Promise("Mappe", MONDAY),)), True),
        (mia(status="pflege", moment="zweiter Laden", birthday=Birthday(11, 23)), False),
    ],
)
def test_a_step_is_missing_where_nothing_says_when_to_talk_again(
    contact: Contact, *, lacks: bool
) -> None:
    assert lacks_step(contact, GERMAN) is lacks


@pytest.mark.parametrize(
    ("day", "served"),
    [(date(2026, 11, 20), MONDAY), (MONDAY, MONDAY), (date(2026, 11, 24), None)],
)
def test_a_date_on_the_day_of_the_talk_is_kept_at_once(day: date, served: date | None) -> None:
    assert served_again(mia(next=When(day)), GERMAN) == served
