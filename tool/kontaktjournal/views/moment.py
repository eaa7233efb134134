"""Who waits for a moment, and for which one (D13a)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from kontaktjournal.domain.due import Due
from kontaktjournal.domain.hits import hits
from kontaktjournal.domain.rhythm import When
from kontaktjournal.views import words
from kontaktjournal.views.terminal import Line, Span, cut, fit, pad, width, wrap
from kontaktjournal.views.words import Frame, indented, joined

Numbered = Sequence[tuple[int | None, Due]]

_GAP = "  "
_INDENT = 6
_WIDEST_NAME = 28
_WIDEST_STAGE = 16
#: Below this a moment stands on a line of its own.
_ROOM_FOR_MOMENT = 30


def moment_lines(rows: Numbered, typed: Sequence[str], frame: Frame) -> list[Line]:
    """Set who waits for which moment, with the story that opens the talk.

    Args:
        rows: contacts, each with its number.
        typed: the words looked for.
        frame: language, day, and width.
    """
    if not rows:
        return []
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    numbers = max(2, *(len(str(number or "")) for number, _ in rows))
    names = min(max(width(due.contact.name) for _, due in rows), _WIDEST_NAME)
    stages = min(max(width(words.stage_word(due, frame.say)) for _, due in rows), _WIDEST_STAGE)
    lines: list[Line] = []
    for number, due in rows:
        stage = words.stage_word(due, frame.say)
        mark = Span(pad(str(number or ""), numbers, right=True), "dim")
        name = Span(fit(due.contact.name, names), "strong")
        head = Line.of(mark, _GAP, name, _GAP, fit(stage, stages))
        lines += _row(head, due, typed, frame)
    return lines


def _row(head: Line, due: Due, typed: Sequence[str], frame: Frame) -> Iterator[Line]:
    moment = Line.of(*_emphasised(due.contact.moment, typed))
    details = [*_date(due, frame), *_story(due, frame)]
    whole = joined([Line.of(head, _GAP, moment), *details], " · ")
    indent = head.width + len(_GAP)
    if whole.width <= frame.columns:
        yield whole
        return
    if indent + _ROOM_FOR_MOMENT <= frame.columns:
        yield from wrap(Line.of(head, _GAP, moment), frame.columns, indent)
    else:
        yield from wrap(head, frame.columns, _INDENT)
        yield from indented([moment], frame.columns, _INDENT)
    yield from indented(details, frame.columns, _INDENT)


def _emphasised(moment: str, typed: Sequence[str]) -> Iterator[Span]:
    """Yield a moment in its own words, what was looked for emphasised."""
    position = 0
    for begin, end in hits(moment, typed):
        yield Span(moment[position:begin])
        yield Span(moment[begin:end], "strong")
        position = end
    yield Span(moment[position:])


def _date(due: Due, frame: Frame) -> Iterator[Line]:
    """Yield when a contact is due anyway, without the event."""
    say, when = frame.say, words.due_when(due)
    if when is None:
        return
    days = frame.today - when.day
    if not days:
        day = say("agenda.reason.next")
        told = f"{day} {say.clock(when.at)}" if when.at else day
    elif days > timedelta():
        told = f"{words.weekday_word(When(when.day, None, when.whole_month), frame)} "
        told += say.days(days.days)
    else:
        told = words.weekday_word(when, frame)
    yield Line.of(Span(say("standing.next", when=told), "late" if days > timedelta() else ""))


def _story(due: Due, frame: Frame) -> Iterator[Line]:
    for story in due.contact.story[:1]:
        text = frame.say("agenda.story", story=story)
        yield Line.of(cut(text, frame.columns - _INDENT))


def moment_footer(shown: Sequence[Due], total: int, frame: Frame, *, asked: bool) -> list[Line]:
    """Say how many wait, and how many of them have a date already.

    Args:
        shown: who is shown.
        total: how many wait altogether.
        frame: language and width.
        asked: words were looked for.
    """
    say = frame.say
    if asked:
        text = say.count("moment.footer_of", len(shown), total=say.number(total))
    else:
        text = say.count("moment.footer", total)
        dated = sum(due.day is not None for due in shown)
        text += f" · {say.count('moment.dated', dated)}" if dated else ""
    return wrap(Line.of(Span(text, "dim")), frame.columns, len(_GAP))
