"""Any table with a header: columns are known by their usual names, or told by the user."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.names import digits_of
from kontaktjournal.lists.columns import Columns, plain
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.headings import Field, heading_of
from kontaktjournal.lists.people import damaged, said, words
from kontaktjournal.lists.record import Lack, Passed, Record
from kontaktjournal.lists.table import Cells, Row
from kontaktjournal.notation.content_lines import harmless, on_one_line
from kontaktjournal.notation.dates import read_birthday

#: What names a person, or leads to one: a table without any of them is no list of people.
_NEEDED = frozenset({Field.NAME, Field.GIVEN, Field.FAMILY, Field.EMAIL, Field.PHONE})

_MAIL = re.compile(r"[^\s,;:<>()\[\]\"']+@[^\s,;:<>()\[\]\"']+\.[^\s,;:<>()\[\]\"']+")
_BETWEEN = re.compile(r"[,;|\n\r\t]+")
#: What is left of a number once a spreadsheet took it for one and rounded it.
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_WHERE = (Field.CITY, Field.STREET, Field.ADDRESS)
#: A town with its code, as one column often has them.
_TOWN = re.compile(r"(?:[A-Z]{1,2}[- ])?[0-9]{4,5}[ \t,]+(\D.*)")
#: What programs write where there is nothing.
_NOTHING = frozenset({"null", "none", "nan", "n/a", "#n/a", "#nv", "k.a.", "k. a.", "unbekannt"})


class Told(NamedTuple):
    """What the user says of a column: ``--map name=Kunde``."""

    field: Field
    column: str


def told(text: str) -> tuple[Told, ...]:
    """Read what the user says of columns: ``name=Kunde,email=Mail``.

    Args:
        text: as typed; a pair whose column has a comma in its name stands in quotes.

    Raises:
        WrongUse: it has another form, or there is no such field.
    """
    try:
        parts = next(csv.reader([text], skipinitialspace=True, strict=True), [])
    except csv.Error:
        parts = []
    pairs = [part.partition("=") for part in parts]
    if not pairs or not all(field.strip() and column.strip() for field, _, column in pairs):
        raise WrongUse("refusal.import.map", text=text)
    return tuple(Told(_field(field.strip()), column.strip()) for field, _, column in pairs)


def _field(word: str) -> Field:
    heading = heading_of(word)
    if heading is None:
        raise WrongUse("refusal.import.map_field", field=word, fields=", ".join(Field))
    return heading.field


def table(name: str, mapped: Sequence[Told] = ()) -> TableFormat:
    """Return the format of tables with columns of such names.

    Args:
        name: what messages call it.
        mapped: what the user says of columns.
    """

    def is_header(cells: Cells) -> bool:
        there = {plain(cell) for cell in cells}
        if any(plain(column) not in there for _, column in mapped):
            return False
        return bool(_NEEDED & _fields(cells, mapped).keys())

    def read(header: Cells, rows: Iterable[Row]) -> Iterator[Record | Passed]:
        people = _People(_fields(header, mapped), Columns(header))
        for line, cells in rows:
            # Tables that were put one below the other repeat their header.
            yield people.entry(line, cells) if cells != header else Passed(line, Lack.NO_PERSON)

    return TableFormat(name, Goal.LIST, is_header, read)


def known(cells: Cells) -> int:
    """Return how many of some words are usual names of columns."""
    return sum(heading_of(cell) is not None for cell in cells)


def unknown(header: Cells, mapped: Sequence[Told] = ()) -> tuple[int, ...]:
    """Return the places of the columns that are of no known kind."""
    columns = (column for of in _fields(header, mapped).values() for column in of)
    taken = {column.place for column in columns}
    return tuple(place for place, name in enumerate(header) if name and place not in taken)


class _Column(NamedTuple):
    """A column of a known kind: its place, and whose it is."""

    place: int
    whose: str = ""


def _fields(header: Cells, mapped: Sequence[Told]) -> dict[Field, list[_Column]]:
    """Return the columns of each kind; what the user says of a kind or a column counts alone."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        places.setdefault(plain(name), place)
    known: dict[Field, list[_Column]] = {}
    for field, column in mapped:
        if (at := places.get(plain(column))) is not None:
            known.setdefault(field, []).append(_Column(at))
    told_of = {plain(column) for _, column in mapped}
    fields_told = {*known}
    if Field.NAME in fields_told:
        # Whoever says where the name stands, means all of it.
        fields_told |= {Field.GIVEN, Field.FAMILY}
    for place, name in enumerate(header):
        heading = heading_of(name)
        if heading and heading.field not in fields_told and plain(name) not in told_of:
            known.setdefault(heading.field, []).append(_Column(place, heading.whose))
    return known


class _People:
    """Reads people out of rows.

    Args:
        fields: the columns of each kind.
        columns: all of them.
    """

    def __init__(self, fields: dict[Field, list[_Column]], columns: Columns) -> None:
        self._columns = columns
        # Asked for in each of a hundred thousand rows.
        self._places = {field: tuple(one.place for one in of) for field, of in fields.items()}
        homes = (Field.ADDRESS, Field.STREET, Field.CODE, Field.CITY)
        # Of two addresses the first that says anything counts, and none is a mixture.
        whose = dict.fromkeys(one.whose for at in homes for one in fields.get(at, ()))
        self._homes = [_Home(fields, one) for one in whose]

    def entry(self, line: int, cells: Cells | None) -> Record | Passed:
        """Return whom a row tells of."""
        if cells is None or not self._columns.fits(cells):
            # More cells than columns: one of them was torn apart, and which, nobody knows.
            return damaged(line, " ".join(filter(None, cells or ())))
        card = self._card(cells)
        if not (card.name or card.email or card.phone):
            return Passed(line, Lack.NO_NAME, words(" ".join(filter(None, cells))))
        key = card.email[0].casefold() if card.email else digits_of("".join(card.phone[:1]))
        return Record(line, card, key, cells=cells)

    def _card(self, cells: Cells) -> Card:
        city, address = self._home(cells)
        return Card(
            name=self._name(cells),
            aliases=self._split(cells, Field.ALIAS),
            org=said(self._said(cells, Field.ORG)),
            role=", ".join(said(self._said(cells, Field.ROLE))),
            phone=_phones(self._said(cells, Field.PHONE)),
            email=_mails(self._said(cells, Field.EMAIL)),
            url=tuple(filter(_is_on_the_web, self._split(cells, Field.URL))),
            city=city,
            address=address,
            birthday=_birthday(self._said(cells, Field.BIRTHDAY)),
            tags=_unique(tag.lstrip("#") for tag in self._split(cells, Field.TAGS)),
            uid="".join(said(self._said(cells, Field.UID)[:1])),
            note="\n\n".join(self._said(cells, Field.NOTE)),
        )

    def _said(self, cells: Cells, field: Field) -> tuple[str, ...]:
        """Return what the columns of a kind say, each once."""
        places = self._places.get(field)
        return _at(cells, places) if places else ()

    def _split(self, cells: Cells, field: Field) -> tuple[str, ...]:
        found = self._said(cells, field)
        return _unique(part for cell in found for part in _parts(cell)) if found else ()

    def _name(self, cells: Cells) -> str:
        whole = self._first(cells, Field.NAME)
        given = self._first(cells, Field.GIVEN)
        family = self._first(cells, Field.FAMILY)
        if not family and given and not _holds(whole, given):
            # "Name;Vorname": what is called the name is the family's.
            family, whole = whole, ""
        return whole or " ".join(filter(None, (given, family)))

    def _first(self, cells: Cells, field: Field) -> str:
        found = self._said(cells, field)
        return next((on_one_line(one) for one in found if any(map(str.isalpha, one))), "")

    def _home(self, cells: Cells) -> tuple[str, str]:
        """Return town and address; none of a town alone."""
        for home in self._homes:
            town, street, written = (home.said(cells, field) for field in _WHERE)
            if not (town or street or written):
                continue
            with_code = _TOWN.fullmatch(town)
            code = "" if with_code else home.said(cells, Field.CODE)
            if written or not (street or code or with_code):
                return with_code[1] if with_code else town, written
            house = home.said(cells, Field.HOUSE)
            land = home.said(cells, Field.COUNTRY)
            parts = (f"{street} {house}".strip(), f"{code} {town}".strip(), land)
            return with_code[1] if with_code else town, ", ".join(filter(None, parts))
        return "", ""


class _Home:
    """The columns of one address.

    Args:
        fields: the columns of each kind.
        whose: whose address it is.
    """

    def __init__(self, fields: dict[Field, list[_Column]], whose: str) -> None:
        self._places = {
            field: tuple(one.place for one in of if one.whose == whose)
            for field, of in fields.items()
        }

    def said(self, cells: Cells, field: Field) -> str:
        """Return what the columns of a kind say."""
        found = _at(cells, self._places.get(field, ()))
        return ", ".join(map(on_one_line, found)) if found else ""


def _at(cells: Cells, places: Sequence[int]) -> tuple[str, ...]:
    """Return what stands in some places, each once."""
    found = [cells[place] for place in places if place < len(cells)]
    meant = [harmless(cell) for cell in found if cell and cell.casefold() not in _NOTHING]
    return tuple(dict.fromkeys(meant)) if len(meant) > 1 else tuple(meant)


def _holds(whole: str, word: str) -> bool:
    words_of = f" {' '.join(whole.replace(',', ' ').split())} ".casefold()
    return f" {word} ".casefold() in words_of


def _parts(cell: str) -> Iterator[str]:
    return (" ".join(part.split()) for part in _BETWEEN.split(cell))


def _phones(cells: Iterable[str]) -> tuple[str, ...]:
    meant = (cell for cell in cells if not _ROUNDED.fullmatch(cell))
    return _unique(number for cell in meant for number in _parts(cell) if digits_of(number))


def _mails(cells: Iterable[str]) -> tuple[str, ...]:
    return _unique(mail.strip(".") for cell in cells for mail in _MAIL.findall(cell))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _is_on_the_web(text: str) -> bool:
    return "." in text and " " not in text and "@" not in text


def _birthday(days: Iterable[str]) -> Birthday | None:
    return next(filter(None, (read_birthday(day).birthday for day in days)), None)


TABLE = table("table")
WORKBOOK = table("workbook")
