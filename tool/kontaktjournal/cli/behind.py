"""The words behind REF, where somebody typed a name without quotes."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.ref import find
from kontaktjournal.domain.names import folds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.contact import Contact

Words = tuple[str, ...]


def find_behind(session: "Session", ref: str, words: Words) -> "tuple[Contact, Words]":
    """Find the contact REF means, and return the words behind the name.

    ``journal file Mia Sommer`` files Mia Sommer, however many others are called Mia, and not
    one of them for the reason "Sommer".

    Args:
        session: of the call.
        ref: as it was typed.
        words: as they were typed behind it.

    Raises:
        JournalError: nobody is meant, or several are and nobody could choose.
    """
    return find_whole(session, ref, words) or (find(session, ref), words)


def find_whole(session: "Session", ref: str, words: Words) -> "tuple[Contact, Words] | None":
    """Find whoever has exactly the name that REF begins and words behind it finish, if anybody.

    Args:
        session: of the call.
        ref: as it was typed.
        words: as they were typed behind it.

    Raises:
        Ambiguous: several people have that name, and nobody could choose.
    """
    if not words:
        return None
    count = finishing(session.journal.called(ref), ref, words)
    if not count:
        return None
    return find(session, " ".join((ref, *words[:count]))), words[count:]


def finishing(contacts: "Iterable[Contact]", ref: str, words: Words) -> int:
    """Count the words that finish a name REF begins, the most there are.

    Args:
        contacts: whose names these may be.
        ref: as it was typed.
        words: as they were typed behind it.
    """
    names = {
        fold
        for contact in contacts
        for name in (contact.name, *contact.aliases)
        for fold in folds(name)
    }
    for count in range(len(words), 0, -1):
        if not names.isdisjoint(folds(" ".join((ref, *words[:count])))):
            return count
    return 0
