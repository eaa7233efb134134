"""Why somebody now, in the same words on every page (S8)."""

from datetime import date

from kontaktjournal.domain.due import Due, Why, cadence_of
from kontaktjournal.views import words as said
from kontaktjournal.views.site.days import day_of
from kontaktjournal.views.words import Frame


def reason_now(due: Due, frame: Frame) -> str:
    """Return what makes somebody due first; empty where nothing does.

    Args:
        due: the contact, and where it stands today.
        frame: language, settings, day.
    """
    say, why = frame.say, due.reasons[0].why if due.reasons else None
    match why:
        case None:
            told = ""
        case Why.BIRTHDAY:
            told = said.birthday_reason(due.contact, frame)
        case Why.DECIDE | Why.ORPHAN:
            told = said.missing_word(due, frame)
        case Why.EVERY if cadence := cadence_of(due.contact, due.stage, frame.settings):
            told = say("page.agenda.why.every", cadence=say.cadence(cadence))
        case Why.ENTRY if due.past.ahead:
            told = say("page.agenda.why.entry", what=said.entry_word(due.past.ahead, frame))
        case _:
            key = f"page.agenda.why.{why.value}"
            told = say(key if key in say else "page.agenda.why.next")
    return told


def promised_for(day: date | None, frame: Frame) -> str:
    """Return by when something was promised: bis 27. Nov.; empty where nobody said."""
    return frame.say("page.contact.promise_by", day=day_of(day, frame)) if day else ""
