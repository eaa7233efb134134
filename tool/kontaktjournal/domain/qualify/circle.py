"""Those in play, found by what somebody else may have to do with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from kontaktjournal.domain.contact import Contact, stem_of
from kontaktjournal.domain.links import link_keys
from kontaktjournal.domain.qualify.reasons import firm_words
from kontaktjournal.domain.qualify.told import Friend, Told
from kontaktjournal.domain.query.spelling import words_of

_FEWEST_NAMES = 2


class Circle:
    """Contacts in play, for whoever asks who knows whom.

    Args:
        friends: all of them.
    """

    def __init__(self, friends: Iterable[Friend]) -> None:
        self.friends = tuple(friends)
        self._by_name = _Phrases((name, one) for one in self.friends for name in _names(one))
        self._by_firm = _Phrases((firm, one) for one in self.friends for firm in _firms(one))
        self._by_link = _table((key, one) for one in self.friends for key in _keys(one.links))
        self._by_stranger = _table(
            (key, one) for one in self.friends for key in _keys(one.strangers)
        )
        self._by_key = _table(
            (key, one) for one in self.friends for key in _keys((one.name, stem_of(one.path)))
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Return what they are called who are found by their names."""
        return tuple(
            dict.fromkeys(
                one.name for one in self.friends if len(one.name.split()) >= _FEWEST_NAMES
            )
        )

    @property
    def firms(self) -> tuple[str, ...]:
        """Return where they work, folded."""
        return (*self._by_firm,)

    def near(self, told: Told) -> list[Friend]:
        """Return whoever may have to do with somebody; whether they have is another question."""
        # Words of two cells side by side may be found, too: it is looked at again.
        found = chain(
            self._by_name.found("\n".join(told.cells.values())),
            self._by_firm.found("\n".join(told.org)),
            *(self._by_stranger.get(key, ()) for name in told.names for key in link_keys(name)),
        )
        return [*{one.path: one for one in found}.values()]

    def linked(self, contact: Contact) -> list[Friend]:
        """Return those whose files lead to a contact, and to whom its own file leads."""
        called = (contact.stem, contact.name, *contact.aliases)
        towards = (self._by_link.get(key, ()) for one in called for key in link_keys(one))
        led = (*contact.links, *contact.via)
        away = (self._by_key.get(key, ()) for link in led for key in link_keys(link))
        found = {one.path: one for one in chain(*towards, *away)}
        return [one for path, one in found.items() if path != contact.path]


def _table(pairs: Iterable[tuple[str, Friend]]) -> Mapping[str, list[Friend]]:
    table: defaultdict[str, list[Friend]] = defaultdict(list)
    for words, friend in pairs:
        table[words].append(friend)
    return dict(table)


def _names(friend: Friend) -> Iterator[str]:
    if len(friend.name.split()) >= _FEWEST_NAMES:
        yield from (words.strip() for words in words_of(friend.name))


def _firms(friend: Friend) -> Iterator[str]:
    return (words.strip() for firm in friend.org for words in firm_words(firm))


def _keys(links: Iterable[str]) -> Iterator[str]:
    return (key for link in links for key in link_keys(link))


class _Phrases:
    """Who is found by words that stand together."""

    def __init__(self, pairs: Iterable[tuple[str, Friend]]) -> None:
        self._table = _table(pairs)
        #: How many words the longest has that begins with one.
        self._longest: dict[str, int] = {}
        for phrase in self._table:
            words = phrase.split()
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def found(self, text: str) -> Iterator[Friend]:
        """Yield those whose words stand in a text."""
        for spelled in words_of(text) if text else ():
            words = spelled.split()
            for start, word in enumerate(words):
                for end in range(start + 1, start + 1 + self._longest.get(word, 0)):
                    yield from self._table.get(" ".join(words[start:end]), ())
