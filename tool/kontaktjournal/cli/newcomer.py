"""Who the words of ``journal new`` mean: what was typed, and what came in beside it."""

import sys
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.cli.options import exclude
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.errors import NotFound, WrongUse
from kontaktjournal.domain.pipeline import Kind

if TYPE_CHECKING:
    from kontaktjournal.domain.contact import Birthday
    from kontaktjournal.domain.pipeline import Stage
    from kontaktjournal.notation.new_head import Said

Texts = tuple[str, ...]


class Options(NamedTuple):
    """What was typed behind the name, as it was typed."""

    status: str | None
    when: str | None
    step: str
    every: str | None
    phone: Texts
    email: Texts
    org: Texts
    role: str
    city: str
    address: str
    url: Texts
    birthday: str | None
    alias: Texts
    via: str | None
    met: str
    story: Texts
    hook: Texts
    moment: str
    tag: Texts
    source: str
    consent: Texts

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed but the name."""
        return not any(self)


# --- who ---------------------------------------------------------------------------------


def read_card(session: Session, name: str, options: Options, *, pasted: bool) -> Card:
    """Return who is meant, from what was typed and what came in; what was typed comes first.

    Raises:
        WrongUse: no name was given, or none can be told; or what was typed cannot be read.
    """
    name = " ".join(name.split()) or ("" if pasted else _asked(session))
    card = _pasted(session, name) if pasted else Card()
    # What was typed stands in the place of what came in; but that is not lost.
    outdone = ((name, card.name), (options.role, card.role), (options.address, card.address))
    left = [one for typed, one in outdone if typed not in {"", one} and one not in card.note]
    return card._replace(
        name=name or card.name,
        note="\n".join(filter(None, (card.note, *left))),
        aliases=(*options.alias, *card.aliases),
        org=(*options.org, *card.org),
        role=options.role or card.role,
        phone=(*options.phone, *card.phone),
        email=(*options.email, *card.email),
        url=(*options.url, *card.url),
        city=options.city or card.city,
        address=options.address or card.address,
        birthday=_birthday(options.birthday) or card.birthday,
        tags=(*options.tag, *card.tags),
    )


def _asked(session: Session) -> str:
    """Ask for the name; nothing typed makes nobody."""
    typed = session.ask(session.say("new.ask_name")) if session.may_ask else ""
    if not typed:
        raise WrongUse("refusal.no_name")
    return " ".join(typed.split())


def _pasted(session: Session, name: str) -> Card:
    """Read a signature or a vCard from standard input."""
    from kontaktjournal.cli.standard_input import read_text
    from kontaktjournal.notation.signature import read_signature
    from kontaktjournal.notation.vcard import card_of, is_vcard, read_vcards

    if sys.stdin.isatty():
        session.tell(session.say("new.paste"))
    text = read_text()
    if not text.strip():
        raise WrongUse("refusal.stdin_empty")
    if is_vcard(text):
        cards = read_vcards(text)
        if len(cards) > 1:
            raise WrongUse("refusal.stdin_several", count=len(cards))
        card = card_of(cards[0])
    else:
        card = read_signature(text, name)
    if not (name or card.name):
        raise WrongUse("refusal.stdin_nameless")
    return card


def _birthday(typed: str | None) -> "Birthday | None":
    from kontaktjournal.notation.dates import read_birthday

    if not typed:
        return None
    born = read_birthday(typed).birthday
    if born is None:
        raise WrongUse("refusal.bad_birthday", word=typed)
    return born


# --- what is said of them ----------------------------------------------------------------


def read_said(session: Session, card: Card, options: Options) -> "dict[str, Said]":
    """Return what is said of somebody, by canonical key.

    Raises:
        WrongUse: a stage, a date, a rhythm or a consent cannot be read.
        Refused: whoever introduced them is not clear.
    """
    from kontaktjournal.notation.dates import written_birthday

    return {
        **_planned(session, options),
        "aliases": card.aliases,
        "org": card.org,
        "role": card.role,
        "phone": card.phone,
        "email": card.email,
        "city": card.city,
        "address": card.address,
        "url": card.url,
        "birthday": written_birthday(card.birthday) if card.birthday else "",
        "via": _via(session, options.via) if options.via else "",
        "met": options.met,
        "story": options.story,
        "hooks": options.hook,
        "moment": options.moment,
        "consent": _consent(options.consent),
        "tags": card.tags,
        "source": options.source,
    }


def _planned(session: Session, options: Options) -> "dict[str, Said]":
    """Return where somebody stands, and when it goes on."""
    from kontaktjournal.cli import stage, when
    from kontaktjournal.views.standing import written_rhythm

    planned: dict[str, Said] = {"step": options.step}
    given: Stage | None = None
    if options.status is not None:
        given = stage.read(session, options.status)
        planned["status"] = given.id
    if given is not None and given.kind is Kind.FILED:
        filing = f"--status {given.id}"
        exclude({filing: True, "--next": options.when is not None})
        exclude({filing: True, "--every": options.every is not None})
    if options.every is not None:
        cadence = when.read_cadence(options.every)
        planned["every"] = "" if cadence.is_none else written_rhythm(cadence, session.frame)
    if options.when is not None:
        phrase = when.read(session, options.when)
        when.tell_rule(session, options.when, phrase)
        planned["next"] = phrase.when.written if phrase.when else "never"
    return planned


def default_stage(session: Session) -> str:
    """Return the first stage in which somebody is in play; of none the first at all."""
    stages = session.settings.pipeline.stages
    active = [one.id for one in stages if one.kind is Kind.ACTIVE]
    return next(iter([*active, *(one.id for one in stages)]), "")


def _via(session: Session, typed: str) -> str:
    """Return a link to whoever introduced somebody; a name that nobody here has, as it is."""
    from kontaktjournal.cli.ref import find

    if typed.startswith("[["):
        return typed
    try:
        return f"[[{session.journal.link_to(find(session, typed))}]]"
    except NotFound as error:
        # A name much like one in the journal is a slip, another one is a name.
        if error.key != "refusal.not_found":
            raise
    session.tell(session.say("new.via_text", words=typed))
    return typed


def _consent(typed: Texts) -> "Said":
    """Return what is on record for each channel; nothing is ever presumed (3.5)."""
    from kontaktjournal.domain.contact import Answer
    from kontaktjournal.notation.consent import read_consent

    said: dict[str, str] = {}
    for words in typed:
        channel, equals, answer = (part.strip() for part in words.partition("="))
        if not equals:
            permissions, is_blocked = read_consent(words, [])
            if is_blocked and len(typed) == 1:
                return words
            raise WrongUse("refusal.bad_consent", word=words)
        permissions, _ = read_consent({channel: answer}, [])
        is_open = any(one.answer is Answer.OPEN for one in permissions)
        if not channel or (is_open and answer.casefold() not in {"open", "offen"}):
            raise WrongUse("refusal.bad_consent", word=words)
        said[channel] = answer
    return said
