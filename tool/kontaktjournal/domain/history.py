"""What a contact's entries say about the past, seen from a day (E8, E9, E11 to E13)."""

from datetime import date, time
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Entry, EntryKind

_MIDNIGHT = time.min


class History(NamedTuple):
    """The past of a contact as of a day.

    Args:
        last_talk: the latest talk; only a talk serves a due date.
        last_entry: the latest talk or message.
        last: day of the latest talk or message, or a later day noted in the head (E9).
        attempts: how often nobody was reached since the last talk.
        ahead: the earliest entry dated in the future: an appointment (E11).
    """

    last_talk: Entry | None
    last_entry: Entry | None
    last: date | None
    attempts: int
    ahead: Entry | None


def _moment_of(entry: Entry) -> tuple[date, time]:
    return entry.day, entry.at or _MIDNIGHT


def _in_file_newest_first(contact: Contact) -> tuple[Entry, ...]:
    """Return the entries as if the file had its newest on top, as most have (E13)."""
    entries = contact.entries
    if entries and entries[0].day < entries[-1].day:
        return entries[::-1]
    return entries


def newest_first(contact: Contact) -> list[Entry]:
    """Return the entries by day and time; those of one moment as the file orders them (E12)."""
    return sorted(_in_file_newest_first(contact), key=_moment_of, reverse=True)


def _follows(attempt: Entry, talk: Entry) -> bool:
    # On one day the talk is what came of the attempts, unless clock times say otherwise.
    if attempt.day == talk.day:
        return bool(attempt.at and talk.at and attempt.at > talk.at)
    return attempt.day > talk.day


def history(contact: Contact, today: date) -> History:
    """Look back from a day.

    Args:
        contact: whose entries are read.
        today: entries after this day are appointments, never "last" (TR2).
    """
    last_talk: Entry | None = None
    last_entry: Entry | None = None
    ahead: Entry | None = None
    attempts: list[Entry] = []
    for entry in _in_file_newest_first(contact):
        if entry.day > today:
            if ahead is None or _moment_of(entry) < _moment_of(ahead):
                ahead = entry
        elif entry.kind is EntryKind.ATTEMPT:
            attempts.append(entry)
        elif entry.kind is not EntryKind.NOTE:
            if last_entry is None or _moment_of(entry) > _moment_of(last_entry):
                last_entry = entry
            if entry.kind is EntryKind.TALK and (
                last_talk is None or _moment_of(entry) > _moment_of(last_talk)
            ):
                last_talk = entry
    last = last_entry.day if last_entry else None
    noted = contact.last_noted
    if noted and noted <= today and (last is None or noted > last):
        last = noted
    tried = [entry for entry in attempts if last_talk is None or _follows(entry, last_talk)]
    return History(last_talk, last_entry, last, len(tried), ahead)
