"""The small figures: talks by week, contacts by stage, days in a stage.

Text sizes are real pixels: figures are not scaled, they change their form. Every number is in
the title of its figure, or stands beside it.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kontaktjournal.domain.funnel import Lane, Length
from kontaktjournal.domain.weeks import Week, Weeks
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.lettering import breadth, fitted
from kontaktjournal.views.site.shapes import figure, line, mute_figure, rect, text

#: The margin column of the design.
WIDTH = 272
#: Sizes of the two kinds of text, as style.css has them.
SMALL, NORMAL = 14, 15.5

_CAP = 2
_GAP = 6
_WEEKS_HEIGHT, _EACH_HEIGHT, _EACH_WIDTH = 96, 128, 342
_LINE = 20
#: A number cannot stand higher without leaving the figure.
_HIGHEST = 10
_ROW, _BAR = 26, 14
_AXES = (10, 20, 30, 45, 60, 90, 120, 180, 270, 365, 500, 700, 1000)


class _Bars:
    """Bars on a common ground, one for each week; the last one may have a part planned."""

    def __init__(self, weeks: Weeks, width: float, top: float, base: float) -> None:
        self.held = [week.held for week in weeks.weeks]
        self.planned = weeks.planned
        self.base = base
        self.breadth = (width - _GAP * (len(self.held) - 1)) / len(self.held)
        self._scale = (base - top) / max(weeks.most, 1)

    def left(self, place: int) -> float:
        return place * (self.breadth + _GAP)

    def middle(self, place: int) -> float:
        return self.left(place) + self.breadth / 2

    def top(self, place: int) -> float:
        """Return the upper end of what was held."""
        return self.base - (max(self.held[place] * self._scale, _CAP) if self.held[place] else 0)

    def top_of_plan(self) -> float:
        """Return the upper end of the last bar, with what is planned."""
        top = self.top(len(self.held) - 1)
        return top - max(self.planned * self._scale, 2 * _CAP) if self.planned else top

    def shapes(self) -> Iterable[Markup]:
        last = len(self.held) - 1
        for place, held in enumerate(self.held):
            if held:
                x, y = self.left(place), self.top(place)
                look = "f-jetzt" if place == last else "f-bar"
                yield rect(look, x, y, self.breadth, self.base - y)
                yield rect("f-cap", x, y, self.breadth, _CAP)
        if self.planned:
            x, y, top = self.left(last), self.top(last), self.top_of_plan()
            yield rect("f-plan", x + 0.5, top + 0.5, self.breadth - 1, y - top - 0.5)


def weeks_figure(weeks: Weeks, say: Catalogue) -> Markup:
    """Return the talks by week for the margin: only the best week and this one have numbers.

    Args:
        weeks: the talks; the last week may have some planned.
        say: the words.
    """
    base = _WEEKS_HEIGHT - _LINE
    bars = _Bars(weeks, WIDTH, 16, base)
    shapes = [line("f-base", 0, WIDTH, base + 0.5), *bars.shapes()]
    best = max(range(len(bars.held)), key=bars.held.__getitem__)
    has_best = best != len(bars.held) - 1 and bars.held[best] > 0
    if has_best:
        told = say.number(bars.held[best])
        x = max(bars.middle(best), breadth(told, SMALL) / 2)
        shapes.append(text("f-num", x, bars.top(best) - 5, told, "middle"))
    now, y = _now(weeks, say), max(bars.top_of_plan() - 6, _HIGHEST)
    is_free = _is_free(bars, WIDTH - breadth(now, SMALL), y, best if has_best else None, say)
    if is_free:
        shapes.append(text("f-num", WIDTH, y, now, "end"))
    size = (WIDTH, _WEEKS_HEIGHT)
    shapes += _below(weeks, size, "" if is_free else now, say)
    return figure("f-weeks", "fig", size, _weeks_title(weeks, say), shapes)


def _is_free(bars: _Bars, left: float, y: float, best: int | None, say: Catalogue) -> bool:
    """Tell whether a number at the right end is clear of the bars and of the best week's."""
    last = len(bars.held) - 1
    for place in range(last):
        if bars.left(place) + bars.breadth > left and bars.top(place) < y + 4:
            return False
    if best is None:
        return True
    end = bars.middle(best) + breadth(say.number(bars.held[best]), SMALL) / 2
    return end + 4 <= left or abs(bars.top(best) - 5 - y) >= SMALL


def every_week_figure(weeks: Weeks, say: Catalogue) -> Markup:
    """Return the talks by week, each with its number.

    Args:
        weeks: the talks; the last week may have some planned.
        say: the words.
    """
    base = _EACH_HEIGHT - _LINE
    bars = _Bars(weeks, _EACH_WIDTH, 18, base)
    last = len(bars.held) - 1
    shapes = [line("f-base", 0, _EACH_WIDTH, base + 0.5), *bars.shapes()]
    room = bars.breadth + _GAP
    for place, held in enumerate(bars.held[:last]):
        told = say.number(held)
        if breadth(told, SMALL) <= room:
            shapes.append(text("f-num", bars.middle(place), bars.top(place) - 5, told, "middle"))
    now = _now(weeks, say)
    left = _EACH_WIDTH - breadth(now, SMALL)
    neighbours = [place for place in range(last) if bars.left(place) + room > left]
    # Numbers of the weeks before may stand where this one would: then it stands above them.
    y = min([bars.top_of_plan() - 5, *(bars.top(place) - 5 - SMALL for place in neighbours)])
    is_free = y >= _HIGHEST
    if is_free:
        shapes.append(text("f-num", _EACH_WIDTH, y, now, "end"))
    size = (_EACH_WIDTH, _EACH_HEIGHT)
    shapes += _below(weeks, size, "" if is_free else now, say)
    return figure("f-each", "fig", size, _weeks_title(weeks, say), shapes)


def _below(weeks: Weeks, size: tuple[float, float], now: str, say: Catalogue) -> Iterable[Markup]:
    """Name the first week and this one, which has its number here if nowhere else."""
    width, y = size[0], size[1] - 4
    this_week = say.week(weeks.weeks[-1].monday)
    if now:
        yield text("f-num", width, y, say("page.figure.week", week=this_week, n=now), "end")
    else:
        yield text("f-lab", width, y, this_week, "end")
    if len(weeks.weeks) > 1:
        yield text("f-lab", 0, y, say.week(weeks.weeks[0].monday))


def _now(weeks: Weeks, say: Catalogue) -> str:
    held = say.number(weeks.weeks[-1].held)
    if not weeks.planned:
        return held
    return say("page.figure.held_and_planned", held=held, planned=say.number(weeks.planned))


def _weeks_title(weeks: Weeks, say: Catalogue) -> str:
    def told(week: Week) -> str:
        return say("page.figure.week", week=say.week(week.monday), n=say.number(week.held))

    title = say("page.figure.weeks", weeks=", ".join(map(told, weeks.weeks)))
    if weeks.planned:
        title += " " + say.count("page.figure.planned", weeks.planned)
    return title


def stages_figure(lanes: Sequence[Lane], say: Catalogue) -> Markup:
    """Return how many are in each stage; outlined is who lacks a next step.

    Args:
        lanes: the stages, in their order.
        say: the words.
    """
    labels = [say.stage(lane.stage.id, lane.stage.label) for lane in lanes]
    start = min(max([0.0, *(breadth(label, NORMAL) for label in labels)]) + 10, WIDTH * 0.46)
    numbers = [say.number(lane.total) for lane in lanes]
    ends = max([0.0, *(breadth(number, SMALL) for number in numbers)]) + 12
    scale = (WIDTH - start - ends) / max([1, *(lane.total for lane in lanes)])
    shapes: list[Markup] = []
    for row, (lane, label, number) in enumerate(zip(lanes, labels, numbers, strict=True)):
        y = row * _ROW
        shapes.append(text("f-txt", 0, y + 17, fitted(label, NORMAL, start - 8)))
        end = start
        if kept := lane.total - lane.without:
            end += max(kept * scale, _CAP)
            shapes.append(rect("f-bar", start, y + 6, end - start, _BAR))
            shapes.append(rect("f-cap", end - _CAP, y + 6, _CAP, _BAR))
        if lane.without:
            without = max(lane.without * scale, 2 * _CAP)
            shapes.append(rect("f-plan", end + 0.5, y + 6.5, without - 1, _BAR - 1))
            end += without
        shapes.append(text("f-num", end + 7, y + 17, number))
    told = ", ".join(
        say("page.figure.stage", stage=label, n=number)
        for label, number in zip(labels, numbers, strict=True)
    )
    lacking = say.number(sum(lane.without for lane in lanes))
    title = say("page.figure.stages", stages=told, without=lacking)
    return figure("f-stages", "fig", (WIDTH, max(_ROW * len(lanes), 1)), title, shapes)


def axis_of(lengths: Iterable[Length]) -> int:
    """Return how many days an axis needs for these stages, rounded up to a usual number.

    Args:
        lengths: of the stages that are shown.
    """
    longest = max((length.high for length in lengths), default=0)
    found = next((days for days in _AXES if longest <= days), 0)
    return found or -(-longest // _AXES[-1]) * _AXES[-1]


def length_figure(length: Length, axis: int) -> Markup:
    """Return the middle half of the days as a line, the median as a dot (after Tufte).

    Args:
        length: of a stage; nothing is drawn where nobody was in it.
        axis: days the whole figure stands for.
    """
    if not length.stays:
        return Markup("")
    width = 240
    scale = (width - 9) / max(axis, 1)
    low, median, high = (4.5 + days * scale for days in (length.low, length.median, length.high))
    dot = Markup('<circle class="f-median" cx="{}" cy="10.5" r="4.5"/>').format(f"{median:.1f}")
    shapes = (
        line("f-base", 0, width, 10.5),
        line("f-spanne", low, high, 10.5),
        dot,
    )
    return mute_figure("fig", (width, 20), shapes)
