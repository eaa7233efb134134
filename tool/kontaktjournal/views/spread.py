"""A heap of overdue contacts laid out over working days, as text: one line a day."""

from collections.abc import Sequence
from datetime import date

from kontaktjournal.domain.due import Due, Why, cadence_of
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.spread import Spread
from kontaktjournal.views import words
from kontaktjournal.views.terminal import Line, Span, flow, pad, width, wrap
from kontaktjournal.views.words import Frame, indented

_GAP = "  "
_NARROW_INDENT = 4
#: Below this the names stand below the day.
_NARROW = 60
#: More names than these would make a line nobody reads.
_HELD_SHOWN = 8


def spread_lines(
    spread: Spread, frame: Frame, *, per_day: int, query: str = "", is_written: bool = False
) -> list[Line]:
    """Set what becomes of the overdue contacts.

    Args:
        spread: who moves where.
        frame: language, settings, day, and width.
        per_day: how many a day has room for.
        query: the search for those who may move; "" where everybody may.
        is_written: whether they have moved, or only would.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    if spread.moves:
        told = [*_days(spread, frame), Line(), *_sum(spread, frame, per_day, is_written)]
    else:
        told = _nothing(spread, frame, per_day, query)
    return [*told, *_left(spread, frame, per_day, query)]


# Who moves -------------------------------------------------------------------


def _days(spread: Spread, frame: Frame) -> list[Line]:
    """Return one line for today and each day somebody moves to."""
    say = frame.say
    days = sorted({frame.today, *spread.days})
    labels = [_label(day, frame) for day in days]
    counts = _aligned([say.count("spread.talks", spread.load.get(day, 0)) for day in days])
    room = max(map(width, labels))
    lines: list[Line] = []
    for day, label, count in zip(days, labels, counts, strict=True):
        names = _stay(spread, frame) if day == frame.today else _come(spread.on(day), frame)
        head = Line.of(Span(pad(label, room), "strong"), _GAP, count)
        lines += _set(head, names, frame.columns)
    return lines


def _aligned(counts: Sequence[str]) -> list[str]:
    """Set numbers below one another, and the words behind them."""
    digits = [len(count.partition(" ")[0]) for count in counts]
    moved = [" " * (max(digits) - own) + count for own, count in zip(digits, counts, strict=True)]
    return [pad(count, max(map(width, moved))) for count in moved]


def _label(day: date, frame: Frame) -> str:
    told = words.weekday_word(When(day), frame)
    return frame.say("spread.today", day=told) if day == frame.today else told


def _stay(spread: Spread, frame: Frame) -> list[str]:
    names = [due.contact.name for due in spread.staying]
    if not names:
        return []
    return [frame.say.count("spread.stay", len(names), name=names[0]), *names[1:]]


def _come(dues: Sequence[Due], frame: Frame) -> list[str]:
    first, *others = [due.contact.name for due in dues]
    return [frame.say("spread.come", name=first), *others]


def _set(head: Line, names: list[str], columns: int) -> list[Line]:
    """Set the names behind the day; on a narrow terminal below it."""
    if not names:
        return [head]
    if columns < _NARROW:
        return [head, *indented(names, columns, _NARROW_INDENT)]
    indent = head.width + len(_GAP)
    first, *others = flow(names, columns - indent)
    return [Line.of(head, _GAP, first), *(Line.of(" " * indent, line) for line in others)]


def _sum(spread: Spread, frame: Frame, per_day: int, is_written: bool) -> list[Line]:  # noqa: FBT001  # said by name above
    key = "spread.done" if is_written else "spread.would"
    days = frame.say.count("spread.days", len(spread.days))
    text = frame.say.count(key, len(spread.moves), days=days, most=frame.say.number(per_day))
    return wrap(text, frame.columns)


def _nothing(spread: Spread, frame: Frame, per_day: int, query: str) -> list[Line]:
    """Say why nobody moves."""
    say, count = frame.say, spread.load.get(spread.today, 0)
    if not spread.staying and not spread.held:
        text = say("spread.not_found", query=query) if query else say("spread.nobody")
    elif count <= per_day:
        text = say("spread.fits", count=say.number(count), most=say.number(per_day))
    else:
        text = say("spread.nothing")
    return wrap(text, frame.columns)


# Who cannot ------------------------------------------------------------------


def _left(spread: Spread, frame: Frame, per_day: int, query: str) -> list[Line]:
    """Say what is still too much for today, and what holds the overdue."""
    say, count = frame.say, spread.load.get(spread.today, 0)
    lines: list[Line] = []
    if query and not (spread.moves or spread.staying or spread.held):
        return lines
    if spread.held and (spread.moves or count > per_day):
        names = [
            say("spread.held_by", name=due.contact.name, reason=_reason(due, frame))
            for due in spread.held[:_HELD_SHOWN]
        ]
        names[0] = say("spread.held", name=names[0])
        if left := len(spread.held) - len(names):
            names.append(say.count("spread.held_more", left))
        lines += flow(names, frame.columns, len(_GAP))
    if count > per_day:
        key = "spread.full_found" if query else "spread.full"
        text = say(key, count=say.number(count), most=say.number(per_day))
        lines += wrap(text, frame.columns)
    return lines


def _reason(due: Due, frame: Frame) -> str:
    """Return what calls for a contact, whatever day its `next` names."""
    whys = {reason.why for reason in due.reasons}
    if Why.TASK in whys:
        return frame.say("agenda.reason.task")
    if Why.EVERY in whys:
        cadence = cadence_of(due.contact, due.stage, frame.settings)
        return frame.say.cadence(cadence) if cadence else frame.say("agenda.reason.entry")
    if Why.BIRTHDAY in whys:
        return frame.say("agenda.reason.birthday")
    return frame.say("agenda.reason.entry")
