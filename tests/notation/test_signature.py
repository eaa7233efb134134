"""Signatures: what is sure is taken, the rest stays; nothing is lost, nothing invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.notation.signature import read_signature

GERMAN = """\
Mit freundlichen Grüßen

Anna Müller
Inhaberin

Müller Buchbinderei GmbH
Ehrenstraße 12
50672 Köln
Tel.: +49 221 555-0171 | Mobil: 0171 555 0100
Fax: +49 221 555 0172
anna@example.org | www.example.org
Geschäftsführerin: Anna Müller · HRB 12345 Amtsgericht Köln
"""
ENGLISH = """\
Kind regards,
--
Jonas Weber, Head of Sales
Northwind Ltd, 12 High Street, London SW1A 1AA, United Kingdom
T +44 20 7946 0958  M +44 7700 900123
E jonas@example.com
linkedin.com/in/jonasweber
Sent from my phone
"""


def test_a_german_signature_finds_its_places() -> None:
    assert read_signature(GERMAN) == Card(
        name="Anna Müller",
        org=("Müller Buchbinderei GmbH",),
        role="Inhaberin",
        phone=("+49 221 555-0171", "0171 555 0100"),
        email=("anna@example.org",),
        url=("www.example.org",),
        city="Köln",
        address="Ehrenstraße 12, 50672 Köln",
        note="Fax: +49 221 555 0172\nGeschäftsführerin: Anna Müller · HRB 12345 Amtsgericht Köln",
    )


def test_an_english_signature_finds_its_places() -> None:
    assert read_signature(ENGLISH) == Card(
        name="Jonas Weber",
        org=("Northwind Ltd",),
        role="Head of Sales",
        phone=("+44 20 7946 0958", "+44 7700 900123"),
        email=("jonas@example.com",),
        url=("linkedin.com/in/jonasweber",),
        city="London",
        address="12 High Street, London SW1A 1AA, United Kingdom",
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Müller <anna@example.org>", "Anna Müller"),
        ('Von: "Dr. Anna van Uhl" <anna@example.org>', "Dr. Anna van Uhl"),
        ("i. A. Anna Müller", "Anna Müller"),
        ("Anna Müller, MBA\n0221 5550171", "Anna Müller, MBA"),
        ("ANNA MÜLLER", "ANNA MÜLLER"),
        ("Dipl.-Ing. Karl Ott", "Dipl.-Ing. Karl Ott"),
        ("Jean-Luc d'Arc", ""),
        ("王芳\n+86 10 5555 0100", "王芳"),
        ("Müller Buchbinderei\nAnna Otto\nanna.otto@example.org", "Anna Otto"),
        ("Müller Buchbinderei\nAnna Otto\ninfo@mueller-buchbinderei.de", "Anna Otto"),
        ("bitte melden", ""),
        ("Köln", ""),
        ("Leiterin Vertrieb", ""),
        ("Ehrenstraße 12", ""),
    ],
)
def test_a_name_is_taken_where_it_is_sure(text: str, name: str) -> None:
    assert read_signature(text).name == name


def test_a_firm_is_told_by_its_address_on_the_web() -> None:
    read = read_signature("Buchhandlung Walther\nRuth Albers\nruth@buchhandlung-walther.de")

    assert (read.name, read.org, read.note) == ("Ruth Albers", ("Buchhandlung Walther",), "")


def test_what_may_be_a_firm_stays_in_the_note() -> None:
    read = read_signature("Ruth Albers\nVerlag am See\nruth@example.org")

    assert (read.org, read.note) == ((), "Verlag am See")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Tel. 0221/5550171", "0221/5550171"),
        ("Telefon: +49 (0)221 / 555-0171", "+49 (0)221 / 555-0171"),
        ("Tel.-Nr. 5550171", "5550171"),
        ("Phone +44 20 7946 0958 ext. 12", "+44 20 7946 0958 ext. 12"),
        ("M: 0171 5550100", "0171 5550100"),
        ("(0221) 555 0171", "(0221) 555 0171"),
        ("+49 171 5550100 (mobil)", "+49 171 5550100"),
    ],
)
def test_a_number_is_taken_as_it_is_written(line: str, number: str) -> None:
    read = read_signature(f"Anna Müller\n{line}")

    assert (read.phone, read.note) == ((number,), "")


@pytest.mark.parametrize(
    "line",
    ["01.02.2026", "Fax 0221 5550172", "Telefax: +49 221 5550172", "Kunden-Nr. 0012345678",
     "Durchwahl -17", "HRB 12345", "2026", "IBAN DE02 1203 0000 0000 2020 51",
     "Tel. 0221 5550171, werktags"],
)  # fmt: skip
def test_what_is_no_sure_number_stays_where_it_was(line: str) -> None:
    read = read_signature(f"Anna Müller\n{line}")

    assert (read.phone, read.note) == ((), line)


def test_of_two_numbers_on_a_line_the_fax_leaves_the_line_standing() -> None:
    read = read_signature("Anna Müller\nTel 0221 5550142 Fax 0221 5550143")

    assert read.phone == ("0221 5550142",)
    assert read.note == "Tel 0221 5550142 Fax 0221 5550143"


def test_the_same_number_twice_is_one() -> None:
    assert read_signature("Tel 0221 5550142\nT: +49 221 5550142").phone == ("0221 5550142",)


def test_a_second_office_is_not_mixed_into_the_address() -> None:
    text = "Anna Müller\nEhrenstraße 12, 50672 Köln\nAm See 3\n53111 Bonn"

    read = read_signature(text)

    assert (read.city, read.address) == ("Köln", "Ehrenstraße 12, 50672 Köln")
    assert read.note == "Am See 3\n53111 Bonn"


def test_a_street_without_its_town_is_not_an_address() -> None:
    read = read_signature("Anna Müller\nEhrenstraße 12")

    assert (read.address, read.note) == ("", "Ehrenstraße 12")


def test_a_known_name_leaves_other_names_in_the_note() -> None:
    read = read_signature("Anna Müller\nTel 0221 5550142", "Jonas Weber")

    assert (read.name, read.note) == ("Jonas Weber", "Anna Müller")


def test_paragraphs_of_the_note_stay_paragraphs() -> None:
    read = read_signature("Anna Müller\n\nerster Absatz hier\n\n\nTel 0221 5550142\n\nzweiter da")

    assert read.note == "erster Absatz hier\n\nzweiter da"


WORDS = st.sampled_from([*GERMAN.split(), *ENGLISH.split(), "|", ",", "bitte", "melden!", "\n"])


@given(words=st.lists(WORDS, max_size=40))
def test_no_word_is_lost_and_none_invented(words: list[str]) -> None:
    text = " ".join(words)

    read = read_signature(text)

    given_words = set(re.findall(r"\w+", text))
    several = (*read.org, *read.phone, *read.email, *read.url)
    values = (read.name, read.role, read.city, read.address, read.note, *several)
    told = set(re.findall(r"\w+", " ".join(values)))
    polite = set(re.findall(r"\w+", "Mit freundlichen Grüßen Kind regards Sent from my phone"))
    labels = {"Tel", "Mobil", "T", "M", "E", "Fax"}
    assert told <= given_words
    assert given_words - told <= polite | labels


def test_what_stands_far_below_stays_as_it_was() -> None:
    below = ["Tel. +49 221 555 0199"] * 300

    card = read_signature("\n".join(["Anna Otto", "Tel. +49 221 555 0171", *below]))

    assert (card.name, card.phone[0]) == ("Anna Otto", "+49 221 555 0171")
    assert card.note.count("\n") == 101
