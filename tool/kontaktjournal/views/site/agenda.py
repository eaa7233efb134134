"""The agenda as a page: the day in a sentence, whom to talk to, who may wait, what comes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.domain.fortnight import Cell
from kontaktjournal.domain.front import Front, Group, GroupName, Idle
from kontaktjournal.domain.names import family
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Unit
from kontaktjournal.views import words as said
from kontaktjournal.views.site.entry import Entries, Entry
from kontaktjournal.views.site.figures import stages_figure, weeks_figure
from kontaktjournal.views.site.links import anchor_of, page_names
from kontaktjournal.views.site.numbers import capitalised, counted, spelled
from kontaktjournal.views.site.paper import Paper
from kontaktjournal.views.site.signs import shown_stages, stage_icons
from kontaktjournal.views.words import Frame

_WEEK, _WORKED = 7, 5
#: When somebody new is called in the example.
_SOON = Cadence(3, Unit.WORKDAY)


class Lead(NamedTuple):
    """The day in a sentence: how many are due, how many of them late, how many are enough."""

    due: str
    late: str
    is_all_late: bool
    enough: str


class Note(NamedTuple):
    """What else there is to know, in a few words, and where it stands on the page."""

    text: str
    place: str


class NextUp(NamedTuple):
    """Who comes next, where nobody is due: a sentence with a name in its middle."""

    before: str
    entry: Entry
    after: str


class Focus(NamedTuple):
    """Whom to talk to today, and a sentence on all others, with names in its middle."""

    entries: tuple[Entry, ...]
    most: str
    before: str
    names: tuple[Entry, ...]
    after: str
    join: str


class DayCell(NamedTuple):
    """A day of the strip.

    Args:
        day: for machines.
        weekday, number, month: what stands there, and what is only heard.
        look: classes.
        is_today: whether it is today.
        place: the entry the day leads to; empty for none.
        held: names of those a talk was held with.
        open: names of those who are due.
        is_over: whether those are late.
        more: how many more.
    """

    day: str
    weekday: str
    number: int
    month: str
    look: str
    is_today: bool
    place: str
    held: tuple[str, ...]
    open: tuple[str, ...]
    is_over: bool
    more: int


class List(NamedTuple):
    """One list: its name, its title, how many, the first of them, a sentence on the others."""

    id: str
    title: str
    total: int
    entries: tuple[Entry, ...]
    rest: str


class Silent(NamedTuple):
    """Somebody without a next step: since when it is quiet, and what is missing."""

    entry: Entry
    quiet: str
    missing: str


class Spoiled(NamedTuple):
    """What is wrong in a file: where, and what to do."""

    path: str
    line: int
    place: str
    text: str
    fix: str


class Example(NamedTuple):
    """The first file of somebody who has none."""

    path: str
    stage: str
    next: str


def agenda_page(paper: Paper, front: Front) -> str:
    """Return the agenda as HTML.

    Args:
        paper: what all pages are printed on.
        front: what it shows.
    """
    return paper.page("agenda.html.j2", **_values(paper, front))


def single_page(paper: Paper, front: Front, assets: Mapping[str, bytes]) -> str:
    """Return the agenda as one file that needs no other.

    Args:
        paper: what it is printed on; its contacts have no pages.
        front: what it shows.
        assets: style, script and fonts, by name.
    """
    from kontaktjournal.views.site.enclosed import enclosed

    return paper.page("single.html.j2", **_values(paper, front), enclosed=enclosed(assets))


def _values(paper: Paper, front: Front) -> dict[str, object]:
    frame = paper.setting.frame
    say = frame.say
    icons = stage_icons(frame.settings.pipeline)
    anchors = _anchors(front, paper.setting.pages)
    picked = [due.contact.path for due in front.picked]
    entries = Entries(frame, paper.setting.pages, icons, anchors, picked)
    cells = [_cell(cell, anchors, frame) for cell in front.cells]
    return {
        "up": "",
        "page": "agenda",
        "front": front,
        "title": _title(front, frame),
        "lead": _lead(front, frame),
        "next_up": _next_up(front, entries, frame),
        "notes": _notes(front, frame),
        "assurances": _assurances(front, frame),
        "weeks": weeks_figure(front.weeks, say),
        "cells": cells,
        "has_free_weekends": _has_free_weekends(cells),
        "focus": _focus(front, entries, frame),
        "lists": [_list(group, entries, frame) for group in front.groups],
        "is_cut": any(group.left for group in front.groups),
        "idle": [_silent(one, entries, frame) for one in front.idle],
        "idle_left": _idle_left(front, frame),
        "spoiled": [_spoiled(problem, frame) for problem in front.problems],
        "stages": [
            (icons[stage.id], say.stage(stage.id, stage.label))
            for stage in shown_stages(frame.settings.pipeline)
        ],
        "funnel": stages_figure(front.lanes, say) if front.in_play else "",
        "read": _read(front, frame),
        "example": _example(frame) if front.is_whole and not _everybody(front) else None,
        "nobody": "" if front.is_whole or _everybody(front) else say("page.agenda.nobody_fits"),
    }


def _everybody(front: Front) -> int:
    return sum(front.counts.values()) + front.spoiled


def _anchors(front: Front, pages: Mapping[str, str]) -> dict[str, str]:
    """Return what a link to each entry of the page is called, as the contact's page knows it."""
    shown = (due.contact.path for group in front.groups for due in group.dues)
    chosen = (due.contact.path for due in front.picked)
    paths = {*shown, *chosen}
    names = {path: pages[path] for path in paths & pages.keys()}
    names |= page_names(paths - pages.keys(), pages.values())
    return {path: anchor_of(name) for path, name in names.items()}


# The day in a sentence -------------------------------------------------------


def _title(front: Front, frame: Frame) -> str:
    say = frame.say
    due = say.count("page.agenda.title_due", front.due) if front.due else ""
    day = say.day(front.today, "weekday_written")
    return say("page.agenda.title", day=day, due=due or say("page.agenda.title_none"))


def _lead(front: Front, frame: Frame) -> Lead | None:
    if not front.due:
        return None
    say = frame.say
    is_all_late = front.due == front.overdue
    key = "page.agenda.all_late" if is_all_late else "page.agenda.due"
    due = capitalised(counted(key, front.due, say))
    has_late = front.overdue and not is_all_late
    late = counted("page.agenda.late", front.overdue, say) if has_late else ""
    enough = counted("page.agenda.enough", len(front.picked), say) if front.may_wait else ""
    return Lead(due, late, is_all_late, capitalised(enough))


def _next_up(front: Front, entries: Entries, frame: Frame) -> NextUp | None:
    if front.next_up is None:
        return None
    say = frame.say
    when = said.due_when(front.next_up)
    if when is None:
        return None
    if (when.day - frame.today).days == 1:
        told = say.count("page.contact.ahead_by", 1)
    elif when.whole_month:
        told = say.day(when.day, "month")
    else:
        near = said.is_near(when.day, frame.today)
        told = say("page.agenda.on_day", day=say.day(when.day, "long" if near else "head"))
    before, after = _around("page.agenda.next_up", "name", frame, when=told)
    return NextUp(before, entries.entry(front.next_up), after)


def _around(key: str, place: str, frame: Frame, **values: object) -> tuple[str, str]:
    """Return what stands before and behind one place of a message."""
    before, _, after = frame.say(key, **values, **{place: "\0"}).partition("\0")
    return before, after


def _notes(front: Front, frame: Frame) -> list[Note]:
    """Return what is missing, as one sentence in parts."""
    say, notes = frame.say, []
    if front.idle_total:
        notes.append(Note(counted("page.agenda.idle_note", front.idle_total, say), "ohne"))
    if front.spoiled:
        notes.append(Note(counted("page.agenda.spoiled_note", front.spoiled, say), "fehler"))
    if front.moments:
        notes.append(Note(counted("page.agenda.moments", front.moments, say), ""))
    return [Note(capitalised(note.text), note.place) for note in notes[:1]] + notes[1:]


def _assurances(front: Front, frame: Frame) -> list[str]:
    """Return what is in order."""
    say = frame.say
    if not front.is_whole:
        # Of all the others, this page knows nothing.
        return [say("page.agenda.part")] if _everybody(front) else []
    if not front.in_play:
        return [say.count("page.agenda.only_listed", front.listed)] if front.listed else []
    told = [] if front.idle_total else [say("page.agenda.no_idle")]
    if not front.due and not front.spoiled:
        told.append(say("page.agenda.readable"))
    return told


def _read(front: Front, frame: Frame) -> str:
    say, total = frame.say, sum(front.counts.values())
    numbers = {
        "page.agenda.read_play": front.in_play,
        "page.agenda.read_filed": front.filed,
        "page.agenda.read_listed": front.listed,
    }
    parts = [say(key, n=say.number(number)) for key, number in numbers.items() if number]
    if not parts:
        return ""
    folders = ", ".join(f"{folder}/" for folder in frame.settings.folders.contacts)
    return say.count("page.agenda.read", total, folders=folders, parts=", ".join(parts))


def _example(frame: Frame) -> Example:
    settings = frame.settings
    folder = settings.folders.contacts[0] if settings.folders.contacts else "."
    path = "marlene-tiedemann.md"
    courted = (stage.id for stage in settings.pipeline.stages if stage.kind is Kind.ACTIVE)
    day = settings.calendar.after(frame.today, _SOON)
    place = path if folder == "." else f"{folder}/{path}"
    return Example(place, next(courted, settings.pipeline.stages[0].id), day.isoformat())


# Two weeks, and today --------------------------------------------------------


def _cell(cell: Cell, anchors: Mapping[str, str], frame: Frame) -> DayCell:
    say, day = frame.say, cell.day
    is_over, is_today = day < frame.today, day == frame.today
    looks = {
        "today": is_today,
        "past": is_over,
        "weekend": day.weekday() not in frame.settings.calendar.workdays,
        "newweek": day.weekday() == frame.settings.calendar.week_start
        and day > frame.today
        and (day - frame.today).days <= _WEEK,
    }
    places = (anchors.get(gist.path, "") for gist in cell.open)
    return DayCell(
        day=day.isoformat(),
        weekday=say.day(day, "weekday"),
        number=day.day,
        month=say("page.agenda.of_month", month=say(f"calendar.month.{day.month}")),
        look=" ".join(("cell", *(look for look, holds in looks.items() if holds))),
        is_today=is_today,
        place=next(filter(None, places), ""),
        held=tuple(family(gist.name) for gist in cell.held),
        open=tuple(family(gist.name) for gist in cell.open),
        is_over=is_over,
        more=cell.more,
    )


def _has_free_weekends(cells: Sequence[DayCell]) -> bool:
    """Tell whether the last two days of each week are free: then they need little room."""
    ends = [cell for at, cell in enumerate(cells) if at % _WEEK >= _WORKED]
    return all("weekend" in cell.look and not cell.held and not cell.open for cell in ends)


def _focus(front: Front, entries: Entries, frame: Frame) -> Focus | None:
    if not front.picked:
        return None
    say, focus = frame.say, frame.settings.agenda.focus
    is_more = front.agreed > focus
    key = "page.agenda.agreed" if is_more else "page.agenda.at_most"
    most = capitalised(counted(key, front.agreed if is_more else focus, say))
    names = tuple(map(entries.entry, front.waiting))
    before = after = ""
    if names:
        template = say.count("page.agenda.may_wait", len(names), names="\0")
        before, _, after = template.partition("\0")
    elif front.may_wait:
        before = say("page.agenda.others_wait", words=spelled(front.may_wait, say))
    chosen = tuple(map(entries.entry, front.picked))
    join = say("page.agenda.and", some="", last="")
    return Focus(chosen, most, before, names, after, join)


# The lists -------------------------------------------------------------------


def _list(group: Group, entries: Entries, frame: Frame) -> List:
    name = group.name.value
    title = frame.say(f"page.agenda.group.{name}")
    shown = tuple(map(entries.entry, group.dues))
    return List(name, title, group.total, shown, _rest(group, frame))


def _rest(group: Group, frame: Frame) -> str:
    """Return a sentence on those of a list that are not shown."""
    if not group.left:
        return ""
    say, values = frame.say, {}
    if group.name is GroupName.OVERDUE:
        values["shown"] = spelled(len(group.dues), say)
        values["days"] = say.count("page.agenda.rest.days", group.oldest)
    return say.count(f"page.agenda.rest.{group.name.value}", group.left, **values)


def _silent(idle: Idle, entries: Entries, frame: Frame) -> Silent:
    say = frame.say
    days = (frame.today - idle.silent_since).days if idle.silent_since else 0
    quiet = say.count("page.agenda.quiet", days) if days > 0 else ""
    return Silent(entries.entry(idle.due), quiet, said.missing_word(idle.due, frame))


def _idle_left(front: Front, frame: Frame) -> str:
    left = front.idle_total - len(front.idle)
    if not left:
        return ""
    if left == front.orphans:
        return frame.say.count("agenda.orphans_waiting", left)
    return frame.say.count("page.agenda.rest.idle", left)


def _spoiled(problem: Problem, frame: Frame) -> Spoiled:
    name = problem.path.rpartition("/")[2]
    place = f"{name}:{problem.line}" if problem.line else name
    text, fix = frame.say.problem(problem), frame.say.fix(problem)
    return Spoiled(problem.path, problem.line or 1, place, text, fix)
