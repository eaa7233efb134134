"""Whether somebody new is somebody known (X1-X3, X5)."""

from dataclasses import replace

import pytest

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.duplicates import (
    Common,
    Likeness,
    Trait,
    common,
    is_double,
    told_apart,
    twins,
)
from kontaktjournal.domain.links import Names

STRONG, MEDIUM, WEAK, SHARED = Likeness
ANNA = Contact(
    "kontakte/anna-mueller.md",
    "Anna Müller",
    uid="k7f3q2m9xw",
    aliases=("Anni",),
    org=("Müller Buchbinderei",),
    phone=("+49 221 555 0171",),
    email=("anna@example.org",),
    city="Köln",
    birthday=Birthday(5, 14, 1980),
)


def likeness(card: Card, contact: Contact = ANNA) -> Likeness | None:
    return next((twin.likeness for twin in twins(card, [contact])), None)


@pytest.mark.parametrize("number", ["0221/5550171", "0049 (0)221 555-0171", "+49 (221) 5550171"])
def test_the_same_number_and_no_other_name_is_the_same_person(number: str) -> None:
    assert likeness(Card("Anna Müller", phone=(number,))) is STRONG


def test_the_same_address_is_the_same_person_in_any_case() -> None:
    assert likeness(Card("Anna Müller", email=(" ANNA@example.org",))) is STRONG


def test_the_same_uid_is_the_same_person_whatever_the_name() -> None:
    assert likeness(Card("Anna Otto", uid="k7f3q2m9xw")) is STRONG


@pytest.mark.parametrize("name", ["A. Müller", "Anna", "Mueller", "Frau Müller", "Müller, A."])
def test_a_shorter_name_at_the_same_number_may_be_the_same_person(name: str) -> None:
    assert likeness(Card(name, phone=("0221 5550171",))) is STRONG


@pytest.mark.parametrize("name", ["Karl Müller", "Anna Otto", "K. Müller", "Anna Maria Otto"])
def test_another_name_at_the_same_number_is_a_family_or_an_office(name: str) -> None:
    assert likeness(Card(name, phone=("0221 5550171",))) is SHARED


def test_an_alias_is_no_other_name() -> None:
    assert likeness(Card("Anni", phone=("0221 5550171",))) is STRONG
    assert likeness(Card("Anni")) is WEAK


@pytest.mark.parametrize(
    "card",
    [
        Card("Anna Müller", org=("Mueller Buchbinderei",)),
        Card("Anna Müller", city="koeln"),
        Card("Anna Müller", city="D-50667 Köln"),
        Card("Anna Müller", birthday=Birthday(5, 14)),
        Card("Anna Müller", birthday=Birthday(5, 14, 1980)),
    ],
)
def test_name_and_firm_or_place_or_birthday_are_more_than_a_name(card: Card) -> None:
    assert likeness(card) is MEDIUM


@pytest.mark.parametrize(
    "name",
    ["Anna Müller", "anna mueller", "ANNA MULLER", "Müller, Anna", "Dr. Anna Müller",
     "Anna Müller, MBA"],
)  # fmt: skip
def test_the_same_name_in_any_spelling_is_worth_a_look(name: str) -> None:
    assert likeness(Card(name)) is WEAK
    assert likeness(Card(name, city="Bonn", birthday=Birthday(5, 14, 1981))) is WEAK


@pytest.mark.parametrize("name", ["Anna Otto", "Anna", "Hanna Müller", "Anna Müller-Lang"])
def test_another_name_alone_is_somebody_else(name: str) -> None:
    assert likeness(Card(name, org=ANNA.org, city=ANNA.city)) is None


def test_two_umlauts_spelled_out_differ_from_none() -> None:
    muller = Contact("kontakte/a.md", "Anna Muller")

    assert likeness(Card("Anna Mueller"), muller) is None


def test_extensions_and_service_numbers_identify_nobody() -> None:
    fire = Contact("kontakte/a.md", "Uwe Kern", phone=("112",))

    assert likeness(Card("Karl Ott", phone=("112",)), fire) is None


def test_the_likeliest_comes_first_and_says_what_is_shared() -> None:
    karl = Contact("kontakte/karl.md", "Karl Müller", phone=("0221 5550171",))
    second = Contact("kontakte/anna-mueller-2.md", "Anna Müller")
    third = Contact("kontakte/anna.md", "Anna Müller", city="Köln")
    card = Card("Anna Müller", phone=("0221/5550171",), city="Köln")

    found = twins(card, [karl, second, third, ANNA])

    assert [(twin.likeness, twin.contact.path, twin.shared) for twin in found] == [
        (STRONG, "kontakte/anna-mueller.md", "0221/5550171"),
        (MEDIUM, "kontakte/anna.md", ""),
        (WEAK, "kontakte/anna-mueller-2.md", ""),
        (SHARED, "kontakte/karl.md", "0221/5550171"),
    ]


def test_copies_come_behind_what_they_are_copies_of() -> None:
    names = ["kontakte/anna-mueller-2.md", "kontakte/anna-mueller.md"]

    found = twins(Card("Anna Müller"), [Contact(name, "Anna Müller") for name in names])

    assert [twin.contact.path for twin in found] == names[::-1]


def test_an_initial_stands_for_the_word_that_is_left() -> None:
    arne = Contact("kontakte/a.md", "Anna Arne Müller", phone=("0221 5550171",))

    assert likeness(Card("A. Anna Müller", phone=("0221 5550171",)), arne) is STRONG


def test_what_two_have_in_common_is_told_as_the_first_spells_it() -> None:
    card = Card(
        "Müller, Anna",
        org=("mueller buchbinderei", "Chor"),
        phone=("112", "0221 5550171"),
        email=("Anna@example.org",),
        city="Koeln",
        birthday=Birthday(5, 14),
        uid="k7f3q2m9xw",
    )

    assert common(card, ANNA) == [
        Common(Trait.UID, "k7f3q2m9xw"),
        Common(Trait.PHONE, "0221 5550171"),
        Common(Trait.EMAIL, "Anna@example.org"),
        Common(Trait.NAME, "Müller, Anna"),
        Common(Trait.ORG, "mueller buchbinderei"),
        Common(Trait.CITY, "Koeln"),
        Common(Trait.BIRTHDAY),
    ]
    assert common(Card("Otto", city="Bonn"), ANNA) == []


# --- who is not whom -------------------------------------------------------------------------

OTHER = Contact("kontakte/anna-2.md", "Anna Müller", city="Köln")


@pytest.mark.parametrize("link", ["anna-2", "kontakte/anna-2.md", "Anna Müller"])
def test_whoever_is_told_apart_on_either_side_is_no_double(link: str) -> None:
    assert is_double(ANNA, OTHER)
    assert not is_double(replace(ANNA, distinct=(link,)), OTHER)
    assert not is_double(OTHER, replace(ANNA, distinct=(link,)))


def test_a_link_to_oneself_or_to_nobody_tells_nobody_apart() -> None:
    assert is_double(replace(ANNA, distinct=("anna-mueller", "otto")), OTHER)


def test_a_link_that_means_several_tells_all_of_them_apart() -> None:
    third = replace(OTHER, path="kontakte/anna-3.md")
    people = (replace(ANNA, distinct=("Anna Müller",)), OTHER, third)

    assert told_apart(people, Names(people).resolve) == {
        ANNA.path: {OTHER.path, third.path},
        OTHER.path: {ANNA.path},
        third.path: {ANNA.path},
    }


PROFILE = "https://www.linkedin.com/in/anna-m/"


def test_the_same_profile_in_any_spelling_is_the_same_person() -> None:
    contact = Contact("kontakte/anna.md", "Anna Müller", url=("de.linkedin.com/in/Anna-M?trk=x",))
    card = Card("A. Müller", url=("https://example.org", PROFILE))

    (twin,) = twins(card, [contact])

    assert (twin.likeness, twin.shared) == (STRONG, PROFILE)
    assert Common(Trait.PROFILE, PROFILE) in common(card, contact)


def test_another_name_at_the_same_profile_is_somebody_else() -> None:
    contact = Contact("kontakte/karl.md", "Karl Müller", url=(PROFILE,))

    assert likeness(Card("Anna Müller", url=(PROFILE,)), contact) is SHARED


def test_the_same_page_of_a_firm_makes_nobody_the_same() -> None:
    page = "https://www.linkedin.com/company/druckerei"
    contact = Contact("kontakte/karl.md", "Karl Müller", url=(page,))

    assert likeness(Card("Anna Müller", url=(page,)), contact) is None


def test_a_file_that_names_nobody_has_no_other_name() -> None:
    card = Card("Bo Ott", email=("b@example.org",))
    contact = Contact("kontakte/bott.md", "bott", email=("b@example.org",), unnamed=True)

    assert likeness(card, contact) is STRONG
    assert likeness(card, replace(contact, aliases=("Rita Uhl",))) is SHARED
    assert likeness(card, replace(contact, unnamed=False)) is SHARED
