"""``journal log``: record a conversation, and decide how it goes on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kontaktjournal.cli import outcome
from kontaktjournal.cli.afterwards import follow
from kontaktjournal.cli.conversation import (
    ANSWERS,
    Options,
    Refs,
    people,
    read,
    tell_rules,
    text_of,
)
from kontaktjournal.cli.options import argument, option, writing_command
from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.views.words import ref_of

if TYPE_CHECKING:
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.log import Log
    from kontaktjournal.desk.written import Written
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.views.rows import Value

_INTERRUPTED = 130
_A_DAY = 24 * 60


@writing_command("log")
@argument("refs", type=Refs(), metavar="metavar.refs")
@argument("words", nargs=-1, metavar="metavar.text")
@option("-c", "--channel", metavar="metavar.channel", help="option.channel")
@option("-d", "--date", "when", metavar="metavar.moment", help="option.date")
@option("--min", "minutes", type=click.IntRange(1, _A_DAY), metavar="N", help="option.min")
@option("--next", metavar="metavar.moment", help="option.next")
@option("--step", metavar="metavar.text", help="option.step")
@option("--to", metavar="metavar.stage", help="option.to")
@option("--every", metavar="metavar.cadence", help="option.every")
@option("--file", is_flag=False, flag_value="", metavar="metavar.why", help="option.file")
@option("--attempt", "is_attempt", is_flag=True, help="option.attempt")
@option("--story", multiple=True, metavar="metavar.text", help="option.story")
@option(
    "--fit",
    type=click.Choice([*ANSWERS], case_sensitive=False),
    metavar="metavar.fit",
    help="option.fit",
)
@option("--value", metavar="metavar.text", help="option.value")
@option("--todo", multiple=True, metavar="metavar.text", help="option.todo")
@option("--by", metavar="metavar.moment", help="option.by")
@option("--yes", "insists", is_flag=True, help="option.yes.offer")
def command(*, refs: str, words: tuple[str, ...], **options: Any) -> int:
    """Record a conversation."""
    from kontaktjournal.desk.log import Participant

    session = current_session()
    contacts, words = people(session, refs, words)
    typed = Options(**options)
    log = read(session, typed, contacts[0])
    for contact in contacts:
        log.check(contact)
    with text_of(session, words, log) as text:
        if text is None:
            session.tell(session.say("log.left_empty", refs=refs))
            return 0
        log = log.saying(text)
        there = [Participant(one, session.journal.link_to(one)) for one in contacts]
        desk = session.desk("log")
        with desk:
            written = [
                log.write(desk, one, there, is_open=_asks(session, log, one.contact))
                for one in there
            ]
    try:
        for one in written:
            if _asks(session, log, one.contact):
                _decide(session, desk, log, one)
    except KeyboardInterrupt:
        session.refuse("")  # what was recorded shall not stand behind ^C
        return _INTERRUPTED
    finally:
        _show(session, desk, log)
        tell_rules(session, typed)
    return 0


def _asks(session: Session, log: "Log", contact: "Contact") -> bool:
    return session.may_ask and not session.dry_run and log.may_be_asked(contact)


def _decide(session: Session, desk: "Desk", log: "Log", written: "Written") -> None:
    """Ask how it goes on with a contact, and write the answer below the entry.

    Raises:
        Conflict: what was decided was changed meanwhile by somebody else.
    """
    from kontaktjournal.cli.decide import ask

    contact = written.contact
    verdict = ask(session, contact, planned=log.planned(contact))
    try:
        with desk:
            log.decide(desk, written, verdict)
    except Conflict as error:
        if error.key != "refusal.changed":
            raise
        raise Conflict("refusal.not_decided", ref=ref_of(contact), **error.values) from error


def _show(session: Session, desk: "Desk", log: "Log") -> None:
    """Say what was recorded, and what is still missing."""
    from kontaktjournal.views.logged import logged

    written = [(one, entry) for one in desk.written if (entry := one.entry)]

    def sentences() -> Iterator[str]:
        for one, entry in written:
            yield logged(one.contact, one.earlier, entry, session.frame)

    def values() -> "Value | list[Value]":
        told = [outcome.value_of(session, desk, "log", one) for one, _ in written]
        return told if len(told) > 1 else told[0]

    outcome.show(session, desk, sentences, values)
    for one, _ in written:
        follow(session, desk, one)
        if not desk.is_dry:
            for remark in _remarks(session, log, one.contact):
                session.tell(remark)


def _remarks(session: Session, log: "Log", contact: "Contact") -> Iterator[str]:
    """Yield what the user may not expect, or still has to do."""
    from kontaktjournal.views.logged import lacks_step, served_again, too_many_attempts

    say, frame, ref = session.say, session.frame, ref_of(contact)
    if log.is_attempt and (question := too_many_attempts(contact, frame)):
        yield say("log.too_many", question=question, ref=ref)
    if log.sounds_unanswered:
        yield say("log.unanswered", ref=ref)
    if log.verdict.next and (day := served_again(contact, frame)):
        yield say("next.served", day=say.day(day, "short"))
    if log.is_contact and not _asks(session, log, contact) and lacks_step(contact, frame):
        yield say("next.none", ref=ref)
