"""Address books as vCards, card by card: a broken card costs that card (6.6)."""

import codecs
import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import IO

from kontaktjournal.lists.format import FileFormat, Goal
from kontaktjournal.lists.people import damaged, entry, words
from kontaktjournal.lists.record import Lack, Passed, Record, Records
from kontaktjournal.lists.source import Source
from kontaktjournal.notation.vcard import card_of, is_person
from kontaktjournal.notation.vcard_lines import read_lines
from kontaktjournal.notation.vcard_spans import CARD_AT_MOST, Span, spans

_BLOCK = 1 << 18
_BEGIN = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)
_SOMEWHERE = re.compile(rb"[\r\n]BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)
_VERSION = re.compile(
    rb"(?<![^\r\n])VERSION[ \t]*:[ \t]*([234]\.[0-9])[ \t]*(?![^\r\n])", re.IGNORECASE
)
_NAMES = (".vcf", ".vcard")
_WORDS_AT_MOST = 200
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAME = re.compile(rb"(?:[\w-]+\.)?(?:FN|N|ORG|EMAIL|TEL)[;:]", re.IGNORECASE)


def _claims(head: bytes, name: str) -> bool:
    """Recognise a card at the beginning; behind other words only in a file called like one."""
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8)
    return _BEGIN.match(head) is not None or (
        name.endswith(_NAMES) and _SOMEWHERE.search(head) is not None
    )


def version_of(head: bytes) -> str:
    """Return the versions of the first cards of an address book: "3.0"; mostly it is one."""
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "ignore").encode()
    found = dict.fromkeys(one[1].decode() for one in _VERSION.finditer(head))
    return " + ".join(sorted(found))


def _read(source: Source) -> Records:
    with source.open() as file:
        for span in spans(_lines(file)):
            yield _entry(span)


def _entry(span: Span) -> Record | Passed:
    if not span.is_whole:
        return damaged(span.line, _beginning(span))
    vcard = read_lines(span.lines)
    if vcard.unread and not vcard.properties:
        return damaged(span.line, _beginning(span))
    card = card_of(vcard)
    if not is_person(vcard):
        return Passed(span.line, Lack.NO_PERSON, words(card.name))
    return entry(span.line, card)


def _beginning(span: Span) -> str:
    """Return the line a broken card is best known by."""
    line = next(filter(_NAME.match, span.lines), next(iter(span.lines), b""))
    return line[:_WORDS_AT_MOST].decode("utf-8", "replace")


# --- lines -------------------------------------------------------------------------------


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Give the lines of a file without their ends; of an endless one the beginning."""
    rest = b""
    for block in _blocks(file):
        text = rest + block
        # What ends a line may go on in the next block.
        held = next(end for end in (b"\r\r", b"\r", b"") if text.endswith(end))
        text = text.removesuffix(held).replace(b"\r\r\n", b"\r\n")
        lines = text.splitlines()
        rest = held
        if lines and not text.endswith((b"\n", b"\r")):
            rest = lines.pop()[: CARD_AT_MOST + 1] + held
        yield from lines
    if rest:
        yield rest.rstrip(b"\r\n")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    blocks = iter(partial(file.read, _BLOCK), b"")
    start = b""
    # A pipe may give one byte at a time.
    while len(start) < len(codecs.BOM_UTF8) and (block := next(blocks, b"")):
        start += block
    if start.startswith(_UTF16):
        told = codecs.iterdecode(chain((start,), blocks), "utf-16", "replace")
        return (block.encode("utf-8", "replace") for block in told)
    return chain((start.removeprefix(codecs.BOM_UTF8),), blocks)


VCARDS = FileFormat("vcard", Goal.CONTACTS, _claims, _read)
