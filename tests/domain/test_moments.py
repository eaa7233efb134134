"""Whom an event wakes (D13a)."""

from datetime import date

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.moments import waiting, woken
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings

MONDAY = date(2026, 11, 23)


def contact(
    name: str,
    moment: str = "zweiter Laden",
    status: str = "pflege",
    next: When | None = None,  # noqa: A002  # what the key is called
    *,
    blocked: bool = False,
) -> Contact:
    return Contact(
        f"kontakte/{name}.md", name, status=status, moment=moment, next=next, blocked=blocked
    )


def names(*contacts: Contact) -> list[str]:
    return [due.contact.name for due in waiting(contacts, MONDAY, Settings())]


@pytest.mark.parametrize("status", ["pflege", "anbahnung", "kunde", "liste", "vip"])
def test_whoever_has_a_moment_waits_for_it(status: str) -> None:
    assert names(contact("Anna", status=status)) == ["Anna"]


def test_who_is_filed_or_not_to_be_contacted_or_has_no_moment_waits_for_nothing() -> None:
    assert names(
        contact("Anna", status="ablage"), contact("Berta", blocked=True), contact("Carl", "")
    ) == []  # fmt: skip


def test_those_without_a_date_come_first_then_by_their_dates() -> None:
    assert names(
        contact("Anna", next=When(date(2026, 12, 7))),
        contact("Berta", next=When(date(2026, 11, 20))),
        contact("Carl Zander"),
        contact("Dora Abel"),
    ) == ["Dora Abel", "Carl Zander", "Berta", "Anna"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["Anna", "Berta"]),
        (("laden",), ["Anna", "Berta"]),
        (("FRÜHJAHR",), ["Anna"]),
        (("fruehj", "laden"), ["Anna"]),
        (("zweiter laden",), ["Anna"]),
        (("laden zweiter",), []),
        (("garten",), []),
    ],
)
def test_an_event_wakes_those_in_whose_moment_all_its_words_stand(
    words: tuple[str, ...], found: list[str]
) -> None:
    anna = contact("Anna", "zweiter Laden (Frühjahr)")
    dues = waiting((anna, contact("Berta", "ein Laden")), MONDAY, Settings())

    assert [due.contact.name for due in woken(dues, words)] == found
