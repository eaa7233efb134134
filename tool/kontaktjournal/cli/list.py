"""``journal list``: contacts, one a line."""

from typing import TYPE_CHECKING

import click

from kontaktjournal.cli.numbering import Numbering
from kontaktjournal.cli.options import choice, exclude, limit_option, option
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.query import asked, parsed, query_argument, query_text
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.agenda import Order
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.views.listing import Numbered

_FORMATS = ("table", "csv", "tsv", "json", "paths", "ids")


@journal_command("list")
@query_argument()
@limit_option("option.limit.list")
@option("--all", "everybody", is_flag=True, help="option.all.contacts")
@option("--sort", type=choice(Order), default=Order.URGENCY.value, help="option.sort")
@option("--columns", metavar="metavar.columns", help="option.columns")
@option("--format", "form", type=click.Choice(_FORMATS), help="option.format")
@option("-0", "null", is_flag=True, help="option.null")
@option("--exit-code", is_flag=True, help="option.exit_code.nothing")
@option("--explain", is_flag=True, help="option.explain")
def command(  # noqa: PLR0913  # one parameter an option
    *,
    terms: tuple[str, ...],
    limit: int | None,
    everybody: bool,
    sort: str,
    columns: str | None,
    form: str | None,
    null: bool,
    exit_code: bool,
    explain: bool,
) -> int:
    """List contacts."""
    session = current_session()
    exclude({"--json": session.json, "--format": form})
    exclude({"--json": session.json, "-0": null})
    exclude({f"--format {form}": form not in {None, "paths", "ids"}, "-0": null})
    exclude({"--explain": explain, "--json": session.json})
    is_asked = limit or any(map(str.strip, terms))
    query = parsed(session, terms, limit) if is_asked or explain else None
    if query and explain:
        _explain(session, query)
        return 0
    journal = session.journal
    everybody = everybody or (query is not None and query.lifts_scope)
    dues = asked(session, query, everybody=everybody, order=Order(sort))
    numbering = Numbering()
    numbered = [*numbering.of(dues, lambda due: due)]
    form = form or ("json" if session.json else "paths" if null else "table")
    if form == "table":
        chosen = _columns(session, columns)
        _show_table(session, numbered, chosen, everybody=everybody, terms=terms)
        if query:
            _show_lists(session, query, terms)
    else:
        end = "\0" if null else "\n"
        _print(session, form, numbered, _columns(session, columns), end=end)
    session.tell_of_folders()
    journal.number(numbering.paths.items())
    return int(exit_code and not numbered)


def _explain(session: "Session", query: "Query") -> None:
    """Say in words what a search is understood as."""
    from kontaktjournal.views.explained import explained_lines

    session.show(explained_lines(query, session.frame))


def _show_lists(session: "Session", query: "Query", terms: tuple[str, ...]) -> None:
    """Say what else can be searched, where the journal has lists that may answer."""
    from kontaktjournal.domain.on_lists import is_answered, wanted

    if wanted(query) and is_answered(query) and session.journal.shelf.stamps():
        from kontaktjournal.views.listing import lists_lines
        from kontaktjournal.views.words import quoted

        session.show(lists_lines(" ".join(map(quoted, terms)), session.frame))


def _columns(session: "Session", typed: str | None) -> list[str]:
    """Return the columns asked for, each by any of the words a file may use for it.

    Raises:
        WrongUse: one of them is none.
    """
    from kontaktjournal.domain.names import key_of
    from kontaktjournal.notation.keys import Keys
    from kontaktjournal.views.plain import COLUMNS

    keys = Keys(session.settings.keys)
    chosen: list[str] = []
    for word in filter(None, map(str.strip, (typed or "").split(","))):
        # "kind" is a column of its own, and only in a file another word for "type".
        name = key_of(word)
        column = name if name in COLUMNS else keys.canonical(word)
        if column not in COLUMNS:
            raise WrongUse("refusal.bad_column", word=word, known=", ".join(COLUMNS))
        chosen.append(column)
    return chosen


def _show_table(
    session: "Session",
    rows: "Numbered",
    columns: list[str],
    *,
    everybody: bool,
    terms: tuple[str, ...],
) -> None:
    from kontaktjournal.views.listing import footer_lines, table_lines

    journal, counts = session.journal, session.journal.counts()
    if journal.is_empty():
        session.say_empty()
        return
    query = query_text(session, terms) if terms else ""
    if query and not rows:
        session.say_result("list.nothing", query=query)
    session.show(table_lines(rows, session.frame, columns=columns))
    session.show(
        footer_lines(len(rows), counts, session.frame, everybody=everybody, asked=bool(query))
    )


def _print(
    session: "Session", form: str, rows: "Numbered", columns: list[str], *, end: str
) -> None:
    from kontaktjournal.views import rows as json_rows
    from kontaktjournal.views import separated
    from kontaktjournal.views.plain import COLUMNS

    match form:
        case "json":
            today = session.journal.today
            values = (json_rows.row(due, number, today) for number, due in rows)
            for piece in json_rows.written_one_by_one(values):
                session.print(piece)
        case "csv":
            session.print(separated.csv_text(rows, columns or COLUMNS))
        case "tsv":
            session.print(separated.tsv_text(rows, columns or COLUMNS))
        case "ids":
            session.print_paths(separated.ids_text(rows, end=end))
        case _:
            session.print_paths(separated.paths_text(rows, end=end))
