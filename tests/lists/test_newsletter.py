"""Newsletter lists: who may be written to, and who may not any more."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Birthday, Permission
from kontaktjournal.lists.format import TableFormat
from kontaktjournal.lists.linkedin import CONNECTIONS
from kontaktjournal.lists.newsletter import BREVO, CLEVERREACH, MAILCHIMP, RAPIDMAIL
from kontaktjournal.lists.record import Block, Call, Lack, Passed, Record
from kontaktjournal.lists.source import sources
from kontaktjournal.lists.table import header_in, layout, rows

FORMATS = (MAILCHIMP, BREVO, RAPIDMAIL, CLEVERREACH, CONNECTIONS)

SUBSCRIBED = (
    '"Email Address","First Name","Last Name",Address,"Phone Number",MEMBER_RATING,OPTIN_TIME,'
    "OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,"
    "LAST_CHANGED,LEID,EUID,NOTES,TAGS"
)
PLACE = "50.9,6.9,1,2,Europe/Berlin,DE,NW"
UNSUBSCRIBED = SUBSCRIBED.replace(
    "LEID",
    "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID",
)
CLEANED = SUBSCRIBED.replace("LEID", "CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID")
BREVO_HEADER = (
    "EMAIL;LASTNAME;FIRSTNAME;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED;ADDED_TIME;MODIFIED_TIME"
)
RAPIDMAIL_HEADER = (
    "email;firstname;lastname;gender;title;zip;birthdate;extra1;mailtype;foreign_id;created_ip;"
    "created;updated;status;activated;activated_ip"
)
CLEVERREACH_HEADER = "email;firstname;lastname;registered;activated;deactivated;source"

Entry = Record | Call | Passed


def read(folder: Path, text: str, form: TableFormat, encoding: str = "utf-8") -> list[Entry]:
    file = folder / "export.csv"
    file.write_bytes(text.encode(encoding))
    (source,) = sources(str(file))
    written = layout(source)
    place = header_in(written.first, form.is_header)
    assert place is not None
    return list(form.read(written.first[place].cells or (), rows(source, written, place)))


def only(folder: Path, form: TableFormat, header: str, row: str) -> Record:
    (entry,) = read(folder, f"{header}\n{row}\n", form)
    assert isinstance(entry, Record)
    return entry


# Mailchimp -----------------------------------------------------------------------------------


def subscriber(optin: str, confirmed: str, ip: str) -> str:
    return (
        f"Anna@example.org,Anna,Weber,Am Markt 1  Köln  50667  DE,+49 221 555 0101,4,{optin},{ip},"
        f"{confirmed},{ip},{PLACE},2022-01-01 08:00:00,77,ab12,Messe Leipzig,"
        '"""VIP"",""Blog, Buch"""'
    )


def test_a_subscriber_comes_with_the_proof_of_consent(tmp_path: Path) -> None:
    row = subscriber("2021-03-04 10:11:12", "2021-03-04 10:15:00", "192.0.2.7")

    anna = only(tmp_path, MAILCHIMP, SUBSCRIBED, row)

    assert anna._replace(cells=()) == Record(
        2,
        Card(
            "Anna Weber",
            phone=("+49 221 555 0101",),
            email=("Anna@example.org",),
            address="Am Markt 1 Köln 50667 DE",
            tags=("VIP", "Blog, Buch"),
            note="Messe Leipzig",
        ),
        key="anna@example.org",
        consent=(
            Permission(
                "email",
                Answer.YES,
                date(2021, 3, 4),
                "CONFIRM_TIME 2021-03-04 10:15:00, CONFIRM_IP 192.0.2.7, "
                "OPTIN_TIME 2021-03-04 10:11:12",
            ),
        ),
    )
    assert len(anna.cells) == len(SUBSCRIBED.split(","))


@pytest.mark.parametrize(
    ("optin", "confirmed", "ip"),
    [
        ("", "2021-03-04 10:15:00", "192.0.2.7"),
        ("2021-03-04 10:11:12", "", "192.0.2.7"),
        ("2021-03-04 10:11:12", "2021-03-04 10:15:00", ""),
        ("2021-03-04 10:11:12", "irgendwann", "192.0.2.7"),
        ("2021-03-04 10:11:12", "0000-00-00 00:00:00", "192.0.2.7"),
        ("", "", ""),
    ],
)
def test_half_a_proof_is_none(tmp_path: Path, optin: str, confirmed: str, ip: str) -> None:
    anna = only(tmp_path, MAILCHIMP, SUBSCRIBED, subscriber(optin, confirmed, ip))

    assert (anna.consent, anna.blocked) == ((), None)


CONFIRMED = "4,2021-03-04 10:11:12,192.0.2.7,2021-03-04 10:15:00,192.0.2.7"


def test_who_unsubscribed_is_blocked_and_has_taken_back_the_consent(tmp_path: Path) -> None:
    row = (
        f"anna@example.org,Anna,Weber,,,{CONFIRMED},{PLACE},2022-01-01 08:00:00,"
        "2023-05-06 07:08:09,Mai 2023,c1,NORMAL,,77,ab12,,"
    )

    anna = only(tmp_path, MAILCHIMP, UNSUBSCRIBED, row)

    assert (anna.blocked, anna.consent) == (Block.UNSUBSCRIBED, ())
    assert (anna.card.name, anna.key) == ("Anna Weber", "anna@example.org")


def test_who_was_cleaned_away_is_blocked(tmp_path: Path) -> None:
    row = (
        f"anna@example.org,,,,,{CONFIRMED},{PLACE},2022-01-01 08:00:00,2023-05-06 07:08:09,"
        "Mai 2023,c1,77,ab12,,"
    )

    anna = only(tmp_path, MAILCHIMP, CLEANED, row)

    assert (anna.blocked, anna.consent) == (Block.BOUNCED, ())


@pytest.mark.parametrize(
    ("word", "blocked"),
    [
        ("subscribed", None),
        ("nonsubscribed", None),
        ("Unsubscribed", Block.UNSUBSCRIBED),
        ("cleaned", Block.BOUNCED),
    ],
)
def test_a_list_of_all_says_it_in_a_column(
    tmp_path: Path, word: str, blocked: Block | None
) -> None:
    header = "Email Address,Status,MEMBER_RATING,OPTIN_TIME,LEID"

    assert only(tmp_path, MAILCHIMP, header, f"a@example.org,{word},2,,7").blocked is blocked


def test_readers_without_a_name_are_kept(tmp_path: Path) -> None:
    row = f"leser@example.org,,,,,{CONFIRMED},{PLACE},2022-01-01 08:00:00,77,ab12,,"

    reader = only(tmp_path, MAILCHIMP, SUBSCRIBED, row)

    assert reader.card == Card(email=("leser@example.org",))
    assert len(reader.consent) == 1


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ('"""VIP"",""Blog"""', ("VIP", "Blog")),
        ('"VIP, Blog, VIP"', ("VIP", "Blog")),
        ("VIP", ("VIP",)),
        ('"""VIP"', ("VIP",)),
        ("", ()),
    ],
)
def test_tags_are_a_table_in_a_cell(tmp_path: Path, cell: str, tags: tuple[str, ...]) -> None:
    header = "Email Address,OPTIN_TIME,LEID,TAGS"

    assert only(tmp_path, MAILCHIMP, header, f"a@example.org,,7,{cell}").card.tags == tags


@pytest.mark.parametrize(
    ("word", "blocked"),
    [
        ("No", None),
        ("", None),
        ("false", None),
        ("Yes", Block.UNSUBSCRIBED),
        ("true", Block.UNSUBSCRIBED),
        ("1", Block.UNSUBSCRIBED),
    ],
)
def test_brevo_says_who_is_blocked(tmp_path: Path, word: str, blocked: Block | None) -> None:
    row = f"anna@example.org;Weber;Anna;492215550101;{word};Yes;04-03-2021 10:11;04-03-2021 10:11"

    anna = only(tmp_path, BREVO, BREVO_HEADER, row)

    assert (anna.blocked, anna.consent) == (blocked, ())
    assert anna.card == Card("Anna Weber", phone=("492215550101",), email=("anna@example.org",))


# rapidmail -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "blocked", "has_consent"),
    [
        ("active", None, True),
        ("new", None, False),
        ("", None, False),
        ("bounced", Block.BOUNCED, False),
        ("abused", Block.COMPLAINED, False),
        ("deleted", Block.UNSUBSCRIBED, False),
        ("DELETED", Block.UNSUBSCRIBED, False),
        ("gesperrt", Block.UNSUBSCRIBED, False),
    ],
)
def test_the_status_of_rapidmail_decides(
    tmp_path: Path, status: str, blocked: Block | None, *, has_consent: bool
) -> None:
    row = (
        "anna@example.org;Anna;Weber;female;;50667;1980-05-09;;html;;192.0.2.7;"
        f"2021-03-04 10:11:12;;{status};2021-03-05 08:00:00;192.0.2.8"
    )

    anna = only(tmp_path, RAPIDMAIL, RAPIDMAIL_HEADER, row)

    assert anna.blocked is blocked
    assert anna.card.birthday == Birthday(5, 9, 1980)
    assert anna.consent == (
        (
            Permission(
                "email",
                Answer.YES,
                date(2021, 3, 5),
                "activated 2021-03-05 08:00:00, activated_ip 192.0.2.8",
            ),
        )
        if has_consent
        else ()
    )


def test_active_without_a_proof_is_no_consent(tmp_path: Path) -> None:
    row = "anna@example.org;Anna;Weber;;;;;;html;;;2021-03-04;;active;2021-03-05 08:00:00;"

    assert only(tmp_path, RAPIDMAIL, RAPIDMAIL_HEADER, row).consent == ()


# CleverReach ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("activated", "deactivated", "blocked"),
    [
        ("1614852672", "0", None),
        ("1614852672", "", None),
        ("0", "0", None),
        ("1614852672", "1620000000", Block.UNSUBSCRIBED),
        ("0", "1620000000", Block.UNSUBSCRIBED),
        ("2021-03-04 10:11:12", "2022-01-01 00:00:00", Block.UNSUBSCRIBED),
        ("2021-03-04 10:11:12", "0000-00-00 00:00:00", None),
    ],
)
def test_whoever_was_deactivated_is_blocked(
    tmp_path: Path, activated: str, deactivated: str, blocked: Block | None
) -> None:
    row = f"anna@example.org;Anna;Weber;1614852600;{activated};{deactivated};Messe"

    anna = only(tmp_path, CLEVERREACH, CLEVERREACH_HEADER, row)

    assert (anna.blocked, anna.consent, anna.card.name) == (blocked, (), "Anna Weber")


def test_seconds_since_1970_are_a_day_of_consent_where_there_is_a_proof(tmp_path: Path) -> None:
    header = "E-Mail,activated,activated_ip,deactivated"

    anna = only(tmp_path, CLEVERREACH, header, "anna@example.org,1614852672,192.0.2.7,0")

    assert anna.consent == (
        Permission(
            "email",
            Answer.YES,
            date(2021, 3, 4),
            "activated 1614852672, activated_ip 192.0.2.7",
        ),
    )


def test_a_german_header_is_known_too(tmp_path: Path) -> None:
    header = "E-Mail;Vorname;Nachname;Aktiviert;Deaktiviert"

    found = [
        only(tmp_path, CLEVERREACH, header, f"a@example.org;Anna;Weiß;1614852672;{when}").blocked
        for when in ("0", "1620000000")
    ]

    assert found == [None, Block.UNSUBSCRIBED]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (SUBSCRIBED.replace('"', "").split(","), "mailchimp"),
        (UNSUBSCRIBED.replace('"', "").split(","), "mailchimp"),
        (CLEANED.replace('"', "").split(","), "mailchimp"),
        (BREVO_HEADER.split(";"), "brevo"),
        (RAPIDMAIL_HEADER.split(";"), "rapidmail"),
        (CLEVERREACH_HEADER.split(";"), "cleverreach"),
        (["Email Address", "First Name", "Last Name"], None),
        (["email", "status"], None),
        (["E-Mail-Adresse", "Vorname", "Nachname", "Firma"], None),
    ],
)
def test_each_header_has_one_reader(header: list[str], name: str | None) -> None:
    claiming = [form.name for form in FORMATS if form.is_header(tuple(header))]

    assert claiming == ([name] if name else [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_will_do(tmp_path: Path, encoding: str) -> None:
    text = f"{BREVO_HEADER}\r\nj@example.org;Weiß;Jörg;;No;No;;\r\n"

    (joerg,) = read(tmp_path, text, BREVO, encoding)

    assert isinstance(joerg, Record)
    assert joerg.card.name == "Jörg Weiß"


@pytest.mark.parametrize(
    ("row", "passed"),
    [
        (";;;;No;No;04-03-2021 10:11;", Passed(2, Lack.NO_NAME, "No No 04-03-2021 10:11")),
        ("kein Mail;;;;No;No;;", Passed(2, Lack.NO_NAME, "kein Mail No No")),
        ("a@example.org, b@example.org;;;;No;No;;", None),
        ("a@example.org;Weber;Anna;;No;No;;;x", "damaged"),
    ],
)
def test_a_row_that_names_nobody_or_cannot_be_read_is_passed_over(
    tmp_path: Path, row: str, passed: Passed | str | None
) -> None:
    (entry,) = read(tmp_path, f"{BREVO_HEADER}\n{row}\n", BREVO)

    assert isinstance(entry, Passed)
    if isinstance(passed, Passed):
        assert entry == passed
    else:
        assert entry.lack is (Lack.DAMAGED if passed else Lack.NO_NAME)


def test_a_name_without_a_mail_is_kept_and_has_no_key(tmp_path: Path) -> None:
    anna = only(tmp_path, BREVO, BREVO_HEADER, "verborgen;Weber;Anna;kein Telefon;No;No;;")

    assert (anna.card, anna.key) == (Card("Anna Weber"), "")
    assert anna.cells[0] == "verborgen"


def test_a_name_in_one_column_is_a_name(tmp_path: Path) -> None:
    header = "email;name;company;city;registered;activated;deactivated"

    anna = only(tmp_path, CLEVERREACH, header, "a@example.org;Anna Weber;Papierwerk;Köln;1;0;0")

    assert anna.card == Card(
        "Anna Weber", org=("Papierwerk",), email=("a@example.org",), city="Köln"
    )


@given(
    st.sampled_from([
        (MAILCHIMP, SUBSCRIBED),
        (MAILCHIMP, UNSUBSCRIBED),
        (MAILCHIMP, CLEANED),
        (BREVO, BREVO_HEADER),
        (RAPIDMAIL, RAPIDMAIL_HEADER),
        (CLEVERREACH, CLEVERREACH_HEADER),
    ]),
    st.text("a@.,;\"'\n\r\t 019:-Yesü\0", max_size=80),
)  # fmt: skip
def test_each_row_is_a_reader_or_passed_over(
    tmp_path_factory: pytest.TempPathFactory, table: tuple[TableFormat, str], text: str
) -> None:
    form, header = table
    file = tmp_path_factory.mktemp("any") / "export.csv"
    delimiter = ";" if ";" in header else ","
    first = delimiter.join(["leser@example.org", *[""] * header.count(delimiter)])
    file.write_bytes(f"{header}\n{first}\n{first}\n{text}".encode())
    (source,) = sources(str(file))
    written = layout(source)
    found = list(rows(source, written, 0))

    entries = list(form.read(written.first[0].cells or (), found))

    assert [entry.line for entry in entries] == [row.line for row in found]
    assert len(entries) >= 2
