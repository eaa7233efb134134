"""Days that are not worked: dates, ranges and regions of public holidays (C2)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from kontaktjournal.config.regions import region
from kontaktjournal.config.values import items, several, text
from kontaktjournal.config.wrong import Where, Wrong
from kontaktjournal.domain.rhythm import When, add_months

#: First and last day, both closed.
Range = tuple[date, date]


class Holidays(NamedTuple):
    """What stands under ``holidays``: regions with their place in it, and dates."""

    regions: Mapping[str, Where] = MappingProxyType({})
    ranges: tuple[Range, ...] = ()


def span(value: object) -> Range:
    """Read a date or a range ``first..last``; a month or a week means all its days."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value, value
    if not isinstance(value, str):
        raise Wrong("config.type.date")
    typed = text(value)
    before, dots, after = typed.partition("..")
    first, end = _days(before, typed)
    last = _days(after, typed)[1] if dots else end
    if last < first:
        raise Wrong("config.reversed", word=typed)
    return first, last


def _days(typed: str, whole: str) -> Range:
    from kontaktjournal.notation.dates import read_date

    reading = read_date(typed)
    if reading.impossible:
        raise Wrong("config.date.impossible", word=typed.strip())
    if reading.when is None or reading.when.at is not None:
        raise Wrong("config.date", word=whole)
    return reading.when.day, _last(reading.when, typed)


def _last(when: When, typed: str) -> date:
    """Return the last day of a date, a month or a week."""
    try:
        if when.whole_month:
            return add_months(when.day, 1) - timedelta(days=1)
        if "W" in typed:
            return when.day + timedelta(days=6)
    except OverflowError:
        return date.max
    return when.day


spans = several(span, single=str | date)


def holidays(value: object) -> Holidays:
    """Read a region, dates and ranges of dates, or a list of both."""
    if not isinstance(value, str | list | date):
        raise Wrong("config.type.list")
    regions: dict[str, Where] = {}
    ranges: dict[Range, None] = {}
    for below, item in items(value):
        try:
            # No date begins with a letter, and no region with anything else.
            if isinstance(item, str) and item.strip()[:1].isalpha():
                regions.setdefault(region(item), below)
            else:
                ranges[span(item)] = None
        except Wrong as wrong:
            raise wrong.at(below) from None
    return Holidays(regions, tuple(ranges))
