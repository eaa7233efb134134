"""``journal qualify``: a few people of the lists for today, counted, explained, one key each."""

from typing import TYPE_CHECKING, Any

import click

from kontaktjournal.cli.options import argument, exclude, option, writing_command
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import Refused, WrongUse

if TYPE_CHECKING:
    from kontaktjournal.cli.choosing import Choosing
    from kontaktjournal.cli.session import Session

_REF = "metavar.ref"


@writing_command("qualify")
@argument("lists", nargs=-1, type=click.Path(), metavar="metavar.lists")
@option("--start", multiple=True, metavar=_REF, help="option.qualify.start")
@option("--next", "first", metavar="metavar.at", help="option.qualify.next")
@option("--later", multiple=True, metavar=_REF, help="option.qualify.later")
@option("--until", metavar="metavar.at", help="option.qualify.until")
@option("--file", "filed", multiple=True, metavar=_REF, help="option.qualify.file")
@option("--explain", metavar=_REF, help="option.qualify.explain")
@option("--force", is_flag=True, help="option.qualify.force")
@option("--unchecked", is_flag=True, help="option.unchecked")
def command(*, lists: tuple[str, ...], explain: str | None, force: bool, **typed: Any) -> int:
    """Choose whom to talk to from the lists."""
    from kontaktjournal.cli.choosing import Choosing, explain_one

    session = current_session()
    start, later, filed = (typed[key] for key in ("start", "later", "filed"))
    first, until = typed["first"], typed["until"]
    if until is not None and not later:
        raise WrongUse("refusal.needs", option="--until", other="--later")
    if first is not None and not start:
        raise WrongUse("refusal.needs", option="--next", other="--start")
    decides = bool(start or later or filed)
    exclude({"--explain": explain is not None, "--start/--later/--file": decides})
    choosing = Choosing(session, lists, unchecked=typed["unchecked"])
    if explain is not None:
        explain_one(choosing, explain)
        return 0
    if start or not decides:
        _refuse_if_full(session, choosing.due, force=force)
    if decides:
        from kontaktjournal.cli.chosen import decide

        decide(choosing, start=start, when=first, later=(later, until), file=filed)
        return 0
    return _propose(choosing, force=force)


def _refuse_if_full(session: "Session", due: int, *, force: bool) -> None:
    """Refuse while there is enough to do.

    Raises:
        Refused: as many conversations are due as a day has room for.
    """
    goal = session.settings.agenda.per_day
    if due >= goal and not force:
        key = "refusal.qualify.full" if due > 1 else "refusal.qualify.full_one"
        raise Refused(key, n=due, goal=goal)


def _propose(choosing: "Choosing", *, force: bool) -> int:
    """Print whom the day proposes, and ask about each where somebody is there to answer.

    Raises:
        Refused: nothing is known of my side of a story.
    """
    session, told = choosing.session, choosing.prequalified(force=force)
    choosing.tell_of_faults()
    if session.json:
        from kontaktjournal.views.qualify import values
        from kontaktjournal.views.rows import written

        session.print(written(values(told, choosing.due)))
        return 0
    from kontaktjournal.views.qualify import prequalified_lines

    session.show(prequalified_lines(told, choosing.due, session.frame))
    if not told.drawn:
        return 0
    if not (session.is_terminal and session.may_ask):
        session.tell(session.say("qualify.terminal"))
        return 0
    from kontaktjournal.cli.chosen import Round

    return Round(choosing, told.drawn).go()
