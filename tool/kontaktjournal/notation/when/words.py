"""The words with which people name days, in German and in English.

All are spelled as `folded` leaves them: small letters, umlauts written out, no dot behind
a word.
"""

import re
from collections.abc import Mapping

from kontaktjournal.domain.rhythm import Unit
from kontaktjournal.notation.when.bearing import Rule

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "\N{COMBINING DIAERESIS}": "e"})
_HALF_OF_DAY = re.compile(r"\b([ap])\.m\b")
# A dot ends an abbreviation ("Dez."), but behind digits it makes an ordinal; a hyphen
# joins words ("mid-January"), but before digits it is a minus. "Montag, morgen" is two days
# and "Montag morgen" is one: that comma stays.
_NO_LETTERS = re.compile(r"(?<=[a-z])(?:\.|-(?=[a-z]))|,(?!\s*morgen)")
_FULL_STOP = re.compile(r"(?:(?<=[0-9]{3})|(?<=[:-][0-9]{2}))\.\Z")
_TRAILING = " ;:!?…"


def folded(text: str) -> str:
    """Return a text as the tables of this module spell it."""
    spelled = _HALF_OF_DAY.sub(r"\1m", text.casefold().translate(_SPELLED_OUT))
    words = " ".join(_NO_LETTERS.sub(" ", spelled).split())
    return _FULL_STOP.sub("", words.rstrip(_TRAILING))


def _numbers(table: Mapping[int, str]) -> dict[str, int]:
    return {word: number for number, words in table.items() for word in words.split()}


NEVER = frozenset({"nie", "niemals", "kein", "never"})

#: Days as counted from today. "am Morgen" is no day: these stand without an article.
DAYS = {
    "heute": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "uebermorgen": 2,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "gestern": -1,
    "yesterday": -1,
    "vorgestern": -2,
    "day before yesterday": -2,
    "the day before yesterday": -2,
}

WEEKDAYS = _numbers(
    {
        0: "mo montag mon monday",
        1: "di dienstag tue tues tuesday",
        2: "mi mittwoch wed wednesday",
        3: "do donnerstag thu thur thurs thursday",
        4: "fr freitag fri friday",
        5: "sa samstag sonnabend sat saturday",
        6: "so sonntag sun sunday",
    }
)

#: These and the German ones are read behind a day ("24. Dez", "24 Dec").
ENGLISH_MONTHS = _numbers(
    {
        1: "jan january",
        2: "feb february",
        3: "mar march",
        4: "apr april",
        5: "may",
        6: "jun june",
        7: "jul july",
        8: "aug august",
        9: "sep sept september",
        10: "oct october",
        11: "nov november",
        12: "dec december",
    }
)
MONTHS = ENGLISH_MONTHS | _numbers(
    {
        1: "januar jaenner",
        2: "februar",
        3: "maerz mrz maer",
        5: "mai",
        6: "juni",
        7: "juli",
        10: "oktober okt",
        12: "dezember dez",
    }
)

_ENDINGS = ("e", "em", "en", "er", "es")
#: Which one of a series, counted from this one.
WHICH = {"this": 0, "next": 1, "coming": 1, "last": -1} | {
    stem + ending: shift
    for stem, shift in {
        "vorletzt": -2,
        "letzt": -1,
        "vergangen": -1,
        "vorig": -1,
        "dies": 0,
        "naechst": 1,
        "kommend": 1,
        "uebernaechst": 2,
    }.items()
    for ending in _ENDINGS
}

#: Parts of a month, and the rule by which each is one day.
PARTS = {
    "anfang": Rule.MONTH_START,
    "beginning": Rule.MONTH_START,
    "start": Rule.MONTH_START,
    "early": Rule.MONTH_START,
    "mitte": Rule.MONTH_MIDDLE,
    "middle": Rule.MONTH_MIDDLE,
    "mid": Rule.MONTH_MIDDLE,
    "ende": Rule.MONTH_END,
    "end": Rule.MONTH_END,
}

#: Other words for what the forms read.
SAME_AS = dict.fromkeys(("monatsende", "month end", "eom"), "ende monats") | dict.fromkeys(
    ("jahresende", "year end", "eoy"), "ende jahres"
)

NUMBERS = _numbers(
    {
        1: "ein eine einem einen einer eines a one",
        2: "zwei two",
        3: "drei three",
        4: "vier four",
        5: "fuenf five",
        6: "sechs six",
        7: "sieben seven",
        8: "acht eight",
        9: "neun nine",
        10: "zehn ten",
        11: "elf eleven",
        12: "zwoelf twelve",
        13: "dreizehn thirteen",
        14: "vierzehn fourteen",
        15: "fuenfzehn fifteen",
        16: "sechzehn sixteen",
        18: "achtzehn eighteen",
        20: "zwanzig twenty",
        30: "dreissig thirty",
        60: "sechzig sixty",
        90: "neunzig ninety",
        100: "hundert hundred",
    }
)

#: "m" is months, never minutes (T9); hours are no date.
UNITS = {
    word: amount
    for amount, words in {
        (1, Unit.DAY): "d, tag, tage, tagen, day, days",
        (1, Unit.WEEK): "w, woche, wochen, week, weeks, wk, wks",
        (2, Unit.WEEK): "fortnight, fortnights",
        (1, Unit.MONTH): "m, monat, monate, monaten, month, months",
        (3, Unit.MONTH): (
            "q, quartal, quartale, quartalen, vierteljahr, viertel jahr, quarter, quarters"
        ),
        (6, Unit.MONTH): "halbes jahr, halbe jahr, halben jahr, halbjahr, half year",
        (9, Unit.MONTH): "dreivierteljahr, dreiviertel jahr",
        (1, Unit.YEAR): "y, j, jahr, jahre, jahren, year, years, yr, yrs",
        (1, Unit.WORKDAY): (
            "arbeitstag, arbeitstage, arbeitstagen, werktag, werktage, werktagen, "
            "workday, workdays, working day, working days, business day, business days"
        ),
    }.items()
    for word in words.split(", ")
}

#: Amounts whose number is not a word of its own.
AMOUNTS = dict.fromkeys(("half a year",), (6, Unit.MONTH)) | dict.fromkeys(
    ("anderthalb jahren", "anderthalb jahre", "eineinhalb jahren", "eineinhalb jahre"),
    (18, Unit.MONTH),
)

#: Parts of the day and the hours they can mean.
DAY_PARTS = {
    "frueh": range(12),
    "morgen": range(12),
    "morning": range(12),
    "vormittag": range(6, 13),
    "mittag": range(11, 15),
    "nachmittag": range(12, 19),
    "afternoon": range(12, 19),
    "abend": range(17, 24),
    "evening": range(17, 24),
}
