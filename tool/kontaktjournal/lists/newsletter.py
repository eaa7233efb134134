"""Newsletter lists: who may be written to, who may not any more, and how we know (6.7).

Rows without a name are kept: most of a newsletter's readers have none. Consent is taken only
with its proof, which is a time and an address of the network; the rest stays in the cells.
"""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Birthday, Permission
from kontaktjournal.lists.columns import Columns, plain
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.names import full_name
from kontaktjournal.lists.record import Block, Lack, Passed, Record, Records
from kontaktjournal.lists.remembered import remembered
from kontaktjournal.lists.table import Cells, Row

_EMAIL = ("Email Address", "EMAIL", "E-Mail", "E-Mail-Adresse", "E-Mail Address", "Mail")
_GIVEN = ("First Name", "FIRSTNAME", "Vorname", "FNAME")
_FAMILY = ("Last Name", "LASTNAME", "Nachname", "LNAME", "Surname")
_NAME = ("Name", "Full Name", "FULLNAME")
_PHONE = ("Phone Number", "Phone", "Telefon", "Mobile", "Mobil", "Mobiltelefon", "SMS")
_ORG = ("Company", "Firma", "Organization", "Unternehmen")
_ROLE = ("Job Title", "Position")
_CITY = ("City", "Ort", "Stadt")
_ADDRESS = ("Address", "Adresse", "Anschrift")
_URL = ("Website", "Webseite")
_BIRTHDAY = ("birthdate", "Geburtsdatum")
_NOTES = ("NOTES", "Notizen")
_TAGS = ("TAGS",)
_STATUS = ("status", "Email Marketing Status")

_ASKED = frozenset(
    plain(name)
    for names in (
        _EMAIL, _GIVEN, _FAMILY, _NAME, _PHONE, _ORG, _ROLE, _CITY, _ADDRESS, _URL, _BIRTHDAY,
        _NOTES, _TAGS,
    )
    for name in names
)  # fmt: skip
#: What the programs note for themselves: how good a reader is, when and where they came from.
_TECHNICAL = frozenset(
    map(
        plain,
        (
            *_STATUS,
            *("MEMBER_RATING", "OPTIN_TIME", "OPTIN_IP", "CONFIRM_TIME", "CONFIRM_IP", "LATITUDE"),
            *("LONGITUDE", "GMTOFF", "DSTOFF", "TIMEZONE", "CC", "REGION", "LAST_CHANGED", "LEID"),
            *("EUID", "EMAIL_BLACKLISTED", "SMS_BLACKLISTED", "ADDED_TIME", "MODIFIED_TIME"),
            *("CONTACT_ID", "OPT_IN", "DOUBLE_OPT-IN", "mailtype", "foreign_id", "created_ip"),
            *("created_host", "created", "updated", "activated", "activated_ip", "registered"),
            *("deactivated", "bounced", "source", "last_ip", "Aktiviert", "Deaktiviert"),
        ),
    )
)
_OF_PROGRAMS = ("unsub ", "clean ")

_ADDRESS_OF_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
_PHONE_NUMBER = re.compile(r"[+(]?\d[\d\s()/.–-]{3,}\d", re.ASCII)
_DAY_AND_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?.*)?", re.ASCII)
_EPOCH = re.compile(r"\d{9,10}", re.ASCII)
#: Stands for "never" where a program writes numbers or empty dates.
_NEVER = frozenset({"", "0", "0000-00-00", "0000-00-00 00:00:00", "null", "false", "no", "nein"})
_YES = frozenset({"yes", "true", "1", "ja"})
_STATUSES = {
    "unsubscribed": Block.UNSUBSCRIBED,
    "deleted": Block.UNSUBSCRIBED,
    "inactive": Block.UNSUBSCRIBED,
    "blacklisted": Block.UNSUBSCRIBED,
    "abgemeldet": Block.UNSUBSCRIBED,
    "gelöscht": Block.UNSUBSCRIBED,
    "inaktiv": Block.UNSUBSCRIBED,
    "gesperrt": Block.UNSUBSCRIBED,
    "bounced": Block.BOUNCED,
    "cleaned": Block.BOUNCED,
    "abused": Block.COMPLAINED,
    "complained": Block.COMPLAINED,
}
_WORDS_AT_MOST = 60

#: What each program says of one row: whether it may be written to, and what was allowed.
Standing = tuple[Block | None, tuple[Permission, ...]]


def _format(
    name: str,
    is_header: Callable[[Columns], bool],
    standing: Callable[[Columns], Callable[[Cells], Standing]],
) -> TableFormat:
    def read(header: Cells, rows: Iterable[Row]) -> Records:
        columns = Columns(header)
        readers = _Readers(columns, standing(columns))
        for line, cells in rows:
            if cells and columns.fits(cells):
                yield readers.entry(line, cells)
            else:
                yield Passed(line, Lack.DAMAGED, _beginning(cells))

    return TableFormat(name, Goal.LIST, lambda cells: is_header(Columns(cells)), read)


class _Readers:
    """Tells of each row who reads a newsletter.

    Args:
        columns: of the table; where each of them stands is found once.
        standing: what the program says of a row.
    """

    def __init__(self, columns: Columns, standing: Callable[[Cells], Standing]) -> None:
        self._filled = columns.filled
        self._standing = standing
        self._email, self._name = columns.asking(*_EMAIL), columns.asking(*_NAME)
        self._given, self._family = columns.asking(*_GIVEN), columns.asking(*_FAMILY)
        self._phones, self._orgs = columns.asking_all(*_PHONE), columns.asking_all(*_ORG)
        self._urls, self._role = columns.asking_all(*_URL), columns.asking(*_ROLE)
        self._city, self._address = columns.asking(*_CITY), columns.asking(*_ADDRESS)
        self._birthday, self._notes = columns.asking(*_BIRTHDAY), columns.asking(*_NOTES)
        self._tags = columns.asking(*_TAGS)

    def entry(self, line: int, cells: Cells) -> Record | Passed:
        """Return whom a row tells of."""
        row = self._filled(cells)
        written = self._email(row)
        email = written if _ADDRESS_OF_MAIL.fullmatch(written) else ""
        name = full_name(self._given(row), self._family(row)) or full_name(self._name(row))
        if not (email or name):
            return Passed(line, Lack.NO_NAME, _beginning(cells))
        blocked, consent = self._standing(row)
        # Whoever left has taken back what was allowed before.
        allowed = () if blocked else consent
        card = self._card(row, name, email)
        return Record(line, card, email.casefold(), None, None, allowed, blocked, cells)

    def _card(self, row: Cells, name: str, email: str) -> Card:
        phones = self._phones(row)
        address = self._address(row)
        return Card(
            name,
            org=self._orgs(row),
            role=self._role(row),
            phone=tuple(filter(_PHONE_NUMBER.fullmatch, phones)) if phones else phones,
            email=(email,) if email else (),
            url=self._urls(row),
            city=self._city(row),
            address=" ".join(address.split()) if address else "",
            birthday=_birthday(self._birthday(row)),
            tags=_tags(self._tags(row)),
            note=self._notes(row),
        )


def own_and_asked(header: Cells) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the columns only the owner of a list knows, and those a reader's card is made of.

    What a program notes for itself is neither.
    """
    asked = tuple(at for at, name in enumerate(header) if plain(name) in _ASKED)
    known = _ASKED | _TECHNICAL
    own = (at for at, name in enumerate(header) if name and plain(name) not in known)
    return tuple(at for at in own if not plain(header[at]).startswith(_OF_PROGRAMS)), asked


def _beginning(cells: Cells | None) -> str:
    return " ".join(filter(None, cells or ()))[:_WORDS_AT_MOST]


@remembered
def _tags(cell: str) -> tuple[str, ...]:
    """Return the tags of a cell that is a line of a table itself: ``"VIP","Blog"``."""
    if not cell:
        return ()
    try:
        tags = next(csv.reader([cell.replace("\n", " ")], skipinitialspace=True), [])
    except csv.Error:
        return ()
    return tuple(dict.fromkeys(filter(None, (tag.strip() for tag in tags))))


def _birthday(text: str) -> Birthday | None:
    """Return a birthday; only one with its year first cannot be mistaken."""
    day = _day(text) if text and not text.isdigit() else None
    return Birthday(day.month, day.day, day.year) if day else None


def _day(text: str) -> date | None:
    """Return the day, in UTC, of ``2021-03-04 10:11:12`` or of seconds since 1970."""
    try:
        if _DAY_AND_TIME.fullmatch(text):
            return date.fromisoformat(text[:10])
        if _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(int(text), UTC).date()
    except (ValueError, OverflowError, OSError):
        pass
    return None


class _Proof:
    """The columns of what proves a consent to mails: all of them must say something.

    Args:
        columns: of the table.
        when: column of the moment it was given.
        others: columns of what belongs to the proof.
    """

    def __init__(self, columns: Columns, when: str, *others: str) -> None:
        self._columns = [(f"{name} ", columns.asking(name)) for name in (when, *others)]

    def consent(self, row: Cells) -> tuple[Permission, ...]:
        """Return the consent, where it is proved."""
        proof = [(name, asked(row)) for name, asked in self._columns]
        if not _NEVER.isdisjoint([said.lower() for _, said in proof]):
            return ()
        given = _day(proof[0][1])
        if given is None:
            return ()
        note = ", ".join([name + said for name, said in proof])
        return (Permission("email", Answer.YES, given, note),)


def _by_status(columns: Columns) -> Callable[[Cells], Block | None]:
    status = columns.asking(*_STATUS)
    return lambda row: _STATUSES.get(status(row).lower())


def _says(said: str) -> bool:
    return said.lower() not in _NEVER


# Mailchimp: subscribed, unsubscribed, cleaned and nonsubscribed have a file each ------------


def _is_mailchimp(columns: Columns) -> bool:
    kept = (
        "MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME", "LEID", "EUID", "UNSUB_TIME", "CLEAN_TIME",
    )  # fmt: skip
    has_mail = any(columns.has(name) for name in _EMAIL)
    return has_mail and sum(columns.has(name) for name in kept) > 1


def _mailchimp(columns: Columns) -> Callable[[Cells], Standing]:
    cleaned, unsubscribed = columns.asking("CLEAN_TIME"), columns.asking("UNSUB_TIME")
    # Without OPTIN_TIME, what is confirmed is when the owner of the list put somebody on it.
    proof = _Proof(columns, "CONFIRM_TIME", "CONFIRM_IP", "OPTIN_TIME")
    by_status = _by_status(columns)

    def standing(row: Cells) -> Standing:
        if _says(cleaned(row)):
            return Block.BOUNCED, ()
        if _says(unsubscribed(row)):
            return Block.UNSUBSCRIBED, ()
        return by_status(row), proof.consent(row)

    return standing


MAILCHIMP = _format("mailchimp", _is_mailchimp, _mailchimp)


# Brevo ---------------------------------------------------------------------------------------


def _is_brevo(columns: Columns) -> bool:
    return columns.has("EMAIL", "EMAIL_BLACKLISTED")


def _brevo(columns: Columns) -> Callable[[Cells], Standing]:
    blacklisted = columns.asking("EMAIL_BLACKLISTED")

    def standing(row: Cells) -> Standing:
        return (Block.UNSUBSCRIBED if blacklisted(row).lower() in _YES else None), ()

    return standing


BREVO = _format("brevo", _is_brevo, _brevo)


# rapidmail -----------------------------------------------------------------------------------


def _is_rapidmail(columns: Columns) -> bool:
    own = ("created_ip", "activated_ip", "mailtype", "foreign_id")
    return columns.has("email", "status") and any(columns.has(name) for name in own)


def _rapidmail(columns: Columns) -> Callable[[Cells], Standing]:
    status, by_status = columns.asking("status"), _by_status(columns)
    proof = _Proof(columns, "activated", "activated_ip")

    def standing(row: Cells) -> Standing:
        is_active = status(row).lower() in {"active", "aktiv"}
        return by_status(row), proof.consent(row) if is_active else ()

    return standing


RAPIDMAIL = _format("rapidmail", _is_rapidmail, _rapidmail)


# CleverReach, as its interface for programs names the columns: seconds since 1970 ------------


def _is_cleverreach(columns: Columns) -> bool:
    named = ("activated", "deactivated"), ("Aktiviert", "Deaktiviert")
    has_mail = any(columns.has(name) for name in _EMAIL)
    return has_mail and any(columns.has(*names) for names in named)


def _cleverreach(columns: Columns) -> Callable[[Cells], Standing]:
    left = columns.asking("deactivated"), columns.asking("Deaktiviert")
    bounced, by_status = columns.asking("bounced"), _by_status(columns)
    proof = _Proof(columns, "activated", "activated_ip")

    def standing(row: Cells) -> Standing:
        if _says(bounced(row)):
            return Block.BOUNCED, ()
        has_left = any(_says(asked(row)) for asked in left)
        return (Block.UNSUBSCRIBED if has_left else by_status(row)), proof.consent(row)

    return standing


CLEVERREACH = _format("cleverreach", _is_cleverreach, _cleverreach)

#: Columns that the formats ask themselves whether somebody left.
ASKED_WHO_LEFT = frozenset({"unsub time", "clean time", "email blacklisted"})
NAMES = frozenset(one.name for one in (MAILCHIMP, BREVO, RAPIDMAIL, CLEVERREACH))
