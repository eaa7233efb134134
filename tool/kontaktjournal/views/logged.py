"""What was recorded, and how it goes on, in the words of one line (4.4, 4.15)."""

from datetime import date

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.due import Due, Why, assess, is_served
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.rhythm import When
from kontaktjournal.views.standing import sentence, stage_and_rhythm
from kontaktjournal.views.words import Frame, channel_of


def logged(contact: Contact, earlier: Contact | None, entry: Entry, frame: Frame) -> str:
    """Return what was recorded of a contact.

    Args:
        contact: as it is now.
        earlier: as it was before.
        entry: what was recorded.
        frame: of the command.
    """
    say = frame.say
    day = say.when(When(entry.day, entry.at), "date")
    way = say("log.entry", channel=_way(entry, frame), day=day)
    due = assess(contact, frame.today, frame.settings)
    if due.kind is Kind.FILED:
        return _filed(contact, entry, way, frame)
    if entry.kind is EntryKind.ATTEMPT:
        tries = due.past.attempts
        # One that was made before the last talk counts no more.
        late = say("log.entry", channel=say("entry.attempt"), day=day)
        count = say("log.attempt", n=tries) if tries else late
        stage = stage_and_rhythm(contact, frame) if _moved(contact, earlier) else ""
        return sentence(contact, count, stage, _next(due, frame, "log.again"))
    told = sentence(contact, way, stage_and_rhythm(contact, frame), _next(due, frame))
    if due.kind is Kind.WON and _moved(contact, earlier):
        return say("log.won", told=told)
    return told


def too_many_attempts(contact: Contact, frame: Frame) -> str:
    """Return the question that is put after as many attempts as are set (D16), or nothing."""
    due = assess(contact, frame.today, frame.settings)
    tries = due.past.attempts
    if due.kind is Kind.FILED or tries < frame.settings.agenda.max_attempts:
        return ""
    return frame.say.count("agenda.attempts_enough", tries)


def lacks_step(contact: Contact, frame: Frame) -> bool:
    """Tell whether nothing says when to talk again, and not on purpose."""
    due = assess(contact, frame.today, frame.settings)
    if due.kind is Kind.POOL:
        return due.day is None and not (contact.never or contact.blocked)
    # A promise or a birthday may have a day where this has none.
    return any(reason.why in {Why.DECIDE, Why.ORPHAN} for reason in due.reasons)


def served_again(contact: Contact, frame: Frame) -> date | None:
    """Return the day of a talk that fulfilled a date at once (D3); None if none did."""
    due = assess(contact, frame.today, frame.settings)
    talk = due.past.last_talk
    return talk.day if talk and is_served(contact, due.past) else None


def _way(entry: Entry, frame: Frame) -> str:
    # A channel nobody knows, with nothing behind it, reads as a title.
    return entry.channel or entry.title or channel_of(entry, frame.say)


def _moved(contact: Contact, earlier: Contact | None) -> bool:
    return earlier is None or earlier.status != contact.status


def _filed(contact: Contact, entry: Entry, way: str, frame: Frame) -> str:
    reason = entry.decision.reason if entry.decision else ""
    key = "log.filed_reason" if reason else "log.filed"
    return frame.say(key, told=sentence(contact, way), reason=reason)


def _next(due: Due, frame: Frame, key: str = "standing.next") -> str:
    """Return when the next talk shall be, or since when it should have been."""
    contact, say = due.contact, frame.say
    when: When | None = None
    if contact.next and not is_served(contact, due.past):
        when = contact.next
    elif due.past.ahead:
        when = When(due.past.ahead.day, due.past.ahead.at)
    elif contact.never:
        return say("standing.never")
    else:
        by_rhythm = [reason.day for reason in due.reasons if reason.why is Why.EVERY]
        when = When(by_rhythm[0]) if by_rhythm and by_rhythm[0] else None
    if when is None or contact.blocked:
        return ""
    if when.day < frame.today:
        return say("log.overdue", when=say.when(when, "weekday_date"))
    return say(key, when=say.when(when, "weekday_date"))
