"""One entry of a foreign list: raw material, no contact (S4)."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Permission
from kontaktjournal.domain.rhythm import When


class Block(StrEnum):
    """Why somebody on a list may not be written to any more."""

    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"


class Lack(StrEnum):
    """Why an entry is passed over."""

    #: It names nobody: a closed profile, an empty row.
    NO_NAME = "no_name"
    #: It is no person: a group, a distribution list.
    NO_PERSON = "no_person"
    #: A call of somebody who kept the number back.
    NO_NUMBER = "no_number"
    #: It cannot be read.
    DAMAGED = "damaged"


class Record(NamedTuple):
    """One person, as far as a source tells.

    Args:
        line: where it begins in the source, from 1.
        card: who it is, and how to be reached.
        key: what the source itself tells people apart by: an address, a profile; empty if
            there is nothing.
        connected: since when both are linked there.
        exchanged: when both last wrote to each other, as far as the source knows.
        consent: what was allowed, with its proof.
        blocked: why nobody may write to them any more; None where they may.
        cells: what stands in each column, for a list that keeps all of them; empty where the
            source has no columns.
    """

    line: int
    card: Card
    key: str = ""
    connected: date | None = None
    exchanged: date | None = None
    consent: tuple[Permission, ...] = ()
    blocked: Block | None = None
    cells: tuple[str, ...] = ()


class CallKind(StrEnum):
    """What became of a call."""

    IN = "in"
    MISSED = "missed"
    REJECTED = "rejected"
    OUT = "out"


class Call(NamedTuple):
    """One call of a telephone's list: it may have been a talk, nobody knows of what.

    Args:
        line: where it stands in the source, from 1.
        at: when it began; as the telephone's clock showed.
        number: of the other one, as it was dialled.
        name: what the telephone's own book calls the other one.
        minutes: how long both were connected, rounded up; 0 where they were not.
        kind: who called, and whether anybody answered.
    """

    line: int
    at: When
    number: str
    name: str
    minutes: int
    kind: CallKind


class Passed(NamedTuple):
    """An entry that was passed over, and why.

    Args:
        line: where it begins in the source, from 1.
        lack: why.
        words: the beginning of what stands there.
    """

    line: int
    lack: Lack
    words: str = ""


#: What reading a source gives, one after another: nobody holds a whole list in memory.
Records = Iterator[Record | Call | Passed]
