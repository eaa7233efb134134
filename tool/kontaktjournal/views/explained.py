"""A query in words, as it was understood (4.9)."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from kontaktjournal.domain.query.tree import (
    Allowed,
    And,
    By,
    Days,
    Given,
    Node,
    Not,
    Numbers,
    Or,
    Query,
    Rhythms,
    Saved,
    Test,
    Text,
    Value,
    Word,
    Words,
)
from kontaktjournal.domain.query.written import written
from kontaktjournal.views.terminal import Line, Span, wrap
from kontaktjournal.views.words import Frame

_INDENT = 2
#: One end of a range.
End = TypeVar("End")


def explained_lines(query: Query, frame: Frame) -> list[Line]:
    """Say in words whom a query finds, and how it is typed at its plainest.

    Args:
        query: what was understood.
        frame: language, settings and width.
    """
    say = frame.say
    told = [*_node(query.tree, frame, 0)]
    if query.order:
        keys = say("explain.then").join(_sorting(by, frame) for by in query.order)
        told.append((0, say("explain.sorted", keys=keys)))
    if query.limit is not None:
        told.append((0, say.count("explain.limit", query.limit)))
    lines: list[Line] = []
    for depth, text in told:
        wrapped = wrap(text, frame.columns - depth, _INDENT)
        lines += [Line.of(" " * depth, line) for line in wrapped]
    plain = Span(say("explain.typed", query=written(query)), "dim")
    return [*lines, *wrap(Line.of(plain), frame.columns, _INDENT)] if written(query) else lines


def _node(node: Node, frame: Frame, depth: int, lead: str = "") -> list[tuple[int, str]]:
    """Return each line with how far it is set in."""
    say = frame.say
    match node:
        case Not(part):
            return _node(part, frame, depth, f"{lead}{say('explain.not')} ")
        case Saved(name, part):
            return _node(part, frame, depth, f"{lead}@{name}: ")
        case Text(words):
            return [(depth, lead + say("explain.text", words=_quoted(words, frame)))]
        case Test(field, values):
            told = say("explain.or").join(_value(value, field, frame) for value in values)
            return [(depth, f"{lead}{_label(field, frame)}: {told}")]
        case And(()):
            return [(depth, lead + say("explain.everybody"))]
        case And(parts) | Or(parts):
            head = say("explain.any" if isinstance(node, Or) else "explain.all")
            inner = [line for part in parts for line in _node(part, frame, depth + _INDENT)]
            return [(depth, lead + head), *inner]


def _label(field: str, frame: Frame) -> str:
    keys = (f"explain.field.{field}", f"column.{field}", f"label.{field}")
    return next((frame.say(key) for key in keys if key in frame.say), field)


def _sorting(by: By, frame: Frame) -> str:
    label = _label(by.field, frame)
    return frame.say("explain.backwards", key=label) if by.backwards else label


def _quoted(words: Words, frame: Frame) -> str:
    return frame.say("explain.begins" if words.prefix else "explain.words", words=words.text)


def _value(value: Value, field: str, frame: Frame) -> str:
    say = frame.say
    match value:
        case Words():
            return _quoted(value, frame)
        case Given(is_given):
            return say("explain.given" if is_given else "explain.missing")
        case Word(word):
            return _word(word, field, frame)
        case Allowed(channel, answer):
            said = _word(answer, "fit", frame)
            key = f"channel.{channel}"
            name = say(key) if key in say else channel
            return said if channel == "*" else f"{name} {said}"
        case Days() | Numbers() | Rhythms():
            return _stretch(value, frame)


def _stretch(value: Days | Numbers | Rhythms, frame: Frame) -> str:
    say = frame.say
    match value:
        case Days(first, last):
            return _range(first, last, lambda day: say.day(day, "weekday_date"), frame)
        case Numbers(low, high):
            return _range(low, high, _number, frame)
        case Rhythms(shortest, longest):
            return _range(shortest, longest, say.cadence, frame)


def _word(word: str, field: str, frame: Frame) -> str:
    if field == "status":
        stage = frame.settings.pipeline.stage(word)
        return frame.say.stage(word, stage.label if stage else "")
    if field == "has":
        return _label(word, frame)
    key = f"explain.{field}.{word}"
    return frame.say(key) if key in frame.say else word


def _number(number: Decimal) -> str:
    return format(number, "f")


def _range(first: End | None, last: End | None, said: Callable[[End], str], frame: Frame) -> str:
    if first is not None and first == last:
        return said(first)
    if first is None:
        return frame.say("explain.until", last=said(last)) if last is not None else ""
    if last is None:
        return frame.say("explain.from", first=said(first))
    return frame.say("explain.between", first=said(first), last=said(last))
