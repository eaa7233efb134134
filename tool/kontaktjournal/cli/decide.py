"""The question after a talk: how does it go on? One key, and what belongs to it (4.4).

::

    verdict = decide.ask(session, contact)      # None: left open

Nothing may be locked meanwhile. Ctrl-C is the caller's, and the end of input an answer: open.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.cli import when
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.contact import Answer, Contact
from kontaktjournal.domain.due import cadence_of
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.pipeline import Kind, Stage
from kontaktjournal.domain.rhythm import Cadence, When
from kontaktjournal.domain.verdict import Rhythm, Verdict, first_of, offer_of
from kontaktjournal.views.terminal import flow, visible

_KEY = re.compile(r"\[(\w)\]")
#: Enter.
_NOTHING = frozenset({"", "\n", "\r"})
_BETWEEN = "  "


class Enough(Exception):
    """Say that the user will not decide about anybody else now."""


class Aside(Exception):
    """Say that the user wants something else done before she decides."""


class _Choice(NamedTuple):
    """One key of the question: how it is offered, and what follows it.

    Args:
        label: with the key in brackets.
        follow: asks what belongs to it; None leads back to the question.
    """

    label: str
    follow: Callable[[], Verdict | None]

    @property
    def key(self) -> str:
        """Return the key."""
        found = _KEY.search(self.label)
        return found[1].casefold() if found else ""


def ask(
    session: Session,
    contact: Contact,
    *,
    in_row: bool = False,
    planned: When | None = None,
    aside: str = "",
) -> Verdict | None:
    """Ask how it goes on with a contact; None where that is left open.

    Args:
        session: of the call, at a terminal.
        contact: as its file stands.
        in_row: whether others follow: `q` has enough of them.
        planned: when the next talk is anyway, if the answer is none.
        aside: what else can be done, with its key in brackets.

    Raises:
        Enough: there shall be no more questions.
        Aside: its key was pressed.
    """
    choices = {choice.key: choice for choice in _choices(session, contact)}
    enough = session.say("decide.enough") if in_row else ""
    others = [label for label in (aside, enough) if label]
    question = _question(session, contact, choices, others, planned=planned)
    while True:
        key = session.ask_key(question).casefold()
        if key in _NOTHING:
            return None
        if f"[{key}]" in enough:
            raise Enough
        if f"[{key}]" in aside:
            raise Aside
        verdict = choices[key].follow() if key in choices else None
        if verdict is not None:
            return verdict


def _question(
    session: Session,
    contact: Contact,
    choices: Mapping[str, _Choice],
    others: Sequence[str],
    *,
    planned: When | None,
) -> str:
    say = session.say
    labels = [choice.label for choice in choices.values()]
    labels += [say("decide.keep" if planned else "decide.leave"), *others]
    if planned:
        day = say.when(planned, "weekday_date")
        head = say("decide.question_planned", name=contact.name, when=day)
    else:
        head = say("decide.question", name=contact.name)
    lines = flow((head, *labels), session.columns - 2, separator=_BETWEEN)
    return "\n".join(visible(line.text) for line in lines)


def _choices(session: Session, contact: Contact) -> Iterator[_Choice]:
    """Yield what may be answered in this journal's pipeline, in the order of the question."""
    pipeline, say = session.settings.pipeline, session.say
    yield _Choice(say("decide.continue"), lambda: _continued(session))
    if waiting := first_of(pipeline, Kind.WAITING):
        yield _Choice(
            _label(session, "decide.waiting", "pflege", waiting),
            lambda: _nurtured(session, contact, waiting),
        )
    if offer := offer_of(pipeline):
        yield _Choice(
            _label(session, "decide.offer", "angebot", offer),
            lambda: _offered(session, contact, offer),
        )
    if won := first_of(pipeline, Kind.WON):
        yield _Choice(
            _label(session, "decide.won", "kunde", won),
            lambda: Verdict(won, value=_value(session, contact)),
        )
    if filed := first_of(pipeline, Kind.FILED):
        yield _Choice(
            _label(session, "decide.file", "ablage", filed),
            lambda: Verdict(filed),
        )


def _label(session: Session, key: str, usual: str, stage: Stage) -> str:
    """Return how a stage is offered: in the tool's words, or in the user's own."""
    label = session.say(key)
    if stage.id == usual and not stage.label:
        return label
    found = _KEY.search(label)
    own = session.say.stage(stage.id, stage.label)
    return session.say("decide.own", key=found[1] if found else "", stage=own)


# --- what follows a key ----------------------------------------------------------------------


def _continued(session: Session) -> Verdict | None:
    return dated(session, Verdict(), "decide.when")


def _nurtured(session: Session, contact: Contact, stage: Stage) -> Verdict:
    every = _rhythm(session, contact, stage)
    verdict: Verdict | None = Verdict(stage, every=every)
    if not (every and not every.cadence.is_none) and not contact.moment:
        verdict = dated(session, Verdict(stage, every=every), "decide.when_again")
    verdict = verdict or Verdict(stage, every=every)
    if not contact.has_story and (story := _typed(session, "decide.story")):
        verdict = verdict._replace(story=(story,))
    if contact.fit is Answer.OPEN:
        verdict = verdict._replace(fit=_fit(session))
    return verdict


def _offered(session: Session, contact: Contact, stage: Stage) -> Verdict:
    value = _value(session, contact)
    verdict = Verdict(stage, value=value)
    return dated(session, verdict, "decide.when_again") or verdict


def dated(session: Session, verdict: Verdict, question: str) -> Verdict | None:
    """Ask for the next talk, and what for; None where nothing is said.

    Args:
        session: of the call, at a terminal.
        verdict: what else was decided.
        question: a key of the catalogue.
    """
    while words := _typed(session, question):
        try:
            phrase, step = when.split(session, words.split())
        except WrongUse as error:
            session.refuse(session.say.refusal(error))
            continue
        when.tell_rule(session, words.removesuffix(step).strip(), phrase)
        return verdict._replace(next=phrase.when, never=phrase.never, step=step or None)
    return None


def _rhythm(session: Session, contact: Contact, stage: Stage) -> Rhythm | None:
    """Ask for the rhythm; nothing typed takes the one that is suggested."""
    from kontaktjournal.views.standing import written_rhythm

    frame = session.frame
    suggested = _suggested(session, contact, stage)
    words = written_rhythm(suggested, frame) if suggested else ""
    key = "decide.every" if suggested else "decide.every_none"
    while typed := _typed(session, key, every=words):
        try:
            cadence = when.read_cadence(typed)
        except WrongUse as error:
            session.refuse(session.say.refusal(error))
            continue
        return Rhythm(cadence, "" if cadence.is_none else written_rhythm(cadence, frame))
    return Rhythm(suggested, words) if suggested else None


def _suggested(session: Session, contact: Contact, stage: Stage) -> Cadence | None:
    """Return the contact's own rhythm, its tags' or its stage's (clarification 27)."""
    return cadence_of(contact, stage, session.settings)


def _value(session: Session, contact: Contact) -> str:
    """Ask what it is worth; nothing typed leaves what is on file."""
    if contact.value:
        return _typed(session, "decide.value_now", value=contact.value)
    return _typed(session, "decide.value")


def _fit(session: Session) -> Answer | None:
    key = session.ask_key(session.say("decide.fit")).casefold()
    if key in {"j", "y"}:
        return Answer.YES
    return Answer.NO if key == "n" else None


def _typed(session: Session, key: str, **values: str) -> str:
    return session.ask(visible(session.say(key, **values)))
