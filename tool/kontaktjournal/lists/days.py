"""Days as foreign tables write them: in English or German, and as spreadsheets wrote them anew.

What may be two days is none: 07/10/2026.
"""

import re
from datetime import date

from kontaktjournal.lists.remembered import remembered

#: "07 Jun 2022"; "7-Jun-22" and "07. Jun 22" where a spreadsheet wrote it anew; "7. Okt. 2026".
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:\.[ -]*|[ -]+)([^\W\d_]{3,9})(?:\.[ -]*|[ -]+)([0-9]{4}|[0-9]{2})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.? ([0-9]{1,2}), ([0-9]{4})")
_GERMAN = re.compile(
    r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)(?:,? \d{1,2}:\d\d(?::\d\d)?)?", re.ASCII
)
_YEAR_FIRST = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?: .*)?", re.ASCII)
_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "jan january januar jänner jaenner",
            "feb february februar feber",
            "mar march mär mrz märz maer maerz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct okt october oktober",
            "nov november",
            "dec dez december dezember",
        ),
        start=1,
    )
    for month in names.split()
}
_THIS_CENTURY = 100


@remembered
def day_of(text: str) -> date | None:
    """Return the day a cell tells of, whatever the time; None where it is none."""
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return _day(found[3], _MONTHS.get(found[2].lower(), 0), found[1])
        if found := _GERMAN.fullmatch(text):
            return _day(found[3], int(found[2]), found[1])
        if found := _MONTH_FIRST.fullmatch(text):
            return _day(found[3], _MONTHS.get(found[1].lower(), 0), found[2])
        if found := _YEAR_FIRST.fullmatch(text):
            return _day(found[1], int(found[2]), found[3])
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _day(year: str, month: int, day: str) -> date:
    whole = int(year)
    return date(whole + 2000 if whole < _THIS_CENTURY else whole, month, int(day))
