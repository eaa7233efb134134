"""What the agenda page shows of a day: who is due, who may wait, what comes, what is missing.

It is made of gists; only whoever is shown is asked for in full.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from kontaktjournal.domain.agenda import ORPHANS_LISTED
from kontaktjournal.domain.due import Bucket, Due
from kontaktjournal.domain.fortnight import DAYS_IN_A_WEEK, Cell, first_of_week, fortnight
from kontaktjournal.domain.funnel import Lane, board
from kontaktjournal.domain.gist import Gist
from kontaktjournal.domain.lint import unknown_status_words
from kontaktjournal.domain.names import sort_key
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.weeks import Weeks, weeks

#: No list has more entries; how many there are besides is said.
SHOWN = 30
#: As many of those who may wait are named; of more, only the number is told.
NAMED = 3

_END_OF_DAY = 24 * 60
_UNDATED, _WAITING = Bucket.UNDATED.value, Kind.WAITING.value

#: Returns contacts in full, by the paths of their files.
Dues = Callable[[Sequence[str]], Mapping[str, Due]]
_Key = Callable[[Gist], tuple[int, ...]]
#: How urgent each stage is, by its id.
_Ranks = Mapping[str, int]


class GroupName(StrEnum):
    """The lists of the page, in their order."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


_Members = dict[GroupName, list[Gist]]


class Group(NamedTuple):
    """One list of the page.

    Args:
        name: which.
        total: how many belong to it.
        dues: the first of them, in order.
        oldest: since how many days the oldest of the others has been due.
    """

    name: GroupName
    total: int
    dues: tuple[Due, ...]
    oldest: int = 0

    @property
    def left(self) -> int:
        """Return how many belong to it and are not shown."""
        return self.total - len(self.dues)


class Idle(NamedTuple):
    """Somebody in play without a next step, and the day it fell silent, as far as known."""

    due: Due
    silent_since: date | None


@dataclass(frozen=True, slots=True)
class Front:
    """All that the agenda page shows of a day.

    Args:
        today: the day.
        due: how many are due: late, today, or unreadable with a day that has come (D12).
        overdue: how many of them are late.
        picked: whom to talk to today, in order.
        agreed: how many of those have an hour agreed on for today.
        may_wait: how many are due besides.
        waiting: those by name, where they are few.
        groups: the lists that have somebody.
        cells: this week and the next.
        idle: the first of those without a next step (D13).
        idle_total: how many there are.
        orphans: how many of those are kept warm and told only as a number (D13).
        moments: how many wait for their moment (D13a).
        problems: what cannot be read, the first of it.
        problems_left: how much more there is.
        spoiled: in how many files.
        next_up: who is due first, where nobody is due.
        counts: how many contacts there are, by kind; "" counts those without a stage.
        is_whole: whether everybody was asked about.
        weeks: the talks of the last weeks.
        lanes: how many stand in each stage.
    """

    today: date
    due: int
    overdue: int
    picked: tuple[Due, ...]
    agreed: int
    may_wait: int
    waiting: tuple[Due, ...]
    groups: tuple[Group, ...]
    cells: tuple[Cell, ...]
    idle: tuple[Idle, ...]
    idle_total: int
    orphans: int
    moments: int
    problems: tuple[Problem, ...]
    problems_left: int
    spoiled: int
    next_up: Due | None
    counts: Mapping[str, int]
    is_whole: bool
    weeks: Weeks
    lanes: tuple[Lane, ...]

    @property
    def in_play(self) -> int:
        """Return how many are courted, kept warm, or won."""
        return sum(self.counts.get(kind.value, 0) for kind in IN_PLAY)

    @property
    def filed(self) -> int:
        """Return how many are filed away."""
        return self.counts.get(Kind.FILED.value, 0)

    @property
    def listed(self) -> int:
        """Return how many are only listed: in the pool, or without a stage."""
        return self.counts.get(Kind.POOL.value, 0) + self.counts.get("", 0)


def front(  # noqa: PLR0913  # a page tells of many things
    gists: Collection[Gist],
    today: date,
    settings: Settings,
    dues: Dues,
    *,
    problems: Iterable[Problem] = (),
    counts: Mapping[str, int] | None = None,
    is_whole: bool = True,
) -> Front:
    """Gather what the agenda page of a day shows.

    Args:
        gists: everybody who might be on it.
        today: the day.
        settings: stages, week, and how much is enough for a day.
        dues: asked once, for those that are shown.
        problems: what reading found wrong.
        counts: how many contacts there are, by kind.
        is_whole: False where only some of all contacts were asked about.
    """
    week_start = settings.calendar.week_start
    ranks = {stage.id: stage.rank for stage in settings.pipeline.stages}
    members = _members(gists, today, week_start)
    late, now = members[GroupName.OVERDUE], members[GroupName.TODAY]
    listed = {name: _first(found, _order(name, ranks)) for name, found in members.items()}
    picked = _picked([*late, *now], ranks, settings.agenda.focus)
    waiting = _waiting(members, picked, ranks)
    idle = [gist for gist in gists if gist.bucket == _UNDATED]
    in_person, orphans = _told(idle)
    silent = _first(in_person, _idle_order(ranks))
    coming = [gist for name in GroupName for gist in listed[name]]
    next_up = [] if late or now else coming[:1]
    shown = (gist.path for gist in (*picked, *waiting, *coming, *silent))
    full = dues([*dict.fromkeys(shown)])
    wrong = _wrong(problems)
    return Front(
        today=today,
        due=len(late) + len(now),
        overdue=len(late),
        picked=_whole(picked, full),
        agreed=sum(gist.hour >= 0 for gist in picked),
        may_wait=len(late) + len(now) - len(picked) if picked else 0,
        waiting=_whole(waiting, full),
        groups=_groups(members, listed, full, today),
        cells=fortnight(gists, today, week_start),
        idle=tuple(Idle(full[one.path], _silent(one)) for one in silent if one.path in full),
        idle_total=len(idle),
        orphans=orphans,
        moments=sum(gist.waits for gist in gists),
        problems=tuple(wrong[:SHOWN]),
        problems_left=max(0, len(wrong) - SHOWN),
        spoiled=len({problem.path for problem in wrong}),
        next_up=next(iter(_whole(next_up, full)), None),
        counts=counts or {},
        is_whole=is_whole,
        weeks=weeks(gists, today),
        lanes=board(gists, today, settings, most=0).lanes,
    )


def _whole(some: Iterable[Gist], full: Mapping[str, Due]) -> tuple[Due, ...]:
    """Return where some stand, without whoever is not there any more."""
    return tuple(full[gist.path] for gist in some if gist.path in full)


def _groups(
    members: Mapping[GroupName, Sequence[Gist]],
    listed: Mapping[GroupName, Sequence[Gist]],
    full: Mapping[str, Due],
    today: date,
) -> tuple[Group, ...]:
    """Return the groups that are not empty, each with those of its members who are shown."""
    return tuple(
        Group(name, len(members[name]), _whole(found, full), _oldest(members[name], found, today))
        for name, found in listed.items()
        if found
    )


# Who stands in which list ----------------------------------------------------


def _members(gists: Iterable[Gist], today: date, week_start: int) -> _Members:
    """Sort whoever has a day into the lists; who cannot be read keeps its day (D9, K11)."""
    now = today.toordinal()
    end = first_of_week(today, week_start).toordinal() + DAYS_IN_A_WEEK
    members: _Members = {name: [] for name in GroupName}
    for gist in gists:
        if not gist.bucket or not gist.day:
            continue
        if gist.day < now:
            name = GroupName.OVERDUE
        elif gist.day == now:
            name = GroupName.TODAY
        else:
            name = GroupName.WEEK if gist.day < end else GroupName.LATER
        members[name].append(gist)
    return members


def _order(name: GroupName, ranks: _Ranks) -> _Key:
    """Return what a list is sorted by before names are, as `arrange` does (S2, S3, S5)."""

    def key(gist: Gist) -> tuple[int, ...]:
        rank = -ranks.get(gist.stage, 0)
        match name:
            case GroupName.OVERDUE:
                return rank, gist.day
            case GroupName.TODAY:
                return gist.at < 0, gist.at, rank
            case _:
                return gist.day, gist.at if gist.at >= 0 else _END_OF_DAY, rank

    return key


def _first(gists: Sequence[Gist], key: _Key, most: int = SHOWN) -> list[Gist]:
    """Return the first of some in order; those alike by their names."""
    found = sorted(((key(gist), gist) for gist in gists), key=itemgetter(0))
    if len(found) > most:
        # Names are dear to compare: only those who might be among the first are.
        last = found[most - 1][0]
        found = found[: bisect_right(found, last, key=itemgetter(0))]
    found.sort(key=lambda pair: (pair[0], sort_key(pair[1].name), pair[1].path))
    return [gist for _, gist in found[:most]]


def _oldest(members: Iterable[Gist], shown: Iterable[Gist], today: date) -> int:
    seen = {gist.path for gist in shown}
    now = today.toordinal()
    return max(0, now - min((one.day for one in members if one.path not in seen), default=now))


# Whom to talk to today -------------------------------------------------------


def _picked(due: Sequence[Gist], ranks: _Ranks, focus: int) -> list[Gist]:
    """Choose whom to talk to today: by the hour, then who is nearest a decision, then by delay.

    An hour agreed on is kept, however many there are.
    """
    if not focus:
        return []

    def key(gist: Gist) -> tuple[int, ...]:
        return gist.hour < 0, gist.hour, -ranks.get(gist.stage, 0), gist.day

    agreed = sum(gist.hour >= 0 for gist in due)
    return _first(due, key, min(max(focus, agreed), SHOWN))


def _waiting(members: _Members, picked: Iterable[Gist], ranks: _Ranks) -> list[Gist]:
    """Return the few who may wait, in the order of the lists; nobody where they are many."""
    ahead = {gist.path for gist in picked}
    others: list[Gist] = []
    for name in (GroupName.OVERDUE, GroupName.TODAY):
        found = [gist for gist in members[name] if gist.path not in ahead]
        if not ahead or len(others) + len(found) > NAMED:
            return []
        others += _first(found, _order(name, ranks))
    return others


# Who has no next step --------------------------------------------------------


def _is_orphan(gist: Gist) -> bool:
    """Tell whether somebody is kept warm without any step (D13)."""
    return gist.kind == _WAITING and not gist.decides


def _told(idle: Sequence[Gist]) -> tuple[list[Gist], int]:
    """Return who is listed, and how many are only counted (D13)."""
    orphans = sum(map(_is_orphan, idle))
    if orphans <= ORPHANS_LISTED:
        return [*idle], 0
    return [gist for gist in idle if not _is_orphan(gist)], orphans


def _idle_order(ranks: _Ranks) -> _Key:
    """Return what those without a next step are sorted by (S4)."""

    def key(gist: Gist) -> tuple[int, ...]:
        last = gist.talks[-1] if gist.talks else 0
        return not gist.decides, gist.kind == _WAITING, -ranks.get(gist.stage, 0), -last

    return key


def _silent(gist: Gist) -> date | None:
    day = gist.last or gist.entered
    return date.fromordinal(day) if day else None


# What cannot be read ---------------------------------------------------------


def _wrong(problems: Iterable[Problem]) -> list[Problem]:
    """Return errors and unknown stages, what hides a contact first."""
    found = list(problems)
    wrong = [problem for problem in found if problem.severity == "error"]
    # Told once for each word: a foreign vault has the same in hundreds of files.
    wrong += unknown_status_words(found)
    return sorted(wrong, key=lambda one: (not one.hides, one.severity != "error", one))
