"""What calls come to: drafts for `log` where the number is known."""

from dataclasses import replace
from datetime import date, time

import pytest

from kontaktjournal.domain.calls import CallFate, Draft, drafted, with_number
from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import When

AT = When(date(2026, 11, 20), time(14, 30))
ANNA = Contact("kontakte/anna.md", "Anna Müller", status="pflege", phone=("0221/555 0171",))
KARL = replace(ANNA, path="kontakte/karl.md", name="Karl Müller")
FILED, BLOCKED = replace(ANNA, status="ablage"), replace(ANNA, blocked=True)
THAT_DAY = replace(ANNA, entries=(Entry(AT.day, EntryKind.TALK),))
THE_DAY_BEFORE = replace(ANNA, entries=(Entry(date(2026, 11, 19), EntryKind.TALK),))


@pytest.mark.parametrize("number", ["+49 221 5550171", "02215550171"])
def test_a_number_is_known_in_any_spelling(number: str) -> None:
    assert with_number(number, "", [KARL, ANNA, replace(ANNA, phone=())]) == [ANNA, KARL]


def test_of_several_with_the_number_the_name_in_the_telephone_decides() -> None:
    assert with_number("02215550171", "Müller, Karl", [ANNA, KARL]) == [KARL]
    assert with_number("02215550171", "Büro", [ANNA, KARL]) == [ANNA, KARL]


@pytest.mark.parametrize("number", ["", "110", "0221 555 0172"])
def test_what_is_nobodys_number_is_nobody(number: str) -> None:
    assert (
        with_number(number, "Anna Müller", [replace(ANNA, phone=("110", "0221/555 0171"))]) == []
    )


@pytest.mark.parametrize(
    ("people", "minutes", "is_mine", "fate"),
    [
        ([], 12, False, "unknown"),
        ([ANNA], 12, False, "draft"),
        ([ANNA], 0, True, "draft"),
        ([ANNA], 0, False, "missed"),
        ([FILED], 12, False, "gone"),
        ([BLOCKED], 12, True, "gone"),
        ([THAT_DAY], 12, False, "recorded"),
        ([THE_DAY_BEFORE], 12, False, "draft"),
    ],
)
def test_a_call_comes_to(people: list[Contact], minutes: int, *, is_mine: bool, fate: str) -> None:
    assert drafted(AT, minutes, people, DEFAULT, is_mine=is_mine)[0] == CallFate(fate)


def test_there_is_a_draft_for_each_it_may_have_been_with() -> None:
    fate, drafts = drafted(AT, 12, [ANNA, FILED, KARL], DEFAULT, is_mine=False)

    assert (fate, drafts) == (CallFate.DRAFT, [Draft(ANNA, AT, 12), Draft(KARL, AT, 12)])
