"""``journal edit``: open a contact's file in the user's editor, and look at it afterwards."""

from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.ref import find, ref_argument
from kontaktjournal.cli.session import Session, current_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.written import Written
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.domain.problem import Problem


class _Visit(NamedTuple):
    """What came of a visit to the editor; nothing is known of a file that is gone."""

    written: "Written | None"
    problems: "Sequence[Problem]"


@journal_command("edit")
@ref_argument()
def command(*, ref: str) -> None:
    """Open a contact's file in the editor."""
    session = current_session()
    contact = find(session, ref)
    desk = session.journal.desk("edit", dry_run=True)  # the editor writes, not we
    visit = _edited(session, desk, contact)
    if session.json:
        _print_json(session, desk, contact, visit)
    else:
        _show(session, contact, visit)


def edit(session: Session, contact: "Contact") -> None:
    """Open a contact's file in the editor, and say what is to be said of it afterwards."""
    desk = session.journal.desk("edit", dry_run=True)
    _show(session, contact, _edited(session, desk, contact))


def _edited(session: Session, desk: "Desk", contact: "Contact") -> _Visit:
    from kontaktjournal.cli.editor import open_at
    from kontaktjournal.desk.edited import line_to_open, problems_in
    from kontaktjournal.desk.written import Written

    journal, path = session.journal, contact.path
    file = journal.path(contact)
    before = desk.bytes_of(path)
    was = desk.read(path)
    open_at(session, file, line_to_open(was))
    if not file.exists():
        return _Visit(None, ())
    after, now = desk.bytes_of(path), desk.read(path)
    problems = problems_in(now, after, journal.today, journal.settings)
    return _Visit(Written(path, path, before, after, was, now), problems)


def _show(session: Session, contact: "Contact", visit: _Visit) -> None:
    """Print what is wrong in the file as `check` would, and where the contact stands now."""
    from kontaktjournal.views.findings import each_finding

    written, path = visit.written, contact.path
    if written is None:
        session.say_result("edit.gone", path=path)
        return
    session.show(each_finding(visit.problems, session.frame, wrapped=session.is_terminal))
    now = written.now.contact if written.now else None
    if now is None:
        session.say_result("edit.no_contact", path=path)
    elif written.earlier is None or _standing(session, written.earlier) != _standing(session, now):
        session.print_line(_standing(session, now))
    elif not written.is_changed:
        session.tell(session.say("edit.unchanged", path=path))
    elif not visit.problems:
        session.say_result("edit.saved", path=path)


def _standing(session: Session, contact: "Contact") -> str:
    from kontaktjournal.views.standing import sentence, stage_and_rhythm, talk_to_come

    frame = session.frame
    return sentence(contact, stage_and_rhythm(contact, frame), talk_to_come(contact, frame))


def _print_json(session: Session, desk: "Desk", contact: "Contact", visit: _Visit) -> None:
    from kontaktjournal.cli.outcome import value_of
    from kontaktjournal.views import rows
    from kontaktjournal.views.outcome import outcome

    written = visit.written
    told = (
        value_of(session, desk, "edit", written)
        if written
        else outcome("edit", contact, ({}, {}), dry_run=False)
    )
    problems = [rows.finding(problem, session.say) for problem in visit.problems]
    session.print(rows.written(told | {"exists": written is not None, "problems": problems}))
