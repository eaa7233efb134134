"""Any table with a header: columns are known by their usual names, or told by the user."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.names import digits_of
from kontaktjournal.lists.columns import Columns, all_of, first_of, nothing, plain
from kontaktjournal.lists.days import day_of
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.headings import Field, Told, heading_of
from kontaktjournal.lists.people import birthday_of, damaged, words
from kontaktjournal.lists.record import Lack, Passed, Record
from kontaktjournal.lists.remembered import remembered
from kontaktjournal.lists.table import Cells, Row
from kontaktjournal.notation.content_lines import harmless

#: What names a person, or leads to one: a table without any of them is no list of people.
_NEEDED = frozenset({Field.NAME, Field.GIVEN, Field.FAMILY, Field.EMAIL, Field.PHONE})

_MAIL = re.compile(r"[^\s,;:<>()\[\]\"']+@[^\s,;:<>()\[\]\"']+\.[^\s,;:<>()\[\]\"']+")
_BETWEEN = re.compile(r"[,;|\n\r\t]+")
#: What is left of a number once a spreadsheet took it for one and rounded it.
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
#: One number as most people write it: without brackets, and with signs between digits only.
_PLAIN_NUMBER = re.compile(r"\+?[0-9](?:[ /-]?[0-9]){5,20}")
_NAMES = (Field.NAME, Field.GIVEN, Field.FAMILY)
#: Of these a person has one: of two columns, one would not be heard.
_ONE = (*_NAMES, Field.BIRTHDAY, Field.UID, Field.CONNECTED, Field.BLOCKED)
_SEVERAL = (Field.ALIAS, Field.ORG, Field.ROLE, Field.PHONE, Field.EMAIL)
_MORE = (Field.URL, Field.BIRTHDAY, Field.TAGS, Field.NOTE)
_WHERE = (
    Field.CITY, Field.STREET, Field.ADDRESS, Field.CODE, Field.HOUSE, Field.COUNTRY,
)  # fmt: skip
#: A town with its code, as one column often has them.
_TOWN = re.compile(r"(?:[A-Z]{1,2}[- ])?[0-9]{4,5}[ \t,]+(\D.*)")
#: What programs write where there is nothing.
_NOTHING = frozenset({"null", "none", "nan", "n/a", "#n/a", "#nv", "k.a.", "k. a.", "unbekannt"})


def told(text: str) -> tuple[Told, ...]:
    """Read what the user says of columns: ``name=Kunde,email=Mail``.

    Args:
        text: as typed; a pair whose column has a comma in its name stands in quotes.

    Raises:
        WrongUse: it has another form, there is no such field, or one of which a person has only
            one is said to stand in several columns.
    """
    try:
        parts = next(csv.reader([text], skipinitialspace=True, strict=True), [])
    except csv.Error:
        parts = []
    pairs = [part.partition("=") for part in parts]
    if not pairs or not all(field.strip() and column.strip() for field, _, column in pairs):
        raise WrongUse("refusal.import.map", text=text)
    said = tuple(Told(_field(field.strip()), column.strip()) for field, _, column in pairs)
    for only in _ONE:
        columns = [column for field, column in said if field is only]
        if len(columns) > 1:
            raise WrongUse("refusal.import.map_twice", field=only, columns=", ".join(columns))
    return said


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

    return TableFormat(name, Goal.LIST, is_header, read, tuple(mapped))


def known(cells: Cells) -> int:
    """Return how many of some words are usual names of columns."""
    return sum(heading_of(cell) is not None for cell in cells)


def has_names(header: Cells, mapped: Sequence[Told] = ()) -> bool:
    """Tell whether a column is known to name people."""
    return not _fields(header, mapped).keys().isdisjoint(_NAMES)


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
        if heading is None or heading.field is Field.BLOCKED:
            # Who left, is asked of every table, whoever reads it.
            continue
        if heading.field not in fields_told and plain(name) not in told_of:
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
        places = {field: tuple(one.place for one in of) for field, of in fields.items()}
        whole, given, family = (places.get(field, ()) for field in _NAMES)
        self._whole, self._given, self._family = map(_first_with_letters, (whole, given, family))
        self._aliases, self._orgs, self._roles, self._phones, self._mails = (
            all_of(places.get(field, ())) for field in _SEVERAL
        )
        self._urls, self._birthdays, self._tags, self._notes = (
            all_of(places.get(field, ())) for field in _MORE
        )
        self._uid = first_of(places.get(Field.UID, ()))
        self._since = first_of(places.get(Field.CONNECTED, ()))
        homes = (Field.ADDRESS, Field.STREET, Field.CODE, Field.CITY)
        # Of two addresses the first that says anything counts, and none is a mixture.
        whose = dict.fromkeys(one.whose for at in homes for one in fields.get(at, ()))
        self._homes = [_Home(fields, one) for one in whose]

    def entry(self, line: int, cells: Cells | None) -> Record | Passed:
        """Return whom a row tells of."""
        if cells is None or not self._columns.fits(cells):
            # More cells than columns: one of them was torn apart, and which, nobody knows.
            return damaged(line, " ".join(filter(None, cells or ())))
        row = self._columns.filled(cells)
        card, said = self._card(*_meant(row)), self._since(row)
        if not (card.name or card.email or card.phone):
            return Passed(line, Lack.NO_NAME, words(" ".join(filter(None, cells))))
        connected = day_of(said) if said else None
        return Record(line, card, _key(card, connected), connected, cells=cells)

    def _card(self, told: Cells, lines: Cells) -> Card:
        """Return a card.

        Args:
            told: what the cells say.
            lines: the same, each on one line.
        """
        city, address = self._home(lines) if self._homes else ("", "")
        return Card(
            name=self._name(lines),
            aliases=_all_in(self._aliases(told), _parts),
            org=self._orgs(lines),
            role=", ".join(self._roles(lines)),
            phone=_all_in(self._phones(told), _phones),
            email=_all_in(self._mails(told), _mails),
            url=_all_in(self._urls(told), _urls),
            city=city,
            address=address,
            birthday=_birthday(self._birthdays(told)),
            tags=_all_in(self._tags(told), _tags),
            uid=self._uid(lines),
            note="\n\n".join(self._notes(told)),
        )

    def _name(self, lines: Cells) -> str:
        whole, given, family = self._whole(lines), self._given(lines), self._family(lines)
        if not family and given and not _holds(whole, given):
            # "Name;Vorname": what is called the name is the family's.
            family, whole = whole, ""
        return whole or (f"{given} {family}" if given and family else given or family)

    def _home(self, lines: Cells) -> tuple[str, str]:
        """Return town and address; none of a town alone."""
        return next(filter(None, (home.said(lines) for home in self._homes)), ("", ""))


def _key(card: Card, connected: date | None) -> str:
    """Return what tells somebody apart: an address, a number, else name and day."""
    if card.email:
        return card.email[0].casefold()
    if not card.phone and card.name and connected:
        return f"{normalize('NFC', card.name).casefold()} {connected}"
    return digits_of("".join(card.phone[:1]))


class _Home:
    """The columns of one address.

    Args:
        fields: the columns of each kind.
        whose: whose address it is.
    """

    def __init__(self, fields: dict[Field, list[_Column]], whose: str) -> None:
        self._town, self._street, self._written, self._code, self._house, self._country = (
            _joined(tuple(one.place for one in fields.get(field, ()) if one.whose == whose))
            for field in _WHERE
        )

    def said(self, lines: Cells) -> tuple[str, str] | None:
        """Return its town and all of it; None where nothing is said."""
        town, street, written = self._town(lines), self._street(lines), self._written(lines)
        if not (town or street or written):
            return None
        with_code = _TOWN.fullmatch(town)
        code = "" if with_code else self._code(lines)
        if not written and (street or code or with_code):
            parts = (
                f"{street} {self._house(lines)}".strip(),
                f"{code} {town}".strip(),
                self._country(lines),
            )
            written = ", ".join(filter(None, parts))
        return with_code[1] if with_code else town, written


def _meant(cells: Cells) -> tuple[Cells, Cells]:
    """Return what cells say, without controls, and the same each on one line.

    Nothing is said where a program wrote that there is nothing.
    """
    if not _NOTHING.isdisjoint(map(str.casefold, cells)):
        cells = tuple("" if cell.casefold() in _NOTHING else cell for cell in cells)
    whole = "".join(cells)
    # One look at all of a row tells of most rows that no cell has to be looked at.
    is_plain = whole.replace("\n", "").isprintable()
    told = cells if is_plain else tuple(map(harmless, cells))
    if is_plain and "\n" not in whole and "  " not in whole:
        return told, told
    return told, tuple([" ".join(cell.split()) for cell in told])


def _first_with_letters(places: Sequence[int]) -> Callable[[Cells], str]:
    def first(lines: Cells) -> str:
        for place in places:
            said = lines[place]
            if said and (said[0].isalpha() or any(map(str.isalpha, said))):
                return said
        return ""

    return first if places else nothing


def _joined(places: Sequence[int]) -> Callable[[Cells], str]:
    if len(places) <= 1:
        return first_of(places)
    several = all_of(places)
    return lambda lines: ", ".join(several(lines))


def _holds(whole: str, word: str) -> bool:
    words_of = f" {' '.join(whole.replace(',', ' ').split())} ".casefold()
    return f" {word} ".casefold() in words_of


def _all_in(cells: Sequence[str], found_in: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return what is found in some cells, each once; mostly there is one, or none."""
    if len(cells) == 1:
        return found_in(cells[0])
    return _unique([one for cell in cells for one in found_in(cell)]) if cells else ()


def _parts(cell: str) -> tuple[str, ...]:
    return _unique([" ".join(part.split()) for part in _BETWEEN.split(cell)])


def _phones(cell: str) -> tuple[str, ...]:
    if _PLAIN_NUMBER.fullmatch(cell):
        # Most numbers: there is one in the cell, and nothing to take off.
        return (cell,)
    return () if _ROUNDED.fullmatch(cell) else tuple(filter(digits_of, _parts(cell)))


def _mails(cell: str) -> tuple[str, ...]:
    if _MAIL.fullmatch(cell):
        # Most cells: there is one address, and nothing else.
        return (cell.strip("."),)
    return _unique([mail.strip(".") for mail in _MAIL.findall(cell)])


@remembered
def _tags(cell: str) -> tuple[str, ...]:
    return _unique([tag.lstrip("#") for tag in _parts(cell)])


def _unique(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts))) if texts else ()


def _urls(cell: str) -> tuple[str, ...]:
    return tuple(filter(_is_on_the_web, _parts(cell)))


def _is_on_the_web(text: str) -> bool:
    return "." in text and " " not in text and "@" not in text


def _birthday(days: Iterable[str]) -> Birthday | None:
    return next(filter(None, map(birthday_of, days)), None) if days else None


TABLE = table("table")
WORKBOOK = table("workbook")
