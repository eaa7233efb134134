"""What time it is: the only place that asks the machine (T8).

Everything after takes the moment as an argument.
"""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo

from kontaktjournal.domain.errors import WrongUse

#: What lies a day before or behind them is no date any more, and looking up a zone takes it.
_FIRST_YEAR, _LAST_YEAR = MINYEAR + 1, MAXYEAR - 1


class SystemZone(tzinfo):
    """The time zone this machine is set to, with its summer time."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far local time is ahead of UTC then."""
        if moment is None:
            return None
        return _local(moment).utcoffset()

    def tzname(self, moment: datetime | None) -> str | None:
        """Return what the machine calls its zone then."""
        return None if moment is None else _local(moment).tzname()

    def dst(self, _moment: datetime | None) -> timedelta | None:
        """Leave summer time to `utcoffset`."""
        return None

    def fromutc(self, moment: datetime) -> datetime:
        """Return a UTC moment as local time."""
        return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)


def _local(moment: datetime) -> datetime:
    """Return a time of day here with its zone; what comes first or last, of the year beside."""
    year = min(max(moment.year, _FIRST_YEAR), _LAST_YEAR)
    return moment.replace(year=year, tzinfo=None).astimezone()


def zone_of(name: str) -> tzinfo:
    """Return the time zone of the settings, or this machine's.

    Args:
        name: "Europe/Berlin"; empty for this machine's.
    """
    if not name:
        return SystemZone()
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def now(zone: tzinfo, option: str | None, environ: Mapping[str, str]) -> datetime:
    """Return the moment of this run.

    Args:
        zone: the journal's time zone.
        option: what ``--now`` says: a time of day, or a day with one.
        environ: its ``JOURNAL_NOW`` stands in for the option.

    Raises:
        WrongUse: what was given is no time.
    """
    real = datetime.now(zone)
    word = option or environ.get("JOURNAL_NOW", "")
    if not word:
        return real
    moment = _moment(word, real.date())
    if moment is None:
        raise WrongUse("refusal.bad_now", word=word)
    return moment.replace(tzinfo=zone)


def _moment(word: str, today: date) -> datetime | None:
    try:
        return datetime.combine(today, time.fromisoformat(word))
    except ValueError:
        pass
    from kontaktjournal.notation.dates import read_date

    reading = read_date(word)
    if reading.when is None or reading.when.at is None:
        return None
    return datetime.combine(reading.when.day, reading.when.at)


def today(option: str | None, environ: Mapping[str, str]) -> date | None:
    """Return the day to look from, if another than the real one is asked for.

    Args:
        option: what ``--today`` says.
        environ: its ``JOURNAL_TODAY`` stands in for the option.

    Raises:
        WrongUse: what was given is no date.
    """
    word = option or environ.get("JOURNAL_TODAY", "")
    return day(word) if word else None


def day(word: str) -> date:
    """Return the day a word names.

    Raises:
        WrongUse: it names none.
    """
    try:
        return date.fromisoformat(word)
    except ValueError:
        # Other spellings are rare here, and their reader takes a while to load.
        from kontaktjournal.notation.dates import read_date
    reading = read_date(word)
    if reading.when is None:
        raise WrongUse("refusal.bad_day", word=word)
    return reading.when.day
