"""Files made by hand, a row for each trap of a program: exact counts and values (6)."""

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from foreign_cards import card
from foreign_file import source_of
from foreign_headers import OUTLOOK_GERMAN_COLUMNS
from foreign_samples import table
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.lists.formats import Detected, detect, found_in
from kontaktjournal.lists.record import Block, Lack, Passed, Record

NOTES = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    "missing. You will only see email addresses for connections who have allowed their "
    'connections to see or download them using this setting https://example.org/x."\n'
    "\n"
)


def archive(folder: Path, name: str, **members: str) -> tuple[Detected, ...]:
    """Return what is found in an archive; of its members' names, __ is a dot and ___ a slash."""
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as opened:
        for member, text in members.items():
            opened.writestr(member.replace("___", "/").replace("__", "."), text)
    return found_in(str(folder / name))


def only(text: str | bytes, name: str = "datei") -> Detected:
    found = detect(source_of(text.encode() if isinstance(text, str) else text, name))
    assert found is not None
    return found


def people(found: Detected) -> list[Record]:
    return [one for one in found.records() if isinstance(one, Record)]


def lacks(found: Detected) -> Counter[Lack]:
    return Counter(one.lack for one in found.records() if isinstance(one, Passed))


# LinkedIn ------------------------------------------------------------------------------------

CONNECTIONS = (
    f"{NOTES}First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB-brandt,,Atelier,Inhaberin,07 Jun 2022\n"
    ",,,,,,07 Jun 2022\n"
    'Jonas 🚀,"Weber, Ph.D.",https://www.linkedin.com/in/jonas-weber,j@example.org,,,31 Dec 2023\n'
    'Anna,"Weber ""Anni""",https://www.linkedin.com/in/aw,,"Groß, Söhne",,01 May 2024\n'
    ",,,,,,08 Jun 2022\n"
    "Eva,Roth,https://www.linkedin.com/in/eva-roth,,,Leitung\n"
    "Ida,Au,https://www.linkedin.com/in/ida,,Au,Chefin, Gründerin,09 Jun 2022\n"
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT\n"
    "1,,Zoë Brandt,https://www.linkedin.com/in/zo%C3%AB-brandt,Mara Ich,"
    "https://www.linkedin.com/in/mara,2024-05-03 10:00:00 UTC,,"
    '"Danke!\n\nBis ""bald"",\nZoë",INBOX,,No,No\n'
    "1,,Mara Ich,https://www.linkedin.com/in/mara,Zoë Brandt,"
    "https://www.linkedin.com/in/zo%C3%AB-brandt,2024-05-02 10:00:00 UTC,,Hallo,INBOX,,No,No\n"
    "2,,Mara Ich,https://www.linkedin.com/in/mara,Otto Fern,https://www.linkedin.com/in/otto,"
    "2024-06-02 10:00:00 UTC,,Hallo?,INBOX,,No,No\n"
)


def test_the_archive_of_linkedin_has_people_and_days(tmp_path: Path) -> None:
    connections, messages = archive(
        tmp_path,
        "Basic_LinkedInDataExport_11-23-2026.zip",
        messages__csv=MESSAGES,
        Connections__csv=CONNECTIONS,
        Invitations__csv=(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
            'Ida Au,Mara Ich,"1/2/24, 3:04 AM",,INCOMING,,\n'
        ),
        Profile__csv="First Name,Last Name,Maiden Name,Address,Birth Date\nMara,Ich,,,\n",
    )

    assert (connections.format.name, connections.preamble, connections.encoding) == (
        "linkedin", 3, "utf-8",
    )  # fmt: skip
    assert [(one.line, one.card.name, one.key, one.connected) for one in people(connections)] == [
        (5, "Zoë Brandt", "zoë-brandt", date(2022, 6, 7)),
        (7, "Jonas Weber", "jonas-weber", date(2023, 12, 31)),
        (8, 'Anna Weber "Anni"', "aw", date(2024, 5, 1)),
        (10, "Eva Roth", "eva-roth", None),
    ]
    assert lacks(connections) == {Lack.NO_NAME: 2, Lack.DAMAGED: 1}
    # When both were linked is not when they talked.
    assert {one.exchanged for one in people(connections)} == {None}
    assert messages.format.name == "linkedin_messages"
    assert len([*messages.records()]) == 1
    assert [(one.card.name, one.exchanged) for one in people(messages)] == [
        ("Zoë Brandt", date(2024, 5, 3))
    ]


OF_2020 = (
    "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    "Zoë,Brandt,,Atelier,,04 Apr 2021"
)
BY_EXCEL = (
    '\ufeffNotes:,,,,,,\r\n"When exporting your connection data, …",,,,,,\r\n,,,,,,\r\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB-brandt,,Atelier,,4-Apr-21\r\n"
)
GERMAN = (
    "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
    "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB-brandt,,Atelier,,04 Apr 2021\n"
)


@pytest.mark.parametrize(
    ("text", "preamble", "key"),
    [
        (OF_2020, 0, "zoë brandt 2021-04-04"),
        (f"{NOTES}{OF_2020}\n", 3, "zoë brandt 2021-04-04"),
        (BY_EXCEL, 3, "zoë-brandt"),
        (GERMAN, 0, "zoë-brandt"),
    ],
    ids=["2020", "2021-23", "excel", "german"],
)
def test_each_era_of_linkedin_is_read(text: str, preamble: int, key: str) -> None:
    found = only(text)

    (zoe,) = people(found)
    assert (found.format.name, found.preamble, zoe.key) == ("linkedin", preamble, key)
    assert (zoe.card.name, zoe.card.org) == ("Zoë Brandt", ("Atelier",))
    assert zoe.connected == date(2021, 4, 4)


# Facebook ------------------------------------------------------------------------------------


FRIENDS = (
    '{"friends_v2": ['
    r'{"name": "J\u00c3\u00bcrgen M\u00c3\u00bcller", "timestamp": 1300000000},'
    r'{"name": "J\u00c3\u00bcrgen M\u00c3\u00bcller", "timestamp": 1400000000},'
    r'{"name": "Zo\u00c3\u00ab \u00e2\u0080\u0093 Brandt", "timestamp": 1609459199},'
    '{"name": "", "timestamp": 1609459200}]}'
)
ADDRESS_BOOK = (
    r'{"address_book_v2": {"address_book": [{"name": "J\u00c3\u00b6rg",'
    ' "details": [{"contact_point": "0221 555 0171"}],'
    ' "created_timestamp": 1, "updated_timestamp": 2}]}}'
)


def test_of_facebook_s_archive_friends_and_numbers_are_read_and_no_requests(
    tmp_path: Path,
) -> None:
    other = '[{"name": "Otto Fern", "timestamp": 1}]'
    book, friends = sorted(
        archive(
            tmp_path,
            "facebook-mara.zip",
            connections___friends___your_friends__json=FRIENDS,
            connections___friends___removed_friends__json=f'{{"deleted_friends_v2": {other}}}',
            connections___friends___sent__json=f'{{"sent_requests_v2": {other}}}',
            connections___friends___received__json=f'{{"received_requests_v2": {other}}}',
            connections___friends___rejected__json=f'{{"rejected_requests_v2": {other}}}',
            start_here__html="<html><title>Facebook</title></html>",
            about_you___your_address_books__json=ADDRESS_BOOK,
        ),
        key=lambda one: one.source.name != "your_address_books.json",
    )

    assert (book.format.name, friends.format.name) == ("facebook_addresses", "facebook")
    assert [(one.card.name, one.card.phone) for one in people(book)] == [
        ("Jörg", ("0221 555 0171",))
    ]
    assert [(one.card.name, one.connected) for one in people(friends)] == [
        ("Jürgen Müller", date(2011, 3, 13)),
        ("Jürgen Müller", date(2014, 5, 13)),
        ("Zoë – Brandt", date(2020, 12, 31)),
    ]
    assert len({one.key for one in people(friends)}) == 3
    assert lacks(friends) == {Lack.NO_NAME: 1}


# Address books -------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_outlook_in_western_windows_has_its_own_quotation_marks_and_accents(
    delimiter: str,
) -> None:
    text = table(
        OUTLOOK_GERMAN_COLUMNS,
        {"Vorname": "André", "Nachname": "São", "Geburtstag": "0.0.00", "Jahrestag": "0/0/00"},
        {
            "Vorname": "Zoë",
            "Nachname": "Groß",
            "Notizen": "„Ja“ – gern\r\nund 5 €; bald",
            "Geburtstag": "9.5.1980",
            "Telefon privat": "0221 555 0171",
            "Kategorien": "Messe;Köln",
        },
        {"Firma": "Stadtwerke", "Telefon geschäftlich": "0221 555 0100"},
        {"E-Mail-Adresse": "info@example.org"},
        delimiter=delimiter,
    ) + '"Frau","Halb'.replace(",", delimiter)

    found = only(text.encode("cp1252"))

    assert (found.format.name, found.encoding) == ("outlook", "cp1252")
    assert [one._replace(cells=()) for one in people(found)] == [
        Record(2, Card("André São")),
        Record(
            3,
            Card(
                "Zoë Groß",
                phone=("0221 555 0171",),
                birthday=Birthday(5, 9, 1980),
                tags=("Messe", "Köln"),
                note="„Ja“ – gern\nund 5 €; bald",
            ),
            "492215550171",
        ),
        Record(
            5,
            Card("Stadtwerke", org=("Stadtwerke",), phone=("0221 555 0100",)),
            "492215550100",
        ),
    ]
    assert lacks(found) == {Lack.NO_NAME: 1, Lack.DAMAGED: 1}


def test_one_contact_of_xing_is_a_vcard() -> None:
    data = card(
        "N:Brandt;Zoë;;Dr.;",
        "FN:Dr. Zoë Brandt",
        "ORG:Atelier Brandt",
        "TITLE:Inhaberin",
        "ADR;TYPE=WORK:;;Am Markt 1;Köln;;50667;Deutschland",
        "EMAIL;TYPE=WORK,INTERNET:zoe@example.org",
        "URL;TYPE=XING:https\\://www.xing.com/profile/Zoe_Brandt",
    )

    (zoe,) = people(only(data, "Zoe_Brandt.vcf"))

    assert zoe.card == Card(
        "Dr. Zoë Brandt",
        org=("Atelier Brandt",),
        role="Inhaberin",
        email=("zoe@example.org",),
        url=("https://www.xing.com/profile/Zoe_Brandt",),
        city="Köln",
        address="Am Markt 1, 50667 Köln, Deutschland",
    )


def test_the_signs_of_4_0_in_disguise_are_read() -> None:
    """A caret stands for what no parameter may hold (RFC 6868); a comma may hide anywhere."""
    data = card(
        "FN:Anna Weber",
        "N:Weber;Anna;;;",
        "TEL;X-SERVICE=\"a^nb ^^ ^'c^'\":0171 555 0100",
        "ORG:Groß\\, Söhne & Co.;Einkauf\\; Lager",
        "NOTE:eins\\, zwei\\; drei\\Nvier",
        "CATEGORIES:Messe\\, Köln,Buch",
        "KIND:individual",
        "GRAMGENDER:feminine",
        version="4.0",
    ) + card(
        "FN:Kegelclub",
        "KIND:group",
        "MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af",
        version="4.0",
    )

    found = only(data, "adressen.vcf")

    assert [(one.line, one.card) for one in people(found)] == [
        (
            1,
            Card(
                "Anna Weber",
                org=("Groß, Söhne & Co.",),
                phone=("0171 555 0100",),
                tags=("Messe, Köln", "Buch"),
                note="eins, zwei; drei\nvier\n\nEinkauf; Lager\nGRAMGENDER: feminine",
            ),
        )
    ]
    assert lacks(found) == {Lack.NO_PERSON: 1}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("0170/12 34 567", "491701234567"),
        ("+49 (0)170 1234567", "491701234567"),
        ("0049-170-1234567", "491701234567"),
        ("(0 89) 12 34 56", "4989123456"),
        ("089/123456-0", "49891234560"),
        ("+49 (0) 89 / 12 34 56", "4989123456"),
    ],
)
def test_a_number_is_known_in_each_german_spelling(typed: str, key: str) -> None:
    (anna,) = people(only(f"Name;Telefon\nAnna;{typed}\n"))

    assert (anna.card.phone, anna.key) == ((typed,), key)


# Newsletters ---------------------------------------------------------------------------------

KEPT = (
    "MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LAST_CHANGED,LEID,EUID,NOTES,TAGS"
)
LEFT = KEPT.replace("LEID", "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,LEID")
PROOF = "2,2021-03-04 10:11:12,192.0.2.7,2021-03-04 10:15:00,192.0.2.7,2022-01-01 08:00:00"


def test_the_archive_of_mailchimp_says_by_its_files_who_left(tmp_path: Path) -> None:
    named = '"Email Address","First Name","Last Name"'
    found = archive(
        tmp_path,
        "audience_export.zip",
        subscribed_members_export_1a2b__csv=(
            f"{named},{KEPT}\n"
            f'anna@example.org,Anna,Weber,{PROOF},1,a,,"""VIP"",""Blog"""\n'
            f"leser@example.org,,,{PROOF},2,b,,\n"
            ",Nur,Name,2,,,,,,3,c,,\n"
            ",,,2,,,,,,4,d,,\n"
        ),
        unsubscribed_members_export_1a2b__csv=(
            f"{named},{LEFT}\n"
            f"weg@example.org,Eva,Roth,{PROOF},2023-05-06 07:08:09,Mai,NORMAL,5,e,,\n"
        ),
        cleaned_members_export_1a2b__csv=f"{named},{KEPT}\ntot@example.org,Ida,Au,{PROOF},6,f,,\n",
        nonsubscribed_members_export_1a2b__csv=(
            f"{named},{KEPT}\nnie@example.org,Uwe,Kern,2,,,,,,7,g,,\n"
        ),
    )

    told = {
        one.card.email[0] if one.card.email else one.card.name: (
            one.blocked, [each.given for each in one.consent], one.card.tags,
        )
        for each_found in found
        for one in people(each_found)
    }  # fmt: skip
    given = [date(2021, 3, 4)]
    assert {one.format.name for one in found} == {"mailchimp"}
    assert told == {
        "anna@example.org": (None, given, ("VIP", "Blog")),
        "leser@example.org": (None, given, ()),
        "Nur Name": (None, [], ()),
        "weg@example.org": (Block.UNSUBSCRIBED, [], ()),
        "tot@example.org": (Block.BOUNCED, [], ()),
        "nie@example.org": (None, [], ()),
    }
    assert sum((lacks(one) for one in found), Counter()) == {Lack.NO_NAME: 1}
