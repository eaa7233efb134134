"""The next conversation of one contact: in a sentence, and as values (4.5)."""

from collections.abc import Mapping, Sequence

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.step import step_of
from kontaktjournal.views.facts import next_or_why
from kontaktjournal.views.plain import written_day, written_time, written_when
from kontaktjournal.views.standing import apart_from_calls
from kontaktjournal.views.words import Frame, due_when, ref_of, weekday_word


def upcoming(due: Due, frame: Frame, problems: Sequence[Problem] = ()) -> str:
    """Return when the next conversation is, or why there is none.

    Args:
        due: where the contact stands.
        frame: of the view.
        problems: what is wrong in its file.
    """
    say, contact = frame.say, due.contact
    if due.kind is Kind.FILED:
        return say("refusal.filed", name=contact.name, ref=ref_of(contact))
    if contact.blocked:
        told = [say("consent.blocked")]
    else:
        hiding = [say.problem(problem) for problem in problems if problem.hides]
        # What cannot be read may have a date all the same (K11).
        known = not hiding or due.day is not None
        told = [*hiding, *(_when_and_what(due, frame) if known else [])]
    return " · ".join((contact.name, *told))


def _when_and_what(due: Due, frame: Frame) -> list[str]:
    planned = apart_from_calls(due.contact, frame)
    due = planned if planned.day else due
    say, told = frame.say, next_or_why(due, frame)
    if due_when(due):
        told = say("standing.next", when=told)
    elif due.contact.never:
        told = say("standing.never")
    step = step_of(due.contact, due.past)
    return [told, say("agenda.step", step=step)] if step and due.day else [told]


def before(was: Contact, typed: str, frame: Frame) -> str:
    """Return what stood there before: Mo 07.12., „bald“; or nothing.

    Args:
        was: the contact before.
        typed: the word in its file.
        frame: of the view.
    """
    if was.never:
        return frame.say("standing.never")
    if was.next:
        return weekday_word(was.next, frame)
    return frame.say("next.word", word=typed) if typed else ""


def next_value(due: Due) -> Mapping[str, str | None]:
    """Return the next conversation for programs: what the file says, and what follows of it."""
    contact = due.contact
    return {
        "next": "never" if contact.never else written_when(contact.next),
        "due": written_day(due.day),
        "time": written_time(due.at),
        "step": step_of(contact, due.past) or None,
    }
