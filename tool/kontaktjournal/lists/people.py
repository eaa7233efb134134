"""What readers of address books share: the cells of a person become a card, and a card an entry.

Nothing is guessed: an address without its @ and a number without a digit are not taken.
"""

import re
from collections.abc import Iterable, Iterator

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.names import digits_of
from kontaktjournal.lists.columns import all_of, plain
from kontaktjournal.lists.record import Lack, Passed, Record
from kontaktjournal.lists.remembered import remembered
from kontaktjournal.lists.table import Cells
from kontaktjournal.notation.content_lines import harmless, on_one_line
from kontaktjournal.notation.dates import read_birthday

_WORDS_AT_MOST = 80
_DIGIT = re.compile("[0-9]")
#: What spreadsheets make of long numbers: 4,91715E+11.
_ROUNDED = re.compile(r"[0-9][.,]?[0-9]*E\+?[0-9]+", re.IGNORECASE)
#: What a letter begins with, and what no name does.
_SALUTATIONS = frozenset(
    {"herr", "herrn", "frau", "mr", "mrs", "ms", "miss", "mx", "sir", "madam"}
)


def entry(line: int, card: Card, cells: tuple[str, ...] = ()) -> Record | Passed:
    """Return somebody's entry; whoever has no name is passed over.

    Args:
        line: where it begins in the source.
        card: who it is.
        cells: what stands in each column.
    """
    if not card.name:
        return Passed(line, Lack.NO_NAME, words("; ".join((*card.email, *card.phone))))
    return Record(line, card, key_of(card), cells=cells)


def damaged(line: int, said: str = "") -> Passed:
    """Return an entry that cannot be read."""
    return Passed(line, Lack.DAMAGED, words(said))


def words(said: str) -> str:
    """Return the beginning of what somebody may want to look up."""
    return on_one_line(said)[:_WORDS_AT_MOST]


def key_of(card: Card) -> str:
    """Return what an address book tells somebody by: their uid, first address or number."""
    if card.uid:
        return card.uid
    if card.email:
        return card.email[0].casefold()
    return digits_of(card.phone[0]) if card.phone else ""


def said(texts: Iterable[str]) -> tuple[str, ...]:
    """Return what is said, each once, on one line."""
    found = tuple(filter(None, texts))
    # Most columns of an address book say nothing.
    return tuple(dict.fromkeys(filter(None, map(on_one_line, found)))) if found else ()


def mails(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses among some texts."""
    return tuple(text for text in said(texts) if "@" in text)


def phones(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers among some texts; none that a spreadsheet has rounded."""
    found = said(texts)
    return tuple(one for one in found if _DIGIT.search(one) and not _ROUNDED.fullmatch(one))


@remembered
def birthday_of(text: str) -> Birthday | None:
    """Return a birthday; None where there is none, or it may mean several days."""
    return read_birthday(text).birthday


def put_together(before: str, given: str, middle: str, family: str, behind: str) -> str:
    """Return a name put together, without what is only said in letters: Frau Dr. becomes Dr."""
    if not (given or middle or family):
        return ""
    titles = before.split()
    while titles and titles[0].rstrip(".").casefold() in _SALUTATIONS:
        del titles[0]
    named = on_one_line(" ".join((*titles, given, middle, family)))
    return f"{named}, {on_one_line(behind)}" if behind else named


def note(told: str, *more: str) -> str:
    """Return a note: what somebody wrote, and below it what has no place of its own."""
    lines = "\n".join(filter(None, more))
    if not told:
        return lines
    return "\n\n".join(filter(None, (harmless(told).strip(), lines)))


class Unasked:
    """The columns of a table that no reader asks for: what somebody wrote there is told.

    Args:
        header: their names, as they stand.
        known: names of those that are asked for, or say nothing to people.
    """

    def __init__(self, header: Cells, known: Iterable[str]) -> None:
        taken = {plain(name) for name in known}
        columns = enumerate(header)
        self._places = [(at, name) for at, name in columns if name and plain(name) not in taken]
        self._said = all_of([at for at, _ in self._places])

    def all(self, row: Cells) -> list[tuple[str, str]]:
        """Return what they say, by their names, in a row that has a cell for each column."""
        # In most rows it is nothing.
        return [(name, row[at]) for at, name in self._places if row[at]] if self._said(row) else []


def leftovers(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Give what has no place of its own, a line each, behind its name."""
    for name, text in named:
        if line := on_one_line(text):
            yield f"{name}: {line}"
