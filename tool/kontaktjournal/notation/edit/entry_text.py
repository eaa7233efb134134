"""A new entry as lines of text, in the form a file uses (3.4, E13, clarification 30)."""

import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import NamedTuple

from kontaktjournal.domain.contact import EntryKind, Promise
from kontaktjournal.notation.edit.scalars import allowed, one_line
from kontaktjournal.notation.hidden import visible

#: A text of one line and no more than this is a title (clarification 30).
LONGEST_TITLE = 80

_CODE = "    "
_CONTINUED = "  "
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HEADING = re.compile(r"[ \t]*#{1,6}(?:[ \t]|\Z)")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*\Z)|~{3,})")
_ARROW = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(?:→|->|=>)")
_UNDERLINE = re.compile(r"\A(?P<indent>[ \t]*)(?P<line>=+|-+)\Z")
_ROW = re.compile(r"[ \t]*\|")
_MERGE = re.compile(r"\A(?=[ \t]*<<<<<<< )")
_COMMENTS = str.maketrans({"<": "&lt;", ">": "&gt;"})
_COMMENT_SIGN = re.compile(r"<!--|-->")
_ARROW_SIGN = re.compile(r"\A[ \t]*(?:→|->|=>)[ \t]*")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What shall be recorded.

    Args:
        day: of the conversation.
        kind: what it must count as when it is read again.
        at: time of day, if known.
        channel: the word for it: ``Telefonat``.
        minutes: how long it took, if known.
        title: what stands behind the channel, on the entry's own line.
        text: what stands below it, in any number of lines.
        decision: the decision line, with or without its arrow.
        todos: promises made, each with its day if it has one.
    """

    day: date
    kind: EntryKind = EntryKind.TALK
    at: time | None = None
    channel: str = ""
    minutes: int | None = None
    title: str = ""
    text: str = ""
    decision: str = ""
    todos: tuple[Promise, ...] = ()

    def cleaned(self) -> "NewEntry":
        """Return it without anything a line could not hold."""
        at = self.at.replace(second=0, microsecond=0, tzinfo=None) if self.at else None
        return replace(
            self,
            at=at,
            channel=_closed(one_line(self.channel)),
            title=_closed(one_line(self.title)),
            text="\n".join(_lines_of(self.text)),
            decision=_closed(_ARROW_SIGN.sub("", one_line(self.decision))),
            todos=tuple(todo._replace(text=_closed(one_line(todo.text))) for todo in self.todos),
        )

    def untitled(self) -> "NewEntry":
        """Return it with its title as the first words of its text."""
        parts = filter(None, (self.title, self.text))
        return replace(self, title="", text="\n\n".join(parts))


class Form(NamedTuple):
    """How a file writes its entries.

    Args:
        indent: blanks before the sign.
        sign: of a heading or a list item.
        gap: what stands behind the sign.
        opening: what stands before the date: ``**``, ``[[``.
        closing: what stands behind it.
        separator: between date and words.
        airy: whether blank lines part entries.
        roomy: whether a blank line parts an entry's head from its text.
    """

    indent: str = ""
    sign: str = "##"
    gap: str = " "
    opening: str = ""
    closing: str = ""
    separator: str = " "
    airy: bool = True
    roomy: bool = True

    @property
    def is_list(self) -> bool:
        """Tell whether entries are items of a list."""
        return self.sign in {"-", "*", "+"}


def titled(words: str) -> tuple[str, str]:
    """Return title and text of an entry: one short line is a title (clarification 30)."""
    lines = _lines_of(words)
    if len(lines) == 1 and len(lines[0].strip()) <= LONGEST_TITLE:
        return lines[0].strip(), ""
    return "", "\n".join(lines)


def _lines_of(text: str) -> list[str]:
    """Return the lines of a text, without blank ones around it."""
    lines = [line.rstrip() for line in _LINE_END.split(allowed(text))]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    return lines


def lines(entry: NewEntry, form: Form, *, quoted: bool = False) -> list[str]:
    """Return the lines of an entry, without line ends.

    Args:
        entry: cleaned.
        form: how the file writes its entries.
        quoted: whether its text is set as a quotation, which begins nothing of its own.
    """
    told = entry.text.split("\n") if entry.text else []
    if told and (quoted or leaves_open(entry.text)):
        told = [_quoted(line) for line in told]
    else:
        told = _harmless(told, form)
    todos = [f"- [ ] {todo.text}{_due(todo)}" for todo in entry.todos]
    decision = [f"→ {entry.decision}"] if entry.decision else []
    below: list[str] = []
    for part in filter(None, (told, todos, decision)):
        if below and not form.is_list and form.airy:
            below.append("")
        below += part
    if form.is_list:
        below = [f"{form.indent}{_CONTINUED}{line}" if line else "" for line in below]
    elif below and form.roomy:
        below.insert(0, "")
    return [head(entry, form), *below]


def head(entry: NewEntry, form: Form) -> str:
    """Return the line an entry begins with."""
    day = f"{form.indent}{form.sign}{form.gap}{form.opening}{entry.day.isoformat()}{form.closing}"
    if entry.at:
        day = f"{day} {entry.at:%H:%M}"
    minutes = "" if entry.minutes is None else f"{entry.minutes} min"
    way = ", ".join(filter(None, (entry.channel, minutes)))
    if not (way and entry.title):
        words = way or entry.title
    elif form.separator.strip() in {"|", "·"}:
        words = f"{way} {form.separator.strip()} {entry.title}"
    else:
        words = f"{way}{' – ' if entry.kind is EntryKind.ATTEMPT else ': '}{entry.title}"
    return f"{day}{form.separator}{words}" if words else day


def _due(todo: Promise) -> str:
    return f" 📅 {todo.due.isoformat()}" if todo.due else ""


def leaves_open(text: str) -> bool:
    """Tell whether a fence or a comment in the text would hide what stands below it."""
    return not visible(f"{text}\nx-->").endswith("x-->")


def _closed(words: str) -> str:
    """Return words that hide nothing behind them."""
    return _shown(words) if leaves_open(words) else words


def _shown(words: str) -> str:
    """Return words in which the signs of a comment are only read, not obeyed."""
    return _COMMENT_SIGN.sub(lambda sign: sign[0].translate(_COMMENTS), words)


def _quoted(line: str) -> str:
    return f"> {_shown(line)}".rstrip()


def _harmless(told: list[str], form: Form) -> list[str]:
    """Indent or escape what would begin something: headings, fences, decisions."""
    harmless: list[str] = []
    fence = ""
    above = form.sign if form.is_list else ""  # an item's text continues its first line
    for line in told:
        found = _FENCE.match(line)
        begins = _HEADING.match(line) or _ARROW.match(line) or (form.is_list and _ROW.match(line))
        if fence:
            closes = found and found[1].startswith(fence) and not line.strip().strip(fence[0])
            harmless.append(f"{_CODE}{line}" if line else line)
            fence = "" if closes else fence
        elif found:
            fence = found[1]
            harmless.append(f"{_CODE}{line}")
        else:
            harmless.append(f"{_CODE}{line}" if begins else _escaped(line, above))
        above = line
    return harmless


def _escaped(line: str, above: str) -> str:
    """Return a line that begins no conflict, and makes no heading of the line above it."""
    whole = _MERGE.sub(r"\\", line)
    # Indented, it would still be one within an item of a list.
    return _UNDERLINE.sub(r"\g<indent>\\\g<line>", whole) if above else whole
