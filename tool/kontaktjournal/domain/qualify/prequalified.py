"""What came of looking through lists: who cannot be drawn, and who is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact, Permission
from kontaktjournal.domain.duplicates import numbers
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.bars import Bar
from kontaktjournal.domain.qualify.draw import Ticket
from kontaktjournal.domain.qualify.reasons import Reason, score
from kontaktjournal.domain.qualify.told import told_of_contact

#: Stands for a list where somebody is drawn who is a contact on no list.
POOL = ""


class Prospect(NamedTuple):
    """Somebody there may be a story with.

    Args:
        ticket: where they are found again.
        listed: their row.
        contact: their file, where they are a contact already.
        reasons: what may make a story.
        bar: why they are not drawn.
        met: the file of the contact they are, whatever its stage; empty for none.
    """

    ticket: Ticket
    listed: Listed | None
    contact: Contact | None
    reasons: tuple[Reason, ...] = ()
    bar: Bar | None = None
    met: str = ""

    @property
    def score(self) -> int:
        """Return how much speaks for a conversation."""
        return score(self.reasons)

    @property
    def card(self) -> Card:
        """Return who it is: what the file says, and where it says nothing, the row."""
        row = self.listed.card if self.listed else Card()
        if self.contact is None:
            return row
        told: dict[str, Any] = {
            key: getattr(self.contact, key, "") or value for key, value in row._asdict().items()
        }
        return Card(**told)

    @property
    def marks(self) -> frozenset[str]:
        """Return their numbers and addresses."""
        return numbers(self.card)

    @property
    def consent(self) -> tuple[Permission, ...]:
        """Return what they allowed."""
        known = self.contact.consent if self.contact else ()
        return known or (self.listed.consent if self.listed else ())

    @property
    def place(self) -> str:
        """Return where they stand: a list and a line, or a file."""
        if self.listed:
            return f"{self.listed.path}:{self.listed.line}"
        return self.contact.path if self.contact else ""


class Short(StrEnum):
    """Why a day proposes fewer than are wanted."""

    #: Nobody passes the filters.
    BARRED = "barred"
    #: Nothing speaks for anybody else.
    HOOKS = "hooks"
    #: The day has room for no more.
    ROOM = "room"
    #: The others have the same single reason as two of today (L4).
    ALIKE = "alike"


class Prequalified(NamedTuple):
    """What came of looking through lists (L1-L6).

    Args:
        total: how many there are.
        barred: how many cannot be drawn, each counted once, in the order of the filters.
        hooked: for how many of the others something speaks.
        size: how many the day proposes in all.
        handled: how many of them were handled already.
        drawn: the others.
        wanted: how many a day shall propose at most, were there room for them.
        is_alike: more would be drawn, had not two the same single reason already.
    """

    total: int
    barred: Mapping[Bar, int]
    hooked: int
    size: int
    handled: int
    drawn: tuple[Prospect, ...]
    wanted: int = 0
    is_alike: bool = False

    @property
    def remaining(self) -> int:
        """Return how many can be talked to."""
        return self.total - sum(self.barred.values())

    @property
    def short(self) -> Short | None:
        """Return why there are fewer than are wanted; None where there are as many."""
        found = len(self.drawn) + self.handled
        if found >= self.wanted:
            return None
        if self.is_alike and found < self.size:
            return Short.ALIKE
        if not self.remaining:
            return Short.BARRED
        is_full = found >= self.size and len(self.drawn) < self.hooked
        return Short.ROOM if is_full else Short.HOOKS


def key_of(contact: Contact) -> str:
    """Return what tells a contact of the pool from the others (I1)."""
    return contact.uid or contact.path


def as_row(contact: Contact) -> Listed:
    """Return a contact of the pool as if it stood on a list."""
    card = Card(name=contact.name, org=contact.org, phone=contact.phone, email=contact.email)
    connected = told_of_contact(contact).connected
    return Listed(
        contact.path, 1, key_of(contact), card,
        connected=connected, consent=contact.consent, is_blocked=contact.blocked,
        is_damaged=contact.unreadable,
    )  # fmt: skip
