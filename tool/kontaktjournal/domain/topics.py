"""What a text is about: its significant words, told apart from the many that say nothing.

German writes its nouns with a capital, so in a German text only those count; in an English one,
and in one that has no capitals at all, every longer word does. Topics are compared in any
spelling (N6) and with the commonest endings taken off: Laden and Ladens, Handel and Händel.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from kontaktjournal.domain.names import folds
from kontaktjournal.domain.stop_words import ENGLISH, GERMAN, STOP_WORDS

#: What may stand behind a word without making another topic of it.
ENDINGS = ("s", "n", "e", "en", "er", "es")
#: A shorter word is a topic for itself: Messe is no Messer.
_SHORTEST_STEM = 5
_SHORTEST = 4
#: In a text without capitals verbs and adjectives are topics, too: the short ones are not.
_SHORTEST_SMALL = 5
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ENDS_SENTENCE = frozenset(".!?:…\n>→")
_BEFORE_WORDS = " \t\"'„“”‚‘’«»([*-–—#|"


class Topic(NamedTuple):
    """A word that a text is about.

    Args:
        word: as it stands there.
        stems: what two spellings of a topic have in common; never empty.
        is_sure: nothing but its place at the beginning of a sentence gives it its capital.
        is_year: 2024; says something beside other words only.
    """

    word: str
    stems: frozenset[str]
    is_sure: bool = True
    is_year: bool = False


def topics(text: str, *, is_brief: bool = False) -> tuple[Topic, ...]:
    """Return what a text is about, in its order, each topic once.

    Args:
        text: plain text.
        is_brief: it is a line of the head: its first word means what it says.
    """
    text = normalize("NFC", text)
    takes_small = _takes_small(text)
    found: dict[frozenset[str], Topic] = {}
    for topic in _topics(text, takes_small=takes_small, is_brief=is_brief):
        known = found.get(topic.stems)
        if known is None or (topic.is_sure and not known.is_sure):
            found[topic.stems] = topic
    return tuple(found.values())


def keywords(text: str) -> tuple[Topic, ...]:
    """Return the topics of a text of which every word was chosen, like a tag."""
    words = _WORD.findall(normalize("NFC", text))
    found = (Topic(word, stems(word), is_year=bool(_YEAR.fullmatch(word))) for word in words)
    return tuple({topic.stems: topic for topic in found if _tells(topic)}.values())


def _topics(text: str, *, takes_small: bool, is_brief: bool) -> Iterator[Topic]:
    for match in _WORD.finditer(text):
        word = match[0]
        is_year = bool(_YEAR.fullmatch(word))
        is_capital = word[0].isupper()
        shortest = _SHORTEST if is_brief else _SHORTEST_SMALL
        if not (is_year or is_capital or (takes_small and len(word) >= shortest)):
            continue
        topic = Topic(word, stems(word), is_year=is_year)
        if not _tells(topic):
            continue
        is_sure = takes_small or is_brief or not is_capital or not _begins(text, match.start())
        yield topic if is_sure else topic._replace(is_sure=False)


def _tells(topic: Topic) -> bool:
    """Tell whether a word says anything."""
    word = topic.word
    if topic.is_year:
        return True
    if len(word) < _SHORTEST or any(map(str.isdigit, word)):
        return False
    return STOP_WORDS.isdisjoint(folds(word))


def _takes_small(text: str) -> bool:
    """Tell whether nouns have no capitals of their own in a text."""
    if text.islower() or not any(map(str.isupper, text)):
        return True
    words = _WORD.findall(text.casefold())
    return sum(word in ENGLISH for word in words) > sum(word in GERMAN for word in words)


def _begins(text: str, place: int) -> bool:
    """Tell whether a word at a place begins a sentence."""
    while place and text[place - 1] in _BEFORE_WORDS:
        place -= 1
    return not place or text[place - 1] in _ENDS_SENTENCE


@lru_cache(maxsize=16384)  # the same words come again in every file
def stems(word: str) -> frozenset[str]:
    """Return what a word is compared by: it is the same topic where two of these are one."""
    known = folds(word)
    return known | {
        fold.removesuffix(ending)
        for fold in known
        for ending in ENDINGS
        if fold.endswith(ending) and len(fold) - len(ending) >= _SHORTEST_STEM
    }


def forms(stem_set: Iterable[str]) -> frozenset[str]:
    """Return every folded word that is the same topic as one with these stems."""
    bare = frozenset(stem_set)
    longer = (
        f"{stem}{ending}" for stem in bare if len(stem) >= _SHORTEST_STEM for ending in ENDINGS
    )
    return bare | frozenset(longer)


def by_stem(found: Iterable[Topic]) -> Mapping[str, Topic]:
    """Return topics by each of their stems."""
    return {stem: topic for topic in found for stem in sorted(topic.stems)}
