"""The entries of a contact and what was promised in them, as its page tells them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from kontaktjournal.domain.contact import Contact, Decision, Entry, EntryKind, Promise
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import EntryWords
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.views import words as said
from kontaktjournal.views.site.days import day_of, distance, moment_of, weekday_name
from kontaktjournal.views.site.reading import Words
from kontaktjournal.views.site.signs import channel_icon
from kontaktjournal.views.terminal import visible
from kontaktjournal.views.words import Frame

#: More entries than this are no page to read but a file.
MOST = 400

_HOUR = 60


class Talk(NamedTuple):
    """An entry of the time line.

    Args:
        anchor: what a link to it is called.
        moment: its day and hour for machines.
        day: its day in words, without the weekday.
        weekday: the weekday, and the hour where it is known.
        distance: how far away it is; only the newest says so.
        kind: talk, message, attempt or note.
        icon: its picture; empty for none.
        channel: how they talked.
        length: how long.
        title: what it was about.
        text: what happened.
        decision: what was decided.
    """

    anchor: str
    moment: str
    day: str
    weekday: str
    distance: str
    kind: str
    icon: str
    channel: str
    length: str
    title: Markup
    text: Markup
    decision: Markup


class Promised(NamedTuple):
    """Something promised.

    Args:
        text: what.
        when: by when, in words; empty where nothing was said.
        is_late: whether that day is over.
    """

    text: Markup
    when: str = ""
    is_late: bool = False


class Promises(NamedTuple):
    """What one side promised."""

    title: str
    open: tuple[Promised, ...]
    kept: tuple[Promised, ...]


@lru_cache(maxsize=4)
def _reader(words: EntryWords, pipeline: Pipeline) -> EntryReader:
    return EntryReader(Vocabulary(words), pipeline)


def talks(dossier: Dossier, words: Words, frame: Frame) -> list[Talk]:
    """Return the entries for the time line, newest first.

    Args:
        dossier: whose entries, with their texts.
        words: sets the words of the file.
        frame: language, settings, day.
    """
    told: list[Talk] = []
    named: dict[str, int] = {}
    newest = next((entry for entry, _ in dossier.texts if entry.day <= frame.today), None)
    for entry, text in dossier.texts[:MOST]:
        anchor = f"g-{entry.day.isoformat()}"
        named[anchor] = named.get(anchor, 0) + 1
        if named[anchor] > 1:
            anchor += f"-{named[anchor]}"
        is_told = entry is newest or entry.day > frame.today
        told.append(_talk(entry, text, anchor, words, frame, is_told=is_told))
    return told


def _talk(  # noqa: PLR0913  # an entry, where it stands, and what it is told with
    entry: Entry, text: str, anchor: str, words: Words, frame: Frame, *, is_told: bool
) -> Talk:
    say = frame.say
    weekday = weekday_name(entry.day, frame)
    if entry.at:
        weekday = say("page.contact.at", day=weekday, clock=say.clock(entry.at))
    is_named = entry.channel or not entry.title
    settings = frame.settings
    reader = _reader(settings.entries, settings.pipeline)
    body = reader.undecided(_unindented(text), entry.decision)
    return Talk(
        anchor,
        moment_of(When(entry.day, entry.at)),
        day_of(entry.day, frame),
        weekday,
        distance(entry.day, frame) if is_told else "",
        entry.kind.value,
        channel_icon(entry),
        visible(said.channel_of(entry, say)) if is_named else "",
        _length(entry.minutes, frame) if entry.minutes else "",
        words.line(entry.title) if entry.title else Markup(),
        words.text(body.strip("\r\n"), first=4) if body else Markup(),
        _decided(entry.decision, words, frame) if entry.decision else Markup(),
    )


def _unindented(text: str) -> str:
    """Return the text of a list's item as it would stand without the list."""
    if not text.startswith((" ", "\t")):
        return text
    lines = text.split("\n")
    indents = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
    least = min(indents, default=0)
    return "\n".join(line[least:] for line in lines)


def _length(minutes: int, frame: Frame) -> str:
    if minutes % _HOUR:
        return frame.say.count("page.contact.minutes", minutes)
    return frame.say.count("page.contact.hours", minutes // _HOUR)


def _decided(decision: Decision, words: Words, frame: Frame) -> Markup:
    """Return what a decision line says, in whole words."""
    say = frame.say
    stage = frame.settings.pipeline.stage(decision.stage)
    stays = say("page.contact.stays")
    told = [escape(visible(say.stage(stage.id, stage.label) if stage else stays))]
    if decision.every:
        told.append(escape(say.cadence(decision.every)))
    if decision.next:
        when = decision.next
        day = say.day(when.day, "month") if when.whole_month else day_of(when.day, frame)
        clock = say("page.contact.at", day=day, clock=say.clock(when.at)) if when.at else day
        told.append(escape(clock))
    if decision.reason:
        told.append(words.line(decision.reason))
    return Markup(" · ").join(told)


# Promises --------------------------------------------------------------------


def promises(contact: Contact, words: Words, frame: Frame) -> list[Promises]:
    """Return what was promised by either side: mine first, what is open before what is kept."""
    told: list[Promises] = []
    for mine, key in ((True, "show.promises_mine"), (False, "show.promises_theirs")):
        still_open = said.open_promises(contact, mine=mine)
        kept = [each for each in contact.promises if each.mine is mine and each.kept]
        if still_open or kept:
            title = frame.say(key, name=visible(said.first_name(contact)))
            told.append(
                Promises(
                    title,
                    tuple(_open(each, words, frame) for each in still_open),
                    tuple(_kept(kept, words)),
                )
            )
    return told


def _open(promise: Promise, words: Words, frame: Frame) -> Promised:
    text = words.line(said.promise_text(promise))
    if promise.due is None:
        return Promised(text)
    is_late = promise.due < frame.today
    key = "page.contact.promise_late" if is_late else "page.contact.promise_by"
    return Promised(text, frame.say(key, day=day_of(promise.due, frame)), is_late)


def _kept(kept: Iterable[Promise], words: Words) -> Iterable[Promised]:
    # The newest stand on top of the file or at its end; either way they are but a memory.
    return (Promised(words.line(said.promise_text(each))) for each in kept)


def talked(dossier: Dossier) -> int:
    """Return how many of the entries are talks."""
    return sum(entry.kind is EntryKind.TALK for entry, _ in dossier.texts)
