"""Claims about the date a rhythm makes after a talk (W8), on Monday, 23 November 2026."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from any_contact import CONTACTS, DAYS
from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, When
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.domain.verdict import (
    Rhythm,
    Settled,
    Talked,
    Verdict,
    planned,
    retry_for,
    settle,
)

MONDAY = date(2026, 11, 23)
TODAY = Talked(MONDAY)
FRIDAY = When(date(2026, 11, 27))
SIX_WEEKS = Cadence(6, Unit.WEEK)
#: Six weeks after Monday.
IN_SIX_WEEKS = "2027-01-04"
SETTINGS = Settings()
PFLEGE = DEFAULT.stage("pflege")


def contact(**known: object) -> Contact:
    return Contact("kontakte/mia.md", "Mia", **{"status": "gespraech", **known})  # type: ignore[arg-type]  # each its own


def settled(before: Contact, verdict: Verdict, talked: Talked | None = None) -> Settled:
    return settle(before, verdict, SETTINGS, MONDAY, talked)


def entry(month: int, day: int, kind: EntryKind = EntryKind.TALK) -> Entry:
    return Entry(date(2026, month, day), kind)


# --- a rhythm counts on (W8) -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "then"),
    [
        ({}, IN_SIX_WEEKS),
        ({"next": When(date(2026, 11, 20))}, IN_SIX_WEEKS),
        ({"next": When(MONDAY, time(14, 30))}, IN_SIX_WEEKS),
        ({"next": FRIDAY}, None),
        ({"never": True}, None),
        ({"blocked": True}, None),
        ({"status": "ablage"}, None),
        ({"every": None}, None),
        ({"every": Cadence(0)}, None),
        ({"every": Cadence(5)}, "2026-11-30"),
        ({"entries": (entry(12, 1),)}, None),
        ({"last_noted": date(2026, 11, 30)}, IN_SIX_WEEKS),
        ({"unreadable": True}, IN_SIX_WEEKS),
    ],
    ids=str,
)
def test_after_a_talk_a_rhythm_counts_on_where_nothing_else_is_agreed(
    known: dict[str, object], then: str | None
) -> None:
    before = contact(**{"every": SIX_WEEKS, **known})

    assert settled(before, Verdict(), TODAY).fields.get("next") == then


def test_a_rhythm_counts_from_the_last_contact() -> None:
    before = contact(every=SIX_WEEKS, entries=(entry(11, 20, EntryKind.MESSAGE), entry(11, 2)))
    forgotten = Talked(date(2026, 11, 9))

    assert settled(before, Verdict(), forgotten).fields == {"next": "2027-01-01"}


def test_a_new_rhythm_counts_at_once_and_none_stops_it() -> None:
    before = contact(every=SIX_WEEKS)
    monthly = Verdict(every=Rhythm(Cadence(1, Unit.MONTH), "1 Monat"))

    assert settled(before, monthly, TODAY).fields == {"every": "1 Monat", "next": "2026-12-23"}
    assert settled(before, Verdict(every=Rhythm(Cadence(0), "")), TODAY).fields == {"every": None}


@pytest.mark.parametrize(
    ("talked", "then"), [(TODAY, IN_SIX_WEEKS), (None, None)], ids=["a talk", "a message"]
)
def test_a_new_rhythm_ends_the_time_without_a_date(
    talked: Talked | None, then: str | None
) -> None:
    paused = contact(never=True, every=SIX_WEEKS)

    made = settled(paused, Verdict(every=Rhythm(SIX_WEEKS, "6 Wochen")), talked)

    assert made.fields == {"next": then}


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(every=Rhythm(Cadence(0), "")),
        Verdict(never=True, every=Rhythm(SIX_WEEKS, "6 Wochen")),
        Verdict(PFLEGE),
    ],
    ids=["none", "both", "another stage"],
)
def test_nothing_else_but_a_date_ends_the_time_without_one(verdict: Verdict) -> None:
    assert "next" not in settled(contact(never=True), verdict, TODAY).fields


def test_what_was_to_be_by_today_was_the_talk_that_was_forgotten() -> None:
    forgotten = Talked(date(2026, 11, 16))
    friday, today = (contact(every=SIX_WEEKS, next=When(date(2026, 11, day))) for day in (20, 23))

    assert settled(friday, Verdict(), forgotten).fields == {"next": "2026-12-28"}
    assert settled(today, Verdict(), forgotten).fields == {"next": "2026-12-28"}


def test_an_hour_of_today_is_still_to_come_after_a_forgotten_talk() -> None:
    before = contact(every=SIX_WEEKS, next=When(MONDAY, time(14, 30)))

    assert settled(before, Verdict(), Talked(date(2026, 11, 16))).fields == {}


def test_the_rhythm_of_the_stage_decided_for_counts() -> None:
    settings = Settings(stage_cadence={"pflege": Cadence(8, Unit.WEEK)})

    made = settle(contact(), Verdict(PFLEGE), settings, MONDAY, TODAY)

    assert made.fields == {"status": "pflege", "next": "2027-01-18"}


def test_nothing_is_computed_without_a_talk_or_before_the_answer() -> None:
    before = contact(every=SIX_WEEKS)

    assert settled(before, Verdict()).fields == {}
    assert settled(before, Verdict(), Talked(MONDAY, is_open=True)).fields == {}


def test_what_was_agreed_on_after_a_forgotten_talk_stays() -> None:
    before = contact(every=SIX_WEEKS, next=When(MONDAY, time(14, 30)), step="Vertrag",
                     entries=(entry(11, 16),))  # fmt: skip

    assert settled(before, Verdict(), Talked(date(2026, 11, 9))).fields == {}


@given(CONTACTS, st.integers(1, 90), DAYS, st.integers(0, 400))
def test_a_rhythm_makes_the_date_the_agenda_would_show_anyway(
    known: Contact, every: int, today: date, ago: int
) -> None:
    assume(today.toordinal() > ago + 1)
    talk = Entry(today - timedelta(days=ago), EntryKind.TALK)
    known = replace(known, every=Cadence(every), never=False, blocked=False, snooze=None,
                    promises=(), birthday=None)  # fmt: skip

    made = settle(known, Verdict(), SETTINGS, today, Talked(talk.day)).fields

    if "next" in made:
        after = replace(known, next=None, entries=(*known.entries, talk))
        assert made["next"] == str(assess(after, today, SETTINGS).day)


# --- what is agreed on already ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "tried", "is_agreed"),
    [
        ({}, MONDAY, False),
        ({"next": FRIDAY}, MONDAY, True),
        ({"next": When(MONDAY)}, MONDAY, False),
        ({"next": When(MONDAY)}, date(2026, 11, 20), True),
        ({"next": When(MONDAY), "entries": (entry(11, 23),)}, date(2026, 11, 20), False),
        ({"next": When(date(2026, 11, 19))}, date(2026, 11, 20), False),
        ({"entries": (entry(12, 1),)}, MONDAY, True),
        ({"entries": (entry(11, 1),)}, MONDAY, False),
    ],
    ids=str,
)
def test_a_date_is_agreed_on_where_no_talk_was_it(
    known: dict[str, object], tried: date, *, is_agreed: bool
) -> None:
    again = retry_for(contact(**known), SETTINGS, MONDAY, tried)

    assert (again is None) is is_agreed


@pytest.mark.parametrize(
    ("known", "retry"),
    [
        ({}, "2026-11-25"),
        ({"next": When(date(2026, 11, 19))}, "2026-11-25"),
        ({"next": When(MONDAY, time(14, 30))}, "2026-11-25"),
        ({"next": FRIDAY}, None),
        ({"entries": (entry(12, 1),)}, None),
        ({"never": True}, None),
        ({"blocked": True}, None),
    ],
    ids=str,
)
def test_an_attempt_is_made_again_where_nothing_else_is_agreed(
    known: dict[str, object], retry: str | None
) -> None:
    when = retry_for(contact(**known), SETTINGS, MONDAY, MONDAY)

    assert (when.written if when else None) == retry


def test_a_retry_counts_from_today_in_working_days() -> None:
    closed = Calendar(closed=((date(2026, 11, 25), date(2026, 11, 27)),))
    settings = Settings(calendar=closed, agenda=AgendaSettings(retry=Cadence(2, Unit.WORKDAY)))

    when = retry_for(contact(), settings, MONDAY, date(2026, 11, 16))

    assert when == When(date(2026, 11, 30))


@pytest.mark.parametrize(
    ("known", "then"),
    [
        ({}, None),
        ({"next": FRIDAY}, FRIDAY),
        ({"next": When(MONDAY)}, None),
        ({"entries": (Entry(date(2026, 12, 1), EntryKind.TALK, time(9)),)},
         When(date(2026, 12, 1), time(9))),
        ({"every": SIX_WEEKS}, When(date(2027, 1, 4))),
        ({"every": SIX_WEEKS, "next": FRIDAY}, FRIDAY),
        ({"every": SIX_WEEKS, "never": True}, None),
        ({"every": SIX_WEEKS, "entries": (entry(12, 1),)}, When(date(2026, 12, 1))),
    ],
    ids=str,
)  # fmt: skip
def test_after_a_talk_it_is_known_what_comes_without_a_decision(
    known: dict[str, object], then: When | None
) -> None:
    assert planned(contact(**known), SETTINGS, MONDAY, MONDAY, Verdict()) == then
