"""Newsletter lists: who may be written to, who may not any more, and how we know (6.7).

Rows without a name are kept: most of a newsletter's readers have none. Consent is taken only
with its proof, which is a time and an address of the network; the rest stays in the cells.
"""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Birthday, Permission
from kontaktjournal.lists.columns import Columns
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.names import full_name
from kontaktjournal.lists.record import Block, Lack, Passed, Record, Records
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
    standing: Callable[[Columns, Cells], Standing],
) -> TableFormat:
    def read(header: Cells, rows: Iterable[Row]) -> Records:
        columns = Columns(header)
        for line, cells in rows:
            if cells and columns.fits(cells):
                yield _entry(columns, line, cells, standing)
            else:
                yield Passed(line, Lack.DAMAGED, _beginning(cells))

    return TableFormat(name, Goal.LIST, lambda cells: is_header(Columns(cells)), read)


def _entry(
    columns: Columns, line: int, cells: Cells, standing: Callable[[Columns, Cells], Standing]
) -> Record | Passed:
    written = columns.first(cells, *_EMAIL)
    email = written if _ADDRESS_OF_MAIL.fullmatch(written) else ""
    name = full_name(columns.first(cells, *_GIVEN), columns.first(cells, *_FAMILY))
    name = name or full_name(columns.first(cells, *_NAME))
    if not (email or name):
        return Passed(line, Lack.NO_NAME, _beginning(cells))
    blocked, consent = standing(columns, cells)
    return Record(
        line,
        _card(columns, cells, name, email),
        key=email.casefold(),
        # Whoever left has taken back what was allowed before.
        consent=() if blocked else consent,
        blocked=blocked,
        cells=cells,
    )


def _card(columns: Columns, cells: Cells, name: str, email: str) -> Card:
    phones = columns.all(cells, *_PHONE)
    return Card(
        name,
        org=columns.all(cells, *_ORG),
        role=columns.first(cells, *_ROLE),
        phone=tuple(phone for phone in phones if _PHONE_NUMBER.fullmatch(phone)),
        email=(email,) if email else (),
        url=columns.all(cells, *_URL),
        city=columns.first(cells, *_CITY),
        address=" ".join(columns.first(cells, *_ADDRESS).split()),
        birthday=_birthday(columns.first(cells, *_BIRTHDAY)),
        tags=_tags(columns.first(cells, *_TAGS)),
        note=columns.first(cells, *_NOTES),
    )


def _beginning(cells: Cells | None) -> str:
    return " ".join(filter(None, cells or ()))[:_WORDS_AT_MOST]


@lru_cache(maxsize=1024)
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
    day = _day(text)
    return Birthday(day.month, day.day, day.year) if day and not text.isdigit() else None


def _day(text: str) -> date | None:
    """Return the day, in UTC, of ``2021-03-04 10:11:12`` or of seconds since 1970."""
    try:
        if _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(int(text), UTC).date()
        if _DAY_AND_TIME.fullmatch(text):
            return date.fromisoformat(text[:10])
    except (ValueError, OverflowError, OSError):
        pass
    return None


def _proved(columns: Columns, cells: Cells, when: str, *others: str) -> tuple[Permission, ...]:
    """Return the consent to mails, where all columns of its proof say something.

    Args:
        columns: of the table.
        cells: of the row.
        when: column of the moment it was given.
        others: columns of what belongs to the proof.
    """
    proof = {name: columns.first(cells, name) for name in (when, *others)}
    given = _day(proof[when])
    if given is None or any(said.lower() in _NEVER for said in proof.values()):
        return ()
    note = ", ".join(f"{name} {said}" for name, said in proof.items())
    return (Permission("email", Answer.YES, given, note),)


def _by_status(columns: Columns, cells: Cells) -> Block | None:
    return _STATUSES.get(columns.first(cells, *_STATUS).lower())


def _says(columns: Columns, cells: Cells, name: str) -> bool:
    return columns.first(cells, name).lower() not in _NEVER


# Mailchimp: subscribed, unsubscribed, cleaned and nonsubscribed have a file each ------------


def _is_mailchimp(columns: Columns) -> bool:
    kept = ("MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME", "LEID", "EUID")
    return columns.has("Email Address") and sum(columns.has(name) for name in kept) > 1


def _mailchimp(columns: Columns, cells: Cells) -> Standing:
    if _says(columns, cells, "CLEAN_TIME"):
        return Block.BOUNCED, ()
    if _says(columns, cells, "UNSUB_TIME"):
        return Block.UNSUBSCRIBED, ()
    # Without OPTIN_TIME, what is confirmed is when the owner of the list put somebody on it.
    proof = _proved(columns, cells, "CONFIRM_TIME", "CONFIRM_IP", "OPTIN_TIME")
    return _by_status(columns, cells), proof


MAILCHIMP = _format("mailchimp", _is_mailchimp, _mailchimp)


# Brevo ---------------------------------------------------------------------------------------


def _is_brevo(columns: Columns) -> bool:
    return columns.has("EMAIL", "EMAIL_BLACKLISTED")


def _brevo(columns: Columns, cells: Cells) -> Standing:
    is_blocked = columns.first(cells, "EMAIL_BLACKLISTED").lower() in _YES
    return (Block.UNSUBSCRIBED if is_blocked else None), ()


BREVO = _format("brevo", _is_brevo, _brevo)


# rapidmail -----------------------------------------------------------------------------------


def _is_rapidmail(columns: Columns) -> bool:
    own = ("created_ip", "activated_ip", "mailtype", "foreign_id")
    return columns.has("email", "status") and any(columns.has(name) for name in own)


def _rapidmail(columns: Columns, cells: Cells) -> Standing:
    is_active = columns.first(cells, "status").lower() in {"active", "aktiv"}
    consent = _proved(columns, cells, "activated", "activated_ip") if is_active else ()
    return _by_status(columns, cells), consent


RAPIDMAIL = _format("rapidmail", _is_rapidmail, _rapidmail)


# CleverReach, as its interface for programs names the columns: seconds since 1970 ------------


def _is_cleverreach(columns: Columns) -> bool:
    named = ("activated", "deactivated"), ("Aktiviert", "Deaktiviert")
    has_mail = any(columns.has(name) for name in _EMAIL)
    return has_mail and any(columns.has(*names) for names in named)


def _cleverreach(columns: Columns, cells: Cells) -> Standing:
    has_left = _says(columns, cells, "deactivated") or _says(columns, cells, "Deaktiviert")
    bounced = columns.first(cells, "bounced").lower()
    if bounced not in _NEVER:
        return Block.BOUNCED, ()
    proof = _proved(columns, cells, "activated", "activated_ip")
    return (Block.UNSUBSCRIBED if has_left else _by_status(columns, cells)), proof


CLEVERREACH = _format("cleverreach", _is_cleverreach, _cleverreach)
