"""Deciding about people who were drawn: by options, or one key each at a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kontaktjournal.cli.afterwards import follow
from kontaktjournal.cli.outcome import show, tell_of_keeping
from kontaktjournal.domain.errors import Conflict, JournalError, Refused
from kontaktjournal.domain.qualify.bars import Bar

if TYPE_CHECKING:
    from datetime import date

    from kontaktjournal.cli.choosing import Choosing
    from kontaktjournal.desk.chosen import Chosen, Outcome
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.domain.decided import Decided
    from kontaktjournal.domain.qualify.prequalified import Prospect

_INTERRUPTED = 130
_NOTHING = frozenset({"", "\n", "\r"})
#: With whom nothing can be begun, and the refusal.
_CLOSED = {
    Bar.DAMAGED: "no_person",
    Bar.NO_NAME: "no_person",
    Bar.BLOCKED: "blocked",
    Bar.IN_PLAY: "in_play",
    Bar.FILED: "filed",
}


def decide(
    choosing: "Choosing",
    *,
    start: Sequence[str],
    later: tuple[Sequence[str], str | None],
    file: Sequence[str],
) -> None:
    """Decide about people named on the command line, all or none.

    Args:
        choosing: the call.
        start: with whom to begin.
        later: who is put off, and until when as typed.
        file: who is never to be drawn again.

    Raises:
        JournalError: one of them is not to be found, or nothing can be begun with them.
    """
    session = choosing.session
    put_off, words = later
    until = _until(choosing, words)
    beginning = [_open(choosing.find(ref)) for ref in start]
    resting = [choosing.find(ref) for ref in put_off]
    leaving = [choosing.find(ref) for ref in file]
    desk = session.desk("qualify")
    chosen = _chosen(choosing, desk)
    with desk:
        done = [
            *(chosen.start(one, choosing.next_day, _hooks(choosing, one)) for one in beginning),
            *(chosen.put_off(one, until) for one in resting),
            *(chosen.file(one) for one in leaving),
        ]
    _tell(choosing, desk, done)


def _until(choosing: "Choosing", words: str | None) -> "date":
    from kontaktjournal.cli import when
    from kontaktjournal.domain.errors import WrongUse

    session = choosing.session
    if words is None:
        settings = session.settings
        return settings.calendar.after(session.journal.today, settings.qualify_later)
    phrase = when.read(session, words)
    if phrase.when is None:
        raise WrongUse("refusal.qualify.until_never")
    when.tell_rule(session, words, phrase)
    return phrase.when.day


def _open(one: "Prospect") -> "Prospect":
    """Return somebody with whom a conversation can be begun.

    Raises:
        Refused: it cannot.
    """
    if one.bar in _CLOSED:
        key = f"refusal.qualify.{_CLOSED[one.bar]}"
        path = one.met or one.place
        raise Refused(key, name=one.card.name, path=path, place=one.place)
    return one


def _chosen(choosing: "Choosing", desk: "Desk") -> "Chosen":
    from kontaktjournal.desk.chosen import Chosen

    session = choosing.session
    return Chosen(desk, session.journal.newcomers(), session.frame, str(session.place.root))


def _hooks(choosing: "Choosing", one: "Prospect") -> list[str]:
    from kontaktjournal.views.qualify import hook_word

    return [hook_word(reason, choosing.session.frame) for reason in one.reasons]


def _tell(choosing: "Choosing", desk: "Desk", done: "Sequence[Outcome]") -> None:
    from kontaktjournal.views.qualify import outcome_line, outcome_value

    session = choosing.session
    show(
        session,
        desk,
        lambda: [outcome_line(*_told(one), session.frame) for one in done],
        lambda: [outcome_value(*_told(one), dry_run=session.dry_run) for one in done],
    )
    for one in done:
        if one.written is not None:
            follow(session, desk, one.written)


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
        start = {str(number), "a"}
        later, opened, enough = (
            session.say(f"qualify.key.{name}") for name in ("later", "open", "enough")
        )
        while True:
            key = session.ask_key(asked).casefold()
            if key in _NOTHING:
                return True
            if key == enough:
                return False
            try:
                if key == opened:
                    self._show(one)
                elif key in {*start, later, "x"}:
                    self._write(one, is_start=key in start, is_later=key == later)
                    return True
            except (Conflict, Refused) as error:
                session.refuse(session.say.refusal(error))
                return True

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

    def _write(self, one: "Prospect", *, is_start: bool, is_later: bool) -> None:
        from kontaktjournal.views.qualify import outcome_line

        with self._desk:
            if is_start:
                hooks = _hooks(self._choosing, one)
                done = self._chosen.start(_open(one), self._choosing.next_day, hooks)
            elif is_later:
                done = self._chosen.put_off(one, _until(self._choosing, None))
            else:
                done = self._chosen.file(one)
        self._session.print_line(outcome_line(*_told(done), self._session.frame))
        if done.written is not None:
            follow(self._session, self._desk, done.written)
