"""Where a contact stands after a command wrote to it, in the words of one line (4.15)."""

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.rhythm import Cadence
from kontaktjournal.views.words import Frame, stage_word

BETWEEN = " · "


def stage_and_rhythm(contact: Contact, frame: Frame) -> str:
    """Return the stage, and the rhythm a contact has of its own: Pflege, alle 6 Wochen."""
    say, every = frame.say, contact.every
    stage = stage_word(assess(contact, frame.today, frame.settings), say)
    return f"{stage}, {say.cadence(every)}" if every and not every.is_none else stage


def next_talk(contact: Contact, frame: Frame) -> str:
    """Return when the next talk shall be: nächstes Gespräch Mo 07.12.2026; or nothing."""
    say = frame.say
    if contact.never:
        return say("standing.never")
    if contact.next is None:
        return ""
    return say("standing.next", when=say.when(contact.next, "weekday_date"))


def sentence(contact: Contact, *parts: str) -> str:
    """Return one line: the name, what happened, where the contact stands."""
    return BETWEEN.join(filter(None, (contact.name, *parts)))


def written_rhythm(cadence: Cadence, frame: Frame) -> str:
    """Return a rhythm as it is written to a file: 6 Wochen."""
    return frame.say.count(f"every.{cadence.unit.value}", cadence.count)
