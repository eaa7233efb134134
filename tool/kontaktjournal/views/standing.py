"""Where a contact stands after a command wrote to it, in the words of one line (4.15)."""

from dataclasses import replace

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.rhythm import Cadence, When
from kontaktjournal.views.words import Frame, due_when, stage_word

BETWEEN = " · "


def stage_and_rhythm(contact: Contact, frame: Frame) -> str:
    """Return the stage, and the rhythm a contact has of its own: Pflege, alle 6 Wochen."""
    say, every = frame.say, contact.every
    stage = stage_word(assess(contact, frame.today, frame.settings), say)
    return f"{stage}, {say.cadence(every)}" if every and not every.is_none else stage


def next_talk(contact: Contact, frame: Frame) -> str:
    """Return when the next talk shall be by what was written, or nothing.

    A talk may have fulfilled it already (D3).
    """
    if contact.never:
        return frame.say("standing.never")
    return _talk_on(contact.next, frame)


def talk_to_come(contact: Contact, frame: Frame) -> str:
    """Return when the next talk is, whatever rule makes it: nächstes Gespräch Mo 07.12.2026.

    Nothing where there is none.
    """
    when = due_when(apart_from_calls(contact, frame))
    if when is None and contact.never:
        return frame.say("standing.never")
    return _talk_on(when, frame)


def apart_from_calls(contact: Contact, frame: Frame) -> Due:
    """Return where a contact stands by its next talk alone.

    A promise or a birthday calls for somebody, too, but no talk was agreed on.
    """
    quiet = replace(contact, promises=(), birthday=None)
    return assess(quiet, frame.today, frame.settings)


def _talk_on(when: When | None, frame: Frame) -> str:
    say = frame.say
    return say("standing.next", when=say.when(when, "weekday_date")) if when else ""


def sentence(contact: Contact, *parts: str) -> str:
    """Return one line: the name, what happened, where the contact stands."""
    return BETWEEN.join(filter(None, (contact.name, *parts)))


def written_rhythm(cadence: Cadence, frame: Frame) -> str:
    """Return a rhythm as it is written to a file: 6 Wochen."""
    words = frame.say.count(f"every.{cadence.unit.value}", cadence.count)
    # Files know no "1.000 Tage".
    return words.replace(frame.say.number(cadence.count), str(cadence.count))
