"""vCards as they are written: we read them back, and so does vobject."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.notation.content_lines import on_one_line
from kontaktjournal.notation.vcard import card_of, read_vcards
from kontaktjournal.notation.vcard_text import name_parts, vcard_text

ANNA = Card(
    name="Dr. Anna Müller",
    aliases=("Anni", "Ännchen, die"),
    org=("Müller Buchbinderei", "Verein; e. V."),
    role="Inhaberin",
    phone=("+49 221 555 0171", "0171 / 555 01 71"),
    email=("anna@example.org",),
    url=("https://www.example.org/a,b", "example.org"),
    city="Köln",
    address="Ehrenstraße 12, 50672 Köln",
    birthday=Birthday(5, 14, 1980),
    tags=("Messe", "a, b"),
    uid="k7f3q2m9xw",
    note="Zwei Zeilen,\nmit \\ und ;",
)


def read_back(card: Card) -> Card:
    (vcard,) = read_vcards(vcard_text(card))
    return card_of(vcard)


def vobject_reads(text: str) -> Any:
    import vobject

    (found,) = vobject.readComponents(text)
    return found


def test_a_card_is_written_in_full() -> None:
    assert vcard_text(ANNA).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Kontaktjournal//journal export//EN",
        "UID:k7f3q2m9xw",
        "FN:Dr. Anna Müller",
        "N:Müller;Anna;;Dr.;",
        "NICKNAME:Anni,Ännchen\\, die",
        "CATEGORIES:Messe,a\\, b",
        "ORG:Müller Buchbinderei",
        "ORG:Verein\\; e. V.",
        "TITLE:Inhaberin",
        "TEL;TYPE=VOICE:+49 221 555 0171",
        "TEL;TYPE=VOICE:0171 / 555 01 71",
        "EMAIL;TYPE=INTERNET:anna@example.org",
        "URL:https://www.example.org/a,b",
        "URL:example.org",
        "ADR:;;Ehrenstraße 12;Köln;;50672;",
        "BDAY:1980-05-14",
        "NOTE:Zwei Zeilen\\,\\nmit \\\\ und \\;",
        "END:VCARD",
        "",
    ]


def test_what_we_write_we_read_back_equal() -> None:
    assert read_back(ANNA) == ANNA


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Müller", ("Müller", "Anna", "", "", "")),
        ("Dr. Anna van Dyk", ("van Dyk", "Anna", "", "Dr.", "")),
        ("Anna Maria Müller", ("Müller", "Anna Maria", "", "", "")),
        ("Müller, Anna", ("Müller", "Anna", "", "", "")),
        ("Anna Müller, MBA", ("Müller", "Anna", "", "", "")),
        ("Madonna", ("", "Madonna", "", "", "")),
        ("王芳", ("", "王芳", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_a_name_is_sorted_by_its_family(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("birthday", "line"),
    [
        (Birthday(5, 14), "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-14"),
        (Birthday(2, 29), "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29"),
        (Birthday(2, 29, 1980), "BDAY:1980-02-29"),
    ],
)
def test_a_birthday_may_do_without_its_year(birthday: Birthday, line: str) -> None:
    card = Card(name="Anna", birthday=birthday)

    assert f"\r\n{line}\r\n" in vcard_text(card)
    assert read_back(card).birthday == birthday


@pytest.mark.parametrize(
    ("address", "city", "line"),
    [
        ("Ehrenstraße 12, 50672 Köln", "", "ADR:;;Ehrenstraße 12;Köln;;50672;"),
        ("Am Markt 3, Hinterhaus, 1010 Wien", "Wien", "ADR:;;Am Markt 3, Hinterhaus;Wien;;1010;"),
        ("Ehrenstraße 12, 50672 Köln", "Bonn", "ADR:;;Ehrenstraße 12, 50672 Köln;Bonn;;;"),
        ("Ehrenstraße 12", "Köln", "ADR:;;Ehrenstraße 12;Köln;;;"),
        ("", "Köln", "ADR:;;;Köln;;;"),
        ("Köln", "Köln", "ADR:;;;Köln;;;"),
    ],
)
def test_an_address_is_taken_apart_where_it_says_how(address: str, city: str, line: str) -> None:
    card = Card(name="Anna", address=address, city=city)

    assert line.replace(", ", "\\, ") in vcard_text(card)


def test_a_text_that_ends_the_card_does_not() -> None:
    # Folded, "END:VCARD" stands alone on its line.
    note = f"{'x' * 70}END:VCARD"

    assert "\r\n END:VCARD\r\n" in vcard_text(Card(name="Anna", note=note))
    assert read_back(Card(name="Anna", note=note)).note == note


LETTERS = st.characters(codec="utf-8")
ANY = st.text(st.characters(), max_size=60)
WORDS = st.text(LETTERS, max_size=30).map(on_one_line)
SAID = WORDS.filter(bool)
PLAIN = st.text(st.sampled_from("abcdefäöü0123456789+-./@ "), max_size=80).map(on_one_line)
BIRTHDAYS = st.dates(date(1850, 1, 1)).map(lambda day: Birthday(day.month, day.day, day.year))


def some(one: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(one.filter(bool), max_size=3, unique=True).map(tuple)


TAGS = SAID.filter(lambda tag: tag.replace(" ", "").casefold() not in {"mycontacts", "starred"})
NORMAL = st.builds(
    Card,
    name=SAID,
    aliases=some(SAID),
    org=some(SAID),
    role=WORDS,
    phone=some(PLAIN),
    email=some(PLAIN),
    url=some(PLAIN.map(lambda word: word.replace(" ", ""))),
    city=WORDS,
    address=st.just(""),
    birthday=st.none() | BIRTHDAYS,
    tags=some(TAGS),
    uid=SAID,
    note=SAID,
    unnamed=st.sampled_from([False]),
)
ODD = st.builds(
    Card,
    name=ANY,
    aliases=st.lists(ANY, max_size=3).map(tuple),
    org=st.lists(ANY, max_size=3).map(tuple),
    role=ANY,
    phone=st.lists(ANY, max_size=3).map(tuple),
    email=st.lists(ANY, max_size=3).map(tuple),
    url=st.lists(ANY, max_size=3).map(tuple),
    city=ANY,
    address=ANY,
    birthday=st.none() | BIRTHDAYS,
    tags=st.lists(ANY, max_size=3).map(tuple),
    uid=ANY,
    note=ANY,
)


@given(NORMAL)
def test_whatever_is_known_of_a_person_is_read_back_equal(card: Card) -> None:
    assert read_back(card) == card


@given(ODD)
def test_whatever_stands_in_a_card_it_stays_one_card_of_short_lines(card: Card) -> None:
    text = vcard_text(card)

    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in "".join(lines))
    (read,) = read_vcards(text)
    assert read.unread == ()


@given(NORMAL)
def test_vobject_reads_the_same(card: Card) -> None:
    found = vobject_reads(vcard_text(card))

    assert found.fn.value == card.name
    assert found.uid.value == card.uid
    assert found.note.value == card.note
    assert [one.value for one in found.contents.get("tel", [])] == [*card.phone]
    assert [one.value for one in found.contents.get("email", [])] == [*card.email]
    assert [one.value for one in found.contents.get("org", [])] == [[one] for one in card.org]
    if card.tags:
        assert tuple(found.categories.value) == card.tags
    if card.city:
        assert found.adr.value.city == card.city
