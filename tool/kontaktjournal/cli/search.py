"""``journal search``: words in everybody's files, those that fit best first."""

from itertools import count
from typing import TYPE_CHECKING

from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import option
from kontaktjournal.cli.query import parsed, query_argument, query_text, tell_of_slips
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.due import Bucket
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.found import Hits
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.views.found import Numbered

#: What a screen or two can hold; a pipe gets all.
_AT_A_TERMINAL = 20


@journal_command("search")
@query_argument()
@option("--exit-code", is_flag=True, help="option.exit_code.nothing")
def command(*, terms: tuple[str, ...], exit_code: bool) -> int:
    """Search the whole text of everybody's files."""
    session = current_session()
    if not any(map(str.strip, terms)):
        raise WrongUse("refusal.search_nothing")
    query = parsed(session, terms)
    tell_of_slips(session, query)
    journal = session.journal
    is_whole = session.json or not session.is_terminal
    hits = journal.inquiry.search(query, None if is_whole else _AT_A_TERMINAL)
    numbered = _numbered(hits)
    if session.json:
        from kontaktjournal.views import rows

        values = [rows.hit_row(hit, number, journal.today) for number, hit in numbered]
        session.print(rows.written(values))
    else:
        _show(session, query, terms, numbered, hits)
    if not hits.total:
        _suggest(session, query)
    session.tell_of_folders()
    journal.number((number, hit.due.contact.path) for number, hit in numbered if number)
    return int(exit_code and not hits.total)


def _numbered(hits: "Hits") -> "Numbered":
    """Give a number to whoever can be read; the others are to be mended first."""
    numbers = count(1)
    return [
        (None if hit.due.bucket is Bucket.BROKEN else next(numbers), hit) for hit in hits.shown
    ]


def _show(
    session: "Session", query: "Query", terms: tuple[str, ...], rows: "Numbered", hits: "Hits"
) -> None:
    from kontaktjournal.domain.found import looked_for
    from kontaktjournal.views.found import found_lines, total_lines
    from kontaktjournal.views.listing import table_lines

    if session.journal.is_empty():
        session.say_empty()
        return
    if not rows:
        session.say_result("list.nothing", query=query_text(session, terms))
        return
    if looked_for(query):
        session.show(found_lines(rows, session.frame, marks=not session.has_colour))
    else:
        session.show(table_lines([(number, hit.due) for number, hit in rows], session.frame))
    session.show(total_lines(hits, session.frame))


def _suggest(session: "Session", query: "Query") -> None:
    """Say of words that stand nowhere which names they may be slips for."""
    if close := session.journal.inquiry.similar(query):
        session.tell(session.say("search.similar", names=", ".join(close)))
