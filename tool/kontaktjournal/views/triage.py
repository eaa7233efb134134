"""Who waits for a decision, as text: a card for each, or one line each."""

from collections.abc import Iterable, Sequence

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.due import Bucket, Due, assess
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.step import step_of
from kontaktjournal.domain.triage import awaits_decision
from kontaktjournal.views import words
from kontaktjournal.views.facts import Fact, fact, labelled, person_line, promises, trimmed
from kontaktjournal.views.standing import sentence, stage_and_rhythm, talk_to_come
from kontaktjournal.views.terminal import Line, Span, cut, fit, width, wrap
from kontaktjournal.views.words import Frame, indented

_GAP = "  "
_INDENT = 2
_NARROW_INDENT = 4
_NARROW = 60
_WIDEST_NAME, _WIDEST_STAGE = 24, 16
#: How a decision line begins (3.4).
_DECIDED = ("→", "->", "=>")
#: A decision needs the gist; the whole is in the file, one key away.
_VALUES_SHOWN = 2


def card_lines(due: Due, said: str, frame: Frame, *, place: int, total: int) -> list[Line]:
    """Set what helps to decide about one contact, on a few lines.

    Args:
        due: where the contact stands.
        said: what is written of its last talk.
        frame: language, settings, day, and width.
        place: which one of them all it is, from 1.
        total: how many there are.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    say = frame.say
    progress = say("triage.progress", place=say.number(place), total=say.number(total))
    title = Line.of(Span(due.contact.name, "heading"), " · ", words.stage_word(due, say))
    about = person_line(due)
    head = Line.of(title, " · ", about) if about else title
    facts = trimmed(_facts(due, said, frame), _VALUES_SHOWN, frame)
    body = labelled(facts, frame.columns - _INDENT, in_full=False)
    return [
        Line(),
        Line.of(Span(progress, "dim")),
        *wrap(head, frame.columns),
        *indented([Span(waits_for(due, frame), "warn")], frame.columns, _INDENT),
        *(Line.of(" " * _INDENT, line) for line in body),
    ]


def _facts(due: Due, said: str, frame: Frame) -> list[Fact]:
    say, contact = frame.say, due.contact
    step = step_of(contact, due.past)
    name = words.first_name(contact)
    return [
        *fact(say("label.last_talk"), _last_talk(due, said, frame)),
        *fact(say("label.attempts"), _attempts(due, frame)),
        *fact(say("label.story"), contact.story),
        *fact(say("label.hooks"), () if contact.has_story else contact.hooks),
        *fact(say("label.moment"), [contact.moment]),
        *fact(say("label.step"), [step if step != contact.moment else ""]),
        *fact(say("show.promises_mine"), promises(contact, frame, mine=True)),
        *fact(say("show.promises_theirs", name=name), promises(contact, frame, mine=False)),
    ]


def _last_talk(due: Due, said: str, frame: Frame) -> list[str]:
    """Return the head of the last talk, and how its text begins."""
    talk = due.past.last_talk
    if talk is None:
        return []
    lines = [line.strip() for line in said.splitlines()]
    text = next((line for line in lines if line and not line.startswith(_DECIDED)), "")
    head = _told(talk, frame)
    return [head, text] if talk.title else [f"{head}: {text}" if text else head]


def _attempts(due: Due, frame: Frame) -> list[str]:
    """Return the attempts since the last talk, the newest first."""
    entries = (one for one in newest_first(due.contact) if one.day <= frame.today)
    tried = [_told(one, frame) for one in entries if one.kind is EntryKind.ATTEMPT]
    return tried[: due.past.attempts] if due.kind is Kind.ACTIVE else []


def _told(entry: Entry, frame: Frame) -> str:
    day = words.weekday_word(When(entry.day), frame)
    return f"{day} {words.entry_word(entry, frame)}"


def waits_for(due: Due, frame: Frame) -> str:
    """Return why somebody has to decide about a contact."""
    if due.bucket is not Bucket.UNDATED:
        return words.attempts_word(due, frame)
    attempts = words.attempts_word(due, frame) if due.kind is Kind.ACTIVE else ""
    missing = words.missing_word(due, frame)
    return f"{missing} · {attempts}" if attempts else missing


# All at once -----------------------------------------------------------------


def waiting_lines(dues: Sequence[Due], frame: Frame) -> list[Line]:
    """Set one line for each: who, where they stand, and what is to be decided."""
    say = frame.say
    names = _room((due.contact.name for due in dues), _WIDEST_NAME)
    stages = _room((words.stage_word(due, say) for due in dues), _WIDEST_STAGE)
    lines: list[Line] = []
    for due in dues:
        stage, why = words.stage_word(due, say), waits_for(due, frame)
        if frame.columns < _NARROW:
            lines.append(Line.of(Span(cut(due.contact.name, frame.columns), "strong")))
            lines += indented([stage, why], frame.columns, _NARROW_INDENT)
            continue
        head = Line.of(Span(fit(due.contact.name, names), "strong"), _GAP, fit(stage, stages))
        lines += wrap(Line.of(head, _GAP, why), frame.columns, head.width + len(_GAP))
    return lines


def _room(texts: Iterable[str], most: int) -> int:
    return min(max(map(width, texts)), most)


# What came of it -------------------------------------------------------------


def decided_line(contact: Contact, frame: Frame) -> str:
    """Return where a contact stands once it is decided about."""
    say = frame.say
    due = assess(contact, frame.today, frame.settings)
    if due.kind is Kind.FILED:
        return sentence(contact, say("list.filed"))
    told = talk_to_come(contact, frame)
    if not told and awaits_decision(due, frame.settings):
        told = say("show.no_date")
    return sentence(contact, stage_and_rhythm(contact, frame), told)


def sum_line(frame: Frame, **counts: int) -> str:
    """Return how far it came: 5 entschieden, 2 offen gelassen, 5 noch nicht gesehen.

    Args:
        frame: language.
        counts: ``decided``, ``left``, ``settled`` (no decision was needed any more), ``unseen``.
    """
    told = [frame.say.count(f"triage.{key}", count) for key, count in counts.items() if count]
    return f"{', '.join(told)}." if told else ""
