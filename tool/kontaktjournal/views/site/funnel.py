"""The page of the funnel: who stands where, how far people came, and how long it took."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import NamedTuple

from markupsafe import Markup

from kontaktjournal.domain.funnel import (
    Board,
    Card,
    Flow,
    Lane,
    Length,
    Lengths,
)
from kontaktjournal.domain.gist import Gist
from kontaktjournal.domain.pipeline import Kind, Stage
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.statistics.cohort import Cohort, Milestone
from kontaktjournal.domain.statistics.report import Report
from kontaktjournal.domain.weeks import Weeks
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.counted import counted_words
from kontaktjournal.views.site.figures import axis_of, every_week_figure, length_figure
from kontaktjournal.views.site.flow_figure import flow_figures
from kontaktjournal.views.site.numbers import counted, spelled
from kontaktjournal.views.site.occasion import promised_for
from kontaktjournal.views.site.paper import Paper
from kontaktjournal.views.site.signs import stage_icons
from kontaktjournal.views.words import Frame, is_near

#: Lanes beside one another; more of them stand in two rows.
_FEWEST, _MOST_LANES = 3, 5
_HOUR = 60


class Funnel(NamedTuple):
    """What the page shows.

    Args:
        board: who stands where.
        flow: how far everybody came.
        weeks: the talks of the last weeks.
        report: all that is counted.
        blocked: how many are counted there who are on no page (P3).
    """

    board: Board
    flow: Flow
    weeks: Weeks
    report: Report
    blocked: int = 0


class CardShown(NamedTuple):
    """Somebody on the board, in words.

    Args:
        name: whole name.
        page: where the link leads; empty where there is none.
        step: the next step in words.
        when: when it is due, or why there is no day.
        look: class of ``when``: ``late``, ``now``, ``pick`` (no step) or empty.
        moment: the day for machines; empty where there is none.
        here: for how long they have been in the stage.
        by: the day the step was promised for, where it is due on another.
    """

    name: str
    page: str
    step: str
    when: str
    look: str
    moment: str
    here: str
    by: str


class LaneShown(NamedTuple):
    """A stage of the board, in words.

    Args:
        icon, name: of the stage.
        total: how many are in it.
        asks: what the stage asks for; empty for stages that are not ours.
        cards: the first of them.
        left: a sentence on all others; empty where there are none.
        command: lists all of them.
    """

    icon: str
    name: str
    total: str
    asks: str
    cards: tuple[CardShown, ...]
    left: str
    command: str


class Row(NamedTuple):
    """A stage in the table, every number in words."""

    icon: str
    name: str
    reached: str
    further: str
    share: str
    here: str
    filed: str
    median: str
    half: str
    p90: str
    figure: Markup


class Lead(NamedTuple):
    """The sentences at the top; empty from ``of`` on where nobody came far enough to tell."""

    in_play: str
    of: str
    reached: str


def funnel_page(paper: Paper, funnel: Funnel) -> str:
    """Return the page of the funnel as HTML.

    Args:
        paper: what all pages are printed on.
        funnel: what it shows.
    """
    board, flow, weeks, report, blocked = funnel
    lengths = report.figures.lengths
    frame = paper.setting.frame
    say = frame.say
    icons = stage_icons(frame.settings.pipeline)
    shown = tuple(each for each in lengths if _is_passing(each))
    axis = axis_of(shown)
    return paper.page(
        "funnel.html.j2",
        up="",
        page="funnel",
        lead=_lead(board, report.figures.cohort, say),
        lanes=tuple(_lane(lane, icons, paper.setting.pages, frame) for lane in board.lanes),
        columns=_columns(len(board.lanes)),
        filed=say.count("page.funnel.filed", board.filed) if board.filed else "",
        begun=_begun(flow, say),
        unknown=say.count("page.funnel.unknown", flow.unknown) if flow.unknown else "",
        flow=flow_figures(flow, say),
        rows=tuple(_rows(flow, lengths, axis, icons, say)) if flow.total else (),
        axis=say("page.funnel.axis", days=say.number(axis)) if shown else "",
        waiting=_waiting(board, flow, say),
        talks=_talks(weeks, say),
        weeks=every_week_figure(weeks, say) if weeks.most else "",
        counted=counted_words(report, frame),
        blocked=say.count("page.counted.blocked", blocked) if blocked else "",
    )


def _name(stage: Stage, say: Catalogue) -> str:
    return say.stage(stage.id, stage.label)


def _number(n: int, say: Catalogue) -> str:
    """Return a number of people as it stands in a sentence: keiner, einer, zwei."""
    return say(f"page.number.{n}") if n <= 1 else spelled(n, say)


# --- the sentences at the top ------------------------------------------------------------------


def _lead(board: Board, cohort: Cohort, say: Catalogue) -> Lead:
    """Tell who is in play, and how far those in the table of the milestones came."""
    n = board.in_play
    in_play = counted("page.funnel.in_play", n, say) if n else say("page.funnel.nobody")
    # Of one alone there is nothing to compare.
    if cohort.entered <= 1:
        return Lead(in_play, "", "")
    of = say("page.funnel.of", number=spelled(cohort.entered, say))
    return Lead(in_play, of, _reached(cohort, say))


def _reached(cohort: Cohort, say: Catalogue) -> str:
    reached = {row.milestone: row.reached for row in cohort.rows}
    talked = reached[Milestone.TALKED]
    if not talked:
        return say("page.funnel.reached_none")
    number = _number(talked, say)
    if Milestone.WON not in reached:
        return say.count("page.funnel.reached", talked, number=number)
    others = _number(reached[Milestone.WON], say)
    return say.count("page.funnel.reached_both", talked, number=number, others=others)


# --- the board ---------------------------------------------------------------------------------


def _columns(lanes: int) -> int:
    """Return how many lanes stand beside one another."""
    rows = 1 if lanes <= _MOST_LANES else 2
    return min(max(-(-lanes // rows), _FEWEST), _MOST_LANES)


def _lane(
    lane: Lane, icons: Mapping[str, str], pages: Mapping[str, str], frame: Frame
) -> LaneShown:
    say, stage = frame.say, lane.stage
    asks = f"page.funnel.asks.{stage.id}"
    is_word = re.fullmatch(r"[\w-]+", stage.id)
    return LaneShown(
        icons[stage.id],
        _name(stage, say),
        say.number(lane.total),
        say(asks) if asks in say else "",
        tuple(_card(card, pages, frame) for card in lane.cards),
        say.count("page.funnel.left", lane.left) if lane.left else "",
        f"journal list status:{stage.id}" if lane.left and is_word else "",
    )


def _card(card: Card, pages: Mapping[str, str], frame: Frame) -> CardShown:
    gist = card.gist
    when, look = _when(card, frame)
    moment = ""
    if gist.day:
        day = date.fromordinal(gist.day).isoformat()
        moment = day[:7] if gist.whole_month else day
    by = promised_for(date.fromordinal(gist.promised) if gist.promised else None, frame)
    page, here = pages.get(gist.path, ""), _here(card, frame)
    return CardShown(gist.name, page, gist.step, when, look, moment, here, by)


def _here(card: Card, frame: Frame) -> str:
    if not card.since:
        return ""
    days = frame.today.toordinal() - card.since
    if not days:
        return frame.say("page.funnel.here_today")
    return frame.say.count("page.funnel.here", days)


def _when(card: Card, frame: Frame) -> tuple[str, str]:
    """Return when somebody is due, and how that looks."""
    say, gist = frame.say, card.gist
    if gist.day:
        return _due(gist, frame)
    if card.lacks_step:
        return say("page.funnel.no_step"), "pick"
    if card.is_unreadable:
        return say("page.funnel.unreadable"), "late"
    return say("page.funnel.waits" if gist.waits else "page.funnel.rests"), ""


def _due(gist: Gist, frame: Frame) -> tuple[str, str]:
    say, now = frame.say, frame.today.toordinal()
    minutes = gist.hour if gist.day == now else gist.at
    at = time(minutes // _HOUR, minutes % _HOUR) if minutes >= 0 else None
    if gist.day < now:
        return say.count("page.funnel.late", now - gist.day), "late"
    if gist.day == now:
        if at is None:
            return say("page.funnel.today"), "now"
        return say("page.funnel.today_at", clock=say.clock(at)), "now"
    day = date.fromordinal(gist.day)
    if gist.whole_month:
        return say.when(When(day, None, whole_month=True), "month"), ""
    near = is_near(day, frame.today)
    told = say.day(day, "weekday_written" if near else "weekday_written_year")
    return say("page.funnel.day_at", day=told, clock=say.clock(at)) if at else told, ""


# --- the numbers -------------------------------------------------------------------------------


def _begun(flow: Flow, say: Catalogue) -> str:
    if not flow.begun:
        return ""
    month = say(f"calendar.month.{flow.begun.month}")
    return say.count("page.funnel.all", flow.total, month=month, year=flow.begun.year)


def _is_passing(length: Length) -> bool:
    """Tell whether the days in a stage say something: whoever is won is to stay."""
    return length.stays > 0 and length.stage.kind is not Kind.WON


def _rows(
    flow: Flow, lengths: Lengths, axis: int, icons: Mapping[str, str], say: Catalogue
) -> Iterable[Row]:
    last = flow.passages[-1]
    none = say("page.funnel.none")
    for passage, length in zip(flow.passages, lengths, strict=True):
        further, share = none, ""
        if passage is not last:
            further = say.number(passage.further)
            share = say("page.funnel.percent", percent=passage.share) if passage.reached else ""
        median = half = p90 = ""
        if is_passing := _is_passing(length):
            median = say.number(length.median)
            low, high = say.number(length.low), say.number(length.high)
            half = say("page.funnel.half", low=low, high=high)
            p90 = say.number(length.p90)
        yield Row(
            icons[passage.stage.id],
            _name(passage.stage, say),
            say.number(passage.reached),
            further,
            share,
            say.number(passage.here),
            say.number(passage.filed),
            median or none,
            half,
            p90 or none,
            length_figure(length, axis) if is_passing else Markup(""),
        )


def _waiting(board: Board, flow: Flow, say: Catalogue) -> str:
    """Return that waiting takes its time, where some stage is there to wait."""
    stage = next((lane.stage for lane in board.lanes if lane.stage.kind is Kind.WAITING), None)
    if stage is None or not flow.total:
        return ""
    return say("page.funnel.waiting", stage=_name(stage, say))


def _talks(weeks: Weeks, say: Catalogue) -> str:
    told = say.count("page.funnel.weeks", len(weeks.weeks))
    if not weeks.held:
        return say("page.funnel.no_talks", weeks=told)
    return say.count("page.funnel.talks", weeks.held, weeks=told)
