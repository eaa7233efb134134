"""A TOML file whose every fault is told with its line and column."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from kontaktjournal.config.wrong import Reader, Readers, Where, Wrong, listed, unknown
from kontaktjournal.domain.errors import BadConfig, DiskTrouble, reason_of

#: Larger is no settings file, whatever it is called.
_LARGEST = 1 << 20


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; none behind a door that is locked."""
    try:
        return path.is_file()
    except OSError:
        return False


def load(file: Path, shown: str) -> str:
    """Return the text of a settings file.

    Args:
        file: what to read.
        shown: how messages call it.

    Raises:
        BadConfig: it is too large, or not UTF-8.
        DiskTrouble: the system would not read it.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as trouble:
        raise DiskTrouble("config.denied", path=shown, reason=reason_of(trouble)) from trouble
    return decoded(data, shown)


def decoded(data: bytes, shown: str) -> str:
    """Return the text of a settings file's bytes.

    Raises:
        BadConfig: they are too many, or not UTF-8.
    """
    if len(data) > _LARGEST:
        raise BadConfig("config.large", path=shown, line=1, column=1, limit="1 MiB")
    try:
        # Notepad puts a byte order mark in front, which TOML does not know.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        # The codec counts from behind the mark it has skipped.
        good = trouble.object[: trouble.start].decode("utf-8", "replace")
        line, column = good.count("\n") + 1, len(good) - good.rfind("\n")
        raise BadConfig("config.encoding", path=shown, line=line, column=column) from None


def _homeless(_key: str) -> tuple[str, ...]:
    return ()


class Document:
    """A TOML text and what was found wrong in it.

    Args:
        text: what stands in the file.
        path: how messages call the file.
        homes: tells the tables that know a key, for one that stands in the wrong table.

    Raises:
        BadConfig: it is no TOML.
    """

    def __init__(
        self, text: str, path: str, homes: Callable[[str], tuple[str, ...]] = _homeless
    ) -> None:
        import tomllib

        self._text = text
        self._path = path
        self._homes = homes
        self._wrongs: list[tuple[Where, Wrong]] = []
        try:
            self.data = tomllib.loads(text)
        except RecursionError:
            raise BadConfig("config.deep", path=path, line=1, column=1) from None
        except ValueError as complaint:
            from kontaktjournal.config.syntax import syntax_error

            raise syntax_error(str(complaint), text, path) from None

    def add(self, where: Where, wrong: Wrong) -> None:
        """Note that the value at a place is wrong."""
        self._wrongs.append(((*where, *wrong.below), wrong))

    def value(self, where: Where, value: object, reader: Reader) -> Any:
        """Return what a reader makes of a value; None, and noted, where it is wrong."""
        try:
            return reader(value)
        except Wrong as wrong:
            self.add(where, wrong)
            return None

    def section(self, table: object, where: Where, readers: Readers) -> dict[str, Any]:
        """Return the values of a table that are right, noting unknown keys and wrong values."""
        chosen = {}
        for key, value in self.items(table, where):
            reader = readers.get(key)
            if reader is None:
                self.add((*where, key), self._unknown(key, readers))
                continue
            read = self.value((*where, key), value, reader)
            if read is not None:
                chosen[key] = read
        return chosen

    def _unknown(self, key: str, readers: Readers) -> Wrong:
        homes = self._homes(key)
        if "" in homes:
            return Wrong("config.unknown.above", word=key)
        if homes:
            return Wrong("config.unknown.elsewhere", word=key, home=", ".join(homes))
        return unknown("config.unknown", key, readers, known=listed(readers))

    def items(self, table: object, where: Where) -> Iterable[tuple[str, object]]:
        """Return keys and values of a table; none, and noted, where it is no table."""
        if isinstance(table, dict):
            return table.items()
        self.add(where, Wrong("config.type.table"))
        return ()

    def refusal(self, where: Where, wrong: Wrong) -> BadConfig:
        """Return the refusal that names the place of a wrong value."""
        return self._refusal(where, wrong, self._places())

    def _places(self) -> Mapping[Where, tuple[int, int]]:
        # Its patterns cost a millisecond to compile, which only a faulty file has to pay.
        from kontaktjournal.config.positions import positions

        return positions(self._text)

    def _refusal(
        self, where: Where, wrong: Wrong, places: Mapping[Where, tuple[int, int]]
    ) -> BadConfig:
        known = where
        while known and known not in places:
            known = known[:-1]
        line, column = places.get(known, (1, 1))
        names = [part for part in where if isinstance(part, str)]
        place = {"path": self._path, "line": line, "column": column}
        return BadConfig(
            wrong.key, **{"name": names[-1] if names else "", **wrong.values}, **place
        )

    def finish(self) -> None:
        """Refuse the document if anything in it is wrong.

        Raises:
            BadConfig: for the first wrong place; ``values["others"]`` holds the refusals
                for all further ones, in the order of the text.
        """
        if not self._wrongs:
            return
        places = self._places()
        refusals = [self._refusal(where, wrong, places) for where, wrong in self._wrongs]
        refusals.sort(key=lambda refusal: (refusal.values["line"], refusal.values["column"]))
        first, *others = refusals
        if others:
            first.values["others"] = tuple(others)
        raise first
