"""When the next conversation shall be, and what that makes of a contact's file (4.5)."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Why, assess, is_served
from kontaktjournal.domain.history import history
from kontaktjournal.domain.pipeline import Stage
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.verdict import written

Fields = dict[str, str | None]


class Wish(NamedTuple):
    """What shall be next; what is not said stays as it is.

    Args:
        when: the next conversation.
        never: there shall deliberately be no date (T5).
        step: the next step in words; empty for none.
        stage: where the contact stands from now on.
    """

    when: When | None = None
    never: bool = False
    step: str | None = None
    stage: Stage | None = None


def fields_for(contact: Contact, wish: Wish, settings: Settings, today: date) -> Fields:
    """Return the keys that change, and their values; None empties a key.

    Args:
        contact: as it stands in its file.
        wish: what shall be next.
        settings: of the journal.
        today: the day of the command.
    """
    fields: Fields = {}
    if wish.stage and wish.stage.id != contact.status:
        fields["status"] = wish.stage.id
    if wish.never and not contact.never:
        fields["next"] = "never"
    elif wish.when and wish.when != contact.next:
        fields["next"] = written(wish.when)
    if wish.when and contact.snooze and contact.snooze > wish.when.day:
        fields["snooze"] = None  # it would hide the new date (D8)
    if wish.step is not None:
        if wish.step != contact.step:
            fields["step"] = wish.step or None
    elif "next" in fields and contact.step and has_lapsed(contact, wish, settings, today):
        fields["step"] = None
    return fields


def has_lapsed(contact: Contact, wish: Wish, settings: Settings, today: date) -> bool:
    """Tell whether the old step looked ahead to a talk that has taken place (4.5).

    It has where a talk fulfilled the old date (D3), or where there is no date since a talk
    that still waits for its decision (D13). Else the date only moves, and the step with it.
    """
    if is_served(contact, history(contact, today)):
        return True
    status = wish.stage.id if wish.stage else contact.status
    due = assess(replace(contact, status=status), today, settings)
    return any(reason.why is Why.DECIDE for reason in due.reasons)
