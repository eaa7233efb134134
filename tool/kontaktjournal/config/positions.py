"""Where keys and list items stand in a TOML text: tomllib reads them, but does not tell."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kontaktjournal.config.wrong import Where

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3}\"{0,2}|'{3}.*?'{3}'{0,2}|"(?:\\.|[^"\\])*"|'[^']*')
    |(?P<mark>[\[\]{}=.,\n])
    |(?P<word>[^\s\[\]{}=.,\#"']+)""",
    re.DOTALL | re.VERBOSE,
)
_END = ("", "", 0)


class Pair(NamedTuple):
    """A key and its value, on lines of their own.

    Args:
        where: the way to the value.
        table: that of the header above it; empty on top.
        start: where the key begins.
        end: where the value ends.
    """

    where: Where
    table: Where
    start: int
    end: int


class Layout(NamedTuple):
    """What stands from where to where in a TOML text.

    Args:
        pairs: in the order of the text; none of those within an inline table.
        headers: of each table with one of its own, where its header begins and ends.
        values: from where to where each value and each list item reaches.
    """

    pairs: tuple[Pair, ...]
    headers: Mapping[Where, tuple[int, int]]
    values: Mapping[Where, tuple[int, int]]


def layout(text: str) -> Layout:
    """Return from where to where headers, keys and values reach.

    Args:
        text: TOML that tomllib has read without complaint.
    """
    scan = _Scan(text)
    scan.statements()
    return Layout(tuple(scan.pairs), scan.headers, scan.values)


def comments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give from where to where each comment reaches in a part of a text.

    Args:
        text: TOML that tomllib has read without complaint.
        start: of the part; not within a word, a string or a comment.
        end: of the part.
    """
    for match in _TOKEN.finditer(text, start, end):
        if match.group().startswith("#"):
            at, behind = match.span()
            yield at, behind - match.group().endswith("\r")


def positions(text: str) -> Mapping[Where, tuple[int, int]]:
    """Return line and column, both from 1, of every key and list item.

    Args:
        text: TOML that tomllib has read without complaint.
    """
    scan = _Scan(text)
    scan.statements()
    return {
        where: (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        for where, at in scan.found.items()
    }


class _Scan:
    """Walk over the tokens of a valid text, noting where keys and items begin."""

    def __init__(self, text: str) -> None:
        self.found: dict[Where, int] = {}
        self.pairs: list[Pair] = []
        self.headers: dict[Where, tuple[int, int]] = {}
        self.values: dict[Where, tuple[int, int]] = {}
        self._tokens = [
            (match.lastgroup or "", match.group(), match.start())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "blank"
        ]
        self._next = 0
        self._tables: dict[Where, int] = {}

    def statements(self) -> None:
        """Note everything in the text."""
        table: Where = ()
        while self._next < len(self._tokens):
            if self._take("\n"):
                continue
            if self._sees("["):
                table = self._header()
            else:
                start = self._token()[2]
                where = self._pair(table)
                self.pairs.append(Pair(where, table, start, self._behind()))

    def _sees(self, mark: str) -> bool:
        kind, text, _ = self._token()
        return kind == "mark" and text == mark

    def _take(self, mark: str) -> bool:
        taken = self._sees(mark)
        self._next += taken
        return taken

    def _token(self) -> tuple[str, str, int]:
        return self._tokens[self._next] if self._next < len(self._tokens) else _END

    def _behind(self) -> int:
        """Return where the token that was taken last ends."""
        _, text, at = self._tokens[self._next - 1]
        return at + len(text)

    def _note(self, where: Where, at: int) -> None:
        self.found.setdefault(where, at)

    def _header(self) -> Where:
        start = self._token()[2]
        self._take("[")
        repeated = self._take("[")
        where: Where = ()
        for part, at in self._parts():
            where = (*self._newest(where), part)
            self._note(where, at)
        if repeated:
            self._tables[where] = self._tables.get(where, -1) + 1
            where = self._newest(where)
            self._note(where, start)
        self._take("]")
        self._take("]")
        self.headers.setdefault(self._newest(where), (start, self._behind()))
        return self._newest(where)

    def _newest(self, where: Where) -> Where:
        return (*where, self._tables[where]) if where in self._tables else where

    def _pair(self, table: Where) -> Where:
        where = table
        for part, at in self._parts():
            where = (*where, part)
            self._note(where, at)
        self._take("=")
        self._value(where)
        return where

    def _parts(self) -> list[tuple[str, int]]:
        parts = []
        while True:
            kind, text, at = self._token()
            self._next += 1
            parts.append((_unquoted(text) if kind == "text" else text, at))
            if not self._take("."):
                return parts

    def _value(self, where: Where) -> None:
        start = self._token()[2]
        self._content(where)
        self.values.setdefault(where, (start, self._behind()))

    def _content(self, where: Where) -> None:
        if self._take("["):
            self._items(where)
        elif self._take("{"):
            while not self._take("}"):
                self._pair(where)
                while self._take(",") or self._take("\n"):
                    pass
        else:
            # A number is a word, a dot and a word; a date and its time are two words.
            while self._token() != _END and self._token()[1] not in {",", "]", "}", "\n"}:
                self._next += 1

    def _items(self, where: Where) -> None:
        count = 0
        while True:
            while self._take(",") or self._take("\n"):
                pass
            if self._take("]"):
                return
            self._note((*where, count), self._token()[2])
            self._value((*where, count))
            count += 1


def _unquoted(text: str) -> str:
    return str(tomllib.loads(f"key = {text}")["key"])
