"""``journal stats``: conversations, the funnel, promises, and what lies ahead, in numbers."""

from typing import TYPE_CHECKING, Any

import click

from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import exclude, option
from kontaktjournal.cli.query import parsed, query_argument, query_text, tell_of_slips
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.query.tree import Days
    from kontaktjournal.domain.statistics.breakdown import By
    from kontaktjournal.domain.statistics.period import Period
    from kontaktjournal.domain.statistics.report import Report

#: The values of ``--by``, and what else they are called.
_BY = {
    "month": ("monat", "einstieg"),
    "source": ("quelle", "herkunft"),
    "via": ("empfehlung", "empfohlen", "ueber", "über"),
    "stage": ("stufe", "status"),
    "fit": ("passt", "passung"),
}


class _Breakdown(click.Choice[str]):
    """What the funnel can be broken down by, in German, too."""

    def __init__(self) -> None:
        super().__init__([*_BY])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        typed = str(value).casefold()
        meant = next((name for name, others in _BY.items() if typed in others), typed)
        return super().convert(meant if meant in _BY else value, param, ctx)


@journal_command("stats")
@query_argument()
@option("--since", metavar="metavar.period", help="option.since")
@option("--until", metavar="metavar.period", help="option.until")
@option("--by", type=_Breakdown(), help="option.by")
@option("--csv", "is_csv", is_flag=True, help="option.csv")
def command(
    *, terms: tuple[str, ...], since: str | None, until: str | None, by: str | None, is_csv: bool
) -> int:
    """Count what the journal says."""
    from kontaktjournal.domain.statistics.breakdown import By

    session = current_session()
    exclude({"--json": session.json, "--csv": is_csv})
    period = _period(session, since, until)
    query = parsed(session, terms) if any(map(str.strip, terms)) else None
    asked = By(by) if by else None
    if query:
        tell_of_slips(session, query)
    report = session.journal.inquiry.statistics(period, asked or By.SOURCE, query)
    typed = query_text(session, terms) if query else ""
    if session.json or is_csv:
        _print(session, report, typed, is_csv=is_csv)
    else:
        _show(session, report, typed, asked)
    session.tell_of_folders()
    return 0


def _period(session: "Session", since: str | None, until: str | None) -> "Period":
    """Return the days asked about.

    Raises:
        WrongUse: one of them is none, or there are no days between them.
    """
    from kontaktjournal.domain.statistics.period import Period

    today = session.journal.today
    first = _days(session, since).first if since is not None else None
    last = _days(session, until).last if until is not None else None
    if first and first > today:
        raise WrongUse("refusal.period.future", word=since)
    if first and last and first > last:
        say = session.say
        days = {"since": say.day(first, "date"), "until": say.day(last, "date")}
        raise WrongUse("refusal.period.backwards", **days)
    return Period(first, last)


def _days(session: "Session", words: str) -> "Days":
    from kontaktjournal.notation.query.periods import read_days

    if not words.strip():
        raise WrongUse("refusal.when.missing_past")
    found = read_days(words, session.journal.today, back=True)
    if found is None:
        raise WrongUse("refusal.period.unknown", word=words)
    return found


def _show(session: "Session", report: "Report", query: str, asked: "By | None") -> None:
    from kontaktjournal.views.statistics.bars import ink_for
    from kontaktjournal.views.statistics.lines import statistics_lines

    if session.journal.is_empty():
        session.say_empty()
        return
    if not report.people:
        session.say_result("list.nothing", query=query)
        return
    ink = ink_for(session.encoding)
    lines = statistics_lines(report, session.frame, ink, query=query, asked=asked)
    session.show(lines)


def _print(session: "Session", report: "Report", query: str, *, is_csv: bool) -> None:
    if is_csv:
        from kontaktjournal.views.statistics.sheet import csv_text

        session.print(csv_text(report, session.journal.today))
        return
    from kontaktjournal.views.rows import written
    from kontaktjournal.views.statistics.values import value_of

    session.print(written(value_of(report, session.journal.today, query)))
