"""When one contact is due, and why (rules D)."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Promise
from kontaktjournal.domain.history import History, history
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.pipeline import IN_PLAY, Kind, Stage
from kontaktjournal.domain.rhythm import Cadence
from kontaktjournal.domain.settings import Settings

#: A talk this recent still waits for its decision (D13), both ends included.
DECIDE_WITHIN = timedelta(days=30)

_IN_PLAY_WITHOUT_DATE = (Kind.ACTIVE, Kind.WAITING)
_DAYS_BEFORE_LEAP_DAY = 28
_LEAP_DAY = (2, 29)


class Bucket(StrEnum):
    """The groups of the agenda, in their order (S1)."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    TODAY = "today"
    UNDATED = "undated"
    UPCOMING = "upcoming"


class Why(StrEnum):
    """What makes a contact appear, in the order reasons are told (S8)."""

    NEXT = "next"
    TASK = "task"
    EVERY = "every"
    ENTRY = "entry"
    BIRTHDAY = "birthday"
    DECIDE = "decide"
    ORPHAN = "orphan"


_ORDER = {why: place for place, why in enumerate(Why)}


class Reason(NamedTuple):
    """One reason to talk to somebody now, with the hour where one was agreed on."""

    why: Why
    day: date | None = None
    text: str = ""
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A contact's place in the agenda of one day.

    Args:
        contact: who.
        stage: the stage its status names; None where it names none.
        bucket: the group; None where the contact rests.
        day: the due date; kept for broken contacts too, as far as it is known (D9).
        at: the time agreed on for that day.
        reasons: why, in the order of S8.
        past: what the entries say.
        waits_for_moment: nurtured without a date, until its moment comes (D13a).
    """

    contact: Contact
    stage: Stage | None
    bucket: Bucket | None
    day: date | None
    at: time | None
    reasons: tuple[Reason, ...]
    past: History
    waits_for_moment: bool = False

    @property
    def kind(self) -> Kind:
        """Return the kind of the stage; a missing or unknown status counts as pool (D15)."""
        return self.stage.kind if self.stage else Kind.POOL


def birthday_in(contact: Contact, year: int) -> date | None:
    """Return the day the birthday is kept on in a year (T7)."""
    born = contact.birthday
    if born is None:
        return None
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (born.month, born.day) == _LEAP_DAY and not leap:
        return date(year, 2, _DAYS_BEFORE_LEAP_DAY)
    return date(year, born.month, born.day)


def cadence_of(contact: Contact, stage: Stage | None, settings: Settings) -> Cadence | None:
    """Return the rhythm that holds for a contact (D6, D15).

    Its own wins, then the shortest of its tags', then its stage's. The pool knows only the
    contact's own: an imported list must not fall due by itself.
    """
    if contact.every is not None:
        return None if contact.every.is_none else contact.every
    if stage is None or stage.kind is Kind.POOL:
        return None
    by_tag = settings.tag_cadence
    if by_tag:
        tagged = [by_tag[key] for tag in contact.tags if (key := key_of(tag)) in by_tag]
        if tagged:
            start = date(2000, 1, 1)
            return min(tagged, key=lambda cadence: settings.calendar.after(start, cadence))
    return settings.stage_cadence.get(stage.id)


class _Date(NamedTuple):
    """A due date and the rule it comes from."""

    day: date | None
    reason: Reason | None = None
    at: time | None = None
    rests: bool = False


def is_served(contact: Contact, past: History) -> bool:
    """Tell whether a talk fulfilled the date somebody wrote down (D3)."""
    planned, talk = contact.next, past.last_talk
    return planned is not None and talk is not None and talk.day >= planned.day


def _explicit(contact: Contact, past: History) -> _Date | None:
    """Apply D2 to D5: the date somebody wrote down."""
    if contact.next and not is_served(contact, past):
        day, at, _ = contact.next
        return _Date(day, Reason(Why.NEXT, day, at=at), at)
    if past.ahead:
        day, at = past.ahead.day, past.ahead.at
        return _Date(day, Reason(Why.ENTRY, day, at=at), at)
    if contact.never:
        return _Date(None, rests=True)
    return None


def _computed(
    contact: Contact, stage: Stage | None, past: History, today: date, settings: Settings
) -> _Date | None:
    """Apply D6 and D7: the date a rhythm makes."""
    cadence = cadence_of(contact, stage, settings)
    if cadence is None:
        return None
    if past.last:
        day = settings.calendar.after(past.last, cadence)
    elif stage is None or stage.kind is Kind.POOL:
        return None
    elif contact.created:
        day = settings.calendar.after(contact.created, cadence)
    else:
        day = today
    return _Date(day, Reason(Why.EVERY, day))


def _put_off(found: _Date, snooze: date | None, today: date, kind: Kind) -> _Date:
    """Apply D8: a date before the snooze moves there."""
    if snooze is None:
        return found
    if found.day is None:
        # Nothing to move, but "hide until" also silences the question for the next step.
        quiet = snooze > today and not found.rests and kind in _IN_PLAY_WITHOUT_DATE
        return _Date(snooze, Reason(Why.NEXT, snooze)) if quiet else found
    if snooze <= found.day:
        return found
    why = found.reason.why if found.reason else Why.NEXT
    return _Date(snooze, Reason(why, snooze))


def owed(contact: Contact, kind: Kind, today: date) -> list[Promise]:
    """Return my promises that are due, the oldest first (D10).

    Args:
        contact: to whom.
        kind: of its stage; a promise wakes nobody in the pool.
        today: the day they are due by.
    """
    if kind is Kind.POOL or (contact.snooze and contact.snooze > today):
        return []
    due = [
        promise
        for promise in contact.promises
        if promise.mine and not promise.kept and promise.due and promise.due <= today
    ]
    return sorted(due, key=lambda promise: (promise.due or date.max, promise.line))


def _calls(
    contact: Contact, kind: Kind, found: _Date, today: date, settings: Settings
) -> list[Reason]:
    """Return the reasons to talk today: a date, promises, the birthday (D10 to D12)."""
    calls = [found.reason] if found.reason and found.day and found.day <= today else []
    calls += [
        Reason(Why.TASK, promise.due, promise.text) for promise in owed(contact, kind, today)
    ]
    keeps_birthdays = kind in IN_PLAY and settings.agenda.birthdays
    if keeps_birthdays and birthday_in(contact, today.year) == today:  # D11
        calls.append(Reason(Why.BIRTHDAY, today))
    return calls


def _lacks_step(contact: Contact, kind: Kind, found: _Date) -> bool:
    """Tell whether somebody in play has no date, and not on purpose (D13)."""
    return (
        kind in _IN_PLAY_WITHOUT_DATE
        and found.day is None
        and not found.rests
        and not contact.unreadable
    )


def _undated(contact: Contact, past: History, today: date) -> Reason:
    """Say what is missing: a decision after a talk, or any step at all (D13)."""
    talk = past.last_talk
    if talk and (is_served(contact, past) or today - talk.day <= DECIDE_WITHIN):
        return Reason(Why.DECIDE, talk.day, talk.channel)
    return Reason(Why.ORPHAN, text=contact.moment)


def _bucket(
    contact: Contact, day: date | None, today: date, *, has_reasons: bool
) -> Bucket | None:
    """Sort into a group by the due date (S1)."""
    if contact.unreadable:
        return Bucket.BROKEN
    if day is None:
        return Bucket.UNDATED if has_reasons else None
    if day < today:
        return Bucket.OVERDUE
    return Bucket.TODAY if day == today else Bucket.UPCOMING


def assess(contact: Contact, today: date, settings: Settings) -> Due:
    """Decide where a contact stands on a day.

    Args:
        contact: whom to place.
        today: the day of the agenda.
        settings: stages, rhythms and working days.
    """
    stage = settings.pipeline.stage(contact.status)
    kind = stage.kind if stage else Kind.POOL
    past = history(contact, today)
    if kind is Kind.FILED or contact.blocked:  # D1
        return Due(contact, stage, None, None, None, (), past)

    found = (
        _explicit(contact, past) or _computed(contact, stage, past, today, settings) or _Date(None)
    )
    found = _put_off(found, contact.snooze, today, kind)
    reasons = _calls(contact, kind, found, today, settings)
    days = [day for day in (found.day, *(reason.day for reason in reasons)) if day]
    day = min(days, default=None)
    lacks_step = _lacks_step(contact, kind, found)
    waits = lacks_step and kind is Kind.WAITING and bool(contact.moment)  # D13a
    if lacks_step and not waits:
        reasons.append(_undated(contact, past, today))
    bucket = _bucket(contact, day, today, has_reasons=bool(reasons))
    if not reasons and found.reason:
        reasons = [found.reason]
    return Due(
        contact,
        stage,
        bucket,
        day,
        found.at if found.day == day else None,
        tuple(sorted(reasons, key=lambda reason: _ORDER[reason.why])),
        past,
        waits_for_moment=waits and bucket is None,
    )
