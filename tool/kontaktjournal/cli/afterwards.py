"""What a command that filed somebody, or took them up again, says beside its result."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.written import Written
    from kontaktjournal.domain.contact import Contact


def tell_if_undated(session: "Session", contact: "Contact") -> None:
    """Say that there is no next step, where there should be one (D13)."""
    from kontaktjournal.domain.due import Bucket, assess
    from kontaktjournal.views.words import ref_of

    due = assess(contact, session.journal.today, session.settings)
    if due.bucket is Bucket.UNDATED:
        session.tell(session.say("next.none", ref=ref_of(contact)))


def follow(session: "Session", desk: "Desk", written: "Written") -> None:
    """Say where a file lies that was moved into the archive, or out of it (A1).

    Its number in the last list stays with it.
    """
    if written.path == written.to or desk.is_dry:
        return
    session.journal.follow([written])
    folder = written.to.rpartition("/")[0]
    session.tell(session.say("filing.moved", folder=f"{folder}/" if folder else "./"))
