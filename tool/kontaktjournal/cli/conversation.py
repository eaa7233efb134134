"""What was typed behind ``journal log``, read: who was there, what was said, what was decided."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem

from kontaktjournal.cli import stage, when
from kontaktjournal.cli.behind import Words, find_behind, find_whole
from kontaktjournal.cli.options import exclude
from kontaktjournal.cli.ref import Ref, find
from kontaktjournal.cli.session import Session
from kontaktjournal.cli.standard_input import read_text
from kontaktjournal.domain.contact import Answer, Contact, EntryKind, Promise
from kontaktjournal.domain.errors import NotFound, WrongUse
from kontaktjournal.domain.pipeline import Kind, Stage
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.verdict import Rhythm, Verdict, first_of
from kontaktjournal.views.words import ref_of

if TYPE_CHECKING:
    from datetime import date

    from kontaktjournal.desk.log import Log, Record

#: Text that comes by standard input.
_STDIN = ("-",)
_BETWEEN = ","
#: Refusals whose examples lie in the future, and those for a day that has been.
_PAST = {
    "refusal.when.unknown": "refusal.when.unknown_past",
    "refusal.when.impossible": "refusal.when.impossible_past",
}

ANSWERS = {
    "ja": Answer.YES, "nein": Answer.NO, "offen": Answer.OPEN,
    "yes": Answer.YES, "no": Answer.NO, "open": Answer.OPEN,
}  # fmt: skip


class Options(NamedTuple):
    """The options of ``log``, as they were typed."""

    channel: str | None
    when: str | None
    minutes: int | None
    next: str | None
    step: str | None
    to: str | None
    every: str | None
    file: str | None
    is_attempt: bool
    story: tuple[str, ...]
    fit: str | None
    value: str | None
    todo: tuple[str, ...]
    by: str | None
    insists: bool


class Refs(Ref):
    """One contact or several, with commas between them."""

    name = "refs"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the last of them."""
        before, comma, last = incomplete.rpartition(_BETWEEN)
        found = super().shell_complete(ctx, param, last)
        return [CompletionItem(f"{before}{comma}{one.value}", help=one.help) for one in found]


def people(session: Session, refs: str, words: Words) -> tuple[list[Contact], Words]:
    """Find everybody who was there, each once; return the words behind them, too.

    Raises:
        JournalError: one of them is not to be found.
    """
    if found := _one(session, refs, words):
        return [found[0]], found[1]
    *parts, last = (part.strip() for part in refs.split(_BETWEEN))
    if not (last and all(parts)):
        # What follows a blank would be taken for what was said.
        raise WrongUse("refusal.refs")
    everybody = [find(session, part) for part in parts]
    behind, words = find_behind(session, last, words)
    return [*{one.path: one for one in (*everybody, behind)}.values()], words


def _one(session: Session, refs: str, words: Words) -> tuple[Contact, Words] | None:
    """Find the one contact who is meant, if it is one: the comma may stand in the name.

    Raises:
        JournalError: nobody is meant, or several are and nobody could choose.
    """
    if _BETWEEN not in refs:
        return find_behind(session, refs, words)
    if refs.endswith(_BETWEEN):  # Müller, Anna
        return find_whole(session, refs, words)
    if f"{_BETWEEN} " not in refs:
        return None
    try:
        return find_behind(session, refs, words)  # "Müller, Anna"
    except NotFound:
        return None


def read(session: Session, options: Options, contact: Contact) -> "Log":
    """Read the options.

    Args:
        session: of the call.
        options: as typed.
        contact: whom a refusal names.

    Raises:
        WrongUse: they cannot be understood, or contradict each other.
    """
    from kontaktjournal.desk.log import Log

    record = _record(session, options, contact)
    return Log(
        session.frame,
        record,
        _verdict(session, options),
        insists=options.insists,
        takes_up=options.to is not None,
    )


def tell_rules(session: Session, options: Options) -> None:
    """Say on stderr which days the words of the options became, and by which rule (C3)."""
    for words in (options.next, options.by):
        if words is not None:
            when.tell_rule(session, words, when.read(session, words))


# --- what was said ---------------------------------------------------------------------------


def _record(session: Session, options: Options, contact: Contact) -> "Record":
    from kontaktjournal.desk.channel import kind_of, spelled
    from kontaktjournal.desk.log import Record

    channel = spelled(options.channel or "", session.say.language)
    kind = EntryKind.TALK
    if options.channel is not None:
        kind = kind_of(channel, session.settings)
    is_unanswered = options.is_attempt and kind is not EntryKind.ATTEMPT
    exclude({"--attempt": options.is_attempt, f"-c {channel}": kind is EntryKind.NOTE})
    return Record(
        _day(session, options.when, contact),
        EntryKind.ATTEMPT if options.is_attempt else kind,
        channel,
        options.minutes,
        todos=_promises(session, options),
        is_unanswered=is_unanswered,
    )


def _day(session: Session, words: str | None, contact: Contact) -> When:
    if words is None:
        return When(session.journal.today)
    try:
        return when.read_past(session, words)
    except WrongUse as error:
        if error.key == "refusal.when.future":
            raise WrongUse("refusal.talk_ahead", ref=ref_of(contact)) from error
        if error.key in _PAST:
            raise WrongUse(_PAST[error.key], **error.values) from error
        raise


def _promises(session: Session, options: Options) -> tuple[Promise, ...]:
    if options.by is not None and not options.todo:
        raise WrongUse("refusal.needs", option="--by", other="--todo")
    due: date | None = None
    if options.by is not None:
        phrase = when.read(session, options.by)
        if phrase.when is None:
            raise WrongUse("refusal.by_never")
        due = phrase.when.day
    return tuple(Promise(text, due) for text in options.todo if text.strip())


@contextmanager
def text_of(session: Session, words: Sequence[str], log: "Log") -> Iterator[str | None]:
    """Return what was said: from the arguments, standard input or the user's editor.

    None where no word came in, or was left in the editor. What raises within does not cost her
    text.
    """
    if tuple(words) == _STDIN:
        came = read_text()
        yield came if came.strip() else None
    elif words or log.is_attempt or session.dry_run or not session.may_ask:
        yield " ".join(words)
    else:
        from kontaktjournal.cli.editor import drafted

        with drafted(session, f"\n\n<!-- {session.say('log.template')} -->\n") as text:
            yield text


# --- what was decided ------------------------------------------------------------------------


def _verdict(session: Session, options: Options) -> Verdict:
    to = stage.read(session, options.to) if options.to is not None else None
    _check_contradictions(options, to)
    reason = ""
    if options.file is not None:
        to, reason = _filing(session), options.file
    verdict = Verdict(
        to,
        every=_rhythm(session, options.every),
        step=options.step,
        story=tuple(one for one in options.story if one.strip()),
        fit=ANSWERS[options.fit] if options.fit else None,
        value=options.value or "",
        reason=reason,
    )
    return _dated(session, verdict, options)


def _check_contradictions(options: Options, to: Stage | None) -> None:
    filing = ""
    if options.file is not None:
        filing = "--file"
        exclude({filing: True, "--to": to is not None})
    elif to and to.kind is Kind.FILED:
        filing = f"--to {to.id}"
    for name, given in (
        ("--next", options.next), ("--every", options.every), ("--step", options.step),
    ):  # fmt: skip
        exclude({filing: bool(filing), name: given is not None})


def _filing(session: Session) -> Stage:
    filed = first_of(session.settings.pipeline, Kind.FILED)
    if filed is None:
        raise WrongUse("refusal.no_filed_stage")
    return filed


def _dated(session: Session, verdict: Verdict, options: Options) -> Verdict:
    if options.next is None:
        return verdict
    phrase = when.read(session, options.next)
    has_rhythm = verdict.every is not None and not verdict.every.cadence.is_none
    exclude({f"--next {options.next}": phrase.never, "--every": has_rhythm})
    return verdict._replace(next=phrase.when, never=phrase.never)


def _rhythm(session: Session, words: str | None) -> Rhythm | None:
    if words is None:
        return None
    from kontaktjournal.views.standing import written_rhythm

    cadence = when.read_cadence(words)
    return Rhythm(cadence, "" if cadence.is_none else written_rhythm(cadence, session.frame))
