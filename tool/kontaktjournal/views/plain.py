"""A contact's values as plain words for programs: ISO dates, stage ids, addresses as typed."""

from collections.abc import Callable
from datetime import date, time

from kontaktjournal.domain.contact import Answer, Birthday, Contact
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.rhythm import Cadence, When
from kontaktjournal.domain.step import step_of

_BETWEEN = "; "

_TEXTS: dict[str, Callable[[Contact], str]] = {
    "name": lambda contact: contact.name,
    "next": lambda contact: "never" if contact.never else written_when(contact.next) or "",
    "every": lambda contact: written_cadence(contact.every) or "",
    "snooze": lambda contact: written_day(contact.snooze) or "",
    "created": lambda contact: written_day(contact.created) or "",
    "birthday": lambda contact: written_birthday(contact.birthday),
    "fit": lambda contact: "" if contact.fit is Answer.OPEN else contact.fit.value,
    "role": lambda contact: contact.role,
    "city": lambda contact: contact.city,
    "address": lambda contact: contact.address,
    "moment": lambda contact: contact.moment,
    "value": lambda contact: contact.value,
    "met": lambda contact: contact.met,
    "source": lambda contact: contact.source,
    "uid": lambda contact: contact.uid,
    "path": lambda contact: contact.path,
}
_LISTS: dict[str, Callable[[Contact], tuple[str, ...]]] = {
    "aliases": lambda contact: contact.aliases,
    "org": lambda contact: contact.org,
    "phone": lambda contact: contact.phone,
    "email": lambda contact: contact.email,
    "url": lambda contact: contact.url,
    "story": lambda contact: contact.story,
    "hooks": lambda contact: contact.hooks,
    "via": lambda contact: contact.via,
    "tags": lambda contact: contact.tags,
    "links": lambda contact: contact.links,
    "distinct": lambda contact: contact.distinct,
}
_STANDING: dict[str, Callable[[Due], str]] = {
    "status": lambda due: due.contact.status or due.contact.status_typed,
    "kind": lambda due: due.kind.value,
    "due": lambda due: written_when(When(due.day, due.at) if due.day else None) or "",
    "step": lambda due: step_of(due.contact, due.past),
    "last": lambda due: written_day(due.past.last) or "",
    "last_talk": lambda due: due.past.last_talk.day.isoformat() if due.past.last_talk else "",
    "attempts": lambda due: str(due.past.attempts or ""),
}

#: Every column a list can show, besides the keys a file holds of its own.
COLUMNS = ("n", *_STANDING, *_TEXTS, *_LISTS)


def value_of(due: Due, column: str) -> str:
    """Return one value of a contact; empty where it has none.

    Args:
        due: whose.
        column: one of `COLUMNS` but ``n``, or any other key of the file.
    """
    if column in _STANDING:
        return _STANDING[column](due)
    if column in _TEXTS:
        return _TEXTS[column](due.contact)
    if column in _LISTS:
        return _BETWEEN.join(_LISTS[column](due.contact))
    wanted = key_of(column)
    own = (value for key, value in due.contact.others if key_of(key) == wanted)
    return next(own, "")


def written_day(day: date | None) -> str | None:
    """Return a day by ISO: 2026-11-23."""
    return day.isoformat() if day else None


def written_time(at: time | None) -> str | None:
    """Return a time of day: 14:30."""
    return at.isoformat("minutes") if at else None


def written_when(when: When | None) -> str | None:
    """Return a day with its time, or a month: 2026-11-23 14:30, 2026-12 (T1, T2)."""
    return when.written if when else None


def written_cadence(cadence: Cadence | None) -> str | None:
    """Return a rhythm as a count and its unit: 6w; never where there shall be none (T9)."""
    if cadence is None:
        return None
    return "never" if cadence.is_none else f"{cadence.count}{cadence.unit.value}"


def written_birthday(birthday: Birthday | None) -> str:
    """Return a birthday by ISO: 1980-05-14, without a year --05-14."""
    if birthday is None:
        return ""
    year = f"{birthday.year:04}" if birthday.year else "-"
    return f"{year}-{birthday.month:02}-{birthday.day:02}"
