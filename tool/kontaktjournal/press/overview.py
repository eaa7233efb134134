"""Gather what the agenda and the funnel show, and print them."""

from collections import Counter
from collections.abc import Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.front import Front, front
from kontaktjournal.domain.funnel import Board, Flow, Lengths, board, flow, lengths
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.weeks import Weeks, weeks
from kontaktjournal.index import select
from kontaktjournal.journal import Journal
from kontaktjournal.press.printer import AGENDA
from kontaktjournal.press.roll import Roll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontaktjournal.views.site.paper import Paper


class Overview(NamedTuple):
    """What the agenda and the funnel show."""

    front: Front
    board: Board
    flow: Flow
    lengths: Lengths
    weeks: Weeks


def overview(journal: Journal, roll: Roll, shown: frozenset[str] | None) -> Overview:
    """Gather what the overviews of a day show.

    Args:
        journal: asked for the few contacts that are shown in full.
        roll: everybody.
        shown: the files of those contacts that are on the pages; None for all.
    """
    today, settings = journal.today, journal.settings
    slips = [
        slip
        for slip in roll.slips.values()
        if not slip.blocked and (shown is None or slip.path in shown)
    ]
    # The order in which they were read says nothing.
    gists = sorted((slip.gist for slip in slips if slip.gist), key=attrgetter("path"))

    def dues(paths: "Sequence[str]") -> Mapping[str, Due]:
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
        lengths(gists, today, settings.pipeline),
        weeks(gists, today),
    )


def page_of(name: str, paper: "Paper", overview: Overview) -> str:
    """Print the agenda or the funnel."""
    if name == AGENDA:
        from kontaktjournal.views.site.agenda import agenda_page

        return agenda_page(paper, overview.front)
    from kontaktjournal.views.site.funnel import funnel_page

    return funnel_page(paper, overview.board, overview.flow, overview.lengths, overview.weeks)


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
