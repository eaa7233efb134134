"""WHEN on the command line: read, refused with examples, and explained."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from kontaktjournal.domain.rhythm import Cadence, When
    from kontaktjournal.notation.when.leading import Leading
    from kontaktjournal.notation.when.phrase import Phrase

#: A date that leaves nothing to find out.
_WITH_YEAR = re.compile(r"[0-9]{4}|\.[0-9]{1,2}\.[0-9]{2}(?![0-9])")
_DAYS_A_WEEK = 7


def read(session: Session, words: str) -> "Phrase":
    """Read when something shall be, today or later.

    Raises:
        WrongUse: that cannot be told; with examples.
    """
    from kontaktjournal.notation.when.phrase import read_phrase, why_refused

    today = session.journal.today
    phrase = read_phrase(words, today=today, calendar=session.settings.calendar)
    if phrase is None:
        raise _refused(words, why_refused(words, today=today))
    return phrase


def read_past(session: Session, words: str) -> "When":
    """Read when something was, today or earlier.

    Raises:
        WrongUse: that cannot be told, or it lies in the future.
    """
    from kontaktjournal.notation.when import phrase

    today = session.journal.today
    when = phrase.read_past(words, today=today)
    if when is None:
        why = phrase.why_refused(words, today=today, past=True)
        raise _refused(words, why, missing="refusal.when.missing_past")
    return when


def split(session: Session, words: Sequence[str]) -> tuple["Phrase", str]:
    """Read as many words as make a date; return what follows them, too.

    Raises:
        WrongUse: they do not begin with one, or they do with two; with examples.
    """
    found = leading(session, words)
    return found.phrase, found.rest


def leading(session: Session, words: Sequence[str]) -> "Leading":
    """Read as many words as make a date; return them, their meaning and the rest.

    Raises:
        WrongUse: they do not begin with one, or they do with two; with examples.
    """
    from kontaktjournal.notation.when.leading import Stumble, read_leading

    today, calendar = session.journal.today, session.settings.calendar
    found = read_leading(words, today=today, calendar=calendar)
    if not isinstance(found, Stumble):
        return found
    if found.second:
        raise WrongUse("refusal.when.two", word=found.words, other=found.second)
    if found.why is None:
        raise WrongUse("refusal.when.hour", word=found.words)
    raise _refused(found.words, found.why)


def _refused(words: str, why: str | None, *, missing: str = "refusal.when.missing") -> WrongUse:
    if not words.strip():
        return WrongUse(missing)
    return WrongUse(f"refusal.when.{why or 'unknown'}", word=words)


def read_cadence(words: str) -> "Cadence":
    """Read a rhythm; "nie" is one of none.

    Raises:
        WrongUse: it is none; with examples.
    """
    from kontaktjournal.notation.dates import read_cadence as reading

    cadence = reading(words)
    if cadence is None:
        raise WrongUse("refusal.bad_cadence", word=words)
    return cadence


def tell_rule(session: Session, words: str, phrase: "Phrase") -> None:
    """Say on stderr which day the words became, and by which rule (C3)."""
    when = phrase.when
    if when is None:
        return
    say = session.say
    if rule := _rule(session, words, phrase):
        told = say("when.read", word=words, day=say.when(when, "weekday_date"), rule=rule)
        if phrase.rolled_from:
            rolled = say.day(phrase.rolled_from, "weekday_short")
            told = say("when.rolled", told=told, day=rolled)
        session.tell(told)
    if not when.whole_month and not session.settings.calendar.is_workday(when.day):
        session.tell(say("when.no_workday", day=say.day(when.day, "weekday_short")))


def _rule(session: Session, words: str, phrase: "Phrase") -> str:
    """Return the rule in words; empty where the day was named outright."""
    from kontaktjournal.notation.when.bearing import Rule

    say, when = session.say, phrase.when
    if when is None or (phrase.rule == Rule.DATE and _WITH_YEAR.search(words)):
        return ""
    ahead = (when.day - session.journal.today).days
    if phrase.rule == Rule.DAY and not ahead:
        return ""
    if phrase.rule == Rule.WEEKDAY and ahead > _DAYS_A_WEEK:
        # "nächste Woche fr", "übernächsten Dienstag", "fr in KW 50".
        return say("when.rule.weekday_of_week", week=say.week(when.day))
    return say(f"when.rule.{phrase.rule}")
