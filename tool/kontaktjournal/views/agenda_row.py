"""One row of the agenda as text: the table's cells, and what helps before the call."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.domain.agenda import Row
from kontaktjournal.domain.due import Bucket, Due, Why
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.step import step_of
from kontaktjournal.views import words
from kontaktjournal.views.terminal import Line, Span, Style, cut, fit, flow, pad, width
from kontaktjournal.views.words import Frame, indented, joined

Problems = Mapping[str, Sequence[Problem]]

GAP = "  "
NARROW_INDENT = 4
_INDENT = 6
_HINT_GAP = "    "
_NARROWEST_NAME = 12
_WIDEST_STAGE = 16
#: More promises than these would push everybody else from the screen.
_HOOKS_SHOWN = 2
_PROMISES_SHOWN = 3
#: Below this a table leaves no room for what stands in it.
_NARROW = 60
#: Whoever is in one of these kinds is a relationship: the story comes before the next step.
_RELATIONS = (Kind.WAITING, Kind.WON)


class Widths(NamedTuple):
    """Columns of the table."""

    number: int
    name: int
    stage: int
    when: int


def widths_of(rows: Iterable[Row], frame: Frame) -> Widths:
    """Return the columns that hold all these rows."""
    rows = [row for row in rows if row.due.bucket is not Bucket.BROKEN]
    dues = [row.due for row in rows]
    numbers = [len(str(row.number)) for row in rows]

    def widest(texts: Iterable[str], least: int, most: int) -> int:
        return min(max([least, *map(width, texts)]), most)

    name = widest((due.contact.name for due in dues), _NARROWEST_NAME, frame.columns * 3 // 10)
    stage = widest((words.stage_word(due, frame.say) for due in dues), 0, _WIDEST_STAGE)
    dated = (due for due in dues if due.bucket is not Bucket.UNDATED)
    when = widest((words.due_word(due, frame) for due in dated), 0, frame.columns // 3)
    return Widths(max([2, *numbers]), name, stage, when)


def row_lines(row: Row, widths: Widths, frame: Frame) -> list[Line]:
    """Set one row: who, where they stand, when, how to reach them, and what to know."""
    due, is_undated = row.due, row.due.bucket is Bucket.UNDATED
    number = Span(pad(str(row.number), widths.number, right=True), "dim")
    when = words.missing_word(due, frame) if is_undated else words.due_word(due, frame)
    styled = Span(when, _when_style(due))
    stage = words.stage_word(due, frame.say)
    tail = [] if is_undated else words.phone_parts(due.contact, frame.say)
    details = _details(due, frame)
    if frame.columns < _NARROW:
        name = cut(due.contact.name, frame.columns - widths.number - len(GAP))
        below = [Line.of(stage), Line.of(styled), *tail, *details]
        lines = [
            Line.of(number, GAP, Span(name, "strong")),
            *indented(below, frame.columns, NARROW_INDENT),
        ]
    else:
        name = fit(due.contact.name, widths.name)
        cells = (number, GAP, Span(name, "strong"), GAP, fit(stage, widths.stage), GAP, styled)
        gap = "" if is_undated else " " * max(0, widths.when - width(when))
        lines = _set([Line.of(*cells, gap), *tail], details, frame.columns)
    if is_undated and due.past.last_talk and "log" in frame.commands:
        return _hinted(lines, frame.say("agenda.hint.log", n=row.number), frame.columns)
    return lines


def _set(head: list[Line], details: list[Line], columns: int) -> list[Line]:
    """Set a row: details that fit stand on its first line, else all of them below."""
    whole = joined([joined(head, GAP), *details], " · ")
    if whole.width <= columns:
        return [whole]
    # A number torn apart cannot be dialled by a click.
    return [*flow(head, columns, _INDENT, GAP), *indented(details, columns, _INDENT)]


def _hinted(lines: list[Line], hint: str, columns: int) -> list[Line]:
    """Add the command that helps, beside the last line or below it."""
    told = Span(hint, "dim")
    beside = Line.of(lines[-1], _HINT_GAP, told)
    if beside.width <= columns:
        return [*lines[:-1], beside]
    return [*lines, *indented([told], columns, _INDENT)]


def _when_style(due: Due) -> Style:
    match due.bucket:
        case Bucket.OVERDUE:
            return "late"
        case Bucket.UNDATED:
            return "warn"
        case _:
            return ""


# What helps before the call --------------------------------------------------


def _details(due: Due, frame: Frame) -> list[Line]:
    """Return the facts below a row, the one that opens the talk first."""
    step = _own_step(due, frame)
    if due.bucket is Bucket.UPCOMING:
        return [step] if step else []
    attempts = words.attempts_word(due, frame) if due.kind is Kind.ACTIVE else ""
    if due.bucket is Bucket.UNDATED:
        return [Line.of(attempts)] if attempts else []
    last = words.last_word(due, frame)
    parts = [
        *_also(due, frame),
        attempts and Line.of(attempts),
        *(_common_ground(due, frame) if due.kind in _RELATIONS else []),
        step or _presumed(due, frame),
        last and Line.of(last),
        *_promises(due, frame),
    ]
    return [part for part in parts if part]


def _also(due: Due, frame: Frame) -> list[Line]:
    """Return the reasons that the row's date does not tell."""
    said: list[str] = []
    others = {reason.why for reason in due.reasons}
    tells_time = due.at is not None or due.day != frame.today
    if Why.BIRTHDAY in others and (tells_time or due.reasons[0].why is not Why.BIRTHDAY):
        said.append(words.birthday_reason(due.contact, frame))
    if others & {Why.DECIDE, Why.ORPHAN}:
        said.append(words.missing_word(due, frame))
    return [Line.of(text) for text in said]


def _common_ground(due: Due, frame: Frame) -> list[Line]:
    say, contact = frame.say, due.contact
    story = [Line.of(say("agenda.story", story=contact.story[0]))] if contact.story else []
    moment = [Line.of(say("agenda.moment", moment=contact.moment))] if contact.moment else []
    return [*story, *moment]


def _own_step(due: Due, frame: Frame) -> Line | None:
    """Return the step, unless another fact of the row says the same."""
    step = step_of(due.contact, due.past)
    said = {promise.text for promise in words.open_promises(due.contact, mine=True)}
    if due.kind in _RELATIONS:
        said.add(due.contact.moment)
    return None if not step or step in said else Line.of(frame.say("agenda.step", step=step))


def _presumed(due: Due, frame: Frame) -> Line | None:
    """Return why somebody was chosen whom nobody has talked to yet: there is no other reason."""
    contact = due.contact
    if due.past.last_talk or contact.has_story or not contact.hooks:
        return None
    hooks = " · ".join(contact.hooks[:_HOOKS_SHOWN])
    return Line.of(frame.say("agenda.presumed", hooks=hooks))


def _promises(due: Due, frame: Frame) -> list[Line]:
    """Return my open promises that are due, else the oldest; theirs once their day has come."""
    say, today = frame.say, frame.today
    mine = words.open_promises(due.contact, mine=True)
    owed = [promise for promise in mine if promise.due and promise.due <= today] or mine[:1]
    theirs = words.open_promises(due.contact, mine=False)
    told = [*owed, *(each for each in theirs if each.due and each.due <= today)]
    said: list[Line] = []
    for promise in told[:_PROMISES_SHOWN]:
        values: dict[str, object] = {"text": words.promise_text(promise)}
        key = "agenda.promise"
        if not promise.mine:
            key = "agenda.promise_theirs"
            values["name"] = words.first_name(due.contact)
        if promise.due:
            key, values["date"] = f"{key}_dated", words.day_word(promise.due, frame)
        said.append(Line.of(say(key, **values)))
    if left := len(told) - len(said):
        said.append(Line.of(say.count("agenda.promises_more", left)))
    return said


# What cannot be read ---------------------------------------------------------


def broken_texts(due: Due, problems: Problems, frame: Frame) -> list[str]:
    """Return what keeps a contact from being read, each with its place, in one line."""
    return [f"{place}  {text}" for place, text in _broken(due, problems, frame)]


def _broken(due: Due, problems: Problems, frame: Frame) -> list[tuple[str, str]]:
    """Return place and sentence of everything that keeps a contact from being read."""
    path = due.contact.path
    found = [problem for problem in problems.get(path, ()) if problem.hides]
    if not found:
        return [(path, frame.say("show.unreadable"))]
    return [
        (f"{path}:{problem.line}" if problem.line else path, frame.say.problem(problem))
        for problem in found
    ]


def broken_lines(due: Due, problems: Problems, frame: Frame) -> list[Line]:
    """Set what cannot be read, with the date all the same where there is one (D9, K11)."""
    lines: list[Line] = []
    for place, text in _broken(due, problems, frame):
        head = Line.of(Span(" !  ", "late"), Span(place, "link"))
        whole = Line.of(head, GAP, text)
        if whole.width <= frame.columns:
            lines.append(whole)
        else:
            # The place is not broken: terminals and editors make a link of it.
            lines += [head, *indented([text], frame.columns, _INDENT)]
    if due.day:
        date = words.due_word(due, frame)
        still = frame.say("agenda.still_due", name=due.contact.name, date=date)
        below = [Line.of(still), *words.phone_parts(due.contact, frame.say)]
        lines += indented(below, frame.columns, _INDENT)
    if "edit" not in frame.commands:
        return lines
    return _hinted(
        lines, frame.say("agenda.hint.edit", ref=words.ref_of(due.contact)), frame.columns
    )
