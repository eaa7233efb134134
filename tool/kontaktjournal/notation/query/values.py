"""What is typed behind a field, read as that field's kind of value (4.9)."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import ClassVar

from kontaktjournal.domain.amount import amount
from kontaktjournal.domain.consent import EVERY_CHANNEL
from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.query.fields import Sort, sort_of
from kontaktjournal.domain.query.match import length
from kontaktjournal.domain.query.spelling import words_of
from kontaktjournal.domain.query.tree import (
    Allowed,
    Days,
    Given,
    Numbers,
    Rhythms,
    Value,
    Word,
    Words,
)
from kontaktjournal.domain.query.words import ANY, NONE
from kontaktjournal.domain.rhythm import Cadence
from kontaktjournal.notation.consent import read_consent
from kontaktjournal.notation.dates import read_cadence
from kontaktjournal.notation.query.errors import BadQuery
from kontaktjournal.notation.query.names import NEVER, WORDS, Names
from kontaktjournal.notation.query.periods import read_days
from kontaktjournal.notation.query.scan import End, Typed

_NUMBER = re.compile(r"[0-9]{1,40}(?:[.,][0-9]{1,20})?")
_SUM = re.compile(r"[0-9][0-9.,' ]{0,40}(?: ?(?:[A-Za-z]{0,4}[€$£]|[A-Za-z]{1,4}))?")
#: Fields in which a day without its year is one that has been.
_BEHIND = frozenset({"last", "talk", "created"})
#: Fields that everybody has.
_ALWAYS_GIVEN = frozenset({"is", "has", "kind", "text"})


class Values:
    """Read values.

    Args:
        names: what words mean.
        today: the day that words like "heute" count from.
    """

    def __init__(self, names: Names, today: date) -> None:
        self._names = names
        self._today = today

    def read(self, field: str, typed: Typed) -> Value:
        """Read one value of a field.

        Raises:
            BadQuery: it is none.
        """
        first, last = typed.first, typed.last
        if not (first.text or last.text):
            raise BadQuery("value", typed.at, field=field)
        bare = "" if typed.is_range or first.is_quoted else first.text.casefold()
        if bare in NONE | ANY and field not in _ALWAYS_GIVEN:
            return Given(bare in ANY)
        return self._READS[sort_of(field)](self, field, typed)

    def words(self, end: End) -> Words:
        """Read words to look for.

        Raises:
            BadQuery: there is no letter and no digit.
        """
        text = " ".join(end.text.replace('"', " ").split())
        if not any(map(str.strip, words_of(text))):
            raise BadQuery("no_word", end.at, word=end.text or "*")
        return Words(text, end.prefix)

    def _words(self, field: str, typed: Typed) -> Value:
        if typed.is_range:
            raise BadQuery("no_range", typed.at, field=field)
        return self.words(typed.first)

    def _days(self, field: str, typed: Typed) -> Value:
        if field == "next" and not typed.is_range and typed.first.text.casefold() in NEVER:
            return Word("never")
        first, last = (self._day(field, end) for end in (typed.first, typed.last))
        found = Days(first.first if first else None, last.last if last else None)
        if found.first and found.last and found.first > found.last:
            raise BadQuery("backwards", typed.at, first=typed.first.text, last=typed.last.text)
        return found

    def _day(self, field: str, end: End) -> Days | None:
        if not end.text:
            return None
        days = read_days(end.text, self._today, back=field in _BEHIND)
        if days is None:
            raise BadQuery("date", end.at, word=end.text)
        return days

    def _numbers(self, _field: str, typed: Typed) -> Value:
        low, high = (_number(end) for end in (typed.first, typed.last))
        if low is not None and high is not None and low > high:
            raise BadQuery("backwards", typed.at, first=typed.first.text, last=typed.last.text)
        return Numbers(low, high)

    def _amounts(self, _field: str, typed: Typed) -> Value:
        if not typed.is_range and _sum(typed.first) is None:
            return self.words(typed.first)
        low, high = (_amount(end) for end in (typed.first, typed.last))
        if low is not None and high is not None and low > high:
            raise BadQuery("backwards", typed.at, first=typed.first.text, last=typed.last.text)
        return Numbers(low, high)

    def _rhythms(self, _field: str, typed: Typed) -> Value:
        shortest, longest = (_rhythm(end) for end in (typed.first, typed.last))
        if shortest and longest and length(shortest) > length(longest):
            raise BadQuery("backwards", typed.at, first=typed.first.text, last=typed.last.text)
        return Rhythms(shortest, longest)

    def _stage(self, field: str, typed: Typed) -> Value:
        word = self._names.word(field, typed.first.text)
        if word is not None and not typed.is_range:
            return Word(word)
        if typed.is_range or self._names.is_slip(typed.first.text):
            raise self._unknown(field, typed)
        # A word in the files that names no stage (W201).
        return self.words(typed.first)

    def _word(self, field: str, typed: Typed) -> Value:
        word = None if typed.is_range else self._names.word(field, typed.first.text)
        if word is None:
            raise self._unknown(field, typed)
        return Word(word)

    def _unknown(self, field: str, typed: Typed) -> BadQuery:
        ends = (typed.first.text, typed.last.text) if typed.is_range else (typed.first.text,)
        known = ", ".join(self._names.known(field))
        return BadQuery("word", typed.at, field=field, word="..".join(ends), known=known)

    def _consent(self, _field: str, typed: Typed) -> Value:
        channel, _, said = typed.first.text.partition(" ")
        answer = WORDS["fit"].get(key_of(channel))
        if answer and not said:
            return Allowed(EVERY_CHANNEL, answer)
        answer = WORDS["fit"].get(key_of(said or Answer.YES))
        found, _ = read_consent({channel: answer or ""}, [])
        if typed.is_range or answer is None or not found[0].channel.isalnum():
            raise BadQuery("consent", typed.at, word=typed.first.text)
        return Allowed(found[0].channel, answer)

    def _own(self, field: str, typed: Typed) -> Value:
        if not typed.is_range:
            return self.words(typed.first)
        ends = [end for end in (typed.first, typed.last) if end.text]
        if all(_NUMBER.fullmatch(end.text) for end in ends):
            return self._numbers(field, typed)
        return self._days(field, typed)

    _READS: ClassVar[dict[Sort, Callable[["Values", str, Typed], Value]]] = {
        Sort.TEXT: _words,
        Sort.TAG: _words,
        Sort.PHONE: _words,
        Sort.FULL: _words,
        Sort.DAY: _days,
        Sort.BIRTHDAY: _days,
        Sort.NUMBER: _numbers,
        Sort.AMOUNT: _amounts,
        Sort.RHYTHM: _rhythms,
        Sort.STAGE: _stage,
        Sort.WORD: _word,
        Sort.CONSENT: _consent,
        Sort.OWN: _own,
    }


def _number(end: End) -> Decimal | None:
    if not end.text:
        return None
    if not _NUMBER.fullmatch(end.text):
        raise BadQuery("number", end.at, word=end.text)
    return Decimal(end.text.replace(",", "."))


def _amount(end: End) -> Decimal | None:
    if not end.text:
        return None
    found = _sum(end)
    if found is None:
        raise BadQuery("number", end.at, word=end.text)
    return found


def _sum(end: End) -> Decimal | None:
    return amount(end.text) if _SUM.fullmatch(end.text) else None


def _rhythm(end: End) -> Cadence | None:
    if not end.text:
        return None
    cadence = read_cadence(end.text)
    if cadence is None:
        raise BadQuery("rhythm", end.at, word=end.text)
    return cadence
