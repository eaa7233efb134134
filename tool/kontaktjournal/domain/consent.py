"""Whether a person may be reached on a channel (3.5)."""

from kontaktjournal.domain.contact import Contact, Permission

#: Stands for every channel without a word of its own: ``consent: nein``.
EVERY_CHANNEL = "*"


def permission_for(contact: Contact, channel: str) -> Permission | None:
    """Return what is known about a channel: its own word, else the word for all of them.

    Args:
        contact: whose consent is asked for; whether nobody may contact them at all
            (``blocked``) is another question.
        channel: as permissions name it: ``phone``, ``email``, ``post`` …

    Returns:
        The permission under this channel's name; None where nothing was said.
    """
    given = {permission.channel: permission for permission in contact.consent}
    found = given.get(channel) or given.get(EVERY_CHANNEL)
    return found._replace(channel=channel) if found else None
