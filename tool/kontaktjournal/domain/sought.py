"""What gives somebody away in a text or on a list: name, address, number, file name."""

import re
from collections.abc import Collection, Iterator
from unicodedata import normalize

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import Likeness, twins
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.names import digits_of, folds, spoken, strip_marks
from kontaktjournal.domain.profiles import profile_of
from kontaktjournal.domain.traces import Kind, Person

#: What may stand between two digits of a number, or two words of a name.
_BETWEEN = r"[ \t\u00a0().\-/–]{0,3}"
_GAP = r"[\s,_]+"
_GERMAN = "49"
_FEWEST_LETTERS = 5
_NO_LETTER = re.compile(r"[\W_]+")
#: What ends a piece that is spelled alike everywhere: ä is also ae, ß is also ss.
_SPELLED_TWO_WAYS = re.compile(r"[a-z](?=[^\x00-\x7f])|[^a-z0-9]|ae|oe|ue|aa|ss")
#: Signs nobody sees, within a word.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\uff00-\uffef]")


class Sought:
    """Everything a person is found by.

    Args:
        person: who.
    """

    def __init__(self, person: Person) -> None:
        self._person = person
        contact = person.contact
        self._profiles = {*map(profile_of, contact.url)} - {""}
        called = (contact.stem, contact.name, *contact.aliases)
        slugs = {_NO_LETTER.sub("-", fold).strip("-") for each in called for fold in folds(each)}
        self._called = slugs - {""}
        terms = {
            **{each: pattern for each in _names_of(contact) if (pattern := _named(each))},
            **{each: _mail(each) for each in contact.email if each.strip()},
            **{each: pattern for each in contact.phone if (pattern := _number(each))},
            **{each: _word(each) for each in (contact.stem, contact.uid) if _is_telling(each)},
        }
        self._terms = tuple((each, re.compile(pattern)) for each, pattern in terms.items())
        numbers = [pattern for each in contact.phone if (pattern := _number(each))]
        self._numbers = re.compile("|".join(numbers)) if numbers else None
        self._hints = {_hint(each) for each in terms if each not in contact.phone}
        self._hints_of_links = {_hint(each) for each in called if each}
        either = "|".join(f"(?:{pattern})" for pattern in terms.values())
        self._any = re.compile(either) if either else None

    @property
    def words(self) -> tuple[str, ...]:
        """Return what is looked for, as the user spells it."""
        return tuple(each for each, _ in self._terms)

    def found_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where a text tells of the person: a line from 1, and what stands there."""
        if self._any is None or not self._glimpses(text):
            return
        if not any(map(self._any.search, folds(text))):
            return
        lines = text.split("\n")
        for at, line in enumerate(lines):
            # A name may run on in the next line.
            below = lines[at + 1] if at + 1 < len(lines) else ""
            starts = [(fold, f"{fold} {strip_marks(below)}") for fold in folds(line)]
            for words, pattern in self._terms:
                for fold, both in starts:
                    match = pattern.search(both)
                    if match and match.start() <= len(fold):
                        yield at + 1, words
                        break

    def _glimpses(self, text: str) -> bool:
        """Tell, much faster than anything is found, whether it is worth a look."""
        has_number = self._numbers is not None and self._numbers.search(text)
        return bool(has_number) or _holds_any(text, self._hints)

    def may_be_linked(self, text: str) -> bool:
        """Tell whether anything stands in a text that a link to the person may say."""
        if not _holds_any(text, self._hints_of_links):
            return False
        spelled = [_NO_LETTER.sub("-", fold) for fold in folds(text)]
        return any(each in one for each in self._called for one in spelled)

    def names(self, path: str) -> bool:
        """Tell whether a file is called like the person."""
        return any(True for _ in self.found_in(path.rpartition("/")[2].replace("_", " ")))

    def kind_of(self, row: Listed) -> Kind | None:
        """Tell what a row of a list is to the person; None for nothing."""
        if (row.path, row.key) in self._person.rows or self._is_same(row.card):
            return Kind.ROW
        twin = next(iter(twins(row.card, [self._person.contact])), None)
        if twin is None:
            return None
        if twin.likeness is Likeness.STRONG:
            return Kind.ROW
        return Kind.SHARED if twin.likeness is Likeness.SHARED else Kind.NAMESAKE

    def _is_same(self, card: Card) -> bool:
        """Tell whether a card is the person's, by a profile, or by a number without a name."""
        if not self._profiles.isdisjoint(map(profile_of, card.url)):
            return True
        nameless = not card.name and bool(card.phone or card.email)
        return nameless and bool(twins(card, [self._person.contact]))


def _holds_any(text: str, hints: Collection[str]) -> bool:
    """Tell whether one of some pieces of words stands in a text, as far as it can be told."""
    if not text.isascii() and _UNSEEN.search(text):
        return bool(hints)
    plain = text.casefold()
    return any(hint in plain for hint in hints)


def _hint(words: str) -> str:
    """Return the longest piece of a name or address that all its spellings have in common."""
    return max(_SPELLED_TWO_WAYS.split(normalize("NFD", words).casefold()), key=len)


def _names_of(contact: Contact) -> Iterator[str]:
    yield contact.name
    # A nickname alone would be found in every second file.
    yield from (each for each in contact.aliases if len(each.split()) > 1)


def _named(name: str) -> str:
    words = spoken(name).split()
    plain = [word for word in name.replace(",", " ").split() if word in words]
    spellings = {
        _GAP.join(map(re.escape, fold.split()))
        for each in (name, " ".join(words), " ".join(plain))
        for fold in folds(each.replace(",", " "))
        if fold.strip()
    }
    if not spellings:
        return ""
    return rf"(?<!\w)(?:{'|'.join(sorted(spellings))})(?:['’]?s)?(?!\w)"


def _mail(mail: str) -> str:
    return rf"(?<![\w.+-]){re.escape(strip_marks(mail.strip()))}(?![\w-]|\.\w)"


def _number(phone: str) -> str:
    digits = digits_of(phone)
    if not digits:
        return ""
    own = digits.removeprefix(_GERMAN)
    spelled = _BETWEEN.join(own)
    if own == digits:
        return rf"(?<!\d)(?:\+|00)?{spelled}(?!\d)"
    code = rf"(?:\+|00)?{_BETWEEN.join(_GERMAN)}{_BETWEEN}(?:0{_BETWEEN})?"
    return rf"(?<!\d)(?:{code}|0{_BETWEEN}){spelled}(?!\d)"


def _word(word: str) -> str:
    return rf"(?<![\w-]){re.escape(strip_marks(word))}(?![\w-])"


def _is_telling(word: str) -> bool:
    return len(word) >= _FEWEST_LETTERS
