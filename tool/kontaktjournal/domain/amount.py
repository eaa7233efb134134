"""Sums of money as people write them: 4.800 EUR, 1,200.50, 250."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"[0-9](?:[0-9.,'\u2019\u00a0\u202f ]*[0-9])?")
_BLANKS = str.maketrans("", "", "'\u2019\u00a0\u202f ")
#: A sign before three digits groups thousands.
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")


def amount(text: str) -> Decimal | None:
    """Return the first number in a text; None if there is none."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    digits = found[0].translate(_BLANKS)
    whole, sign, rest = digits.rpartition(max(".,", key=digits.rfind))
    is_grouped = _GROUPED.fullmatch(digits) and len({".", ","}.intersection(digits)) == 1
    if is_grouped or not sign:
        return Decimal(re.sub("[.,]", "", digits))
    return Decimal(f"{re.sub('[.,]', '', whole)}.{rest}")
