"""The way a contact went through the stages, read from its decision lines (E10)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.pipeline import IN_PLAY, Kind, Pipeline, Stage

#: What shows that somebody was approached.
_APPROACHES = frozenset({EntryKind.TALK, EntryKind.ATTEMPT})


class Stay(NamedTuple):
    """A stage, and how long a contact was in it.

    Args:
        stage: its id.
        since: the first day.
        until: the day of the decision that ended it; None for where the contact is now.
    """

    stage: str
    since: date
    until: date | None = None

    def days(self, today: date) -> int:
        """Return how long it lasted; a stay that goes on counts to today."""
        return ((self.until or today) - self.since).days


def entered(contact: Contact, today: date) -> date | None:
    """Return the day a contact's story begins: made, or first written of; None if never."""
    days = [entry.day for entry in contact.entries if entry.day <= today]
    if contact.created and contact.created <= today:
        days.append(contact.created)
    return min(days, default=None)


def course(contact: Contact, today: date, pipeline: Pipeline) -> tuple[Stay, ...]:
    """Return the stays of a contact, the oldest first; the last one goes on.

    What stands in the head is where it is now (E10). Where no decision line led there, the
    latest entry is taken for the day. The pool is no stay: there nobody was talked to.

    Args:
        contact: whose.
        today: what comes later has not happened yet.
        pipeline: the stages.
    """
    begun = entered(contact, today)
    if begun is None:
        return ()
    past = [entry for entry in reversed(newest_first(contact)) if entry.day <= today]
    steps = [(entry.day, stage) for entry in past if (stage := _decided(entry, pipeline))]
    now = pipeline.stage(contact.status)
    # Who is filed was somewhere before, and be it for a talk.
    is_open = not steps or steps[0][0] > begun or steps[0][1].kind is Kind.FILED
    if is_open and (first := _first(steps, now, past, pipeline)):
        steps.insert(0, (begun, first))
    if now and (not steps or steps[-1][1] != now):
        latest = past[-1].day if past else begun
        steps.append((max(steps[-1][0], latest) if steps else begun, now))
    return _joined(steps)


def _decided(entry: Entry, pipeline: Pipeline) -> Stage | None:
    return pipeline.stage(entry.decision.stage) if entry.decision else None


def _first(
    steps: Sequence[tuple[date, Stage]],
    now: Stage | None,
    past: Sequence[Entry],
    pipeline: Pipeline,
) -> Stage | None:
    """Return where a contact was before the first decision on file; None if nowhere."""
    if not steps and (now is None or now.kind is not Kind.FILED):
        return now
    # Somebody may be filed straight from a list: nobody ever courted them. Messages say nothing
    # of it, as they may come with an import.
    was_courted = any(entry.kind in _APPROACHES for entry in past) or any(
        stage.kind in IN_PLAY for _, stage in steps
    )
    return _first_active(pipeline) if was_courted else None


def _first_active(pipeline: Pipeline) -> Stage | None:
    """Return where whoever is courted begins, as long as no decision says otherwise."""
    return next((stage for stage in pipeline.stages if stage.kind is Kind.ACTIVE), None)


def _joined(steps: Sequence[tuple[date, Stage]]) -> tuple[Stay, ...]:
    """Make stays of steps: whoever stays where they are goes on staying."""
    stays: list[tuple[Stage, Stay]] = []
    for day, stage in steps:
        if stays and stays[-1][0] == stage:
            continue
        if stays:
            before, stay = stays[-1]
            stays[-1] = (before, stay._replace(until=day))
        stays.append((stage, Stay(stage.id, day)))
    return tuple(stay for stage, stay in stays if stage.kind is not Kind.POOL)
