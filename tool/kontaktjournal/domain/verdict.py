"""What was decided about a contact, and what that makes of its file (4.4, 4.5, W8, A3)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Answer, Contact, Decision
from kontaktjournal.domain.due import cadence_of, is_served
from kontaktjournal.domain.history import history
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage
from kontaktjournal.domain.rhythm import Cadence, When
from kontaktjournal.domain.settings import Settings

#: What an offer is called, whatever else a pipeline is made of.
_OFFER = ("angebot", "offer", "proposal", "quote")


class Rhythm(NamedTuple):
    """A rhythm, and how it is written to the file.

    Args:
        cadence: a count of 0 says that there shall be none.
        words: "6 Wochen".
    """

    cadence: Cadence
    words: str


class Verdict(NamedTuple):
    """How it goes on with a contact; what is not said stays as it is.

    Args:
        stage: where it stands from now on.
        next: when the next talk shall be.
        never: there shall deliberately be no date (T5).
        every: the rhythm from now on.
        step: the next step in words; empty for none.
        story: what was found out to be shared.
        fit: whether it fits.
        value: of the offer, or the order.
        reason: why it is filed.
    """

    stage: Stage | None = None
    next: When | None = None
    never: bool = False
    every: Rhythm | None = None
    step: str | None = None
    story: tuple[str, ...] = ()
    fit: Answer | None = None
    value: str = ""
    reason: str = ""

    @property
    def is_filing(self) -> bool:
        """Tell whether the contact is filed away."""
        return self.stage is not None and self.stage.kind is Kind.FILED

    @property
    def starts_rhythm(self) -> bool:
        """Tell whether there shall be a rhythm from now on."""
        return self.every is not None and not self.every.cadence.is_none

    @property
    def decides(self) -> bool:
        """Tell whether it says how it goes on, and not only what was found out."""
        return bool(self.stage or self.next or self.never or self.every)


class Settled(NamedTuple):
    """What a verdict makes of a file.

    Args:
        fields: canonical key to its value; None empties the key.
        story: what is added to the shared story.
        decision: what the decision line says; None where there is nothing to say.
    """

    fields: Mapping[str, str | None]
    story: tuple[str, ...]
    decision: Decision | None


class Talked(NamedTuple):
    """The talk a verdict comes from.

    Args:
        day: today or earlier.
        is_open: whether the user is still to be asked how it goes on: nothing is computed
            before.
    """

    day: date
    is_open: bool = False


def settle(
    contact: Contact,
    verdict: Verdict,
    settings: Settings,
    today: date,
    talked: Talked | None = None,
) -> Settled:
    """Say what a verdict makes of a contact's file.

    Args:
        contact: as it stands in its file.
        verdict: how it goes on.
        settings: of the journal.
        today: the day of the command.
        talked: the talk it comes from: a rhythm counts on from it (W8), and an old step is
            done with; None without one.
    """
    is_open = talked is not None and talked.is_open
    computed = None if is_open else _by_rhythm(contact, verdict, settings, today, talked)
    when = None if verdict.is_filing else verdict.next or computed
    fields: dict[str, str | None] = {}
    if verdict.stage and verdict.stage.id != contact.status:
        fields["status"] = verdict.stage.id
    if verdict.is_filing:
        fields |= {"next": None, "every": None}  # A3
    else:
        fields |= _dates(contact, verdict, when)
    fields |= _step(contact, verdict, today, talked)
    if verdict.fit:
        fields["fit"] = verdict.fit.value
    if verdict.value:
        fields["value"] = verdict.value
    decision = None if is_open else _decision(verdict, when)
    return Settled(fields, verdict.story, decision)


def _dates(contact: Contact, verdict: Verdict, when: When | None) -> dict[str, str | None]:
    dates: dict[str, str | None] = {}
    if verdict.never:
        dates |= {} if contact.never else {"next": "never"}
    elif when:
        dates |= next_on(contact, when)
    elif contact.never and verdict.starts_rhythm:
        dates["next"] = None  # it would keep the rhythm from making any date (D5)
    # "alle 6 Wochen" in the file says the same as "6 Wochen".
    if verdict.every and verdict.every.cadence != contact.every:
        dates["every"] = None if verdict.every.cadence.is_none else verdict.every.words
    return dates


def next_on(contact: Contact, when: When) -> dict[str, str | None]:
    """Return the keys that make a day the next one; a snooze must not hide it (D8)."""
    fields: dict[str, str | None] = {} if when == contact.next else {"next": when.written}
    if contact.snooze and contact.snooze > when.day:
        fields["snooze"] = None
    return fields


def _step(
    contact: Contact, verdict: Verdict, today: date, talked: Talked | None
) -> dict[str, str | None]:
    if verdict.step is not None:
        return {} if verdict.step == contact.step else {"step": verdict.step or None}
    if not contact.step:
        return {}
    past = history(contact, today)
    if talked:
        # The talk it looked ahead to has taken place (clarification 32), unless it was written
        # after a later one.
        is_done = not (past.last_talk and past.last_talk.day > talked.day)
    else:
        # So it has where a talk fulfilled its date (D3). Without a date it was written after
        # the talk; else the date only moves, and the step with it (4.5).
        is_done = verdict.decides and is_served(contact, past)
    return {"step": None} if is_done else {}


def _by_rhythm(
    contact: Contact, verdict: Verdict, settings: Settings, today: date, talked: Talked | None
) -> When | None:
    """Return the date a rhythm computes, where a talk was recorded (W8, clarification 32)."""
    if talked is None or verdict.never or verdict.is_filing or contact.blocked:
        return None
    if contact.never and not verdict.starts_rhythm:
        return None
    if _is_agreed(contact, today, talked.day):
        return None
    stage = verdict.stage or settings.pipeline.stage(contact.status)
    if stage and stage.kind is Kind.FILED:
        return None
    if verdict.every:
        cadence = verdict.every.cadence if verdict.starts_rhythm else None
    else:
        cadence = cadence_of(contact, stage, settings)
    if cadence is None:
        return None
    last = max(filter(None, (talked.day, history(contact, today).last)))
    return When(settings.calendar.after(last, cadence))


def _is_agreed(contact: Contact, today: date, talked: date) -> bool:
    """Tell whether the next talk is agreed on, when one is recorded (clarification 32).

    What was to be by today was that talk, if on another day. It was not where a later talk came
    before it, and an hour of today is still to come.
    """
    past, planned = history(contact, today), contact.next
    if past.ahead:
        return True  # D4
    if planned is None or planned.day > today:
        return planned is not None
    if past.last_talk and past.last_talk.day > talked:
        return planned.day > past.last_talk.day
    return planned.at is not None and planned.day == today > talked


def _following(contact: Contact, today: date, day: date) -> When | None:
    """Return the next talk that is agreed on, and was not the one of a day."""
    past = history(contact, today)
    # A talk of that day, or of a later one, was what had been agreed on (D3).
    served = max(day, past.last_talk.day) if past.last_talk else day
    if contact.next and contact.next.day > served:
        return contact.next
    return When(past.ahead.day, past.ahead.at) if past.ahead else None  # D4


def planned(
    contact: Contact, settings: Settings, today: date, talked: date, verdict: Verdict
) -> When | None:
    """Return when the next talk is, if nothing more is decided after one.

    Args:
        contact: as it stands in its file.
        settings: of the journal.
        today: the day of the command.
        talked: the day of the talk.
        verdict: what was said with it.
    """
    computed = _by_rhythm(contact, verdict, settings, today, Talked(talked))
    return computed or _following(contact, today, talked)


def retry_for(contact: Contact, settings: Settings, today: date, tried: date) -> When | None:
    """Return when to try again after nobody was reached, where that is not agreed on.

    Args:
        contact: as it stands in its file.
        settings: of the journal.
        today: the day of the command, from which it counts (C4).
        tried: the day nobody was reached.
    """
    if contact.never or contact.blocked or _following(contact, today, tried):
        return None
    return When(settings.calendar.after(today, settings.agenda.retry))


def _decision(verdict: Verdict, when: When | None) -> Decision | None:
    if not verdict.decides and not verdict.step:
        return None
    return Decision(
        verdict.stage.id if verdict.stage else None,
        verdict.every.cadence if verdict.every else None,
        when,
        verdict.reason if verdict.is_filing else verdict.step or "",
    )


def first_of(pipeline: Pipeline, kind: Kind) -> Stage | None:
    """Return the first stage of a kind, in funnel order."""
    return next((stage for stage in pipeline.stages if stage.kind is kind), None)


def offer_of(pipeline: Pipeline) -> Stage | None:
    """Return the stage of an offer: what is called so, else the last one before the deal.

    Where there is a single active stage, it is where people are approached.
    """
    active = [stage for stage in pipeline.stages if stage.kind is Kind.ACTIVE]
    for word in _OFFER:
        if (named := pipeline.named(word)) and named in active:
            return named
    return active[-1] if len(active) > 1 else None
