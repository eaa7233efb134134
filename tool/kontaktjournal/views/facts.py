"""The facts of one contact, each with its label: what a full view and a preparation share."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.consent import EVERY_CHANNEL, permission_for
from kontaktjournal.domain.contact import Contact, Permission, Promise
from kontaktjournal.domain.due import Due, birthday_in, cadence_of
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.rhythm import When
from kontaktjournal.views import words
from kontaktjournal.views.consent import proven
from kontaktjournal.views.terminal import Line, Span, fit, width, wrap
from kontaktjournal.views.words import Frame

#: So many days ahead a birthday is worth a word before a call.
BIRTHDAY_WITHIN = 14

_GAP = 2
_NARROW = 60
_NARROW_INDENT = 2
_WIDEST_LABEL = 24


class Fact(NamedTuple):
    """Something known of a contact: its label, and one line or more."""

    label: str
    values: tuple[Line, ...]


def fact(label: str, values: Iterable[str | Line]) -> list[Fact]:
    """Return a fact, or nothing where there is no value."""
    lines = tuple(Line.of(value) for value in values if value)
    return [Fact(label, lines)] if lines else []


def trimmed(facts: Iterable[Fact], most: int, frame: Frame) -> list[Fact]:
    """Return the facts with at most so many values each; the others are counted."""
    return [_trimmed(each, most, frame) for each in facts]


def _trimmed(each: Fact, most: int, frame: Frame) -> Fact:
    left = len(each.values) - most
    if left < 1:
        return each
    *first, last = each.values[:most]
    more = Span(frame.say.count("show.more_values", left), "dim")
    return Fact(each.label, (*first, Line.of(last, " · ", more)))


def label_room(facts: Iterable[Fact]) -> int:
    """Return how wide a column has to be for these labels."""
    return min(max([0, *(width(label) for label, _ in facts)]), _WIDEST_LABEL)


def labelled(
    facts: Sequence[Fact], columns: int, *, room: int = 0, in_full: bool = True
) -> list[Line]:
    """Set facts in two columns; on a narrow terminal below one another.

    Args:
        facts: what to set.
        columns: how wide the output may be.
        room: width of the labels, where other blocks share their column.
        in_full: wrap long values; else each is cut to one line.
    """
    is_narrow = columns < _NARROW
    room = room or label_room(facts)
    indent = _NARROW_INDENT if is_narrow else room + _GAP
    lines: list[Line] = []
    for label, values in facts:
        told = Span(label if is_narrow else fit(label, room), "dim")
        if is_narrow:
            lines += wrap(Line.of(told), columns)
            told = Span("")
        for value in values:
            for line in _set(value, columns - indent, in_full=in_full):
                lines.append(Line.of(told, " " * (indent - width(told.text)), line))
                told = Span("")
    return lines


def _set(value: Line, columns: int, *, in_full: bool) -> list[Line]:
    lines = wrap(value, columns)
    if in_full or len(lines) == 1:
        return lines
    return [Line.of(wrap(value, columns - 1)[0], "…")]


def channels(contact: Contact, frame: Frame) -> list[Fact]:
    """Return each number and address behind its light, and what is on record besides (3.5)."""
    say = frame.say
    reached = {"phone": contact.phone, "email": contact.email}
    found: list[Fact] = []
    for channel, addresses in reached.items():
        found += _channel(channel, addresses, permission_for(contact, channel), contact, frame)
    for permission in contact.consent:
        if permission.channel == EVERY_CHANNEL and not found:
            found += _channel("consent", ("",), permission, contact, frame)
        elif permission.channel not in {EVERY_CHANNEL, *reached}:
            found += _channel(permission.channel, ("",), permission, contact, frame)
    if contact.blocked:
        found.append(Fact(say("label.consent"), (Line.of(Span(say("consent.blocked"), "warn")),)))
    return found


def _channel(
    channel: str,
    addresses: Sequence[str],
    permission: Permission | None,
    contact: Contact,
    frame: Frame,
) -> list[Fact]:
    say = frame.say
    consent = proven(contact, permission, say, lambda day: say.day(day, "date"))
    keys = (f"label.{channel}", f"channel.{channel}")
    label = next((say(key) for key in keys if key in say), channel)
    return fact(
        label,
        [
            Line.of(consent.sign, " ", *([address, " · "] if address else []), consent.word)
            for address in addresses
        ],
    )


def next_or_why(due: Due, frame: Frame) -> str:
    """Return when the next talk is, and in which rhythm; or why there is none."""
    say, contact = frame.say, due.contact
    when = words.due_when(due)
    if when:
        told = words.weekday_word(when, frame)
        if when.day == frame.today:
            clock = f" {say.clock(when.at)}" if when.at else ""
            told = say("agenda.reason.next") + clock
        elif when.day < frame.today:
            told += " " + say.days((frame.today - when.day).days)
    elif due.kind is Kind.FILED:
        told = say("list.filed")
    elif contact.never:
        told = say("show.never")
    elif contact.next and due.past.last_talk:
        told = say("show.was_served", date=words.weekday_word(contact.next, frame))
    else:
        told = say("show.date_unreadable" if contact.unreadable else "show.no_date")
    cadence = cadence_of(contact, due.stage, frame.settings)
    rests = contact.blocked or due.kind is Kind.FILED
    return told if cadence is None or rests else f"{told} · {say.cadence(cadence)}"


def birthday(contact: Contact, frame: Frame, *, within: int | None = None) -> str:
    """Return the next birthday with the age it brings, and how near it is.

    Args:
        contact: whose.
        frame: language and day.
        within: say nothing of a birthday that is more days ahead.
    """
    say, today = frame.say, frame.today
    day = _next_birthday(contact, today)
    if day is None:
        return ""
    ahead = (day - today).days
    if within is not None and ahead > within:
        return ""
    told = words.weekday_word(When(day), frame) if ahead <= BIRTHDAY_WITHIN else ""
    told = told or say.day(day, "short")
    born = contact.birthday.year if contact.birthday else None
    if born and born < day.year:
        told = say("show.birthday_age", date=told, age=day.year - born)
    if ahead == 0:
        return f"{told} · {say('show.birthday_today')}"
    if ahead <= BIRTHDAY_WITHIN:
        return f"{told} · {say.count('show.birthday_in', ahead)}"
    return told


def _next_birthday(contact: Contact, today: date) -> date | None:
    this_year = birthday_in(contact, today.year)
    if this_year is None or this_year >= today or today.year == date.max.year:
        return this_year
    return birthday_in(contact, today.year + 1)


def promises(contact: Contact, frame: Frame, *, mine: bool) -> list[str]:
    """Return the open promises of one side in words."""
    return [_promise(each, frame) for each in words.open_promises(contact, mine=mine)]


def _promise(promise: Promise, frame: Frame) -> str:
    say, text = frame.say, words.promise_text(promise)
    if promise.due is None:
        return say("show.promise", text=text)
    is_late = promise.due < frame.today
    key = "show.promise_late" if is_late else "show.promise_dated"
    return say(key, text=text, date=words.day_word(promise.due, frame))


def person_line(due: Due) -> str:
    """Return function, firm and place."""
    contact = due.contact
    return " · ".join(filter(None, (contact.role, ", ".join(contact.org), contact.city)))
