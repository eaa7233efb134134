"""What a search found: who, and the words in their files (4.8)."""

from collections.abc import Iterator, Sequence
from datetime import date

from kontaktjournal.domain.decided import Choice
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.found import Hit, Hits
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.on_lists import ListHit, ListHits
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.snippet import Snippet, shortened
from kontaktjournal.views import words
from kontaktjournal.views.terminal import Line, Span, Style, cut, fit, pad, width, wrap
from kontaktjournal.views.words import Frame

Numbered = Sequence[tuple[int | None, Hit]]

_GAP = "  "
#: Where whoever has no number begins.
_IN = 4
#: Below this a name leaves no room for what else is to be said.
_NARROW = 60
_WIDEST_STAGE = 16
#: Angle quotation marks, around what was looked for where bold letters cannot be seen.
_OPEN, _CLOSE = "\u2039", "\u203a"


def found_lines(rows: Numbered, frame: Frame, *, marks: bool, highest: int = 0) -> list[Line]:
    """Set whom a search found, each with the piece of the file that tells most.

    Args:
        rows: them, each with its number.
        frame: language, settings, day, and width.
        marks: put signs around the words looked for: bold letters cannot be seen.
        highest: the number of the last one, where these are only a few of all.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    highest = max([highest, *(number or 0 for number, _ in rows)])
    number_width = max(2, len(str(highest)))
    dues = [hit.due for _, hit in rows]
    name = min(max(width(due.contact.name) for due in dues), frame.columns * 2 // 5)
    stage = min(max(width(_stage(due, frame)) for due in dues), _WIDEST_STAGE)
    dates = width(frame.say.day(frame.today, "date"))
    lines: list[Line] = []
    for number, hit in rows:
        lead = Line.of(Span(pad(str(number or ""), number_width, right=True), "dim"), _GAP)
        lines.append(Line.of(lead, _who(hit.due, frame, name, stage)))
        lines += _below(hit, frame, number_width + len(_GAP), dates, marks=marks)
    return lines


def total_lines(hits: Hits, frame: Frame) -> list[Line]:
    """Say how many were found, and how to see those that are not shown."""
    shown, total = hits.shown, hits.total
    key = "search.more" if hits.is_exact else "search.at_most"
    if shown == total:
        key = "search.total"
    text = frame.say.count(key, total, shown=frame.say.number(shown), limit=str(total))
    return wrap(Line.of(Span(text, "dim")), frame.columns, len(_GAP))


def head_of_lists(frame: Frame, *, is_first: bool) -> list[Line]:
    """Return what stands over those who were found on lists.

    Args:
        frame: the language.
        is_first: nobody else was found.
    """
    head = Line.of(Span(frame.say("search.on_lists"), "heading"))
    return [head] if is_first else [Line(), head]


def on_lists_lines(hits: Sequence[ListHit], frame: Frame, *, marks: bool) -> list[Line]:
    """Set whom a search found on lists, each with the place there and the cell that tells most.

    Args:
        hits: them.
        frame: language, settings, day, and width.
        marks: put signs around the words looked for: bold letters cannot be seen.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    names = [_name_on_list(hit.listed, frame) for hit in hits]
    column = min(max(map(width, names), default=0), frame.columns * 2 // 5)
    lines: list[Line] = []
    for hit, name in zip(hits, names, strict=True):
        lines.append(_on_list(hit, name, column, frame))
        lines += _place(hit, frame, marks=marks)
    return lines


def on_lists_total_lines(hits: ListHits, before: int, frame: Frame) -> list[Line]:
    """Say how many were found on lists, and how to see those that are not shown.

    Args:
        hits: what was found there.
        before: how many contacts were found, who come first.
        frame: language and width.
    """
    shown, total = hits.shown, hits.total
    key = "search.on_lists.more" if hits.is_exact else "search.on_lists.at_most"
    if shown == total:
        key = "search.on_lists.total"
    limit = str(before + total)
    text = frame.say.count(key, total, shown=frame.say.number(shown), limit=limit)
    return wrap(Line.of(Span(text, "dim")), frame.columns, len(_GAP))


def _name_on_list(listed: Listed, frame: Frame) -> str:
    card = listed.card
    named = (card.name, *card.email, *card.phone)
    return next(filter(None, named), frame.say("search.on_lists.nameless"))


def _on_list(hit: ListHit, name: str, column: int, frame: Frame) -> Line:
    """Return who it is; nobody is talked to yet, so there is little to tell."""
    card, is_out = hit.listed.card, hit.is_blocked or hit.is_filed
    told = (*_marks(hit, frame), *card.org, card.city)
    more = " · ".join(" ".join(each.split()) for each in told if each.strip())
    line = Line.of(" " * _IN, Span(fit(name, column), "dim" if is_out else ""))
    room = frame.columns - line.width - len(_GAP)
    return Line.of(line, _GAP, Span(cut(more, room), "dim")) if more and room > 0 else line


def _marks(hit: ListHit, frame: Frame) -> Iterator[str]:
    """Yield what keeps somebody from being drawn, as words known to everybody."""
    say, decided = frame.say, hit.decided
    if hit.is_blocked:
        yield say("search.on_lists.blocked")
    if decided is None:
        return
    match decided.choice:
        case Choice.FILE:
            yield say("list.filed")
        case Choice.START:
            yield say("search.on_lists.begun")
        case Choice.LATER if decided.until:
            yield say("search.on_lists.later", day=say.day(decided.until, "date"))
        case Choice.LATER:
            yield say("search.on_lists.put_off")


def _place(hit: ListHit, frame: Frame, *, marks: bool) -> list[Line]:
    """Return where a row stands, and the cell it was found by where that is not the name."""
    place = f"{hit.listed.path}:{hit.listed.line}"
    margin = " " * _IN
    whole = wrap(Line.of(margin, Span(place, "dim")), frame.columns, _IN)
    said = hit.snippet
    if said is None or said.is_name:
        return whole
    lead = Line.of(margin, Span(place, "dim"), _GAP)
    if lead.width > frame.columns // 2:
        return [*whole, _cut_to(said, Line.of(margin), frame, marks=marks)]
    return [_cut_to(said, lead, frame, marks=marks)]


def _who(due: Due, frame: Frame, name: int, stage: int) -> Line:
    """Return who it is, where they stand, and when they were talked to."""
    is_filed = due.kind is Kind.FILED
    last = words.last_word(due, frame)
    style: Style = "dim" if is_filed else "strong"
    cells = Line.of(
        Span(fit(due.contact.name, name), style),
        _GAP,
        Span(fit(_stage(due, frame), stage), "dim" if is_filed else ""),
    )
    whole = Line.of(cells, _GAP, last)
    return whole if last and whole.width + len(_GAP) * 2 <= frame.columns else cells


def _stage(due: Due, frame: Frame) -> str:
    """Return where somebody stands; whoever is filed is marked in a word known to everybody."""
    if due.contact.unreadable:
        return frame.say("show.date_unreadable")
    return frame.say("list.filed") if due.kind is Kind.FILED else words.stage_word(due, frame.say)


def _below(hit: Hit, frame: Frame, indent: int, dates: int, *, marks: bool) -> list[Line]:
    """Return the line below a name: the words in the file, else what was last talked about."""
    said = hit.snippet
    if said is None or said.is_name:
        return _instead(hit.due, frame, indent, dates)
    day = said.entry.day if said.entry else None
    lead = _lead(day, frame, indent, dates)
    return [_cut_to(said, lead, frame, marks=marks)]


def _instead(due: Due, frame: Frame, indent: int, dates: int) -> list[Line]:
    contact, entry = due.contact, due.past.last_entry
    told = words.entry_word(entry, frame) if entry else " · ".join((*contact.org, contact.city))
    if not told.strip(" ·"):
        return []
    lead = _lead(entry.day if entry else None, frame, indent, dates)
    return [Line.of(lead, Span(cut(told.strip(" ·"), frame.columns - lead.width), "dim"))]


def _lead(day: date | None, frame: Frame, indent: int, dates: int) -> Line:
    margin = " " * indent
    if day is None:
        return Line.of(margin)
    told = frame.say.day(day, "date")
    return Line.of(margin, Span(pad(told, dates), "dim"), _GAP)


def _cut_to(said: Snippet, lead: Line, frame: Frame, *, marks: bool) -> Line:
    """Return as much of a snippet as fits behind what leads to it."""
    room = frame.columns - lead.width
    extra = len(_OPEN + _CLOSE) if marks else 0
    said = shortened(said, room, lambda each: width(each.text) + extra * len(each.marks))
    return Line.of(lead, _marked(said, marks=marks))


def _marked(said: Snippet, *, marks: bool) -> Line:
    """Return a snippet with the words looked for in bold, or between signs."""
    parts: list[str | Span] = []
    at = 0
    for begin, end in said.marks:
        hit = said.text[begin:end]
        parts += [said.text[at:begin], Span(f"{_OPEN}{hit}{_CLOSE}" if marks else hit, "strong")]
        at = end
    return Line.of(*parts, said.text[at:])
