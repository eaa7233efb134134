"""What the journal counts, as text: rows of label, number and words, and figures of letters."""

from collections.abc import Sequence

from kontaktjournal.domain.statistics.breakdown import By
from kontaktjournal.domain.statistics.report import Report
from kontaktjournal.views import words
from kontaktjournal.views.statistics.bars import Ink, sparkline
from kontaktjournal.views.statistics.facts import (
    Fact,
    exit_facts,
    left_out_facts,
    source_facts,
    standing_facts,
    talk_facts,
)
from kontaktjournal.views.statistics.phrases import period_word
from kontaktjournal.views.statistics.tables import (
    funnel_lines,
    group_lines,
    length_lines,
    load_lines,
)
from kontaktjournal.views.terminal import Line, Span, flow, pad, width, wrap
from kontaktjournal.views.words import Frame

_GAP = "  "
#: Below this the words stand below their label.
_NARROW = 60


def statistics_lines(
    report: Report, frame: Frame, ink: Ink, *, query: str = "", asked: By | None = None
) -> list[Line]:
    """Set what the journal counts.

    Args:
        report: the figures.
        frame: language, settings, day, and width.
        ink: what bars are drawn with.
        query: whom it is about, as typed.
        asked: what the user wants the funnel broken down by; then there is nothing but it.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    exits, left_out = exit_facts(report, frame.say), left_out_facts(report, frame.say)
    if asked:
        blocks = [
            _head(report, frame, query),
            funnel_lines(report.figures, frame, ink),
            group_lines(report, frame),
            _set([*exits, *left_out], frame),
        ]
    else:
        now = standing_facts(report, frame)
        blocks = [
            _head(report, frame, query),
            _talk_lines(report, frame, ink),
            funnel_lines(report.figures, frame, ink),
            _set([*exits, *source_facts(report, frame), *left_out, *now], frame),
            length_lines(report.figures.lengths, frame),
            load_lines(report.load, frame, ink),
        ]
    lines: list[Line] = []
    for block in filter(None, blocks):
        lines += [Line(), *block] if lines else block
    return lines


def _head(report: Report, frame: Frame, query: str) -> list[Line]:
    say = frame.say
    period = period_word(report.figures.period, frame.today, say)
    key = f"stats.head{'' if period else '_all'}{'_of' if query else ''}"
    text = Span(say(key, period=period, query=query), "heading")
    return wrap(Line.of(text), frame.columns, len(_GAP))


def _talk_lines(report: Report, frame: Frame, ink: Ink) -> list[Line]:
    """Set the talks, and below them a line of their weeks: of as many as there is room for."""
    say = frame.say
    *talks, attempts = talk_facts(report, say)
    if not report.figures.conversations.talks.held:
        return _set([*talks, attempts], frame)
    weeks = Fact(say("stats.weeks"), "", (), is_part=True)
    is_narrow = frame.columns < _NARROW
    taken = 2 * len(_GAP) + (0 if is_narrow else sum(_rooms([*talks, weeks, attempts])))
    shown = report.figures.conversations.weeks[-(frame.columns - taken) :]
    values = [week.talks.held for week in shown]
    day, most = words.day_word(shown[0].first, frame), say.number(max(values))
    told = (sparkline(values, ink), say("stats.weeks_from", day=day, most=most))
    return _set([*talks, weeks._replace(told=told), attempts], frame)


# --- facts -------------------------------------------------------------------------------------


def _set(facts: Sequence[Fact], frame: Frame) -> list[Line]:
    """Set facts below one another, their numbers in a column."""
    if frame.columns < _NARROW:
        return [line for fact in facts for line in _stacked(fact, frame)]
    room, digits = _rooms(facts)
    indent = room + digits + 2 * len(_GAP)
    lines: list[Line] = []
    for fact in facts:
        label = _label(fact)._replace(text=pad(_label(fact).text, room))
        head = Line.of(label, _GAP, pad(fact.number, digits, right=True))
        first, *others = flow(fact.told, frame.columns - indent) or [Line()]
        lines += [Line.of(head, _GAP, first), *(Line.of(" " * indent, line) for line in others)]
    return lines


def _label(fact: Fact) -> Span:
    """Return the label; that of a part is set in."""
    return Span(f"{_GAP}{fact.label}") if fact.is_part else Span(fact.label, "strong")


def _rooms(facts: Sequence[Fact]) -> tuple[int, int]:
    """Return how wide labels and numbers are."""
    labels, numbers = [_label(fact).text for fact in facts], [fact.number for fact in facts]
    return max(map(width, labels), default=0), max(map(width, numbers), default=0)


def _stacked(fact: Fact, frame: Frame) -> list[Line]:
    number = f" {fact.number}" if fact.number else ""
    told = words.indented(fact.told, frame.columns, 2 * len(_GAP)) if fact.told else []
    return [Line.of(_label(fact), number), *told]
