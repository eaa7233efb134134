"""A query as it is typed: what is written here reads back as the same tree."""

import re
from datetime import date
from decimal import Decimal

from kontaktjournal.domain.consent import EVERY_CHANNEL
from kontaktjournal.domain.query.tree import (
    Allowed,
    And,
    Days,
    Given,
    Node,
    Not,
    Numbers,
    Or,
    Query,
    Rhythms,
    Saved,
    Test,
    Text,
    Value,
    Word,
    Words,
)
from kontaktjournal.domain.query.words import ANY, NONE, OPERATORS
from kontaktjournal.domain.rhythm import Cadence

#: What needs no quotes: a word that is no sign or word of the language itself.
_PLAIN = re.compile(r"[^\W_](?:[\w@/'-]|\.(?=\w))*")
_TAKEN = OPERATORS | NONE | ANY


def written(query: Query) -> str:
    """Return a query as it is typed."""
    order = [f"sort:{by.field}{'-' * by.backwards}" for by in query.order]
    limit = [] if query.limit is None else [f"limit:{query.limit}"]
    return " ".join(filter(None, (_node(query.tree), *order, *limit)))


def _node(node: Node, *, inside: bool = False) -> str:
    match node:
        case Text(words):
            return _words(words)
        case Test(field, values):
            return f"{field}:{','.join(map(_value, values))}"
        case Saved(name, _):
            return f"@{name}"
        case Not(part):
            return f"-{_node(part, inside=True)}"
        case And(parts):
            text = " ".join(_node(part, inside=isinstance(part, Or)) for part in parts)
        case Or(parts):
            text = " or ".join(_node(part) for part in parts)
    return f"({text})" if inside else text


def quoted(text: str) -> str:
    """Return words as they are typed, in quotes where they need them."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _TAKEN
    return text if is_plain else f'"{text}"'


def _words(words: Words) -> str:
    return quoted(words.text) + "*" * words.prefix


def _value(value: Value) -> str:
    match value:
        case Words():
            return _words(value)
        case Given(is_given):
            return "any" if is_given else "none"
        case Word(word):
            return quoted(word)
        case Allowed(channel, answer):
            return answer if channel == EVERY_CHANNEL else quoted(f"{channel} {answer}")
        case Days(first, last):
            ends = _day(first), _day(last)
        case Numbers(low, high):
            ends = _number(low), _number(high)
        case Rhythms(shortest, longest):
            ends = _rhythm(shortest), _rhythm(longest)
    return _range(*ends)


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def _rhythm(cadence: Cadence | None) -> str:
    if cadence is None:
        return ""
    return "never" if cadence.is_none else f"{cadence.count}{cadence.unit}"
