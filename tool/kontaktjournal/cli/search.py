"""``journal search``: words in everybody's files, those that fit best first."""

from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from kontaktjournal.cli.numbering import Numbering
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import limit_option, option
from kontaktjournal.cli.query import parsed, query_argument, query_text, tell_of_slips
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.found import Hit, Hits
    from kontaktjournal.domain.query.tree import Query

#: What a screen or two can hold; a pipe gets all.
_AT_A_TERMINAL = 20
#: So many are aligned with each other, and written before the next are read.
_AT_ONCE = 500


@journal_command("search")
@query_argument()
@limit_option("option.limit.search")
@option("--exit-code", is_flag=True, help="option.exit_code.nothing")
def command(*, terms: tuple[str, ...], limit: int | None, exit_code: bool) -> int:
    """Search the whole text of everybody's files."""
    session = current_session()
    if not any(map(str.strip, terms)):
        raise WrongUse("refusal.search_nothing")
    query = parsed(session, terms, limit)
    tell_of_slips(session, query)
    journal = session.journal
    is_whole = session.json or not session.is_terminal
    found = journal.inquiry.search(query, None if is_whole else _AT_A_TERMINAL)
    numbering = Numbering()
    rows = numbering.of(found.hits, attrgetter("due"))
    if session.json:
        _print(session, rows)
    else:
        _show(session, query, terms, found, rows)
    if not found.total:
        _suggest(session, query)
    session.tell_of_folders()
    journal.number(numbering.paths.items())
    return int(exit_code and not found.total)


def _print(session: "Session", rows: "Iterator[tuple[int | None, Hit]]") -> None:
    from kontaktjournal.views.rows import hit_row, written_one_by_one

    today = session.journal.today
    for piece in written_one_by_one(hit_row(hit, number, today) for number, hit in rows):
        session.print(piece)


def _show(
    session: "Session",
    query: "Query",
    terms: tuple[str, ...],
    found: "Hits",
    rows: "Iterator[tuple[int | None, Hit]]",
) -> None:
    from kontaktjournal.domain.found import looked_for
    from kontaktjournal.views.found import found_lines, total_lines
    from kontaktjournal.views.listing import table_lines

    if session.journal.is_empty():
        session.say_empty()
        return
    if not found.shown:
        session.say_result("list.nothing", query=query_text(session, terms))
        return
    if looked_for(query):
        marks = not session.has_colour
        while some := [*islice(rows, _AT_ONCE)]:
            lines = found_lines(some, session.frame, marks=marks, highest=found.shown)
            session.show(lines)
    else:
        session.show(table_lines([(number, hit.due) for number, hit in rows], session.frame))
    session.show(total_lines(found, session.frame))


def _suggest(session: "Session", query: "Query") -> None:
    """Say of words that stand nowhere which names they may be slips for."""
    if close := session.journal.inquiry.similar(query):
        session.tell(session.say("search.similar", names=", ".join(close)))
