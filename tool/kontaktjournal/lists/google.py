"""Google's contacts as a table, as it was written until 2024 and as it is since (6.3).

Columns that belong together are numbered: ``Phone 1 - Label``, ``Phone 1 - Value``. One cell may
hold several values of one sort, and all columns of that number are then cut at the same places.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.lists.columns import Columns
from kontaktjournal.lists.format import Goal, TableFormat
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

    def all(self, cells: Cells, sort: str) -> list[_Value]:
        """Return what is said of a sort, what is marked as the first one before the others."""
        found: list[_Value] = []
        for number in self._numbers.get(sort, ()):
            found += _cut(cells, number)
        if len(found) > 1:
            found.sort(key=lambda one: not one.is_first)
        return found


def _number(places: Mapping[str, int]) -> _Number:
    parts = {part: place for part, place in places.items() if part not in _NAMED}
    return _Number(parts, next((places[name] for name in _NAMED if name in places), None))


def _cut(cells: Cells, number: _Number) -> list[_Value]:
    """Return the values of one number; a row may be too short for all of them."""
    width = len(cells)
    said = {part: cells[at] for part, at in number.parts.items() if at < width and cells[at]}
    if not said:
        return []
    label = cells[number.label] if number.label is not None and number.label < width else ""
    if not any(":::" in text for text in said.values()):
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
    columns, groups = Columns(header), _Groups(header)
    together = [name for name in header if _NUMBERED.fullmatch(name) or _ONE.fullmatch(name)]
    unasked = Unasked(header, (*_KNOWN, *_TECHNICAL, *together))
    for line, cells in rows:
        if cells is None or not columns.fits(cells):
            yield damaged(line, " ".join(cells or ()))
            continue
        yield entry(line, _card(cells, columns, groups, unasked), cells)


def _card(cells: Cells, columns: Columns, groups: _Groups, unasked: Unasked) -> Card:
    name = columns.first(cells, "Name") or put_together(
        *(columns.first(cells, *names) for names in _NAMES)
    )
    name = on_one_line(name or columns.first(cells, "File As"))
    firms = groups.all(cells, "Organization")
    orgs = said(firm.parts.get("name", "") for firm in firms)
    roles = said(firm.parts.get("title", "") for firm in firms)
    homes = groups.all(cells, "Address")
    numbers = groups.all(cells, "Phone")
    tags = (_STAR.sub("", tag) for names in _TAGS for tag in _split(columns.first(cells, names)))
    born = columns.first(cells, "Birthday")
    birthday = read_birthday(born).birthday if born else None
    return Card(
        name=name or next(iter(orgs), ""),
        aliases=said(_split(columns.first(cells, "Nickname"))),
        org=orgs if name else orgs[1:],
        role=next(iter(roles), ""),
        phone=phones(one.value for one in numbers if is_answered(one.label)),
        email=mails(one.value for one in groups.all(cells, "E-mail")),
        url=said(one.value for one in groups.all(cells, "Website")),
        city=on_one_line(homes[0].parts.get("city", "")) if homes else "",
        address=_address(homes[0]) if homes else "",
        birthday=birthday,
        tags=tuple(filter(is_tag, said(tags))),
        note=note(
            columns.first(cells, "Notes"),
            *roles[1:],
            *said(firm.parts.get("department", "") for firm in firms),
            *leftovers([("Birthday", "" if birthday else born)]),
            *leftovers((home.label or "Address", _told(home)) for home in homes[1:]),
            *leftovers((one.label, one.value) for one in numbers if not is_answered(one.label)),
            *leftovers(
                (one.label or sort, one.value)
                for sort in groups.others
                for one in groups.all(cells, sort)
            ),
            *leftovers(unasked.all(cells)),
        ),
    )


def _address(home: _Value) -> str:
    """Return an address on one line: of its parts, else as it was typed."""
    parts = [home.parts.get(part, "") for part in _ADDRESS]
    return address_of(parts if any(parts) else ("", "", home.parts.get("formatted", "")))


def _told(home: _Value) -> str:
    return _address(home) or home.parts.get("city", "")


GOOGLE_OLD = TableFormat("google_old", Goal.CONTACTS, _is_old, _read)
GOOGLE = TableFormat("google", Goal.CONTACTS, _is_new, _read)
