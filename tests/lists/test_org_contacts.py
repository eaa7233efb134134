"""Contacts out of Emacs (org-contacts)."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.lists.org_contacts import CONTACTS
from kontaktjournal.lists.record import Call, Lack, Passed, Record
from kontaktjournal.lists.source import sources


def read(folder: Path, text: str, encoding: str = "utf-8") -> list[Record | Call | Passed]:
    file = folder / "contacts.org"
    file.write_bytes(text.encode(encoding))
    (source,) = sources(str(file))
    return list(CONTACTS.read(source))


def card(folder: Path, *lines: str, title: str = "Anna Müller") -> Card:
    text = "\n".join((f"* {title}", ":PROPERTIES:", *lines, ":END:", ""))
    (record,) = read(folder, text)
    assert isinstance(record, Record)
    return record.card


def test_a_heading_with_a_drawer_is_somebody(tmp_path: Path) -> None:
    text = dedent("""\
        #+TITLE: Leute
        #+FILETAGS: :adressbuch:

        * Anna Müller                                       :messe:buch:
          :PROPERTIES:
          :ID:       3f2b7c1e
          :EMAIL:    anna@example.org, mueller@example.com
          :PHONE:    +49 221 555 0171; 0171 555 0172
          :ADDRESS:  Ehrenstraße 12, 50672 Köln
          :BIRTHDAY: [1980-05-14]
          :NICKNAME: Anni
          :ALIAS:    Ännchen, A. M.
          :NOTE:     nur vormittags
          :URL:      https://www.example.org
          :COMPANY:  Müller Buchbinderei
          :TITLE:    Inhaberin
          :END:

          Kennt Jonas von der Messe.
        """)

    records = read(tmp_path, text)

    assert records == [
        Record(
            4,
            Card(
                name="Anna Müller",
                aliases=("Anni", "Ännchen", "A. M."),
                org=("Müller Buchbinderei",),
                role="Inhaberin",
                phone=("+49 221 555 0171", "0171 555 0172"),
                email=("anna@example.org", "mueller@example.com"),
                url=("https://www.example.org",),
                address="Ehrenstraße 12, 50672 Köln",
                birthday=Birthday(5, 14, 1980),
                tags=("adressbuch", "messe", "buch"),
                uid="3f2b7c1e",
                note="nur vormittags\n\nKennt Jonas von der Messe.",
            ),
            key="3f2b7c1e",
        )
    ]


def test_headings_hold_others_together_and_give_them_their_tags(tmp_path: Path) -> None:
    text = dedent("""\
        * Verlage :verlag:
        ** Anna Müller
        :PROPERTIES:
        :EMAIL: anna@example.org
        :END:
        ** Notizen zur Messe
        Nichts von Belang.
        * Freunde
        ** Jonas Weber :köln:
        :PROPERTIES:
        :PHONE: 0221 555 0173
        :END:
        """)

    records = read(tmp_path, text)

    assert [(one.card.name, one.card.tags) for one in records if isinstance(one, Record)] == [
        ("Anna Müller", ("verlag",)),
        ("Jonas Weber", ("köln",)),
    ]
    assert len(records) == 2


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("TODO Anna Müller", "Anna Müller"),
        ("TODO [#A] Anna Müller", "Anna Müller"),
        ("[[https://www.example.org][Anna Müller]]", "Anna Müller"),
        ("Anna Müller :messe:", "Anna Müller"),
        ("Anna: Müller", "Anna: Müller"),
    ],
)
def test_the_heading_is_the_name(tmp_path: Path, title: str, name: str) -> None:
    assert card(tmp_path, ":EMAIL: anna@example.org", title=title).name == name


def test_a_link_in_the_heading_is_kept(tmp_path: Path) -> None:
    read_card = card(
        tmp_path, ":EMAIL: a@example.org", title="[[https://www.example.org][Anna Müller]]"
    )

    assert read_card.url == ("https://www.example.org",)


def test_a_name_of_its_own_goes_before_the_heading(tmp_path: Path) -> None:
    read_card = card(tmp_path, ":NAME: Anna Müller", ":EMAIL: a@example.org", title="Anni")

    assert (read_card.name, read_card.aliases) == ("Anna Müller", ("Anni",))


@pytest.mark.parametrize(
    ("lines", "email"),
    [
        ([":EMAIL: a@example.org b@example.org"], ("a@example.org", "b@example.org")),
        ([":EMAIL: a@example.org", ":EMAIL+: b@example.org"], ("a@example.org", "b@example.org")),
        ([":EMAIL: [[mailto:a@example.org][Anna]]"], ("a@example.org",)),
        ([":email: a@example.org"], ("a@example.org",)),
        ([":EMAIL_WORK: a@example.org", ":EMAIL-HOME: a@example.org"], ("a@example.org",)),
    ],
)
def test_addresses_are_found_one_by_one(
    tmp_path: Path, lines: list[str], email: tuple[str, ...]
) -> None:
    assert card(tmp_path, *lines).email == email


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        (":PHONE: +49 221 555 0171", ("+49 221 555 0171",)),
        (":PHONE: [[tel:+49-221-555-0171]]", ("+49-221-555-0171",)),
        (":MOBILE: 0171 555 0172,0221 555 0171", ("0171 555 0172", "0221 555 0171")),
    ],
)
def test_numbers_keep_their_blanks(tmp_path: Path, line: str, phone: tuple[str, ...]) -> None:
    assert card(tmp_path, line).phone == phone


@pytest.mark.parametrize(
    ("day", "birthday"),
    [
        ("1980-05-14", Birthday(5, 14, 1980)),
        ("<1980-05-14 Wed +1y>", Birthday(5, 14, 1980)),
        ("[1980-05-14 Mi]", Birthday(5, 14, 1980)),
        ("05-14", Birthday(5, 14)),
        ("14.05.1980", Birthday(5, 14, 1980)),
    ],
)
def test_birthdays_are_read_as_emacs_writes_them(
    tmp_path: Path, day: str, birthday: Birthday
) -> None:
    assert card(tmp_path, f":BIRTHDAY: {day}").birthday == birthday


def test_what_cannot_be_read_stays_in_the_note(tmp_path: Path) -> None:
    read_card = card(
        tmp_path, ":BIRTHDAY: im Mai", ":EMAIL: keine", ":PHONE: 110", ":SPOUSE: Jonas"
    )

    assert read_card == Card(
        name="Anna Müller", note="PHONE: 110\nEMAIL: keine\nBIRTHDAY: im Mai\nSPOUSE: Jonas"
    )


def test_other_drawers_are_no_prose(tmp_path: Path) -> None:
    text = dedent("""\
        * Anna Müller
        :PROPERTIES:
        :EMAIL: anna@example.org
        :LAST_READ_MAIL: [[gnus:INBOX][Grüße]]
        :END:
        :LOGBOOK:
        - State "DONE" from "TODO" [2026-11-20]
        :END:
        Kennt Jonas.
        """)

    (record,) = read(tmp_path, text)

    assert isinstance(record, Record)
    assert record.card.note == "Kennt Jonas."


def test_a_heading_without_words_names_nobody(tmp_path: Path) -> None:
    text = "*  :messe:\n:PROPERTIES:\n:EMAIL: anna@example.org\n:END:\n"

    assert read(tmp_path, text) == [Passed(1, Lack.NO_NAME, "anna@example.org")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    text = "* Zoë Groß\r\n:PROPERTIES:\r\n:EMAIL: zoe@example.org\r\n:END:\r\n"

    (record,) = read(tmp_path, text, encoding)

    assert isinstance(record, Record)
    assert record.card == Card(name="Zoë Groß", email=("zoe@example.org",))
    assert CONTACTS.claims(text.encode(encoding), "contacts.org")


def test_a_drawer_that_is_never_closed_ends_at_the_next_heading(tmp_path: Path) -> None:
    text = (
        "* Anna\n:PROPERTIES:\n:EMAIL: a@example.org\n* Jonas\n:PROPERTIES:\n:EMAIL: j@example.org"
    )

    records = read(tmp_path, text)

    assert [one.card.name for one in records if isinstance(one, Record)] == ["Anna", "Jonas"]


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xfe",
        b"* Einkaufen\n** Brot\n",
        b"* Einkaufen\n:PROPERTIES:\n:ID: 4711\n:END:\n",
        b"BEGIN:VCARD\nEMAIL:anna@example.org\nEND:VCARD\n",
        b"---\nemail: anna@example.org\n---\n* Liste\n",
    ],
)
def test_other_files_are_none_of_contacts(head: bytes) -> None:
    assert not CONTACTS.claims(head, "notes.org")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            (
                "* ",
                "** Anna",
                "* TODO [#A] :a:b:",
                ":PROPERTIES:",
                ":END:",
                ":EMAIL: a@",
                ":PHONE+: ,;",
                ":BIRTHDAY: <2026-13-41>",
                ":LOGBOOK:",
                "[[",
                "]]",
                "Prosa",
                "",
                ":NAME:",
                ":::",
                "\0",
            )
        ).flatmap(lambda line: st.text(max_size=2).map(lambda more: line + more))
    )
)
def test_nothing_raises_and_no_heading_counts_twice(tmp_path: Path, lines: list[str]) -> None:
    text = "\n".join(lines)

    entries = read(tmp_path, text.encode("utf-8", "replace").decode())

    places = [entry.line for entry in entries]
    assert places == sorted(set(places))
    assert len(places) <= sum(line.startswith("*") for line in text.splitlines())
