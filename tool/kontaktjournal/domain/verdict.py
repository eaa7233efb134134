"""What was decided about a contact, and what that makes of its file (S4-S7, W8, A3)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Answer, Contact, Decision
from kontaktjournal.domain.due import cadence_of
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
    if verdict.stage:
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
        dates["next"] = "never"
    elif when:
        dates |= dated(contact, when)
    # "alle 6 Wochen" in the file says the same as "6 Wochen".
    if verdict.every and verdict.every.cadence != contact.every:
        dates["every"] = None if verdict.every.cadence.is_none else verdict.every.words
    return dates


def _step(
    contact: Contact, verdict: Verdict, today: date, talked: Talked | None
) -> dict[str, str | None]:
    if verdict.step is not None:
        return {"step": verdict.step or None}
    if not (talked and contact.step):
        return {}
    # The talk it looked ahead to has taken place (clarification 32), unless it was written
    # after a later one.
    last = history(contact, today).last_talk
    return {} if last and last.day > talked.day else {"step": None}


def _by_rhythm(
    contact: Contact, verdict: Verdict, settings: Settings, today: date, talked: Talked | None
) -> When | None:
    """Return the date a rhythm computes, where a talk was recorded (W8, clarification 32)."""
    if talked is None or verdict.never or verdict.is_filing or contact.blocked:
        return None
    if contact.never or is_ahead(contact, today, talked.day):
        return None
    stage = verdict.stage or settings.pipeline.stage(contact.status)
    if stage and stage.kind is Kind.FILED:
        return None
    if verdict.every:
        cadence = None if verdict.every.cadence.is_none else verdict.every.cadence
    else:
        cadence = cadence_of(contact, stage, settings)
    if cadence is None:
        return None
    last = max(filter(None, (talked.day, history(contact, today).last)))
    return When(settings.calendar.after(last, cadence))


def is_ahead(contact: Contact, today: date, day: date) -> bool:
    """Tell whether the next talk is agreed on already, and was not the one of a day.

    Args:
        contact: as it stands in its file.
        today: the day of the command.
        day: of what is recorded, today or earlier.
    """
    return _agreed(contact, today, day) is not None


def _agreed(contact: Contact, today: date, day: date) -> When | None:
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
    agreed = _agreed(contact, today, talked)
    return agreed or _by_rhythm(contact, verdict, settings, today, Talked(talked))


def retry_for(contact: Contact, settings: Settings, today: date, tried: date) -> When | None:
    """Return when to try again after nobody was reached, where that is not agreed on.

    Args:
        contact: as it stands in its file.
        settings: of the journal.
        today: the day of the command, from which it counts (C4).
        tried: the day nobody was reached.
    """
    if contact.never or contact.blocked or is_ahead(contact, today, tried):
        return None
    return When(settings.calendar.after(today, settings.agenda.retry))


def dated(contact: Contact, when: When) -> dict[str, str | None]:
    """Return the keys that make a day the next one; a snooze must not hide it (D8)."""
    fields: dict[str, str | None] = {"next": written(when)}
    if contact.snooze and contact.snooze > when.day:
        fields["snooze"] = None
    return fields


def _decision(verdict: Verdict, when: When | None) -> Decision | None:
    if not verdict.decides and not verdict.step:
        return None
    return Decision(
        verdict.stage.id if verdict.stage else None,
        verdict.every.cadence if verdict.every else None,
        when,
        verdict.reason if verdict.is_filing else verdict.step or "",
    )


def written(when: When) -> str:
    """Return a date as a file has it (T1)."""
    day = when.day.isoformat()
    if when.whole_month:
        return day[: len("2026-12")]
    return f"{day} {when.at:%H:%M}" if when.at else day


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
