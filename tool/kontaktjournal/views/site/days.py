"""Days as the pages say them: "6. Nov.", "Freitag", "vor 19 Tagen"."""

from datetime import date
from functools import lru_cache

from kontaktjournal.domain.rhythm import When
from kontaktjournal.messages import Catalogue
from kontaktjournal.messages.catalogue import DayStyle
from kontaktjournal.views.words import Frame, is_near

_DAYS_IN_A_MONTH = 365.2425 / 12
#: More is told in months, and still more in years.
_DAYS_TOLD, _MONTHS_TOLD = 60, 24


@lru_cache(maxsize=4096)  # ten thousand pages name the same few hundred days
def _said(say: Catalogue, day: date, style: DayStyle) -> str:
    return say.day(day, style)


def day_of(day: date, frame: Frame) -> str:
    """Return a day with its year where it would not be understood without."""
    return _said(frame.say, day, "written" if is_near(day, frame.today) else "written_year")


def weekday_name(day: date, frame: Frame) -> str:
    """Return the day's name: Montag."""
    return _said(frame.say, day, "day_name")


def weekday_of(when: When, frame: Frame) -> str:
    """Return a day with weekday and hour, or the month if only that was agreed on (T2)."""
    say, day = frame.say, when.day
    if when.whole_month:
        return say.day(day, "month")
    weekday = weekday_name(day, frame)
    told = say("page.contact.weekday_day", weekday=weekday, day=day_of(day, frame))
    return say("page.contact.at", day=told, clock=say.clock(when.at)) if when.at else told


def distance(day: date, frame: Frame) -> str:
    """Return how far away a day is: heute, morgen, in 4 Tagen, vor 3 Monaten."""
    days = (frame.today - day).days
    if days < 0:
        return frame.say.count("page.contact.ahead_by", -days)
    return _told("page.contact.ago", days, frame) if days else frame.say("page.contact.today")


def since(day: date, frame: Frame) -> str:
    """Return how long something has lasted: seit 23 Tagen, seit 2 Jahren."""
    days = (frame.today - day).days
    return (
        _told("page.contact.since", days, frame)
        if days > 0
        else frame.say("page.contact.since_today")
    )


def _told(key: str, days: int, frame: Frame) -> str:
    """Return a number of days in the words of a key, in months or years where they are many."""
    count = frame.say.count
    if days <= _DAYS_TOLD:
        return count(key, days)
    months = int(days / _DAYS_IN_A_MONTH)
    if months < _MONTHS_TOLD:
        return count(f"{key}_months", months)
    return count(f"{key}_years", months // 12)


def moment_of(when: When) -> str:
    """Return what a machine reads of a day and its hour."""
    if when.whole_month:
        return when.day.isoformat()[:7]
    hour = f"T{when.at:%H:%M}" if when.at else ""
    return f"{when.day.isoformat()}{hour}"
