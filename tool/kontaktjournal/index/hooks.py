"""In which rows of the lists there is a word of ours; all others need not be looked at (L2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cached_property
from itertools import chain

from kontaktjournal.domain.links import link_tail
from kontaktjournal.domain.names import folds, spoken
from kontaktjournal.domain.qualify.circle import Circle
from kontaktjournal.domain.qualify.reasons import Side, a_year_before
from kontaktjournal.domain.qualify.told import Friend, Told
from kontaktjournal.domain.settings import Me
from kontaktjournal.index.listed import Lists


class Hooks:
    """Where my side of a story, and whoever is in play, stands on the lists.

    Args:
        lists: the index of the rows.
        side: mine.
        circle: those in play.
    """

    def __init__(self, lists: Lists, side: Side, circle: Circle) -> None:
        self._lists = lists
        self._side = side
        self._circle = circle
        self._parts: dict[frozenset[str], Side] = {}

    def rows(self) -> set[int]:
        """Return the rows in which there may be a hook."""
        today = self._side.today
        first, last = a_year_before(today).toordinal(), today.toordinal()
        return {*self._words_in, *self._near, *self._lists.in_touch(first, last)}

    def side_for(self, number: int) -> Side:
        """Return of my side what may stand in a row: nothing else needs to be looked for."""
        words = frozenset(self._words_in.get(number, ()))
        if words not in self._parts:
            me, replies = self._side.me, self._side.replies
            kept = {
                field.name: tuple(one for one in getattr(me, field.name) if one in words)
                for field in fields(me)
            }
            told = tuple(one for one in replies if one in words)
            self._parts[words] = self._side._replace(me=Me(**kept), replies=told)
        return self._parts[words]

    def friends(self, number: int, told: Told) -> list[Friend]:
        """Return those in play whom a row may have to do with.

        Args:
            number: of the row.
            told: what it tells.
        """
        return self._circle.near(told) if number in self._near else []

    @cached_property
    def _words_in(self) -> Mapping[int, list[str]]:
        """Return which words of mine the index found in which rows."""
        me = self._side.me
        mine = (*me.events, *me.orgs, *me.places, *me.topics, *self._side.replies)
        found: defaultdict[int, list[str]] = defaultdict(list)
        for words in dict.fromkeys(mine):
            for number in self._lists.holding(words):
                found[number].append(words)
        return found

    @cached_property
    def _near(self) -> set[int]:
        """Return the rows that somebody in play may have to do with."""
        circle = self._circle
        links = {link for friend in circle.friends for link in friend.strangers}
        linked = self._lists.bearing(chain(*map(spellings, links)))
        named = map(self._lists.holding, dict.fromkeys((*circle.names, *circle.firms)))
        return {number for number, _ in linked}.union(*named)


def spellings(link: str) -> Iterator[str]:
    """Yield the traces of somebody a link may be about: [[sabine-roth]]."""
    tail = link_tail(link)
    for name in (tail, tail.replace("-", " ")):
        yield from folds(name)
        yield from folds(spoken(name))
