"""Where a file mentions others: whom its links name, and the sentence each stands in."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.notation.dates import leading_date
from kontaktjournal.notation.heads import behind_separator
from kontaktjournal.notation.hidden import visible, without_inline_code
from kontaktjournal.notation.linking import Spot, spots
from kontaktjournal.notation.remainder import body_start

#: What begins a line of its own: a sign of Markdown, or nothing at all.
_OWN_LINE = re.compile(r"[ \t]*(?:[-*+>#|→]|[0-9]{1,9}[.)]|\r?$)")
#: Signs in front of the first word of a line.
_SIGNS = re.compile(
    r"[ \t]*+(?:(?:[-*+][ \t]++(?:\[.\][ \t]++)?|[>→|]|(?:[0-9]{1,9}[.)]|#{1,6})[ \t]++)[ \t]*+)*+"
)
#: The end of a sentence, behind the quotes that end with it.
_END = re.compile(r"(?<=[.!?…])[“”\"»«)]*\s+(?=[\"„“»«(\[]*[A-ZÄÖÜ0-9\[])")
#: More is no sentence but a page.
_LONGEST = 240
#: So far around a link its sentence is looked for.
_FAR = 2000
#: A file with more links is a list; what a page quotes of it must not take all day.
_MOST = 500


class Sentence(NamedTuple):
    """A sentence with a link in it.

    Args:
        target: whom the link names, as it is written.
        day: of the entry it stands in; None outside of entries.
        words: the sentence, as Markdown on one line.
    """

    target: str
    day: date | None
    words: str


def links_in(text: str) -> tuple[str, ...]:
    """Return the targets of all links in the body of a file, each once, as they are meant.

    Args:
        text: of the file, decoded.
    """
    return tuple(dict.fromkeys(spot.link.target for spot in _spots(text, body_start(text))))


def sentences(text: str, contact: Contact) -> Iterator[Sentence]:
    """Yield the sentences of a file's body that link to others, in its order.

    Args:
        text: of the file, decoded.
        contact: as it was read from this text.
    """
    start = body_start(text)
    entries = sorted(contact.entries, key=lambda entry: entry.span)
    begins = [_line_start(text, entry.span[0]) for entry in entries]
    found: set[Sentence] = set()
    for spot in islice(_spots(text, start), _MOST):
        at = bisect_right(begins, spot.start) - 1
        entry = entries[at] if at >= 0 and spot.start < entries[at].span[1] else None
        is_head = entry is not None and spot.start < entry.span[0]
        words = _head(text, spot) if is_head else _sentence(text, start, spot)
        one = Sentence(spot.link.target, entry.day if entry else None, words)
        if one not in found:
            found.add(one)
            yield one


def _spots(text: str, start: int) -> Iterator[Spot]:
    if "[" not in text:
        return iter(())
    return spots(without_inline_code(visible(text, start), start), start)


def _head(text: str, spot: Spot) -> str:
    """Return the head of an entry behind its date."""
    begin = _line_start(text, spot.start)
    begin = _SIGNS.match(text, begin, spot.start).end()  # type: ignore[union-attr]
    words = text[begin : _line_end(text, spot.end)]
    behind = behind_separator(words, leading_date(words).end)
    return _shortened(words[behind:], spot.start - begin - behind)


def _sentence(text: str, first: int, spot: Spot) -> str:
    start, end = _paragraph(text, first, spot.start)
    start = _SIGNS.match(text, start, spot.start).end()  # type: ignore[union-attr]
    for found in _END.finditer(text, start, end):
        if found.end() <= spot.start:
            start = found.end()
        elif found.start() > spot.end:
            end = found.start()
            break
    return _shortened(text[start:end], spot.start - start)


def _paragraph(text: str, first: int, place: int) -> tuple[int, int]:
    """Return where the lines begin and end that flow on as one with the line at a place."""
    start = max(first, _line_start(text, place))
    while start > max(first, place - _FAR) and not _OWN_LINE.match(text, start):
        before = _line_start(text, start - 1)
        if not text[before : start - 1].strip():
            break
        start = before
    end = _line_end(text, place)
    while end < min(len(text), place + _FAR) and not _OWN_LINE.match(
        text, end + 1, _line_end(text, end + 1)
    ):
        end = _line_end(text, end + 1)
    return max(start, place - _FAR), min(end, place + _FAR)


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _shortened(words: str, place: int) -> str:
    """Return words on one line, cut around a place where they are too many."""
    if len(words) > _LONGEST:
        start = max(0, min(place - _LONGEST // 2, len(words) - _LONGEST))
        start = words.find(" ", start, place) + 1 if start else 0
        end = words.rfind(" ", place, start + _LONGEST)
        cut = words[start : end if end > place else start + _LONGEST]
        words = f"{'… ' if start else ''}{cut}{' …' if start + len(cut) < len(words) else ''}"
    return " ".join(words.rstrip("| \t\r").split())
