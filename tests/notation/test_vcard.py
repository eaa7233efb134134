"""vCards, as every program writes them (6.6)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.notation.vcard import card_of, is_vcard, read_vcards


def card(*lines: str, version: str = "3.0", newline: str = "\r\n") -> Card:
    whole = ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")
    (read,) = read_vcards(newline.join(whole))
    return card_of(read)


def test_a_whole_card_finds_its_places() -> None:
    read = card(
        "N:Müller;Anna;;Dr.;",
        "FN:Dr. Anna Müller",
        "NICKNAME:Anni,Ännchen",
        "ORG:Müller Buchbinderei;Werkstatt",
        "TITLE:Inhaberin",
        "item1.TEL;type=HOME:+49 221 555 0171",
        "TEL;TYPE=CELL,PREF:+49 171 555 0171",
        "TEL;TYPE=WORK,FAX:+49 221 555 0172",
        "EMAIL;TYPE=INTERNET:anna@example.org",
        "ADR;TYPE=WORK:;;Ehrenstraße 12;Köln;;50672;Deutschland",
        "URL:https\\://www.example.org",
        "BDAY:1980-05-14",
        "CATEGORIES:Messe,myContacts",
        "UID:urn:uuid:4711",
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ",
        " SkZJRg==",
    )

    assert read == Card(
        name="Dr. Anna Müller",
        aliases=("Anni", "Ännchen"),
        org=("Müller Buchbinderei",),
        role="Inhaberin",
        phone=("+49 171 555 0171", "+49 221 555 0171"),
        email=("anna@example.org",),
        url=("https://www.example.org",),
        city="Köln",
        address="Ehrenstraße 12, 50672 Köln, Deutschland",
        birthday=Birthday(5, 14, 1980),
        tags=("Messe",),
        uid="urn:uuid:4711",
        note="Werkstatt\nTEL (fax, work): +49 221 555 0172",
    )


def test_a_name_is_put_together_where_none_is_shown() -> None:
    assert card("N:van Uhl;Nina;Maria;Dr.;", "FN:").name == "Dr. Nina Maria van Uhl"
    assert card("N:Lee;Kim;;;Jr.").name == "Kim Lee, Jr."


def test_a_firm_without_a_person_is_called_by_its_name() -> None:
    read = card("FN:", "ORG:Müller Buchbinderei;")

    assert (read.name, read.org) == ("Müller Buchbinderei", ("Müller Buchbinderei",))


def test_long_lines_are_joined() -> None:
    read = card("FN:Anna", "NOTE:eins\\, zw", " ei\\nd", "\trei", newline="\n")

    assert read.note == "eins, zwei\ndrei"


def test_a_blank_at_a_fold_belongs_to_the_text_in_2_1() -> None:
    assert card("FN:Anna", "NOTE:eins", " zwei", version="2.1").note == "eins zwei"


def test_quoted_printable_is_read_over_its_soft_breaks() -> None:
    read = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg",
        "NOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=FC=",
        "=DFe=0D=0Aaus K=F6ln",
        "TEL;CELL;PREF:0171 5550100",
        version="2.1",
    )

    assert (read.name, read.note, read.phone) == (
        "Jörg Müller",
        "Grüße\naus Köln",
        ("0171 5550100",),
    )


def test_an_unknown_charset_does_not_stop_the_card() -> None:
    read = card("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=X-FOO:J=C3=B6rg", version="2.1")

    assert read.name == "Jörg"


def test_addresses_of_4_0_lose_their_schemes() -> None:
    read = card(
        "FN:Kim Lee",
        'TEL;VALUE=uri;PREF=2;TYPE="voice,home":tel:+44-20-7946-0958;ext=12',
        'TEL;VALUE=uri;PREF=1;TYPE="cell,voice":tel:+44-7700-900123',
        "EMAIL:mailto:kim@example.com",
        version="4.0",
    )

    assert read.phone == ("+44-7700-900123", "+44-20-7946-0958 -12")
    assert read.email == ("kim@example.com",)


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19800514", Birthday(5, 14, 1980)),
        ("BDAY;VALUE=date:1980-05-14", Birthday(5, 14, 1980)),
        ("BDAY:1980-05-14T00:00:00Z", Birthday(5, 14, 1980)),
        ("BDAY:--0514", Birthday(5, 14)),
        ("BDAY:--05-14", Birthday(5, 14)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-14", Birthday(5, 14)),
    ],
)
def test_a_birthday_is_read_with_and_without_its_year(line: str, birthday: Birthday) -> None:
    assert card("FN:Anna", line).birthday == birthday


def test_a_birthday_nobody_can_read_is_not_lost() -> None:
    read = card("FN:Anna", "BDAY:im Mai")

    assert (read.birthday, read.note) == (None, "BDAY: im Mai")


def test_a_line_that_cannot_be_read_costs_that_line_only() -> None:
    read = card("FN:Anna", "kaputt", "TEL:0221 5550171", "X-HOBBY:Segeln", ";;;:")

    assert (read.phone, read.note) == (("0221 5550171",), "X-HOBBY: Segeln\nkaputt\n;;;:")


def test_a_second_address_and_a_second_role_go_into_the_note() -> None:
    read = card(
        "FN:Anna",
        "ADR:;;;Köln;;;",
        "ADR;TYPE=HOME:;;Am See 3;Bonn;;53111;",
        "TITLE:Inhaberin",
        "ROLE:Meisterin",
    )

    assert (read.city, read.address, read.role) == ("Köln", "", "Inhaberin")
    assert read.note == "ADR (home): Am See 3, Bonn, 53111\nROLE: Meisterin"


def test_signs_in_quotes_and_carets_are_parameters() -> None:
    (read,) = read_vcards('BEGIN:VCARD\nTEL;X="a;b:c";Y=x^ny^^^\'z:123\nEND:VCARD\n')

    assert read.properties[0].parameters == {"X": ("a;b:c",), "Y": ('x\ny^"z',)}
    assert read.properties[0].text == "123"


def test_cards_are_told_apart_and_a_card_within_a_card_is_somebody_else() -> None:
    text = (
        "begin:vcard\nFN:Anna\nAGENT:\nBEGIN:VCARD\nFN:Bert\nEND:VCARD\nTEL:1\nend:vcard\n"
        "zwischendurch\nBEGIN:VCARD\nFN:Cora\n"
    )

    assert [card_of(one).name for one in read_vcards(text)] == ["Anna", "Cora"]


def test_only_a_card_is_one() -> None:
    assert is_vcard("Hallo,\n  begin:vcard  \nFN:Anna")
    assert is_vcard("BEGIN:VCARD\r\nFN:Anna")
    assert not is_vcard("BEGIN:VCALENDAR\nsiehe BEGIN:VCARD")


LINES = st.text(st.sampled_from('ANTEL:;=\\,"^ \t\n.QUOTED-PRINTABLE'), max_size=80)


@given(text=LINES)
def test_no_text_stops_the_reader(text: str) -> None:
    for one in read_vcards(f"BEGIN:VCARD\n{text}\nEND:VCARD"):
        assert card_of(one)
