"""Claims about what a new date makes of a file (4.5), on Monday, 23 November 2026."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import Verdict, settle

MONDAY = date(2026, 11, 23)
FRIDAY = When(date(2026, 11, 27))


def talk(month: int, day: int) -> tuple[Entry, ...]:
    return (Entry(date(2026, month, day), EntryKind.TALK),)


def contact(**known: object) -> Contact:
    return Contact("kontakte/mia.md", "Mia", **{"status": "gespraech", **known})  # type: ignore[arg-type]  # each its own


def changed(before: Contact, verdict: Verdict) -> Mapping[str, str | None]:
    return settle(before, verdict, Settings(), MONDAY).fields


def test_only_what_differs_is_written() -> None:
    before = contact(next=FRIDAY, step="Mappe")
    same = Verdict(DEFAULT.stage("gespraech"), FRIDAY, step="Mappe")

    assert changed(before, same) == {}
    assert changed(before, Verdict(next=When(FRIDAY.day, time(10)))) == {
        "next": "2026-11-27 10:00"
    }
    assert changed(before, Verdict(DEFAULT.stage("pflege"))) == {"status": "pflege"}
    assert changed(before, Verdict(step="Angebot")) == {"step": "Angebot"}
    assert changed(before, Verdict(step="")) == {"step": None}
    assert changed(before, Verdict(never=True)) == {"next": "never"}
    assert changed(contact(never=True), Verdict(never=True)) == {}


# Where the old step goes -----------------------------------------------------

KEPT = {
    "the date only moves": contact(next=When(date(2026, 12, 7)), entries=talk(11, 20)),
    "it was overdue": contact(next=When(date(2026, 11, 20)), entries=talk(11, 12)),
    "nobody was reached": contact(
        next=When(date(2026, 11, 20)),
        entries=(Entry(date(2026, 11, 20), EntryKind.ATTEMPT),),
    ),
    "there was no date, and no talk": contact(),
    "there was no date, and the talk is long ago": contact(entries=talk(3, 1)),
    "there was none on purpose": contact(never=True, entries=talk(11, 20)),
    "the rhythm has one": contact(every=Cadence(6, Unit.WEEK), entries=talk(11, 20)),
    "it was said after the talk": contact(entries=talk(11, 20)),
    "what stood there was no date": contact(unreadable=True, entries=talk(11, 20)),
}
GONE = {
    "a talk on that day": contact(next=When(date(2026, 11, 20)), entries=talk(11, 20)),
    "a talk since": contact(next=When(date(2026, 11, 20)), entries=talk(11, 22)),
    "a talk, and the rhythm has the next": contact(
        next=When(date(2026, 11, 20)), every=Cadence(6, Unit.WEEK), entries=talk(11, 20)
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_a_step_moves_with_its_date(case: str) -> None:
    before = with_step(KEPT[case])

    assert changed(before, Verdict(next=FRIDAY)) == {"next": "2026-11-27"}


@pytest.mark.parametrize("case", GONE)
def test_a_step_goes_with_the_talk_it_looked_ahead_to(case: str) -> None:
    before = with_step(GONE[case])

    assert changed(before, Verdict(next=FRIDAY)) == {"next": "2026-11-27", "step": None}
    assert changed(before, Verdict(next=FRIDAY, step="neu")) == {
        "next": "2026-11-27",
        "step": "neu",
    }
    assert changed(before, Verdict(never=True)) == {"next": "never", "step": None}
    assert changed(before, Verdict(DEFAULT.stage("angebot"))) == {
        "status": "angebot",
        "step": None,
    }


def with_step(one: Contact) -> Contact:
    return replace(one, step="Mappe zeigen")


# What would hide the date ----------------------------------------------------


def test_a_snooze_that_would_hide_the_new_date_is_lifted() -> None:
    asleep = contact(next=FRIDAY, snooze=date(2026, 12, 10))

    assert changed(asleep, Verdict(next=FRIDAY)) == {"snooze": None}
    assert changed(asleep, Verdict(next=When(date(2026, 12, 10)))) == {"next": "2026-12-10"}
    assert changed(asleep, Verdict(never=True)) == {"next": "never"}
