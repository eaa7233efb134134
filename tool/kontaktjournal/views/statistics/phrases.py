"""What figures are called: rows, groups, periods, hours and money in words."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.pipeline import Kind, Pipeline
from kontaktjournal.domain.statistics.breakdown import By, Group
from kontaktjournal.domain.statistics.cohort import Earnings, Row
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.statistics.talks import Talks
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.words import Frame

if TYPE_CHECKING:
    from kontaktjournal.messages.catalogue import DayStyle

_HOUR = 60


def hours(minutes: int) -> Decimal:
    """Return minutes as hours, to a tenth."""
    return (Decimal(minutes) / _HOUR).quantize(Decimal("0.1"), ROUND_HALF_UP)


def hours_word(talks: Talks, say: Catalogue) -> str:
    """Return how long talks took; nothing where nobody wrote it down."""
    return say("stats.hours", hours=say.decimal(hours(talks.minutes))) if talks.minutes else ""


def percent_word(percent: int, say: Catalogue) -> str:
    """Return a percentage: 40 %."""
    return say("stats.percent", percent=percent)


def share_word(row: Row, say: Catalogue) -> str:
    """Return a row's share of the row above; nothing where it has none."""
    return percent_word(row.share, say) if row.has_share else ""


def row_word(row: Row, frame: Frame) -> str:
    """Return what a row of the funnel is called."""
    say = frame.say
    if row.stage:
        return say.stage(row.stage.id, row.stage.label)
    if row.is_first:
        stages = frame.settings.pipeline.stages
        first = next((stage for stage in stages if stage.kind is Kind.ACTIVE), None)
        if first:
            return say.stage(first.id, first.label)
    return say(f"stats.row.{row.milestone.value}")


def group_word(group: Group, by: By, say: Catalogue, pipeline: Pipeline) -> str:
    """Return what those of a group have in common."""
    if by is By.FIT:
        return say(f"fit.{group.key or Answer.OPEN.value}")
    if not group.key:
        return say("status.none" if by is By.STAGE else "stats.none")
    if by is By.MONTH:
        return say.day(date.fromisoformat(f"{group.key}-01"), "month")
    if by is By.STAGE:
        stage = pipeline.stage(group.key)
        return say.stage(group.key, stage.label if stage else "")
    return group.label


def period_word(period: Period, today: date, say: Catalogue) -> str:
    """Return the days asked about: seit Sept. 2026, 03.09.2026 bis 11.11.2026; none for all.

    Args:
        period: the days.
        today: what comes later is not said.
        say: the words.
    """
    since, until = period.since, period.until
    until = until if until and until < today else None
    is_whole = (since is None or since.day == 1) and (until is None or _ends_a_month(until))
    style: DayStyle = "month" if is_whole else "date"
    first, last = (say.day(day, style) if day else "" for day in (since, until))
    if first and last:
        if first == last:
            return say("stats.period.one", day=first)
        return say("stats.period.between", first=first, last=last)
    if first:
        return say("stats.period.since", first=first)
    return say("stats.period.until", last=last) if last else ""


def _ends_a_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def amount_word(amount: Decimal, say: Catalogue) -> str:
    """Return a sum: 12.300, 980,50."""
    return say.decimal(amount, 0 if amount == amount.to_integral_value() else 2)


def earnings_words(earnings: Earnings, say: Catalogue) -> Iterable[str]:
    """Return what business is worth, and of how many that cannot be told."""
    for one in earnings.sums:
        amount = amount_word(one.amount, say)
        yield say("stats.money", amount=amount, currency=one.currency) if one.currency else amount
    if earnings.unvalued:
        yield say.count("stats.unvalued", earnings.unvalued)
    if earnings.unreadable:
        yield say.count("stats.unreadable", earnings.unreadable)
