"""Where keys and list items stand in a TOML text: tomllib reads them, but does not tell."""

import re
import tomllib
from collections.abc import Mapping

from kontaktjournal.config.wrong import Where

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|\#[^\n]*)
    |(?P<text>\"{3}(?:\\.|[^\\])*?\"{3}\"{0,2}|'{3}.*?'{3}'{0,2}|"(?:\\.|[^"\\])*"|'[^']*')
    |(?P<mark>[\[\]{}=.,\n])
    |(?P<word>[^\s\[\]{}=.,\#"']+)""",
    re.DOTALL | re.VERBOSE,
)
_END = ("", "", 0)


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
                self._pair(table)

    def _sees(self, mark: str) -> bool:
        kind, text, _ = self._token()
        return kind == "mark" and text == mark

    def _take(self, mark: str) -> bool:
        taken = self._sees(mark)
        self._next += taken
        return taken

    def _token(self) -> tuple[str, str, int]:
        return self._tokens[self._next] if self._next < len(self._tokens) else _END

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
        return self._newest(where)

    def _newest(self, where: Where) -> Where:
        return (*where, self._tables[where]) if where in self._tables else where

    def _pair(self, table: Where) -> None:
        where = table
        for part, at in self._parts():
            where = (*where, part)
            self._note(where, at)
        self._take("=")
        self._value(where)

    def _parts(self) -> list[tuple[str, int]]:
        parts = []
        while True:
            kind, text, at = self._token()
            self._next += 1
            parts.append((_unquoted(text) if kind == "text" else text, at))
            if not self._take("."):
                return parts

    def _value(self, where: Where) -> None:
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
