"""What somebody said about a channel, as a mark and in words: on the terminal and on pages (3.5).

Three answers there are: allowed, not allowed, and open. Open is whatever nobody asked for yet,
and whatever got no answer.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from kontaktjournal.domain.consent import permission_for
from kontaktjournal.domain.contact import Answer, Contact, Permission
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.terminal import Span, visible

#: The word in keys of the catalogue, the mark of pages, the sign of terminals and its style.
_MARKS: Mapping[Answer, tuple[str, str, Span]] = MappingProxyType(
    {
        Answer.YES: ("yes", "ja", Span("✓", "good")),
        Answer.NO: ("no", "nein", Span("✗", "warn")),
        Answer.OPEN: ("open", "offen", Span("?")),
    }
)


class Consent(NamedTuple):
    """What is on record for a channel.

    Args:
        mark: of pages: ``ja``, ``nein`` or ``offen``.
        sign: of terminals.
        word: in words.
    """

    mark: str
    sign: Span
    word: str

    @property
    def icon(self) -> str:
        """Return the picture of its mark."""
        return f"i-{self.mark}"

    @property
    def is_no(self) -> bool:
        """Tell whether this way must not be taken."""
        return self.mark == "nein"


def answer_of(contact: Contact, channel: str) -> Answer:
    """Return what is on record for a channel."""
    return _answer(contact, permission_for(contact, channel))


def consent_of(contact: Contact, channel: str, say: Catalogue) -> Consent:
    """Return what is on record for a channel, the channel named: "Anruf erlaubt"."""
    answer = answer_of(contact, channel)
    word, mark, sign = _MARKS[answer]
    named = f"consent.light.{channel}.{word}"
    return Consent(mark, sign, say(named if named in say else f"consent.light.{word}"))


def proven(
    contact: Contact, permission: Permission | None, say: Catalogue, day: Callable[[date], str]
) -> Consent:
    """Return what is on record beside the channel's name, with day and proof.

    Args:
        contact: whose.
        permission: what was said; None for nothing.
        say: the words.
        day: sets a day.
    """
    word, mark, sign = _MARKS[_answer(contact, permission)]
    told = say(f"consent.light.{word}")
    if permission and not contact.blocked:
        if permission.given:
            told += " " + say("consent.since", date=day(permission.given))
        if permission.note:
            told += f" ({visible(permission.note)})"
    return Consent(mark, sign, told)


def _answer(contact: Contact, permission: Permission | None) -> Answer:
    if contact.blocked:
        return Answer.NO
    return permission.answer if permission else Answer.OPEN
