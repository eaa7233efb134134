"""Dates, times, rhythms and birthdays as they stand in files (T1-T10, 3.4).

Only a date that can be meant in one way is read; what is typed on the command line
("next friday") is none of this module's business. Digits are ASCII throughout:
a full-width or Arabic ``2026`` is no date (T6).
"""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.rhythm import Cadence, Unit, When


class DateReading(NamedTuple):
    """Say what a text is as a date; nothing set means that it is none (E102).

    Args:
        when: the date, if there is one.
        never: there shall deliberately be no date (T5).
        empty: the text is blank or YAML's null.
        odd: readable, but not as the journal writes it (I304).
        impossible: of a date's form, but there is no such day or time (E103).
    """

    when: When | None = None
    never: bool = False
    empty: bool = False
    odd: bool = False
    impossible: bool = False


class BirthdayReading(NamedTuple):
    """Say what a text is as a birthday; the fields mean what `DateReading`'s mean."""

    birthday: Birthday | None = None
    empty: bool = False
    odd: bool = False
    impossible: bool = False


class LeadingDate(NamedTuple):
    """Say which date a line starts with, and where the words behind it start.

    ``end`` is where the search started if the line starts with no date. ``impossible``
    is a line that starts like one, but names no day.
    """

    day: date | None
    end: int
    impossible: bool = False


_UNREAD = DateReading()
_ISO_LENGTH = len("2026-11-23")

_WORDS = dict.fromkeys(("", "~", "null"), DateReading(empty=True)) | dict.fromkeys(
    ("never", "nie", "-", "kein"), DateReading(never=True)
)

_DAY = r"""
    (?P<day>
        ([0-9]{4}) (?P<mark>[-/]) ([0-9]{1,2}) (?P=mark) ([0-9]{1,2})
      | ([0-9]{4}) ([0-9]{2}) ([0-9]{2})
      | ([0-9]{1,2}) \. ([0-9]{1,2}) \. ([0-9]{4}|[0-9]{2})
    )
"""
_TIME = r"""
    (?: [ \t]*,[ \t]* | [ \t]+ | (?P<t>T) )
    (?P<hour>[0-9]{1,2})
    (?:
        :(?P<minute>[0-9]{2})
        (?: :(?P<second>[0-9]{2}) (?:\.[0-9]+)? )?
        (?: [ \t]*(?P<offset> Z | [+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])? ) )?
        (?: [ \t]*[Uu]hr )?
      | [ \t]*[Uu]hr
    )
"""
_DAY_AND_TIME = re.compile(f"{_DAY} (?:{_TIME})?", re.VERBOSE)
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")


def read_date(text: str, zone: tzinfo | None = None) -> DateReading:
    """Read a date as it stands in a file (T2-T6).

    Args:
        text: the value, as typed or as YAML gave it.
        zone: the journal's time zone. A time with an offset is converted to it (T4);
            without a zone it keeps its wall time, for the system's zone is not asked.
    """
    # Nearly every date in a journal has this form, and every file is full of them.
    if len(text) == _ISO_LENGTH and text[4] == text[7] == "-":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass
        else:
            return DateReading(When(day))
    bare = _unwrapped(text)
    word = _WORDS.get(bare.casefold())
    if word is not None:
        return word
    try:
        return _day_week_or_month(bare, zone)
    except (ValueError, OverflowError):
        return DateReading(impossible=True)


def written_birthday(birthday: Birthday) -> str:
    """Return a birthday as the journal writes it (T7)."""
    month, day, year = birthday
    return f"{year:04}-{month:02}-{day:02}" if year else f"{month:02}-{day:02}"


def _unwrapped(text: str) -> str:
    """Return the text without blanks, one pair of quotes and link brackets around it."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1].strip()
    if bare.startswith("[[") and bare.endswith("]]"):
        # A link leads to the day, whatever it shows: [[2026-11-23|heute]] (K5).
        bare = bare[2:-2].partition("|")[0].partition("#")[0].strip() or bare
    return bare


def _day_week_or_month(bare: str, zone: tzinfo | None) -> DateReading:
    """Read what is no bare word; ValueError and OverflowError say: no such day or time."""
    if found := _DAY_AND_TIME.fullmatch(bare):
        return _day_and_time(found, zone)
    if found := _WEEK.fullmatch(bare):
        return DateReading(When(date.fromisocalendar(int(found[1]), int(found[2]), 1)))
    if found := _MONTH.fullmatch(bare):
        first = date(int(found[1]), int(found[2]), 1)
        return DateReading(When(first, whole_month=True), odd=len(found[2]) == 1)
    return _UNREAD


def _day_and_time(found: re.Match[str], zone: tzinfo | None) -> DateReading:
    year, month, day = _numbers(found)
    # A year of two digits is one of this century (T3).
    when = When(date(int(year) + (2000 if len(year) == len("26") else 0), int(month), int(day)))
    hour, minute = found["hour"], found["minute"]
    odd = not _is_iso(found)
    if _is_span(found):
        return _UNREAD
    if hour:
        # Seconds are checked but not kept: the journal's times are minutes.
        at = time(int(hour), int(minute or 0), int(found["second"] or 0)).replace(second=0)
        when = _in_zone(when.day, at, found["offset"], zone)
        odd = odd or (minute is not None and len(hour) == 1)
    return DateReading(when, odd=odd)


def _numbers(found: re.Match[str]) -> tuple[str, str, str]:
    """Return year, month and day of a match of ``_DAY``, as typed."""
    year, month, day = found.group(2, 4, 5)
    if year is None:
        year, month, day = found.group(6, 7, 8)
    if year is None:
        day, month, year = found.group(9, 10, 11)
    return year, month, day


def _is_iso(found: re.Match[str]) -> bool:
    """Tell whether the day stands in the form the journal writes (T1)."""
    return len(found["day"]) == _ISO_LENGTH and found["mark"] == "-"


def _is_span(found: re.Match[str]) -> bool:
    """Tell whether "10:30-11:30" may be a span of time: what is ambiguous is no date (T6)."""
    offset = found["offset"] or ""
    is_stamp = found["t"] or found["second"]
    return offset[:1] == "-" and not is_stamp and offset[1:3] >= found["hour"].zfill(2)


def _in_zone(day: date, at: time, offset: str | None, zone: tzinfo | None) -> When:
    """Return the moment as the clock of the zone shows it (T4)."""
    if offset is None or zone is None:
        return When(day, at)
    shift = timedelta()
    if offset != "Z":
        shift = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:].lstrip(":") or 0))
    foreign = timezone(-shift if offset[0] == "-" else shift)
    here = datetime.combine(day, at, foreign).astimezone(zone)
    return When(here.date(), here.time().replace(second=0, microsecond=0))


_UNKNOWN_YEARS = frozenset({1604, 0})
#: Stands for an unknown year; a leap year, so that it has a 29 February.
_LEAP_YEAR = 1604
_DAY_OF_YEAR = re.compile(
    r"(?:--)?([0-9]{1,2})-([0-9]{1,2})|--([0-9]{2})([0-9]{2})|([0-9]{1,2})\.([0-9]{1,2})\."
)


def read_birthday(text: str) -> BirthdayReading:
    """Read a birthday, whose year may be unknown (T7).

    A time behind it is ignored: nobody's birthday moves with the time zone. A year of two
    digits is not read, because its century would be guessed.
    """
    bare = _unwrapped(text)
    if _WORDS.get(bare.casefold(), _UNREAD).empty:
        return BirthdayReading(empty=True)
    try:
        if found := _DAY_OF_YEAR.fullmatch(bare):
            return _day_of_year(found)
        if found := _DAY_AND_TIME.fullmatch(bare):
            return _day_with_year(found)
    except ValueError:
        return BirthdayReading(impossible=True)
    return BirthdayReading()


def _day_of_year(found: re.Match[str]) -> BirthdayReading:
    month = found[1] or found[3] or found[6]
    day = found[2] or found[4] or found[5]
    # "14.5." is a usual form (T7); an unpadded or unseparated ISO form is not.
    odd = found[6] is None and (found[3] is not None or len(month + day) != len("0514"))
    known = date(_LEAP_YEAR, int(month), int(day))
    return BirthdayReading(Birthday(known.month, known.day), odd=odd)


def _day_with_year(found: re.Match[str]) -> BirthdayReading:
    year, month, day = _numbers(found)
    if len(year) == len("26"):
        return BirthdayReading()
    is_unknown = int(year) in _UNKNOWN_YEARS
    known = date(_LEAP_YEAR if is_unknown else int(year), int(month), int(day))
    birthday = Birthday(known.month, known.day, None if is_unknown else known.year)
    return BirthdayReading(birthday, odd=not _is_iso(found))


# A ``T`` counts as behind the date only where a time follows: "2026-06-11Talk" is none.
_LEADING_DATE = re.compile(
    r"(?:\*\*)?(?:\[\[)?"
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2})|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}))"
    r"(?:T(?=[0-9]{2}:[0-9]{2})|(?!\w|\.[0-9]))"
    r"(?:\]\])?(?:\*\*)?"
)
_LEADING_CHARACTERS = frozenset("0123456789*[")
_LEADING_TIME = re.compile(
    r"([0-9]{1,2})(?::([0-9]{2})(?::[0-5][0-9])?(?:[ \t]*uhr)?|[ \t]*uhr)(?!\w|:[0-9])",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"(?:([0-9]{1,3}(?:[.,][0-9]{1,3})?)[ \t]*(?:h|hrs?|hours?|std\.?|stunden?))?[ \t]*"
    r"(?:([0-9]{1,4})[ \t]*(?:min\.?|mins|minuten?|minutes?))?",
    re.IGNORECASE,
)


def leading_date(text: str, start: int = 0) -> LeadingDate:
    """Return the date that stands at the very start of an entry's head (3.4).

    Args:
        text: the head without its marker (``##``, ``-``, ``|``), or the whole line.
        start: where in the text the head starts.
    """
    # Asked of every line of every list: most lines are settled by their first character.
    if text[start : start + 1] not in _LEADING_CHARACTERS:
        return LeadingDate(None, start)
    found = _LEADING_DATE.match(text, start)
    if found is None:
        return LeadingDate(None, start)
    iso = found[1]
    try:
        day = date.fromisoformat(iso) if iso else date(int(found[4]), int(found[3]), int(found[2]))
    except ValueError:
        return LeadingDate(None, found.end(), impossible=True)
    return LeadingDate(day, found.end())


def leading_time(text: str, start: int = 0) -> tuple[time | None, int]:
    """Return the time of day that stands at the very start of a text, and where it ends.

    Without one: None, and where the search started.
    """
    found = _LEADING_TIME.match(text, start)
    if found is None:
        return None, start
    try:
        return time(int(found[1]), int(found[2] or 0)), found.end()
    except ValueError:
        return None, start


def duration(text: str) -> int | None:
    """Return the minutes of a text that is a duration and nothing else: "1,5 h" is 90."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or found[0] == "":
        return None
    hours = float(found[1].replace(",", ".")) if found[1] else 0.0
    return round(hours * 60) + int(found[2] or 0)


_NO_RHYTHM = frozenset({"none", "nie", "kein", "keine", "never", "-"})
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "\N{COMBINING DIAERESIS}": "e"})
_UNITS = {
    word: step
    for step, words in {
        (1, Unit.DAY): "d, day, days, daily, tag, tage, tagen, taegig, taeglich",
        (1, Unit.WEEK): ("w, week, weeks, weekly, woche, wochen, woechig, woechentlich"),
        (2, Unit.WEEK): "biweekly, bi-weekly, fortnightly, fortnight",
        (1, Unit.MONTH): "m, month, months, monthly, monat, monate, monaten, monatig, monatlich",
        (3, Unit.MONTH): (
            "q, quarter, quarters, quarterly, quartal, quartale, quartalen, quartalsweise, "
            "vierteljahr, vierteljahre, vierteljaehrlich"
        ),
        (6, Unit.MONTH): (
            "twice-yearly, twice yearly, half-yearly, half year, half-year, semiannually, "
            "halbjahr, halbjahre, halbe jahr, halbe jahre, halbes jahr, halbjaehrlich"
        ),
        (1, Unit.YEAR): (
            "y, j, year, years, yearly, annually, jahr, jahre, jahren, jaehrig, jaehrlich"
        ),
        (1, Unit.WORKDAY): (
            "workday, workdays, working day, working days, business day, business days, "
            "arbeitstag, arbeitstage, arbeitstagen, werktag, werktage, werktagen, werktaeglich"
        ),
    }.items()
    for word in words.split(", ")
}
_NUMBERS = {
    word: number
    for number, words in {
        1: "ein eine einen eines one",
        2: "zwei two zweite zweiten zweites other second",
        3: "drei three dritte dritten drittes third",
        4: "vier four vierte vierten viertes fourth",
        5: "fuenf five",
        6: "sechs six",
        7: "sieben seven",
        8: "acht eight",
        9: "neun nine",
        10: "zehn ten",
        11: "elf eleven",
        12: "zwoelf twelve",
        14: "vierzehn",
    }.items()
    for word in words.split()
}
_EVERY = re.compile(r"\A(?:alle|every|each|jede[nrs]?) ")
#: Working days are counted one by one, of every contact: more of them are no rhythm.
_MOST_WORKDAYS = 999
_BARE_NUMBER = re.compile(r"[0-9]{1,4}")
# The longest first, or "vierzehn Tage" were four of some unit called "zehn tage".
_NUMBER_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
# A dot belongs to German ordinals ("jede 3. Woche"), a hyphen to "14-tägig".
_COUNTED = re.compile(rf"(?:([0-9]{{1,4}})\.?|({_NUMBER_WORD}))[ -]?([a-z][a-z -]*)")


def read_cadence(text: str) -> Cadence | None:
    """Return the rhythm a text names (T9), ``Cadence(0)`` for "none"; None if it names none.

    An empty text names none, too: whether an empty key is worth a word is the caller's.
    """
    phrase = " ".join(_unwrapped(text).casefold().translate(_SPELLED_OUT).split())
    if phrase in _NO_RHYTHM:
        return Cadence(0)
    if _BARE_NUMBER.fullmatch(phrase):
        return Cadence(int(phrase))
    phrase = _EVERY.sub("", phrase)
    number, unit = 1, phrase
    if phrase not in _UNITS and (found := _COUNTED.fullmatch(phrase)):
        number = int(found[1]) if found[1] else _NUMBERS[found[2]]
        unit = found[3]
    if unit not in _UNITS:
        return None
    factor, counted = _UNITS[unit]
    if counted is Unit.WORKDAY and number > _MOST_WORKDAYS:
        return None
    return Cadence(number * factor, counted) if number else Cadence(0)
