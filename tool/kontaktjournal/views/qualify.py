"""Whom the lists hold, and whom the day proposes, as text (4.10)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.domain.names import digits_of
from kontaktjournal.domain.qualify.bars import Bar, answer_for
from kontaktjournal.domain.qualify.prequalified import Prequalified, Prospect, Short
from kontaktjournal.domain.qualify.reasons import Reason, Sort
from kontaktjournal.domain.rhythm import Unit
from kontaktjournal.messages import Catalogue
from kontaktjournal.views import words
from kontaktjournal.views.rows import VERSION, Value
from kontaktjournal.views.standing import BETWEEN, stage_and_rhythm, talk_to_come
from kontaktjournal.views.terminal import Line, Span, cut, fit, flow, pad, visible, width, wrap
from kontaktjournal.views.words import Frame, indented

_GAP = "  "
_INDENT = 3
_NARROW, _NARROW_INDENT = 60, 4
_WIDEST_NAME = 30
_WIDEST_CELL = 48
_A_ROW = 3
#: More of a cell says no more; so much of it stands before the words it is about.
_LONGEST_TEXT, _BEFORE = 500, 200
_LAST_DIGIT = 9
#: A cell of many lines is shown in one; every other control is an oddity to be seen.
_BLANKS = re.compile(r"[ \t\r\n]+")
_HOOK, _MINUS, _EQUALS = "✦", "−", "="  # noqa: RUF001  # a minus as it is printed


def prequalified_lines(told: Prequalified, due: int, frame: Frame) -> list[Line]:
    """Set how many there are, who cannot be drawn, and whom the day proposes.

    Args:
        told: what came of it.
        due: how many conversations are due today.
        frame: language, settings, day, and width.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    if not told.total:
        return wrap(frame.say("qualify.nobody"), frame.columns)
    return [
        *_count_lines(told, frame),
        *_head_lines(told, due, frame),
        *row_lines(enumerate(told.drawn, start=1), frame),
        *(wrap(frame.say("qualify.guessed"), frame.columns) if told.drawn else ()),
    ]


# --- the counts --------------------------------------------------------------------------------


def _count_lines(told: Prequalified, frame: Frame) -> Iterator[Line]:
    say = frame.say
    title = Span(say("qualify.title"), "heading")
    yield from wrap(
        Line.of(title, _GAP, say.count("qualify.total", told.total)), frame.columns, _INDENT
    )
    yield from _grid([(told.barred[bar], say(f"qualify.bar.{bar}")) for bar in told.barred], frame)
    hooked = say.count("qualify.hooked", told.hooked)
    left = say.count("qualify.remaining", told.remaining, hooked=hooked)
    yield from indented([f"{_EQUALS} {left}"], frame.columns, _INDENT)


def _grid(counts: Sequence[tuple[int, str]], frame: Frame) -> list[Line]:
    """Set counts side by side below each other, as many in a row as there is room for."""
    shown = [(frame.say.number(count), text) for count, text in counts]
    for a_row in range(min(_A_ROW, len(shown)), 0, -1):
        columns = [shown[place::a_row] for place in range(a_row)]
        numbers = [max(width(number) for number, _ in column) for column in columns]
        texts = [max(width(text) for _, text in column) for column in columns]
        taken = _INDENT * a_row + sum(numbers) + sum(texts) + a_row * 3
        if taken <= frame.columns or a_row == 1:
            cells = [
                f"{_MINUS} {pad(number, numbers[place % a_row], right=True)}"
                f" {pad(text, texts[place % a_row])}"
                for place, (number, text) in enumerate(shown)
            ]
            return [
                line
                for start in range(0, len(cells), a_row)
                for line in indented(
                    ["   ".join(cells[start : start + a_row]).rstrip()], frame.columns, _INDENT
                )
            ]
    return []


def _head_lines(told: Prequalified, due: int, frame: Frame) -> list[Line]:
    """Say how many the day proposes, and what leaves room for so many."""
    say, per_day = frame.say, frame.settings.agenda.per_day
    most = say.count("qualify.most", frame.settings.qualify_per_day)
    free = say.count("qualify.room", max(0, per_day - due), of=say.number(per_day))
    done = [say.count("qualify.handled", told.handled)] if told.handled else []
    head = say.count("qualify.today", len(told.drawn), why="; ".join((most, free, *done)))
    why = _why(told, say)
    return [*wrap(head, frame.columns), *(wrap(why, frame.columns) if why else ())]


def _why(told: Prequalified, say: Catalogue) -> str:
    """Say why nobody is proposed, or fewer than are wanted; nothing where there are enough."""
    if told.drawn and told.short is None:
        return ""
    if told.drawn and told.short is Short.ROOM:
        return say.count("qualify.short.room", told.size)
    if told.short is Short.ALIKE:
        key = "alike"
    elif not told.remaining:
        key = "short.hooks" if told.drawn else "all_barred"
    elif not told.hooked:
        key = "no_hook"
    elif not told.size:
        key = "no_room"
    else:
        key = "short.hooks" if told.drawn or told.handled < told.size else "done"
    return say(f"qualify.{key}")


# --- the people --------------------------------------------------------------------------------


def row_lines(rows: Iterable[tuple[int, Prospect]], frame: Frame) -> list[Line]:
    """Set who is proposed, each with what may make a story and how to be reached.

    Args:
        rows: them, each with its number.
        frame: language, settings, day, and width.
    """
    rows = [*rows]
    names = [_called(one) for _, one in rows]
    name = min(max(map(width, names), default=0), _WIDEST_NAME)
    lines: list[Line] = []
    for (number, one), called in zip(rows, names, strict=True):
        lead = Line.of(Span(pad(str(number), 2, right=True), "dim"), _GAP)
        parts = [*_parts(one, frame)]
        if frame.columns < _NARROW:
            lines.append(Line.of(lead, Span(cut(called, frame.columns - lead.width), "strong")))
            for part in parts:
                lines += indented([part], frame.columns, _NARROW_INDENT)
            continue
        head = Line.of(lead, Span(fit(called, name), "strong"), _GAP)
        first, *rest = flow(parts or [Line()], frame.columns - head.width, separator=_GAP)
        lines.append(Line.of(head, first))
        lines += [Line.of(" " * head.width, line) for line in rest]
    return lines


def _parts(one: Prospect, frame: Frame) -> Iterator[Line]:
    for reason in one.reasons:
        yield Line.of(Span(_HOOK, "good"), f" {reason_word(reason, frame)}")
    if channel := channel_word(one):
        yield Line.of(Span(channel, "link"))


def _called(one: Prospect) -> str:
    card = one.card
    place = card.city or (card.org[0] if card.org else "")
    return ", ".join(filter(None, map(_short, (card.name, place))))


def channel_word(one: Prospect) -> str:
    """Return how somebody is reached: a number, an address, a page of theirs."""
    card, consent = one.card, one.consent
    phones = [each for each in card.phone if digits_of(each)]
    if phones and answer_for(consent, "phone") is not Answer.NO:
        return f"☎ {phones[0]}"
    if card.email and answer_for(consent, "email") is Answer.YES:
        return f"✉ {card.email[0]}"
    return card.url[0] if card.url else ""


def reason_word(reason: Reason, frame: Frame) -> str:
    """Return a reason in a few words: what both have in common, and what shows it."""
    say, friend = frame.say, reason.friend
    key = f"qualify.reason.{reason.sort}"
    match reason.sort:
        case Sort.KNOWS | Sort.ORG if friend is not None:
            stage = say.stage(friend.stage.id, friend.stage.label)
            shared = reason.words if reason.sort is Sort.ORG else ""
            key = "qualify.reason.firm" if reason.sort is Sort.ORG else key
            return say(key, name=friend.name, stage=stage, words=shared)
        case Sort.EVENT | Sort.ORG:
            where = " ".join(filter(None, (reason.column, reason.year)))
            return f"{reason.words} ({where})" if where else reason.words
        case Sort.REPLIED if reason.day is None:
            return cut(reason.words.rstrip(" ."), _WIDEST_CELL)
        case Sort.REPLIED | Sort.CONNECTED:
            return say(key, day=_day(reason.day, frame))
    return say(key, words=reason.words)


def hook_word(reason: Reason, frame: Frame) -> str:
    """Return a reason as it stands among the hooks of a contact."""
    return reason.words if reason.sort is Sort.TOPIC else reason_word(reason, frame)


def _day(day: date | None, frame: Frame) -> str:
    return frame.say.day(day, "date") if day else ""


# --- the sum -----------------------------------------------------------------------------------


def explained_lines(one: Prospect, frame: Frame) -> list[Line]:
    """Set what speaks for somebody, each reason with its points and the words it stands in."""
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    say = frame.say
    lines = wrap(Line.of(Span(_called(one), "strong"), f" · {one.place}"), frame.columns, _INDENT)
    for reason in one.reasons:
        lead = f"{pad(say.number(reason.points), 5, right=True)}  "
        told = [reason_word(reason, frame)]
        if reason.cell:
            where = f"{reason.column}: " if reason.column else ""
            cell = " ".join(_short(reason.cell, reason.words).split())
            told.append(say("qualify.evidence", text=f"{where}{cell}"))
        for line in wrap(" · ".join(told), frame.columns - len(lead)):
            lines.append(Line.of(lead, line))
            lead = " " * len(lead)
    if one.reasons:
        total = pad(say.number(one.score), 5, right=True)
        lines.append(Line.of(Span(f"{total}  {say('qualify.sum')}", "strong")))
    else:
        lines += indented([say("qualify.explain.none")], frame.columns, _INDENT)
    if one.bar is not None:
        is_met = one.met and one.bar in {Bar.IN_PLAY, Bar.FILED} and one.contact is None
        key = "met" if is_met else one.bar if f"qualify.explain.{one.bar}" in say else "barred"
        why = say(f"qualify.bar.{one.bar}")
        barred = say(f"qualify.explain.{key}", why=why, path=one.met)
        lines += indented([Span(barred, "warn")], frame.columns, _INDENT)
    return lines


def row_told(one: Prospect, frame: Frame) -> list[Line]:
    """Set what speaks for somebody, and all that their row says."""
    return [*explained_lines(one, frame), Line(), *_cells(one, frame)]


def cells_lines(one: Prospect, frame: Frame) -> list[Line]:
    """Set where the row of somebody stands, and all that it says."""
    return [*wrap(Line.of(Span(one.place, "dim")), frame.columns), *_cells(one, frame)]


def _cells(one: Prospect, frame: Frame) -> Iterator[Line]:
    columns = min(frame.columns, words.WIDEST)
    for name, cell in one.listed.cells.items() if one.listed else ():
        text = Line.of(Span(f"{_short(name)}: ", "dim"), _BLANKS.sub(" ", _short(cell)).strip())
        yield from wrap(Line.of(" " * _INDENT, text), columns, _INDENT * 2)


def _short(text: str, words: str = "") -> str:
    """Return a text of many pages in part: the beginning, or where some words stand."""
    if len(text) <= _LONGEST_TEXT:
        return text
    start = max(0, text.casefold().find(words.casefold()) - _BEFORE)
    part = text[start : start + _LONGEST_TEXT].strip()
    is_end = start + _LONGEST_TEXT >= len(text)
    return f"{'…' if start else ''}{part}{'' if is_end else '…'}"


# --- what came of it ---------------------------------------------------------------------------


def outcome_line(one: Prospect, decided: Decided, contact: Contact | None, frame: Frame) -> str:
    """Return in one line what became of somebody.

    Args:
        one: who.
        decided: what was decided.
        contact: as their file says now; None where nothing was written there.
        frame: language, settings, day.
    """
    say, name = frame.say, one.card.name
    if decided.choice is Choice.LATER and decided.until is not None:
        return say("qualify.put_off", name=name, day=say.day(decided.until, "weekday_date"))
    if decided.choice is Choice.START and contact is not None:
        told = (contact.path, stage_and_rhythm(contact, frame), talk_to_come(contact, frame))
        return BETWEEN.join(filter(None, told))
    return say("filing.done", name=name)


def outcome_value(
    one: Prospect,
    decided: Decided,
    contact: Contact | None,
    changed: Sequence[Value],
    *,
    dry_run: bool,
) -> Value:
    """Return what became of somebody, for programs.

    Args:
        one: who.
        decided: what was decided.
        contact: as their file says now; None where nothing was written there.
        changed: what differs in the head of their file.
        dry_run: whether it was only said.
    """
    known = contact or one.contact
    return {
        "version": VERSION,
        "command": "qualify",
        "path": known.path if known else None,
        "name": one.card.name,
        "changed": [*changed],
        "entry": None,
        "decision": decided.choice.value,
        "key": decided.key,
        "list": one.listed.path if one.listed else None,
        "contact": contact.path if contact else None,
        "until": decided.until.isoformat() if decided.until else None,
        "dry_run": dry_run,
    }


def question(number: int, next_day: date, frame: Frame) -> str:
    """Return what can be decided about somebody, one key each."""
    say = frame.say
    key = str(number) if number <= _LAST_DIGIT else say("qualify.key.start")
    labels = (
        say("qualify.ask.start", key=key, day=say.day(next_day, "weekday")),
        say("qualify.ask.when"),
        _later(frame),
        say("qualify.ask.until"),
        say("qualify.ask.file"),
        say("qualify.ask.open"),
        say("qualify.ask.next"),
        say("decide.enough"),
    )
    lines = flow(labels, frame.columns - 2, separator=_GAP)
    return "\n".join(visible(line.text) for line in lines)


def _later(frame: Frame) -> str:
    say, rest = frame.say, frame.settings.qualify_later
    if rest.unit is Unit.DAY:
        return say.count("qualify.ask.later", rest.count)
    until = frame.settings.calendar.after(frame.today, rest)
    return say("qualify.ask.later_on", day=say.day(until, "weekday_date"))


# --- for programs ------------------------------------------------------------------------------


def values(told: Prequalified, due: int) -> dict[str, object]:
    """Return what came of it, for programs."""
    return {
        "version": VERSION,
        "total": told.total,
        "barred": {bar.value: told.barred.get(bar, 0) for bar in Bar},
        "remaining": told.remaining,
        "hooked": told.hooked,
        "size": told.size,
        "due": due,
        "handled": told.handled,
        "short": told.short.value if told.short else None,
        "drawn": [
            {"number": number, **value_of(one)} for number, one in enumerate(told.drawn, start=1)
        ],
    }


def explained_value(one: Prospect) -> Value:
    """Return what speaks for somebody, for programs."""
    return {"version": VERSION, **value_of(one)}


def value_of(one: Prospect) -> Value:
    """Return somebody, for programs."""
    card = one.card
    return {
        "name": _short(card.name),
        "key": one.ticket[1],
        "list": one.listed.path if one.listed else None,
        "line": one.listed.line if one.listed else None,
        "contact": one.contact.path if one.contact else None,
        "org": [*map(_short, card.org)],
        "city": _short(card.city) or None,
        "phone": [*map(_short, card.phone)],
        "email": [*map(_short, card.email)],
        "bar": one.bar.value if one.bar else None,
        "score": one.score,
        "reasons": [
            {
                "sort": each.sort.value,
                "points": each.points,
                "words": _short(each.words) or None,
                "column": _short(each.column) or None,
                "cell": _short(each.cell, each.words) or None,
                "contact": each.friend.path if each.friend else None,
                "stage": each.friend.stage.id if each.friend else None,
                "date": each.day.isoformat() if each.day else None,
            }
            for each in one.reasons
        ],
    }
