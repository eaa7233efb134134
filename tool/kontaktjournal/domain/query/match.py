"""Whom a query finds, among contacts that stand somewhere today (4.9)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kontaktjournal.domain.agenda import day_group, horizon
from kontaktjournal.domain.consent import EVERY_CHANNEL, permission_for
from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.due import Bucket, Due, birthday_in
from kontaktjournal.domain.names import digits_of
from kontaktjournal.domain.query.fields import (
    Sort,
    day_of,
    has,
    number_of,
    sort_of,
    texts_of,
)
from kontaktjournal.domain.query.spelling import are, as_number, dialled, stand_in
from kontaktjournal.domain.query.tree import (
    Allowed,
    And,
    Days,
    Given,
    Node,
    Not,
    Numbers,
    Or,
    Rhythms,
    Saved,
    Test,
    Text,
    Value,
    Word,
    Words,
)
from kontaktjournal.domain.rhythm import Cadence, Unit

#: ``is:week`` is today and so many days more (clarification 37).
_WEEK = 7
#: A birthday comes round again within a stretch shorter than this.
_YEAR = 365
#: How long a unit is, so that 12 months are a year to the day.
_MICRODAYS = {
    Unit.DAY: 1_000_000,
    Unit.WEEK: 7_000_000,
    Unit.WORKDAY: 1_400_000,
    Unit.MONTH: 30_436_875,
    Unit.YEAR: 365_242_500,
}

#: What has a place between others of its kind.
Place = TypeVar("Place", date, Decimal)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a query stands on, besides the contact it looks at.

    Args:
        today: the day.
        has_text: tells whether words stand in a contact's file.
        is_double: tells whether somebody else seems to be the same person (X1, X2).
    """

    today: date
    has_text: Callable[[Contact, Words], bool]
    is_double: Callable[[Contact], bool]


def matches(node: Node, due: Due, ground: Ground) -> bool:
    """Tell whether a query finds a contact."""
    match node:
        case And(parts):
            return all(matches(part, due, ground) for part in parts)
        case Or(parts):
            return any(matches(part, due, ground) for part in parts)
        case Not(part) | Saved(_, part):
            return matches(part, due, ground) is not isinstance(node, Not)
        case Text(words):
            return ground.has_text(due.contact, words) or _is_called(due.contact, words)
        case Test(field, values):
            return any(_has(value, due, field, ground) for value in values)


def _is_called(contact: Contact, words: Words) -> bool:
    """Tell whether words are a number of the contact's, however it is spelled."""
    wanted = as_number(words)
    return bool(wanted) and any(wanted in digits_of(one) for one in contact.phone)


def _has(value: Value, due: Due, field: str, ground: Ground) -> bool:
    return _HAS[type(value)](value, due, field, ground)


def _is_between(value: Place | None, first: Place | None, last: Place | None) -> bool:
    if value is None:
        return False
    return (first is None or first <= value) and (last is None or value <= last)


def _is_given(value: Given, due: Due, field: str, ground: Ground) -> bool:
    return has(due, field, ground.today) is value.is_given


def _is_in_days(value: Days, due: Due, field: str, _: Ground) -> bool:
    first, last = value.first, value.last
    if sort_of(field) is Sort.BIRTHDAY:
        return _is_born(due.contact, first, last)
    if sort_of(field) is Sort.DAY:
        return _is_between(day_of(due, field), first, last)
    return any(_is_between(_iso_day(text), first, last) for text in texts_of(due, field))


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[: len("2026-11-23")])
    except ValueError:
        return None


def _is_in_numbers(value: Numbers, due: Due, field: str, ground: Ground) -> bool:
    return _is_between(number_of(due, field, ground.today), value.low, value.high)


def _has_words(words: Words, due: Due, field: str, _: Ground) -> bool:
    if sort_of(field) is Sort.STAGE:
        return due.stage is None and are(words, due.contact.status_typed)
    return stand_among(words, field, texts_of(due, field))


def stand_among(words: Words, field: str, texts: Iterable[str]) -> bool:
    """Tell whether words stand in one of the texts in a field, as such a field is read."""
    match sort_of(field):
        case Sort.TAG:
            return any(are(words, tag) for text in texts for tag in _tags(text))
        case Sort.PHONE if wanted := dialled(words.text):
            return any(wanted in digits_of(text) for text in texts)
        case _:
            return any(stand_in(words, text) for text in texts)


def _tags(text: str) -> list[str]:
    """Return a tag and those it lies under: a/b is an a, too."""
    parts = text.lstrip("#").split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _is_born(contact: Contact, first: date | None, last: date | None) -> bool:
    """Tell whether somebody was born in a stretch of days, or has birthday in a short one."""
    born = contact.birthday
    if born is None:
        return False
    if first and last and (last - first).days < _YEAR:
        years = {first.year, last.year}
        days = [birthday_in(contact, year) for year in years if year >= (born.year or 0)]
        return any(_is_between(day, first, last) for day in days)
    return born.year is not None and _is_between(birthday_in(contact, born.year), first, last)


def length(cadence: Cadence) -> int:
    """Return how long a rhythm is, comparable with others."""
    return cadence.count * _MICRODAYS[cadence.unit]


def _is_in_rhythms(wanted: Rhythms, due: Due, _field: str, _: Ground) -> bool:
    every = due.contact.every
    if every is None:
        return False
    shortest, longest = wanted.shortest, wanted.longest
    # "Never" is no short rhythm: it is found only by its name.
    if every.is_none or (shortest and shortest.is_none):
        return every.is_none and wanted == Rhythms(every, every)
    return (shortest is None or length(shortest) <= length(every)) and (
        longest is None or length(every) <= length(longest)
    )


def _is_allowed(value: Allowed, due: Due, _field: str, _: Ground) -> bool:
    contact = due.contact
    if contact.blocked:
        return value.answer == Answer.NO
    if value.channel == EVERY_CHANNEL:
        return any(each.answer == value.answer for each in contact.consent)
    found = permission_for(contact, value.channel)
    return found is not None and found.answer == value.answer


def _has_word(value: Word, due: Due, field: str, ground: Ground) -> bool:
    if field == "has":
        return has(due, value.word, ground.today)
    if field == "is":
        return _IS.get(value.word, _is_of_kind)(due, ground, value.word)
    return _WORDS[field](due) == value.word


def _is_of_kind(due: Due, _: Ground, word: str) -> bool:
    return due.kind == word


def _is_in_group(due: Due, ground: Ground, word: str) -> bool:
    return day_group(due, ground.today) == word


def _has_reason(due: Due, _: Ground, word: str) -> bool:
    return any(reason.why == word for reason in due.reasons)


#: What ``is:`` knows besides the kinds (4.9, D12, D13).
_IS: Mapping[str, Callable[[Due, Ground, str], bool]] = {
    "due": lambda due, ground, _: day_group(due, ground.today) in {Bucket.OVERDUE, Bucket.TODAY},
    "overdue": _is_in_group,
    "today": _is_in_group,
    "week": lambda due, ground, _: _is_between(
        due.day, ground.today, horizon(ground.today, _WEEK)
    ),
    "undated": lambda due, *_: due.bucket is Bucket.UNDATED,
    "orphan": _has_reason,
    "decide": _has_reason,
    "broken": lambda due, *_: due.contact.unreadable,
    "blocked": lambda due, *_: due.contact.blocked,
    "birthday": lambda due, ground, _: birthday_in(due.contact, ground.today.year) == ground.today,
    "dup": lambda due, ground, _: ground.is_double(due.contact),
}
#: The one word of a field that knows a few.
_WORDS: Mapping[str, Callable[[Due], str]] = {
    "status": lambda due: due.stage.id if due.stage else "",
    "kind": lambda due: due.kind,
    "fit": lambda due: due.contact.fit,
    "blocked": lambda due: Answer.YES if due.contact.blocked else Answer.NO,
    "next": lambda due: "never" if due.contact.never else "",
}
_HAS: Mapping[type[Value], Callable[..., bool]] = {
    Given: _is_given,
    Words: _has_words,
    Days: _is_in_days,
    Numbers: _is_in_numbers,
    Rhythms: _is_in_rhythms,
    Allowed: _is_allowed,
    Word: _has_word,
}
