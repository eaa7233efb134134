"""Which format a file is: told by what is in it, and by what words (6)."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.errors import JournalError, WrongUse
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.formats import FORMATS, Detected, detect, found_in
from kontaktjournal.lists.record import Block, Call, Lack, Record
from kontaktjournal.lists.source import Source, sources
from kontaktjournal.lists.spreadsheet import told
from kontaktjournal.messages.catalogue import Catalogue

CONNECTIONS = (
    "Notes:\n"
    '"When exporting your connection data, some of the\nemail addresses are missing."\n'
    "\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Zoë,Brandt,https://www.linkedin.com/in/zoe-brandt,,Verlag,Lektorin,07 Jun 2022\n"
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
    "DATE,SUBJECT,CONTENT,FOLDER\n"
)
CALLS = (
    "sep=;\n"
    "Typ;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer\n"
    "1;20.11.26 10:45;Anna Müller;02215550171;Büro;5550199;0:12\n"
)
TABLE = "Name;E-Mail\nAnna Müller;anna@example.org\n"
ORG = "* Anna Müller\n:PROPERTIES:\n:EMAIL: anna@example.org\n:END:\n"
VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Müller\r\nEND:VCARD\r\n"
FRIENDS = '{"friends_v2": [{"name": "Anna", "timestamp": 1300000000}]}'
ADDRESS_BOOK = '{"address_book_v2": {"address_book": [{"name": "Anna", "details": []}]}}'
REQUESTS = '{"sent_requests_v2": [{"name": "Anna", "timestamp": 1300000000}]}'
MAILCHIMP = '"Email Address","First Name",MEMBER_RATING,OPTIN_TIME,LEID\na@example.org,Anna,2,,1\n'
BREVO = "EMAIL;LASTNAME;FIRSTNAME;SMS;EMAIL_BLACKLISTED\na@example.org;Müller;Anna;;No\n"
RAPIDMAIL = "email,firstname,status,created_ip,activated_ip\na@example.org,Anna,active,,\n"
CLEVERREACH = "email;registered;activated;deactivated\na@example.org;1;1;0\n"
GOOGLE_NEW = "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value\nAnna,Müller,,,\n"
GOOGLE_OLD = "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type\nAnna,Anna,,,\n"
OUTLOOK = (
    "Anrede,Vorname,Weitere Vornamen,Nachname,Telefon geschäftlich,E-Mail-Adresse,"
    "E-Mail-Typ,E-Mail: Angezeigter Name\nFrau,Anna,,Müller,,,,\n"
)
OUTLOOK_ENGLISH = (
    "Title,First Name,Middle Name,Last Name,Suffix,Business Street,E-mail Address,"
    "E-mail Type,E-mail Display Name\n,Anna,,Müller,,,,,\n"
)
OUTLOOK_ONLINE = (
    "First Name,Middle Name,Last Name,Title,Suffix,Internet Free Busy,E-mail Address,"
    "E-mail 2 Address,Primary Phone,Home Phone\nAnna,,Müller,,,,,,,\n"
)
GMX = (
    "Nachname,Anrede,Vorname,Weitere Vornamen,Geschlecht,Geburtstag,Position,Abteilung,Firma,"
    "E-Mail-Adresse,E-Mail: Angezeigter Name\nMüller,,Anna,,,,,,,,\n"
)


def source_of(file: Path) -> Source:
    (source,) = sources(str(file))
    return source


def found(folder: Path, text: str, encoding: str = "utf-8", mapped: str = "") -> Detected | None:
    """Return what a file with a name that says nothing is."""
    file = folder / "export.txt"
    file.write_bytes(text.encode(encoding))
    return detect(source_of(file), told(mapped) if mapped else ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CONNECTIONS, "linkedin"),
        (MESSAGES, "linkedin_messages"),
        ("From,To,Sent At,Message,Direction\n", "linkedin_invitations"),
        (CALLS, "fritzbox"),
        (MAILCHIMP, "mailchimp"),
        (BREVO, "brevo"),
        (RAPIDMAIL, "rapidmail"),
        (CLEVERREACH, "cleverreach"),
        (GOOGLE_NEW, "google"),
        (GOOGLE_OLD, "google_old"),
        (OUTLOOK, "outlook"),
        (OUTLOOK_ENGLISH, "outlook"),
        (OUTLOOK_ONLINE, "outlook_com"),
        (GMX, "gmx"),
        (TABLE, "table"),
        (ORG, "org_contacts"),
        (VCARD, "vcard"),
        (FRIENDS, "facebook"),
        (ADDRESS_BOOK, "facebook_addresses"),
        (REQUESTS, "facebook_requests"),
        ("<html><title>Facebook</title></html>", "facebook_html"),
    ],
)
def test_a_format_is_told_by_what_is_in_the_file(tmp_path: Path, text: str, name: str) -> None:
    one = found(tmp_path, text)

    assert one is not None
    assert one.format.name == name


@pytest.mark.parametrize(
    ("text", "encoding", "preamble"),
    [
        (CONNECTIONS, "utf-8", 4),
        (CALLS, "cp1252", 0),
        (TABLE, "utf-8-sig", 0),
        (TABLE, "utf-16", 0),
        (f"Adressen der Messe\n\n{TABLE}", "cp1252", 2),
    ],
)
def test_what_was_found_out_is_told(
    tmp_path: Path, text: str, encoding: str, preamble: int
) -> None:
    one = found(tmp_path, text, encoding)

    assert one is not None
    assert (one.encoding, one.preamble) == (encoding, preamble)


def test_a_table_is_read_from_its_header(tmp_path: Path) -> None:
    one = found(tmp_path, f"Stand: heute\nKontakt\n{TABLE}")

    assert one is not None
    assert one.columns == ("Name", "E-Mail")
    assert [(each.line, each.card.name) for each in one.records() if isinstance(each, Record)] == [
        (4, "Anna Müller")
    ]
    assert list(one.records()) == list(one.records())


def test_calls_are_read_as_calls(tmp_path: Path) -> None:
    one = found(tmp_path, CALLS)

    assert one is not None
    assert one.format.goal is Goal.CALLS
    assert all(isinstance(each, Call) for each in one.records())


def test_a_table_of_nobody_is_no_empty_file(tmp_path: Path) -> None:
    one = found(tmp_path, "Name;E-Mail\n")

    assert one is not None
    assert list(one.records()) == []


@pytest.mark.parametrize(
    "text", ["", "\ufeff", " \n\r\n\t", "\ufeff\n", "\0\0\0"], ids=["nothing", *"bcde"]
)
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongUse) as refused:
        found(tmp_path, text)

    assert refused.value.key == "refusal.import.empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(64),
        bytes(range(256)) * 40,
    ],
)
def test_a_binary_file_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(data)

    with pytest.raises(WrongUse) as refused:
        detect(source_of(file))

    assert refused.value.key == "refusal.import.binary"


def test_a_stray_control_makes_no_text_binary(tmp_path: Path) -> None:
    rows = "".join(f"Anna {number};a{number}@example.org\n" for number in range(40))

    one = found(tmp_path, f"Name;E-Mail\n{rows}\0\x01\x1a")

    assert one is not None
    assert one.format.name == "table"


def test_a_workbook_of_old_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "liste.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))

    with pytest.raises(WrongUse) as refused:
        detect(source_of(file))

    assert refused.value.key == "refusal.import.old_workbook"


def test_a_table_without_a_column_that_is_known_is_refused_with_its_columns(
    tmp_path: Path,
) -> None:
    with pytest.raises(WrongUse) as refused:
        found(tmp_path, "Jahr;Umsatz\n2025;12\n")

    assert refused.value.key == "refusal.import.no_columns"
    assert refused.value.values["columns"] == "Jahr, Umsatz"


def test_a_column_the_user_names_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as refused:
        found(tmp_path, "Kunde;Umsatz\nAnna;12\n", mapped="name=Kundin")

    assert refused.value.key == "refusal.import.no_column"
    assert refused.value.values["column"] == "Kundin"
    assert refused.value.values["columns"] == "Kunde, Umsatz"


def test_what_the_user_says_of_columns_goes_before_what_is_known(tmp_path: Path) -> None:
    one = found(tmp_path, CONNECTIONS, mapped="name=Last Name")

    assert one is not None
    assert one.format.name == "table"
    assert [each.card.name for each in one.records() if isinstance(each, Record)] == ["Brandt"]


@pytest.mark.parametrize(
    "text",
    ["Liebe Anna,\n\nwie geht es dir?\n", '{"a": 1, "b": 2}', "[1, 2]", "<html>, </html>", "42"],
)
def test_other_texts_are_no_list_of_any_kind(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) is None


# Archives ------------------------------------------------------------------------------------


def archive(folder: Path, **members: str) -> str:
    file = folder / "daten.zip"
    with zipfile.ZipFile(file, "w") as opened:
        for name, text in members.items():
            opened.writestr(name.replace("__", ".").replace("_", "/"), text)
    return str(file)


def test_of_an_archive_what_is_known_is_read_in_order(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        Profile__csv="First Name,Last Name,Headline\nIch,Selbst,Autor\n",
        messages__csv=MESSAGES,
        Connections__csv=CONNECTIONS,
        Emails__csv="Email Address,Confirmed\nich@example.org,Yes\n",
        Invitations__csv="From,To,Sent At,Message,Direction\n",
        leer__csv="",
        daten_bild__dat="\0\x01\x02",
    )

    assert [one.format.name for one in found_in(path)] == ["linkedin", "linkedin_messages"]


def test_an_archive_of_one_table_is_that_table(tmp_path: Path) -> None:
    (one,) = found_in(archive(tmp_path, liste__csv=TABLE))

    assert one.format.name == "table"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (REQUESTS, "refusal.import.facebook_requests"),
        ("<html><title>Facebook</title></html>", "refusal.import.facebook_html"),
        ("From,To,Sent At,Message,Direction\n", "refusal.import.linkedin_invitations"),
    ],
)
def test_what_is_refused_is_told_where_there_is_nothing_else(
    tmp_path: Path, text: str, key: str
) -> None:
    (one,) = found_in(archive(tmp_path, a_b__data=text, c__txt="Hallo"))

    assert one.format.goal is Goal.REFUSED
    assert f"refusal.import.{one.format.name}" == key
    assert key in Catalogue("de")


@pytest.mark.parametrize(
    "members",
    [
        {"a__csv": TABLE, "b__csv": TABLE},
        {"a__txt": "Hallo"},
        {"a__txt": "", "b__bin": "\0\x01"},
        {},
    ],
)
def test_an_archive_of_nothing_known_is_refused(tmp_path: Path, members: dict[str, str]) -> None:
    with pytest.raises(WrongUse) as refused:
        found_in(archive(tmp_path, **members))

    assert refused.value.key == "refusal.import.unknown"


def test_a_text_of_no_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Liebe Anna, wie geht es dir?\n")

    with pytest.raises(WrongUse) as refused:
        found_in(str(tmp_path / "brief.txt"))

    assert refused.value.key == "refusal.import.unknown"


# Whatever is given ---------------------------------------------------------------------------

SAMPLES = (
    CONNECTIONS, MESSAGES, CALLS, MAILCHIMP, BREVO, RAPIDMAIL, CLEVERREACH, GOOGLE_NEW,
    GOOGLE_OLD, OUTLOOK, OUTLOOK_ENGLISH, OUTLOOK_ONLINE, GMX,
)  # fmt: skip


@pytest.mark.parametrize("text", SAMPLES)
def test_no_two_formats_claim_one_header(tmp_path: Path, text: str) -> None:
    one = found(tmp_path, text)

    assert one is not None
    claiming = [
        each.name
        for each in FORMATS
        if isinstance(each, TableFormat)
        if each.name not in {"table", "workbook"}
        if each.is_header(one.columns)
    ]
    assert claiming == [one.format.name]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from((*SAMPLES, TABLE, ORG, VCARD, FRIENDS, ADDRESS_BOOK)),
    st.integers(0, 200),
    st.integers(0, 50),
    st.binary(max_size=8),
)
def test_nothing_breaks_the_reading(
    tmp_path: Path, text: str, start: int, length: int, instead: bytes
) -> None:
    file = tmp_path / "liste.csv"
    whole = text.encode()
    file.write_bytes(whole[:start] + instead + whole[start + length :])

    try:
        one = detect(source_of(file))
        entries = list(one.records()) if one else []
    except JournalError:
        return

    places = [entry.line for entry in entries]
    assert places == sorted(places)


# Messages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_format_and_every_lack_has_a_name(language: str) -> None:
    say = Catalogue(language)
    keys = {f"import.format.{one.name}" for one in FORMATS} | {
        f"import.lack.{one}" for one in Lack
    }

    assert {key for key in keys if key not in say} == set()


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("cleaned_members_export_1a2b.csv", Block.BOUNCED),
        ("unsubscribed_members_export_1a2b.csv", Block.UNSUBSCRIBED),
        ("subscribed_members_export_1a2b.csv", None),
    ],
)
def test_the_files_of_mailchimp_tell_by_their_names_who_left(
    tmp_path: Path, name: str, block: Block | None
) -> None:
    (tmp_path / name).write_text(
        "Email Address,First Name,MEMBER_RATING,LEID,EUID\nada@example.org,Ada,2,1,a\n"
    )

    (found,) = found_in(str(tmp_path / name))

    assert [one.blocked for one in found.records() if isinstance(one, Record)] == [block]
