"""What a row of a table says besides a card: cells that stand nowhere else in a contact's file.

Whoever wrote something into a column finds it again, as it was, and it becomes nothing else: no
heading, no entry, no tag, no link.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.names import digits_of, folds, strip_marks
from kontaktjournal.lists.days import day_of
from kontaktjournal.lists.headings import heading_of
from kontaktjournal.lists.people import birthday_of
from kontaktjournal.notation.edit.scalars import one_line

#: What programs note of an entry for themselves, or of the cell beside it.
_TECHNICAL = re.compile(
    r"leid|euid|gmtoff|dstoff|latitude|longitude|.+ - (?:type|label)", re.IGNORECASE
)
#: What programs write where there is nothing.
_NOTHING = frozenset({"null", "none", "nan", "n/a", "#n/a", "#nv", "~", "k.a.", "k. a."})
#: Where Markdown, or the journal, would see more in a text than is there.
_SIGNS = re.compile(
    r"#(?=\w)|\[(?=[\[ xX^])|(?<=\[)\[|(?<=!)\[|<(?=[\w/!])|(?<=\{)[{%]|(?<=[<%])%|`|(?<=:):"
)
_WORD = re.compile(r"\w+")


def unsaid(
    cells: Iterable[tuple[str, str]], card: Card, days: Collection[date | None] = ()
) -> Iterator[tuple[str, str]]:
    """Give the cells that say something a card does not say.

    Args:
        cells: names of columns, and what stands there.
        card: what was read of them, with its note.
        days: what else was.
    """
    noted = " ".join(card.note.split())
    spoken = _Spoken(card)
    for column, cell in cells:
        words = one_line(cell)
        if not any(map(str.isalnum, words)) or words.casefold() in _NOTHING:
            continue
        is_told = words in noted or spoken.holds(column, words)
        if not is_told and _TECHNICAL.fullmatch(column) is None and not _is_day(words, days):
            yield one_line(column), words


def _is_day(words: str, days: Collection[date | None]) -> bool:
    return (day := day_of(words)) is not None and day in days


class _Spoken:
    """What a card says, for comparing.

    Args:
        card: the card.
    """

    def __init__(self, card: Card) -> None:
        self._card = card
        several = (card.aliases, card.org, card.phone, card.email, card.url, card.tags)
        texts = [card.name, card.role, card.city, card.address, card.uid,
                 *(one for group in several for one in group)]  # fmt: skip
        self._words = frozenset(
            word for fold in folds(" ".join(texts)) for word in _WORD.findall(fold)
        )
        self._numbers = frozenset(map(digits_of, card.phone)) - {""}
        #: What is nobody else's, whatever a column is called.
        self._own = frozenset(map(strip_marks, (card.name, *card.phone, *card.email, *card.url)))

    def holds(self, column: str, words: str) -> bool:
        """Tell whether the card says what stands in a column."""
        if strip_marks(words) in self._own:
            return True
        # "Bonn" may be where somebody lives, and stand where somebody was born.
        return heading_of(column) is not None and (
            any(self._words.issuperset(_WORD.findall(fold)) for fold in folds(words))
            or digits_of(words) in self._numbers
            or (self._card.birthday is not None and birthday_of(words) == self._card.birthday)
        )


# --- as it stands in a file ------------------------------------------------------------------


def noted(note: str, cells: Iterable[tuple[str, str]]) -> str:
    """Return a note, and below it cells that have no other place, a line each."""
    return "\n".join(filter(None, (note.strip("\n"), *(line(*cell) for cell in cells))))


def line(column: str, cell: str) -> str:
    """Return a cell behind the name of its column, as an item of a list."""
    return f"- {_plain(one_line(column))}: {_plain(one_line(cell))}"


def _plain(text: str) -> str:
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)
