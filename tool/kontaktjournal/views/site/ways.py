"""The ways to reach somebody, each with what they said about it (3.5, P3)."""

import re
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.telephone import dialled
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.consent import Consent, consent_of
from kontaktjournal.views.site.links import safe_link

_MAIL = re.compile(r"[^\s@<>\"?&%#]+@[^\s@<>\"?&%#]+")
_SITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)

_ICONS = {"phone": "i-tel", "email": "i-mail"}


class Way(NamedTuple):
    """A way to reach somebody.

    Args:
        channel: ``phone`` or ``email``.
        icon: its picture.
        text: number or address as typed.
        href: what opens it; empty where it must not be taken, or cannot.
        consent: what is on record.
    """

    channel: str
    icon: str
    text: str
    href: str
    consent: Consent

    @property
    def is_shut(self) -> bool:
        """Tell whether this way must not be taken."""
        return self.consent.is_no


def ways(contact: Contact, say: Catalogue) -> tuple[Way, ...]:
    """Return every number and address, numbers first.

    Args:
        contact: whom.
        say: the words.
    """
    found: list[Way] = []
    for channel, texts in (("phone", contact.phone), ("email", contact.email)):
        if not texts:
            continue
        consent = consent_of(contact, channel, say)
        opens = dialled if channel == "phone" else written_to
        for text in texts:
            href = "" if consent.is_no else opens(text)
            found.append(Way(channel, _ICONS[channel], text, href, consent))
    return tuple(found)


def written_to(text: str) -> str:
    """Return the link that begins a mail; empty where the text is no address."""
    found = _MAIL.search(text.strip())
    if not found:
        return ""
    from urllib.parse import quote

    return safe_link(f"mailto:{quote(found[0], safe='@+.')}")


def web_link(text: str) -> str:
    """Return the link a text stands for; empty where it is none."""
    bare = text.strip()
    if _SITE.fullmatch(bare):
        bare = f"https://{bare}"
    return safe_link(bare) if bare.casefold().startswith(("http://", "https://")) else ""
