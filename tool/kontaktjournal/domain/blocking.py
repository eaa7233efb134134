"""The block list: who is never to be taken in again, without saying who that is (P2, L1).

A line is a mark of somebody, made unreadable with a key that lies elsewhere::

    hmac-sha256 1f0c77aa 9d1e…(64 signs) 2026-11-23 unsubscribed

The second word tells which key it was; without any key, it is the salt itself, and the first
word ``salted-sha256``: whoever tries all telephone numbers finds the right one then. A line may
also be an address or a number, as somebody typed it. Everything else is left alone.
"""

import hmac
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.duplicates import numbers

#: The list, in the root of the journal.
FILE = "sperrliste.txt"

_KEYED, _SALTED = "hmac-sha256", "salted-sha256"
_DIGEST_BYTES = 32
#: Kind, key, digest; day and reason may be missing.
_FEWEST_WORDS = 3
_LINE = re.compile(r"\r\n|\r|\n")
_REMARK = re.compile(r"(?:^|\s)#.*")
_MAIL = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\"]+")
_PHONE = re.compile(r"[+(]?\d[\d\s()\[\]/.\u2010-\u2013-]*")


class Reason(StrEnum):
    """Why somebody is on the list."""

    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    FORGOTTEN = "forgotten"


class Blocked(NamedTuple):
    """What the list says of somebody.

    Args:
        day: since when; None where it does not say.
        reason: why; None where it does not say.
    """

    day: date | None = None
    reason: Reason | None = None


class Entry(NamedTuple):
    """Somebody to be put on the list.

    Args:
        marks: as `marks_of` gives them.
        reason: why.
        day: since when.
    """

    marks: frozenset[str]
    reason: Reason
    day: date


class Seal(NamedTuple):
    """What makes marks unreadable.

    Args:
        key: random bytes.
        is_secret: the key lies elsewhere; else it is a salt that stands in the list.
    """

    key: bytes
    is_secret: bool = True

    @property
    def name(self) -> str:
        """Return what the list calls it."""
        return key_id(self.key) if self.is_secret else self.key.hex()


class Lines(NamedTuple):
    """A list as it was read.

    Args:
        keyed: what is known of each digest, by the name of the key it was made with.
        salted: the same, by salt.
        plain: what was typed by hand, by its mark.
        unread: places of lines nobody understands, from 1.
    """

    keyed: Mapping[str, Mapping[bytes, tuple[str, ...]]]
    salted: Mapping[bytes, Mapping[bytes, tuple[str, ...]]]
    plain: Mapping[str, Blocked]
    unread: tuple[int, ...]


def marks_of(
    card: Card, list_path: str = "", key: str = "", connected: date | None = None
) -> frozenset[str]:
    """Return what the list knows somebody by: numbers, addresses, profiles, a row of a list.

    What they look like must never change: nobody can tell of an old line what it was made of.

    Args:
        card: who it is.
        list_path: of the user's list they stand on, relative to the root.
        key: what tells them from all others there.
        connected: since when both are linked on a platform.
    """
    marks = numbers(card)
    if connected and card.name:
        # Archives of some years have no profiles.
        marks |= {f"connected {normalize('NFC', card.name).casefold()} {connected}"}
    # A friend's row has neither number nor address, and the next one may lack what this one has.
    is_told = not key or f"email {key.strip().casefold()}" in marks
    return marks if is_told else marks | {f"key {list_path} {key}"}


def marks_of_reader(card: Card) -> frozenset[str]:
    """Return what somebody is blocked by who left a newsletter: the address that left.

    A telephone number may be that of a whole office, and so may a page.

    Args:
        card: who left.
    """
    return marks_of(card._replace(phone=(), url=())) or marks_of(card)


def key_id(key: bytes) -> str:
    """Return what tells a key from all others, and does not tell the key."""
    return sha256(b"kontaktjournal " + key).hexdigest()[:8]


def sealed(mark: str, key: bytes) -> bytes:
    """Return a mark as only somebody with the key can make it."""
    return hmac.digest(key, mark.encode("utf-8", "surrogatepass"), "sha256")


class BlockList:
    """Who is on the list, as far as the keys at hand can tell.

    Args:
        lines: of the list.
        keys: those at hand.
    """

    def __init__(self, lines: Lines, keys: Iterable[bytes] = ()) -> None:
        at_hand = {key_id(key): key for key in keys}
        known = {at_hand[name]: found for name, found in lines.keyed.items() if name in at_hand}
        self._known = (*known.items(), *lines.salted.items())
        self._plain = lines.plain
        #: How many lines were made with a key that is not here.
        self.unchecked = sum(
            len(found) for name, found in lines.keyed.items() if name not in at_hand
        )
        #: Places of lines nobody understands, from 1.
        self.unread = lines.unread

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody can be found on it."""
        return not (self._known or self._plain)

    @cached_property
    def digest(self) -> str:
        """Return what tells it from any list that knows others."""
        told = [
            *(b"\n".join((key, *sorted(found))) for key, found in self._known),
            *(mark.encode("utf-8", "surrogatepass") for mark in self._plain),
        ]
        return sha256(b"\n".join(sha256(one).digest() for one in sorted(told))).hexdigest()

    def holds(self, marks: Collection[str]) -> bool:
        """Tell whether somebody of these marks is on the list."""
        return any(self.has(mark) for mark in marks)

    def has(self, mark: str, reason: Reason | None = None) -> bool:
        """Tell whether one mark is on the list.

        Args:
            mark: as `marks_of` gives it.
            reason: why it shall be there; whoever is forgotten must not stand there in plain
                words alone.
        """
        is_typed = mark in self._plain and reason is not Reason.FORGOTTEN
        return is_typed or any(sealed(mark, key) in found for key, found in self._known)

    def of(self, marks: Collection[str]) -> Blocked | None:
        """Return what the list says of somebody, from the first day it says so."""
        found = [self._plain[mark] for mark in marks if mark in self._plain]
        for key, table in self._known:
            for mark in marks:
                said = table.get(sealed(mark, key))
                if said is not None:
                    found.append(_told(said))
        return min(found, key=lambda one: (one.day or date.max, one.reason or ""), default=None)


# --- reading -------------------------------------------------------------------------------


def read(text: str) -> Lines:
    """Read a list; whatever stands in it, it can be read."""
    keyed: dict[str, dict[bytes, tuple[str, ...]]] = {}
    salted: dict[bytes, dict[bytes, tuple[str, ...]]] = {}
    plain: dict[str, Blocked] = {}
    unread: list[int] = []
    for place, line in enumerate(_LINE.split(text.removeprefix("\ufeff")), 1):
        kind, *words = line.split() or [""]
        if kind in {_KEYED, _SALTED}:
            digest = _digest(words)
            salt = _bytes(words[0]) if words else b""
            if not digest or (kind == _SALTED and not salt):
                unread.append(place)
            elif kind == _KEYED:
                keyed.setdefault(words[0].lower(), {}).setdefault(digest, (*words[2:4],))
            else:
                salted.setdefault(salt, {}).setdefault(digest, (*words[2:4],))
        elif typed := _REMARK.sub("", line).strip():
            marks = _typed(typed)
            plain.update(dict.fromkeys(marks, Blocked()))
            if not marks:
                unread.append(place)
    return Lines(keyed, salted, plain, (*unread,))


def _digest(words: list[str]) -> bytes:
    digest = _bytes(words[1]) if len(words) >= _FEWEST_WORDS - 1 else b""
    return digest if len(digest) == _DIGEST_BYTES else b""


def _bytes(word: str) -> bytes:
    try:
        return bytes.fromhex(word)
    except ValueError:
        return b""


def _typed(words: str) -> frozenset[str]:
    """Return the marks of what was typed: addresses among words, or a number or page alone."""
    if mails := _MAIL.findall(words):
        return numbers(Card(email=tuple(mails)))
    return numbers(Card(phone=(words,)) if _PHONE.fullmatch(words) else Card(url=(words,)))


def _told(words: tuple[str, ...]) -> Blocked:
    day: date | None = None
    reason: Reason | None = None
    for word in words:
        if word in frozenset(Reason):
            reason = Reason(word)
            continue
        try:
            day = date.fromisoformat(word)
        except ValueError:
            continue
    return Blocked(day, reason)


# --- writing -------------------------------------------------------------------------------


def added(
    text: str, entries: Iterable[Entry], seal: Seal, keys: Iterable[bytes] = (), preface: str = ""
) -> str:
    """Return a list with whom it does not hold yet; what it says is left as it is.

    Args:
        text: what it says; empty where there is none.
        entries: whom to add.
        seal: makes their marks unreadable.
        keys: all that are at hand, for who is on it already.
        preface: what a new list says at its beginning, in lines of its own.
    """
    lines = read(text)
    here = BlockList(lines, (*keys, *([seal.key] if seal.is_secret else ())))
    if not seal.is_secret:
        # One salt is as good as many, and quicker.
        seal = Seal(next(iter(lines.salted), seal.key), is_secret=False)
    new: dict[str, Entry] = {}
    for entry in entries:
        for mark in sorted(entry.marks):
            if not here.has(mark, entry.reason):
                new.setdefault(mark, entry)
    if not new:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    above = [] if text.strip("\ufeff \t\r\n") else [*preface.splitlines()]
    written = [*above, *(_line(mark, entry, seal) for mark, entry in new.items()), ""]
    is_open = text.removeprefix("\ufeff") and not text.endswith(("\n", "\r"))
    return text + (newline if is_open else "") + newline.join(written)


def _line(mark: str, entry: Entry, seal: Seal) -> str:
    kind = _KEYED if seal.is_secret else _SALTED
    digest = sealed(mark, seal.key).hex()
    return f"{kind} {seal.name} {digest} {entry.day.isoformat()} {entry.reason.value}"
