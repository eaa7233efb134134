"""The funnel of each month, source, introducer, stage, or fit."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.statistics.cohort import Cohort, Ladder, Member, cohort
from kontaktjournal.domain.statistics.period import month_key
from kontaktjournal.domain.track import Track


class By(StrEnum):
    """What people are grouped by."""

    MONTH = "month"
    SOURCE = "source"
    VIA = "via"
    STAGE = "stage"
    FIT = "fit"


class Group(NamedTuple):
    """People who have something in common.

    Args:
        key: of all its spellings; "2026-09" for a month, the id of a stage, a value of Answer;
            "" for those who lack it.
        label: as most of them have it typed; the key for months, stages and fit.
        cohort: how far they came.
    """

    key: str
    label: str
    cohort: Cohort


_FITS = (Answer.YES.value, Answer.NO.value, Answer.OPEN.value)


def groups(
    members: Iterable[Member], by: By, pipeline: Pipeline, rows: Ladder
) -> tuple[Group, ...]:
    """Count each group for itself; together they are the whole.

    Months come in order, stages as in the funnel, fit as yes, no, open; all others by size,
    then by name. Who lacks it comes last.

    Args:
        members: of the whole.
        by: what is common to a group.
        pipeline: for the order of the stages.
        rows: of the funnel.
    """
    match by:
        case By.MONTH:
            return _in_order(_sorted(members, _month_of()), rows)
        case By.STAGE:
            stages = {stage.id: place for place, stage in enumerate(pipeline.stages)}
            return _in_order(_sorted(members, lambda one: one.stage), rows, stages)
        case By.FIT:
            fits = {fit: place for place, fit in enumerate(_FITS)}
            return _in_order(_sorted(members, lambda one: one.fit), rows, fits)
        case By.SOURCE:
            return _by_size(members, lambda one: one.source, rows)
        case By.VIA:
            return _by_size(members, lambda one: one.via, rows)


def _sorted(
    members: Iterable[Member], key: Callable[[Track], str]
) -> defaultdict[str, list[Member]]:
    sorted_out: defaultdict[str, list[Member]] = defaultdict(list)
    for member in members:
        sorted_out[key(member.track)].append(member)
    return sorted_out


def _month_of() -> Callable[[Track], str]:
    """Return what tells the month of entry; the same days come again and again."""
    known: dict[int, str] = {}

    def month(one: Track) -> str:
        day = one.entered
        if day not in known:
            known[day] = month_key(date.fromordinal(day))
        return known[day]

    return month


def _in_order(
    found: Mapping[str, Sequence[Member]], rows: Ladder, places: Mapping[str, int] | None = None
) -> tuple[Group, ...]:
    places = places or {}
    keys = sorted(found, key=lambda key: (not key, places.get(key, 0), key))
    return tuple(Group(key, key, cohort(found[key], rows)) for key in keys)


def _by_size(
    members: Iterable[Member], typed: Callable[[Track], str], rows: Ladder
) -> tuple[Group, ...]:
    # Not yet in small letters, LinkedIn would be two words, and linkedin one.
    found = _sorted(members, lambda one: key_of(typed(one).casefold()))
    told = [
        Group(
            key,
            _label(typed(member.track) for member in group) if key else "",
            cohort(group, rows),
        )
        for key, group in found.items()
    ]
    return tuple(sorted(told, key=lambda one: (not one.key, -one.cohort.entered, one.key)))


def _label(spellings: Iterable[str]) -> str:
    """Return the most frequent spelling; of several the first, whoever comes first."""
    counts = Counter(" ".join(spelling.split()) for spelling in spellings)
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))
