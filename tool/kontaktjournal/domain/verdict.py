"""What was decided about a contact, and what that makes of its file (S4-S7, W8, A3)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Answer, Contact, Decision
from kontaktjournal.domain.due import cadence_of
from kontaktjournal.domain.history import history
from kontaktjournal.domain.pipeline import Kind, Stage
from kontaktjournal.domain.rhythm import Cadence, When
from kontaktjournal.domain.settings import Settings


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
    story: str = ""
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
        every: the rhythm in words, for that line.
    """

    fields: Mapping[str, str | None]
    story: str
    decision: Decision | None
    every: str


def settle(
    contact: Contact,
    verdict: Verdict,
    settings: Settings,
    today: date,
    talked: date | None = None,
) -> Settled:
    """Say what a verdict makes of a contact's file.

    Args:
        contact: as it stands in its file, before the talk is recorded.
        verdict: how it goes on.
        settings: of the journal.
        today: the day of the command.
        talked: the day of the talk that is recorded with it (W8); None without one.
    """
    when = verdict.next or _by_rhythm(contact, verdict, settings, today, talked)
    fields: dict[str, str | None] = {}
    if verdict.stage:
        fields["status"] = verdict.stage.id
    if verdict.is_filing:
        fields |= {"next": None, "every": None}  # A3
    else:
        fields |= _dates(verdict, when)
        fields |= _step(contact, verdict, talked)
    if verdict.fit:
        fields["fit"] = verdict.fit.value
    if verdict.value:
        fields["value"] = verdict.value
    return Settled(
        fields,
        verdict.story,
        _decision(verdict, when),
        verdict.every.words if verdict.every else "",
    )


def _dates(verdict: Verdict, when: When | None) -> dict[str, str | None]:
    dates: dict[str, str | None] = {}
    if verdict.never:
        dates["next"] = "never"
    elif when:
        dates["next"] = written(when)
    if verdict.every:
        dates["every"] = None if verdict.every.cadence.is_none else verdict.every.words
    return dates


def _step(contact: Contact, verdict: Verdict, talked: date | None) -> dict[str, str | None]:
    if verdict.step is not None:
        return {"step": verdict.step or None}
    # The talk it looked ahead to has taken place (clarification 32).
    return {"step": None} if talked and contact.step else {}


def _by_rhythm(
    contact: Contact, verdict: Verdict, settings: Settings, today: date, talked: date | None
) -> When | None:
    """Return the date a rhythm computes, where a talk was recorded (W8, clarification 32)."""
    if talked is None or verdict.never or verdict.is_filing or contact.blocked:
        return None
    if contact.never or (contact.next and contact.next.day > today):
        return None
    if verdict.every:
        cadence = None if verdict.every.cadence.is_none else verdict.every.cadence
    else:
        stage = verdict.stage or settings.pipeline.stage(contact.status)
        cadence = cadence_of(contact, stage, settings)
    if cadence is None:
        return None
    last = max(filter(None, (talked, history(contact, today).last)))
    return When(settings.calendar.after(last, cadence))


def _decision(verdict: Verdict, when: When | None) -> Decision | None:
    if not verdict.decides and when is None:
        return None
    return Decision(
        verdict.stage.id if verdict.stage else None,
        verdict.every.cadence if verdict.every else None,
        None if verdict.is_filing else when,
        verdict.reason if verdict.is_filing else verdict.step or "",
    )


def written(when: When) -> str:
    """Return a date as a file has it (T1)."""
    day = when.day.isoformat()
    if when.whole_month:
        return day[: len("2026-12")]
    return f"{day} {when.at:%H:%M}" if when.at else day
