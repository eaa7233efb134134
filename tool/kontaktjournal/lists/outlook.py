"""Outlook's contacts as a table, German and English, and what others write in its manner (6.4).

What has a place in a contact goes there; what somebody wrote into any other column is told in
the note, and what Outlook filled in by itself is not.
"""

import re
from collections.abc import Iterable
from functools import partial
from itertools import chain

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.lists.columns import Columns, plain
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.outlook_columns import ENGLISH, GERMAN, Home, Tongue
from kontaktjournal.lists.people import (
    Unasked,
    birthday_of,
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
from kontaktjournal.lists.remembered import remembered
from kontaktjournal.lists.table import Cells, Row
from kontaktjournal.notation.content_lines import on_one_line
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
    people = _People(tongue, columns)
    for line, cells in rows:
        if cells is None or not columns.fits(cells):
            yield damaged(line, " ".join(cells or ()))
        else:
            yield entry(line, people.card(columns.filled(cells)), cells)


class _People:
    """Reads people out of rows that have a cell for each column.

    Args:
        tongue: the language of the columns.
        columns: of the table; where each of them stands is found once.
    """

    def __init__(self, tongue: Tongue, columns: Columns) -> None:
        one, several = columns.asking, columns.asking_all
        self._tongue = tongue
        self._parts = [one(*names) for names in tongue.name]
        self._firm, self._department = one(*tongue.company), one(*tongue.department)
        self._nickname, self._role = one(*tongue.nickname), one(*tongue.role)
        self._phones, self._mails = several(*tongue.phones), several(*tongue.mails)
        self._urls, self._tags = several(*tongue.urls), one(*tongue.tags)
        self._birthday, self._notes = one(*tongue.birthday), one(*tongue.notes)
        self._read_birthday = partial(_birthday, has_month_first=tongue.has_month_first)
        self._homes = [_Home(home, columns) for home in tongue.homes]
        self._unasked = Unasked(columns.names, tongue.known)

    def card(self, row: Cells) -> Card:
        """Return whom a row tells of."""
        name = put_together(*[part(row) for part in self._parts])
        firm = on_one_line(self._firm(row))
        born = self._birthday(row)
        birthday = self._read_birthday(born) if born else None
        found = [one for home in self._homes if (one := home.address(row))]
        # A country alone is often filled in by itself.
        addresses = sorted(found, key=lambda one: not one[1]) if len(found) > 1 else found
        return Card(
            name=name or firm,
            aliases=said((self._nickname(row),)),
            # A firm alone has its own name: so it is told from a person's (L1).
            org=(firm,) if firm else (),
            role=on_one_line(self._role(row)),
            phone=phones(self._phones(row)),
            email=mails(self._mails(row)),
            url=said(self._urls(row)),
            city=addresses[0][1] if addresses else "",
            address=addresses[0][2] if addresses else "",
            birthday=birthday,
            tags=_tags(self._tags(row)),
            note=note(
                self._notes(row),
                on_one_line(self._department(row)),
                *leftovers([(self._tongue.birthday[0], "" if birthday else _meant(born))]),
                *leftovers((label, address or city) for label, city, address in addresses[1:]),
                *leftovers((name, _meant(text)) for name, text in self._unasked.all(row)),
            ),
        )


@remembered
def _tags(cell: str) -> tuple[str, ...]:
    tags = said(_STAR.sub("", tag.strip()) for tag in _BETWEEN_TAGS.split(cell))
    return tuple(filter(is_tag, tags))


def _birthday(typed: str, *, has_month_first: bool) -> Birthday | None:
    """Read a birthday: 14.5.1980 and 1980-05-14 mean one day only, 5/14/1980 is English."""
    if not _meant(typed):
        return None
    found = _MONTH_FIRST.fullmatch(typed) if has_month_first else None
    if found:
        typed = f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}"
    return birthday_of(typed)


def _meant(text: str) -> str:
    """Return what a cell says; nothing where only Outlook says it."""
    return "" if _NO_DAY.fullmatch(text) or text.casefold() in _NOTHING else text


class _Home:
    """The columns of one address.

    Args:
        home: what they are called.
        columns: of the table.
    """

    def __init__(self, home: Home, columns: Columns) -> None:
        kinds = (home.box, home.city, home.region, home.code, home.country)
        self._label = home.label
        self._any = columns.asking(home.label, *home.streets, *chain(*kinds))
        self._whole, self._streets = columns.asking(home.label), columns.asking_all(*home.streets)
        self._box, self._city, *self._behind = (columns.asking(*names) for names in kinds)

    def address(self, row: Cells) -> tuple[str, str, str] | None:
        """Return an address, if there is one: what it is called, its town, and all of it."""
        if not self._any(row):
            # Most people have one address, if any.
            return None
        city = on_one_line(self._city(row))
        street = "\n".join(self._streets(row))
        parts = [part(row) for part in self._behind]
        box = self._box(row)
        if not (city or street or box or any(parts)):
            # Some write it into one column as a whole.
            street = self._whole(row)
        address = address_of((box, "", street, city, *parts))
        return (self._label, city, address) if address or city else None


OUTLOOK_GERMAN = TableFormat("outlook", Goal.CONTACTS, _is_german, partial(_read, GERMAN))
OUTLOOK_ENGLISH = TableFormat("outlook", Goal.CONTACTS, _is_english, partial(_read, ENGLISH))
OUTLOOK_ONLINE = TableFormat("outlook_com", Goal.CONTACTS, _is_online, partial(_read, ENGLISH))
GMX = TableFormat("gmx", Goal.CONTACTS, _is_gmx, partial(_read, GERMAN))
