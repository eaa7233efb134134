"""A query as characters: its words, its quotes, its values, and where they stand (4.9)."""

import re
from typing import NamedTuple

from kontaktjournal.domain.query.tree import Place
from kontaktjournal.notation.query.errors import BadQuery

#: Each sign that opens a quotation, and those that close it.
_QUOTES = {'"': '"', "„": "“”", "“": "”“", "”": "”", "»": "«", "«": "»"}
_SIGNS = "".join(_QUOTES)
#: A word ends at a blank, a quotation mark or a bracket, but for a bracket inside of it:
#: +49(0)221.
_WORD = re.compile(rf"(?:[^\s(){_SIGNS}]|(?<=[^\s(])\([^\s(){_SIGNS}]*\))+")
_FIELD = re.compile(rf"([^\W\d_][^\s(){_SIGNS}:/@,*]*):(?!//)")
_UP_TO_SIGN = re.compile(rf"[^\s(){_SIGNS}]+")
_TO = re.compile(r"\.\.(?!\.)")


class End(NamedTuple):
    """One end of a range, or all of a value.

    Args:
        text: what stands there.
        at: where.
        is_quoted: at least a part of it stands in quotes, so it is no word of the language.
        prefix: a star follows.
    """

    text: str
    at: Place
    is_quoted: bool = False
    prefix: bool = False


class Typed(NamedTuple):
    """One value as it was typed: a single one, or a range that may lack an end."""

    first: End
    last: End
    at: Place
    is_range: bool = False


class _Char(NamedTuple):
    char: str
    place: int
    is_quoted: bool = False


class Scanner:
    """Read a query from left to right.

    Args:
        text: the query.

    ``at`` is the place of the next character.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def skip_blanks(self) -> str:
        """Skip blanks and return the next character; nothing at the end."""
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1
        return self.text[self.at : self.at + 1]

    def glimpse(self) -> str:
        """Return the word ahead up to the next sign."""
        found = _UP_TO_SIGN.match(self.text, self.at)
        return found[0] if found else ""

    def take(self, length: int) -> Place:
        """Go on by so many characters and return where they stand."""
        self.at += length
        return self.at - length, self.at

    def word(self) -> str:
        """Read a word."""
        found = _WORD.match(self.text, self.at)
        word = found[0] if found else ""
        self.take(len(word))
        return word

    def field(self) -> str:
        """Read the name of a field and its colon; nothing if there is none ahead."""
        found = _FIELD.match(self.text, self.at)
        if found is None:
            return ""
        self.take(len(found[0]))
        return found[1]

    @property
    def is_at_quote(self) -> bool:
        """Tell whether a quotation begins here."""
        return self.text[self.at : self.at + 1] in _QUOTES

    def phrase(self) -> str:
        """Read what stands in quotes.

        Raises:
            BadQuery: they do not end.
        """
        begin = self.at
        closing = _QUOTES[self.text[begin]]
        ends = (self.text.find(sign, begin + 1) for sign in closing)
        end = min((each for each in ends if each > 0), default=0)
        if not end:
            raise BadQuery("quote", (begin, len(self.text)), self.text, sign=closing[0])
        self.at = end + 1
        return self.text[begin + 1 : end]

    def star(self) -> bool:
        """Read a star, if one is ahead."""
        is_star = self.text[self.at : self.at + 1] == "*"
        self.at += is_star
        return is_star

    def values(self) -> list[Typed]:
        """Read a value: several between commas, each perhaps a range."""
        chars = self._characters()
        typed: list[Typed] = []
        begin = 0
        for place, (char, _, is_quoted) in enumerate([*chars, _Char(",", self.at)]):
            if char == "," and not is_quoted:
                after = chars[place - 1].place + 1 if place > begin else self._place(chars, begin)
                typed.append(_typed(chars[begin:place], after))
                begin = place + 1
        return typed

    def _place(self, chars: list[_Char], index: int) -> int:
        return chars[index].place if index < len(chars) else self.at

    def _characters(self) -> list[_Char]:
        chars: list[_Char] = []
        while True:
            begin = self.at
            if self.is_at_quote:
                quoted = enumerate(self.phrase(), start=begin + 1)
                # Nothing in quotes is something, too: it stands where they open.
                chars += [_Char(char, place, is_quoted=True) for place, char in quoted] or [
                    _Char(" ", begin, is_quoted=True)
                ]
            elif word := self.word():
                chars += (_Char(char, begin + place) for place, char in enumerate(word))
            else:
                return chars


def _typed(chars: list[_Char], after: int) -> Typed:
    begin = chars[0].place if chars else after
    bare = "".join("\0" if is_quoted else char for char, _, is_quoted in chars)
    found = _TO.search(bare)
    if found is None:
        end = _end(chars, begin)
        return Typed(end, end, (begin, after))
    first, last = chars[: found.start()], chars[found.end() :]
    return Typed(_end(first, begin), _end(last, after), (begin, after), is_range=True)


def _end(chars: list[_Char], place: int) -> End:
    prefix = bool(chars) and chars[-1].char == "*" and not chars[-1].is_quoted
    kept = chars[:-1] if prefix else chars
    at = (chars[0].place, chars[-1].place + 1) if chars else (place, place)
    text = "".join(char for char, _, _ in kept)
    return End(" ".join(text.split()), at, any(char.is_quoted for char in kept), prefix)
