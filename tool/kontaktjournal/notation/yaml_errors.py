"""What is wrong in a head that is no YAML, and where its owner would mend it.

YAML's errors tell where its reader gave up and which token it missed; here they are turned
back into the mistake: a quote never closed, a colon in a text, a tab.
"""

import re
from typing import NamedTuple

import yaml

# `key: ` or `- ` before a value; a colon inside a key has no blank behind it.
_KEY = r"""(?:"[^"]*"|'[^']*'|[^\s:#"'\[{][^:]*+(?::(?=[^ \t])[^:]*+)*+):(?=[ \t]|\Z)"""
_KEY_LINE = re.compile(_KEY)
_BEFORE_VALUE = re.compile(rf"[ \t]*(?:-[ \t]+)*+(?:{_KEY}[ \t]*)?")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*+"'), "'": re.compile(r"'(?:[^']|'')*+'")}
_CLOSING = {'"': re.compile(r'(?:[^"\\]|\\.)*+"'), "'": re.compile(r"(?:[^']|'')*+'")}
_NOTHING = re.compile(r"[ \t]*(?:#.*)?\Z")
_SURROGATE = re.compile(r"\\(?:u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2})")

# Constructs begun by a character that was meant as text.
_MISTAKEN_FOR = ("an alias", "an anchor", "a tag", "a block scalar", "a directive", "a flow ")


class Fault(NamedTuple):
    """What is wrong, and where: the parts of a problem that the text tells.

    Args:
        line: 0-based line of the block.
        column: 0-based, in characters.
        variant: which sentence of the code applies.
        values: what fills the sentence.
        code: of the problem.
    """

    line: int
    column: int
    variant: str
    values: tuple[tuple[str, str], ...] = ()
    code: str = "E101"


def control_fault(character: str, line: int, column: int) -> Fault:
    """Name a character that no head may hold."""
    if character == "\0":
        return Fault(line, column, "nul")
    return Fault(line, column, "control", (("char", f"U+{ord(character):04X}"),))


def explain(lines: list[str], error: Exception) -> Fault:
    """Find the mistake behind an error of the YAML reader.

    Args:
        lines: of the block, without line ends.
        error: what the reader raised.
    """
    if isinstance(error, yaml.MarkedYAMLError):
        return _Explanation(lines, error).fault()
    # Without libyaml, an escape beyond Unicode is refused by chr(), which knows no place.
    places = ((number, line.find("\\U")) for number, line in enumerate(lines))
    place = next((place for place in places if place[1] >= 0), (0, 0))
    return Fault(*place, "syntax", (("detail", str(error)),))


class _Explanation:
    """One error, seen beside the lines it happened in."""

    def __init__(self, lines: list[str], error: yaml.MarkedYAMLError) -> None:
        self._lines = lines
        self._context = error.context or ""
        self._problem = error.problem or ""
        self._begun = self._place(error.context_mark or error.problem_mark)
        self._stopped = self._place(error.problem_mark or error.context_mark)

    def _place(self, mark: yaml.Mark | None) -> tuple[int, int]:
        return (min(mark.line, len(self._lines) - 1), mark.column) if mark else (0, 0)

    def _at(self, place: tuple[int, int]) -> str:
        line, column = place
        return self._lines[line][column : column + 1]

    def _value_place(self, line: int) -> tuple[int, int]:
        before = _BEFORE_VALUE.match(self._lines[line])
        return line, before.end() if before else 0

    def fault(self) -> Fault:
        """Ask for one mistake after the other, the surest first."""
        return (
            self._tab()
            or self._quote()
            or self._escape()
            or self._no_pairs()
            or self._colon()
            or self._stray()
            or self._special()
            or Fault(*self._stopped, "syntax", (("detail", self._problem or self._context),))
        )

    def _tab(self) -> Fault | None:
        line, _ = self._stopped
        if self._at(self._stopped) == "\t":
            return Fault(*self._stopped, "tab")
        indentation = self._lines[line][: _indent(self._lines[line])]
        if "\t" in indentation and ("a tab" in self._problem or "mapping" in self._problem):
            return Fault(line, indentation.index("\t"), "tab")
        return None

    def _quote(self) -> Fault | None:
        """Find the first quote that nothing closes, or that closes before the value's end.

        A later quote may have closed it, so that the reader stumbled only there.
        """
        last = self._stopped[0]
        number = 0
        while number <= last:
            place = self._value_place(number)
            sign = self._at(place)
            if sign in {"|", ">"}:
                number = self._below(number)
                continue
            if sign in _CLOSED and not self._is_closed(place, sign):
                end = self._closing_line(number, sign)
                if end is None:
                    return Fault(*place, "quote")
                number = end
            elif sign in _CLOSED and number == last and self._has_rest(place, sign):
                return Fault(*place, "special", (("char", sign),))
            number += 1
        if "quoted scalar" in self._context and "stream" in self._problem:
            return Fault(*self._begun, "quote")
        return None

    def _is_closed(self, place: tuple[int, int], sign: str) -> bool:
        line, column = place
        return _CLOSED[sign].match(self._lines[line], column) is not None

    def _has_rest(self, place: tuple[int, int], sign: str) -> bool:
        line, column = place
        closed = _CLOSED[sign].match(self._lines[line], column)
        rest = self._lines[line][closed.end() :] if closed else ""
        return not _NOTHING.match(rest) and rest.lstrip(" \t")[0] not in {":", ",", "]", "}"}

    def _closing_line(self, number: int, sign: str) -> int | None:
        """Return the line that closes a quoted text of several lines, if one does."""
        for later in range(number + 1, len(self._lines)):
            if closing := _CLOSING[sign].match(self._lines[later]):
                rest = self._lines[later][closing.end() :]
                return later if _NOTHING.match(rest) else None
        return None

    def _below(self, number: int) -> int:
        """Return the line behind a block text: the first one not indented more deeply."""
        indent = _indent(self._lines[number])
        for later in range(number + 1, len(self._lines)):
            if self._lines[later].strip() and _indent(self._lines[later]) <= indent:
                return later
        return len(self._lines)

    def _escape(self) -> Fault | None:
        """Name half a character written as an escape, which JSON knows and YAML does not."""
        if "escape" not in self._problem:
            return None
        line, column = self._stopped
        found = _SURROGATE.search(self._lines[line], max(column - 2, 0))
        if found is None:
            return None
        return control_fault(chr(int(found[1], 16)), line, found.start())

    def _no_pairs(self) -> Fault | None:
        """Tell whether the block is prose or a list: its first line holds no key."""
        contents = (line.lstrip(" \t") for line in self._lines)
        number = next(
            (number for number, text in enumerate(contents) if text and text[0] != "#"), 0
        )
        column = _indent(self._lines[number])
        text = self._lines[number][column:]
        if _KEY_LINE.match(text) or text.startswith(("{", "? ")):
            return None
        return Fault(number, column, "mapping")

    def _colon(self) -> Fault | None:
        if "mapping values are not allowed" not in self._problem:
            return None
        line, column = self._stopped
        text = self._lines[line]
        key = _KEY_LINE.match(text.lstrip(" \t"))
        indent = _indent(text)
        if key is None or indent + key.end() - 1 != column:
            return Fault(line, column, "colon", (("line", text.strip()),))
        # The colon behind the line's own key: it is indented, and its neighbours are not.
        return Fault(line, indent, "syntax", (("detail", self._problem),))

    def _stray(self) -> Fault | None:
        """Find a line between the keys that holds none."""
        line, _ = self._begun
        if "could not find expected ':'" in self._problem:
            return Fault(line, _indent(self._lines[line]), "mapping")
        line, column = self._stopped
        # An open bracket takes the end of the head for one of its items.
        is_in_brackets = "a flow " in self._context
        if column == 0 and not is_in_brackets and not _KEY_LINE.match(self._lines[line]):
            return Fault(line, 0, "mapping")
        return None

    def _special(self) -> Fault | None:
        """Find the character that begins something in YAML, and was meant as text."""
        if any(name in self._context for name in _MISTAKEN_FOR):
            return self._special_at(self._begun)
        if "cannot start any token" in self._problem or "are not allowed" in self._problem:
            return self._special_at(self._stopped)
        if "node content" in self._problem or "tag handle" in self._problem:
            return self._special_at(self._stopped)
        place = self._value_place(self._stopped[0])
        if self._at(place) in {"[", "{"} and place < self._stopped:
            return self._special_at(place)
        return None

    def _special_at(self, place: tuple[int, int]) -> Fault | None:
        character = self._at(place)
        return Fault(*place, "special", (("char", character),)) if character.strip() else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
