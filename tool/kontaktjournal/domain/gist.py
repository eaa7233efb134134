"""What the overview pages need of one contact on one day, small enough to keep for all.

Numbers and texts only: a cache keeps thousands of them as they are, and the day they were made
for is kept beside them. Days are proleptic ordinals, as `date.toordinal` counts them.
"""

from datetime import date, time
from typing import NamedTuple

from kontaktjournal.domain.contact import EntryKind
from kontaktjournal.domain.course import course, entered
from kontaktjournal.domain.due import Due, Why
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.step import promise_of_step, step_of

_MINUTES = 60
#: A card holds no more of a step; the whole of it stands on the contact's own page.
_LONGEST_STEP = 240


class Gist(NamedTuple):
    """One contact in the overview of a day.

    Args:
        path: its file.
        name: whole name.
        kind: value of its stage's kind; pool where it has no known stage.
        stage: id of its stage, empty where it names none.
        bucket: value of its group in the agenda; empty where it rests.
        day: day it is due; 0 for none.
        at: minutes since midnight of the hour agreed on; -1 for none.
        waits: whether it waits for its moment (D13a).
        step: the next step in words (3.2), cut where it is very long.
        talks: days of its talks up to the day, the oldest first.
        last: day of the last talk or message; 0 for none.
        entered: the day its story begins; 0 for none.
        stays: stage, first day, last day (0: it goes on), the oldest first.
        has_story: whether a shared story is on file.
        whole_month: whether only the month of that day was agreed on (T2).
        hour: minutes since midnight of the hour agreed on for this very day, whatever else
            makes it due; -1 for none.
        decides: whether a talk waits for its decision (D13).
        promised: the day the step was promised for, where it is due on another; 0 for none.
    """

    path: str
    name: str
    kind: str
    stage: str
    bucket: str
    day: int
    at: int
    waits: bool
    step: str
    talks: tuple[int, ...]
    last: int
    entered: int
    stays: tuple[tuple[str, int, int], ...]
    has_story: bool
    whole_month: bool = False
    hour: int = -1
    decides: bool = False
    promised: int = 0


def gist(due: Due, today: date, pipeline: Pipeline) -> Gist:
    """Return what the overviews of a day need of a contact."""
    contact = due.contact
    begun = entered(contact, today)
    hours = [_minutes(reason.at) for reason in due.reasons if reason.at and reason.day == today]
    return Gist(
        path=contact.path,
        name=contact.name,
        kind=due.kind.value,
        stage=due.stage.id if due.stage else "",
        bucket=due.bucket.value if due.bucket else "",
        day=due.day.toordinal() if due.day else 0,
        at=_minutes(due.at) if due.at else -1,
        waits=due.waits_for_moment,
        step=_short(step_of(contact, due.past)),
        talks=tuple(
            sorted(
                entry.day.toordinal()
                for entry in contact.entries
                if entry.kind is EntryKind.TALK and entry.day <= today
            )
        ),
        last=due.past.last.toordinal() if due.past.last else 0,
        entered=begun.toordinal() if begun else 0,
        stays=tuple(
            (stay.stage, stay.since.toordinal(), stay.until.toordinal() if stay.until else 0)
            for stay in course(contact, today, pipeline)
        ),
        has_story=contact.has_story,
        whole_month=_is_whole_month(due),
        hour=min(hours, default=-1),
        decides=any(reason.why is Why.DECIDE for reason in due.reasons),
        promised=_promised(due),
    )


def _minutes(at: time) -> int:
    return at.hour * _MINUTES + at.minute


def _promised(due: Due) -> int:
    promise = promise_of_step(due.contact, due.past)
    return promise.due.toordinal() if promise and promise.due and promise.due != due.day else 0


def _is_whole_month(due: Due) -> bool:
    planned = due.contact.next
    return bool(planned and planned.whole_month and planned.day == due.day)


def _short(step: str) -> str:
    if len(step) <= _LONGEST_STEP:
        return step
    return step[: _LONGEST_STEP - 1].rstrip() + "…"
