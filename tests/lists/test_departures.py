"""Whoever left, bounced or complained is never taken in, whatever program says so, and how."""

import zipfile
from pathlib import Path

import pytest

from foreign_file import source_of
from kontaktjournal.lists.formats import Detected, detect, found_in
from kontaktjournal.lists.record import Block, Record
from kontaktjournal.lists.shelved import stem_of
from kontaktjournal.lists.spreadsheet import told
from kontaktjournal.lists.stored import read


def found(text: str, name: str = "liste.csv", mapped: str = "") -> Detected:
    one = detect(source_of(text.encode(), name), told(mapped) if mapped else ())
    assert one is not None
    return one


def blocks(one: Detected) -> list[Block | None]:
    return [entry.blocked for entry in one.records() if isinstance(entry, Record)]


def verdict(column: str, cell: str) -> Block | None:
    """Return what a cell of a column says, in a table that says nothing else of the kind."""
    (block,) = blocks(found(f'Name\tE-Mail\t{column}\nAnna Müller\ta@example.org\t"{cell}"\n'))
    return block


GONE = Block.UNSUBSCRIBED
BOUNCED = Block.BOUNCED


@pytest.mark.parametrize(
    ("column", "cell", "block"),
    [
        ("UNSUB_TIME", "2026-11-01 10:00:00", GONE),
        ("UNSUB_REASON", "NORMAL", GONE),
        ("Unsubscribed at", "2026-11-01", GONE),
        ("unsubscribed_at", "1793000000", GONE),
        ("Unsubscribe date", "11/01/2026", GONE),
        ("Unsubscribed from all email", "true", GONE),
        ("Opted out of email: Marketing Information", "Yes", GONE),
        ("Email Opt Out", "1", GONE),
        ("Abgemeldet", "x", GONE),
        ("Abgemeldet am", "01.11.2026", GONE),
        ("Abgemeldet", "per Telefon", GONE),
        ("Datum der Abmeldung", "1.11.26", GONE),
        ("Newsletter abbestellt", "ja", GONE),
        ("EMAIL_BLOCKLISTED", "Yes", GONE),
        ("Blacklisted", "WAHR", GONE),
        ("Gesperrt", "ja", GONE),
        ("Sperre", "hat angerufen", GONE),
        ("Do not contact", "01.11.2026", GONE),
        ("Werbewiderspruch", "✓", GONE),
        ("CLEAN_TIME", "2026-11-01 10:00:00", BOUNCED),
        ("Hard bounced", "1", BOUNCED),
        ("Unzustellbar seit", "01.11.2026", BOUNCED),
        ("Spam complaint", "yes", Block.COMPLAINED),
        ("Status", "unsubscribed", GONE),
        ("Status", "Unsubscribed (2026-11-01)", GONE),
        ("Status", "abgemeldet am 01.11.2026", GONE),
        ("Status", "opted-out", GONE),
        ("Status", "OPT OUT", GONE),
        ("Status", "gesperrt", GONE),
        ("Status", "Blacklisted", GONE),
        ("Status", "cleaned", BOUNCED),
        ("Status", "hard bounce", BOUNCED),
        ("Status", "Complained", Block.COMPLAINED),
        ("Newsletterstatus", "Abgemeldet", GONE),
        ("Email Marketing Consent", "UNSUBSCRIBED", GONE),
        ("Newsletter", "abgemeldet", GONE),
    ],
)
def test_whoever_a_column_says_has_left_is_blocked(column: str, cell: str, block: Block) -> None:
    assert verdict(column, cell) is block


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("UNSUB_TIME", ""),
        ("UNSUB_TIME", "0000-00-00 00:00:00"),
        ("Unsubscribed at", "1970-01-01 00:00:00"),
        ("Abgemeldet", "nein"),
        ("Abgemeldet", "noch nicht"),
        ("Abgemeldet", "FALSCH"),
        ("Abgemeldet", "?"),
        ("Abgemeldet am", "-"),
        ("Abgemeldet am", "00.00.0000"),
        ("Blacklisted", "No"),
        ("SMS_BLACKLISTED", "Yes"),
        ("Unsubscribe link", "https://example.org/u/1"),
        ("Unsubscribed", "https://example.org/u/1"),
        ("Status", "aktiv"),
        ("Status", "inaktiv"),
        ("Status", "subscribed"),
        ("Status", "nonsubscribed"),
        ("Status", "nicht abgemeldet"),
        ("Status", "Kunde"),
        ("Bemerkung", "abgemeldet"),
        ("Firma", "Bounced"),
        ("Newsletter", "nein"),
        ("Bounces", "3"),
        ("Clean", "ja"),
        ("Gesperrt", "nein"),
        ("Sperre", "FALSCH"),
        ("Blocked", "Lieferung"),
        ("Opt-In", "ja"),
        ("Bundesland", "gesperrt"),
    ],
)
def test_nobody_is_blocked_for_anything_else(column: str, cell: str) -> None:
    assert verdict(column, cell) is None


@pytest.mark.parametrize(
    "name",
    ["unsubscribed_members_export_1.csv", "Unsubscribed_segment_export_8e5f.csv"],
)
def test_the_name_a_program_gave_a_file_says_that_all_of_them_left(name: str) -> None:
    text = "Email Address,First Name,PHONE\na@example.org,Anna,\nb@example.org,Bea,\n"

    assert blocks(found(text, name)) == [GONE, GONE]


def test_so_it_is_with_addresses_that_were_cleaned_away() -> None:
    text = "Email Address,First Name\na@example.org,Anna\n"

    assert blocks(found(text, "cleaned_members_export_1.csv")) == [BOUNCED]


@pytest.mark.parametrize("name", ["cleaned_contacts.csv", "abgemeldet.csv", "unsubscribed.csv"])
def test_the_name_the_user_gave_a_file_blocks_nobody(name: str) -> None:
    assert blocks(found("Name,E-Mail\nAnna,a@example.org\n", name)) == [None]


def test_of_an_archive_the_files_with_few_columns_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("subscribed_members_export_1.csv", "Email Address\nc@example.org\n")
        archive.writestr("unsubscribed_members_export_1.csv", "Email Address\na@example.org\n")
        archive.writestr("cleaned_members_export_1.csv", "Email Address\nb@example.org\n")
        archive.writestr("rechnungen.csv", "Email Address,Betrag\nd@example.org,12\n")

    assert [(one.source.name.partition("_")[0], blocks(one)) for one in found_in(str(path))] == [
        ("subscribed", [None]),
        ("unsubscribed", [GONE]),
        ("cleaned", [BOUNCED]),
    ]


def test_an_export_goes_to_one_list_whatever_the_program_adds_to_its_name() -> None:
    one = found(
        "Email Address,First Name\na@example.org,Anna\n", "subscribed_members_export_8e.csv"
    )

    assert stem_of(one) == "newsletter"


def test_an_export_with_few_columns_is_the_newsletter_s() -> None:
    text = '"Email Address","First Name",OPTIN_TIME,UNSUB_TIME\na@example.org,Anna,,2026-11-01\n'

    assert found(text).format.name == "mailchimp"


@pytest.mark.parametrize("word", ["inaktiv", "inactive", "gelöscht", "deleted", "deaktiviert"])
def test_in_a_newsletter_s_table_whoever_is_inactive_has_left(word: str) -> None:
    text = f"E-Mail;Status\na@example.org;{word}\nb@example.org;unconfirmed\n"

    assert blocks(found(text)) == [GONE, None]


def test_in_any_other_table_that_is_told_and_blocks_nobody() -> None:
    one = found("Name;E-Mail;Status\nAnna;a@example.org;inaktiv\nBea;b@example.org;aktiv\n")

    assert blocks(one) == [None, None]
    assert one.remarks.doubts == {"Status": {"inaktiv": 1}}


def test_a_customer_who_is_inactive_has_not_left_a_newsletter() -> None:
    one = found("Name;E-Mail;Status;Newsletter;Opt-In\nAnna;a@example.org;inaktiv;ja;ja\n")

    assert blocks(one) == [None]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Abgemeldet", "siehe Akte"),
        ("Blocked", "Lieferung"),
        ("Status", "vielleicht abgemeldet"),
        ("Schlagworte", "Messe, abgemeldet"),
        ("Deaktiviert am", "01.11.2026"),
    ],
)
def test_what_may_mean_that_somebody_left_is_told(column: str, cell: str) -> None:
    one = found(f"Name;E-Mail;{column}\nAnna;a@example.org;{cell}\n")

    assert blocks(one) == [None]
    assert one.remarks.doubts == {column: {cell: 1}}


def test_each_reading_counts_anew() -> None:
    one = found("Name;E-Mail;Status\nAnna;a@example.org;inaktiv\n")

    blocks(one)
    blocks(one)

    assert one.remarks.doubts == {"Status": {"inaktiv": 1}}


def test_the_user_says_which_column_tells_it() -> None:
    text = (
        "Name;E-Mail;Status;Schlagworte\n"
        "Anna;a@example.org;inaktiv;Messe\n"
        "Bea;b@example.org;aktiv;Messe, abgemeldet\n"
        "Cem;c@example.org;aktiv;\n"
    )

    by_status = blocks(found(text, mapped="blocked=status"))
    by_tag = blocks(found(text, mapped="gesperrt=Schlagworte"))

    assert (by_status, by_tag) == ([GONE, None, None], [None, GONE, None])


@pytest.mark.parametrize(
    ("column", "cell", "block"),
    [
        ("Blockiert", "Lieferung", GONE),
        ("Abgemeldet", "siehe Akte", GONE),
        ("Deaktiviert am", "01.11.2026", GONE),
        ("Deaktiviert am", "2026", GONE),
        ("Blockiert", "nein", None),
        ("Kürzel", "x", GONE),
        ("Kürzel", "01.11.2026", GONE),
        ("Kürzel", "ab", None),
    ],
)
def test_of_the_column_the_user_names_what_was_doubtful_counts(
    column: str, cell: str, block: Block | None
) -> None:
    text = f"Name;E-Mail;{column}\nAnna;a@example.org;{cell}\n"

    assert blocks(found(text, mapped=f"blocked={column}")) == [block]


def test_a_file_that_sounds_like_it_is_told_only_where_nothing_else_says_so() -> None:
    plain = found("Name,E-Mail\nAnna,a@example.org\n", "abgemeldet-2026.csv")
    said = found("Name,E-Mail,Status\nAnna,a@example.org,abgemeldet\n", "abgemeldet-2026.csv")

    blocks(plain)
    blocks(said)

    assert (plain.remarks.is_named_so, said.remarks.is_named_so) == (True, False)


def test_an_address_book_with_such_a_column_counts_as_well() -> None:
    text = (
        "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Unsubscribed\n"
        "Anna,Müller,,,a@example.org,true\n"
    )

    one = found(text)

    assert (one.format.name, blocks(one)) == ("google", [GONE])


# --- since when both are linked --------------------------------------------------------------

LINKEDIN = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"


def test_days_that_cannot_be_read_are_counted() -> None:
    text = f"{LINKEDIN}Anna,Müller,,,,,irgendwann\nBea,Uhl,,,,,7. Okt. 2026\nCem,Ay,,,,,\n"
    one = found(text)

    connected = [entry.connected for entry in one.records() if isinstance(entry, Record)]

    assert [day and day.isoformat() for day in connected] == [None, "2026-10-07", None]
    assert one.remarks.undated == {"irgendwann": 1}


@pytest.mark.parametrize("column", ["Verbunden am", "Connected On", "Vernetzt seit"])
def test_any_table_may_tell_since_when(column: str) -> None:
    one = found(f"Name;E-Mail;{column}\nAnna;a@example.org;07.10.2026\nBea;b@example.org;bald\n")

    connected = [str(entry.connected) for entry in one.records() if isinstance(entry, Record)]

    assert connected == ["2026-10-07", "None"]
    assert one.remarks.undated == {"bald": 1}


def test_the_user_may_say_where_it_stands() -> None:
    text = "Name;E-Mail;Beginn\nAnna;a@example.org;2026-10-07\n"

    (anna,) = found(text, mapped="connected=Beginn").records()

    assert isinstance(anna, Record)
    assert str(anna.connected) == "2026-10-07"


def test_where_nothing_else_tells_people_apart_name_and_day_do() -> None:
    (anna,) = found("Name;Verbunden am\nAnna Müller;07.10.2026\n").records()

    assert isinstance(anna, Record)
    assert anna.key == "anna müller 2026-10-07"


# --- the columns of a newsletter -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "Email Address,Messestand,MEMBER_RATING,OPTIN_TIME,UNSUB_TIME\na@example.org,3,2,,\n",
            ["Messestand"],
        ),
        (
            "EMAIL;LASTNAME;EMAIL_BLACKLISTED;ADDED_TIME;OPT_IN;GEWERBE\na@example.org;Au;No;;;\n",
            ["GEWERBE"],
        ),
        ("email;status;created_ip;extra1;foreign_id\na@example.org;active;;Köln;\n", ["extra1"]),
        ("Name;E-Mail;Messestand\nAnna;a@example.org;3\n", ["Messestand"]),
        (f"{LINKEDIN}Anna,Au,,,,,\n", []),
    ],
)
def test_the_columns_only_their_owner_knows_are_told(text: str, own: list[str]) -> None:
    one = found(text)

    assert [one.columns[at] for at in one.own_and_asked[0]] == own


def test_what_a_program_notes_for_itself_is_nobody_s() -> None:
    one = found("Email Address,Name,MEMBER_RATING,OPTIN_TIME\na@example.org,Anna,2,\n")

    assert [one.columns[at] for at in one.own_and_asked[1]] == ["Email Address", "Name"]


# --- lists in the folder ---------------------------------------------------------------------


def test_who_left_is_blocked_on_a_list_the_user_put_there_too() -> None:
    text = "Name;E-Mail;Abgemeldet am\nAnna;a@example.org;01.11.2026\nBea;b@example.org;\n"

    rows = read(source_of(text.encode(), "liste.csv"))

    assert [row.is_blocked for row in rows] == [True, False]
