"""``journal file``: file somebody away, without a question."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.afterwards import follow
from kontaktjournal.cli.behind import find_behind
from kontaktjournal.cli.options import argument, writing_command
from kontaktjournal.cli.outcome import show, value_of
from kontaktjournal.cli.ref import ref_argument
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.written import Written


@writing_command("file")
@ref_argument()
@argument("reason", nargs=-1, metavar="metavar.reason_words")
def command(*, ref: str, reason: tuple[str, ...]) -> None:
    """File a contact away."""
    from kontaktjournal.desk.filing import file_away
    from kontaktjournal.notation.edit.scalars import one_line

    session = current_session()
    contact, reason = find_behind(session, ref, reason)
    words = " ".join(one_line(" ".join(reason)).split())  # said as it is written
    desk = session.desk("file")
    with desk:
        written = file_away(desk, contact.path, words, session.frame)
    show(
        session,
        desk,
        lambda: [_sentence(session, written, words)],
        lambda: value_of(session, desk, "file", written),
    )
    follow(session, desk, written)


def _sentence(session: "Session", written: "Written", reason: str) -> str:
    """Return in one line what became of the contact."""
    from kontaktjournal.domain.reopening import is_filed

    say, was, name = session.say, written.earlier, written.contact.name
    if was is None or not is_filed(was, session.settings.pipeline):
        return _done(session, name, reason)
    if written.before == written.after:
        return say("filing.already" if written.is_changed else "filing.same", name=name)
    return _done(session, name, reason) if written.entry else say("filing.emptied", name=name)


def _done(session: "Session", name: str, reason: str) -> str:
    if reason:
        return session.say("filing.done_reason", name=name, reason=reason)
    return session.say("filing.done", name=name)
