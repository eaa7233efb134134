"""What was decided is looked up by list and key, and for a contact by uid or path."""

from datetime import date

import pytest

from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.domain.qualify.decisions import Decisions, latest
from kontaktjournal.domain.qualify.prequalified import POOL

TODAY = date(2026, 11, 23)
LIST = "listen/l.csv"
ADA = Decided("ada", Choice.FILE, None, date(2026, 11, 20))
BOB = Decided("bob", Choice.LATER, date(2026, 11, 24), TODAY)
CYD = Decided("cyd", Choice.LATER, TODAY, date(2026, 8, 1))
DON = Decided("don", Choice.START, None, TODAY)


def decisions(*made: Decided, path: str = LIST) -> Decisions:
    return Decisions(lambda asked: made if asked == path else (), TODAY)


def test_what_holds_of_rows_is_told_by_list_and_key() -> None:
    later = BOB._replace(key="ada")

    assert decisions(ADA, later, CYD).of_all([LIST, POOL]) == {
        (LIST, "ada"): later, (LIST, "cyd"): CYD
    }  # fmt: skip


@pytest.mark.parametrize(
    ("some", "expected"),
    [
        ([ADA, BOB, CYD], BOB),
        ([BOB, DON], BOB),
        ([DON, BOB, ADA._replace(day=TODAY)], ADA._replace(day=TODAY)),
        ([BOB, BOB._replace(until=None)], BOB._replace(until=None)),
        ([ADA._replace(day=None), CYD], CYD),
    ],
)
def test_of_decisions_beside_several_lists_the_latest_holds_and_of_one_day_the_firmest(
    some: list[Decided], expected: Decided
) -> None:
    assert latest(some) == latest(some[::-1]) == expected


def test_what_was_decided_today_is_told_by_list_and_key() -> None:
    assert decisions(ADA, BOB, CYD, DON).made_today([LIST, POOL]) == [(LIST, "bob"), (LIST, "don")]


def test_what_was_decided_before_a_contact_had_a_uid_still_holds() -> None:
    before = BOB._replace(key="kontakte/bob.md")

    found = decisions(before, path=POOL)

    assert found.of_contact("abc", "kontakte/bob.md") == before
    assert found.of_contact("", "kontakte/andere.md") is None


def test_of_two_decisions_that_by_the_uid_holds() -> None:
    before, now = BOB._replace(key="kontakte/bob.md"), ADA._replace(key="abc")

    assert decisions(before, now, path=POOL).of_contact("abc", "kontakte/bob.md") == now


def test_each_table_is_read_once() -> None:
    asked: list[str] = []

    def read(path: str) -> list[Decided]:
        asked.append(path)
        return [ADA]

    found = Decisions(read, TODAY)

    assert (found.of(LIST), found.of_all([LIST]), asked) == (
        {"ada": ADA}, {(LIST, "ada"): ADA}, [LIST]
    )  # fmt: skip
