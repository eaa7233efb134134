"""What calls of a telephone's list come to: drafts for ``log`` where the number is known (43)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.names import digits_of, same, spoken
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.reopening import is_filed
from kontaktjournal.domain.rhythm import When


class CallFate(StrEnum):
    """What a call comes to, in the order of the sum line."""

    DRAFT = "draft"
    #: The file says something of that day already.
    RECORDED = "recorded"
    #: Nobody talked, and it was not I who tried.
    MISSED = "missed"
    UNKNOWN = "unknown"
    #: With somebody who was filed, or must not be written to.
    GONE = "gone"
    #: The number was kept back, or the line cannot be read.
    SKIPPED = "skipped"


class Draft(NamedTuple):
    """What could be recorded of a call.

    Args:
        contact: with whom.
        at: when it began.
        minutes: how long it took; 0 for an attempt.
    """

    contact: Contact
    at: When
    minutes: int


def with_number(number: str, name: str, contacts: Iterable[Contact]) -> list[Contact]:
    """Return who has a number; of several those of the name the telephone knows, if any.

    Args:
        number: as it was dialled.
        name: what the telephone calls whoever has it; empty if it knows nobody.
        contacts: who may have it.
    """
    digits = digits_of(number)
    having = [one for one in contacts if digits and digits in map(digits_of, one.phone)]
    named = [one for one in having if name and same(spoken(one.name), spoken(name))]
    return sorted(named or having, key=lambda one: one.path)


def drafted(
    at: When, minutes: int, people: Sequence[Contact], pipeline: Pipeline, *, is_mine: bool
) -> tuple[CallFate, list[Draft]]:
    """Return what a call comes to, with a draft for each whom it may have been with.

    Args:
        at: when it began.
        minutes: how long both talked; 0 where nobody answered.
        people: who has the number.
        pipeline: the journal's stages.
        is_mine: whether it went out from here.
    """
    if not people:
        return CallFate.UNKNOWN, []
    open_ones = [one for one in people if not one.blocked and not is_filed(one, pipeline)]
    if not open_ones:
        return CallFate.GONE, []
    if not minutes and not is_mine:
        return CallFate.MISSED, []
    if any(entry.day == at.day for one in open_ones for entry in one.entries):
        return CallFate.RECORDED, []
    return CallFate.DRAFT, [Draft(one, at, minutes) for one in open_ones]
