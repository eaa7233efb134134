"""The words behind REF, where somebody typed a name without quotes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kontaktjournal.domain.names import folds

if TYPE_CHECKING:
    from kontaktjournal.domain.contact import Contact


def behind_name(contact: "Contact", ref: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without those that only finish the name REF begins.

    ``journal file Mia Sommer`` files Mia Sommer, and not Mia for the reason "Sommer".

    Args:
        contact: whom REF means.
        ref: as it was typed.
        words: as they were typed behind it.
    """
    names = [frozenset(folds(name)) for name in (contact.name, *contact.aliases)]
    for count in range(len(words), 0, -1):
        typed = frozenset(folds(" ".join((ref, *words[:count]))))
        if any(not typed.isdisjoint(name) for name in names):
            return tuple(words[count:])
    return tuple(words)
