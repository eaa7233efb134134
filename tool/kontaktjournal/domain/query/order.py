"""In which order a query wants whom it finds (4.9)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from kontaktjournal.domain.agenda import Order, arrange
from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.names import sort_key, strip_marks
from kontaktjournal.domain.pipeline import Kind, Pipeline
from kontaktjournal.domain.query.fields import Sort, day_of, number_of, sort_of, texts_of
from kontaktjournal.domain.query.match import length
from kontaktjournal.domain.query.tree import By

#: What compares with its like: the fields of one kind have keys of one shape.
Key = tuple[Any, ...]

_ANSWERS = (Answer.YES, Answer.OPEN, Answer.NO)
#: Fields that say nothing to sort by.
UNSORTED = frozenset({"is", "has", "text", "consent", "blocked"})


def in_order(
    dues: Iterable[Due], order: Iterable[By], today: date, pipeline: Pipeline
) -> list[Due]:
    """Sort contacts; whoever lacks the key comes last, backwards too (clarification 37).

    Args:
        dues: as they are sorted already: that order settles what the keys leave open.
        order: the keys, the most important first.
        today: the day.
        pipeline: the stages, in the order of the funnel.
    """
    found = list(dues)
    for by in reversed(tuple(order)):
        if by.field == Order.URGENCY:
            found = arrange(found)[:: -1 if by.backwards else 1]
        else:
            key = partial(_key, field=by.field, today=today, pipeline=pipeline)
            found = _sorted(found, key, by)
    return found


def _sorted(dues: list[Due], key_of: Callable[[Due], Key | None], by: By) -> list[Due]:
    having: list[tuple[Key, Due]] = []
    lacking: list[Due] = []
    for due in dues:
        key = key_of(due)
        if key is None:
            lacking.append(due)
        else:
            having.append((key, due))
    having.sort(key=itemgetter(0), reverse=by.backwards)
    return [*(due for _, due in having), *lacking]


def _key(due: Due, field: str, today: date, pipeline: Pipeline) -> Key | None:
    if field == "status":
        return (pipeline.stages.index(due.stage),) if due.stage else None
    if field in _KEYS:
        return _KEYS[field](due)
    match sort_of(field):
        case Sort.DAY:
            value: object = day_of(due, field)
        case Sort.NUMBER | Sort.AMOUNT:
            value = number_of(due, field, today)
        case _:
            texts = texts_of(due, field)
            return (strip_marks(texts[0]), texts[0]) if texts else None
    return None if value is None else (value,)


_KEYS: Mapping[str, Callable[[Due], Key | None]] = {
    "name": lambda due: sort_key(due.contact.name),
    "kind": lambda due: ([*Kind].index(due.kind),),
    "fit": lambda due: (_ANSWERS.index(due.contact.fit),),
    "birthday": lambda due: due.contact.birthday[:2] if due.contact.birthday else None,
    "every": lambda due: (length(due.contact.every),) if due.contact.every else None,
}
