"""What is known of somebody who is no contact yet: off a signature, a business card, a list."""

from typing import NamedTuple

from kontaktjournal.domain.contact import Birthday


class Card(NamedTuple):
    """What was read of a person; empty where nothing was said.

    Args:
        name: full name.
        uid: what another address book tells the person by.
        note: whatever was not understood, or said in prose, as it was.
        unnamed: of a contact: nobody wrote the name down, see `Contact`.
    """

    name: str = ""
    aliases: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    role: str = ""
    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    city: str = ""
    address: str = ""
    birthday: Birthday | None = None
    tags: tuple[str, ...] = ()
    uid: str = ""
    note: str = ""
    unnamed: bool = False
