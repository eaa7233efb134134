"""Who of the contacts wants no more mail, as the block list knows, and their files do not say."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from kontaktjournal.domain.blocking import Blocked, Reason
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.consent import permission_for
from kontaktjournal.domain.contact import Answer, Contact

#: That mail came back tells of the address, and not of what somebody wants.
_NOT_WANTED = frozenset(Reason) - {Reason.BOUNCED}


class Objection(NamedTuple):
    """Somebody whose file does not say what the block list does.

    Args:
        contact: who.
        mail: the address that is blocked.
        blocked: since when, and why.
    """

    contact: Contact
    mail: str
    blocked: Blocked


def unheard(
    contacts: Iterable[Contact], of: Callable[[Card], Blocked | None]
) -> Iterator[Objection]:
    """Yield who is on the block list by mail, and whose file does not forbid it.

    Args:
        contacts: those one talks to.
        of: returns what the block list says of somebody.
    """
    for contact in contacts:
        if contact.blocked or not contact.email:
            continue
        allowed = permission_for(contact, "email")
        if allowed and allowed.answer is Answer.NO:
            continue
        for mail in contact.email:
            blocked = of(Card(email=(mail,)))
            if blocked and (blocked.reason is None or blocked.reason in _NOT_WANTED):
                yield Objection(contact, mail, blocked)
                break
