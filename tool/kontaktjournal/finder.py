"""Whom a word on the command line means: a number of the last list, a path, a name."""

import os
from pathlib import Path

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import NotFound, Refused
from kontaktjournal.domain.links import link_tail, without_ending
from kontaktjournal.domain.names import near
from kontaktjournal.domain.reference import ambiguous, list_of, meant_by, named
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.names import names
from kontaktjournal.store.numbers import Numbers

#: Digits of the number of a row; more are a telephone number, or nonsense.
_LONGEST_NUMBER = 6


class Finder:
    """Find contacts by what somebody typed.

    Args:
        root: of the journal.
        ask: asks its index.
        numbers: the rows of the last list.
        now: the moment, in seconds since 1970: a number means nothing for ever.
    """

    def __init__(
        self,
        root: Path,
        ask: Ask,
        numbers: Numbers,
        now: float,
    ) -> None:
        self._root = root
        self._ask = ask
        self._numbers = numbers
        self._now = now

    def find(self, ref: str, start: Path | None = None) -> Contact:
        """Find the contact a word on the command line means.

        Args:
            ref: number of the last list, path, uid, file name, name, alias, or the
                beginning of a word of one of them.
            start: the folder a relative path begins in.

        Raises:
            NotFound: nobody is called that.
            Ambiguous: several are.
            Refused: the number is not of the last list, or is that of no contact.
        """
        if ref.isascii() and ref.isdigit() and len(ref) <= _LONGEST_NUMBER:
            return self._numbered(int(ref))
        path = self._below_root(ref, start)
        if found := self._ask(select.by_path((path,))):
            return found[0]
        raw, ref, path = ref, *map(typed, (ref, path))
        asked = dict.fromkeys((ref, link_tail(path)))
        found = [one for word in asked for one in self._ask(select.called(word))]
        candidates = [*{one.path: one for one in found}.values()]
        meant = (
            [one for one in candidates if one.stem == raw]
            or (named(candidates, path) if path != ref else [])
            or meant_by(candidates, ref)
        )
        if not meant:
            raise self._nobody(ref)
        if len(meant) > 1:
            raise ambiguous(ref, meant)
        return meant[0]

    def _numbered(self, number: int) -> Contact:
        path = self._numbers.path_of(number, self._now)
        found = self._ask(select.by_path((path,))) if path else []
        if path and (listed := list_of(path)):
            raise Refused("refusal.number_listed", number=number, path=listed)
        if not found:
            is_other = path is None and self._numbers.remembers(self._now)
            key = "refusal.no_number" if is_other else "refusal.stale_number"
            raise Refused(key, number=number)
        return found[0]

    def _below_root(self, ref: str, start: Path | None) -> str:
        """Return a path as the index knows it, wherever it was typed; a name as it is."""
        if "\0" in ref or ("/" not in ref and without_ending(ref) == ref):
            return ref
        root = str(self._root)
        place = os.path.join(start or root, ref)  # noqa: PTH118  # Path would drop the "./"
        for top, path in (
            (root, os.path.normpath(place)),
            (os.path.realpath(root), os.path.realpath(place)),
        ):
            if path != top and Path(path).is_relative_to(top):
                return Path(path).relative_to(top).as_posix()
        return ref

    def _nobody(self, ref: str) -> NotFound:
        close = near(ref, dict.fromkeys(called.name for called in self._ask(names(""))))
        if close:
            return NotFound("refusal.not_found_similar", word=ref, names=", ".join(close))
        return NotFound("refusal.not_found", word=ref)


def typed(word: str) -> str:
    """Return what was typed where the C locale took the bytes of UTF-8 for no text."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
