"""WHEN on the command line: read, refused with examples, and explained."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import WrongUse

if TYPE_CHECKING:
    from kontaktjournal.domain.rhythm import Cadence, When
    from kontaktjournal.notation.when.phrase import Phrase


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
        raise _refused(words, phrase.why_refused(words, today=today, past=True))
    return when


def split(session: Session, words: Sequence[str]) -> tuple["Phrase", str]:
    """Read as many words as make a date; return what follows them, too.

    Raises:
        WrongUse: they do not begin with one; with examples.
    """
    from kontaktjournal.notation.when.phrase import read_phrase

    today, calendar = session.journal.today, session.settings.calendar
    for count in range(len(words), 0, -1):
        phrase = read_phrase(" ".join(words[:count]), today=today, calendar=calendar)
        if phrase is not None:
            return phrase, " ".join(words[count:])
    return read(session, " ".join(words)), ""


def _refused(words: str, why: str | None) -> WrongUse:
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
    if when is None or _is_iso(words):
        told = ""
    else:
        rule = session.say(f"when.rule.{phrase.rule}")
        day = session.say.when(when, "weekday_date")
        told = session.say("when.read", word=words, day=day, rule=rule)
    if phrase.rolled_from:
        rolled = session.say.day(phrase.rolled_from, "weekday_short")
        told = session.say("when.rolled", told=told, day=rolled)
    if told:
        session.tell(told)
    if when and not when.whole_month and not session.settings.calendar.is_workday(when.day):
        session.tell(
            session.say("when.no_workday", day=session.say.day(when.day, "weekday_short"))
        )


def _is_iso(words: str) -> bool:
    try:
        date.fromisoformat(words.strip()[: len("2026-11-23")])
    except ValueError:
        return False
    return True
