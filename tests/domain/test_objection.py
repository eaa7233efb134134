"""Whoever is on the block list, and whose file does not say so, is named."""

from dataclasses import replace
from datetime import date

import pytest

from kontaktjournal.domain.blocking import Blocked, Reason
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.consent import EVERY_CHANNEL
from kontaktjournal.domain.contact import Answer, Contact, Permission
from kontaktjournal.domain.objection import Objection, unheard

LENA = Contact("kontakte/lena.md", "Lena Vogt", email=("l@example.org", "lena@example.org"))
SINCE = date(2026, 5, 4)


def found(contact: Contact, reason: Reason | None = Reason.UNSUBSCRIBED) -> list[Objection]:
    blocked = Blocked(SINCE, reason)
    return [
        *unheard(
            [contact], lambda one: blocked if one == Card(email=("lena@example.org",)) else None
        )
    ]


def allowing(answer: Answer, channel: str = "email") -> Contact:
    return replace(LENA, consent=(Permission(channel, answer),))


@pytest.mark.parametrize(
    "contact", [LENA, allowing(Answer.YES), allowing(Answer.OPEN), allowing(Answer.NO, "phone")]
)
def test_who_unsubscribed_is_named_unless_the_file_forbids_it(contact: Contact) -> None:
    assert found(contact) == [
        Objection(contact, "lena@example.org", Blocked(SINCE, Reason.UNSUBSCRIBED))
    ]


@pytest.mark.parametrize(
    "contact",
    [
        allowing(Answer.NO),
        allowing(Answer.NO, EVERY_CHANNEL),
        replace(LENA, blocked=True),
        replace(LENA, email=("l@example.org",)),
    ],
)
def test_whoever_says_so_in_the_file_or_is_not_blocked_is_not(contact: Contact) -> None:
    assert found(contact) == []


@pytest.mark.parametrize(
    ("reason", "count"),
    [(Reason.BOUNCED, 0), (Reason.COMPLAINED, 1), (Reason.FORGOTTEN, 1), (None, 1)],
)
def test_an_address_that_bounces_says_nothing_of_what_somebody_wants(
    reason: Reason | None, count: int
) -> None:
    assert len(found(LENA, reason)) == count
