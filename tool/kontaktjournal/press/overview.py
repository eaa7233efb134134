"""Gather what the agenda and the funnel show, and print them."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.front import Front, front
from kontaktjournal.domain.funnel import Board, Flow, board, flow
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.weeks import Weeks, weeks
from kontaktjournal.index import select
from kontaktjournal.journal import Journal
from kontaktjournal.press.printer import AGENDA
from kontaktjournal.press.roll import Roll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontaktjournal.domain.statistics.report import Report
    from kontaktjournal.views.site.paper import Paper


#: Kinds of those who were only ever listed.
_UNCOUNTED = frozenset({"", Kind.POOL.value})


class Overview(NamedTuple):
    """What the agenda and the funnel show, and the files of those whom they show in full."""

    front: Front
    board: Board
    flow: Flow
    weeks: Weeks
    in_full: frozenset[str]
    report: Callable[[], "Report"]
    blocked: int


def overview(journal: Journal, roll: Roll, shown: frozenset[str] | None) -> Overview:
    """Gather what the overviews of a day show.

    Args:
        journal: asked for the few contacts that are shown in full.
        roll: everybody.
        shown: the files of those contacts that are on the pages; None for all.
    """
    today, settings = journal.today, journal.settings
    listed = [slip for slip in roll.slips.values() if shown is None or slip.path in shown]
    slips = [slip for slip in listed if not slip.blocked]
    # The order in which they were read says nothing.
    gists = sorted((slip.gist for slip in slips if slip.gist), key=attrgetter("path"))

    in_full: set[str] = set()

    def dues(paths: "Sequence[str]") -> Mapping[str, Due]:
        in_full.update(paths)
        found = journal.index.ask(select.by_path(paths))
        return {one.path: assess(one, today, settings) for one in found}

    return Overview(
        front(
            gists,
            today,
            settings,
            dues,
            problems=_problems(journal, roll, shown),
            counts=Counter(slip.kind for slip in slips),
            is_whole=shown is None,
        ),
        board(gists, today, settings),
        flow(gists, settings.pipeline),
        weeks(gists, today),
        frozenset(in_full),
        # The funnel may not be asked for; and if it is, several times.
        cache(lambda: _counted(journal, shown)),
        sum(slip.blocked and slip.kind not in _UNCOUNTED for slip in listed),
    )


def _counted(journal: Journal, shown: frozenset[str] | None) -> "Report":
    """Return what is counted of everybody on the pages, and of those who are filed."""
    from kontaktjournal.domain.statistics.breakdown import By
    from kontaktjournal.domain.statistics.period import Period

    return journal.inquiry.statistics(Period(), By.SOURCE, only=shown)


def page_of(name: str, paper: "Paper", overview: Overview) -> str:
    """Print the agenda or the funnel."""
    if name == AGENDA:
        from kontaktjournal.views.site.agenda import agenda_page

        return agenda_page(paper, overview.front)
    from kontaktjournal.views.site.funnel import Funnel, funnel_page

    board, flow, weeks = overview.board, overview.flow, overview.weeks
    return funnel_page(paper, Funnel(board, flow, weeks, overview.report(), overview.blocked))


def single_of(paper: "Paper", overview: Overview, assets: Mapping[str, bytes]) -> str:
    """Print the agenda as one file."""
    from kontaktjournal.views.site.agenda import single_page

    return single_page(paper, overview.front, assets)


def _problems(journal: Journal, roll: Roll, shown: frozenset[str] | None) -> list[Problem]:
    """Return what is wrong in the files; whoever wants to be left alone is not named (P3)."""
    return [
        problem
        for problem in journal.problems()
        if (shown is None or problem.path in shown)
        and not ((slip := roll.of(problem.path)) and slip.blocked)
    ]
