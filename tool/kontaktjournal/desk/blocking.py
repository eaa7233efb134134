"""Who is never to be taken in again: asked of everybody who comes in, and written down once."""

import os
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from kontaktjournal.desk.desk import Desk
from kontaktjournal.domain.blocking import (
    FILE,
    Blocked,
    BlockList,
    Entry,
    Reason,
    Seal,
    added,
    marks_of,
)
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.messages import Catalogue
from kontaktjournal.store.block_key import FILE as KEY
from kontaktjournal.store.block_key import keys_in, made_in
from kontaktjournal.store.block_list import USUAL, decoded, lines_in

_SALT_BYTES = 16
_WIDTH = 80


class Blocking:
    """The block list of one journal, for one command.

    Args:
        root: absolute path of the journal.
        keys: absolute path of the folder where its key lies.
        today: since when those are on it whom the command puts there.
        say: says in a new list what it is.
    """

    def __init__(self, root: str, keys: str, today: date, say: Catalogue) -> None:
        self._root = root
        self._folder_of_keys = keys
        self._today = today
        self._say = say
        self._news: list[Entry] = []
        self._marks: dict[str, Entry] = {}
        #: How many people the command puts on the list.
        self.new = 0
        #: A key was made for it just now.
        self.has_new_key = False
        #: Why no key could be made: the name of the system's error. Who stands on the list can be
        #: found out by trying then.
        self.weakness = ""

    @property
    def key_path(self) -> str:
        """Return where its key lies, or belongs."""
        return f"{self._folder_of_keys}/{KEY}"

    # --- asking --------------------------------------------------------------------------

    def holds(
        self, card: Card, list_path: str = "", key: str = "", connected: date | None = None
    ) -> bool:
        """Tell whether somebody must not be taken in.

        Args:
            card: who it is.
            list_path: of the list they stand on, relative to the root.
            key: what tells them from all others there.
            connected: since when both are linked on a platform.

        Raises:
            BadConfig: the key is none.
            DiskTrouble: the list or its key cannot be read.
        """
        if self.is_empty:
            return False
        marks = marks_of(card, list_path, key, connected)
        return not self._marks.keys().isdisjoint(marks) or self.list.holds(marks)

    def of(self, card: Card) -> Blocked | None:
        """Return what the list says of somebody, or will; None where they are not on it.

        Raises:
            BadConfig: the key is none.
            DiskTrouble: the list or its key cannot be read.
        """
        marks = marks_of(card)
        known = None if self.list.is_empty else self.list.of(marks)
        new = (self._marks[mark] for mark in sorted(marks) if mark in self._marks)
        return known or next((Blocked(one.day, one.reason) for one in new), None)

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody can be found on it, nor will be."""
        return self.list.is_empty and not self._marks

    @cached_property
    def list(self) -> BlockList:
        """Return the list as it was when it was first asked, or last written.

        Raises:
            BadConfig: the key is none.
            DiskTrouble: the list or its key cannot be read.
        """
        lines = lines_in(self._root)
        # Most journals have no such list, and a list typed by hand needs no key.
        return BlockList(lines, self._keys if lines.keyed else ())

    @property
    def _is_there(self) -> bool:
        return os.path.lexists(f"{self._root}/{FILE}")

    @cached_property
    def _keys(self) -> tuple[bytes, ...]:
        return keys_in(self._folder_of_keys)

    # --- writing -------------------------------------------------------------------------

    def block(self, marks: frozenset[str], reason: Reason, day: date | None = None) -> None:
        """Put somebody on the list; from now on they are held.

        Args:
            marks: as `marks_of` gives them.
            reason: why.
            day: since when; today where nobody knows.

        Raises:
            BadConfig: the key is none.
            DiskTrouble: the list or its key cannot be read.
        """
        new = frozenset(
            mark for mark in marks if mark not in self._marks and not self.list.has(mark, reason)
        )
        if new:
            entry = Entry(new, reason, day or self._today)
            self._marks |= dict.fromkeys(new, entry)
            self._news.append(entry)
            self.new += 1

    def write(self, desk: Desk) -> None:
        """Write down who was put on the list, if anybody was.

        Args:
            desk: the command's, which was entered.

        Raises:
            Refused: the list cannot be touched.
            Conflict: it is changed all the time.
            DiskTrouble: the system would not.
        """
        if not self._news or desk.is_dry:
            return
        seal = self._seal()

        preface = _preface(self._say, is_secret=seal.is_secret)

        def edit(data: bytes) -> bytes:
            return extended(data, self._news, seal, self._keys, preface)

        if self._is_there:
            desk.amend(FILE, edit)
        else:
            desk.place(FILE, edit(b""))
        self._news.clear()

    def _seal(self) -> Seal:
        """Return what makes marks unreadable; without a place for a key, a salt has to do."""
        if self._keys:
            return Seal(self._keys[0])
        try:
            key = made_in(self._folder_of_keys)
        except DiskTrouble as error:
            self.weakness = str(error.values["reason"])
            return Seal(os.urandom(_SALT_BYTES), is_secret=False)
        self.has_new_key = True
        self._keys = (key,)
        return Seal(key)


def _preface(say: Catalogue, *, is_secret: bool) -> str:
    """Return what a new list says of itself, in lines of comment."""
    from textwrap import fill

    keys = ("what", "secret" if is_secret else "weak", "typed", "keep")
    told = (say(f"blocklist.{key}") for key in keys)
    return "\n".join(
        fill(text, _WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False,
             break_on_hyphens=False)
        for text in told
    )  # fmt: skip


def extended(
    data: bytes, entries: Iterable[Entry], seal: Seal, keys: Iterable[bytes], preface: str
) -> bytes:
    """Return a list with whom it does not hold yet, in its encoding; see `added`."""
    text, encoding = decoded(data)
    more = added(text, entries, seal, keys, preface)[len(text) :]
    # A torn last letter must not take half of ours.
    torn = len(data) % 2 if encoding != USUAL else 0
    return data + (bytes(torn) + more.encode(encoding) if more else b"")
