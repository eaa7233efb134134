"""The preparation sheet: what to have in mind before a talk, on one screen (7, mission S11)."""

from kontaktjournal.domain.contact import EntryKind
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.step import step_of
from kontaktjournal.views import words
from kontaktjournal.views.facts import (
    BIRTHDAY_WITHIN,
    Fact,
    birthday,
    channels,
    fact,
    labelled,
    next_or_why,
    person_line,
    promises,
    trimmed,
)
from kontaktjournal.views.terminal import Line, Span, cut, flow, wrap
from kontaktjournal.views.words import Frame

#: Lines of an ordinary terminal, less one for the prompt that follows.
SCREEN = 23
TALKS_SHOWN = 3

#: Values of one fact: so many, and fewer where they do not fit the screen.
_FEWER = (3, 2, 1)
_INDENT = 2
_CUES = ("changed", "notice", "cost", "solved", "decides", "again")


def prep_lines(dossier: Dossier, frame: Frame) -> list[Line]:
    """Set a preparation sheet; at 80 columns it fits a screen.

    Args:
        dossier: the contact, and what is known around it.
        frame: language, settings, day, and width.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    head, talks, told = _head(dossier, frame), _talks(dossier, frame), _facts(dossier, frame)
    room = SCREEN - len(head) - len(talks)
    facts = labelled(told, frame.columns)
    cues = _cues(frame)
    # Questions are worth less than any fact.
    if len(facts) + len(cues) <= room:
        return [*head, *facts, *talks, *cues]
    for most in _FEWER:
        if len(facts) <= room:
            break
        facts = labelled(trimmed(told, most, frame), frame.columns, in_full=False)
    return [*head, *facts, *talks]


def _head(dossier: Dossier, frame: Frame) -> list[Line]:
    due = dossier.due
    name = Span(frame.say("show.prepare", name=due.contact.name), "heading")
    title = Line.of(name, " · ", words.stage_word(due, frame.say))
    about = person_line(due)
    return [
        *wrap(title, frame.columns),
        *([Line.of(cut(about, frame.columns))] if about else []),
        Line(),
    ]


def _facts(dossier: Dossier, frame: Frame) -> list[Fact]:
    say, due = frame.say, dossier.due
    contact = due.contact
    name = words.first_name(contact)
    step = step_of(contact, due.past)
    story = contact.story or tuple(filter(None, [_first_line(dossier.story)]))
    near = birthday(contact, frame, within=BIRTHDAY_WITHIN)
    mine = promises(contact, frame, mine=True)
    theirs = promises(contact, frame, mine=False)
    return [
        *fact(say("label.next"), [next_or_why(due, frame)]),
        *fact(say("label.step"), [step if step != contact.moment else ""]),
        *fact(say("label.attempts"), [words.attempts_word(due, frame)]),
        *channels(contact, frame),
        *fact(say("label.birthday"), [near]),
        *fact(say("label.story"), story or [say("show.no_story")]),
        *fact(say("label.hooks"), [] if story else contact.hooks),
        *fact(say("label.moment"), [contact.moment]),
        *fact(say("show.promises_mine"), mine),
        *fact(say("show.promises_theirs", name=name), theirs),
    ]


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def _talks(dossier: Dossier, frame: Frame) -> list[Line]:
    """Return the last conversations, one line each."""
    say = frame.say
    talks = [
        (entry, text)
        for entry, text in dossier.texts
        if entry.kind is EntryKind.TALK and entry.day <= frame.today
    ][:TALKS_SHOWN]
    if not talks:
        return [Line(), *wrap(say("show.no_talk"), frame.columns)]
    lines = [Line(), Line.of(Span(say("show.talks"), "heading"))]
    for entry, text in talks:
        day = words.weekday_word(When(entry.day), frame)
        told = words.entry_word(entry, frame)
        if not entry.title and _first_line(text):
            told += f": {_first_line(text)}"
        lines.append(Line.of(" " * _INDENT, cut(f"{day}  {told}", frame.columns - _INDENT)))
    return lines


def _cues(frame: Frame) -> list[Line]:
    """Return questions that open a talk, for whoever has room for them."""
    cues = [frame.say(f"show.cue.{cue}") for cue in _CUES]
    return [Line(), *flow(cues, frame.columns, separator=" ")]
