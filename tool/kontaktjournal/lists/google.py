"""Google's contacts as a table, as it was written until 2024 and as it is since (6.3).

Columns that belong together are numbered: ``Phone 1 - Label``, ``Phone 1 - Value``. One cell may
hold several values of one sort, and all columns of that number are then cut at the same places.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain, zip_longest
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.lists.columns import Columns, first_of
from kontaktjournal.lists.format import Goal, TableFormat
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
from kontaktjournal.notation.vcard import address_of, is_answered, is_tag

_NUMBERED = re.compile(r"(?P<sort>[A-Za-z][A-Za-z -]*?) (?P<number>[0-9]+) - (?P<part>.+)")
_ONE = re.compile(r"(?P<sort>Organization) (?P<part>Name|Title|Department)")
#: Cells are trimmed: nothing may stand before the first and behind the last of them.
_BETWEEN = re.compile(r"(?:^|\s+):::(?=\s|$)\s*")
#: What comes first, or belongs to everybody: * Work, * myContacts.
_STAR = re.compile(r"^\*\s*")
#: In the order of an address in a vCard.
_ADDRESS = (
    "po box", "extended address", "street", "city", "region", "postal code", "country",
)  # fmt: skip
_NAMED = ("label", "type")
#: What has a place in a card.
_PLACED = frozenset({"E-mail", "Phone", "Address", "Website", "Organization"})

#: Columns of which every one is a part of a name.
_NAMES = (
    ("Name Prefix",),
    ("First Name", "Given Name"),
    ("Middle Name", "Additional Name"),
    ("Last Name", "Family Name"),
    ("Name Suffix",),
)
_TAGS = ("Labels", "Group Membership")
_KNOWN = (
    *(name for names in _NAMES for name in names), *_TAGS,
    "Name", "File As", "Nickname", "Notes", "Birthday",
)  # fmt: skip
#: What they say to programs.
_TECHNICAL = (
    "Yomi Name", "Given Name Yomi", "Additional Name Yomi", "Family Name Yomi", "Initials",
    "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name", "Photo", "Language",
    "Sensitivity", "Priority", "Directory Server", "Short Name",
)  # fmt: skip


class _Value(NamedTuple):
    """One value of several columns: what it is called, and its parts by their names."""

    label: str
    parts: Mapping[str, str]
    is_first: bool

    @property
    def value(self) -> str:
        return self.parts.get("value", "")


class _Number(NamedTuple):
    """The places of the columns of one number: of its parts, and of what it is called."""

    parts: Mapping[str, int]
    label: int | None
    #: Reads any of its parts: most columns say nothing.
    any: Callable[[Cells], str]


class _Groups:
    """The numbered columns of a header, by their sort: E-mail, Phone, Address."""

    def __init__(self, header: Cells) -> None:
        places: dict[str, dict[str, dict[str, int]]] = {}
        for place, name in enumerate(header):
            # The one organisation of newer tables has no number.
            if found := _NUMBERED.fullmatch(name) or _ONE.fullmatch(name):
                numbers = places.setdefault(found["sort"], {})
                parts = numbers.setdefault(found.groupdict().get("number", ""), {})
                parts.setdefault(found["part"].casefold(), place)
        self._numbers = {
            sort: [_number(parts) for parts in numbers.values()]
            for sort, numbers in places.items()
        }
        #: What has no place of its own in a card.
        self.others = [sort for sort in places if sort not in _PLACED]

    def all(self, row: Cells, sort: str) -> list[_Value]:
        """Return what is said of a sort, what is marked as the first one before the others.

        Args:
            row: with a cell for each column.
            sort: E-mail, Phone.
        """
        found: list[_Value] = []
        for number in self._numbers.get(sort, ()):
            if number.any(row):
                found += _cut(row, number)
        if len(found) > 1:
            found.sort(key=lambda one: not one.is_first)
        return found


def _number(places: Mapping[str, int]) -> _Number:
    parts = {part: place for part, place in places.items() if part not in _NAMED}
    label = next((places[name] for name in _NAMED if name in places), None)
    return _Number(parts, label, first_of(tuple(parts.values())))


def _cut(row: Cells, number: _Number) -> list[_Value]:
    """Return the values of one number."""
    said = {part: row[at] for part, at in number.parts.items() if row[at]}
    label = row[number.label] if number.label is not None else ""
    if ":::" not in "\n".join(said.values()):
        return [_Value(_STAR.sub("", label), said, label.startswith("*"))]
    texts = zip_longest(*map(_split, said.values()), fillvalue="")
    parts = [dict(zip(said, each, strict=True)) for each in texts]
    labels = [*_split(label), *[""] * len(parts)]
    return [
        _Value(_STAR.sub("", label), one, label.startswith("*"))
        for label, one in zip(labels, parts, strict=False)
    ]


def _split(text: str) -> list[str]:
    return _BETWEEN.split(text) if ":::" in text else [text]


def _is_old(header: Cells) -> bool:
    columns = Columns(header)
    return columns.has("Name", "Given Name", "Family Name") and (
        columns.has("Group Membership") or columns.has("E-mail 1 - Value")
    )


def _is_new(header: Cells) -> bool:
    columns = Columns(header)
    return columns.has("First Name", "Last Name", "Labels") and (
        columns.has("File As") or columns.has("E-mail 1 - Value")
    )


def _read(header: Cells, rows: Iterable[Row]) -> Records:
    columns = Columns(header)
    people = _People(columns)
    for line, cells in rows:
        if cells is None or not columns.fits(cells):
            yield damaged(line, " ".join(cells or ()))
        else:
            yield entry(line, people.card(columns.filled(cells)), cells)


class _People:
    """Reads people out of rows that have a cell for each column.

    Args:
        columns: of the table; where each of them stands is found once.
    """

    def __init__(self, columns: Columns) -> None:
        header, one = columns.names, columns.asking
        self._whole, self._filed = one("Name"), one("File As")
        self._parts = [one(*names) for names in _NAMES]
        self._nickname, self._birthday, self._notes = (
            one("Nickname"),
            one("Birthday"),
            one("Notes"),
        )
        self._tags = [one(name) for name in _TAGS]
        self._groups = _Groups(header)
        together = [name for name in header if _NUMBERED.fullmatch(name) or _ONE.fullmatch(name)]
        self._unasked = Unasked(header, (*_KNOWN, *_TECHNICAL, *together))

    def card(self, row: Cells) -> Card:
        """Return whom a row tells of."""
        name = self._whole(row) or put_together(*[part(row) for part in self._parts])
        name = on_one_line(name or self._filed(row))
        firms = self._groups.all(row, "Organization")
        orgs, roles = _said_of(firms, "name"), _said_of(firms, "title")
        homes = self._groups.all(row, "Address")
        numbers = self._groups.all(row, "Phone")
        born = self._birthday(row)
        birthday = birthday_of(born) if born else None
        return Card(
            name=name or next(iter(orgs), ""),
            aliases=said(_split(self._nickname(row))),
            # A firm alone has its own name: so it is told from a person's (L1).
            org=orgs,
            role=next(iter(roles), ""),
            phone=phones([one.value for one in numbers if is_answered(one.label)]),
            email=mails([one.value for one in self._groups.all(row, "E-mail")]),
            url=said([one.value for one in self._groups.all(row, "Website")]),
            city=on_one_line(homes[0].parts.get("city", "")) if homes else "",
            address=_address(homes[0]) if homes else "",
            birthday=birthday,
            tags=self._tagged(row),
            note=note(
                self._notes(row),
                *roles[1:],
                *_said_of(firms, "department"),
                *leftovers([("Birthday", "" if birthday else born)]),
                *leftovers([(home.label or "Address", _told(home)) for home in homes[1:]]),
                *leftovers(
                    [(one.label, one.value) for one in numbers if not is_answered(one.label)]
                ),
                *leftovers(self._others(row)),
                *leftovers(self._unasked.all(row)),
            ),
        )

    def _tagged(self, row: Cells) -> tuple[str, ...]:
        found = [_tags_of(tags(row)) for tags in self._tags]
        return tuple(dict.fromkeys(chain(*found)))

    def _others(self, row: Cells) -> list[tuple[str, str]]:
        """Return what has no place of its own, by what it is called."""
        return [
            (one.label or sort, one.value)
            for sort in self._groups.others
            for one in self._groups.all(row, sort)
        ]


def _said_of(values: Iterable[_Value], part: str) -> tuple[str, ...]:
    """Return what some values say in a part."""
    return said([one.parts.get(part, "") for one in values])


@remembered
def _tags_of(cell: str) -> tuple[str, ...]:
    return tuple(filter(is_tag, said([_STAR.sub("", tag) for tag in _split(cell)])))


def _address(home: _Value) -> str:
    """Return an address on one line: of its parts, else as it was typed."""
    parts = [home.parts.get(part, "") for part in _ADDRESS]
    return address_of(parts if any(parts) else ("", "", home.parts.get("formatted", "")))


def _told(home: _Value) -> str:
    return _address(home) or home.parts.get("city", "")


GOOGLE_OLD = TableFormat("google_old", Goal.CONTACTS, _is_old, _read)
GOOGLE = TableFormat("google", Goal.CONTACTS, _is_new, _read)
