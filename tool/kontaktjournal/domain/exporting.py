"""Who leaves the journal in an export, with what, and why somebody does not (S31, D1, P3)."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.consent import permission_for
from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import Due, Why, assess
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.settings import Settings

#: What a head cannot be trusted with any more: among what was lost may be that nobody is to
#: contact this person. A date that cannot be read (E102, E103) is no such loss.
UNSURE = frozenset({"E101", "E105", "E106", "E107"})

_CHANNELS = ("phone", "email")
_DATES = (Why.NEXT, Why.EVERY, Why.ENTRY)
#: What may stand in a UID and name a file on every system.
_HARMLESS_UID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{3,63}")
_DIGEST_BYTES = 10


class Form(StrEnum):
    """What an export is for."""

    ICS = "ics"
    VCF = "vcf"
    CSV = "csv"
    JSON = "json"


#: An event names only whom to call.
_TOLD = {Form.ICS: ("phone",)}


class Left(StrEnum):
    """Why somebody is not in an export, in the order it is told."""

    FILED = "filed"
    BLOCKED = "blocked"
    POOL = "pool"
    CONSENT = "consent"
    UNDATED = "undated"
    UNREADABLE = "unreadable"


class Terms(NamedTuple):
    """What an export is made by.

    Args:
        form: what it is for: a calendar wants whoever has a date.
        today: the day it is made on.
        settings: stages, rhythms and working days.
        with_pool: whether there is a reason to take who is not in play, but agreed to be
            contacted (S31).
        unsure: paths of files whose heads cannot be trusted.
    """

    form: Form
    today: date
    settings: Settings
    with_pool: bool = False
    unsure: Collection[str] = ()


class Chosen(NamedTuple):
    """Somebody in an export.

    Args:
        due: where they stand; the contact holds only what may be given away.
        uid: what identifies them in calendars and address books, and names their file.
        outside: whether they are not in play, and need a reason.
    """

    due: Due
    uid: str
    outside: bool = False


class Selection(NamedTuple):
    """Who is in an export.

    Args:
        chosen: who is.
        left: how many are not, by why.
        unreadable: paths of the files nobody could be read from.
        withheld: how many addresses were taken out, by channel.
    """

    chosen: tuple[Chosen, ...]
    left: Mapping[Left, int]
    unreadable: tuple[str, ...]
    withheld: Mapping[str, int]


class Appointment(NamedTuple):
    """When somebody is to be talked to, for a calendar.

    Args:
        day: the day.
        at: the time, where one was agreed.
        whole_month: whether only the month was; the day is then its first (T2).
        minutes: how long it is meant to take, where that is noted.
    """

    day: date
    at: time | None = None
    whole_month: bool = False
    minutes: int | None = None


def choose(
    dues: Iterable[Due],
    terms: Terms,
    uids: Mapping[str, str],
    lead_to_rest: Callable[[str], bool],
) -> Selection:
    """Say who is in an export.

    Args:
        dues: who is asked about, in order.
        terms: what the export is made by.
        uids: of every contact, by path; see `identities`.
        lead_to_rest: tells whether a link leads to somebody of `resting`.
    """
    chosen: list[Chosen] = []
    left: Counter[Left] = Counter()
    withheld: Counter[str] = Counter()
    unreadable: list[str] = []
    for due in dues:
        why = why_not(due, terms)
        if why is None:
            outside = _is_outside(due, terms.form)
            given = _without_rest(released(due.contact, outside=outside), lead_to_rest)
            for channel in _TOLD.get(terms.form, _CHANNELS):
                withheld[channel] += len(getattr(due.contact, channel))
                withheld[channel] -= len(getattr(given, channel))
            one = replace(due, contact=given)
            chosen.append(Chosen(one, uids[given.path], outside))
            continue
        left[why] += 1
        if why is Left.UNREADABLE:
            unreadable.append(due.contact.path)
    return Selection(tuple(chosen), left, tuple(unreadable), +withheld)


def why_not(due: Due, terms: Terms) -> Left | None:
    """Return why a contact is not in an export; None where it is."""
    if why := _why_rests(due, terms.unsure):
        return why
    if terms.form is Form.ICS:
        is_dated = appointment(due, terms.today, terms.settings) is not None
        return None if is_dated else Left.UNDATED
    if due.kind is Kind.POOL:
        return _why_outside(due.contact, with_pool=terms.with_pool)
    return None


def resting(dues: Iterable[Due], unsure: Container[str]) -> frozenset[str]:
    """Return the paths of those who are in no export, and so are named in none.

    Args:
        dues: everybody.
        unsure: paths of files whose heads cannot be trusted.
    """
    return frozenset(due.contact.path for due in dues if _why_rests(due, unsure))


def _why_rests(due: Due, unsure: Container[str]) -> Left | None:
    if due.kind is Kind.FILED:
        return Left.FILED
    if due.contact.blocked:
        return Left.BLOCKED
    return Left.UNREADABLE if due.contact.path in unsure else None


def _why_outside(contact: Contact, *, with_pool: bool) -> Left | None:
    if not with_pool:
        return Left.POOL
    agreed = any(_allows(contact, channel, outside=True) for channel in _CHANNELS)
    return None if agreed else Left.CONSENT


def _is_outside(due: Due, form: Form) -> bool:
    """Tell whether more than "nobody said no" is asked for: an address is given away (S31)."""
    return due.kind is Kind.POOL and form is not Form.ICS


def released(contact: Contact, *, outside: bool = False) -> Contact:
    """Return a contact with the numbers and addresses only that may be given away (P3).

    Args:
        contact: whose.
        outside: they are not in play: only what they agreed to.
    """
    phone = contact.phone if _allows(contact, "phone", outside=outside) else ()
    email = contact.email if _allows(contact, "email", outside=outside) else ()
    if (phone, email) == (contact.phone, contact.email):
        return contact
    return replace(contact, phone=phone, email=email)


def _without_rest(contact: Contact, lead_to_rest: Callable[[str], bool]) -> Contact:
    via = tuple(word for word in contact.via if not lead_to_rest(word))
    links = tuple(word for word in contact.links if not lead_to_rest(word))
    distinct = tuple(word for word in contact.distinct if not lead_to_rest(word))
    return replace(contact, via=via, links=links, distinct=distinct)


def _allows(contact: Contact, channel: str, *, outside: bool) -> bool:
    permission = permission_for(contact, channel)
    answer = permission.answer if permission else Answer.OPEN
    return answer is Answer.YES if outside else answer is not Answer.NO


def identities(contacts: Iterable[Contact]) -> dict[str, str]:
    """Return what tells contacts apart wherever they are read, by path (I1).

    The uid, which a new name does not change, or a hash of it where it could not name a file;
    a hash of the path where there is none, or where another file has it, too (I3).

    Args:
        contacts: all of them, so that none depends on who else is in an export.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for contact in sorted(contacts, key=lambda one: one.path):
        uid = contact.uid
        if uid and not _HARMLESS_UID.fullmatch(uid):
            uid = _hashed(f"uid {uid}")
        if not uid or uid.casefold() in taken:
            uid = _hashed(contact.path)
        taken.add(uid.casefold())
        found[contact.path] = uid
    return found


def _hashed(text: str) -> str:
    # hashlib loads OpenSSL: not for those who export nothing.
    from hashlib import blake2b

    data = text.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def appointment(due: Due, today: date, settings: Settings) -> Appointment | None:
    """Return when a contact is to be talked to.

    A promise or a birthday calls earlier, but does not move what was agreed on; alone, it is
    no appointment.

    Args:
        due: the contact.
        today: the day it is looked at from.
        settings: stages, rhythms and working days.
    """
    contact = due.contact
    if contact.promises or contact.birthday:
        due = assess(replace(contact, promises=(), birthday=None), today, settings)
    if due.day is None:
        return None
    why = next((reason.why for reason in due.reasons if reason.why in _DATES), Why.NEXT)
    planned, ahead = contact.next, due.past.ahead
    is_month = bool(planned and planned.whole_month and planned.day == due.day)
    return Appointment(
        due.day,
        due.at,
        whole_month=is_month and why is Why.NEXT,
        minutes=ahead.minutes if ahead and why is Why.ENTRY else None,
    )


def released_dossier(
    dossier: Dossier,
    rest: Container[str],
    canonical: Callable[[str], str | None],
    *,
    outside: bool = False,
) -> Dossier:
    """Return everything about a contact that may be given away.

    Args:
        dossier: everything.
        rest: the paths of those who are named in no export; see `resting`.
        canonical: says which key a word of the head means.
        outside: they are not in play: only addresses they agreed to.
    """
    contact = dossier.due.contact
    given = released(contact, outside=outside)
    closed = {name for name in _CHANNELS if getattr(given, name) != getattr(contact, name)}
    return replace(
        dossier,
        due=replace(dossier.due, contact=given),
        keys=tuple(pair for pair in dossier.keys if canonical(pair[0]) not in closed),
        links=tuple(one for one in dossier.links if one.path not in rest),
        backlinks=tuple(one for one in dossier.backlinks if one.path not in rest),
    )
