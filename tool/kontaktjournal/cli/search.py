"""``journal search``: words in everybody's files, those that fit best first; then on lists."""

from itertools import chain, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.cli.numbering import Numbering
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import limit_option, option
from kontaktjournal.cli.query import parsed, query_argument, query_text, tell_of_slips
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import JournalError, WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.found import Hit, Hits
    from kontaktjournal.domain.on_lists import ListHits
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.index.listed import Lists

#: What a screen or two can hold; a pipe gets all.
_AT_A_TERMINAL = 20
#: So many are aligned with each other, and written before the next are read.
_AT_ONCE = 500


class _Told(NamedTuple):
    """Whom a search found: contacts with their numbers, and who stands on lists."""

    found: "Hits"
    rows: "Iterator[tuple[int | None, Hit]]"
    listed: "ListHits"


@journal_command("search")
@query_argument()
@limit_option("option.limit.search")
@option("--exit-code", is_flag=True, help="option.exit_code.nothing")
def command(*, terms: tuple[str, ...], limit: int | None, exit_code: bool) -> int:
    """Search the whole text of everybody's files."""
    session = current_session()
    if not any(map(str.strip, terms)):
        raise WrongUse("refusal.search_nothing")
    from kontaktjournal.domain.on_lists import NOBODY

    query = parsed(session, terms, limit)
    journal = session.journal
    most = None if session.json or not session.is_terminal else _AT_A_TERMINAL
    lists = _lists(session, query)
    if lists is None:
        tell_of_slips(session, query)
    found = journal.inquiry.search(query, most)
    left = most if query.limit is None else query.limit - found.shown
    listed = lists.search(query, journal.today, left) if lists else NOBODY
    if lists and listed.shown:
        listed = _marked(session, lists, listed)
    if lists and not listed.total:
        # A column of a list is no slip.
        tell_of_slips(session, query)
    numbering = Numbering()
    told = _Told(found, numbering.of(found.hits, attrgetter("due")), listed)
    if session.json:
        _print(session, told)
    else:
        _show(session, query, terms, told)
    nobody = not found.total and not listed.total
    if nobody:
        _suggest(session, query)
    session.tell_of_folders()
    journal.number(numbering.paths.items())
    return int(exit_code and nobody)


def _lists(session: "Session", query: "Query") -> "Lists | None":
    """Return the lists, if the search can find somebody there; say which cannot be read."""
    from kontaktjournal.domain.on_lists import is_answered

    lists = session.journal.shelf.index()
    if lists is None or not is_answered(query):
        return None
    lists.refresh(session.tell_of_list)
    session.tell_passing("")
    for fault in lists.faults:
        session.tell(session.say.refusal(fault))
    return lists


def _marked(session: "Session", lists: "Lists", found: "ListHits") -> "ListHits":
    """Return who was found on lists, with what was decided about them, and who is blocked."""
    from kontaktjournal.cli.blocking import open_block_list
    from kontaktjournal.domain.qualify.decisions import Decisions
    from kontaktjournal.index.listed_marks import Marks

    journal = session.journal
    decisions = Decisions(journal.shelf.decisions, journal.today)
    try:
        blocked = open_block_list(session).list
        marks = Marks(lists, blocked, decisions, journal.shelf.stamps())
    except JournalError as error:
        # They are found all the same.
        session.tell(session.say.refusal(error))
        return found
    return found._replace(hits=marks.on(found.hits))


def _print(session: "Session", told: _Told) -> None:
    from kontaktjournal.views.rows import hit_row, list_hit_row, written_one_by_one

    today = session.journal.today
    contacts = (hit_row(hit, number, today) for number, hit in told.rows)
    others = (list_hit_row(hit, today) for hit in told.listed.hits)
    for piece in written_one_by_one(chain(contacts, others)):
        session.print(piece)


def _show(session: "Session", query: "Query", terms: tuple[str, ...], told: _Told) -> None:
    if told.found.shown:
        _show_contacts(session, query, told)
    elif not told.listed.total:
        if session.journal.is_empty():
            session.say_empty()
        else:
            session.say_result("list.nothing", query=query_text(session, terms))
    if told.listed.total:
        _show_listed(session, told)


def _show_contacts(session: "Session", query: "Query", told: _Told) -> None:
    from kontaktjournal.domain.found import looked_for
    from kontaktjournal.views.found import found_lines, total_lines
    from kontaktjournal.views.listing import table_lines

    if looked_for(query):
        marks = not session.has_colour
        while some := [*islice(told.rows, _AT_ONCE)]:
            lines = found_lines(some, session.frame, marks=marks, highest=told.found.shown)
            session.show(lines)
    else:
        session.show(table_lines([(number, hit.due) for number, hit in told.rows], session.frame))
    session.show(total_lines(told.found, session.frame))


def _show_listed(session: "Session", told: _Told) -> None:
    from kontaktjournal.views.found import head_of_lists, on_lists_lines, on_lists_total_lines

    frame, marks = session.frame, not session.has_colour
    if told.listed.shown:
        session.show(head_of_lists(frame, is_first=not told.found.shown))
    while some := [*islice(told.listed.hits, _AT_ONCE)]:
        session.show(on_lists_lines(some, frame, marks=marks))
    session.show(on_lists_total_lines(told.listed, told.found.total, frame))


def _suggest(session: "Session", query: "Query") -> None:
    """Say of words that stand nowhere which names they may be slips for."""
    if close := session.journal.inquiry.similar(query):
        session.tell(session.say("search.similar", names=", ".join(close)))
