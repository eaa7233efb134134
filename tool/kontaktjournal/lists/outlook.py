"""Outlook's contacts as a table, German and English, and what others write in its manner (6.4).

What has a place in a contact goes there; what somebody wrote into any other column is told in
the note, and what Outlook filled in by itself is not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.lists.columns import Columns, plain
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.outlook_columns import ENGLISH, GERMAN, Home, Tongue
from kontaktjournal.lists.people import (
    Unasked,
    damaged,
    entry,
    leftovers,
    mails,
    note,
    phones,
    put_together,
    said,
)
from kontaktjournal.lists.record import Records
from kontaktjournal.lists.table import Cells, Row
from kontaktjournal.notation.content_lines import on_one_line
from kontaktjournal.notation.dates import read_birthday
from kontaktjournal.notation.vcard import address_of, is_tag

_MONTH_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
#: No day, written as one: 0.0.00, 0/0/00; and what Outlook itself keeps instead of none.
_NO_DAY = re.compile(r"0+([./-])0+\1[0-9]+|0?1([./])0?1\2(?:4501|1601)|4501-01-01")
#: What stands in a column where nobody wrote anything.
_NOTHING = frozenset({"keine angabe", "unspecified", "normal"})
_BETWEEN_TAGS = re.compile("[;,]")
#: Google's own groups: * myContacts.
_STAR = re.compile(r"^\*\s*")
#: Of Outlook's own columns, so many must be there; one alone has other lists, too.
_COLUMNS_AT_LEAST = 2
_GMX = ("nachname", "anrede", "vorname")


def _is_written_in(header: Cells, tongue: Tongue) -> bool:
    columns = Columns(header)
    family, given = tongue.name[3], tongue.name[1]
    own = [name for name in tongue.own if columns.has(name)]
    return columns.has(*family, *given, tongue.mails[0]) and len(own) >= _COLUMNS_AT_LEAST


def _is_gmx(header: Cells) -> bool:
    return tuple(map(plain, header[:3])) == _GMX and _is_written_in(header, GERMAN)


def _is_german(header: Cells) -> bool:
    return _is_written_in(header, GERMAN) and not _is_gmx(header)


def _is_online(header: Cells) -> bool:
    """Recognise what Outlook.com and Google write: the type of an address is not among it."""
    return _is_written_in(header, ENGLISH) and not Columns(header).has("E-mail Type")


def _is_english(header: Cells) -> bool:
    return _is_written_in(header, ENGLISH) and not _is_online(header)


def _read(tongue: Tongue, header: Cells, rows: Iterable[Row]) -> Records:
    columns = Columns(header)
    unasked = Unasked(header, tongue.known)
    for line, cells in rows:
        if cells is None or not columns.fits(cells):
            yield damaged(line, " ".join(cells or ()))
        else:
            yield entry(line, _card(cells, columns, tongue, unasked), cells)


def _card(cells: Cells, columns: Columns, tongue: Tongue, unasked: Unasked) -> Card:
    name = put_together(*(columns.first(cells, *names) for names in tongue.name))
    firm = on_one_line(columns.first(cells, *tongue.company))
    born = columns.first(cells, *tongue.birthday)
    birthday = _birthday(born, tongue) if born else None
    found = (one for home in tongue.homes for one in _addresses(cells, columns, home))
    # A country alone is often filled in by itself.
    addresses = sorted(found, key=lambda one: not one[1])
    tags = _BETWEEN_TAGS.split(columns.first(cells, *tongue.tags))
    return Card(
        name=name or firm,
        aliases=said((columns.first(cells, *tongue.nickname),)),
        org=(firm,) if name and firm else (),
        role=on_one_line(columns.first(cells, *tongue.role)),
        phone=phones(columns.all(cells, *tongue.phones)),
        email=mails(columns.all(cells, *tongue.mails)),
        url=said(columns.all(cells, *tongue.urls)),
        city=addresses[0][1] if addresses else "",
        address=addresses[0][2] if addresses else "",
        birthday=birthday,
        tags=tuple(filter(is_tag, said(_STAR.sub("", tag.strip()) for tag in tags))),
        note=note(
            columns.first(cells, *tongue.notes),
            on_one_line(columns.first(cells, *tongue.department)),
            *leftovers([(tongue.birthday[0], "" if birthday else _meant(born))]),
            *leftovers((label, address or city) for label, city, address in addresses[1:]),
            *leftovers((name, _meant(text)) for name, text in unasked.all(cells)),
        ),
    )


def _birthday(typed: str, tongue: Tongue) -> Birthday | None:
    """Read a birthday: 14.5.1980 and 1980-05-14 mean one day only, 5/14/1980 is English."""
    if not _meant(typed):
        return None
    found = _MONTH_FIRST.fullmatch(typed) if tongue.has_month_first else None
    if found:
        typed = f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
    return read_birthday(typed).birthday


def _meant(text: str) -> str:
    """Return what a cell says; nothing where only Outlook says it."""
    return "" if _NO_DAY.fullmatch(text) or text.casefold() in _NOTHING else text


def _addresses(cells: Cells, columns: Columns, home: Home) -> Iterator[tuple[str, str, str]]:
    """Give an address, if there is one: what it is called, its town, and all of it."""
    city = on_one_line(columns.first(cells, *home.city))
    street = "\n".join(columns.all(cells, *home.streets))
    parts = [columns.first(cells, *names) for names in (home.region, home.code, home.country)]
    box = columns.first(cells, *home.box)
    if not (city or street or box or any(parts)):
        # Some write it into one column as a whole.
        street = columns.first(cells, home.label)
    address = address_of((box, "", street, city, *parts))
    if address or city:
        yield home.label, city, address


OUTLOOK_GERMAN = TableFormat("outlook", Goal.CONTACTS, _is_german, partial(_read, GERMAN))
OUTLOOK_ENGLISH = TableFormat("outlook", Goal.CONTACTS, _is_english, partial(_read, ENGLISH))
OUTLOOK_ONLINE = TableFormat("outlook_com", Goal.CONTACTS, _is_online, partial(_read, ENGLISH))
GMX = TableFormat("gmx", Goal.CONTACTS, _is_gmx, partial(_read, GERMAN))
