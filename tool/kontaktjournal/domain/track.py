"""What the figures need of one contact: its way, its talks, its promises; small enough for all.

Numbers and texts only: the index keeps one for whoever has a history, so that counting them all
takes no file apart. Days are proleptic ordinals, as `date.toordinal` counts them; 0 is none.
"""

from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, EntryKind
from kontaktjournal.domain.course import course, entered
from kontaktjournal.domain.pipeline import Kind, Pipeline


class Held(NamedTuple):
    """A talk: its day, and how many minutes it took; 0 where nobody wrote that down."""

    day: int
    minutes: int = 0


class Pledge(NamedTuple):
    """A promise: the day it is due, whether it is mine, and whether it was kept."""

    due: int
    is_mine: bool
    is_kept: bool


class Sojourn(NamedTuple):
    """A stage, the first day in it, and the day of the decision that ended it; 0: it goes on."""

    stage: str
    since: int
    until: int = 0


class Track(NamedTuple):
    """The track somebody left in the journal up to a day.

    Args:
        stage: id of the stage; empty for none.
        kind: value of its kind; pool where there is none.
        fit: whether it fits: yes, no, open.
        source: where it came from, as typed.
        via: who introduced it; the first of them.
        has_story: whether a shared story is on file.
        value: what the business is worth, as typed.
        entered: the day its story begins (E10).
        stays: the stages it went through, the oldest first.
        talks: the oldest first.
        attempts: days on which nobody was reached, the oldest first.
        messages: days of messages, the oldest first.
        pledges: in the order of the file.
    """

    stage: str
    kind: str
    fit: str
    source: str
    via: str
    has_story: bool
    value: str
    entered: int
    stays: tuple[Sojourn, ...]
    talks: tuple[Held, ...]
    attempts: tuple[int, ...]
    messages: tuple[int, ...]
    pledges: tuple[Pledge, ...]


def track(contact: Contact, today: date, pipeline: Pipeline) -> Track:
    """Return the track of a contact; what comes after the day has not happened yet."""
    stage = pipeline.stage(contact.status)
    begun = entered(contact, today)
    past = sorted(
        (entry for entry in contact.entries if entry.day <= today), key=lambda entry: entry.day
    )
    days: dict[EntryKind, list[int]] = {kind: [] for kind in EntryKind}
    for entry in past:
        days[entry.kind].append(entry.day.toordinal())
    return Track(
        stage=stage.id if stage else "",
        kind=(stage.kind if stage else Kind.POOL).value,
        fit=contact.fit.value,
        source=contact.source,
        via=contact.via[0] if contact.via else "",
        has_story=contact.has_story,
        value=contact.value,
        entered=_ordinal(begun),
        stays=tuple(
            Sojourn(
                stay.stage, stay.since.toordinal(), stay.until.toordinal() if stay.until else 0
            )
            for stay in course(contact, today, pipeline)
        ),
        talks=tuple(
            Held(entry.day.toordinal(), entry.minutes or 0)
            for entry in past
            if entry.kind is EntryKind.TALK
        ),
        attempts=tuple(days[EntryKind.ATTEMPT]),
        messages=tuple(days[EntryKind.MESSAGE]),
        pledges=tuple(Pledge(_ordinal(one.due), one.mine, one.kept) for one in contact.promises),
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
