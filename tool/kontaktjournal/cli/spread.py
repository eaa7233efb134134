"""``journal spread``: lay a heap of overdue contacts out over working days."""

from typing import TYPE_CHECKING

import click

from kontaktjournal.cli import when
from kontaktjournal.cli.options import option, writing_command
from kontaktjournal.cli.outcome import show, tell_of_keeping, value_of
from kontaktjournal.cli.query import matching, query_argument, query_text
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.agenda import View, arrange
from kontaktjournal.domain.due import Bucket
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.spreading import Moved
    from kontaktjournal.domain.due import Due
    from kontaktjournal.domain.spread import Spread
    from kontaktjournal.views.rows import Value

#: Further ahead nobody plans.
_FARTHEST = 3660
_MOST = 10_000


@writing_command("spread")
@query_argument()
@option("--apply", "is_applied", is_flag=True, help="option.apply")
@option("--per-day", type=click.IntRange(1, _MOST), metavar="N", help="option.per_day")
@option("--from", "start", metavar="metavar.day", help="option.from")
def command(
    *, terms: tuple[str, ...], is_applied: bool, per_day: int | None, start: str | None
) -> int:
    """Spread the overdue over working days."""
    from kontaktjournal.desk.spreading import move_all
    from kontaktjournal.domain.spread import spread

    session = current_session()
    journal = session.journal
    session.tell_of_folders()
    most = per_day or journal.settings.agenda.per_day
    first = _first_day(session, start)
    known = _everybody(session)
    only = _only(session, terms, known)
    plan = spread(known, journal.today, journal.settings, per_day=most, start=first, only=only)
    desk = journal.desk("spread", dry_run=session.dry_run or not is_applied)
    moved, refused = move_all(desk, plan.moves)
    plan = plan.without(refused.keys())
    if session.json or (session.dry_run and plan.moves):
        show(session, desk, list, lambda: _values(session, desk, moved))
    else:
        query = query_text(session, terms) if only is not None else ""
        _show(session, plan, most, query, is_written=is_applied)
        tell_of_keeping(session, desk)
        if moved:
            _tell_how(session, terms, per_day, start, is_written=is_applied)
    for error in refused.values():
        session.refuse(session.say.refusal(error))
    return max((error.exit_code for error in refused.values()), default=0)


def _first_day(session: "Session", words: str | None) -> "date":
    """Return the day to begin with.

    Raises:
        WrongUse: it is none, or nobody works from then on.
    """
    journal = session.journal
    day = journal.today
    if words is not None:
        phrase = when.read(session, words)
        if phrase.when is None:
            raise WrongUse("refusal.from_never", word=words)
        when.tell_rule(session, words, phrase)
        day = phrase.when.day
    calendar = journal.settings.calendar
    if not calendar.is_workday(calendar.roll(day)):
        raise WrongUse("refusal.no_workday", day=session.say.day(day, "weekday_date"))
    return day


def _everybody(session: "Session") -> "list[Due]":
    """Return who has a date, and who is in play: a birthday needs none."""
    journal = session.journal
    return [*journal.agenda(View(days=_FARTHEST)).agenda.rows, *journal.contacts()]


def _only(
    session: "Session", terms: tuple[str, ...], known: "Sequence[Due]"
) -> "list[str] | None":
    """Return the files of the overdue whom a search finds, in its order; None for no search."""
    if not any(map(str.strip, terms)):
        return None
    overdue = {due.contact.path: due for due in known if due.bucket is Bucket.OVERDUE}
    found = matching(session, terms, arrange(overdue.values()))
    return [due.contact.path for due in found]


def _show(
    session: "Session", plan: "Spread", per_day: int, query: str, *, is_written: bool
) -> None:
    from kontaktjournal.views.spread import spread_lines

    lines = spread_lines(plan, session.frame, per_day=per_day, query=query, is_written=is_written)
    session.show(lines)


def _tell_how(
    session: "Session",
    terms: tuple[str, ...],
    per_day: int | None,
    start: str | None,
    *,
    is_written: bool,
) -> None:
    """Say how it is written, or how it is taken back."""
    from shlex import quote

    if is_written:
        if "undo" in session.frame.commands:
            session.tell(session.say("write.take_back"))
        return
    given = "".join(f" {quote(term.strip())}" for term in terms if term.strip())
    given += f" --per-day {per_day}" * bool(per_day) + f" --from {quote(start or '')}" * bool(
        start
    )
    session.tell(session.say("spread.apply", call=f"journal spread{given} --apply"))


def _values(session: "Session", desk: "Desk", moved: "Sequence[Moved]") -> "list[Value]":
    """Return who moves where, for programs."""
    from kontaktjournal.views.plain import written_when

    return [
        {
            **value_of(session, desk, "spread", written),
            "from": written_when(move.due.contact.next),
            "to": move.to.isoformat(),
            "dry_run": desk.is_dry,
        }
        for move, written in moved
    ]
