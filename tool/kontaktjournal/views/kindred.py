"""Who has something in common with somebody, and what, in words with the evidence."""

from collections.abc import Sequence

from kontaktjournal.domain.contact import Contact, EntryKind
from kontaktjournal.domain.kinship.kin import Kin
from kontaktjournal.domain.kinship.reason import Reason, Sort
from kontaktjournal.domain.names import same
from kontaktjournal.views import words
from kontaktjournal.views.terminal import Line, Span, fit, pad, width, wrap
from kontaktjournal.views.words import Frame, indented

Numbered = Sequence[tuple[int | None, Kin]]

_GAP = "  "
_INDENT = 6
_WIDEST_NAME = 28


def kindred_lines(rows: Numbered, contact: Contact, frame: Frame) -> list[Line]:
    """Set who has what in common with a contact.

    Args:
        rows: they, each with its number.
        contact: whom they are like.
        frame: language, day, and width.
    """
    frame = frame._replace(columns=min(frame.columns, words.WIDEST))
    numbers = max(2, *(len(str(number or "")) for number, _ in rows))
    names = min(max(width(row.due.contact.name) for _, row in rows), _WIDEST_NAME)
    lines: list[Line] = []
    for number, row in rows:
        mark = Span(pad(str(number or ""), numbers, right=True), "dim")
        name = Span(fit(row.due.contact.name, names), "strong")
        stage = words.stage_word(row.due, frame.say)
        lines += wrap(Line.of(mark, _GAP, name, _GAP, stage), frame.columns, _INDENT)
        told = [Line.of(reason_text(reason, contact, frame)) for reason in row.reasons]
        lines += indented(told, frame.columns, _INDENT)
    return lines


def kindred_footer(
    contact: Contact, shown: int, frame: Frame, *, is_cut: bool, everybody: bool
) -> list[Line]:
    """Say what these reasons are worth, and whether there are more.

    Args:
        contact: whom they are like.
        shown: how many are shown.
        frame: language and width.
        is_cut: there are more.
        everybody: it was asked of everybody, not only of those in play.
    """
    say = frame.say
    sentences = [say("like.presumed")]
    if is_cut:
        key = "like.more_all" if everybody else "like.more"
        sentences.append(say(key, ref=words.ref_of(contact), n=2 * shown))
    return [
        line
        for text in sentences
        for line in wrap(Line.of(Span(text, "dim")), frame.columns, len(_GAP))
    ]


def reason_text(reason: Reason, contact: Contact, frame: Frame) -> str:
    """Return what two have in common, in words with the evidence.

    Args:
        reason: what it is.
        contact: the one of the two who is not in the row.
        frame: language and day.
    """
    say = frame.say
    key = f"like.{reason.sort.value}"
    match reason.sort:
        case Sort.INTRODUCED | Sort.BROUGHT | Sort.NAMES | Sort.NAMED:
            return say(key, name=contact.name)
        case Sort.PERSON | Sort.NOTE:
            return say(key, name=reason.text)
        case Sort.EVENT | Sort.ORG | Sort.PLACE:
            return say(key, text=reason.text)
        case Sort.WORDS:
            return _of_head(reason, frame)
        case Sort.TOPIC:
            return _of_talk(reason, frame)


def _of_head(reason: Reason, frame: Frame) -> str:
    spoken = ", ".join(reason.words)
    label = frame.say(f"column.{reason.field.value}") if reason.field else ""
    if same(spoken, reason.text) or len(reason.words) == len(reason.text.split()):
        return frame.say("like.words_alone", words=reason.text, field=label)
    return frame.say("like.words", words=spoken, field=label, text=reason.text)


def _of_talk(reason: Reason, frame: Frame) -> str:
    say, entry, spoken = frame.say, reason.entry, ", ".join(reason.words)
    if entry is None:
        return say("like.topic_file", words=spoken)
    channel, day = words.channel_of(entry, say), words.day_word(entry.day, frame)
    is_talk = entry.kind in {EntryKind.TALK, EntryKind.MESSAGE}
    key = "like.topic" if is_talk else "like.topic_noted"
    return say(key, words=spoken, channel=channel, date=day)


def reason_value(reason: Reason, contact: Contact, frame: Frame) -> dict[str, object]:
    """Return the same for programs; what a reason does not have is null."""
    entry = reason.entry
    return {
        "type": reason.sort.value,
        "text": reason_text(reason, contact, frame),
        "weight": reason.strength.name.lower(),
        "words": list(reason.words) if reason.sort in {Sort.WORDS, Sort.TOPIC} else [],
        "field": reason.field.value if reason.field else None,
        "line": reason.text if reason.field else None,
        "person": reason.text if reason.sort is Sort.PERSON else None,
        "path": reason.path or None,
        "date": entry.day.isoformat() if entry else None,
        "channel": (entry.channel or None) if entry else None,
    }
