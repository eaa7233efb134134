"""Why one contact is like another, and who is so most of all.

Only what stands in the two files counts, and each reason names the very word or line. Whether it
is a shared story only a talk tells (S18).
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kontaktjournal.domain.due import Due
from kontaktjournal.domain.kinship.reason import Reason, Strength, weight
from kontaktjournal.domain.kinship.side import Ground, Side
from kontaktjournal.domain.kinship.whole import same_event, same_org, same_place, tied
from kontaktjournal.domain.kinship.words import SharedWords
from kontaktjournal.domain.names import sort_key
from kontaktjournal.domain.pipeline import IN_PLAY, Kind

_NOTHING_KNOWN = Ground()


def kin(one: Side, other: Side, ground: Ground = _NOTHING_KNOWN) -> tuple[Reason, ...]:
    """Return what a contact has in common with another, the strongest first; () for nothing."""
    if one.contact.path == other.contact.path:
        return ()
    whole = (
        *tied(one, other),
        *same_event(one, other, ground),
        *same_org(one.contact, other.contact),
        *same_place(one.contact, other.contact),
    )
    words = SharedWords(one, other, ground, whole)
    found = (*whole, *words.in_heads(), *words.told_of_one(), *words.told_of_other())
    return tuple(sorted(found, key=lambda reason: -reason.strength))


class Kin(NamedTuple):
    """Somebody like somebody else.

    Args:
        due: who, and where they stand.
        reasons: what they have in common, the strongest first.
    """

    due: Due
    reasons: tuple[Reason, ...]


class Rank(NamedTuple):
    """Where somebody stands among all who are alike: the smaller, the nearer.

    A strong reason comes before any number of weaker ones; of two who share as much, who shares
    what fewer share; then whoever is in play, and at last the name.
    """

    strong: int
    middle: int
    weak: int
    rarity: float
    place: int
    name: tuple[str, str]
    path: str


def rank(due: Due, reasons: Iterable[Reason], sharers: Mapping[str, int]) -> Rank:
    """Return where somebody stands among all who are alike.

    Args:
        due: who.
        reasons: what they have in common with the one asked about.
        sharers: how many have what, by its mark.
    """
    known = tuple(reasons)
    strong, middle, weak = weight(known)
    shares = sorted(
        1 / min((sharers.get(mark, 1) for mark in reason.marks), default=1) for reason in known
    )
    place = 0 if due.kind in IN_PLAY else 2 if due.kind is Kind.FILED else 1
    # Rounded: what is added up in another order differs in the last digit.
    rarity = round(sum(shares), 6)
    contact = due.contact
    return Rank(-strong, -middle, -weak, -rarity, place, sort_key(contact.name), contact.path)


def is_listed(due: Due, reasons: Iterable[Reason], *, everybody: bool) -> bool:
    """Tell whether somebody who is like the one asked about is told of.

    Who does not want to be contacted never is (L1), who is filed only where everybody is asked
    for (A2). Of the many who are only in a list, a place or a word alone tells nothing.
    """
    known = tuple(reasons)
    if not known or due.contact.blocked:
        return False
    if everybody or due.kind in IN_PLAY:
        return True
    return due.kind is not Kind.FILED and any(reason.strength > Strength.WEAK for reason in known)
