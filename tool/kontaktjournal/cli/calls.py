"""Calls of a telephone's list as drafts for ``journal log``; nothing of them is kept (43)."""

from collections import Counter
from typing import TYPE_CHECKING

from kontaktjournal.domain.calls import CallFate, Draft, drafted, with_number
from kontaktjournal.domain.card import Card
from kontaktjournal.lists.record import Call, CallKind, Record

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.lists.formats import Detected
    from kontaktjournal.views.intake import Origin
    from kontaktjournal.views.rows import Value


def show_calls(session: "Session", found: "Detected", origin: "Origin") -> None:
    """Print what could be recorded of calls, the earliest first: commands on standard output."""
    from kontaktjournal.views.intake import origin_line

    drafts, counted = _drafts(session, found)
    say = session.say
    if session.json:
        from kontaktjournal.views.rows import written

        session.print(written(_value(drafts, counted, origin)))
        return
    session.tell(origin_line(origin, say("import.goal.calls"), say))
    parts = [
        say(f"import.calls.{fate}", count=say.number(counted[fate]))
        for fate in CallFate
        if counted[fate] or fate is CallFate.DRAFT
    ]
    read = say.number(counted.total())
    session.tell(say("import.sum", read=read, parts=" + ".join(parts)))
    for draft in drafts:
        session.print_line(_command(session, draft))
    if drafts:
        session.tell(say("import.calls.hint"))


def _drafts(session: "Session", found: "Detected") -> tuple[list[Draft], Counter[CallFate]]:
    known, pipeline = session.journal.inquiry.acquaintances(), session.settings.pipeline
    drafts: list[Draft] = []
    counted: Counter[CallFate] = Counter()
    for call in found.records():
        if not isinstance(call, Call):
            counted[CallFate.SKIPPED] += not isinstance(call, Record)
            continue
        people = with_number(call.number, call.name, known.like(Card(phone=(call.number,))))
        is_mine = call.kind is CallKind.OUT
        fate, more = drafted(call.at, call.minutes, people, pipeline, is_mine=is_mine)
        counted[fate] += 1
        drafts += more
    drafts.sort(key=lambda one: (one.at.written, one.contact.path))
    return drafts, counted


def _command(session: "Session", draft: Draft) -> str:
    from shlex import quote

    from kontaktjournal.views.words import ref_of

    channel = session.say("import.calls.channel")
    lasted = f"--min {draft.minutes}" if draft.minutes else "--attempt"
    ref = quote(ref_of(draft.contact))
    return f'journal log {ref} -c {channel} -d "{draft.at.written}" {lasted}'


def _value(drafts: list[Draft], counted: Counter[CallFate], origin: "Origin") -> "Value":
    from kontaktjournal.views.rows import VERSION

    return {
        "version": VERSION,
        "command": "import",
        "path": origin.path,
        "format": origin.format,
        "goal": "calls",
        "read": counted.total(),
        **{fate.value: counted[fate] for fate in CallFate},
        "drafts": [
            {
                "path": one.contact.path,
                "name": one.contact.name,
                "date": one.at.day.isoformat(),
                "time": one.at.at.isoformat("minutes") if one.at.at else None,
                "minutes": one.minutes or None,
                "attempt": not one.minutes,
            }
            for one in drafts
        ],
    }
