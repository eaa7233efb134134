"""One contact as text: everything its owner knows, and what the file itself shows (4.6)."""

from collections.abc import Sequence

from kontaktjournal.domain.contact import Answer, Contact, Entry, Promise
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.step import step_of
from kontaktjournal.views import words
from kontaktjournal.views.facts import (
    Fact,
    birthday,
    channels,
    fact,
    label_room,
    labelled,
    next_or_why,
    person_line,
    promises,
)
from kontaktjournal.views.terminal import Line, Span, wrap
from kontaktjournal.views.words import Frame

#: So many entries are enough to know where a talk left off.
ENTRIES_SHOWN = 3

_INDENT = 2
#: What begins a line of its own in Markdown; other lines flow on as one paragraph.
_OWN_LINE = ("-", "*", "+", "#", ">", "|", "→", "=>", "`", "~")


def contact_lines(dossier: Dossier, frame: Frame, *, everything: bool = False) -> list[Line]:
    """Set a contact for a terminal.

    Args:
        dossier: the contact, and what is known around it.
        frame: language, settings, day, and width.
        everything: all entries, all keys, kept promises, origin, and mentions in other files.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    told = [
        _plan(dossier, frame),
        _ground(dossier, frame),
        _promised(dossier, frame, everything=everything),
        _known(dossier, frame, everything=everything),
    ]
    room = label_room(each for facts in told for each in facts)
    plan, ground, promised, known = (labelled(facts, frame.columns, room=room) for facts in told)
    blocks = [
        [*_head(dossier, frame), *_remark(dossier.due, frame)],
        plan,
        ground,
        promised,
        _entries(dossier, frame, everything=everything),
        known,
        _problems(dossier.problems, frame),
    ]
    lines: list[Line] = []
    for block in filter(None, blocks):
        lines += [Line(), *block] if lines else block
    return lines


def _head(dossier: Dossier, frame: Frame) -> list[Line]:
    due = dossier.due
    title = Line.of(Span(due.contact.name, "heading"), " · ", words.stage_word(due, frame.say))
    about = person_line(due)
    return [*wrap(title, frame.columns), *(wrap(about, frame.columns) if about else [])]


def _remark(due: Due, frame: Frame) -> list[Line]:
    """Return what has to be known before the rest is read."""
    say, contact = frame.say, due.contact
    if contact.unreadable:
        return wrap(Line.of(Span(say("show.unreadable"), "warn")), frame.columns)
    if due.kind is Kind.FILED and "reopen" in frame.commands:
        return wrap(say("show.filed", ref=words.ref_of(contact)), frame.columns)
    return []


def _plan(dossier: Dossier, frame: Frame) -> list[Fact]:
    """Return when and why the next talk is, and by which way."""
    say, due = frame.say, dossier.due
    step = step_of(due.contact, due.past)
    return [
        *fact(say("label.next"), [next_or_why(due, frame)]),
        *fact(say("label.step"), [step if step != due.contact.moment else ""]),
        *fact(say("label.moment"), [due.contact.moment]),
        *fact(say("label.attempts"), [words.attempts_word(due, frame)]),
        *channels(due.contact, frame),
        *fact(say("label.birthday"), [birthday(due.contact, frame)]),
    ]


def _ground(dossier: Dossier, frame: Frame) -> list[Fact]:
    """Return what is shared, and what is only presumed (mission S16)."""
    say, contact = frame.say, dossier.due.contact
    prose = _paragraphs(dossier.story)
    story = [*contact.story, *prose] or [say("show.no_story")]
    fits = say(f"fit.{contact.fit.value}") if contact.fit is not Answer.OPEN else ""
    return [
        *fact(say("label.story"), story),
        *fact(say("label.hooks"), contact.hooks),
        *fact(say("label.fit"), [fits]),
    ]


def _promised(dossier: Dossier, frame: Frame, *, everything: bool) -> list[Fact]:
    say, contact = frame.say, dossier.due.contact
    found: list[Fact] = []
    for mine, key in ((True, "show.promises_mine"), (False, "show.promises_theirs")):
        told = promises(contact, frame, mine=mine)
        if everything:
            told += [_kept(each, frame) for each in contact.promises if each.mine is mine]
        found += fact(say(key, name=words.first_name(contact)), told)
    return found


def _kept(promise: Promise, frame: Frame) -> str:
    if not promise.kept:
        return ""
    return frame.say("show.promise_kept", text=words.promise_text(promise))


# Entries ---------------------------------------------------------------------


def _entries(dossier: Dossier, frame: Frame, *, everything: bool) -> list[Line]:
    say, texts = frame.say, dossier.texts
    if not texts:
        return wrap(say("show.no_talk"), frame.columns)
    shown = texts if everything else texts[:ENTRIES_SHOWN]
    lines = [Line.of(Span(say("show.entries"), "heading"))]
    for entry, text in shown:
        lines += _entry(entry, text, frame)
    if left := len(texts) - len(shown):
        more = say.count("show.more", left, ref=words.ref_of(dossier.due.contact))
        lines += wrap(Line.of(Span(more, "dim")), frame.columns, _INDENT)
    return lines


def _entry(entry: Entry, text: str, frame: Frame) -> list[Line]:
    day = words.weekday_word(When(entry.day, entry.at), frame)
    head = Line.of(Span(day, "strong"), " ", words.entry_word(entry, frame))
    body = words.stacked(_paragraphs(text), frame.columns, _INDENT)
    return [*wrap(head, frame.columns, _INDENT), *body]


def _paragraphs(text: str) -> list[str]:
    """Return the lines of a Markdown text as they are to be read; prose flows."""
    told: list[str] = []
    flows = is_code = False
    for line in map(str.rstrip, text.splitlines()):
        bare = line.lstrip()
        is_fence = bare.startswith(("```", "~~~"))
        is_own = is_code or bare.startswith(_OWN_LINE) or line[:1].isspace()
        if not bare and not is_code:
            flows = False
        elif flows and not is_own:
            told[-1] += f" {bare}"
        else:
            told.append(line)
            flows = not (is_code or is_fence or bare.startswith(("#", "|")))
        is_code ^= is_fence
    return told


# The rest of the file --------------------------------------------------------


def _known(dossier: Dossier, frame: Frame, *, everything: bool) -> list[Fact]:
    """Return who belongs to the contact, where it came from, and its other keys."""
    say, contact = frame.say, dossier.due.contact
    created = say.day(contact.created, "date") if contact.created else ""
    via = _via(contact, dossier.links)
    links = [each for each in dossier.links if each.path not in via]
    found = [
        *fact(say("label.via"), [", ".join(via.values())]),
        *fact(say("show.links"), [_names(links)]),
        *fact(say("show.backlinks"), [_names(dossier.backlinks)]),
        *fact(say("label.value"), [contact.value]),
        *fact(say("label.met"), [contact.met]),
        *fact(say("label.source"), [contact.source]),
        *fact(say("label.created"), [created]),
        *fact(say("label.path"), [contact.path]),
    ]
    return [*found, *_all_of_it(dossier, frame)] if everything else found


def _via(contact: Contact, links: Sequence[Contact]) -> dict[str, str]:
    """Return through whom the contact was met: the path where it is a contact, and the name."""
    called, linked = {each.path: each.name for each in links}, Names(links)
    found: dict[str, str] = {}
    for typed in contact.via:
        paths = linked.resolve(typed)
        if len(paths) == 1:
            found[paths[0]] = called[paths[0]]
        else:
            found[typed] = typed
    return found


def _all_of_it(dossier: Dossier, frame: Frame) -> list[Fact]:
    """Return what only a full account of the file has to hold (P4)."""
    say, contact = frame.say, dossier.due.contact
    snoozed = say.day(contact.snooze, "weekday_date") if contact.snooze else ""
    return [
        *fact(say("label.aliases"), [", ".join(contact.aliases)]),
        *fact(say("label.distinct"), [", ".join(contact.distinct)]),
        *fact(say("label.address"), [contact.address]),
        *fact(say("label.url"), contact.url),
        *fact(say("label.tags"), [", ".join(contact.tags)]),
        *fact(say("label.snooze"), [snoozed]),
        *fact(say("label.uid"), [contact.uid]),
        *fact(say("label.others"), [f"{key}: {value}" for key, value in contact.others]),
        *fact(say("show.mentions"), [_names(dossier.mentions)]),
    ]


def _names(contacts: Sequence[Contact]) -> str:
    return " · ".join(contact.name for contact in contacts)


def _problems(problems: Sequence[Problem], frame: Frame) -> list[Line]:
    if not problems:
        return []
    lines = [Line.of(Span(frame.say("show.problems"), "heading"))]
    for problem in problems:
        text = f"{problem.code} {frame.say.problem(problem)} → {frame.say.fix(problem)}"
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        lines.append(Line.of(" " * _INDENT, Span(place, "link")))
        lines += words.stacked([text], frame.columns, 2 * _INDENT)
    return lines
