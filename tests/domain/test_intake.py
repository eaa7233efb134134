"""What becomes of an entry of an address book (X1-X5, A4)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.intake import (
    Fate,
    Provenance,
    Ruling,
    Taken,
    Tally,
    Why,
    blanks,
    ruling,
    says_all,
)  # fmt: skip
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.lists.record import Lack

ANNA = Contact(
    "kontakte/anna-mueller.md",
    "Anna Müller",
    uid="k7f3q2m9xw",
    status="pflege",
    phone=("+49 221 555 0171",),
    city="Köln",
)
NUMBER = ("0221/5550171",)
FILED, BLOCKED = replace(ANNA, status="ablage"), replace(ANNA, blocked=True)


def ruled(card: Card, *known: Contact, is_blocked: bool = False) -> tuple[str, str | None]:
    found = ruling(card, known, DEFAULT, is_blocked=is_blocked)
    return found.fate.value, found.why.value if found.why else None


# --- nobody of the kind --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "card",
    [
        Card("Karl Weber"),
        Card("Karl Weber", phone=NUMBER),  # a family, an office (X5)
    ],
)
def test_who_is_nobody_here_is_new(card: Card) -> None:
    assert ruled(card, ANNA) == ("new", None)


def test_who_is_only_called_like_somebody_is_new_and_said_to_be() -> None:
    card = Card("Anna Müller", phone=("+49 30 555 0199",))

    assert ruled(card, ANNA) == ("new", "namesake")


def test_without_a_name_nobody_becomes_a_contact() -> None:
    assert ruled(Card(email=("info@example.org",)), ANNA) == ("skipped", "no_name")


def test_who_unsubscribed_where_the_entry_comes_from_does_not_come_in() -> None:
    assert ruled(Card("Karl Weber"), ANNA, is_blocked=True) == ("skipped", "blocked")


# --- surely known (X1) ---------------------------------------------------------------------------


def test_who_is_known_gets_blanks_filled() -> None:
    card = Card("Anna Müller", phone=NUMBER, role="Meisterin")

    assert ruling(card, [ANNA], DEFAULT) == Ruling(Fate.FILLED, ANNA)
    assert blanks(card, ANNA) == {"role": "Meisterin"}


@pytest.mark.parametrize(
    "card",
    [
        Card("Anna Müller", phone=NUMBER),
        Card("A. Müller", phone=NUMBER, city="koeln"),
        Card("Anna Müller", phone=(*NUMBER, "+49 30 555 0199"), city="Bonn"),
        Card("Anna Otto", uid="k7f3q2m9xw"),
    ],
)
def test_who_is_known_and_has_no_blank_for_it_stays_as_they_are(card: Card) -> None:
    assert ruled(card, ANNA) == ("unchanged", None)


@pytest.mark.parametrize(
    ("known", "why"), [(FILED, "filed"), (BLOCKED, "blocked"),
                       (replace(FILED, blocked=True), "blocked")]
)  # fmt: skip
@pytest.mark.parametrize(
    "card",
    [
        Card("Anna Müller", phone=NUMBER, role="Meisterin"),
        Card("Anna Müller", city="Köln", role="Meisterin"),
        Card("Anna Müller"),
    ],
)
def test_who_is_filed_or_blocked_is_left_in_peace(card: Card, known: Contact, why: str) -> None:
    assert ruled(card, known) == ("skipped", why)


@pytest.mark.parametrize("known", [FILED, BLOCKED])
def test_the_name_of_somebody_filed_or_blocked_brings_nobody_in(known: Contact) -> None:
    assert ruled(Card("Anna Müller", phone=("+49 30 555 0199",)), known) == ("unclear", "gone")


def test_somebody_filed_as_a_duplicate_is_taken_for_the_other_file() -> None:
    other = replace(FILED, path="kontakte/anna-2.md")
    card = Card("Anna Müller", phone=NUMBER, role="Meisterin")

    assert ruling(card, [other, ANNA], DEFAULT) == Ruling(Fate.FILLED, ANNA)


def test_of_several_with_the_number_nobody_is_chosen() -> None:
    other = replace(ANNA, path="kontakte/anna-2.md", uid="")
    card = Card("Anna Müller", phone=NUMBER, role="Meisterin")

    assert ruled(card, ANNA, other) == ("unclear", "several")
    assert ruled(card._replace(uid=ANNA.uid), ANNA, other) == ("filled", None)
    assert ruled(card, ANNA, replace(other, role="Meisterin")) == ("unchanged", None)


def test_the_same_uid_and_quite_another_name_is_not_clear() -> None:
    assert ruled(Card("Karl Weber", uid=ANNA.uid, role="x"), ANNA) == ("unclear", "renamed")
    assert ruled(Card("Anna Otto", uid=ANNA.uid, role="x"), ANNA) == ("filled", None)


def test_an_address_in_another_town_is_not_put_beside_the_town() -> None:
    card = Card("Anna Müller", phone=NUMBER, city="Bonn", address="Weg 1, 53111 Bonn")

    assert blanks(card, ANNA) == {}
    assert blanks(card._replace(city="Koeln"), ANNA) == {"address": "Weg 1, 53111 Bonn"}


# --- perhaps known (X2, X3) ----------------------------------------------------------------------


def test_the_same_name_and_place_with_another_number_is_not_clear() -> None:
    card = Card("Anna Müller", phone=("+49 30 555 0199",), city="Köln")

    assert ruling(card, [ANNA], DEFAULT) == Ruling(Fate.UNCLEAR, ANNA, Why.MEDIUM)


def test_who_says_no_more_than_is_known_is_no_news() -> None:
    assert ruled(Card("Müller, Anna", city="Koeln"), ANNA) == ("unchanged", None)


# --- but a name (X3) -----------------------------------------------------------------------------

FRIENDS = Provenance("friends.json", date(2011, 3, 13), {"connected": "2011-03-13"})


def friend(source: str = "friends.json", **others: str) -> Contact:
    return Contact("kontakte/anna.md", "Anna Müller", source=source, others=(*others.items(),))


@pytest.mark.parametrize(
    "card",
    [
        Card("Anna Müller"),
        Card("Müller, Anna", aliases=("Anni",)),
        Card("Anna Müller", uid="u1"),
    ],
)
def test_a_name_alone_neither_proves_somebody_known_nor_makes_a_second_file(card: Card) -> None:
    assert ruling(card, [ANNA], DEFAULT) == Ruling(Fate.UNCLEAR, ANNA, Why.NAME_ALONE)


def test_the_name_and_the_day_of_the_link_are_proof_whatever_the_file_was_called() -> None:
    known = friend("freunde.json", Connected="2011-03-13")

    assert ruling(Card("Anna Müller"), [ANNA, known], DEFAULT, FRIENDS) == Ruling(
        Fate.UNCHANGED, known
    )


def test_of_one_name_and_one_source_another_day_is_somebody_else() -> None:
    known = friend(connected="2014-05-13")

    assert ruling(Card("Anna Müller"), [known], DEFAULT, FRIENDS) == Ruling(
        Fate.NEW, why=Why.NAMESAKE
    )


def test_the_day_of_another_platform_tells_nobody_apart() -> None:
    known = friend("Connections.csv", connected="2014-05-13")

    found = ruling(Card("Anna Müller"), [known], DEFAULT, FRIENDS)

    assert found == Ruling(Fate.UNCLEAR, known, Why.NAME_ALONE)


@pytest.mark.parametrize(
    ("others", "fate"),
    [({}, "unchanged"), ({"rabatt": "10  %"}, "unchanged"), ({"Rabatt": "20 %"}, "unclear")],
)
def test_who_came_of_the_same_source_is_known_unless_it_says_otherwise_now(
    others: dict[str, str], fate: str
) -> None:
    known = friend("kunden.csv", Rabatt="10 %")

    found = ruling(Card("Anna Müller"), [known], DEFAULT, Provenance("kunden.csv", None, others))

    assert found.fate == fate


def test_a_friend_who_was_filed_stays_so_and_the_namesake_comes() -> None:
    known = replace(friend(connected="2011-03-13"), status="ablage")
    later = FRIENDS._replace(connected=date(2014, 5, 13))

    assert ruling(Card("Anna Müller"), [known], DEFAULT, FRIENDS).why == Why.FILED
    assert ruling(Card("Anna Müller"), [known], DEFAULT, later).fate == Fate.NEW


@pytest.mark.parametrize(
    "card",
    [
        Card("Anna", phone=("110",)),
        Card("Anna", org=("Weber",)),
        Card("Anna", birthday=Birthday(5, 14)),
        Card("Anna", aliases=("Anni",)),
        Card("Anna", tags=("Kunden",)),
        Card("Anna", address="Weg 1"),
    ],
)
def test_a_single_word_more_is_news(card: Card) -> None:
    told = Contact(
        "anna.md", "Anna", phone=("110",), org=("Weber",), birthday=Birthday(5, 14),
        aliases=("Anni",), tags=("Kunden",), address="Weg 1",
    )  # fmt: skip

    assert not says_all(Contact("anna.md", "Anna"), card)
    assert says_all(told, card)


# --- the sum -------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(Fate), st.sampled_from(Why))))
def test_the_sum_adds_up(taken: list[tuple[Fate, Why]]) -> None:
    tally, twice = Tally(), Tally()
    for fate, why in taken:
        has_reason = fate in {Fate.SKIPPED, Fate.UNCLEAR}
        tally.add(Taken(0, 1, "Anna", fate, why if has_reason else None))
    twice += tally
    twice += tally

    assert tally.read == len(taken) == sum(tally.fates[fate] for fate in Fate)
    assert tally.skipped.total() == tally.fates[Fate.SKIPPED]
    assert tally.unclear.total() == tally.fates[Fate.UNCLEAR]
    assert twice.read == 2 * tally.read


def test_every_reason_of_a_reader_is_one_of_ours() -> None:
    assert {lack.value for lack in Lack} <= {why.value for why in Why}
