"""Move the dates of a text from one day to another, so that a sample stays alive.

A sample journal is written for one day, its *anchor*. `shift` turns it into the same
journal as of another day, *today*:

* The anchor becomes today, whatever weekday today is.
* Any other date keeps its distance counted in working days, Monday to Friday: the third
  working day before the anchor becomes the third working day before today. So no talk
  lands on a weekend, "overdue since yesterday" stays overdue, and what lay ahead still does.
* A date that is itself on a weekend leans on its neighbour that is nearer to the anchor:
  it stays as many days after (a past date) or before (a future date) that neighbour as
  before, and gives way where the new week has no room for it. Only such a date, and the
  anchor itself, can be on a weekend afterwards.
* Working days stay in strict order and all dates in order. Dates run into the first and
  the last day of the calendar instead of leaving it.
* Birthdays keep their distance to the anchor in plain days, and the age: who turns 60 on
  the anchor turns 60 on today. The birthday nearest to the anchor counts. Where a birth
  year has no 29 February, the 28th takes its place.

Read are ``2026-11-23`` (also before a time), ``23.11.2026`` and ``2026-W48``, the week of
its Monday; each keeps its own spelling. Everything else stays byte for byte: bare years
("Buchmesse 2024"), months, two-digit years, impossible dates, file names and addresses.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

_WORKDAYS = 5
_WEEK = 7
_LAST = date.max.toordinal()

#: A date stands alone: not inside a word, a file name, a path or a longer number.
_BEFORE = r"(?<![^\W_])(?<![^\W_]_)(?<![/-])(?<![0-9]\.)"
_AFTER = r"(?![-_]?[^\W_])(?!\.[^\W_0-9])"

_DATE = re.compile(
    rf"{_BEFORE}(?:"
    rf"(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:(?=T[0-9])|{_AFTER})"
    rf"|(?P<week>[0-9]{{4}}-W[0-9]{{2}}){_AFTER}"
    rf"|(?P<german>[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{4}}){_AFTER}(?!\.[0-9])"
    r")"
)

#: The key of a birthday in any of its spellings (3.2, K2, K7), and its value.
_BIRTHDAY = re.compile(
    r"^(?P<key>[ \t]*(?:[-*+][ \t]+)?[\[(*]*"
    r"(?:geburtstag|geburtsdatum|birthday|birth[ _-]?date|dob|bday|birth|prm[ _-]birthday)"
    r"\**[ \t]*::?\**[ \t]*[\"'\[]*)"
    r"(?P<born>[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:--)?[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4})?)"
    rf"(?:(?=T[0-9])|{_AFTER})",
    re.IGNORECASE | re.MULTILINE,
)

#: Years that say "year unknown" (T7).
_UNKNOWN_YEARS = (0, 1604)
_LEAP_YEAR = 2000


def shift(text: str, *, anchor: date, today: date) -> str:
    """Return the text with its dates moved so that the anchor becomes today.

    Args:
        text: a contact file, or any other text.
        anchor: the day the text was written for.
        today: the day it shall be read on.
    """
    moved: list[str] = []
    done = 0
    for birthday in _BIRTHDAY.finditer(text):
        moved.append(_move_dates(text[done : birthday.start()], anchor, today))
        moved.append(birthday["key"] + _move_birthday(birthday["born"], anchor, today))
        done = birthday.end()
    moved.append(_move_dates(text[done:], anchor, today))
    return "".join(moved)


def _move_dates(text: str, anchor: date, today: date) -> str:
    def moved(found: re.Match[str]) -> str:
        try:
            if found["iso"]:
                return _move(date.fromisoformat(found["iso"]), anchor, today).isoformat()
            if found["week"]:
                return _move_week(found["week"], anchor, today)
            return _move_german(found["german"], anchor, today)
        except ValueError:
            # 30 February and week 54 are for `check` to report, not for us to repair.
            return found[0]

    return _DATE.sub(moved, text)


def _move_week(word: str, anchor: date, today: date) -> str:
    monday = date.fromisocalendar(int(word[:4]), int(word[-2:]), 1)
    year, week, _ = _move(monday, anchor, today).isocalendar()
    return f"{year:04}-W{week:02}"


def _move_german(word: str, anchor: date, today: date) -> str:
    day, month, year = (int(part) for part in word.split("."))
    new = _move(date(year, month, day), anchor, today)
    return _spell_german(new.day, new.month, f"{new.year:04}", word)


def _spell_german(day: int, month: int, year: str, model: str) -> str:
    """Write a date with dots, padded with zeros unless the model goes without."""
    width = min(len(part) for part in model.split(".")[:2])
    return f"{day:0{width}}.{month:0{width}}.{year}"


def _move(day: date, anchor: date, today: date) -> date:
    ordinal = _moved(day.toordinal(), anchor.toordinal(), today.toordinal())
    return date.fromordinal(min(max(ordinal, 1), _LAST))


def _moved(day: int, anchor: int, today: int) -> int:
    """Move one day, all days given by their ordinals; day 1 was a Monday."""
    if day == anchor:
        return today
    if not _is_weekend(day):
        if day < anchor:
            return _workday(_since(today) - _since(anchor) + _since(day))
        return _workday(_until(today) - _until(anchor) + _until(day))
    # The neighbours that bound a weekend; the anchor is one even on a weekend itself.
    before = _workday(_until(day))
    after = _workday(_since(day))
    if before < anchor < after:
        before, after = (before, anchor) if day < anchor else (anchor, after)
    earliest, latest = (_moved(end, anchor, today) for end in (before, after))
    if day < anchor:
        return min(earliest + day - before, latest - 1)
    return max(latest - after + day, earliest + 1)


def _is_weekend(day: int) -> bool:
    return (day - 1) % _WEEK >= _WORKDAYS


def _since(day: int) -> int:
    """Return the number of the first working day that is not before the day."""
    weeks, weekday = divmod(day - 1, _WEEK)
    return weeks * _WORKDAYS + min(weekday, _WORKDAYS)


def _until(day: int) -> int:
    """Return the number of the last working day that is not after the day."""
    weeks, weekday = divmod(day - 1, _WEEK)
    return weeks * _WORKDAYS + min(weekday, _WORKDAYS - 1)


def _workday(number: int) -> int:
    """Return the day that has a working day's number."""
    weeks, weekday = divmod(number, _WORKDAYS)
    return weeks * _WEEK + weekday + 1


def _move_birthday(word: str, anchor: date, today: date) -> str:
    try:
        year, month, day = _born(word)
        kept = _nearest(month, day, anchor)
        new = kept + (today - anchor)
        if new == kept:
            return word
        if year is None:
            return _spell_birthday(word, None, new.month, new.day)
        year += new.year - kept.year
        return _spell_birthday(word, year, new.month, _in_year(year, new.month, new.day).day)
    except (ValueError, OverflowError):
        # No such day, or beyond the calendar: as with dates, not ours to repair.
        return word


def _born(word: str) -> tuple[int | None, int, int]:
    """Return year, month and day of a birthday; the year is None where it is unknown."""
    numbers = [int(number) for number in re.findall("[0-9]+", word)]
    if "." in word:
        numbers.reverse()
    *years, month, day = numbers
    year = years[0] if years and years[0] not in _UNKNOWN_YEARS else None
    date(year or _LEAP_YEAR, month, day)
    return year, month, day


def _nearest(month: int, day: int, anchor: date) -> date:
    """Return the day nearest to the anchor on which the birthday is kept."""
    years = range(max(anchor.year - 1, MINYEAR), min(anchor.year + 1, MAXYEAR) + 1)
    days = (_in_year(year, month, day) for year in years)
    return min(days, key=lambda kept: (abs(kept - anchor), kept < anchor))


def _in_year(year: int, month: int, day: int) -> date:
    """Return the day of a year; 29 February is kept on the 28th in common years (T7)."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def _spell_birthday(word: str, year: int | None, month: int, day: int) -> str:
    """Write a birthday the way the old one is written; an unknown year stays as it is."""
    known = "" if year is None else f"{year:04}"
    if "." in word:
        return _spell_german(day, month, known or word.rpartition(".")[2], word)
    head = f"{known}-" if known else word.removesuffix(word[-len("11-23") :])
    return f"{head}{month:02}-{day:02}"
