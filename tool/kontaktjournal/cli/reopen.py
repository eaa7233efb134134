"""``journal reopen``: take up again whom somebody filed away."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.afterwards import follow, tell_if_undated
from kontaktjournal.cli.options import writing_command
from kontaktjournal.cli.outcome import show, value_of
from kontaktjournal.cli.ref import find, ref_argument
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.written import Written


@writing_command("reopen")
@ref_argument()
def command(*, ref: str) -> None:
    """Take up a filed contact again."""
    from kontaktjournal.desk.filing import take_up

    session = current_session()
    contact = find(session, ref)
    desk = session.desk("reopen")
    with desk:
        written = take_up(desk, contact.path, session.frame)
    show(
        session,
        desk,
        lambda: [_sentence(session, written)],
        lambda: value_of(session, desk, "reopen", written),
    )
    follow(session, desk, written)
    tell_if_undated(session, written.contact)


def _sentence(session: "Session", written: "Written") -> str:
    """Return in one line where the contact stands again."""
    from kontaktjournal.views.standing import BETWEEN, stage_and_rhythm, talk_to_come

    contact, frame = written.contact, session.frame
    if not written.is_changed:
        stage = stage_and_rhythm(contact, frame)
        return session.say("filing.not_filed", name=contact.name, stage=stage)
    told = [stage_and_rhythm(contact, frame), talk_to_come(contact, frame)]
    stands = BETWEEN.join(filter(None, told))
    return session.say("filing.reopened", name=contact.name, stands=stands)
