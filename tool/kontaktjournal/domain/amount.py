"""Sums of money as people write them: 4.800 EUR, 1,200.50, 250."""

import re
from decimal import Decimal
from typing import NamedTuple

_NUMBER = re.compile(r"[0-9](?:[0-9.,'\u2019\u00a0\u202f ]*[0-9])?")
_BLANKS = str.maketrans("", "", "'\u2019\u00a0\u202f ")
#: A sign before three digits groups thousands.
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_SIGNS = "€$£¥"
_CURRENCY = rf"[^\W\d_]{{0,4}}[{_SIGNS}]|[^\W\d_]+"
_BEFORE = re.compile(rf"({_CURRENCY})\.?\s*$")
#: What stands between a sum and its currency: 4.800,- EUR.
_AFTER = re.compile(rf"[\s.,–—-]*({_CURRENCY})")
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


class Money(NamedTuple):
    """A sum: "EUR", "CHF", "" where no currency stands beside it."""

    amount: Decimal
    currency: str


def money(text: str) -> Money | None:
    """Return the first sum in a text; None if there is no number.

    A number with a currency comes before one without: "12 Monate à 200 EUR" are 200.
    """
    found = [Money(_read(number[0]), _beside(number)) for number in _NUMBER.finditer(text)]
    return next((one for one in found if one.currency), found[0] if found else None)


def _beside(number: re.Match[str]) -> str:
    """Return the currency behind a number, or before it."""
    text = number.string
    words = _AFTER.match(text, number.end()), _BEFORE.search(text, 0, number.start())
    return next(filter(None, (_currency(word[1]) for word in words if word)), "")


def _currency(word: str) -> str:
    known = _CURRENCIES.get(word.casefold())
    if known:
        return known
    if word.upper() in _CODES:
        return word.upper()
    # Thousands of euros (TEUR, k€) are no euros: they are added up for themselves.
    return word if word.endswith((*_SIGNS, *_CODES)) else ""


def amount(text: str) -> Decimal | None:
    """Return the first number in a text; None if there is none."""
    found = _NUMBER.search(text)
    return _read(found[0]) if found else None


def _read(number: str) -> Decimal:
    digits = number.translate(_BLANKS)
    whole, sign, rest = digits.rpartition(max(".,", key=digits.rfind))
    is_grouped = _GROUPED.fullmatch(digits) and len({".", ","}.intersection(digits)) == 1
    if is_grouped or not sign:
        return Decimal(re.sub("[.,]", "", digits))
    return Decimal(f"{re.sub('[.,]', '', whole)}.{rest}")
