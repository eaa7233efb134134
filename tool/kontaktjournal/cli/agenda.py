"""``journal agenda``: who is due today, and why."""

from collections import defaultdict
from typing import TYPE_CHECKING

import click

from kontaktjournal.cli import clock
from kontaktjournal.cli.options import choice, exclude, option
from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.query import parsed, query_argument, query_text, tell_of_slips
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.agenda import Order, Sheet, View
from kontaktjournal.domain.due import Bucket

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.problem import Problem
    from kontaktjournal.domain.query.tree import Query

_WEEK = 7
#: Further ahead nobody plans; and a calendar ends somewhere.
_FARTHEST = 3660


@journal_command("agenda")
@query_argument()
@option("--week", is_flag=True, help="option.week")
@option("--days", type=click.IntRange(0, _FARTHEST), metavar="N", help="option.days")
@option("--overdue", is_flag=True, help="option.overdue")
@option("--today", "only_today", is_flag=True, help="option.only_today")
@option("--on", metavar="metavar.day", help="option.on")
@option("--all", "everything", is_flag=True, help="option.all.due")
@option("--sort", type=choice(Order), default=Order.URGENCY.value, help="option.sort")
@option("--brief", is_flag=True, help="option.brief.agenda")
@option("--exit-code", is_flag=True, help="option.exit_code.due")
def command(  # noqa: PLR0913  # one parameter an option
    *,
    terms: tuple[str, ...],
    week: bool,
    days: int | None,
    overdue: bool,
    only_today: bool,
    on: str | None,
    everything: bool,
    sort: str,
    brief: bool,
    exit_code: bool,
) -> int:
    """Show who is due."""
    exclude({
        "--week": week, "--days": days is not None, "--overdue": overdue,
        "--today": only_today, "--on": on,
    })  # fmt: skip
    session = current_session()
    buckets = (Bucket.OVERDUE,) * overdue + (Bucket.TODAY,) * only_today
    view = View(
        days=_WEEK if week else days,
        buckets=buckets,
        on=clock.day(on) if on else None,
        everything=everything,
        order=Order(sort),
    )
    query = parsed(session, terms) if any(map(str.strip, terms)) else None
    if query:
        tell_of_slips(session, query)
    sheet = session.journal.agenda(view, query)
    session.tell_of_folders()
    if session.json:
        from kontaktjournal.views import rows

        session.print(rows.written(rows.sheet_rows(sheet)))
    else:
        _show(session, sheet, query, terms, brief=brief)
    if not brief:
        numbered = ((row.number, row.due.contact.path) for row in sheet.rows)
        session.journal.number((number, path) for number, path in numbered if number)
    return int(exit_code and bool(sheet.is_due))


def _show(
    session: "Session",
    sheet: Sheet,
    query: "Query | None",
    terms: tuple[str, ...],
    *,
    brief: bool,
) -> None:
    from kontaktjournal.views.agenda import agenda_lines, brief_lines

    journal, frame = session.journal, session.frame
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in journal.problems():
        problems[problem.path].append(problem)
    if brief:
        session.show(brief_lines(sheet, frame, problems=problems))
        return
    if not sheet.rows and journal.is_empty():
        session.say_empty()
        session.tell_of_problems(problems.values())
        return
    next_up = None if sheet.agenda.is_due else journal.next_up(sheet.agenda, query)
    asked = query_text(session, terms) if query else ""
    lines = agenda_lines(sheet, frame, problems=problems, next_up=next_up, query=asked)
    session.show(lines)
    session.tell_of_problems(problems.values())
