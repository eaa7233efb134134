"""A small whole file of every format, three people each where there are people (6)."""

import csv
import io
from pathlib import Path
from typing import NamedTuple

from foreign_cards import card
from foreign_headers import (
    GMX_COLUMNS,
    GOOGLE_COLUMNS,
    GOOGLE_OLD_COLUMNS,
    OUTLOOK_ENGLISH_COLUMNS,
    OUTLOOK_GERMAN_COLUMNS,
    OUTLOOK_ONLINE_COLUMNS,
)

#: In each sample of people, in this order.
PEOPLE = ("Zoë Brandt", "Jürgen Groß", "Anna Weber")


class Sample(NamedTuple):
    """A file of a format.

    Args:
        form: what the format is called.
        name: as the program calls the file.
        data: its bytes.
    """

    form: str
    name: str
    data: bytes


def table(columns: str, *rows: dict[str, str], delimiter: str = ",", end: str = "\r\n") -> str:
    """Return a table with these columns, each cell in quotation marks as Outlook has them."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text,
        columns.split(","),
        "",
        delimiter=delimiter,
        lineterminator=end,
        quoting=csv.QUOTE_ALL if end == "\r\n" else csv.QUOTE_MINIMAL,
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _named(given: str, family: str, mail: str) -> tuple[dict[str, str], ...]:
    """Return the three people in the columns of a program."""
    return tuple(
        {given: whole.split()[0], family: whole.split()[1], mail: f"{place}@example.org"}
        for place, whole in enumerate(PEOPLE)
    )


_LINKEDIN = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are '
    'missing. You will only see email addresses for connections who have allowed it."\n'
    "\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Zoë,Brandt,https://www.linkedin.com/in/zo%C3%AB-brandt,,Atelier,Inhaberin,07 Jun 2022\n"
    'Jürgen,Groß,https://www.linkedin.com/in/jg,j@example.org,"Groß, Söhne",Chef,08 Jun 2022\n'
    "Anna,Weber,https://www.linkedin.com/in/anna-weber,,,,09 Jun 2022\n"
)
_FACEBOOK = (
    '{"friends_v2": [\n'
    '  {"name": "Zo\\u00c3\\u00ab Brandt", "timestamp": 1300000000},\n'
    '  {"name": "J\\u00c3\\u00bcrgen Gro\\u00c3\\u009f", "timestamp": 1300000001},\n'
    '  {"name": "Anna Weber", "timestamp": 1300000002}\n'
    "]}\n"
)
_FACEBOOK_BOOK = (
    '{"address_book_v2": {"address_book": [\n'
    '  {"name": "Zo\\u00c3\\u00ab Brandt", "details": [{"contact_point": "+492215550171"}]},\n'
    '  {"name": "J\\u00c3\\u00bcrgen Gro\\u00c3\\u009f", "details": []},\n'
    '  {"name": "Anna Weber", "details": [{"contact_point": "anna@example.org"}]}\n'
    "]}}\n"
)
_MAILCHIMP = (
    '"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,CONFIRM_IP,'
    "LEID,EUID,NOTES,TAGS\n"
    'z@example.org,Zoë,Brandt,2,,,,1,a,,"""VIP"",""Blog"""\n'
    "j@example.org,Jürgen,Groß,2,,,,2,b,,\n"
    "a@example.org,Anna,Weber,2,,,,3,c,,\n"
)
_BREVO = (
    "EMAIL;LASTNAME;FIRSTNAME;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED;ADDED_TIME;MODIFIED_TIME\n"
    "z@example.org;Brandt;Zoë;;No;No;04-03-2021 10:11;04-03-2021 10:11\n"
    "j@example.org;Groß;Jürgen;;No;No;04-03-2021 10:11;04-03-2021 10:11\n"
    "a@example.org;Weber;Anna;;No;No;04-03-2021 10:11;04-03-2021 10:11\n"
)
_RAPIDMAIL = (
    "email;firstname;lastname;mailtype;created_ip;created;status;activated;activated_ip\n"
    "z@example.org;Zoë;Brandt;html;;2021-03-04;active;;\n"
    "j@example.org;Jürgen;Groß;html;;2021-03-04;new;;\n"
    "a@example.org;Anna;Weber;html;;2021-03-04;active;;\n"
)
_CLEVERREACH = (
    "email;firstname;lastname;registered;activated;deactivated;source\n"
    "z@example.org;Zoë;Brandt;1614852600;1614852672;0;Messe\n"
    "j@example.org;Jürgen;Groß;1614852600;1614852672;0;Messe\n"
    "a@example.org;Anna;Weber;1614852600;1614852672;0;Messe\n"
)
_ORG = "".join(
    f"* {name}\n:PROPERTIES:\n:EMAIL: {place}@example.org\n:END:\n"
    for place, name in enumerate(PEOPLE)
)
_TABLE = "Name;E-Mail;Ort\n" + "".join(
    f"{name};{place}@example.org;Köln\n" for place, name in enumerate(PEOPLE)
)
_OLD_GOOGLE = tuple(
    {"Name": name, "E-mail 1 - Type": "* Work", "E-mail 1 - Value": f"{place}@example.org"}
    for place, name in enumerate(PEOPLE)
)

LINKEDIN = Sample("linkedin", "Connections.csv", _LINKEDIN.encode())
FACEBOOK = Sample("facebook", "your_friends.json", _FACEBOOK.encode())
FACEBOOK_BOOK = Sample("facebook_addresses", "address_book.json", _FACEBOOK_BOOK.encode())
GOOGLE = Sample(
    "google",
    "contacts.csv",
    table(
        GOOGLE_COLUMNS, *_named("First Name", "Last Name", "E-mail 1 - Value"), end="\n"
    ).encode(),
)
GOOGLE_OLD = Sample(
    "google_old", "google.csv", table(GOOGLE_OLD_COLUMNS, *_OLD_GOOGLE, end="\n").encode()
)
OUTLOOK_GERMAN = Sample(
    "outlook",
    "Kontakte.CSV",
    table(OUTLOOK_GERMAN_COLUMNS, *_named("Vorname", "Nachname", "E-Mail-Adresse")).encode(
        "cp1252"
    ),
)
OUTLOOK_ENGLISH = Sample(
    "outlook",
    "contacts.CSV",
    table(OUTLOOK_ENGLISH_COLUMNS, *_named("First Name", "Last Name", "E-mail Address")).encode(
        "cp1252"
    ),
)
OUTLOOK_ONLINE = Sample(
    "outlook_com",
    "outlook.csv",
    table(OUTLOOK_ONLINE_COLUMNS, *_named("First Name", "Last Name", "E-mail Address")).encode(),
)
GMX = Sample(
    "gmx",
    "adressbuch.csv",
    table(GMX_COLUMNS, *_named("Vorname", "Nachname", "E-Mail-Adresse")).encode("latin-1"),
)
VCARD = Sample(
    "vcard",
    "adressen.vcf",
    card("FN:Zoë Brandt", "EMAIL:z@example.org", version="4.0")
    + card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gro=C3=9F;J=C3=BCrgen;;;",
        "TEL;CELL:0171 555 0100",
        version="2.1",
    )
    + card("FN:Anna Weber", "item1.EMAIL;type=INTERNET:a@example.org"),
)
MAILCHIMP = Sample("mailchimp", "subscribed_members_export_1a2b.csv", _MAILCHIMP.encode())
BREVO = Sample("brevo", "brevo.csv", _BREVO.encode())
RAPIDMAIL = Sample("rapidmail", "rapidmail.csv", _RAPIDMAIL.encode())
CLEVERREACH = Sample("cleverreach", "cleverreach.csv", _CLEVERREACH.encode())
ORG = Sample("org_contacts", "kontakte.org", _ORG.encode())
TABLE = Sample("table", "liste.csv", _TABLE.encode("cp1252"))

#: All that are text.
SAMPLES = (
    LINKEDIN, FACEBOOK, FACEBOOK_BOOK, GOOGLE, GOOGLE_OLD, OUTLOOK_GERMAN, OUTLOOK_ENGLISH,
    OUTLOOK_ONLINE, GMX, VCARD, MAILCHIMP, BREVO, RAPIDMAIL, CLEVERREACH, ORG, TABLE,
)  # fmt: skip


def as_xlsx(sample: Sample, path: Path) -> Path:
    """Write a table as a workbook of Excel; return its path."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows_of(sample):
        sheet.append(row)
    book.save(path)
    return path


def as_ods(sample: Sample, path: Path) -> Path:
    """Write a table as a workbook of LibreOffice; return its path."""
    import zipfile
    from xml.sax.saxutils import escape

    of = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ([*map(escape, row)] for row in rows_of(sample))
    )
    content = (
        f'<office:document-content xmlns:office="{of}:office:1.0" xmlns:table="{of}:table:1.0"'
        f' xmlns:text="{of}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blatt1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def rows_of(sample: Sample) -> list[list[str]]:
    """Return the cells of a table."""
    try:
        text = sample.data.decode()
    except UnicodeDecodeError:
        text = sample.data.decode("cp1252")
    delimiter = ";" if text.partition("\n")[0].count(";") > 1 else ","
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))
