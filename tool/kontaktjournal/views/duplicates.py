"""Who may be in the journal twice, why, and how to go on (X1-X3, X6).

For programs, a pair is::

    version     1
    paths       their files; of the first, more is kept when they become one
    names       theirs
    likeness    strong, medium or weak
    reasons     [{type, text, value}]: uid, phone, email, profile, name, org, city or birthday,
                said in words, and what both have, as the first file spells it
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.duplicates import Common, Likeness, Trait, common
from kontaktjournal.domain.names import caseless
from kontaktjournal.messages import Catalogue
from kontaktjournal.views import words
from kontaktjournal.views.plain import written_birthday
from kontaktjournal.views.rows import VERSION, Value
from kontaktjournal.views.terminal import Line, Span, fit, pad, width, wrap
from kontaktjournal.views.words import Frame, indented

#: Two files, and how much speaks for their being one.
Double = tuple[Likeness, Contact, Contact]

_INDENT = 2
_REASONS = 4
_WIDEST_NAME = 28
_MERGE = "merge-contacts"
#: A year with all its days, for a birthday without one.
_ANY_YEAR = 2000


def double_lines(doubles: Iterable[Double], frame: Frame) -> Iterator[Line]:
    """Set pairs, each with its reasons and what to do about it, below their headings.

    Args:
        doubles: the likeliest first.
        frame: language and width.
    """
    heading: Likeness | None = None
    for likeness, one, other in doubles:
        if likeness is not heading:
            if heading:
                yield Line()
            heading = likeness
            yield Line.of(Span(frame.say(f"check.dup.{likeness.name.lower()}"), "heading"))
        else:
            yield Line()
        yield from _pair(one, other, frame)


def _pair(one: Contact, other: Contact, frame: Frame) -> Iterator[Line]:
    names = min(max(width(one.name), width(other.name)), _WIDEST_NAME)
    for contact in (one, other):
        name = pad(fit(contact.name, names), names)
        told = [Line.of(Span(name, "strong"), "  ", Span(contact.path, "link"))]
        told += [Line.of(word) for word in _standing(contact, frame)]
        yield from indented(told, frame.columns, _INDENT)
    reasons = [Line.of(_reason(each, one, frame.say)) for each in common(one, other)]
    yield from indented(reasons, frame.columns, _REASONS)
    if _MERGE in frame.commands:
        command = f"journal {_MERGE} {_refs(one, other)}"
        for key, more in (("check.dup.one", ""), ("check.dup.two", " --never")):
            # Never broken: half a command does something else.
            lead = Line.of(" " * _REASONS, Span(frame.say(key), "dim"))
            whole = Line.of(lead, " ", command, more)
            if whole.width <= frame.columns:
                yield whole
            else:
                yield lead
                yield Line.of(" " * (_REASONS + _INDENT), command, more)


def _standing(contact: Contact, frame: Frame) -> Iterator[str]:
    """Yield what else tells one from another at a glance."""
    stage = frame.settings.pipeline.stage(contact.status)
    yield (
        frame.say.stage(stage.id, stage.label)
        if stage
        else (contact.status_typed or frame.say.stage(None))
    )
    if where := ", ".join(filter(None, (*contact.org[:1], contact.city))):
        yield where


def _refs(one: Contact, other: Contact) -> str:
    """Return what to call both by; by their paths, where the files are called the same."""
    if caseless(one.stem) != caseless(other.stem):
        return f"{words.ref_of(one)} {words.ref_of(other)}"
    return f"{words.quoted(one.path)} {words.quoted(other.path)}"


def _reason(each: Common, one: Contact, say: Catalogue) -> str:
    text = each.text
    if each.trait is Trait.BIRTHDAY and one.birthday:
        text = _day(one.birthday, say)
    return say(f"check.dup.{each.trait}", text=text)


def _day(birthday: Birthday, say: Catalogue) -> str:
    day = date(birthday.year or _ANY_YEAR, birthday.month, birthday.day)
    return say.day(day, "date" if birthday.year else "short")


class Tally(NamedTuple):
    """How many pairs there are.

    Args:
        likely: for whom more speaks than the name.
        by_name: who have but the name in common, and are not asked for.
        asked: whoever is asked for.
        shown: whoever of them is shown.
        everybody: those of the same name are asked for, too.
    """

    likely: int
    by_name: int
    asked: int
    shown: int
    everybody: bool = False


def sum_lines(tally: Tally, frame: Frame) -> list[Line]:
    """Say how many pairs there are, and how to see those that are not shown."""
    say, left = frame.say, tally.asked - tally.shown
    told = [
        say.count("check.dup.found", tally.likely) if tally.likely else say("check.dup.nobody")
    ]
    if tally.by_name:
        told.append(say.count("check.dup.named", tally.by_name))
    if left:
        command = f"journal check dup{' --all' * tally.everybody} -n {tally.asked}"
        told.append(say.count("check.dup.more", left, command=command))
    apart = [Line()] if tally.shown else []
    return [*apart, *(line for text in told for line in wrap(text, frame.columns, _INDENT))]


def double_value(double: Double, say: Catalogue) -> Value:
    """Return a pair for programs."""
    likeness, one, other = double
    return {
        "version": VERSION,
        "paths": [one.path, other.path],
        "names": [one.name, other.name],
        "likeness": likeness.name.lower(),
        "reasons": [
            {
                "type": each.trait.value,
                "text": _reason(each, one, say),
                "value": each.text or written_birthday(one.birthday),
            }
            for each in common(one, other)
        ],
    }
