"""A card as a vCard 3.0.

3.0, not 4.0: iPhones, Android and Google's address book read it without loss, khard writes it
by default, and vobject, which khard and many others read with, knows no other as well. What 4.0
adds is of no use here but the birthday without a year, for which Apple's sign of 3.0 is read
everywhere. `notation.vcard` reads back what is written here.
"""

import re
from collections.abc import Iterator

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.names import spoken
from kontaktjournal.notation.content_lines import (
    block,
    harmless,
    on_one_line,
    raw_line,
    text_line,
    uri_line,
)

PRODUCT = "-//Kontaktjournal//journal export//EN"

#: A leap year no living person was born in: "of this year" means "of no year".
_NO_YEAR = 1604
_STREET_AND_TOWN = re.compile(r"(?P<street>.*\S)\s*,\s*(?P<code>[0-9]{4,5})\s+(?P<city>[^,]*\S)")


def vcard_text(card: Card) -> str:
    """Return a card as a vCard, its lines ended by CRLF.

    Args:
        card: whose name, or else path, stands in `Card.name`: a card without one is refused
            by address books.
    """
    return block("VCARD", _lines(card))


def _lines(card: Card) -> Iterator[str]:
    yield raw_line("VERSION", "3.0")
    yield text_line("PRODID", PRODUCT)
    if card.uid:
        yield text_line("UID", card.uid)
    name = on_one_line(card.name)
    yield text_line("FN", name)
    yield text_line("N", *name_parts(name))
    for name, texts in (("NICKNAME", card.aliases), ("CATEGORIES", card.tags)):
        if words := [word for text in texts if (word := on_one_line(text))]:
            yield text_line(name, *words, separator=",")
    yield from _each("ORG", card.org)
    yield from _each("TITLE", (card.role,))
    yield from _each("TEL;TYPE=VOICE", card.phone)
    yield from _each("EMAIL;TYPE=INTERNET", card.email)
    for address in filter(None, map(str.strip, map(harmless, card.url))):
        yield uri_line("URL", address)
    if card.address or card.city:
        yield text_line("ADR", *_address(on_one_line(card.address), on_one_line(card.city)))
    if card.birthday:
        yield _birthday(card.birthday)
    if note := harmless(card.note).strip():
        yield text_line("NOTE", note)


def _each(name: str, texts: tuple[str, ...]) -> Iterator[str]:
    for text in filter(None, map(on_one_line, texts)):
        yield text_line(name, text)


def name_parts(name: str) -> tuple[str, str, str, str, str]:
    """Return family name, given names, nothing, what stands before, nothing (N)."""
    words, ordered = name.replace(",", " ").split(), spoken(name).split()
    named = [word for word in words if word in ordered]
    if not named or len(words) == 1:
        return "", name, "", "", ""
    before = " ".join(words[: words.index(named[0])])
    if named == ordered:
        # Nothing was turned around: "Müller, Anna", or a name of one part.
        family, _, given = name.partition(",")
        return (family.strip(), given.strip(), "", "", "") if given else ("", name, "", "", "")
    # Said family first, the given names begin where the name itself does.
    begins = ordered.index(named[0])
    return " ".join(ordered[:begins]), " ".join(ordered[begins:]), "", before, ""


def _address(address: str, city: str) -> tuple[str, ...]:
    """Return box, more, street, city, region, code, country (ADR)."""
    found = _STREET_AND_TOWN.fullmatch(address)
    if found and city in {"", found["city"]}:
        return "", "", found["street"], found["city"], "", found["code"], ""
    return "", "", "" if address == city else address, city, "", "", ""


def _birthday(born: Birthday) -> str:
    if born.year is None:
        day = f"{_NO_YEAR}-{born.month:02}-{born.day:02}"
        return raw_line(f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}", day)
    return raw_line("BDAY", f"{born.year:04}-{born.month:02}-{born.day:02}")
