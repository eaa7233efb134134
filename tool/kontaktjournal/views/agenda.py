"""The agenda as text: whom to talk to today, and what helps before the call (4.3)."""

from collections import Counter
from itertools import groupby

from kontaktjournal.domain.agenda import PREVIEW_DAYS, Sheet, day_group, is_waiting_orphan
from kontaktjournal.domain.due import Bucket, Due
from kontaktjournal.messages import Catalogue
from kontaktjournal.views import words
from kontaktjournal.views.agenda_row import (
    GAP,
    NARROW_INDENT,
    Problems,
    broken_lines,
    broken_texts,
    row_lines,
    widths_of,
)
from kontaktjournal.views.terminal import Line, Span, width, wrap
from kontaktjournal.views.words import Frame, indented

_GROUPS = (Bucket.BROKEN, Bucket.OVERDUE, Bucket.TODAY, Bucket.UNDATED, Bucket.UPCOMING)


def agenda_lines(
    sheet: Sheet,
    frame: Frame,
    *,
    problems: Problems,
    next_up: Due | None = None,
    query: str = "",
) -> list[Line]:
    """Set an agenda for a terminal.

    Args:
        sheet: the agenda, cut to what was asked for.
        frame: language, settings, width, and the commands that may be suggested.
        problems: what is wrong in the files, by path.
        next_up: whose turn is next, told where nobody is due.
        query: what was searched for, where it was not everybody.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    quiet = _nothing_lines(sheet, next_up, query, frame)
    groups = _groups(sheet, problems, frame)
    if not groups:
        return quiet
    head = _head(sheet, frame)
    if not _is_single(sheet):
        head.append(Line())
    return [*head, *quiet, *groups, *_preview(sheet, frame)]


def brief_lines(sheet: Sheet, frame: Frame, *, problems: Problems) -> list[Line]:
    """Set one line for each row, for status bars and cron; none where nobody is due.

    Args:
        sheet: the agenda, cut to what was asked for.
        frame: language and settings; lines are as long as they are.
        problems: what is wrong in the files, by path.
    """
    say = frame.say
    lines: list[Line] = []
    for row in sheet.shown(*_GROUPS):
        if row.due.bucket is Bucket.BROKEN:
            lines += _brief_broken(row.due, problems, frame)
        else:
            lines.append(_brief(row.due, frame))
    if sheet.hidden:
        lines.append(Line.of(say.count("agenda.cap", sheet.hidden)))
    if sheet.orphans:
        lines.append(Line.of(_orphans_text(sheet, say)))
    return lines


def _is_single(sheet: Sheet) -> bool:
    """Tell whether one group was asked for: it needs no heading."""
    return len(sheet.view.buckets) == 1 or sheet.view.on is not None


def _brief(due: Due, frame: Frame) -> Line:
    is_undated = due.bucket is Bucket.UNDATED
    when = words.missing_word(due, frame) if is_undated else words.due_word(due, frame)
    parts = [due.contact.name, words.stage_word(due, frame.say), when]
    text = " · ".join((*parts, words.phone_parts(due.contact, frame.say)[0].text))
    return Line.of(text)


def _brief_broken(due: Due, problems: Problems, frame: Frame) -> list[Line]:
    """Say what cannot be read; whoever has a date all the same is named with it (K11)."""
    dated = [due.contact.name, words.due_word(due, frame)] if due.day else []
    told = broken_texts(due, problems, frame)
    return [Line.of("! ", " · ".join([*dated, text])) for text in told]


# The frame around the rows ---------------------------------------------------


def _head(sheet: Sheet, frame: Frame) -> list[Line]:
    say, day = frame.say, sheet.view.on or sheet.agenda.today
    title = Span(say("agenda.head", day=say.day(day, "head"), week=say.week(day)), "heading")
    counts = " · ".join(_counts(sheet, say))
    if not counts:
        return wrap(Line.of(title), frame.columns)
    gap = frame.columns - width(title.text) - width(counts)
    if gap >= len(GAP):
        return [Line.of(title, " " * gap, counts)]
    return [*wrap(Line.of(title), frame.columns), *wrap(counts, frame.columns)]


def _counts(sheet: Sheet, say: Catalogue) -> list[str]:
    """Say how many rows there are, the hidden ones included (TR15)."""
    dues = [row.due for row in sheet.rows]
    tally = Counter(due.bucket for due in dues)
    if sheet.view.buckets:
        by_day = Counter(day_group(due, sheet.agenda.today) for due in dues)
        told = [(f"agenda.count.{bucket}", by_day[bucket]) for bucket in sheet.view.buckets]
    elif sheet.view.on is not None:
        told = [("agenda.count.due", len(dues))]
    else:
        told = [
            ("agenda.count.due", len(sheet.is_due)),
            ("agenda.count.undated", tally[Bucket.UNDATED]),
            ("agenda.count.upcoming", tally[Bucket.UPCOMING]),
        ]
    return [say.count(key, n) for key, n in told if n]


def _nothing_lines(sheet: Sheet, next_up: Due | None, query: str, frame: Frame) -> list[Line]:
    """Say that nobody is due, who is next, and that there is room for somebody new."""
    say, view = frame.say, sheet.view
    wants_due = not view.buckets or set(view.buckets) & {Bucket.OVERDUE, Bucket.TODAY}
    if not wants_due or sheet.is_due:
        return []
    if view.days and any(row.due.bucket is Bucket.UPCOMING for row in sheet.rows):
        return []
    if query:
        text = say("agenda.nothing_asked", query=query)
    elif view.on is not None:
        text = say("agenda.nothing_on", date=say.day(view.on, "weekday_date"))
    elif view.buckets == (Bucket.OVERDUE,):
        text = say("agenda.nothing_overdue")
    elif view.days:
        text = say.count("agenda.nothing_within", view.days)
    else:
        text = say("agenda.nothing_due")
    when = words.due_when(next_up) if next_up else None
    if next_up and when and when.day > (view.on or frame.today):
        date = words.weekday_word(when, frame)
        text += " " + say("agenda.next_talk", date=date, name=next_up.contact.name)
    lines = wrap(text, frame.columns)
    free = frame.settings.agenda.per_day
    if query or view.buckets or view.on is not None or free < 1:
        return lines
    key = "agenda.free" if "qualify" in frame.commands else "agenda.free_places"
    return [*lines, *indented([say.count(key, free)], frame.columns, len(GAP))]


def _groups(sheet: Sheet, problems: Problems, frame: Frame) -> list[Line]:
    lines: list[Line] = []
    widths = widths_of((row for row in sheet.rows if row.shown), frame)
    for bucket in _GROUPS:
        body: list[Line] = []
        for row in sheet.shown(bucket):
            if bucket is Bucket.BROKEN:
                body += broken_lines(row.due, problems, frame)
            else:
                body += row_lines(row, widths, frame)
        if bucket is Bucket.UNDATED and sheet.orphans:
            body += _orphans(sheet, frame)
        if body and not _is_single(sheet):
            lines.append(Line.of(Span(frame.say(f"agenda.group.{bucket}"), "heading")))
        lines += body
        if bucket is Bucket.TODAY:
            lines += _cap(sheet, frame)
    return [*lines, *_moments(sheet, frame)]


def _cap(sheet: Sheet, frame: Frame) -> list[Line]:
    """Say how many due rows are not shown (TR15)."""
    if not sheet.hidden:
        return []
    text = frame.say.count("agenda.cap", sheet.hidden)
    if "spread" in frame.commands:
        text = f"{text}. {frame.say('agenda.cap_spread')}"
    return wrap(text, frame.columns, len(GAP))


def _orphans(sheet: Sheet, frame: Frame) -> list[Line]:
    # Lists learn to search together with the command `search`.
    key = "agenda.hint.orphans" if "search" in frame.commands else "agenda.hint.all"
    text = _orphans_text(sheet, frame.say)
    return indented([f"{text}: {frame.say(key)}"], frame.columns, NARROW_INDENT)


def _orphans_text(sheet: Sheet, say: Catalogue) -> str:
    """Say how many wait without a step: in their stage, where it is one and the same."""
    stages = {row.due.stage for row in sheet.rows if is_waiting_orphan(row.due)}
    stage = stages.pop() if len(stages) == 1 else None
    if stage is None:
        return say.count("agenda.orphans_waiting", sheet.orphans)
    label = say.stage(stage.id, stage.label)
    return say.count("agenda.orphans", sheet.orphans, stage=label)


def _moments(sheet: Sheet, frame: Frame) -> list[Line]:
    waiting = sheet.agenda.waiting_for_moment
    if not waiting or sheet.view.buckets or sheet.view.on is not None:
        return []
    text = frame.say.count("agenda.moments", waiting)
    if "moment" in frame.commands:
        text = f"{text}: {frame.say('agenda.hint.moment')}"
    return wrap(text, frame.columns, len(GAP))


def _preview(sheet: Sheet, frame: Frame) -> list[Line]:
    """Count what the next days hold, where they are not shown anyway (C5)."""
    view, say = sheet.view, frame.say
    is_asked_for = view.days is None and not view.buckets and view.on is None
    if not is_asked_for or not frame.settings.agenda.week_preview:
        return []
    ahead = sorted(due.day for due in sheet.agenda.ahead(PREVIEW_DAYS) if due.day)
    if not ahead:
        return wrap(say("agenda.preview_none", days=PREVIEW_DAYS), frame.columns)
    days = [
        say("agenda.preview_day", weekday=say.day(day, "weekday"), count=len(list(same)))
        for day, same in groupby(ahead)
    ]
    text = say.count("agenda.preview", len(ahead), days=PREVIEW_DAYS, list=" · ".join(days))
    hint = Span(say("agenda.hint.week"), "dim")
    gap = frame.columns - width(text) - width(hint.text)
    if gap >= len(GAP):
        return [Line.of(text, " " * gap, hint)]
    return [*wrap(text, frame.columns), *indented([hint], frame.columns, len(GAP))]
