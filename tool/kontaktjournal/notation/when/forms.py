"""The forms in which people name a day, without the time of day.

Each form takes the folded words and returns the day, or None if it does not know them.
ValueError and OverflowError say: known, but there is no such day ("32.1.").
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from kontaktjournal.domain.rhythm import Unit, add_months
from kontaktjournal.notation.when.bearing import Bearing, Named, Rule
from kontaktjournal.notation.when.words import (
    AMOUNTS,
    DAYS,
    ENGLISH_MONTHS,
    MONTHS,
    NUMBERS,
    PARTS,
    SAME_AS,
    UNITS,
    WEEKDAYS,
    WHICH,
)

_WEEK = 7
_YEAR_OF_WEEKS = 53 * _WEEK

_ARTICLES = re.compile(r"(?:(?:am|on|zum|den|the|im|in der) )+")
#: Words between the names of a day and of its week, or of a part and its month.
_BETWEEN = frozenset({"am", "on", "in", "im", "der", "des", "of", "the"})


def read_day(words: str, bearing: Bearing) -> Named | None:
    """Return the day that folded words name, or None if they name none.

    Raises:
        ValueError: there is no such day.
        OverflowError: it lies beyond the years 1 to 9999.
    """
    if words.rpartition(" ")[2] in _BETWEEN:
        return None
    words = SAME_AS.get(words, words)
    # "am Morgen" and "am in 3 Wochen" are no days: these forms take no article.
    for form in (_day_from_today, _counted, _day_of_month):
        if named := form(words, bearing):
            return named
    bare = words[found.end() :] if (found := _ARTICLES.match(words)) else words
    bare = SAME_AS.get(bare, bare)
    for form in (_weekday, _date, _week, _weekday_of_week, _weekday_and_date, _part, _month):
        if named := form(bare, bearing):
            return named
    return None


def _day_from_today(words: str, bearing: Bearing) -> Named | None:
    if words not in DAYS:
        return None
    return Named(bearing.today + timedelta(days=DAYS[words]), Rule.DAY)


# Counts ----------------------------------------------------------------------

_COUNTED = re.compile(r"(\+ ?|- ?|(?:heute )?in |vor )?(.+?)( ago| from now| from today)?")
_DIGITS = re.compile(r"([0-9]{1,4}) ?([a-z ]+)")
_ONE_OF_MANY = re.compile(
    r"(?!0*1\b)[0-9]+ (?:tag|woche|monat|quartal|jahr|day|week|month|quarter|year)"
)
_BACKWARD = frozenset({"-", "vor", "ago"})


def _counted(words: str, bearing: Bearing) -> Named | None:
    found = _COUNTED.fullmatch(words)
    if found is None or (found[1] and found[3]):
        return None
    # "3 Wochen" can only be in three weeks, but "3 Woche" may lack the dot of "3. Woche".
    if not found[1] and not found[3] and _ONE_OF_MANY.fullmatch(words):
        return None
    amount = _amount(found[2])
    if amount is None:
        return None
    count, unit = amount
    is_backward = (found[1] or found[3] or "").strip() in _BACKWARD
    if unit is Unit.WORKDAY:
        # Nobody says so, and the past is read without a calendar.
        if is_backward:
            return None
        return Named(bearing.calendar.add_workdays(bearing.today, count), Rule.COUNT)
    return Named(_moved(bearing.today, -count if is_backward else count, unit), Rule.COUNT)


def _amount(words: str) -> tuple[int, Unit] | None:
    """Return how much "3w", "drei Wochen" or "half a year" is."""
    if words in AMOUNTS:
        return AMOUNTS[words]
    if found := _DIGITS.fullmatch(words):
        number, unit = int(found[1]), found[2]
    else:
        word, _, unit = words.partition(" ")
        if word not in NUMBERS:
            return None
        number = NUMBERS[word]
    if unit not in UNITS:
        return None
    factor, counted = UNITS[unit]
    return number * factor, counted


def _moved(day: date, count: int, unit: Unit) -> date:
    if unit is Unit.DAY:
        return day + timedelta(days=count)
    if unit is Unit.WEEK:
        return day + timedelta(weeks=count)
    return add_months(day, 12 * count if unit is Unit.YEAR else count)


# Weekdays and weeks ----------------------------------------------------------

_WEEK_NUMBERS = (
    re.compile(
        r"(?:in )?(?:kw|kalenderwoche|week|calendar week|wk|cw) ?(?P<week>[0-9]{1,2})\.?"
        r"(?:(?: ?/ ?| )(?P<year>[0-9]{4}|(?<=/)[0-9]{2}))?"
    ),
    re.compile(r"(?P<week>[0-9]{1,2})\. ?(?:kw|kalenderwoche)(?: (?P<year>[0-9]{4}))?"),
    re.compile(r"(?P<year>[0-9]{4})-w(?P<week>[0-9]{2})"),
)


def _weekday(words: str, bearing: Bearing) -> Named | None:
    match words.split():
        case [name] if name in WEEKDAYS:
            shift = 0
        case [which, name] if which in WHICH and name in WEEKDAYS:
            shift = WHICH[which]
        case _:
            return None
    return Named(_such_weekday(WEEKDAYS[name], shift, bearing), Rule.WEEKDAY)


def _such_weekday(number: int, shift: int, bearing: Bearing) -> date:
    """Return the first such day after today, or the last not after it (clarification 26).

    Args:
        number: the weekday, Monday = 0.
        shift: 1 for the next one, 2 for the one after; -1 for the last one, which is
            never today; 0 where nothing was said.
        bearing: today, and which way to look where nothing was said.
    """
    since = (bearing.today.weekday() - number) % _WEEK
    if shift == 0:
        return bearing.today + timedelta(days=-since if bearing.back else _WEEK - since)
    if shift < 0:
        return bearing.today + timedelta(days=_WEEK * shift + (-since % _WEEK))
    return bearing.today + timedelta(days=_WEEK * shift - since)


def _week(words: str, bearing: Bearing) -> Named | None:
    monday = _monday(words, bearing)
    # Which day of this or of last week is meant cannot be told.
    if monday is None or WHICH.get(words.partition(" ")[0], 1) < 1:
        return None
    return Named(monday, Rule.WEEK)


def _monday(words: str, bearing: Bearing) -> date | None:
    """Return the Monday of a week that is numbered or counted from this one."""
    match words.split():
        case [which, "woche" | "week"] if which in WHICH:
            days = _WEEK * WHICH[which] - bearing.today.weekday()
            return bearing.today + timedelta(days=days)
    for pattern in _WEEK_NUMBERS:
        if found := pattern.fullmatch(words):
            break
    else:
        return None
    week = int(found["week"])
    if found["year"]:
        return date.fromisocalendar(_full(found["year"]), week, 1)
    monday = bearing.nearest(lambda year: date.fromisocalendar(year, week, 1), bearing.today.year)
    # Said in week 53, "KW 53" means this one, which is past, and not one six years from now.
    if abs((monday - bearing.today).days) > _YEAR_OF_WEEKS:
        message = "no such week within a year"
        raise ValueError(message)
    return monday


def _weekday_of_week(words: str, bearing: Bearing) -> Named | None:
    """Read "nächste Woche Dienstag" and "Dienstag in KW 50"."""
    each = words.split()
    for name, rest in ((each[:1], each[1:]), (each[-1:], each[:-1])):
        week = " ".join(word for word in rest if word not in _BETWEEN)
        if name and name[0] in WEEKDAYS and (monday := _monday(week, bearing)):
            return Named(monday + timedelta(days=WEEKDAYS[name[0]]), Rule.WEEKDAY)
    return None


# Dates -----------------------------------------------------------------------

_DATES = (
    (re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"), MONTHS),
    (re.compile(r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})"), MONTHS),
    (re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"), MONTHS),
    (
        re.compile(
            r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})"
            r"(?:\.?|\.(?P<year>[ ]?[0-9]{4}|[0-9]{2})\.?)"
        ),
        MONTHS,
    ),
    (
        re.compile(
            r"(?P<day>[0-9]{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?(?P<month>[a-z]+)"
            r"(?: (?P<year>[0-9]{4}))?"
        ),
        MONTHS,
    ),
    # "Januar 27" may be the year 2027: before the day only English puts the month.
    (
        re.compile(
            r"(?P<month>[a-z]+) (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: (?P<year>[0-9]{4}))?"
        ),
        ENGLISH_MONTHS,
    ),
)
_DAY_OF_MONTH = re.compile(r"(?:am|zum|den|the|on the) ([0-9]{1,2})(?:\.|st|nd|rd|th)")
_MONTHS_A_YEAR = 12


def _date(words: str, bearing: Bearing) -> Named | None:
    for pattern, names in _DATES:
        found = pattern.fullmatch(words)
        if found is None:
            continue
        day, name, year = int(found["day"]), found["month"], found["year"]
        month = int(name) if name.isdecimal() else names.get(name)
        if month is None:
            continue
        if year:
            return Named(date(_full(year), month, day), Rule.DATE)
        return Named(_yearly(month, day, bearing), Rule.DATE)
    return None


def _yearly(month: int, day: int, bearing: Bearing) -> date:
    return bearing.nearest(lambda year: date(year, month, day), bearing.today.year)


def _full(year: str) -> int:
    """Return the year; one of two digits is of this century (T3)."""
    return int(year) + (2000 if len(year) == len("26") else 0)


def _day_of_month(words: str, bearing: Bearing) -> Named | None:
    """Read "am 15."; without its article it may be anything."""
    found = _DAY_OF_MONTH.fullmatch(words)
    if found is None:
        return None
    day = int(found[1])

    def day_of(number: int) -> date:
        return date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, day)

    this = bearing.today.year * _MONTHS_A_YEAR + bearing.today.month - 1
    return Named(bearing.nearest(day_of, this), Rule.DATE)


def _weekday_and_date(words: str, bearing: Bearing) -> Named | None:
    """Read "Di, 24.11."; a weekday that is not the date's makes it impossible."""
    name, _, rest = words.partition(" ")
    if name not in WEEKDAYS:
        return None
    named = _date(_ARTICLES.sub("", rest, count=1), bearing)
    if named and named.day.weekday() != WEEKDAYS[name]:
        message = "the date is of another weekday"
        raise ValueError(message)
    return named


# Months ----------------------------------------------------------------------

_YEAR = re.compile(r"[0-9]{4}")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")


def _part(words: str, bearing: Bearing) -> Named | None:
    """Read "Ende Januar", "Mitte April 2027", "Ende des nächsten Monats"."""
    first, *others = words.split() or [""]
    if first not in PARTS:
        return None
    part = PARTS[first]
    rest = [word for word in others if word not in _BETWEEN]
    match rest:
        case ["jahr" | "jahres" | "year"] if part is Rule.MONTH_END:
            return Named(_yearly(12, 31, bearing), Rule.YEAR_END)
        case [which, "woche" | "week"] if WHICH.get(which) == 1 and part is Rule.MONTH_START:
            return _week(" ".join(rest), bearing)
        case ["monat" | "monats" | "month"]:
            day = _in_month(bearing.today.year, bearing.today.month, part)
        case [which, "monat" | "monats" | "month"] if which in WHICH:
            then = add_months(bearing.today, WHICH[which])
            day = _in_month(then.year, then.month, part)
        case [name] if name in MONTHS:
            day = bearing.nearest(
                lambda year: _in_month(year, MONTHS[name], part), bearing.today.year
            )
        case [name, year] if name in MONTHS and _YEAR.fullmatch(year):
            day = _in_month(int(year), MONTHS[name], part)
        case _:
            return None
    return Named(day, part)


def _in_month(year: int, month: int, part: Rule) -> date:
    if part is Rule.MONTH_END:
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, 1 if part is Rule.MONTH_START else 15)


def _month(words: str, bearing: Bearing) -> Named | None:
    """Read a month as a whole: "2026-12", "im Dezember", "nächsten Monat"."""
    if found := _ISO_MONTH.fullmatch(words):
        return Named(date(int(found[1]), int(found[2]), 1), Rule.MONTH, whole_month=True)
    match words.removeprefix("in ").split():
        case [which, "monat" | "month"] if WHICH.get(which, 0) > 0:
            day = add_months(bearing.today.replace(day=1), WHICH[which])
        case [name] if name in MONTHS:
            day = _yearly(MONTHS[name], 1, bearing)
        case [name, year] if name in MONTHS and _YEAR.fullmatch(year):
            day = date(int(year), MONTHS[name], 1)
        case _:
            return None
    return Named(day, Rule.MONTH, whole_month=True)
