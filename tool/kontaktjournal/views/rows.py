"""Contacts, findings and sheets for programs: values that go into JSON as they are.

Fields are added, never removed or retyped; what is not known is null, or an empty list.

A row (``agenda``, ``list``, ``search``)::

    version       1
    n             number for REF; null where the contact cannot be read
    path          POSIX path below the root
    uid           identity across renames
    name          full name
    status        id of the stage; null where the word in the file names none
    status_raw    that word, where it names none
    kind          pool, active, waiting, won, filed; an unknown status counts as pool
    due           ISO date
    time          HH:MM agreed on for that day
    days_overdue  0 where the day has not passed
    bucket        broken, overdue, today, undated, upcoming; null where the contact rests
    reasons       [{type, time, date, text}]: next, task, every, entry, birthday, decide,
                  orphan, in this order; time is HH:MM or null; date and text only where they
                  are known
    step          the next step in words
    last          ISO date of the last talk or message
    last_talk     ISO date of the last talk
    attempts      how often nobody was reached since
    phone, email  as typed
    consent       {channel: yes, no or null}, always with phone; or "none": not to be contacted;
                  a word for all stands at each of phone, email, post, sms
    org, role, city, tags, story, hooks, moment
                  as in the file
    shown         false where the day's limit or a summary hides the row in the text

``search`` adds::

    snippet       the piece of the file that says most of what was looked for, or null
    marks         [[begin, end]] of what was looked for, in characters of the snippet
    entry         {date, line} of the entry it stands in, or null
    list, line, key
                  where it is somebody on a list, no contact: path of the list, the line there,
                  and what tells the row from others; else null. Of a row, only what stands in
                  it is known: path, status, kind and all that makes a contact are null or empty

``show`` adds::

    keys          the head of the file as it stands there
    entries       [{date, time, kind, channel, minutes, title, text, decision}], newest first;
                  a decision is {stage, every, next, reason}
    tasks         [{text, date, mine, done}]
    links, backlinks
                  [{name, path}]: whom the file links to, whose files link here
    problems      findings

``check`` gives findings: ``version path line column code severity message fix``.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from kontaktjournal.domain.agenda import Sheet
from kontaktjournal.domain.consent import EVERY_CHANNEL, permission_for
from kontaktjournal.domain.contact import Answer, Contact, Decision, Entry, Promise
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import Due, Reason
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.step import step_of
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.plain import (
    written_cadence,
    written_day,
    written_time,
    written_when,
)

if TYPE_CHECKING:
    from kontaktjournal.domain.found import Hit
    from kontaktjournal.domain.on_lists import ListHit
    from kontaktjournal.domain.snippet import Snippet

VERSION = 1
#: What a word for every channel is told of.
CHANNELS = ("phone", "email", "post", "sms")

Value = dict[str, object]

#: Characters of a snippet, whatever terminal there is.
_LONGEST_SNIPPET = 160

#: JSON allows what would steer a terminal that prints it, and halves of surrogate pairs.
_HARMFUL = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")


def row(due: Due, number: int | None, today: date, *, shown: bool = True) -> Value:
    """Return a contact as a row.

    Args:
        due: the contact's place in the agenda.
        number: what REF it answers to.
        today: the day of the agenda.
        shown: whether the text shows it too.
    """
    contact, past = due.contact, due.past
    return {
        "version": VERSION,
        "n": number,
        "path": contact.path,
        "uid": contact.uid or None,
        "name": contact.name,
        "status": due.stage.id if due.stage else None,
        "status_raw": None if due.stage else contact.status_typed or None,
        "kind": due.kind.value,
        "due": written_day(due.day),
        "time": written_time(due.at),
        "days_overdue": max(0, (today - due.day).days) if due.day else None,
        "bucket": due.bucket.value if due.bucket else None,
        "reasons": [_reason(reason) for reason in due.reasons],
        "step": step_of(contact, past) or None,
        "last": written_day(past.last),
        "last_talk": written_day(past.last_talk.day if past.last_talk else None),
        "attempts": past.attempts,
        "phone": list(contact.phone),
        "email": list(contact.email),
        "consent": _consent(contact),
        "org": list(contact.org),
        "role": contact.role or None,
        "city": contact.city or None,
        "tags": list(contact.tags),
        "story": list(contact.story),
        "hooks": list(contact.hooks),
        "moment": contact.moment or None,
        "shown": shown,
    }


def sheet_rows(sheet: Sheet) -> list[Value]:
    """Return an agenda's rows, the hidden ones too (C6)."""
    today = sheet.agenda.today
    return [row(each.due, each.number, today, shown=each.shown) for each in sheet.rows]


def hit_row(hit: "Hit", number: int | None, today: date) -> Value:
    """Return whom a search found as a row, with what was found in the file.

    Args:
        hit: whom, and the piece of the file.
        number: what REF it answers to.
        today: the day of the search.
    """
    nowhere = dict.fromkeys(("list", "line", "key", "blocked", "decision", "until"))
    return {**row(hit.due, number, today), **_said(hit.snippet), **nowhere}


def list_hit_row(hit: "ListHit", today: date) -> Value:
    """Return whom a search found on a list as a row, with the cell it was found by.

    Args:
        hit: the row of the list, and the cell.
        today: the day of the search.
    """
    from kontaktjournal.domain.on_lists import standing

    listed = hit.listed
    place = {"list": listed.path, "line": listed.line, "key": listed.key or None}
    no_contact = {"path": None, "kind": None}
    decided, until = hit.decided, hit.decided.until if hit.decided else None
    known = {
        "blocked": hit.is_blocked,
        "decision": decided.choice.value if decided else None,
        "until": until.isoformat() if until else None,
    }
    whole = row(standing(listed), None, today)
    return {**whole, **no_contact, **_said(hit.snippet), **place, **known}


def _said(whole: "Snippet | None") -> Value:
    from kontaktjournal.domain.snippet import shortened

    said = shortened(whole, _LONGEST_SNIPPET, lambda each: len(each.text)) if whole else None
    entry = said.entry if said else None
    return {
        "snippet": said.text if said else None,
        "marks": [list(mark) for mark in said.marks] if said else [],
        "entry": {"date": entry.day.isoformat(), "line": entry.line} if entry else None,
    }


def person(dossier: Dossier, number: int | None, today: date, say: Catalogue) -> Value:
    """Return everything about one contact.

    Args:
        dossier: the contact, and what is known around it.
        number: what REF it answers to.
        today: the day of the view.
        say: the words of the problems.
    """
    contact = dossier.due.contact
    return {
        **row(dossier.due, number, today),
        "keys": dict(dossier.keys),
        "entries": [entry_value(entry, text) for entry, text in dossier.texts],
        "tasks": [_task(promise) for promise in contact.promises],
        "links": [_known(each) for each in dossier.links],
        "backlinks": [_known(each) for each in dossier.backlinks],
        "problems": [finding(problem, say) for problem in dossier.problems],
    }


def finding(problem: Problem, say: Catalogue) -> Value:
    """Return a problem as ``check`` gives it."""
    return {
        "version": VERSION,
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": say.problem(problem),
        "fix": say.fix(problem),
    }


def written(values: object) -> str:
    """Return values as JSON, an array with one element a line, harmless on a terminal."""
    if isinstance(values, list):
        return "".join(written_one_by_one(values))
    return _harmless(json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def written_one_by_one(values: Iterable[object]) -> Iterator[str]:
    """Yield an array piece by piece: what is written need not be held."""
    lead = "[\n"
    for value in values:
        yield f"{lead}  {_harmless(json.dumps(value, ensure_ascii=False))}"
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _harmless(text: str) -> str:
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _reason(reason: Reason) -> Value:
    value: Value = {"type": reason.why.value, "time": written_time(reason.at)}
    if reason.text:
        value["text"] = reason.text
    if reason.day:
        value["date"] = reason.day.isoformat()
    return value


def _answer(answer: Answer) -> str | None:
    return None if answer is Answer.OPEN else answer.value


def _consent(contact: Contact) -> object:
    if contact.blocked:
        return "none"
    given = [each.channel for each in contact.consent]
    channels = dict.fromkeys(("phone", *(CHANNELS if EVERY_CHANNEL in given else ()), *given))
    known = ((channel, permission_for(contact, channel)) for channel in channels)
    return {
        channel: _answer(permission.answer) if permission else None
        for channel, permission in known
        if channel != EVERY_CHANNEL
    }


def _decision(decision: Decision | None) -> Value | None:
    if decision is None:
        return None
    return {
        "stage": decision.stage,
        "every": written_cadence(decision.every),
        "next": written_when(decision.next),
        "reason": decision.reason or None,
    }


def entry_value(entry: Entry, text: str) -> Value:
    """Return an entry as ``show`` gives it."""
    return {
        "date": entry.day.isoformat(),
        "time": written_time(entry.at),
        "kind": entry.kind.value,
        "channel": entry.channel or None,
        "minutes": entry.minutes,
        "title": entry.title or None,
        "text": text,
        "decision": _decision(entry.decision),
    }


def _task(promise: Promise) -> Value:
    return {
        "text": promise.text,
        "date": written_day(promise.due),
        "mine": promise.mine,
        "done": promise.kept,
    }


def _known(contact: Contact) -> Value:
    return {"name": contact.name, "path": contact.path}
