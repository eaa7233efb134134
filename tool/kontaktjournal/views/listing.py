"""Contacts as a table for people (4.7)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from kontaktjournal.domain.due import Due
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.views import words
from kontaktjournal.views.plain import COLUMNS, value_of
from kontaktjournal.views.terminal import Line, Span, Style, fit, flow, pad, width, wrap
from kontaktjournal.views.words import Frame

Numbered = Sequence[tuple[int | None, Due]]

_GAP = "  "
_INDENT = 4
#: As many of these as the terminal holds, the first two in any case.
_USUAL = ("name", "status", "due", "last", "phone", "city", "org")
_ALWAYS = 2
_WIDEST_TEXT = 36
_NARROWEST_TEXT = 8
#: Half a name still says who; half a date or number says something else.
_TEXTS = frozenset({
    "name", "step", "org", "role", "city", "story", "hooks", "moment", "value", "via", "met",
    "tags", "source", "aliases", "address",
})  # fmt: skip


def table_lines(rows: Numbered, frame: Frame, *, columns: Sequence[str] = ()) -> list[Line]:
    """Set contacts as a table that fits the terminal.

    Args:
        rows: contacts, each with its number.
        frame: language, settings, day, and width.
        columns: which values to show, under a head line; else what the width allows.
    """
    if not rows:
        return []
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    number_width = max(2, *(len(str(number or "")) for number, _ in rows))
    room = frame.columns - number_width
    chosen = list(columns) or list(_USUAL)
    table = [[_cell(due, name, frame, usual=not columns) for name in chosen] for _, due in rows]
    head = [_heading(name, frame) for name in chosen] if columns else []
    elastic = [name in _TEXTS or name not in COLUMNS for name in chosen]
    widths = _natural(table, head, elastic)
    widths = _shrunk(widths, elastic, room) if columns else _fitting(widths, elastic, room)
    if not widths:
        return _stacked(rows, table, head, frame)
    lines = [_line("", head, widths, number_width, is_head=True)] if head else []
    return lines + [
        _line(str(number or ""), cells, widths, number_width)
        for (number, _), cells in zip(rows, table, strict=True)
    ]


def footer_lines(
    shown: int,
    counts: Mapping[str, int],
    frame: Frame,
    *,
    everybody: bool = False,
    asked: bool = False,
) -> list[Line]:
    """Say how many are shown, and how many are not and why.

    Args:
        shown: how many the list holds.
        counts: contacts by kind; "" counts those without a stage.
        frame: language and width.
        everybody: the list and the filed ones are among them.
        asked: they are what a search found.
    """
    say = frame.say
    if everybody:
        key = "list.footer_found" if asked else "list.footer_all"
        everyone = say.number(sum(counts.values()))
        return wrap(Line.of(Span(say.count(key, shown, total=everyone), "dim")), frame.columns)
    total = sum(counts.get(kind.value, 0) for kind in IN_PLAY)
    text = say.count("list.footer_in_play", shown)
    if shown != total or asked:
        text = say.count("list.footer", shown, total=say.number(total))
    unseen = {
        "list.hidden.pool": counts.get(Kind.POOL.value, 0) + counts.get("", 0),
        "list.hidden.filed": counts.get(Kind.FILED.value, 0),
    }
    hidden = say("common.and").join(say.count(key, n) for key, n in unseen.items() if n)
    if hidden:
        text += " " + say("list.not_searched" if asked else "list.hidden", what=hidden)
    return wrap(Line.of(Span(text, "dim")), frame.columns, len(_GAP))


def lists_lines(query: str, frame: Frame) -> list[Line]:
    """Say how to search the user's lists: whoever stands there is no contact yet.

    Args:
        query: what was searched for, as it is typed into a shell.
        frame: language and width.
    """
    told = frame.say("list.lists_not_searched", query=query)
    return wrap(Line.of(Span(told, "dim")), frame.columns, len(_GAP))


def _heading(name: str, frame: Frame) -> str:
    key = f"column.{name}"
    return frame.say(key) if key in frame.say else name


def _cell(due: Due, name: str, frame: Frame, *, usual: bool) -> str:
    if usual and name in _USUAL_WORDS:
        return _USUAL_WORDS[name](due, frame)
    return _WORDS[name](due, frame) if name in _WORDS else value_of(due, name)


def _next(due: Due, frame: Frame) -> str:
    """Return when a contact is due, in words that stand without a group's heading."""
    say, when = frame.say, words.due_when(due)
    if when is None:
        return say("show.date_unreadable") if due.contact.unreadable else ""
    if when.day == frame.today:
        clock = f" {say.clock(when.at)}" if when.at else ""
        return say("agenda.reason.next") + clock
    return words.due_word(due, frame)


def _last(due: Due, frame: Frame) -> str:
    last, entry = due.past.last, due.past.last_entry
    if last is None or entry is None or entry.day != last:
        return words.last_word(due, frame)
    return frame.say(
        "list.last",
        channel=words.channel_of(entry, frame.say),
        date=frame.say.day(last, "date"),
        ago=frame.say.ago((frame.today - last).days) if last < frame.today else "",
    ).rstrip()


def _day(day: date | None, frame: Frame) -> str:
    return words.day_word(day, frame) if day else ""


def _last_talk(due: Due, frame: Frame) -> str:
    talk = due.past.last_talk
    return _day(talk.day if talk else None, frame)


def _every(due: Due, frame: Frame) -> str:
    every = due.contact.every
    return frame.say.cadence(every) if every else ""


#: Values that people read differently from programs.
_WORDS: dict[str, Callable[[Due, Frame], str]] = {
    "status": lambda due, frame: words.stage_word(due, frame.say),
    "next": _next,
    "due": _next,
    "every": _every,
    "last": lambda due, frame: _day(due.past.last, frame),
    "last_talk": _last_talk,
    "created": lambda due, frame: _day(due.contact.created, frame),
}
#: Where nobody asked for columns, a cell has to speak for itself.
_USUAL_WORDS: dict[str, Callable[[Due, Frame], str]] = {
    "last": _last,
    "phone": lambda due, _: next(iter(due.contact.phone), ""),
}


def _natural(
    table: Sequence[Sequence[str]], head: Sequence[str], elastic: Sequence[bool]
) -> list[int]:
    """Return how wide each column would like to be."""
    columns = zip(*([head] if head else []), *table, strict=True)
    natural = [max(map(width, cells)) for cells in columns]
    return [
        min(each, _WIDEST_TEXT) if is_text else each
        for each, is_text in zip(natural, elastic, strict=True)
    ]


def _taken(widths: Sequence[int]) -> int:
    """Return what columns take; one that is empty takes nothing."""
    return sum(len(_GAP) + each for each in widths if each)


def _fitting(widths: Sequence[int], elastic: Sequence[bool], room: int) -> list[int]:
    """Return what columns fit, the name cut to its share; the others take nothing."""
    fitting = [min(widths[0], room * 2 // 5), *widths[1:_ALWAYS]]
    for each in widths[_ALWAYS:]:
        fitting.append(each if _taken([*fitting, each]) <= room else 0)
    return _shrunk(fitting, elastic, room)


def _shrunk(widths: Sequence[int], elastic: Sequence[bool], room: int) -> list[int]:
    """Return narrower columns, the widest text shrunk first; none where they do not fit."""
    narrow = list(widths)
    while _taken(narrow) > room:
        texts = [place for place, is_text in enumerate(elastic[: len(narrow)]) if is_text]
        widest = max(texts, key=narrow.__getitem__, default=None)
        if widest is None or narrow[widest] <= _NARROWEST_TEXT:
            return []
        narrow[widest] -= 1
    return narrow


def _line(
    number: str,
    cells: Sequence[str],
    widths: Sequence[int],
    number_width: int,
    *,
    is_head: bool = False,
) -> Line:
    parts: list[str | Span] = [Span(pad(number, number_width, right=True), "dim")]
    for place, (cell, room) in enumerate(zip(cells, widths, strict=False)):
        if not room:
            continue
        style: Style = "dim" if is_head else "strong" if place == 0 else ""
        parts += [_GAP, Span(fit(cell, room), style)]
    return Line.of(*parts)


def _stacked(
    rows: Numbered, table: Sequence[Sequence[str]], head: Sequence[str], frame: Frame
) -> list[Line]:
    """Set more columns than a terminal holds: each contact on lines of its own."""
    lines: list[Line] = []
    for (number, _), cells in zip(rows, table, strict=True):
        labels = head or [""] * len(cells)
        told = [
            f"{label}: {cell}" if label else cell
            for label, cell in zip(labels, cells, strict=True)
            if cell
        ]
        mark = pad(str(number or ""), 2, right=True)
        lines += flow([f"{mark}{_GAP}{(told or [''])[0]}", *told[1:]], frame.columns, _INDENT)
    return lines
