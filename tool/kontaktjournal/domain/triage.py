"""Who waits for a decision, and in which order they are asked about (D13, D16, S4)."""

from datetime import date

from kontaktjournal.domain.agenda import Agenda, is_waiting_orphan
from kontaktjournal.domain.due import Bucket, Due, Why, cadence_of
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import Verdict


def waiting(agenda: Agenda, settings: Settings) -> list[Due]:
    """Return who waits for a decision.

    First those without a next step in the order of the agenda, then those who were tried often
    enough; last the many that are only kept warm, of whom the agenda makes a single line.

    Args:
        agenda: of the day.
        settings: how many attempts are enough.
    """
    undated = agenda.of(Bucket.UNDATED)
    return [
        *(due for due in undated if not is_waiting_orphan(due)),
        *(due for due in agenda.rows if is_tried_enough(due, settings)),
        *(due for due in undated if is_waiting_orphan(due)),
    ]


def awaits_decision(due: Due, settings: Settings) -> bool:
    """Tell whether somebody has to say how it goes on with a contact."""
    return due.bucket is Bucket.UNDATED or is_tried_enough(due, settings)


def is_tried_enough(due: Due, settings: Settings) -> bool:
    """Tell whether nobody was reached so often that the agenda asks to file (D16)."""
    return (
        due.bucket in (Bucket.OVERDUE, Bucket.TODAY)
        and due.at is None
        and due.kind is Kind.ACTIVE
        and due.past.attempts >= settings.agenda.max_attempts
    )


def is_about_talk(due: Due) -> bool:
    """Tell whether it is the last talk that waits for its decision (D13)."""
    return any(reason.why is Why.DECIDE for reason in due.reasons)


def with_first_date(due: Due, verdict: Verdict, today: date, settings: Settings) -> Verdict:
    """Return a verdict in which a rhythm has its first date.

    It is the one that was decided, else the one that goes with the stage. It counts on from the
    last contact; where that day has passed it begins today. Nobody who was just decided about
    shall be due at once.

    Args:
        due: where the contact stands.
        verdict: how it goes on.
        today: the day.
        settings: working days, and rhythms of stages.
    """
    if verdict.next or verdict.never or verdict.is_filing:
        return verdict
    stage = verdict.stage or due.stage
    cadence = verdict.every.cadence if verdict.every else cadence_of(due.contact, stage, settings)
    if cadence is None or cadence.is_none:
        return verdict
    calendar = settings.calendar
    day = calendar.after(due.past.last or today, cadence)
    if day <= today:
        day = calendar.after(today, cadence)
    return verdict._replace(next=When(day))
