"""What a query can ask about: fields, their kinds, and what a contact has in them (3.2, 4.9)."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kontaktjournal.domain.amount import amount, number
from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.step import step_of


class Sort(StrEnum):
    """What kind of values a field has, and so what it can be compared with."""

    TEXT = "text"
    TAG = "tag"
    PHONE = "phone"
    DAY = "day"
    BIRTHDAY = "birthday"
    NUMBER = "number"
    #: A number in words: "4.800 EUR".
    AMOUNT = "amount"
    RHYTHM = "rhythm"
    STAGE = "stage"
    #: One of a few words.
    WORD = "word"
    CONSENT = "consent"
    #: Words anywhere in the file.
    FULL = "full"
    #: A key of the user's own: whatever stands there.
    OWN = "own"


_TEXTS: Mapping[str, Callable[[Due], tuple[str, ...]]] = {
    "name": lambda due: (due.contact.name,),
    "aliases": lambda due: due.contact.aliases,
    "org": lambda due: due.contact.org,
    "role": lambda due: (due.contact.role,),
    "email": lambda due: due.contact.email,
    "city": lambda due: (due.contact.city,),
    "address": lambda due: (due.contact.address,),
    "url": lambda due: due.contact.url,
    "story": lambda due: due.contact.story,
    "hooks": lambda due: due.contact.hooks,
    "step": lambda due: (step_of(due.contact, due.past),),
    "moment": lambda due: (due.contact.moment,),
    "via": lambda due: due.contact.via,
    "met": lambda due: (due.contact.met,),
    "links": lambda due: due.contact.links,
    "distinct": lambda due: due.contact.distinct,
    "source": lambda due: (due.contact.source,),
    "uid": lambda due: (due.contact.uid,),
    "type": lambda due: due.contact.types,
    "path": lambda due: (due.contact.path,),
    "tags": lambda due: due.contact.tags,
    "phone": lambda due: due.contact.phone,
    "value": lambda due: (due.contact.value,),
}
_DAYS: Mapping[str, Callable[[Due], date | None]] = {
    "next": lambda due: due.contact.next.day if due.contact.next else None,
    "due": lambda due: due.day,
    "snooze": lambda due: due.contact.snooze,
    "created": lambda due: due.contact.created,
    "last": lambda due: due.past.last,
    "talk": lambda due: due.past.last_talk.day if due.past.last_talk else None,
}
_NUMBERS: Mapping[str, Callable[[Due, date], int]] = {
    "attempts": lambda due, _: due.past.attempts,
    "entries": lambda due, today: sum(entry.day <= today for entry in due.contact.entries),
}

#: Every field but the keys of the user's own.
FIELDS: Mapping[str, Sort] = {
    **dict.fromkeys(_TEXTS, Sort.TEXT),
    **dict.fromkeys(_DAYS, Sort.DAY),
    **dict.fromkeys(_NUMBERS, Sort.NUMBER),
    "tags": Sort.TAG,
    "phone": Sort.PHONE,
    "value": Sort.AMOUNT,
    "birthday": Sort.BIRTHDAY,
    "every": Sort.RHYTHM,
    "status": Sort.STAGE,
    "consent": Sort.CONSENT,
    "text": Sort.FULL,
    **dict.fromkeys(("kind", "fit", "blocked", "is", "has"), Sort.WORD),
}


def sort_of(field: str) -> Sort:
    """Return what kind of values a field has."""
    return FIELDS.get(field, Sort.OWN)


def texts_of(due: Due, field: str) -> tuple[str, ...]:
    """Return what stands in a field of words; nothing where it is empty."""
    if field in _TEXTS:
        return tuple(filter(None, _TEXTS[field](due)))
    return own(due.contact, field)


def own(contact: Contact, field: str) -> tuple[str, ...]:
    """Return what stands behind a key of the user's own."""
    return tuple(text for key, text in contact.others if text and key_of(key) == field)


def day_of(due: Due, field: str) -> date | None:
    """Return the day in a field of days."""
    return _DAYS[field](due)


def number_of(due: Due, field: str, today: date) -> Decimal | None:
    """Return the number in a field of numbers; None where it is empty, or holds none."""
    if field in _NUMBERS:
        return Decimal(_NUMBERS[field](due, today))
    read = amount if sort_of(field) is Sort.AMOUNT else number
    found = (read(text) for text in texts_of(due, field))
    return next((one for one in found if one is not None), None)


#: What ``has:`` and "any" make of fields that are more than one value.
_HAS: Mapping[str, Callable[[Due], bool]] = {
    "story": lambda due: due.contact.has_story,
    "fit": lambda due: due.contact.fit is not Answer.OPEN,
    "task": lambda due: any(not promise.kept for promise in due.contact.promises),
    "next": lambda due: due.contact.next is not None or due.contact.never,
    "status": lambda due: bool(due.contact.status or due.contact.status_typed),
    "birthday": lambda due: due.contact.birthday is not None,
    "every": lambda due: due.contact.every is not None,
    "consent": lambda due: bool(due.contact.consent) or due.contact.blocked,
    "blocked": lambda due: due.contact.blocked,
    "kind": lambda _: True,
}


def has(due: Due, field: str, today: date) -> bool:
    """Tell whether a contact has anything in a field, or what ``has:`` calls so."""
    if field in _HAS:
        return _HAS[field](due)
    if field in _DAYS:
        return day_of(due, field) is not None
    if field in _NUMBERS:
        return _NUMBERS[field](due, today) > 0
    return bool(texts_of(due, field))
