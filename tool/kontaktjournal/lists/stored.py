"""A list in the user's folder: the columns of its source, and a few of ours behind them.

It stays a table anybody can open: whoever edits it in a spreadsheet, or puts one there by hand,
is understood. Its rows are told apart by the key the source gave them; where there is none, by
all that the row says.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from hashlib import blake2b
from unicodedata import normalize

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.listed import Listed
from kontaktjournal.lists.columns import Columns
from kontaktjournal.lists.format import Goal
from kontaktjournal.lists.formats import Detected, detect
from kontaktjournal.lists.headings import Told
from kontaktjournal.lists.record import Call, Lack, Passed, Record
from kontaktjournal.lists.source import Source
from kontaktjournal.lists.table import Cells
from kontaktjournal.notation.consent_columns import channel_of, hear
from kontaktjournal.notation.dates import written_birthday
from kontaktjournal.notation.keys import Keys

#: Columns of ours; no program has any of that name.
KEY, CONNECTED, EXCHANGED = "journal_key", "journal_connected", "journal_exchanged"
_OURS = frozenset({KEY, CONNECTED, EXCHANGED})
_DIGEST_BYTES = 8
_BETWEEN = "; "
_CANONICAL = Keys({}).canonical
_PEOPLE = frozenset({Goal.CONTACTS, Goal.LIST})


def stored(source: Source, mapped: Sequence[Told] = ()) -> Detected:
    """Return how a list is to be read.

    Args:
        source: the list.
        mapped: what the user once said of its columns.

    Raises:
        WrongUse: it is no list of people.
        DiskTrouble: it cannot be read.
    """
    found = detect(source, mapped)
    if found is None or found.format.goal not in _PEOPLE:
        raise WrongUse("refusal.list.unknown", path=source.path)
    return found


def read(source: Source, mapped: Sequence[Told] = ()) -> Iterator[Listed]:
    """Read a list, one row at a time; those that name nobody, and damaged ones, too.

    Args:
        source: the list, called by its path relative to the journal.
        mapped: what the user once said of its columns.

    Raises:
        WrongUse: it is no list of people; also later, while it is read.
        DiskTrouble: it cannot be read; also later.
    """
    found = stored(source, mapped)
    columns = Columns(found.columns)
    names = _distinct(columns.names)
    telling = _telling(names)
    asking = tuple(columns.asking(name) for name in (KEY, CONNECTED, EXCHANGED))
    met: set[int] = set()
    for entry in found.records():
        if isinstance(entry, Record):
            ours = [asked(columns.filled(entry.cells)) for asked in asking]
            row = _listed(source.path, names, entry, ours)
            yield _alone(_heard(row, telling) if telling else row, met)
        elif isinstance(entry, Passed) and entry.lack is not Lack.NO_PERSON:
            is_damaged = entry.lack is Lack.DAMAGED
            yield Listed(source.path, entry.line, "", Card(), is_damaged=is_damaged)


def _listed(path: str, names: Cells, record: Record, ours: Sequence[str]) -> Listed:
    cells = record.cells
    key, connected, exchanged = ours
    return Listed(
        path,
        record.line,
        key or key_of(record),
        record.card,
        record.connected or _day(connected),
        record.exchanged or _day(exchanged),
        record.consent,
        is_blocked=record.blocked is not None,
        cells={
            name: cell
            for name, cell in zip(names, cells, strict=False)
            if cell and name not in _OURS
        },
    )


def _distinct(names: Cells) -> Cells:
    """Return the names of columns, of which a second one of the same name has a number."""
    met: Counter[str] = Counter()
    told: list[str] = []
    for name in names:
        met[name] += 1
        told.append(f"{name} ({met[name]})" if met[name] > 1 else name)
    return tuple(told)


def _telling(names: Cells) -> frozenset[str]:
    """Return the columns that tell of consent."""
    return frozenset(
        name
        for name in names
        if _CANONICAL(name) == "blocked" or channel_of(name, _CANONICAL) is not None
    )


def _heard(row: Listed, telling: Collection[str]) -> Listed:
    """Return a row with the consent its columns tell of."""
    told = [(name, cell) for name, cell in row.cells.items() if name in telling]
    if not told:
        return row
    heard = hear(told, _CANONICAL, row.consent)
    return row._replace(consent=heard.consent, is_blocked=row.is_blocked or heard.is_blocked)


def _alone(row: Listed, met: set[int]) -> Listed:
    """Return a row with a key that no other row of the list has: two may share an address.

    Args:
        row: as it was read.
        met: hashes of the keys before it; a million keys would be as large as the list.
    """
    key, count = row.key, 1
    while hash(key) in met:
        count += 1
        key = f"{row.key} #{count}"
    met.add(hash(key))
    return row if count == 1 else row._replace(key=key)


def key_of(record: Call | Record) -> str:
    """Return what tells somebody apart on a list: as their source does, else all that it says.

    It stands on one line, as decisions about it do.
    """
    if isinstance(record, Record) and record.key and len(record.key.splitlines()) == 1:
        return record.key
    return whole_key(record)


def whole_key(record: Call | Record) -> str:
    """Return what tells somebody apart of whom nothing does but all that is said."""
    said = record.cells if isinstance(record, Record) else ()
    whole = "\n".join(said).rstrip("\n") or repr(record[1:])
    return f"#{blake2b(whole.encode('utf-8', 'replace'), digest_size=_DIGEST_BYTES).hexdigest()}"


def fallback_key(record: Record) -> str:
    """Return what an archive of before, which had no profiles, tells people apart by."""
    name = record.card.name
    if not (record.connected and name):
        return ""
    return f"{normalize('NFC', name).casefold()} {record.connected}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def cells_of(record: Record) -> Cells:
    """Return what stands in each column of a source; of one without columns, in those below."""
    if record.cells:
        return record.cells
    card = record.card
    return (
        card.name,
        _BETWEEN.join(card.aliases),
        _BETWEEN.join(card.org),
        card.role,
        _BETWEEN.join(card.phone),
        _BETWEEN.join(card.email),
        _BETWEEN.join(card.url),
        card.city,
        card.address,
        written_birthday(card.birthday) if card.birthday else "",
        _BETWEEN.join(card.tags),
        card.note,
    )


#: The columns of a list whose source has none.
CARD_COLUMNS: Cells = (
    "name", "aliases", "org", "role", "phone", "email", "url", "city", "address", "birthday",
    "tags", "note",
)  # fmt: skip
