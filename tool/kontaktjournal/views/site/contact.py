"""The page of one contact: who it is, what comes next, what they share, what was said."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Bucket, Due, Why
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.portrait import (
    Filing,
    Place,
    Portrait,
    connections,
    filing,
    mentions,
    path,
)
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.step import promise_of_step, step_of
from kontaktjournal.views import words as said
from kontaktjournal.views.facts import next_or_why
from kontaktjournal.views.site.days import day_of, distance, moment_of, since, weekday_of
from kontaktjournal.views.site.facts import facts
from kontaktjournal.views.site.links import anchor_of
from kontaktjournal.views.site.markdown import Link
from kontaktjournal.views.site.occasion import promised_for, reason_now
from kontaktjournal.views.site.paper import Paper
from kontaktjournal.views.site.reading import Words
from kontaktjournal.views.site.signs import stage_icons
from kontaktjournal.views.site.timeline import MOST, promises, talked, talks
from kontaktjournal.views.site.ways import Way, ways
from kontaktjournal.views.terminal import visible
from kontaktjournal.views.words import Frame

#: More of them are no help before a call; how many there are is said.
_MOST_OTHERS = 30


class StageOnWay(NamedTuple):
    """A stage of the path: where it lies, its picture and name, and since when."""

    place: str
    icon: str
    name: str
    since: str
    moment: str = ""


class NextStep(NamedTuple):
    """The next step.

    Args:
        why: what it is about; empty where nothing is known.
        late: how late it is; empty where it is not.
        told: when it is, or why there is no day.
        moment: the same day for machines.
        day: the day itself, where ``told`` is how far away it is.
        remarks: what else there is to know: a birthday, attempts in vain.
        is_today: whether it is today.
        by: the day that was promised for it, where the talk is on another.
    """

    why: Markup
    late: str
    told: str
    moment: str
    day: str
    remarks: tuple[str, ...]
    is_today: bool = False
    by: str = ""


class FiledAway(NamedTuple):
    """When and after what somebody was filed, and why."""

    told: str
    reason: Markup


class Related(NamedTuple):
    """Somebody beside a contact: a link, or words where there is no page, and a remark."""

    link: Link
    remark: str


class Quote(NamedTuple):
    """A line about a contact in somebody else's file."""

    link: Link
    moment: str
    day: str
    line: Markup


class Trouble(NamedTuple):
    """What is wrong in a file: where, what it is, and what to do."""

    path: str
    line: int
    place: str
    code: str
    text: str
    fix: str


def contact_page(paper: Paper, portrait: Portrait) -> str:
    """Return the page of one contact as HTML.

    Args:
        paper: what all pages are printed on.
        portrait: the contact, and what is known around it.
    """
    setting, frame = paper.setting, paper.setting.frame
    due, dossier = portrait.dossier.due, portrait.dossier
    contact = due.contact
    words = Words(contact, portrait.targets, setting.pages, frame, portrait.hidden)
    others, quotes = _related(portrait, words, frame), _quotes(portrait, words, frame)
    left, reached = len(dossier.texts) - MOST, ways(contact, frame.say)
    return paper.page(
        "contact.html.j2",
        up="../",
        page="contact",
        place=_place(setting.pages.get(contact.path, "")),
        contact=contact,
        portrait=portrait,
        about=_about(contact),
        ways=_first(reached),
        stage_word=visible(said.stage_word(due, frame.say)),
        path=_path(portrait, frame),
        filed=_filed(filing(portrait), words, frame),
        next=_next(due, words, frame),
        story=tuple(map(words.line, contact.story)),
        told_story=words.text(dossier.story, first=3),
        promises=promises(contact, words, frame),
        talks=talks(dossier, words, frame),
        talked=talked(dossier),
        talks_left=max(0, left),
        rest=words.text(portrait.remainder, first=3),
        facts=facts(due, reached, words, frame),
        related=others[:_MOST_OTHERS],
        related_left=max(0, len(others) - _MOST_OTHERS),
        quotes=quotes[:_MOST_OTHERS],
        quotes_left=max(0, len(quotes) - _MOST_OTHERS),
        troubles=_troubles(dossier.problems, frame),
    )


def _place(page: str) -> str:
    """Return the place in the agenda that a page's name leads to, as the agenda calls it."""
    return f"#{anchor_of(page)}" if page else ""


def _about(contact: Contact) -> str:
    return visible(", ".join(filter(None, (contact.role, ", ".join(contact.org), contact.city))))


def _first(reached: Iterable[Way]) -> list[Way]:
    """Return the first number and the first address; the others are among the facts."""
    first: dict[str, Way] = {}
    for way in reached:
        first.setdefault(way.channel, way)
    return list(first.values())


def _path(portrait: Portrait, frame: Frame) -> list[StageOnWay]:
    say = frame.say
    icons = stage_icons(frame.settings.pipeline)
    told = []
    for stage, place, day in path(portrait, frame.settings.pipeline):
        name = visible(say.stage(stage.id, stage.label))
        moment = day.isoformat() if day else ""
        if place is Place.NOW and stage.kind is not Kind.FILED:
            lasts = since(day, frame) if day else say("page.contact.today_here")
        elif day:
            lasts = day_of(day, frame)
        else:
            lasts = say("page.contact.skipped" if place is Place.SKIPPED else "page.contact.ahead")
        told.append(StageOnWay(place.value, icons[stage.id], name, lasts, moment))
    return told


def _filed(filed: Filing | None, words: Words, frame: Frame) -> FiledAway | None:
    if filed is None:
        return None
    say = frame.say
    when = (
        say("page.contact.filed", day=day_of(filed.day, frame))
        if filed.day
        else say("page.contact.filed_before")
    )
    after = (
        say.count("page.contact.filed_talks", filed.talks)
        if filed.talks
        else say("page.contact.filed_no_talk")
    )
    reason = words.line(filed.reason) if filed.reason else Markup()
    return FiledAway(f"{when}, {after}", reason)


# The next step ---------------------------------------------------------------


def _next(due: Due, words: Words, frame: Frame) -> NextStep | None:
    """Return what comes next; nothing where nothing may come."""
    if due.kind is Kind.FILED or due.contact.blocked:
        return None
    step = step_of(due.contact, due.past)
    missing = frame.say("page.contact.no_step")
    why = words.line(step) if step else escape(visible(reason_now(due, frame) or missing))
    promise = promise_of_step(due.contact, due.past)
    by = promise.due if promise and promise.due != due.day else None
    return _when(due, why, frame)._replace(
        remarks=_remarks(due, frame, has_step=bool(step)), by=promised_for(by, frame)
    )


def _when(due: Due, why: Markup, frame: Frame) -> NextStep:
    say, when = frame.say, said.due_when(due)
    if when is None:
        return NextStep(why, "", next_or_why(due, frame), "", "", ())
    moment, day = moment_of(when), weekday_of(when, frame)
    late = (frame.today - when.day).days
    if late > 0:
        lateness = say.count("page.contact.late", late)
        return NextStep(why, lateness, say("page.contact.planned"), moment, day, ())
    if late == 0:
        today = say("page.contact.today")
        told = say("page.contact.at", day=today, clock=say.clock(when.at)) if when.at else today
        return NextStep(why, "", told, moment, "", (), is_today=True)
    told = "" if when.whole_month else distance(when.day, frame)
    return NextStep(why, "", told, moment, day, ())


def _remarks(due: Due, frame: Frame, *, has_step: bool) -> tuple[str, ...]:
    """Return what else makes somebody due; without a step, the first reason stands above."""
    told = [said.attempts_word(due, frame)]
    others = [reason.why for reason in due.reasons[0 if has_step else 1 :]]
    if Why.BIRTHDAY in others:
        told.append(said.birthday_reason(due.contact, frame))
    if due.bucket is not Bucket.UNDATED and {*others} & {Why.DECIDE, Why.ORPHAN}:
        told.append(said.missing_word(due, frame))
    # Of two reasons on one day, the hour agreed on must not get lost behind the older one.
    hours = [reason.at for reason in due.reasons if reason.at and reason.day == frame.today]
    if hours and due.day != frame.today:
        told.append(
            frame.say(
                "page.contact.at",
                day=frame.say("page.contact.today"),
                clock=frame.say.clock(hours[0]),
            )
        )
    return tuple(filter(None, told))


# Others, and the file --------------------------------------------------------


def _related(portrait: Portrait, words: Words, frame: Frame) -> list[Related]:
    say, pipeline = frame.say, frame.settings.pipeline
    told = []
    for typed, contact, introduced in connections(portrait):
        remarks = [say("page.contact.introduced")] if introduced else []
        if contact is None:
            link = Link(visible(typed.rpartition("/")[2]))
            if portrait.is_unclear(typed):
                remarks.append(say("page.contact.several"))
            elif "[[" in typed or not introduced:
                remarks.append(say("page.contact.no_file"))
        else:
            link = words.link_of(contact)
            if stage := pipeline.stage(contact.status):
                remarks.append(visible(say.stage(stage.id, stage.label)))
        told.append(Related(link, ", ".join(remarks)))
    return told


def _quotes(portrait: Portrait, words: Words, frame: Frame) -> list[Quote]:
    return [
        Quote(
            words.link_of(contact),
            day.isoformat() if day else "",
            day_of(day, frame) if day else "",
            words.quoted(line) if line else Markup(),
        )
        for contact, day, line in mentions(portrait)
    ]


def _troubles(problems: Sequence[Problem], frame: Frame) -> list[Trouble]:
    told = []
    for problem in problems:
        name = problem.path.rpartition("/")[2]
        place = f"{name}:{problem.line}" if problem.line else name
        what, fix = frame.say.problem(problem), frame.say.fix(problem)
        told.append(Trouble(problem.path, problem.line or 1, place, problem.code, what, fix))
    return told
