"""Address books as vCards: lines, letters and values of every program (6.6)."""

from typing import Any

import pytest

from foreign_cards import card, lines
from foreign_file import entries_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.lists.format import Goal
from kontaktjournal.lists.record import Record
from kontaktjournal.lists.vcards import VCARDS, version_of


def read(data: bytes) -> list[Any]:
    return entries_of(VCARDS, data, "adressen.vcf")


def only(*said: str | bytes, version: str = "3.0") -> Card:
    (entry,) = read(card(*said, version=version))
    assert isinstance(entry, Record)
    return entry.card


def test_cards_of_all_versions_stand_in_one_file() -> None:
    data = (
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;",
            "TEL;CELL:0171 555 0100",
            version="2.1",
        )
        + card(
            "FN:Anna Müller",
            "item1.EMAIL;type=INTERNET:anna@example.org",
            "item1.X-ABLabel:_$!<Work>!$_",
            "UID:4711",
        )
        + card("FN:Kim Lee", 'TEL;VALUE=uri;TYPE="cell,voice":tel:+44-7700-900123', version="4.0")
    )

    assert read(data) == [
        Record(1, Card("Jürgen Müller", phone=("0171 555 0100",)), "491715550100"),
        Record(6, Card("Anna Müller", email=("anna@example.org",), uid="4711"), "4711"),
        Record(13, Card("Kim Lee", phone=("+44-7700-900123",)), "447700900123"),
    ]
    assert (VCARDS.name, VCARDS.goal) == ("vcard", Goal.CONTACTS)


# --- recognised --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "name", "is_ours"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "x", True),
        (b"\xef\xbb\xbfbegin:vcard\nFN:Anna\n", "x", True),
        ("BEGIN:VCARD\r\nFN:Anna\r\n".encode("utf-16"), "x", True),
        (b"\r\n\r\nBEGIN:VCARD\rFN:Anna\r", "x", True),
        (b"Export\r\nBEGIN:VCARD\r\n", "adressen.vcf", True),
        (b"Export\r\nBEGIN:VCARD\r\n", "mail.txt", False),
        (b"Name,Notes\r\nAnna,BEGIN:VCARD\r\n", "adressen.csv", False),
        (b"BEGIN:VCALENDAR\r\n", "termine.ics", False),
        (b"\x89PNG\r\n\x1a\n\0\0", "bild.vcf", False),
        (b"\xff\xfe\0", "adressen.vcf", False),
        (b"", "leer.vcf", False),
    ],
)
def test_a_file_is_known_by_its_beginning(head: bytes, name: str, *, is_ours: bool) -> None:
    assert VCARDS.claims(head, name) is is_ours


# --- lines and letters -------------------------------------------------------------------


def test_a_fold_may_tear_a_letter_apart() -> None:
    umlaut = "ü".encode()

    read_card = only(b"FN:M" + umlaut[:1], b" " + umlaut[1:] + b"ller", "NOTE:eins", "  zwei")

    assert (read_card.name, read_card.note) == ("Müller", "eins zwei")


def test_in_2_1_the_blank_of_a_fold_is_a_word_s_own_but_not_a_letter_s() -> None:
    umlaut = "ü".encode()
    torn = b"NOTE:M" + umlaut[:1]

    read_card = only("FN:Anna", torn, b" " + umlaut[1:] + b"ller und", " Sohn", version="2.1")

    assert read_card.note == "Müller und Sohn"


def test_a_soft_break_needs_no_blank_and_an_empty_line_ends_it() -> None:
    read_card = only(
        "FN:Anna",
        "NOTE;ENCODING=QUOTED-PRINTABLE:Gr=C3=",
        "=BC=C3=9Fe=0D=",
        "=0Aaus K=C3=B6ln=0D=0A=",
        "",
        "TEL;CELL:0171 555 0100",
        version="2.1",
    )

    assert (read_card.note, read_card.phone) == ("Grüße\naus Köln", ("0171 555 0100",))


def test_an_end_is_an_end_even_behind_a_soft_break() -> None:
    data = card("FN:Anna", "NOTE;QUOTED-PRINTABLE:Gr=", version="2.1") + card("FN:Bert")

    assert [one.card.name for one in read(data)] == ["Anna", "Bert"]


@pytest.mark.parametrize(
    "name",
    [
        b"FN;CHARSET=ISO-8859-1:J\xfcrgen",
        b"FN;CHARSET=UTF-8:J\xc3\xbcrgen",
        b"FN;CHARSET=UTF-8:J\xfcrgen",
        b"FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=FCrgen",
        b"FN;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1252:J=FCrgen",
        b"FN;QUOTED-PRINTABLE:J=FCrgen",
        b"FN;CHARSET=CP850:J\x81rgen",
        b"FN;CHARSET=undefined:J\xfcrgen",
        b"FN;CHARSET=zlib:J\xc3\xbcrgen",
        b"FN;CHARSET=a\0b:J\xfcrgen",
        b"FN:J\xfcrgen",
        b"FN:J\xc3\xbcrgen",
    ],
)
def test_each_line_is_read_in_its_own_letters(name: bytes) -> None:
    assert only(name, "NOTE:Köln", version="2.1") == Card("Jürgen", note="Köln")


def test_western_windows_keeps_its_quotation_marks() -> None:
    assert only("FN:Anna", b"NOTE;CHARSET=ISO-8859-1:\x84Anni\x93").note == "„Anni“"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_lines_end_as_they_do_anywhere(end: bytes) -> None:
    said = ("BEGIN:VCARD", "FN:Anna", "NOTE:eins", "  zwei", "END:VCARD", "BEGIN:VCARD", "FN:Bert")
    data = lines(*said, "END:VCARD", end=end)

    assert read(data) == [
        Record(1, Card("Anna", note="eins zwei")),
        Record(6, Card("Bert")),
    ]


def test_a_whole_file_may_be_utf_16() -> None:
    data = card("FN:Jürgen").decode().encode("utf-16")

    assert read(data) == [Record(1, Card("Jürgen"))]


def test_joined_files_bring_their_marks_along() -> None:
    bom = b"\xef\xbb\xbf"
    data = bom + card("FN:Anna") + b"\x1a" + bom + card("FN:Bert") + b"\r\n\0\x1a"

    names = [one.card.name for one in read(data.replace(b"\x1a\xef", b"\r\n\xef"))]

    assert names == ["Anna", "Bert"]


# --- values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09", Birthday(5, 9)),
        ("BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-02-29", Birthday(2, 29)),
        ("BDAY:--0626", Birthday(6, 26)),
        ("BDAY:1980-05-09", Birthday(5, 9, 1980)),
        ("BDAY;VALUE=date-and-or-time:19800509T101500Z", Birthday(5, 9, 1980)),
    ],
)
def test_a_birthday_may_do_without_its_year(line: str, birthday: Birthday) -> None:
    assert only("FN:Anna", line).birthday == birthday


@pytest.mark.parametrize(
    "said", ["1980-02-30", "19801", "im Mai", "\u0661\u0669\u0668\u0660-05-09"]
)
def test_a_birthday_that_is_none_stays_a_word(said: str) -> None:
    assert only("FN:Anna", f"BDAY:{said}").note == f"BDAY: {said}"


def test_a_second_birthday_is_not_lost() -> None:
    read_card = only("FN:Anna", "BDAY:1980-05-09", "BDAY:1981-05-09")

    assert (read_card.birthday, read_card.note) == (Birthday(5, 9, 1980), "BDAY: 1981-05-09")


def test_addresses_on_the_web_lose_apple_s_backslash() -> None:
    read_card = only(
        "FN:Anna",
        r"item1.URL;type=pref:https\://example.org/a\,b",
        "item1.X-ABLabel:_$!<HomePage>!$_",
        "X-SOCIALPROFILE;type=mastodon:https://social.example/@anna",
        "SOCIALPROFILE;SERVICE-TYPE=Foo:https://foo.example/anna",
        "X-SOCIALPROFILE;type=chat:anna_m",
    )

    assert read_card.url == (
        "https://example.org/a,b",
        "https://social.example/@anna",
        "https://foo.example/anna",
    )
    assert read_card.note == "X-SOCIALPROFILE (chat): anna_m"


def test_what_apple_calls_a_line_is_told_with_it() -> None:
    read_card = only(
        "FN:Anna",
        "item1.X-ABDATE;type=pref:2010-06-12",
        "item1.X-ABLabel:_$!<Anniversary>!$_",
        "item2.X-ABRELATEDNAMES:Bernd",
        "item2.X-ABLabel:Nachbar",
        "item3.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-07-01",
        "item3.X-ABLabel:Namenstag",
    )

    assert read_card.note == (
        "X-ABDATE (Anniversary): 2010-06-12\n"
        "X-ABRELATEDNAMES (Nachbar): Bernd\n"
        "X-ABDATE (Namenstag): --07-01"
    )


def test_several_lines_share_a_group_and_a_fax_is_no_telephone() -> None:
    read_card = only(
        "FN:Anna",
        "item1.TEL:+49 221 555 0171",
        "item1.EMAIL:anna@example.org",
        "item1.X-ABLabel:Werkstatt",
        "item2.TEL:+49 221 555 0172",
        "item2.X-ABLabel:_$!<WorkFAX>!$_",
        "TEL;TYPE=HOMEFAX:+49 221 555 0173",
    )

    assert (read_card.phone, read_card.email) == (("+49 221 555 0171",), ("anna@example.org",))
    assert read_card.note == "TEL (WorkFAX): +49 221 555 0172\nTEL (homefax): +49 221 555 0173"


def test_the_types_of_4_0_stand_in_one_pair_of_quotes() -> None:
    read_card = only(
        "FN:Anna",
        'TEL;VALUE=uri;TYPE="work,fax":tel:+49-221-555-0172',
        'TEL;VALUE=uri;TYPE="cell,voice":tel:+49-171-555-0100;ext=7',
        "EMAIL:mailto:anna@example.org",
        version="4.0",
    )

    assert (read_card.phone, read_card.email) == (
        ("+49-171-555-0100 -7",),
        ("anna@example.org",),
    )
    assert read_card.note.startswith("TEL (fax, work): tel:+49-221-555-0172")


def test_signs_in_disguise_and_properties_nobody_knew_disturb_nothing() -> None:
    read_card = only(
        "FN:Anna Müller",
        "N:Müller;Anna;Maria,Rosa;Dr.,Prof.;M.D.;;",
        "ADR;LABEL=\"Ehrenstr. 12^nKöln: ^'Hof^'\":;;Ehrenstraße 12;Köln;;50672;;;;;;;;;;;;",
        "CLIENTPIDMAP:1;urn:uuid:1",
        "EMAIL;PID=1.1:anna@example.org",
        "PRONOUNS:sie/ihr",
        "CREATED:20240101T000000Z",
        version="4.0",
    )

    assert (read_card.address, read_card.note) == (
        "Ehrenstraße 12, 50672 Köln",
        "PRONOUNS: sie/ihr",
    )


def test_google_s_own_groups_are_no_tags() -> None:
    assert only("FN:Anna", "CATEGORIES:myContacts,Messe\\, Leipzig,starred").tags == (
        "Messe, Leipzig",
    )


def test_a_name_may_have_several_given_names_and_titles() -> None:
    assert only("N:Müller;Anna,Rosa;;Prof.,Dr.;", "FN:").name == "Prof. Dr. Anna Rosa Müller"


def test_an_address_may_only_be_a_label() -> None:
    read_card = only(
        "FN:Anna", "LABEL;QUOTED-PRINTABLE:Ehrenstra=C3=9Fe 12=0D=0A50672 K=C3=B6ln", version="2.1"
    )

    assert read_card.address == "Ehrenstraße 12, 50672 Köln"


def test_controls_and_signs_that_turn_the_text_around_are_left_out() -> None:
    assert only("FN:\x1b[31mAnna\u202e", "TEL:0221\x00 555 0171") == Card(
        "[31mAnna", phone=("0221 555 0171",)
    )


@pytest.mark.parametrize(
    ("head", "version"),
    [
        (card("FN:Anna", version="2.1"), "2.1"),
        (card("FN:Anna") + card("FN:Bea"), "3.0"),
        (card("FN:Anna", version="4.0") + card("FN:Bea"), "3.0 + 4.0"),
        (card("FN:Anna").decode().encode("utf-16"), "3.0"),
        (b"BEGIN:VCARD\rVERSION:3.0\rFN:Anna\rEND:VCARD\r", "3.0"),
        (b"BEGIN:VCARD\nFN:Anna\nEND:VCARD\n", ""),
    ],
)
def test_the_versions_of_the_cards_are_told(head: bytes, version: str) -> None:
    assert version_of(head) == version
