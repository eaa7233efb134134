"""``journal like``: who has something in common with somebody, and what."""

from operator import attrgetter
from typing import TYPE_CHECKING

from kontaktjournal.cli.numbering import Numbering
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import limit_option, option
from kontaktjournal.cli.ref import find, ref_argument
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.views.kindred import Numbered

_LIMIT = 10


@journal_command("like")
@ref_argument()
@limit_option("option.limit", _LIMIT)
@option("--all", "everybody", is_flag=True, help="option.all.like")
def command(*, ref: str, limit: int, everybody: bool) -> None:
    """Show who has something in common with a contact."""
    session = current_session()
    journal = session.journal
    contact = find(session, ref)
    alike = journal.inquiry.like(contact, limit, everybody=everybody)
    numbering = Numbering()
    rows = [*numbering.of(alike.rows, attrgetter("due"))]
    if session.json:
        _print(session, contact, rows)
    elif rows:
        _show(session, contact, rows, is_cut=alike.is_cut, everybody=everybody)
    else:
        _say_nobody(session, contact, everybody=everybody)
    session.tell_of_folders()
    journal.number(numbering.paths.items())


def _print(session: "Session", contact: "Contact", rows: "Numbered") -> None:
    from kontaktjournal.views import rows as json_rows
    from kontaktjournal.views.kindred import reason_value

    frame = session.frame
    values = [
        {
            **json_rows.row(row.due, number, frame.today),
            "common": [reason_value(reason, contact, frame) for reason in row.reasons],
        }
        for number, row in rows
    ]
    session.print(json_rows.written(values))


def _show(
    session: "Session", contact: "Contact", rows: "Numbered", *, is_cut: bool, everybody: bool
) -> None:
    from kontaktjournal.views.kindred import kindred_footer, kindred_lines

    frame = session.frame
    session.show(kindred_lines(rows, contact, frame))
    session.show(kindred_footer(contact, len(rows), frame, is_cut=is_cut, everybody=everybody))


def _say_nobody(session: "Session", contact: "Contact", *, everybody: bool) -> None:
    from kontaktjournal.views.words import ref_of

    are_others = not everybody and session.journal.inquiry.like(contact, 1, everybody=True).rows
    key = "like.none_in_play" if are_others else "like.none"
    session.say_result(key, name=contact.name, ref=ref_of(contact))
