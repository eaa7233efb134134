"""One person in the agenda: when, why now, what they share, how to reach them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from kontaktjournal.domain.contact import Contact, Promise
from kontaktjournal.domain.due import Bucket, Due, Why, cadence_of
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.step import step_of
from kontaktjournal.views import words as said
from kontaktjournal.views.consent import consent_of
from kontaktjournal.views.facts import BIRTHDAY_WITHIN, birthday
from kontaktjournal.views.site.days import day_of, distance, moment_of
from kontaktjournal.views.site.occasion import reason_now
from kontaktjournal.views.site.reading import Words
from kontaktjournal.views.site.ways import Way, ways, web_link
from kontaktjournal.views.terminal import visible
from kontaktjournal.views.words import Frame

#: Longer texts are no line any more; the whole of it stands in the file.
_LONGEST = 320
_STORIES = 2
#: More promises than these would push everybody else from the page.
_PROMISES = 3
_MARKDOWN = frozenset("[*_`<~\\")
_ROOMS = {
    "zoom.us": "Zoom",
    "teams.microsoft.com": "Teams",
    "teams.live.com": "Teams",
    "meet.google.com": "Meet",
    "meet.jit.si": "Jitsi",
    "webex.com": "Webex",
    "whereby.com": "Whereby",
}


class Moment(NamedTuple):
    """When somebody is due, in two voices: **9 Tage** überfällig seit Mo, 16. Nov.

    Args:
        look: ``late``, ``today`` or empty.
        strong: what matters first.
        rest: what stands beside it.
        day: the day where ``strong`` does not say it.
        iso: day and hour for machines.
        short: all of it in a few words: heute, 10:30 Uhr.
    """

    look: str
    strong: str
    rest: str
    day: str
    iso: str
    short: str


class Promised(NamedTuple):
    """Something promised: by whom, what, by when, and whether that day is over."""

    whose: str
    text: Markup
    when: str
    is_late: bool


class Last(NamedTuple):
    """The last talk: its day for machines and in words, how they talked, and what about."""

    iso: str
    day: str
    channel: str
    title: Markup


class Entry(NamedTuple):
    """One person in the agenda.

    Args:
        contact: who.
        anchor: what a link to the entry is called.
        page: its page; empty where it has none.
        moment: when; None for whoever has no day.
        stage: the name of its stage.
        icon: the picture of its stage.
        about: what they do, and where.
        why: the next step, or why now.
        story: what they share.
        last: the last talk.
        remarks: what else makes it due, or should be known.
        promises: open ones of both sides.
        ways: how to reach them.
        is_picked: whether it stands at the top of the page.
    """

    contact: Contact
    anchor: str
    page: str
    moment: Moment | None
    stage: str
    icon: str
    about: str
    why: Markup
    story: tuple[Markup, ...]
    last: Last | None
    remarks: tuple[str, ...]
    promises: tuple[Promised, ...]
    ways: tuple[Way, ...]
    is_picked: bool


class Entries:
    """Sets the people of one agenda.

    Args:
        frame: language, settings, day.
        pages: path of a contact's file to the name of its page.
        icons: id of a stage to its picture.
        anchors: path of a contact's file to what a link to its entry is called.
        picked: files of those at the top of the page.
    """

    def __init__(
        self,
        frame: Frame,
        pages: Mapping[str, str],
        icons: Mapping[str, str],
        anchors: Mapping[str, str],
        picked: Iterable[str] = (),
    ) -> None:
        self._frame = frame
        self._pages = pages
        self._icons = icons
        self._anchors = anchors
        self._picked = frozenset(picked)

    def entry(self, due: Due) -> Entry:
        """Return one person as the page shows it."""
        frame, contact = self._frame, due.contact
        words = Words(contact, {}, self._pages, frame)
        mine = _promises(due, words, frame)
        return Entry(
            contact=contact,
            anchor=self._anchors.get(contact.path, ""),
            page=self._pages.get(contact.path, ""),
            moment=_moment(due, frame),
            stage=visible(said.stage_word(due, frame.say)),
            icon=self._icons.get(due.stage.id if due.stage else "", "i-offen"),
            about=visible(", ".join(filter(None, (contact.role, *contact.org, contact.city)))),
            why=_why(due, words, frame),
            story=tuple(_line(story, words) for story in contact.story[:_STORIES]),
            last=_last(due, words, frame),
            remarks=_remarks(due, frame),
            promises=mine,
            ways=_ways(contact, frame),
            is_picked=contact.path in self._picked,
        )


def _line(text: str, words: Words) -> Markup:
    """Return words of a file; a link in them is its words, for it leads nowhere from here."""
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1].rstrip() + "…"
    # Most lines are plain, and a parser takes its time.
    return escape(visible(text)) if _MARKDOWN.isdisjoint(text) else words.quoted(text)


# When ------------------------------------------------------------------------


def _moment(due: Due, frame: Frame) -> Moment | None:
    when = said.due_when(due)
    if when is None:
        return None
    say, ahead = frame.say, (when.day - frame.today).days
    iso, day = moment_of(when), _weekday(when, frame)
    clock = say("page.agenda.clock", clock=say.clock(when.at)) if when.at else ""
    if ahead < 0:
        late, overdue = say.count("page.agenda.days", -ahead), say("page.agenda.overdue")
        return Moment("late", late, overdue, day, iso, f"{late} {overdue}")
    today = say("page.contact.today")
    if ahead == 0:
        hour = say.clock(when.at) if when.at else ""
        short = say("page.agenda.today_at", clock=hour) if hour else today
        return Moment("today", hour or today, today if hour else "", "", iso, short)
    rest = clock or ("" if when.whole_month else distance(when.day, frame))
    return Moment("", day, rest, "", iso, day)


def _weekday(when: When, frame: Frame) -> str:
    if when.whole_month:
        return frame.say.day(when.day, "month")
    near = said.is_near(when.day, frame.today)
    return frame.say.day(when.day, "weekday_written" if near else "weekday_written_year")


# Why now ---------------------------------------------------------------------


def _why(due: Due, words: Words, frame: Frame) -> Markup:
    """Return the next step; without one, what makes them due (S8)."""
    contact = due.contact
    step = step_of(contact, due.past)
    if step and step not in {promise.text for promise in said.open_promises(contact, mine=True)}:
        return _line(step, words)
    return escape(visible(reason_now(due, frame)))


def _remarks(due: Due, frame: Frame) -> tuple[str, ...]:
    """Return what the day and the line above do not tell."""
    say, contact = frame.say, due.contact
    whys = [reason.why for reason in due.reasons]
    # Without a step, the first reason stands above.
    others = whys if step_of(contact, due.past) else whys[1:]
    remarks = [say("page.agenda.unreadable")] if contact.unreadable else []
    # Of two reasons, the hour agreed on must not get lost behind the older one.
    hours = [one.at for one in due.reasons if one.at and one.day == frame.today]
    if hours and due.day != frame.today:
        remarks.append(say("page.agenda.today_at", clock=say.clock(hours[0])))
    cadence = cadence_of(contact, due.stage, frame.settings)
    if Why.EVERY in others and cadence:
        remarks.append(say.cadence(cadence))
    if Why.BIRTHDAY in others:
        remarks.append(said.birthday_reason(contact, frame))
    elif Why.BIRTHDAY not in whys and due.kind in IN_PLAY:
        born = birthday(contact, frame, within=BIRTHDAY_WITHIN)
        remarks += [say("page.agenda.birthday", when=born)] if born else []
    if due.bucket is not Bucket.UNDATED and {*others} & {Why.DECIDE, Why.ORPHAN}:
        remarks.append(said.missing_word(due, frame))
    if due.kind is Kind.ACTIVE:
        remarks.append(said.attempts_word(due, frame))
    return tuple(remark for remark in remarks if remark)


def _promises(due: Due, words: Words, frame: Frame) -> tuple[Promised, ...]:
    """Return my promises that are due, else the oldest; theirs with a day, the nearest first."""
    mine = said.open_promises(due.contact, mine=True)
    owed = [promise for promise in mine if promise.due and promise.due <= frame.today]
    theirs = [each for each in said.open_promises(due.contact, mine=False) if each.due]
    told = [*(owed or mine[:1])[:_PROMISES], *theirs]
    me, other = frame.say("page.agenda.mine"), said.first_name(due.contact)
    return tuple(
        _promised(promise, me if promise.mine else other, words, frame)
        for promise in told[:_PROMISES]
    )


def _promised(promise: Promise, whose: str, words: Words, frame: Frame) -> Promised:
    text, when, is_late = _line(said.promise_text(promise), words), "", False
    if promise.due:
        is_late = promise.due < frame.today
        key = "page.contact.promise_late" if is_late else "page.contact.promise_by"
        when = frame.say(key, day=day_of(promise.due, frame))
    return Promised(visible(whose), text, when, is_late)


def _last(due: Due, words: Words, frame: Frame) -> Last | None:
    last, entry = due.past.last, due.past.last_entry
    if last is None:
        return None
    day = day_of(last, frame)
    if entry is None or entry.day != last:
        return Last(last.isoformat(), day, "", Markup())
    channel = visible(said.channel_of(entry, frame.say))
    return Last(last.isoformat(), day, channel, _line(entry.title, words))


# How -------------------------------------------------------------------------


def _ways(contact: Contact, frame: Frame) -> tuple[Way, ...]:
    """Return the first number, the first address, and the room they meet in on a screen."""
    first: dict[str, Way] = {}
    for way in (*ways(contact, frame.say), *_rooms(contact, frame)):
        first.setdefault(way.channel, way)
    return tuple(first.values())


def _rooms(contact: Contact, frame: Frame) -> Iterable[Way]:
    for url in contact.url:
        href = web_link(url)
        try:
            host = (urlsplit(href).hostname or "") if href else ""
        except ValueError:
            continue
        for known, service in _ROOMS.items():
            if host == known or host.endswith(f".{known}"):
                consent = consent_of(contact, service.casefold(), frame.say)
                text = frame.say("page.agenda.room", service=service)
                yield Way("room", "i-zoom", text, "" if consent.is_no else href, consent)
