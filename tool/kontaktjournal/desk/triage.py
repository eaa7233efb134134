"""What a decision without a new talk changes in a contact's file."""

from dataclasses import replace

from kontaktjournal.desk.verdict import change_for
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.triage import is_about_talk, with_first_date
from kontaktjournal.domain.verdict import Verdict
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.views.words import Frame


def decided(contact: Contact, verdict: Verdict, frame: Frame) -> Change:
    """Return what a verdict changes in a file.

    The decision that a talk waited for is noted below that talk; any other stands in the head
    alone, for the entries tell of talks.

    Args:
        contact: as it stands in its file.
        verdict: how it goes on.
        frame: of the command.
    """
    due = assess(contact, frame.today, frame.settings)
    verdict = with_first_date(due, verdict, frame.today, frame.settings)
    talk = due.past.last_talk
    if talk and is_about_talk(due):
        return change_for(contact, verdict, frame, entry=talk)
    change = change_for(contact, verdict, frame)
    if due.day and not (verdict.next or verdict.never):
        # The date that has passed would call for the contact all the same.
        return replace(change, fields={**change.fields, "next": None})
    return change
