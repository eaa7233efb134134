"""The figures that are tables: the funnel, its groups, days in a stage, weeks to come."""

from collections.abc import Iterator, Sequence

from kontaktjournal.domain.funnel import Lengths
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.statistics.cohort import Cohort, Milestone, Row
from kontaktjournal.domain.statistics.figures import Figures
from kontaktjournal.domain.statistics.load import Load
from kontaktjournal.domain.statistics.report import Report
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.statistics.bars import Ink, bar
from kontaktjournal.views.statistics.facts import WeekFact, week_facts
from kontaktjournal.views.statistics.phrases import (
    earnings_words,
    group_word,
    period_word,
    row_word,
    share_word,
)
from kontaktjournal.views.terminal import Line, Span, Style, fit, flow, pad, width, wrap
from kontaktjournal.views.words import Frame, indented

_GAP = "  "
_INDENT = "  "
_FURTHER = "    "
#: A bar is not longer, and where it would be shorter, the words behind it stand below.
_LONGEST, _SHORTEST = 24, 8
#: What is left for words behind a bar.
_BESIDE = 30
#: What a label needs at least.
_LEAST = 12
#: Below this, one thing stands below the other.
_NARROW = 60


# --- bars --------------------------------------------------------------------------------------


def _bars(
    rows: Sequence[tuple[str, int, int, Sequence[str | Span]]], frame: Frame, ink: Ink
) -> Iterator[Line]:
    """Set labels, numbers and bars below one another.

    Args:
        rows: label, number, what fills the longest bar, and what is said behind the bar.
        frame: language and width.
        ink: what bars are drawn with.
    """
    numbers = [frame.say.number(number) for _, number, _, _ in rows]
    digits = max(map(width, numbers))
    free = frame.columns - len(_INDENT) - len(_GAP) - digits - 1
    label_room, room = _shared(free, max(width(label) for label, _, _, _ in rows))
    taken = len(_INDENT) + label_room + len(_GAP) + digits + 1
    for (label, value, most, told), number in zip(rows, numbers, strict=True):
        drawn = bar(value, most, room, ink)
        head = f"{_INDENT}{fit(label, label_room)}{_GAP}{pad(number, digits, right=True)} {drawn}"
        if not told:
            yield Line.of(head)
            continue
        filled = pad(head, taken + room) + _GAP
        left = frame.columns - width(filled)
        if all(Line.of(part).width <= left for part in told):
            first, *others = flow(told, left)
            yield Line.of(filled, first)
            yield from (Line.of(" " * width(filled), line) for line in others)
        else:
            yield Line.of(head)
            yield from indented(told, frame.columns, len(_FURTHER))


def _shared(free: int, longest: int) -> tuple[int, int]:
    """Return how much room labels and bars have; where it does not do for both, no bar is drawn.

    Args:
        free: columns for both.
        longest: columns of the longest label.
    """
    room = min(max(free - longest - len(_GAP) - _BESIDE, _SHORTEST), _LONGEST)
    if free - room < min(longest, _LEAST):
        return min(longest, free), 0
    return min(longest, free - room), room


# --- the funnel --------------------------------------------------------------------------------


def funnel_lines(figures: Figures, frame: Frame, ink: Ink) -> list[Line]:
    """Set how far those came who are asked about: always the number, and its share beside it."""
    say, cohort = frame.say, figures.cohort
    period = period_word(figures.period, frame.today, say)
    which = "" if period else "_all"
    if not cohort.entered:
        return wrap(say(f"stats.nobody{which}", period=period), frame.columns)
    title = say(f"stats.funnel{which}", period=period, n=say.number(cohort.entered))
    lines = wrap(Line.of(Span(title, "heading")), frame.columns, len(_INDENT))
    rows = [
        (row_word(row, frame), row.reached, cohort.entered, [*_behind(row, cohort, frame)])
        for row in cohort.rows
    ]
    lines += _bars(rows, frame, ink)
    if cohort.untalked:
        text = Span(say.count("stats.funnel_untalked", cohort.untalked), "dim")
        lines += indented([text], frame.columns, len(_INDENT))
    return lines


def _behind(row: Row, cohort: Cohort, frame: Frame) -> Iterator[str]:
    """Return the share of the row above, and what became of the others in it."""
    say = frame.say
    if share := share_word(row, say):
        # Where it has a line of its own, it begins where the others do.
        yield pad(share, 0 if frame.columns < _NARROW else _PERCENT, right=True)
    if row.filed:
        yield say("stats.filed", n=say.number(row.filed))
    if row.open:
        yield say("stats.open", n=say.number(row.open))
    if row.milestone is Milestone.WON:
        yield from earnings_words(cohort.earnings, say)


#: Columns of "100 %".
_PERCENT = 5


def group_lines(report: Report, frame: Frame) -> list[Line]:
    """Set the funnel of each group: a table, or where that is too wide a paragraph for each."""
    say, groups = frame.say, report.figures.groups
    if not groups:
        return []
    title = Line.of(Span(say(f"stats.by.{report.by.value}"), "heading"))
    rows = report.figures.cohort.rows
    heads = [row_word(row, frame) for row in rows] + [say("stats.filed_head")]
    names = [group_word(one, report.by, say, frame.settings.pipeline) for one in groups]
    cells = [[*map("  ".join, _cells(one.cohort, say)), _filed(one.cohort, say)] for one in groups]
    widths = [
        max(map(width, (head, *column)))
        for head, column in zip(heads, zip(*cells, strict=True), strict=True)
    ]
    label_room = max(map(width, (title.text, *(_INDENT + name for name in names))))
    if label_room + sum(len(_GAP) + each for each in widths) > frame.columns:
        return [title, *_group_paragraphs(report, names, heads, frame)]
    lines = [Line.of(Span(pad(title.text, label_room), "heading"), _row(heads, widths, "dim"))]
    for name, row in zip(names, cells, strict=True):
        lines.append(Line.of(pad(_INDENT + name, label_room), _row(row, widths)))
    return lines


def _row(cells: Sequence[str], widths: Sequence[int], style: Style = "") -> Line:
    parts = [_GAP + pad(cell, room, right=True) for cell, room in zip(cells, widths, strict=True)]
    return Line.of(Span("".join(parts), style))


def _cells(cohort: Cohort, say: Catalogue) -> Iterator[tuple[str, ...]]:
    for row in cohort.rows:
        number = say.number(row.reached)
        share = pad(share_word(row, say), _PERCENT, right=True)
        yield (number,) if row.is_first else (number, share)


def _filed(cohort: Cohort, say: Catalogue) -> str:
    return say.number(cohort.filed_before + cohort.filed_after)


def _group_paragraphs(
    report: Report, names: Sequence[str], heads: Sequence[str], frame: Frame
) -> Iterator[Line]:
    say = frame.say
    for name, group in zip(names, report.figures.groups, strict=True):
        told = []
        for head, row in zip(heads, group.cohort.rows, strict=False):
            share = share_word(row, say)
            key = "stats.group_row_share" if share else "stats.group_row"
            told.append(say(key, name=head, n=say.number(row.reached), share=share))
        if filed := group.cohort.filed_before + group.cohort.filed_after:
            told.append(say("stats.filed", n=say.number(filed)))
        yield from wrap(Line.of(_INDENT, name), frame.columns, len(_FURTHER))
        yield from indented(told, frame.columns, len(_FURTHER))


# --- days in a stage ---------------------------------------------------------------------------


def length_lines(lengths: Lengths, frame: Frame) -> list[Line]:
    """Set how many days people stay in a stage; whoever is won is to stay."""
    say = frame.say
    shown = [one for one in lengths if one.stays and one.stage.kind is not Kind.WON]
    if not shown:
        return []
    heads = [say(f"stats.lengths.{name}") for name in ("stays", "median", "p90")]
    cells = [[say.number(each) for each in (one.stays, one.median, one.p90)] for one in shown]
    widths = [max(map(width, column)) for column in zip(heads, *cells, strict=True)]
    names = [_INDENT + say.stage(one.stage.id, one.stage.label) for one in shown]
    title = say("stats.lengths")
    room = frame.columns - sum(widths) - len(_GAP) * len(widths)
    if room < _LEAST:
        return [
            *wrap(Line.of(Span(title, "heading")), frame.columns, len(_INDENT)),
            *_length_paragraphs(names, heads, cells, frame),
        ]
    # A stage may have a long name.
    label_room = min(max(map(width, (title, *names))), room)
    lines = [Line.of(Span(fit(title, label_room), "heading"), _row(heads, widths, "dim"))]
    for name, row in zip(names, cells, strict=True):
        lines.append(Line.of(fit(name, label_room), _row(row, widths)))
    return lines


def _length_paragraphs(
    names: Sequence[str], heads: Sequence[str], cells: Sequence[Sequence[str]], frame: Frame
) -> Iterator[Line]:
    for name, numbers in zip(names, cells, strict=True):
        told = [
            frame.say("stats.group_row", name=head, n=number)
            for head, number in zip(heads, numbers, strict=True)
        ]
        yield from wrap(Line.of(name), frame.columns, len(_FURTHER))
        yield from indented(told, frame.columns, len(_FURTHER))


# --- the weeks to come -------------------------------------------------------------------------


def load_lines(load: Load, frame: Frame, ink: Ink) -> list[Line]:
    """Set how many are due in each of the next weeks, against what a day has room for."""
    say, weeks = frame.say, [*week_facts(load, frame.say)]
    if not weeks:
        return []
    most = max(week.due for week in weeks)
    title = Span(say("stats.load", most=say.number(load.per_day)), "heading")
    lines = wrap(Line.of(title), frame.columns, len(_INDENT))
    rows = [(week.label, week.due, most, [*_week_words(week)]) for week in weeks]
    lines += _bars(rows, frame, ink)
    if load.undated:
        lines += indented([say.count("stats.undated", load.undated)], frame.columns, len(_INDENT))
    return lines


def _week_words(week: WeekFact) -> Iterator[Span]:
    if week.mean:
        yield Span(week.mean, "warn" if week.is_full else "")
    if week.late:
        yield Span(week.late, "late")
