"""Claims about the next step in words (3.2)."""

from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Contact, Decision, Entry, EntryKind, Promise
from kontaktjournal.domain.history import history
from kontaktjournal.domain.step import step_of

MONDAY = date(2026, 11, 23)


def talk(day: int, reason: str | None = None, at: time | None = None) -> Entry:
    decision = None if reason is None else Decision(reason=reason)
    return Entry(date(2026, 11, day), EntryKind.TALK, at, decision=decision)


def step(contact: Contact) -> str:
    return step_of(contact, history(contact, MONDAY))


def test_the_key_wins_over_everything_else() -> None:
    contact = Contact(
        "kontakte/anna.md",
        "Anna",
        step="Mappe besprechen",
        moment="zweiter Laden",
        entries=(talk(20, "nach der Messe"),),
        promises=(Promise("Mappe schicken"),),
    )

    assert step(contact) == "Mappe besprechen"


def test_without_the_key_the_newest_decision_tells() -> None:
    contact = Contact(
        "kontakte/anna.md",
        "Anna",
        moment="zweiter Laden",
        entries=(
            Entry(date(2026, 11, 20), EntryKind.NOTE, decision=Decision(reason="Angebot prüfen")),
            talk(16, "nach der Messe"),
        ),
        promises=(Promise("Mappe schicken"),),
    )

    assert step(contact) == "Angebot prüfen"


@pytest.mark.parametrize("entries", [(talk(20), talk(16, "nach der Messe")), (talk(20, ""),)])
def test_a_reason_older_than_the_last_talk_is_history(entries: tuple[Entry, ...]) -> None:
    contact = Contact("kontakte/anna.md", "Anna", entries=entries, moment="zweiter Laden")

    assert step(contact) == "zweiter Laden"


@pytest.mark.parametrize(
    ("status", "told"),
    [("ablage", "passt nicht"), (None, "passt nicht"), ("anbahnung", "zweiter Laden")],
)
def test_a_reason_for_another_stage_is_history(status: str | None, told: str) -> None:
    filed = Entry(
        date(2026, 11, 20), EntryKind.NOTE, decision=Decision("ablage", reason="passt nicht")
    )
    contact = Contact(
        "kontakte/uwe.md", "Uwe", status=status, entries=(filed,), moment="zweiter Laden"
    )

    assert step(contact) == told


@pytest.mark.parametrize(
    ("entries", "newer"),
    [
        pytest.param((talk(20, "oben"), talk(20, "unten"), talk(2)), "oben", id="newest first"),
        pytest.param((talk(2), talk(20, "oben"), talk(20, "unten")), "unten", id="oldest first"),
        pytest.param(
            (talk(20, "früh", time(9)), talk(20, "spät", time(16))), "spät", id="by the clock"
        ),
    ],
)
def test_of_two_decisions_on_one_day_the_newer_tells(
    entries: tuple[Entry, ...], newer: str
) -> None:
    assert step(Contact("kontakte/anna.md", "Anna", entries=entries)) == newer


def test_without_a_decision_my_oldest_open_promise_tells() -> None:
    contact = Contact(
        "kontakte/anna.md",
        "Anna",
        moment="zweiter Laden",
        promises=(
            Promise("irgendwann anrufen", line=10),
            Promise("Mappe schicken", date(2026, 11, 27), line=12),
            Promise("Preis nennen", date(2026, 11, 25), line=14),
            Promise("sie: Bilder heraussuchen", date(2026, 11, 1), mine=False, line=15),
            Promise("Vertrag schicken", date(2026, 10, 1), kept=True, line=16),
        ),
    )

    assert step(contact) == "Preis nennen"


def test_without_anything_else_the_moment_tells() -> None:
    assert step(Contact("kontakte/anna.md", "Anna", moment="zweiter Laden")) == "zweiter Laden"
    assert step(Contact("kontakte/anna.md", "Anna")) == ""
