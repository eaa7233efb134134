"""Numbers that are dialled by a touch, on pages and in calendars."""

import re

from kontaktjournal.domain.names import digits_of

#: A number within other words: "Mobil 0171 555 01 (privat)".
_NUMBER = re.compile(r"\+?[0-9(][0-9()\[\]/. \u00a0\u2010-\u2013-]{3,}")


def dialled(text: str) -> str:
    """Return the link that dials a number; empty where there is none in the text."""
    found = _NUMBER.search(text)
    digits = digits_of(found[0]) if found else ""
    if not found or not digits:
        return ""
    number = found[0]
    if number.startswith(("+", "00")):
        return f"tel:+{digits}"
    # Without a country's code it is dialled as it was typed: from the country it was typed in.
    return "tel:" + "".join(char for char in number if char in "0123456789")
