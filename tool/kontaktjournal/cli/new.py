"""``journal new``: make a contact, and say who may be the same person."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kontaktjournal.cli.blocking import tell_if_blocked
from kontaktjournal.cli.edit import edit
from kontaktjournal.cli.newcomer import Options, default_stage, read_card, read_said
from kontaktjournal.cli.options import argument, exclude, option, writing_command
from kontaktjournal.cli.outcome import show, value_of
from kontaktjournal.cli.ref import Ref
from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.reopening import is_filed

if TYPE_CHECKING:
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.domain.duplicates import Twin

#: More people of one name help nobody to remember.
_MOST_TOLD = 5
#: Before what can be done about it.
_MARGIN = "  "


@writing_command("new")
@argument("name", nargs=-1, metavar="metavar.name")
@option("--status", metavar="metavar.stage", help="option.status.new")
@option("--next", "when", metavar="metavar.at", help="option.next.new")
@option("--step", default="", metavar="metavar.text", help="option.step.new")
@option("--every", metavar="metavar.cadence", help="option.every.new")
@option("--phone", multiple=True, metavar="metavar.number", help="option.phone")
@option("--email", multiple=True, metavar="metavar.address", help="option.email")
@option("--org", multiple=True, metavar="metavar.firm", help="option.org")
@option("--role", default="", metavar="metavar.text", help="option.role")
@option("--city", default="", metavar="metavar.place", help="option.city")
@option("--address", default="", metavar="metavar.text", help="option.address")
@option("--url", multiple=True, metavar="metavar.address", help="option.url")
@option("--birthday", metavar="metavar.day", help="option.birthday")
@option("--alias", multiple=True, metavar="metavar.one_name", help="option.alias")
@option("--via", type=Ref(), metavar="metavar.ref", help="option.via")
@option("--met", default="", metavar="metavar.text", help="option.met")
@option("--story", multiple=True, metavar="metavar.text", help="option.story.new")
@option("--hook", multiple=True, metavar="metavar.text", help="option.hook")
@option("--moment", default="", metavar="metavar.text", help="option.moment")
@option("--tag", multiple=True, metavar="metavar.word", help="option.tag")
@option("--source", default="", metavar="metavar.text", help="option.source")
@option("--consent", multiple=True, metavar="metavar.consent", help="option.consent")
@option("--stdin", "pasted", is_flag=True, help="option.stdin.new")
@option("--edit", "opened", is_flag=True, help="option.edit.new")
@option("--force", is_flag=True, help="option.force.new")
def command(
    *, name: tuple[str, ...], pasted: bool, opened: bool, force: bool, **typed: Any
) -> None:
    """Make a new contact."""
    from kontaktjournal.desk.new import Newcomer

    session = current_session()
    exclude({"--edit": opened, "--dry-run": session.dry_run})
    exclude({"--edit": opened, "--json": session.json})
    options = Options(**typed)
    card = read_card(session, " ".join(name), options, pasted=pasted)
    said = read_said(session, card, options)
    newcomers = session.journal.newcomers()
    twins = newcomers.twins(card)
    if not force:
        _refuse_twins(session, twins, card.name, only_name=options.is_empty and not pasted)
    is_first = session.journal.is_empty()
    desk = session.desk("new")
    with desk:
        newcomer = Newcomer(card.name, said, default_stage(session), card.note)
        written = newcomers.create(desk, newcomer)
    show(session, desk, lambda: _sentences(session, written.contact),
         lambda: value_of(session, desk, "new", written))  # fmt: skip
    _tell_of_shared(session, twins)
    tell_if_blocked(session, card)
    if opened:
        edit(session, written.contact)
    elif not session.dry_run:
        _tell_onwards(session, written.contact, is_first=is_first)


# --- somebody who may be the same --------------------------------------------------------


def _refuse_twins(
    session: Session, twins: "Sequence[Twin]", name: str, *, only_name: bool
) -> None:
    """Refuse somebody who may be known already (X1-X3).

    Raises:
        Refused: with who it may be, and what to do.
    """
    from kontaktjournal.domain.duplicates import Likeness

    same = [twin for twin in twins if twin.likeness is not Likeness.SHARED][:_MOST_TOLD]
    if not same:
        return
    again = f"journal new {quoted(name)} --force" if only_name else session.say("new.again")
    told = [_told(session, twin) for twin in same]
    hints = _hints(session, same[0].contact, again)
    raise Refused(told[0].key, **told[0].values, others=(*told[1:], *hints))


def _told(session: Session, twin: "Twin") -> Refused:
    contact = twin.contact
    was_filed = is_filed(contact, session.settings.pipeline)
    key = "refusal.twin_filed" if was_filed else "refusal.twin"
    key = "refusal.twin_shared" if twin.shared else key
    return Refused(key, name=contact.name, where=_where(session, contact), shared=twin.shared)


def _hints(session: Session, contact: "Contact", again: str) -> Iterator[Refused]:
    """Say what can be done about the likeliest of them, on one line where there is room."""
    from kontaktjournal.views.words import ref_of

    say = session.say
    was_filed = is_filed(contact, session.settings.pipeline)
    can_be_reopened = was_filed and "reopen" in session.frame.commands
    key = "twin.reopen" if can_be_reopened else "twin.show"
    steps = [say(key, ref=ref_of(contact)), say("twin.force", again=again)]
    whole = "  ·  ".join(steps)
    fits = len(say("refusal.twin_hint", margin=_MARGIN, what=whole)) <= session.columns
    for what in [whole] if fits else steps:
        yield Refused("refusal.twin_hint", margin=_MARGIN, what=what)


def _where(session: Session, contact: "Contact") -> str:
    """Return what tells a person from others of the name: file, stage, firm or place."""
    from kontaktjournal.domain.due import assess
    from kontaktjournal.views.words import stage_word

    frame = session.frame
    stage = stage_word(assess(contact, frame.today, frame.settings), frame.say)
    place = contact.org[0] if contact.org else contact.city
    return ", ".join(filter(None, (contact.path, stage, place)))


def quoted(name: str) -> str:
    """Return a name as a shell takes it, in the quotes people use."""
    from shlex import quote

    return f'"{name}"' if not any(sign in name for sign in '"$`\\!') else quote(name)


def _tell_of_shared(session: Session, twins: "Sequence[Twin]") -> None:
    """Say whose number or address it is, too: a family's, an office's (X5)."""
    from kontaktjournal.domain.duplicates import Likeness
    from kontaktjournal.views.words import ref_of

    shared: dict[str, list[str]] = {}
    for twin in twins:
        if twin.likeness is Likeness.SHARED:
            names = shared.setdefault(twin.shared, [])
            names.append(f"{twin.contact.name} ({ref_of(twin.contact)})")
    for words, names in shared.items():
        told = [*names[:_MOST_TOLD], *(["…"] if len(names) > _MOST_TOLD else [])]
        session.tell(session.say("new.shared", words=words, names=", ".join(told)))


# --- what is said of it ------------------------------------------------------------------


def _sentences(session: Session, contact: "Contact") -> Iterator[str]:
    """Say where somebody new stands: file, stage, the next conversation."""
    from kontaktjournal.views.standing import BETWEEN, stage_and_rhythm, talk_to_come

    frame = session.frame
    told = (contact.path, stage_and_rhythm(contact, frame), talk_to_come(contact, frame))
    yield BETWEEN.join(filter(None, told))


def _tell_onwards(session: Session, contact: "Contact", *, is_first: bool) -> None:
    """Say kindly what is still missing, and at the very beginning how it goes on."""
    from kontaktjournal.domain.due import Why, assess
    from kontaktjournal.views.words import ref_of

    frame, ref = session.frame, ref_of(contact)
    due = assess(contact, frame.today, frame.settings)
    if any(reason.why is Why.ORPHAN for reason in due.reasons) and "next" in frame.commands:
        session.tell(session.say("next.none", ref=ref))
    if is_first and "log" in frame.commands:
        session.tell(session.say("new.first", ref=ref))
