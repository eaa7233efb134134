"""Sums of money as people write them: 4.800 EUR, 1,200.50, 5 Mio €, 1.5k, -250."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

#: Three digits behind a sign or a blank are thousands; behind a single 0 they are decimals.
_NUMBER = re.compile(
    r"[1-9][0-9]{0,2}([.,'\u2019\u00a0\u202f ])[0-9]{3}(?:\1[0-9]{3})*(?![0-9])"
    r"(?:(?!\1)[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)?"
)
_BLANKS = str.maketrans("", "", "'\u2019\u00a0\u202f ")
#: More digits are no sum that anybody means.
_MOST_DIGITS = 40
#: So far before a number its currency and its sign are looked for.
_CLOSE = 20
_DATE = re.compile(
    r"(?<!\w)(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4})(?!\w)"
)
#: A number that goes on is a share, a range, a fraction, or written in a way nobody can tell.
_GOES_ON = re.compile(
    r"\s*[%‰]|[.,'\u2019]?[0-9]|[/:][0-9]|\s?(?:[-\u2013\u2014\u2212]|bis|to)\s?[0-9]"
)
_SIGNS = "€$£¥"
_CURRENCY = rf"[^\W\d_]{{0,4}}[{_SIGNS}]|[^\W\d_]+"
_BEFORE = re.compile(rf"(?<![\w-])({_CURRENCY})\.?\s*[-\u2212]?\s*$")
#: What stands between a sum and its currency: 4.800,- EUR.
_AFTER = re.compile(rf"[\s.,\u2013\u2014-]*({_CURRENCY})(?!\w)")
#: A dash in the middle of a text is one only where no blank follows it.
_MINUS = re.compile(
    rf"(?:^\s*[-\u2212\u2013]\s?|(?<=[\s({_SIGNS}])-|\u2212\s?)(?:(?:{_CURRENCY})\s?)?$"
)
_CURRENCIES = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "£": "GBP",
    "pfund": "GBP",
    "franken": "CHF",
    "sfr": "CHF",
    "fr": "CHF",
}
_CODES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY")
#: Words for so many zeros.
_ZEROS = {
    **dict.fromkeys(("k", "tsd", "tausend", "thousand"), 3),
    **dict.fromkeys(("mio", "mill", "million", "millionen", "millions"), 6),
    **dict.fromkeys(("mrd", "milliarde", "milliarden"), 9),
}
#: Letters that stand for so many zeros before a currency: TEUR, M€.
_PREFIXES = {"t": 3, "k": 3, "m": 6, "mio": 6}


class Money(NamedTuple):
    """A sum: "EUR", "CHF", "" where no currency stands beside it."""

    amount: Decimal
    currency: str


def money(text: str) -> Money | None:
    """Return the first sum in a text; None if there is none that can be told for sure.

    A sum with a currency comes before one without: "12 Monate à 200 EUR" are 200. Of what
    follows a share or a range nobody can tell what it is: "10 % von 800".
    """
    first = None
    for found in _sums(text):
        if found is None:
            break
        if found.currency:
            return found
        first = first or found
    return first


def amount(text: str) -> Decimal | None:
    """Return the sum in a text without its currency; None if there is none."""
    found = money(text)
    return found.amount if found else None


def number(text: str) -> Decimal | None:
    """Return the first number in a text, whatever it counts; None if there is none."""
    found = _NUMBER.search(text)
    return _read(found) if found and len(found[0]) <= _MOST_DIGITS else None


def _sums(text: str) -> Iterator[Money | None]:
    """Give the sums in a text in their order; None for what only looks like one."""
    # Dates are no sums, and leave their place.
    text = _DATE.sub(lambda date: "·" * len(date[0]), text)
    for found in _NUMBER.finditer(text):
        if _GOES_ON.match(text, found.end()) or len(found[0]) > _MOST_DIGITS:
            yield None
        elif (sum_of := _sum(found)) is not None:
            yield sum_of


def _sum(found: re.Match[str]) -> Money | None:
    """Return a number with what stands beside it; None where it is a part of a word."""
    text, lead = found.string, _lead(found)
    zeros, currency, end = _behind(text, found.end())
    named = before[1] if (before := _BEFORE.search(lead)) else ""
    is_part = re.match(r"\w", text[end : end + 1]) or re.search(r"\w-$", lead)
    if is_part or (re.search(r"\w$", lead) and not _currency(named)):
        return None
    return Money(_read(found, zeros), currency or _currency(named))


def _lead(found: re.Match[str]) -> str:
    """Return what stands close before a number."""
    return found.string[max(found.start() - _CLOSE, 0) : found.start()]


def _behind(text: str, end: int) -> tuple[int, str, int]:
    """Return how many zeros the words behind a number stand for, which currency, and their end."""
    word = _AFTER.match(text, end)
    if word is None:
        return 0, "", end
    zeros, currency = _unit(word[1])
    if currency:
        return zeros, currency, word.end()
    following = _AFTER.match(text, word.end())
    currency = _currency(following[1]) if following else ""
    is_alone = word[1] == "T" and text[word.end() : word.end() + 1] != "-"
    if not zeros and (currency or is_alone):
        zeros = _PREFIXES.get(word[1].casefold(), 0)
    if following and zeros and currency:
        return zeros, currency, following.end()
    return (zeros, "", word.end()) if zeros else (0, "", end)


def _unit(word: str) -> tuple[int, str]:
    """Return how many zeros a word stands for, and which currency: TEUR is 3 and EUR."""
    lower = word.casefold()
    if lower in _ZEROS:
        return _ZEROS[lower], ""
    for prefix, zeros in _PREFIXES.items():
        rest = word[len(prefix) :]
        if lower.startswith(prefix) and rest and (rest in _SIGNS or rest.upper() in _CODES):
            return zeros, _currency(rest)
    return 0, _currency(word)


def _currency(word: str) -> str:
    known = _CURRENCIES.get(word.casefold())
    if known:
        return known
    if word.upper() in _CODES:
        return word.upper()
    # Of a currency nobody knows, sums are added up for themselves: US$.
    return word if word.endswith(tuple(_SIGNS)) else ""


def _read(found: re.Match[str], zeros: int = 0) -> Decimal:
    """Return a number with its sign, and so many zeros more; exactly, however long it is."""
    digits = found[0].translate(_BLANKS)
    if (gap := found[1]) and gap in ".,":
        digits = digits.replace(gap, "")
    minus = "-" if _MINUS.search(_lead(found)) else ""
    exact = Decimal(f"{minus}{digits.replace(',', '.')}e{zeros}")
    return Decimal(f"{exact:f}")
