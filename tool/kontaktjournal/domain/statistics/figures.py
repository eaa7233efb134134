"""Everything that is counted, together."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.funnel import Lengths, lengths
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.statistics.breakdown import By, Group, groups
from kontaktjournal.domain.statistics.cohort import Cohort, cohort, ladder, membership
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.statistics.promises import Promises, promises
from kontaktjournal.domain.statistics.standing import Standing, standing
from kontaktjournal.domain.statistics.talks import Conversations, conversations
from kontaktjournal.domain.track import Track


class Figures(NamedTuple):
    """What the journal counts.

    Args:
        period: the days asked about.
        conversations: held in the period.
        cohort: whose story began in the period.
        without_history: how many in play or filed have no date at all.
        passed_over: how many were filed without ever being approached.
        listed: how many are in the list and were never approached, besides those who have no
            track at all.
        months: the cohort by the month of its entry.
        groups: the cohort as `by` breaks it down; empty where it is None.
        lengths: how long the cohort stayed in each stage.
        promises: that fell due in the period.
        standing: today.
    """

    period: Period
    conversations: Conversations
    cohort: Cohort
    without_history: int
    passed_over: int
    listed: int
    months: tuple[Group, ...]
    groups: tuple[Group, ...]
    lengths: Lengths
    promises: Promises
    standing: Standing


EVERYTHING = Period()


def figures(
    tracks: Collection[Track],
    today: date,
    settings: Settings,
    period: Period = EVERYTHING,
    by: By | None = None,
) -> Figures:
    """Count everything but the load, which needs the agenda.

    Args:
        tracks: of everybody who is counted, settled for today.
        today: the day.
        settings: for the stages.
        period: the days asked about; all by default.
        by: what the cohort is broken down by, besides months.
    """
    pipeline = settings.pipeline
    rows = ladder(pipeline)
    found = membership(tracks, period, today, rows)
    return Figures(
        period,
        conversations(tracks, period, today),
        cohort(found.members, rows),
        found.without_history,
        found.passed_over,
        found.listed,
        groups(found.members, By.MONTH, pipeline, rows),
        groups(found.members, by, pipeline, rows) if by else (),
        lengths((member.track for member in found.members), today, pipeline),
        promises(tracks, period, today),
        standing(tracks),
    )
