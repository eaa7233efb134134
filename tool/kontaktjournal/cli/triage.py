"""``journal triage``: decide about one contact after the other, one key each."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kontaktjournal.cli.afterwards import follow
from kontaktjournal.cli.decide import Aside, Enough, ask
from kontaktjournal.cli.options import writing_command
from kontaktjournal.cli.outcome import show, tell_of_keeping
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.errors import Conflict, JournalError, Refused
from kontaktjournal.domain.triage import awaits_decision, waiting
from kontaktjournal.domain.verdict import Verdict

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.notation.parse import Reading

_INTERRUPTED = 130
#: What can come of one, in the order it is told.
_ENDS = ("decided", "left", "settled", "unseen")


@writing_command("triage")
def command() -> int:
    """Decide about one contact after the other."""
    session = current_session()
    dues = waiting(session.journal.agenda(View()).agenda, session.settings)
    session.tell_of_folders()
    if session.json:
        from kontaktjournal.views import rows

        today = session.journal.today
        session.print(rows.written([rows.row(due, None, today) for due in dues]))
    elif not dues:
        session.say_result("triage.nobody")
    elif not (session.is_terminal and session.may_ask):
        from kontaktjournal.views.triage import waiting_lines

        session.show(waiting_lines(dues, session.frame))
        session.tell(session.say("triage.terminal"))
    else:
        return _Round(session, dues).go()
    return 0


class _Round:
    """One time through everybody who waits for a decision.

    Args:
        session: of the call, at a terminal.
        dues: who waits, in order.
    """

    def __init__(self, session: "Session", dues: Sequence[Due]) -> None:
        self._session = session
        self._dues = dues
        self._desk = session.desk("triage")
        #: How many came to which end.
        self._ends: Counter[str] = Counter()

    def go(self) -> int:
        """Ask about each, and return the exit status; what is decided, is written at once."""
        status = 0
        try:
            for place, due in enumerate(self._dues, start=1):
                self._ends[self._one(due, place)] += 1
        except Enough:
            pass
        except KeyboardInterrupt:
            self._session.refuse("")  # the sum shall not stand behind ^C
            status = _INTERRUPTED
        self._tell()
        return status

    def _one(self, due: Due, place: int) -> str:
        """Ask about one, until there is an answer; return how that ended."""
        session, path = self._session, due.contact.path
        is_opened = False
        while True:
            try:
                seen = self._desk.read(path)
            except (Refused, Conflict) as error:
                session.refuse(session.say.refusal(error))
                return "settled"
            asked = self._asked(seen)
            if asked is None:
                return self._unasked(seen, is_opened=is_opened)
            self._show_card(asked, seen, place)
            try:
                verdict = ask(
                    session, asked.contact, in_row=True, aside=session.say("triage.open")
                )
                if verdict is None:
                    return "left"
                self._decide(path, seen, verdict)
            except Aside:
                is_opened |= self._open(asked)
            except (Conflict, Refused) as error:
                session.refuse(session.say.refusal(error))
            else:
                return "decided"

    def _asked(self, seen: "Reading") -> Due | None:
        """Return where a contact stands; None where nobody needs to decide any more."""
        if seen.contact is None:
            return None
        due = assess(seen.contact, self._session.journal.today, self._session.settings)
        return due if awaits_decision(due, self._session.settings) else None

    def _unasked(self, seen: "Reading", *, is_opened: bool) -> str:
        """Return how it ended with somebody there is no question about."""
        session = self._session
        broken = [problem for problem in seen.problems if problem.hides]
        for problem in broken:
            # Seen right after the editor, it is mended while the file is still in mind.
            session.refuse(f"{problem.path}:{problem.line} {session.say.problem(problem)}")
        if broken:
            return "left"
        return "decided" if is_opened else "settled"

    def _show_card(self, due: Due, seen: "Reading", place: int) -> None:
        from kontaktjournal.views.triage import card_lines

        talk = due.past.last_talk
        said = seen.text[slice(*talk.span)] if talk else ""
        frame, total = self._session.frame, len(self._dues)
        self._session.show(card_lines(due, said, frame, place=place, total=total))

    def _decide(self, path: str, seen: "Reading", verdict: Verdict) -> None:
        """Write what was decided, and say it.

        Raises:
            Conflict: the file is not what was shown.
            Refused: it cannot be touched.
        """
        from kontaktjournal.desk.filing import in_its_place
        from kontaktjournal.desk.triage import decided
        from kontaktjournal.views.triage import decided_line

        desk, frame = self._desk, self._session.frame
        with desk:
            written = desk.change(path, lambda now: decided(now, verdict, frame), seen=seen)
            written = in_its_place(desk, written, frame)
        self._session.print_line(decided_line(written.contact, frame))
        follow(self._session, desk, written)

    def _open(self, due: Due) -> bool:
        """Open the file at the last talk, and tell whether that went well."""
        from kontaktjournal.cli.editor import open_at

        talk = due.past.last_talk
        try:
            path = self._session.journal.path(due.contact)
            open_at(self._session, path, talk.line if talk else 1)
        except JournalError as error:
            self._session.refuse(self._session.say.refusal(error))
            return False
        return True

    def _tell(self) -> None:
        """Say how far it came."""
        from kontaktjournal.views.triage import sum_line

        session, desk = self._session, self._desk
        self._ends["unseen"] = len(self._dues) - self._ends.total()
        told = sum_line(session.frame, **{end: self._ends[end] for end in _ENDS})
        if desk.is_dry and desk.written:
            show(session, desk, list, list)
            return
        session.print_line("")
        session.print_line(told)
        tell_of_keeping(session, desk)
        if desk.written and "undo" in session.frame.commands:
            session.tell(session.say("write.take_back"))
