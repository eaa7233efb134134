"""A contact file as a row of the index.

What a day's agenda needs is worked out once, when the file is read, as if all its entries were
past: ``wake`` is then the earliest day the contact can fall due. It may come too early (a
promise still hidden by a snooze, a date yet to be rolled to a working day), never too late:
whoever is loaded because of it is assessed again, for the day asked about.
"""

import hashlib
import os
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Bucket, Why, assess
from kontaktjournal.domain.history import history
from kontaktjournal.domain.names import slug
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.track import track
from kontaktjournal.index.codec import encode, encode_track, encode_values
from kontaktjournal.index.columns import ALWAYS, storable, stored_keys, yearly
from kontaktjournal.index.folded import indexed, spelled_otherwise
from kontaktjournal.index.plain import ODD, is_plain
from kontaktjournal.notation.parse import Reading

_DIGEST_BYTES = 16
_EVERY_DAY = Calendar(frozenset(range(7)))


class Row(NamedTuple):
    """One contact file, ready to be stored.

    Args:
        path: its path as the file system has it.
        digest: of its bytes, to recognise a file that was only touched.
        kind: kind of its stage; "" without one; None where the file is no contact.
        wake: ordinal of the earliest day it can fall due; None for never, 0 for always.
        settled: ordinal of the newest day in it: before that day, nothing above is sure.
        birthday: in the form of `yearly`, where it would be told.
        always: 1 for whoever is always looked at: unreadable, or in play without a date.
        moment: 1 for whoever waits for a moment, and is only counted.
        name: for completion, without characters SQLite would refuse.
        contact: as JSON; empty where the file is no contact.
        problems: owner, path, line, column, code, variant, words.
        links: where its links lead, in the form of `stored_keys`.
        names: every word it can be called by.
        body: the words for full-text search.
        latest: ordinal of the newest day in its history: before it, the rest is not sure.
        last: of the latest talk or message.
        talk: of the latest talk.
        track: as JSON; empty where there is no history.
    """

    path: bytes
    digest: bytes
    kind: str | None
    wake: int | None
    settled: int | None
    birthday: int | None
    always: int | None
    moment: int | None
    name: str
    contact: str
    problems: list[tuple[object, ...]]
    links: tuple[str, ...]
    names: str
    body: str
    latest: int | None = None
    last: int | None = None
    talk: int | None = None
    track: str = ""


def digest_of(data: bytes) -> bytes:
    """Return a fingerprint of a file's bytes."""
    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).digest()


def problem_row(owner: str, problem: Problem) -> tuple[object, ...]:
    """Return a problem as a row of its table."""
    return (
        os.fsencode(owner),
        os.fsencode(problem.path),
        problem.line,
        problem.column,
        problem.code,
        problem.variant,
        encode_values(problem),
    )


def timeless(settings: Settings) -> Settings:
    """Return settings under which no date depends on the day it is asked for."""
    agenda = replace(settings.agenda, birthdays=False)
    return replace(settings, agenda=agenda, calendar=_EVERY_DAY)


def row_of(path: str, digest: bytes, reading: Reading, settings: Settings) -> Row:
    """Turn what was read from a file into a row.

    Args:
        path: the file's path below the root.
        digest: of its bytes.
        reading: what `Reader.read` made of them.
        settings: the result of `timeless`.
    """
    problems = [problem_row(path, problem) for problem in reading.problems]
    raw_path = os.fsencode(path)
    contact = reading.contact
    if contact is None:
        return Row(
            raw_path, digest, None, None, None, None, None, None, "", "", problems, (), "", ""
        )
    is_only_listed = _only_listed(contact, settings)
    encoded = encode(contact)
    names = called(contact) if is_plain(reading) else (*called(contact), ODD)
    return Row(
        raw_path,
        digest,
        *(_listed(contact) if is_only_listed else _agenda_columns(contact, settings)),
        storable(contact.name),
        encoded,
        problems,
        stored_keys((*contact.links, *contact.distinct)),
        storable(" ".join(names)),
        indexed(reading.text),
        *(_NO_HISTORY if is_only_listed else _history_columns(contact, settings)),
    )


def called(contact: Contact) -> tuple[str, ...]:
    """Return everything a contact can be called by on the command line."""
    names = contact.name, *contact.aliases, contact.stem
    special = [name for name in names if _is_spelled_otherwise(name)]
    return *names, *map(slug, special), *spelled_otherwise(special), contact.uid


def _is_spelled_otherwise(name: str) -> bool:
    """Tell whether the full text would find other words in a name's slug than in the name."""
    return not name.isascii() or "'" in name or "`" in name


#: Columns of a contact that nothing can wake.
_POOL = (Kind.POOL.value, None, None, None, None, None)
_NO_STAGE = ("", None, None, None, None, None)
_NO_HISTORY = (None, None, None, "")


def _listed(contact: Contact) -> tuple[str, None, None, None, None, None]:
    return _POOL if contact.status else _NO_STAGE


def _history_columns(
    contact: Contact, settings: Settings
) -> tuple[int | None, int | None, int | None, str]:
    """Return latest, last, talk and track, as if all entries were past."""
    past = history(contact, date.max)
    days = [entry.day for entry in contact.entries]
    days += [day for day in (contact.created, contact.last_noted) if day]
    return (
        max(days).toordinal() if days else None,
        past.last.toordinal() if past.last else None,
        past.last_talk.day.toordinal() if past.last_talk else None,
        encode_track(track(contact, date.max, settings.pipeline)),
    )


def _only_listed(contact: Contact, settings: Settings) -> bool:
    """Recognise the many who were imported and never drawn (D14, D15), without assessing them."""
    stage = settings.pipeline.stage(contact.status)
    return (
        (stage is None or stage.kind is Kind.POOL)
        and contact.next is None
        and contact.every is None
        and not contact.entries
        and not contact.last_noted
        and not contact.unreadable
    )


def _agenda_columns(
    contact: Contact, settings: Settings
) -> tuple[str, int | None, int | None, int | None, int | None, int | None]:
    """Return kind, wake, settled, birthday, always, moment."""
    due = assess(contact, date.max, settings)
    kind = due.stage.kind.value if due.stage else ""
    if due.kind is Kind.FILED or contact.blocked:
        return kind, None, None, None, None, None
    wake = due.day.toordinal() if due.day else None
    if due.day == date.max and any(reason.why is Why.EVERY for reason in due.reasons):
        wake = ALWAYS  # a rhythm that never began falls due on whatever day it is (D7)
    days = [entry.day for entry in contact.entries]
    # A snooze moves what is due, and silences who has no date (D8).
    days += [day for day in (contact.last_noted, contact.snooze) if day]
    born = contact.birthday if due.kind in IN_PLAY else None
    is_undated = any(reason.why in (Why.DECIDE, Why.ORPHAN) for reason in due.reasons)
    return (
        kind,
        wake,
        max(days).toordinal() if days else None,
        yearly(born.month, born.day) if born else None,
        1 if is_undated or due.bucket is Bucket.BROKEN else None,
        1 if due.waits_for_moment or _waits_until_promised(contact, settings) else None,
    )


def _waits_until_promised(contact: Contact, settings: Settings) -> bool:
    """Tell whether a contact waits for its moment as long as no promise is due."""
    if not (contact.moment and contact.promises):
        return False
    return assess(replace(contact, promises=()), date.max, settings).waits_for_moment
