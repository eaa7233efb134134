"""``journal next``: when the next conversation shall be, and what it is about."""

import re
from typing import TYPE_CHECKING

import click

from kontaktjournal.cli import stage, when
from kontaktjournal.cli.afterwards import follow, tell_if_undated
from kontaktjournal.cli.behind import find_behind
from kontaktjournal.cli.options import Command, argument, option, writing_command
from kontaktjournal.cli.outcome import show, value_of
from kontaktjournal.cli.ref import ref_argument
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.pipeline import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.written import Written
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.domain.verdict import Verdict
    from kontaktjournal.notation.when.leading import Leading
    from kontaktjournal.views.rows import Value

#: "-3d" is a day that has been, and no option.
_BACKWARD = re.compile(r"-\d")


class Planning(Command):
    """A command whose words may begin with a minus and a number."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the call."""
        # A blank in front keeps a word from being an option, and means nothing.
        return super().parse_args(
            ctx, [f" {word}" if _BACKWARD.match(word) else word for word in args]
        )


@writing_command("next", cls=Planning)
@ref_argument()
@argument("words", nargs=-1, metavar="metavar.when_step")
@option("--to", metavar="metavar.stage", help="option.to.next")
@option("--step", metavar="metavar.text", help="option.step.next")
def command(*, ref: str, words: tuple[str, ...], to: str | None, step: str | None) -> None:
    """Set the next conversation."""
    from kontaktjournal.desk.planning import set_next

    session = current_session()
    contact, words = find_behind(session, ref.strip(), words)
    if not words and to is None and step is None:
        _tell(session, contact)
        return
    said = when.leading(session, words) if words else None
    verdict = _verdict(session, contact, said, to, step)
    desk = session.desk("next")
    with desk:
        typed = said.words if said else ""
        written = set_next(desk, contact.path, verdict, session.frame, typed=typed)
    show(
        session,
        desk,
        lambda: [_sentence(session, desk, written, verdict)],
        lambda: _value(session, desk, written),
    )
    if said:
        when.tell_rule(session, said.words, said.phrase)
    for remark in _remarks(session, desk, written, verdict):
        session.tell(remark)
    follow(session, desk, written)
    if verdict.stage:
        tell_if_undated(session, written.contact)


def _tell(session: "Session", contact: "Contact") -> None:
    """Say when the next conversation is."""
    from kontaktjournal.domain.due import assess
    from kontaktjournal.views import outcome, rows, upcoming

    journal = session.journal
    due = assess(contact, journal.today, journal.settings)
    if session.json:
        value = outcome.outcome("next", contact, ({}, {}), dry_run=session.dry_run)
        session.print(rows.written({**value, **upcoming.next_value(due)}))
    else:
        problems = journal.problems(contact.path)
        session.print_line(upcoming.upcoming(due, session.frame, problems))
        tell_if_undated(session, contact)


def _verdict(
    session: "Session",
    contact: "Contact",
    said: "Leading | None",
    to: str | None,
    step: str | None,
) -> "Verdict":
    """Return what shall be next.

    Raises:
        WrongUse: the step is said twice, or the stage is not one to be talked to in.
    """
    from kontaktjournal.domain.verdict import Verdict
    from kontaktjournal.views.words import ref_of

    rest = said.rest if said else ""
    if rest and step is not None:
        raise WrongUse("refusal.step_twice", words=rest)
    target = stage.read(session, to.strip()) if to is not None else None
    if target and target.kind is Kind.FILED:
        raise WrongUse("refusal.next_to_filed", stage=target.id, ref=ref_of(contact))
    words = rest or None if step is None else " ".join(step.split())
    if said is None:
        return Verdict(target, step=words)
    return Verdict(target, said.phrase.when, said.phrase.never, step=words)


def _sentence(session: "Session", desk: "Desk", written: "Written", verdict: "Verdict") -> str:
    """Return in one line where the contact stands now."""
    from kontaktjournal.views.standing import next_talk, sentence, stage_and_rhythm

    say, frame, contact = session.say, session.frame, written.contact
    talk = next_talk(contact, frame)
    was = _before(session, desk, written)
    told = sentence(
        contact,
        stage_and_rhythm(contact, frame) if verdict.stage else "",
        say("next.moved", next=talk, was=was) if was else talk,
        say("agenda.step", step=contact.step) if verdict.step else "",
    )
    return told if written.is_changed else say("next.same", told=told)


def _before(session: "Session", desk: "Desk", written: "Written") -> str:
    """Return what stood in the place of another date; nothing where the date stays."""
    from kontaktjournal.views.upcoming import before

    was, now = written.earlier, written.contact
    if was is None or written.was is None or (was.next, was.never) == (now.next, now.never):
        return ""
    typed = desk.head_of(written.was).get("next")
    return before(was, typed if isinstance(typed, str) else "", session.frame)


def _value(session: "Session", desk: "Desk", written: "Written") -> "Value":
    from kontaktjournal.domain.due import assess
    from kontaktjournal.views.upcoming import next_value

    due = assess(written.contact, session.journal.today, session.settings)
    return {**value_of(session, desk, "next", written), **next_value(due)}


def _remarks(
    session: "Session", desk: "Desk", written: "Written", verdict: "Verdict"
) -> "Iterator[str]":
    """Yield what the user may not expect."""
    from kontaktjournal.domain.due import is_served
    from kontaktjournal.domain.history import history

    say, was, now = session.say, written.earlier, written.contact
    past = history(now, session.journal.today)
    if verdict.next and past.last_talk and is_served(now, past):
        yield say("next.served", day=say.day(past.last_talk.day, "short"))
    if verdict.never and past.ahead:
        yield say("next.ahead", day=say.day(past.ahead.day, "weekday_date"))
    if was is None or desk.is_dry:
        return
    if was.step and not now.step and verdict.step is None:
        yield say("next.step_gone", step=was.step)
    if was.snooze and not now.snooze:
        yield say("next.snooze_gone", day=say.day(was.snooze, "weekday_date"))
