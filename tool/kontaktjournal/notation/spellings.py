"""How many notes spell their keys, and what ``[keys]`` must say to write them alike (3.2, 3.6)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kontaktjournal.domain.names import key_of
from kontaktjournal.notation.dates import read_date
from kontaktjournal.notation.keys import ALIASES, BUILT_IN, Keys
from kontaktjournal.notation.people_folders import is_sayable

#: Keys nobody writes but into a note about a person.
TELLING = frozenset({
    *ALIASES["last"].split(), "birthday", *ALIASES["birthday"].split(),
    *ALIASES["given_name"].split(), *ALIASES["family_name"].split(),
    "contact_cadence", "contact_frequency", "follow_up_cadence", "contact_interval_days",
    "prm_cadence", "custom_frequency_days", "next_contact", "next_contact_due", "nextcontact",
    "next_follow_up", "next_followup", "next_touch", "naechstes_gespraech", "naechster_kontakt",
    "naechster_kontakt_datum", "how_we_met", "consent", "einwilligung",
}) - {"zuletzt"}  # fmt: skip

#: Keys the journal writes into a file that lacks them: they shall be spelled as in the others.
_WRITTEN = frozenset({
    "status", "next", "step", "every", "name", "org", "role", "phone", "email", "city", "via",
    "story", "hooks", "fit", "moment", "value", "met", "consent", "source", "created",
})  # fmt: skip
#: A prefix is the author's own where so many different keys stand behind it ("tars-email").
_FEWEST_PREFIXED = 3
#: Fewer values than this say nothing about a key.
_FEWEST_VALUES = 3

#: Keys as typed and the first words behind them.
Pairs = tuple[tuple[str, str], ...]


class Spelling(NamedTuple):
    """How many notes spell a canonical key in one way."""

    key: str
    typed: str
    notes: int


class Spellings:
    """The spellings of many notes.

    Args:
        notes: the keys of each note's head.
        inline: the keys in each note's text (K7), which are read but never written.
    """

    def __init__(self, notes: Iterable[Pairs], inline: Iterable[Pairs]) -> None:
        heads = list(notes)
        typed = Counter(key for pairs in heads for key in dict(pairs))
        self._own = _prefixed(typed)
        self._undated = _undated(heads)
        self._written = self._by_key(typed)
        self._read = self._by_key(typed + Counter(key for pairs in inline for key in dict(pairs)))

    def canonical(self, typed: str) -> str | None:
        """Return the key a spelling of these notes means."""
        if typed in self._undated:
            return "step"
        return self._own.get(typed) or _KEYS.canonical(typed)

    def _by_key(self, typed: Counter[str]) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for word, count in typed.items():
            if key := self.canonical(word):
                found[key][word] = count
        return found

    def foreign(self) -> tuple[Spelling, ...]:
        """Return the spellings that are more than the canonical key in other letters."""
        return tuple(
            Spelling(key, typed, notes)
            for key in ALIASES
            for typed, notes in _ranked(self._read.get(key, Counter()))
            if key_of(typed) != key
        )

    def settings(self) -> Mapping[str, tuple[str, ...]]:
        """Return what ``[keys]`` must hold: the spelling to write first, then others to read."""
        chosen = {key: tuple(dict.fromkeys(self._needed(key))) for key in ALIASES}
        return {key: words for key, words in chosen.items() if words}

    def _needed(self, key: str) -> Iterator[str]:
        counts = self._written.get(key, Counter())
        spelled = [typed for typed, _ in _ranked(counts) if is_sayable(typed) and "[" not in typed]
        usual = [typed for typed in spelled if typed not in self._undated]
        added = [typed for typed in spelled if typed in self._undated or typed in self._own]
        if key in _WRITTEN and usual and counts[usual[0]] > counts[key]:
            yield usual[0]
        elif added:
            yield key
        yield from added


_KEYS = Keys({})


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda found: (-found[1], found[0]))


def _prefixed(typed: Counter[str]) -> dict[str, str]:
    """Return what keys mean that carry a prefix of their author's."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for word in typed:
        prefix, _, rest = key_of(word).partition("_")
        if rest in BUILT_IN and prefix not in BUILT_IN and _KEYS.canonical(word) is None:
            groups[prefix][word] = rest
    own: dict[str, str] = {}
    for words in groups.values():
        keys = {word: BUILT_IN[rest] for word, rest in words.items()}
        # "work_phone", "work_email" and "work_city" are somebody's, but no other name for ours.
        is_own = len(set(keys.values())) >= _FEWEST_PREFIXED and TELLING.intersection(
            words.values()
        )
        own |= keys if is_own else {}
    return own


def _undated(heads: Iterable[Pairs]) -> frozenset[str]:
    """Return the spellings of `next` that hold words, not dates, in most notes.

    "follow_up: send her the slides" is a step. Read as a date it would be an error (E102) in
    every note, and an agenda full of unreadable rows (TR7).
    """
    values: dict[str, list[bool]] = defaultdict(list)
    for pairs in heads:
        for typed, value in pairs:
            if value and key_of(typed) != "next" and _KEYS.canonical(typed) == "next":
                reading = read_date(value)
                values[typed].append(bool(reading.when or reading.never or reading.impossible))
    return frozenset(
        typed
        for typed, are_dates in values.items()
        if len(are_dates) >= _FEWEST_VALUES and sum(are_dates) * 2 < len(are_dates)
    )
