"""Deciding about people who were drawn: by options, or one key each at a terminal."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.cli.afterwards import follow
from kontaktjournal.cli.choosing import place_of, refuse_closed
from kontaktjournal.cli.outcome import show, tell_of_keeping
from kontaktjournal.domain.decided import Choice
from kontaktjournal.domain.errors import Conflict, JournalError, Refused, WrongUse
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.verdict import Verdict

if TYPE_CHECKING:
    from datetime import date

    from kontaktjournal.cli.choosing import Choosing
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.chosen import Chosen, Outcome
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.domain.decided import Decided
    from kontaktjournal.domain.qualify.prequalified import Prospect
    from kontaktjournal.views.rows import Value

_INTERRUPTED = 130
_NOTHING = frozenset({"", "\n", "\r"})
#: What a key may mean, and what is decided by it.
_DECIDING = {
    "start": Choice.START, "when": Choice.START, "later": Choice.LATER, "until": Choice.LATER,
    "file": Choice.FILE,
}  # fmt: skip
_KEYS = (*_DECIDING, "open", "enough")


def decide(
    choosing: "Choosing",
    *,
    start: Sequence[str],
    when: str | None,
    later: tuple[Sequence[str], str | None],
    file: Sequence[str],
) -> None:
    """Decide about people named on the command line, all or none.

    Args:
        choosing: the call.
        start: with whom to begin.
        when: as typed, when the first conversation is to be.
        later: who is put off, and until when as typed.
        file: who is never to be drawn again.

    Raises:
        JournalError: one of them is not to be found, is named twice, or it cannot be decided.
    """
    put_off, words = later
    plan = _Plan(_first(choosing, when), _until(choosing, words))
    refs = [
        *((ref, Choice.START) for ref in start),
        *((ref, Choice.LATER) for ref in put_off),
        *((ref, Choice.FILE) for ref in file),
    ]
    for _, choice in refs:
        choosing.refuse_unchecked(choice)
    # Long lists are read before others have to wait.
    choosing.tell_of_faults()
    desk = choosing.session.desk("qualify")
    chosen = _chosen(choosing, desk)
    with desk:
        choosing.look_again()
        found = [(choosing.find(ref, choice), choice) for ref, choice in refs]
        _refuse_twice([one for one, _ in found])
        for one, choice in found:
            refuse_closed(one, choice)
        done = [_done(choosing, chosen, one, choice, plan) for one, choice in found]
    _tell(choosing, desk, done)


def _refuse_twice(found: "Sequence[Prospect]") -> None:
    """Refuse to decide about somebody twice at once.

    Raises:
        WrongUse: somebody is named twice, also by different words.
    """
    from kontaktjournal.domain.qualify.people import people

    for one, *others in people(found):
        if others:
            raise WrongUse("refusal.qualify.twice", name=one.card.name)


class _Plan(NamedTuple):
    """When it goes on.

    Args:
        first: when the first conversation is to be, and what for.
        until: how long others rest.
    """

    first: Verdict
    until: "date"


def _done(
    choosing: "Choosing", chosen: "Chosen", one: "Prospect", choice: Choice, plan: _Plan
) -> "Outcome":
    """Write down what is decided about somebody."""
    if choice is Choice.START:
        return chosen.start(one, plan.first, _hooks(choosing, one))
    return chosen.put_off(one, plan.until) if choice is Choice.LATER else chosen.file(one)


def _first(choosing: "Choosing", words: str | None) -> Verdict:
    """Return when a first conversation is to be; on the next working day unless told."""
    from kontaktjournal.cli import when

    if words is None:
        return Verdict(next=When(choosing.next_day))
    phrase = when.read(choosing.session, words)
    when.tell_rule(choosing.session, words, phrase)
    return Verdict(next=phrase.when, never=phrase.never)


def _until(choosing: "Choosing", words: str | None) -> "date":
    from kontaktjournal.cli import when

    session = choosing.session
    if words is None:
        settings = session.settings
        return settings.calendar.after(session.journal.today, settings.qualify_later)
    phrase = when.read(session, words)
    if phrase.when is None:
        raise WrongUse("refusal.qualify.until_never")
    when.tell_rule(session, words, phrase)
    return phrase.when.day


def _chosen(choosing: "Choosing", desk: "Desk") -> "Chosen":
    from kontaktjournal.desk.chosen import Chosen

    session = choosing.session
    return Chosen(desk, session.journal.newcomers(), session.frame, str(session.place.root))


def _hooks(choosing: "Choosing", one: "Prospect") -> list[str]:
    from kontaktjournal.views.qualify import hook_word

    return [hook_word(reason, choosing.session.frame) for reason in one.reasons]


def _tell(choosing: "Choosing", desk: "Desk", done: "Sequence[Outcome]") -> None:
    from kontaktjournal.views.qualify import outcome_line

    session = choosing.session
    show(
        session,
        desk,
        lambda: [outcome_line(*_told(one), session.frame) for one in done],
        lambda: _values(desk, done),
    )
    for one in done:
        _follow(session, desk, one)


def _follow(session: "Session", desk: "Desk", done: "Outcome") -> None:
    """Let the number of somebody stay with them, who has a file now, or whose file was moved."""
    written, one = done.written, done.prospect
    if written is None or desk.is_dry:
        return
    if one.contact is None:
        session.journal.follow([replace(written, path=place_of(one))])
    else:
        follow(session, desk, written)


def _values(desk: "Desk", done: "Sequence[Outcome]") -> "Value | list[Value]":
    """Return what became of them, for programs (clarification 24)."""
    from kontaktjournal.views.outcome import changed
    from kontaktjournal.views.qualify import outcome_value

    # One file may have been changed in two steps.
    whole = {one.to: one for one in desk.written}
    told: list[Value] = []
    for one in done:
        written = whole.get(one.written.to) if one.written else None
        before, now = (written.was, written.now) if written else (None, None)
        heads = (desk.head_of(before) if before else {}, desk.head_of(now) if now else {})
        told.append(outcome_value(*_told(one), changed(heads), dry_run=desk.is_dry))
    return told[0] if len(told) == 1 else told


def _told(outcome: "Outcome") -> "tuple[Prospect, Decided, Contact | None]":
    written = outcome.written
    return outcome.prospect, outcome.decided, written.contact if written else None


class Round:
    """One time through everybody who was drawn; what is decided, is written at once.

    Args:
        choosing: the call, at a terminal.
        drawn: who, in order.
    """

    def __init__(self, choosing: "Choosing", drawn: "Sequence[Prospect]") -> None:
        self._choosing = choosing
        self._session = choosing.session
        self._drawn = drawn
        self._desk = choosing.session.desk("qualify")
        self._chosen = _chosen(choosing, self._desk)

    def go(self) -> int:
        """Ask about each, and return the exit status."""
        session, status = self._session, 0
        try:
            for number, one in enumerate(self._drawn, start=1):
                if not self._one(number, one):
                    break
        except KeyboardInterrupt:
            session.refuse("")
            status = _INTERRUPTED
        if self._desk.is_dry and self._desk.written:
            show(session, self._desk, list, list)
            return status
        tell_of_keeping(session, self._desk)
        return status

    def _one(self, number: int, one: "Prospect") -> bool:
        """Ask about somebody until there is an answer; return whether others follow."""
        from kontaktjournal.views.qualify import question, row_lines

        session, frame = self._session, self._session.frame
        session.show(row_lines([(number, one)], frame))
        asked = question(number, self._choosing.next_day, frame)
        keys = {session.say(f"qualify.key.{name}"): name for name in _KEYS}
        keys |= {str(number): "start", "a": "start"}
        while True:
            key = session.ask_key(asked).casefold()
            meant = "next" if key in _NOTHING else keys.get(key)
            if meant in {"next", "enough"}:
                return meant == "next"
            if meant == "open":
                self._show(one)
            elif meant and (decided := self._decided(meant)):
                try:
                    self._write(one, *decided)
                except (Conflict, Refused) as error:
                    session.refuse(session.say.refusal(error))
                return True

    def _decided(self, meant: str) -> tuple[Choice, _Plan] | None:
        """Return what a key decides, with the day that is asked for; None leads back."""
        from kontaktjournal.cli.decide import dated

        choosing = self._choosing
        plan: _Plan | None = _Plan(_first(choosing, None), _until(choosing, None))
        if meant == "when":
            first = dated(self._session, Verdict(), "decide.when")
            plan = plan._replace(first=first) if plan and first else None
        elif meant == "until":
            until = self._asked_until()
            plan = plan._replace(until=until) if plan and until else None
        return (_DECIDING[meant], plan) if plan else None

    def _asked_until(self) -> "date | None":
        """Ask until when somebody rests; None where nothing is said."""
        session = self._session
        while words := session.ask(session.say("qualify.until")):
            try:
                return _until(self._choosing, words)
            except WrongUse as error:
                # Here it is a key that says never.
                is_never = error.key == "refusal.qualify.until_never"
                told = (
                    session.say("qualify.until_never") if is_never else session.say.refusal(error)
                )
                session.refuse(told)
        return None

    def _show(self, one: "Prospect") -> None:
        """Open the file of a contact, or show all that the row says."""
        from kontaktjournal.views.qualify import cells_lines

        session = self._session
        if one.contact is None:
            session.show(cells_lines(one, session.frame))
            return
        from kontaktjournal.cli.editor import open_at

        try:
            open_at(session, session.journal.path(one.contact), 1)
        except JournalError as error:
            session.refuse(session.say.refusal(error))

    def _write(self, one: "Prospect", choice: Choice, plan: _Plan) -> None:
        from kontaktjournal.views.qualify import outcome_line

        choosing = self._choosing
        choosing.refuse_unchecked(choice)
        with self._desk:
            now = choosing.again(one, choice)
            done = _done(choosing, self._chosen, now, choice, plan)
        self._session.print_line(outcome_line(*_told(done), self._session.frame))
        _follow(self._session, self._desk, done)
