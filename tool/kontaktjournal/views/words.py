"""What the text views say of one contact: its dates, promises and permissions in words."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Answer, Contact, Entry, Promise
from kontaktjournal.domain.due import Due, Why, cadence_of
from kontaktjournal.domain.names import given_name
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.consent import answer_of
from kontaktjournal.views.terminal import Line, Span, flow

#: Lines longer than this are hard to read, however wide the terminal is.
WIDEST = 110
#: A day and a month alone mean the nearest such day; further away they need their year.
_DAYS_WITHOUT_YEAR = 300
#: Files named in one sentence; the others are counted.
_MOST_NAMED = 3


class Frame(NamedTuple):
    """What every text view is told.

    Args:
        say: the words of one language.
        settings: stages and rhythms.
        today: the day of the view.
        columns: how wide the output may be.
        commands: the commands that exist; no other is ever suggested.
    """

    say: Catalogue
    settings: Settings
    today: date
    columns: int
    commands: frozenset[str] = frozenset()


def ref_of(contact: Contact) -> str:
    """Return what a contact is called by on the command line, quoted where a shell needs it."""
    # What is typed as a number, an option or several people needs its folder.
    is_plain = not re.match(r"\d+$|-", contact.stem) and "," not in contact.stem
    return quoted(contact.stem if is_plain else contact.path)


def quoted(ref: str) -> str:
    """Return a word as it is typed into a shell."""
    if re.fullmatch(r"[\w@%+=:,./-]+", ref):
        return ref
    from shlex import quote

    return quote(ref)


def stage_word(due: Due, say: Catalogue) -> str:
    """Return the stage's name, or the word in the file where it names none."""
    if due.stage:
        return say.stage(due.stage.id, due.stage.label)
    return due.contact.status_typed or say.stage(None)


def is_near(day: date, today: date) -> bool:
    """Tell whether a day is understood without its year."""
    return abs((day - today).days) <= _DAYS_WITHOUT_YEAR


def day_word(day: date, frame: Frame) -> str:
    """Return a day in its shortest clear form: 02.11., 12.05.2024."""
    return frame.say.day(day, "short" if is_near(day, frame.today) else "date")


def weekday_word(when: When, frame: Frame) -> str:
    """Return a day with weekday, and its time: Di 24.11. 10:00; Dez. 2026 for a month (T2)."""
    near = is_near(when.day, frame.today)
    return frame.say.when(when, "weekday_short" if near else "weekday_date")


def due_when(due: Due) -> When | None:
    """Return when a contact is due, as exactly as it was agreed."""
    if due.day is None:
        return None
    planned = due.contact.next
    whole_month = bool(
        planned
        and planned.whole_month
        and planned.day == due.day
        and any(reason.why is Why.NEXT for reason in due.reasons)
    )
    return When(due.day, due.at, whole_month)


def due_word(due: Due, frame: Frame) -> str:
    """Return when and why a contact is due, in one cell of a table."""
    say = frame.say
    when = due_when(due)
    if when is None:
        return ""
    if when.day < frame.today:
        late = say.days((frame.today - when.day).days)
        overdue = f"{weekday_word(When(when.day, None, when.whole_month), frame)} {late}"
        # A promise may be older than the talk agreed on for an hour of today.
        hours = [one.at for one in due.reasons if one.at and one.day == frame.today]
        return f"{say.clock(hours[0])} · {overdue}" if hours else overdue
    if when.day > frame.today:
        return weekday_word(when, frame)
    return say.clock(when.at) if when.at else _reason_today(due, frame)


def _reason_today(due: Due, frame: Frame) -> str:
    say = frame.say
    why = due.reasons[0].why if due.reasons else Why.NEXT
    match why:
        case Why.EVERY:
            cadence = cadence_of(due.contact, due.stage, frame.settings)
            return say.cadence(cadence) if cadence else say("agenda.reason.next")
        case Why.BIRTHDAY:
            return birthday_reason(due.contact, frame)
        case Why.TASK:
            return say("agenda.reason.task")
        case Why.ENTRY:
            return say("agenda.reason.entry")
        case _:
            return say("agenda.reason.next")


def birthday_reason(contact: Contact, frame: Frame) -> str:
    """Return that it is somebody's birthday, with the age where it is known."""
    born = contact.birthday.year if contact.birthday else None
    if born is None or born >= frame.today.year:
        return frame.say("agenda.reason.birthday")
    return frame.say("agenda.reason.birthday_age", age=frame.today.year - born)


def missing_word(due: Due, frame: Frame) -> str:
    """Return what an undated contact lacks: a decision after a talk, or any date (D13)."""
    say, talk = frame.say, due.past.last_talk
    if talk is None:
        return say("agenda.reason.orphan")
    day = day_word(talk.day, frame)
    if any(reason.why is Why.DECIDE for reason in due.reasons):
        return say("agenda.reason.decide", channel=channel_of(talk, say), date=day)
    return say("agenda.reason.orphan_talked", date=day)


def channel_of(entry: Entry, say: Catalogue) -> str:
    """Return how they talked: the word in the file, else what the entry counts as."""
    return entry.channel or say(f"entry.{entry.kind.value}")


def last_word(due: Due, frame: Frame) -> str:
    """Return the last contact, empty where there was none."""
    last, entry = due.past.last, due.past.last_entry
    if last is None:
        return ""
    day = day_word(last, frame)
    if entry and entry.day == last:
        return frame.say("agenda.last", channel=channel_of(entry, frame.say), date=day)
    return frame.say("agenda.last_noted", date=day)


def attempts_word(due: Due, frame: Frame) -> str:
    """Return how often nobody was reached, and from a point on the question it puts (D16)."""
    tries = due.past.attempts
    if not tries:
        return ""
    enough = tries >= frame.settings.agenda.max_attempts
    return frame.say.count("agenda.attempts_enough" if enough else "agenda.attempts", tries)


def first_name(contact: Contact) -> str:
    """Return the name a contact is spoken of by."""
    return given_name(contact.name)


def promise_text(promise: Promise) -> str:
    """Return what was promised, without the word that says by whom (D10)."""
    if promise.mine:
        return promise.text
    _, colon, text = promise.text.partition(":")
    return text.strip() if colon and text.strip() else promise.text


def open_promises(contact: Contact, *, mine: bool) -> list[Promise]:
    """Return the promises not kept yet, the oldest date first, undated ones last."""
    found = [each for each in contact.promises if each.mine is mine and not each.kept]
    return sorted(found, key=lambda promise: (promise.due or date.max, promise.line))


def phone_parts(contact: Contact, say: Catalogue) -> list[Line]:
    """Return the first number and the channels that are closed, as the agenda shows them."""
    number = contact.phone[0] if contact.phone else say("common.none")
    phone = Line.of("☎ ", number)
    if contact.phone and answer_of(contact, "phone") is Answer.NO:
        phone = Line.of(Span(f"☎ {say('consent.no')} ", "warn"), number)
    mail_is_closed = contact.email and answer_of(contact, "email") is Answer.NO
    closed = [Line.of(Span(f"✉ {say('consent.no')}", "warn"))] if mail_is_closed else []
    return [phone, *closed]


def some_of(paths: Sequence[str]) -> str:
    """Return the first of some files, and how many more there are."""
    more = len(paths) - _MOST_NAMED
    return ", ".join(paths[:_MOST_NAMED]) + (f" (+{more})" if more > 0 else "")


def entry_word(entry: Entry, frame: Frame) -> str:
    """Return an entry's head behind its date: Zoom, 40 min: ein zweites Ladenlokal."""
    say = frame.say
    words = [channel_of(entry, say)] if entry.channel or not entry.title else []
    if entry.minutes:
        words.append(say("show.minutes", minutes=entry.minutes))
    return ": ".join(filter(None, (", ".join(words), entry.title)))


def stacked(lines: Sequence[str | Span | Line], columns: int, indent: int) -> list[Line]:
    """Set each on lines of its own, all indented."""
    return [line for each in lines for line in indented([each], columns, indent)]


def joined(parts: Sequence[Line], separator: str) -> Line:
    """Return the parts in one line."""
    whole = parts[0]
    for part in parts[1:]:
        whole = Line.of(whole, separator, part)
    return whole


def indented(parts: Sequence[str | Span | Line], columns: int, indent: int) -> list[Line]:
    """Set the parts side by side, every line indented."""
    margin = " " * indent
    return [Line.of(margin, line) for line in flow(parts, columns - indent)]
