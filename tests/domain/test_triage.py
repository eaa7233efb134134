"""Claims about who waits for a decision, and when a rhythm decided on begins."""

from datetime import date

import pytest

from kontaktjournal.domain.agenda import plan
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.triage import awaits_decision, is_about_talk, waiting, with_first_date
from kontaktjournal.domain.verdict import Rhythm, Verdict
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()
FIVE_ATTEMPTS = [f"## 2026-11-1{day} Versuch" for day in range(5)]
SIX_WEEKS = Rhythm(Cadence(6, Unit.WEEK), "6 Wochen")


def contact(name: str, *lines: str) -> Contact:
    """Read a contact of its head's lines and its entries."""
    head = [line for line in lines if not line.startswith("##")]
    entries = [f"\n{line}\n" for line in lines if line.startswith("##")]
    text = "\n".join(["---", f"name: {name}", *head, "---", *entries, ""])
    found = Reader(SETTINGS).read(text.encode(), f"kontakte/{name.casefold()}.md").contact
    assert found is not None
    return found


def due(*lines: str) -> Due:
    return assess(contact("Anna", *lines), MONDAY, SETTINGS)


def test_a_talk_waits_first_then_who_has_no_step_then_who_was_tried_enough() -> None:  # S4, D16
    contacts = [
        contact("Waits", "status: pflege"),
        contact("Tried", "status: anbahnung", "next: 2026-11-20", *FIVE_ATTEMPTS),
        contact("Orphan", "status: anbahnung"),
        contact("Talked", "status: gespraech", "## 2026-11-20 Zoom"),
    ]

    found = waiting(plan(contacts, MONDAY, SETTINGS), SETTINGS)

    assert [one.contact.name for one in found] == ["Talked", "Orphan", "Tried", "Waits"]


@pytest.mark.parametrize(
    "lines",
    [
        ["status: anbahnung", "next: 2026-11-20", *FIVE_ATTEMPTS[1:]],
        ["status: anbahnung", "next: 2026-11-24", *FIVE_ATTEMPTS],
        ["status: anbahnung", "next: 2026-11-23 14:30", *FIVE_ATTEMPTS],
        ["status: pflege", "next: 2026-11-20", *FIVE_ATTEMPTS],
        ["status: pflege", "moment: zweiter Laden"],
        ["status: gespraech", "next: nie", "## 2026-11-20 Zoom"],
        ["status: gespraech", "next: bald", "## 2026-11-20 Zoom"],
        ["status: liste"],
        ["status: ablage"],
    ],
)
def test_nobody_else_waits_for_a_decision(lines: list[str]) -> None:
    assert not awaits_decision(due(*lines), SETTINGS)


@pytest.mark.parametrize(
    ("lines", "is_about_it"),
    [
        (["status: gespraech", "## 2026-11-20 Zoom"], True),
        (["status: gespraech", "next: 2026-03-02", "## 2026-03-02 Zoom"], True),
        (["status: gespraech", "## 2026-03-02 Zoom"], False),
        (["status: anbahnung"], False),
    ],
)
def test_a_decision_is_about_a_talk_that_left_it_open(lines: list[str], is_about_it: bool) -> None:  # noqa: FBT001  # pytest calls it by name
    assert is_about_talk(due(*lines)) is is_about_it


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        # Counted from the last contact, a message too.
        (["status: gespraech", "## 2026-11-20 Zoom"], date(2027, 1, 1)),
        (["status: gespraech", "## 2026-11-02 Zoom", "## 2026-11-16 Mail"], date(2026, 12, 28)),
        # That day has passed, or there was never any.
        (["status: gespraech", "## 2026-03-02 Zoom"], date(2027, 1, 4)),
        (["status: gespraech", "## 2026-10-12 Zoom"], date(2027, 1, 4)),
        (["status: anbahnung", "created: 2026-01-07"], date(2027, 1, 4)),
    ],
)
def test_a_rhythm_begins_at_the_last_contact_or_today(lines: list[str], day: date) -> None:
    verdict = with_first_date(due(*lines), Verdict(every=SIX_WEEKS), MONDAY, SETTINGS)

    assert verdict.next == When(day)


def test_the_rhythm_of_a_stage_makes_nobody_due_at_once() -> None:
    settings = Settings(stage_cadence={"kunde": Cadence(4, Unit.WEEK)})
    talked = due("status: gespraech", "next: 2026-03-02", "## 2026-03-02 Zoom")

    verdict = with_first_date(talked, Verdict(DEFAULT.stage("kunde")), MONDAY, settings)

    assert verdict.next == When(date(2026, 12, 21))


def test_who_is_filed_gets_no_date() -> None:
    settings = Settings(stage_cadence={"ablage": Cadence(4, Unit.WEEK)})
    filing = Verdict(DEFAULT.stage("ablage"))

    assert with_first_date(due("status: anbahnung"), filing, MONDAY, settings) == filing


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(),
        Verdict(every=SIX_WEEKS, next=When(date(2026, 12, 7))),
        Verdict(every=SIX_WEEKS, never=True),
        Verdict(every=Rhythm(Cadence(0), "")),
    ],
)
def test_what_has_a_date_or_no_rhythm_gets_none(verdict: Verdict) -> None:
    assert with_first_date(due("status: anbahnung"), verdict, MONDAY, SETTINGS) == verdict
