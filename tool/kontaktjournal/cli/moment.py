"""``journal moment``: whom an event wakes (D13a)."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.numbering import Numbering
from kontaktjournal.cli.options import argument
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.views.moment import Numbered


@journal_command("moment")
@argument("words", nargs=-1, metavar="metavar.words")
def command(*, words: tuple[str, ...]) -> None:
    """Show who waits for a moment."""
    from kontaktjournal.domain.moments import woken

    session = current_session()
    journal = session.journal
    words = tuple(filter(None, map(str.strip, words)))
    waiting = journal.waiting_for_moment()
    numbering = Numbering()
    rows = [*numbering.of(woken(waiting, words), lambda due: due)]
    if session.json:
        from kontaktjournal.views import rows as json_rows

        values = [json_rows.row(due, number, journal.today) for number, due in rows]
        session.print(json_rows.written(values))
    else:
        _show(session, rows, words, len(waiting))
    session.tell_of_folders()
    journal.number(numbering.paths.items())


def _show(session: "Session", rows: "Numbered", words: tuple[str, ...], total: int) -> None:
    from kontaktjournal.views.moment import moment_footer, moment_lines

    if rows:
        session.show(moment_lines(rows, words, session.frame))
        dues = [due for _, due in rows]
        session.show(moment_footer(dues, total, session.frame, asked=bool(words)))
    elif words:
        session.say_result("list.nothing", query=" ".join(words))
    elif session.journal.is_empty():
        session.say_empty()
    else:
        session.say_result("moment.none")
