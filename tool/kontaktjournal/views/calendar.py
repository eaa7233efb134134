"""Conversations as events of a calendar (iCalendar, RFC 5545).

Times are UTC, so that no calendar needs to know our zones; without a time it is a whole day
that keeps nobody from other appointments. Nothing in an event tells when it was written: the
same contact is the same bytes, and a synchronised calendar stays quiet.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.exporting import Appointment
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.step import step_of
from kontaktjournal.domain.telephone import dialled
from kontaktjournal.notation.content_lines import (
    block,
    on_one_line,
    raw_line,
    text_line,
    uri_line,
)
from kontaktjournal.views import facts, words
from kontaktjournal.views.words import Frame

PRODUCT = "-//Kontaktjournal//journal export//EN"

#: How long a conversation takes where nothing is noted.
_MINUTES = 30
#: A whole day reminds at nine in the morning: no minute before midnight would be of use.
_MORNING = "PT9H"
_EPOCH = date(1970, 1, 1)


class Alarm(NamedTuple):
    """A reminder so many minutes before."""

    minutes: int


def calendar_text(events: Iterable[str], *, name: str = "") -> str:
    """Return a calendar, its lines ended by CRLF.

    Args:
        events: see `event_text`.
        name: what calendars call it; none where each file is one event.
    """
    head = [
        raw_line("VERSION", "2.0"),
        text_line("PRODID", PRODUCT),
        raw_line("CALSCALE", "GREGORIAN"),
        *([text_line("X-WR-CALNAME", name)] if name else []),
    ]
    return block("VCALENDAR", [*head, *events])


def event_text(  # noqa: PLR0913  # what an event is made of
    due: Due,
    uid: str,
    when: Appointment,
    frame: Frame,
    *,
    zone: tzinfo | None,
    alarm: Alarm | None = None,
) -> str:
    """Return a conversation as an event.

    Args:
        due: with whom; the numbers it holds are told.
        uid: what identifies it, whatever becomes of name and day.
        when: when it is due.
        frame: language and day.
        zone: of the time agreed on.
        alarm: the reminder, if there shall be one.
    """
    title = _title(due)
    lines = [
        text_line("UID", f"{uid}@kontaktjournal"),
        raw_line("DTSTAMP", f"{_last_change(due):%Y%m%d}T000000Z"),
        *_times(when, zone),
        text_line("SUMMARY", title),
        text_line("DESCRIPTION", "\n".join(map(on_one_line, _description(due, when, frame)))),
        *_call(due.contact),
        text_line("CATEGORIES", words.stage_word(due, frame.say)),
        raw_line("TRANSP", "OPAQUE" if when.at else "TRANSPARENT"),
    ]
    # Of what has passed nobody wants to be reminded when the calendar is first read.
    if alarm and when.day >= frame.today:
        lines.append(_alarm(when, alarm, title))
    return block("VEVENT", lines)


def _title(due: Due) -> str:
    step = on_one_line(step_of(due.contact, due.past))
    name = on_one_line(due.contact.name) or on_one_line(due.contact.stem)
    return f"{name}: {step}" if step else name


def _last_change(due: Due) -> date:
    """Return the last day the file itself tells of; a file that was touched is no news."""
    contact, past = due.contact, due.past
    said = (contact.created, past.last, past.last_talk.day if past.last_talk else None)
    return max(filter(None, said), default=_EPOCH)


def _times(when: Appointment, zone: tzinfo | None) -> Iterator[str]:
    if when.at is None:
        yield raw_line("DTSTART;VALUE=DATE", _day(when.day))
        if when.day < date.max:
            yield raw_line("DTEND;VALUE=DATE", _day(when.day + timedelta(days=1)))
        return
    begin = datetime.combine(when.day, when.at, zone)
    end = timedelta(minutes=when.minutes or _MINUTES)
    try:
        begin = begin.astimezone(UTC)
        lines = [raw_line("DTSTART", _moment(begin)), raw_line("DTEND", _moment(begin + end))]
    except OverflowError:
        # At the ends of time there is neither another zone nor a later hour.
        lines = [raw_line("DTSTART", _moment(begin).removesuffix("Z"))]
    yield from lines


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment.date())}T{moment:%H%M%S}Z"


def _description(due: Due, when: Appointment, frame: Frame) -> Iterator[str]:
    """Give what helps in the talk: the step, what is shared, the last talk, the number."""
    say, contact = frame.say, due.contact
    if when.whole_month:
        yield say("export.some_day", month=say.when(When(when.day, None, True), "month"))  # noqa: FBT003  # T2
    if who := facts.person_line(due):
        yield who
    if step := step_of(contact, due.past):
        yield _labelled(say("label.step"), step)
    if contact.story:
        yield _labelled(say("label.story"), "; ".join(contact.story))
    if talk := due.past.last_talk:
        day = say.day(talk.day, "weekday_date")
        yield _labelled(say("label.last_talk"), f"{day} {words.entry_word(talk, frame)}")
    if contact.phone:
        for label, values in facts.channels(contact, frame)[:1]:
            yield from (_labelled(label, line.text) for line in values)
    yield _labelled(say("label.path"), contact.path)


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}"


def _call(contact: Contact) -> list[str]:
    """Return the address a calendar opens at a touch: the first number, to be called."""
    link = dialled(contact.phone[0]) if contact.phone else ""
    return [uri_line("URL", link)] if link else []


def _alarm(when: Appointment, alarm: Alarm, title: str) -> str:
    trigger = f"-PT{alarm.minutes}M" if when.at else _MORNING
    return block(
        "VALARM",
        [
            raw_line("ACTION", "DISPLAY"),
            text_line("DESCRIPTION", title),
            raw_line("TRIGGER", trigger),
        ],
    )
