"""The cards in a stream of lines, one at a time, whatever is broken around them (6.6).

Bytes, because a fold may tear a letter apart, and because each line may name an encoding of its
own. Pictures, sounds and keys are left out while the lines pass by, so that they cost no memory.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: No contact's file may be longer (F7), nor a card; a file of one endless line may.
CARD_AT_MOST = 1 << 20
BLANKS = frozenset({b" ", b"\t"})
#: What joined files, and those of old systems, leave at an end.
NOTHING = b" \t\0\x1a"

_EDGE = re.compile(
    rb"""
    (?:\xef\xbb\xbf)* [ \t]* (?:(?P<agent>AGENT[^:]*):)? [ \t]*
    (?:(?P<begin>BEGIN)|END) [ \t]*:[ \t]* VCARD [ \t]*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:]*)?:[ \t]*", re.IGNORECASE)
#: What an edge may begin with; most lines do not, and are not looked at.
_EDGES = frozenset({b"B", b"b", b"E", b"e", b"A", b"a", b"\xef"})
_BINARY = re.compile(
    rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE)[;:]"
    rb"|[^:]*[;=](?:BASE64|B)(?=[;:])"
    rb"|[^:]*:data:\w+/",
    re.IGNORECASE,
)
#: A line of a picture that some programs forget to indent.
_BASE64 = re.compile(rb"[A-Za-z0-9+/]+={0,2}[ \t]*")
#: Longer, a line is looked at: it may be a picture.
_LONG = 1000
_OUTSIDE_AT_MOST = 3


class Span(NamedTuple):
    """Lines that belong together.

    Args:
        line: where they begin, from 1.
        lines: a card's without its first and its last one; else the beginning of what stands
            outside of cards.
        is_card: whether it begins as a card does.
        is_whole: whether it is a card that ends as a card does, and is not too long.
    """

    line: int
    lines: list[bytes]
    is_card: bool
    is_whole: bool


def spans(lines: Iterable[bytes]) -> Iterator[Span]:
    """Give the cards among some lines, and what stands outside of them.

    A card that begins before the one before has ended costs that one only.

    Args:
        lines: without their ends.
    """
    now: _Card | _Outside = _Outside()
    for number, line in enumerate(lines, 1):
        edge = _EDGE.fullmatch(line) if line[:1] in now.edges else None
        if edge is None:
            now.add(line, number)
            continue
        if not now.is_over(edge, number):
            continue
        if span := now.span():
            yield span
        now = _Card(number) if edge["begin"] else _Outside()
    if span := now.span():
        yield span


class _Outside:
    """What stands outside of cards: nothing, mostly."""

    edges = _EDGES | BLANKS

    def __init__(self) -> None:
        self._line = 0
        self._lines: list[bytes] = []

    def add(self, line: bytes, number: int) -> None:
        """Take the beginning of it."""
        said = line.strip(NOTHING)
        self._line = self._line or (number if said else 0)
        if said and len(self._lines) < _OUTSIDE_AT_MOST:
            self._lines.append(said[:_LONG])

    def is_over(self, edge: re.Match[bytes], number: int) -> bool:
        """Tell whether a card begins; the end of one that never began is nothing but words."""
        if not edge["begin"]:
            self.add(edge[0], number)
        return edge["begin"] is not None

    def span(self) -> Span | None:
        """Return what stands there, if anything."""
        return Span(self._line, self._lines, is_card=False, is_whole=False) if self._line else None


class _Card:
    """A card whose end has not come yet."""

    #: Within a card a blank in front means that the line before goes on.
    edges = _EDGES

    def __init__(self, line: int) -> None:
        self._line = line
        self._lines: list[bytes] = []
        self._last = b""
        self._room = CARD_AT_MOST
        #: Cards within this one that have not ended: they are somebody else's.
        self._within = 0
        self._has_ended = False
        #: Whether the last property is one; None while nobody has looked.
        self._is_picture: bool | None = False

    def add(self, line: bytes, _number: int) -> None:
        """Take a line, if it is the card's own and no part of a picture."""
        self._last = line
        if self._within or self._room < 0:
            return
        if not line:
            self._is_picture = False
        elif line[:1] in BLANKS or b":" not in line:
            if self._goes_on_as_picture(line):
                return
        elif len(line) > _LONG and _BINARY.match(line):
            self._is_picture = True
            return
        else:
            self._is_picture = None
        self._room -= len(line) + 1
        if self._room >= 0:
            self._lines.append(line)

    def _goes_on_as_picture(self, line: bytes) -> bool:
        if self._is_picture is None:
            self._is_picture = _BINARY.match(self._lines[-1]) is not None
        return self._is_picture and (line[:1] in BLANKS or bool(_BASE64.fullmatch(line)))

    def is_over(self, edge: re.Match[bytes], _number: int) -> bool:
        """Tell whether an edge is this card's, and not one of a card within it."""
        if not edge["begin"]:
            self._within -= 1
            self._has_ended = self._within < 0
            return self._has_ended
        is_within = edge["agent"] is not None or _AGENT.fullmatch(self._last) is not None
        self._within += is_within
        self._last = b""
        return not is_within

    def span(self) -> Span:
        """Return it as far as it came."""
        is_whole = self._has_ended and self._room >= 0
        return Span(self._line, self._lines, is_card=True, is_whole=is_whole)
