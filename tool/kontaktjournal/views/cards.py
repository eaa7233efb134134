"""Contacts as cards of an address book."""

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.notation.content_lines import on_one_line
from kontaktjournal.notation.vcard_text import vcard_text


def card_text(contact: Contact, uid: str, *, reason: str = "") -> str:
    """Return a contact as a vCard: how it is called and reached.

    Story, journal and consent stay here: an address book is often another company's.

    Args:
        contact: who; the numbers and addresses it holds are told.
        uid: what identifies it.
        reason: why somebody who is not in play is in an address book.
    """
    card = Card(
        # One that is all marks is none, and no address book takes a card without one.
        name=next(filter(on_one_line, (contact.name, contact.stem)), uid),
        aliases=contact.aliases,
        org=contact.org,
        role=contact.role,
        phone=contact.phone,
        email=contact.email,
        url=contact.url,
        city=contact.city,
        address=contact.address,
        birthday=contact.birthday,
        tags=contact.tags,
        uid=uid,
        note=reason,
    )
    return vcard_text(card)
