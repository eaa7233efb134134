"""What may make a story with somebody: my side of it, and whom both know (L2).

Nothing is guessed at: each reason is a word that stands somewhere, and it says where.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from kontaktjournal.domain.links import link_keys
from kontaktjournal.domain.names import key_of, same, slug
from kontaktjournal.domain.qualify.replies import REPLIED, is_told
from kontaktjournal.domain.qualify.told import Friend, Told
from kontaktjournal.domain.query.spelling import words_of
from kontaktjournal.domain.settings import Me, Weights
from kontaktjournal.domain.stop_words import LEGAL_FORMS, NO_FIRM
from kontaktjournal.domain.towns import is_same_town

#: So many topics count at most.
_MOST_TOPICS = 2
#: Somebody of one name only would be found in half of all sentences.
_FEWEST_NAMES = 2
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What is called after a town begins with these, and is another one.
_OTHER_TOWN = frozenset(
    {"alt", "bad", "gross", "klein", "neu", "nieder", "ober", "unter", "sankt", "st",
     "new", "north", "south", "east", "west"}
)  # fmt: skip
#: Words in the names of columns that say where somebody is, or can be written to.
_PLACE_COLUMNS = frozenset(
    {"ort", "plzort", "ortplz", "stadt", "wohnort", "wohnsitz", "sitz", "standort",
     "city", "town", "locality", "location", "place"}
)  # fmt: skip
_ADDRESS_COLUMNS = frozenset({"adresse", "anschrift", "address"})


class Sort(StrEnum):
    """What a reason is about, in the order in which they are told."""

    KNOWS = "knows"
    EVENT = "event"
    ORG = "org"
    PLACE = "place"
    TOPIC = "topic"
    REPLIED = "replied"
    CONNECTED = "connected"


class Reason(NamedTuple):
    """One reason to talk to somebody, with what shows it.

    Args:
        sort: what it is about.
        points: how much it counts.
        words: what both have in common, as my side calls it; empty where a day says all.
        column: where that stands; empty where it is no column.
        cell: what stands there, as it is.
        friend: the contact in play it is about.
        day: since when, or when last.
    """

    sort: Sort
    points: int
    words: str = ""
    column: str = ""
    cell: str = ""
    friend: Friend | None = None
    day: date | None = None

    @property
    def mark(self) -> tuple[str, str]:
        """Return what makes two reasons the same one (L4)."""
        if self.sort in {Sort.REPLIED, Sort.CONNECTED}:
            return self.sort, ""
        return self.sort, self.friend.path if self.friend else slug(self.words)

    @property
    def year(self) -> str:
        """Return the year that stands beside the words; empty for none, or several."""
        beside = (one for one in _SENTENCE.split(self.cell) if _stands(self.words, one))
        years = {*_YEAR.findall(" ".join(beside))} - {*_YEAR.findall(self.words)}
        return years.pop() if len(years) == 1 else ""


class Side(NamedTuple):
    """My side of a story, and how much each part of it counts.

    Args:
        me: what I told of myself.
        weights: what counts nothing is no reason.
        today: the day.
        replies: words that tell of an answer, or of a talk.
    """

    me: Me
    weights: Weights
    today: date
    replies: tuple[str, ...] = REPLIED


def score(reasons: Iterable[Reason]) -> int:
    """Return how much speaks for a conversation."""
    return sum(reason.points for reason in reasons)


def reasons(told: Told, side: Side, friends: Iterable[Friend] = ()) -> tuple[Reason, ...]:
    """Return what may make a story with somebody, in the order of `Sort`.

    Args:
        told: what is known of them.
        side: mine.
        friends: contacts in play who may have to do with them, and perhaps some others.
    """
    me, weights, today, _ = side
    friends = tuple({one.path: one for one in (*told.friends, *friends)}.values())
    page = _Page(told)
    found: list[Reason] = []
    # Of many thousands nearly all have but one of these: nothing is lost on the others.
    if friends:
        found += _first(_known(page, friends, weights))
    if me.events:
        found += _first(page.holding(Sort.EVENT, me.events, weights.event))
    if me.orgs or friends:
        mine = page.holding(Sort.ORG, me.orgs, weights.org)
        found += _first(chain(mine, _firm(page, friends, weights)))
    if me.places:
        found += _first(_place(told, me.places, weights.place))
    if me.topics:
        found += islice(page.holding(Sort.TOPIC, me.topics, weights.topic), _MOST_TOPICS)
    if told.exchanged or side.replies:
        found += _first(_replied(page, side))
    found += _connected(told, today, weights.connected)
    return tuple([one for one in found if one.points > 0])


def _first(found: Iterable[Reason]) -> list[Reason]:
    """Return the one that counts most of all of its kind; of equals, the first."""
    known = [*found]
    return [max(known, key=_points)] if known else known


def _points(reason: Reason) -> int:
    return reason.points


# --- words on the page ------------------------------------------------------------------------


class _Page:
    """What is told of somebody, its words folded where that is needed (N6)."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self._folded: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _cells(self) -> list[tuple[str, str, str | None]]:
        """Return each column and its text, and small where folding changes no more of it.

        Apostrophes are left out by it.
        """
        return [
            (
                column,
                text,
                text.lower() if text.isascii() and not ("'" in text or "`" in text) else None,
            )
            for column, text in self.told.cells.items()
        ]

    def _spelled(self, text: str) -> tuple[str, ...]:
        if text not in self._folded:
            self._folded[text] = words_of(text)
        return self._folded[text]

    @cached_property
    def _name(self) -> frozenset[str]:
        spelled = chain.from_iterable(map(words_of, self.told.names))
        return frozenset(chain.from_iterable(one.split() for one in spelled))

    def _is_name(self, spelled: Iterable[str]) -> bool:
        return any(self._name.issuperset(one.split()) for one in spelled)

    def where(self, words: str) -> Iterator[tuple[str, str]]:
        """Yield column and text where words stand together; what somebody is called is none."""
        wanted, firsts = _wanted(words)
        for column, text, small in self._cells:
            if small is not None and not _holds(small, firsts):
                continue
            spelled = self._spelled(text)
            if not any(one in there for one in wanted for there in spelled):
                continue
            # Somebody called Wein has it in every address, and need not care for wine.
            is_name = self._is_name(spelled) or ("@" in text and self._is_name(wanted))
            if not is_name:
                yield column, text

    def holding(self, sort: Sort, mine: Iterable[str], points: int) -> Iterator[Reason]:
        """Yield a reason for each of my words that stands somewhere."""
        for words in mine:
            for column, text in islice(self.where(words), 1):
                yield Reason(sort, points, words, column, text)


def _holds(text: str, words: Iterable[str]) -> bool:
    for one in words:  # noqa: SIM110  # `any` costs a third more, a million times
        if one in text:
            return True
    return False


@lru_cache(maxsize=16384)  # the same words are looked for in every row
def _wanted(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return words in each of their spellings, between blanks, and the first of each."""
    spelled = tuple(one for one in words_of(words) if one.strip())
    return spelled, tuple(one.split()[0] for one in spelled)


# --- one kind after the other -----------------------------------------------------------------


def _known(page: _Page, friends: Iterable[Friend], weights: Weights) -> Iterator[Reason]:
    for friend in friends:
        points = weights.close if friend.is_close else weights.known
        named = _naming(page, friend)
        if named is not None:
            yield Reason(Sort.KNOWS, points, friend.name, *named, friend)
        elif friend in page.told.friends or _leads_to(friend, page.told):
            yield Reason(Sort.KNOWS, points, friend.name, friend=friend)


def _naming(page: _Page, friend: Friend) -> tuple[str, str] | None:
    if len(friend.name.split()) < _FEWEST_NAMES:
        return None
    return next(page.where(friend.name), None)


def _leads_to(friend: Friend, told: Told) -> bool:
    """Tell whether the file of a contact in play links to somebody of this name."""
    if not friend.strangers:
        return False
    called = frozenset[str]().union(*map(link_keys, told.names))
    return any(not called.isdisjoint(link_keys(link)) for link in friend.strangers)


def _firm(page: _Page, friends: Iterable[Friend], weights: Weights) -> Iterator[Reason]:
    spelled = [(firm, words_of(firm)) for firm in page.told.org]
    if not spelled:
        return
    for friend in friends:
        # Somebody of the name in the same firm is the same one.
        if any(same(friend.name, name) for name in page.told.names):
            continue
        for wanted in map(firm_words, friend.org):
            for firm, there in spelled:
                if wanted and _is_same_firm(wanted, there):
                    column = next(
                        (name for name, text in page.told.cells.items() if text == firm), ""
                    )
                    yield Reason(Sort.ORG, weights.org, firm, column, firm, friend)


def is_same_firm(one: str, other: str) -> bool:
    """Tell whether two firms are the same one, whatever their form."""
    return _is_same_firm(firm_words(one), words_of(other))


@lru_cache(maxsize=16384)
def firm_words(org: str) -> tuple[str, ...]:
    """Return a firm's name, in each of its spellings, without its form; nothing for none."""
    bare = ([word for word in one.split() if word not in LEGAL_FORMS] for one in words_of(org))
    return tuple(f" {' '.join(words)} " for words in bare if words and NO_FIRM.isdisjoint(words))


def _is_same_firm(wanted: Iterable[str], there: Iterable[str]) -> bool:
    """Tell whether it is the firm; a name of one word must be all there is to the other."""
    for one in wanted:
        for other in there:
            if one in other and (
                " " in one.strip()
                or [word for word in other.split() if word not in LEGAL_FORMS] == one.split()
            ):
                return True
    return False


def _place(told: Told, places: Iterable[str], points: int) -> Iterator[Reason]:
    if not told.city:
        return
    there = _city_words(told.city)
    for place in places:
        if any(_names(wanted, spelled) for wanted in _wanted(place)[0] for spelled in there):
            yield Reason(Sort.PLACE, points, place, *_where_city(told))


# There are not so many towns.
_city_words = lru_cache(maxsize=4096)(words_of)


def _names(wanted: str, spelled: str) -> bool:
    """Tell whether words name a place, and not one that is called after it: Neu-Ulm."""
    before, there, _ = spelled.partition(wanted)
    return bool(there) and _OTHER_TOWN.isdisjoint(before.split()[-1:])


def _where_city(told: Told) -> tuple[str, str]:
    """Return the column in which somebody's town stands, and all that stands there.

    The town may stand in other columns, too; they need not be about where somebody is.
    """
    # Nearly all lists have such a column, and many thousand rows.
    for column, text in told.cells.items():
        if text == told.city and not _column_words(column).isdisjoint(_PLACE_COLUMNS):
            return column, text
    ranked = (
        (rank, at)
        for at, (column, text) in enumerate(told.cells.items())
        if (rank := _rank(column, text, told.city)) is not None
    )
    _, at = min(ranked, default=(0, None))
    return ("", told.city) if at is None else [*told.cells.items()][at]


@lru_cache(maxsize=4096)
def _column_words(column: str) -> frozenset[str]:
    return frozenset(key_of(column).split("_"))


def _rank(column: str, text: str, city: str) -> int | None:
    """Return how surely a town is meant where it stands; 0 is surest, None that it is not."""
    called = _column_words(column)
    is_whole = is_same_town(text, city)
    if not is_whole and not any(
        one in spelled for one in _wanted(city)[0] for spelled in words_of(text)
    ):
        return None
    if not called.isdisjoint(_PLACE_COLUMNS):
        return 0 if is_whole else 1
    if is_whole:
        return 2
    return None if called.isdisjoint(_ADDRESS_COLUMNS) else 3


def _replied(page: _Page, side: Side) -> Iterator[Reason]:
    day, points = page.told.exchanged, side.weights.replied
    if day is not None and day <= side.today:
        yield Reason(Sort.REPLIED, points, day=day)
    for word in side.replies:
        for column, text in page.where(word):
            for sentence in _SENTENCE.split(text):
                if _stands(word, sentence) and is_told(sentence):
                    yield Reason(Sort.REPLIED, points, sentence.strip(), column, text)


def _stands(word: str, text: str) -> bool:
    there = words_of(text)
    return any(one in spelled for one in _wanted(word)[0] for spelled in there)


def _connected(told: Told, today: date, points: int) -> Iterator[Reason]:
    if told.connected is not None and a_year_before(today) <= told.connected <= today:
        yield Reason(Sort.CONNECTED, points, day=told.connected)


def a_year_before(day: date) -> date:
    """Return the same day of last year; of 29 February, the day before."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
