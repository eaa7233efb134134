"""``journal forget``: remove somebody from everything that can be reached (4.14)."""

from typing import TYPE_CHECKING

from kontaktjournal.cli.options import option, writing_command
from kontaktjournal.cli.ref import find, ref_argument
from kontaktjournal.cli.session import current_session
from kontaktjournal.domain.errors import Ambiguous, NotFound, Refused

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.forgetting import Forgetter
    from kontaktjournal.domain.traces import Found, Person, Wish


@writing_command("forget")
@ref_argument()
@option("--links", is_flag=True, help="option.links.forget")
@option("--namesakes", is_flag=True, help="option.namesakes")
@option("--yes", "is_sure", is_flag=True, help="option.yes.forget")
def command(*, ref: str, links: bool, namesakes: bool, is_sure: bool) -> None:
    """Forget somebody."""
    from kontaktjournal.domain.traces import Wish
    from kontaktjournal.views.forget import found_lines

    session = current_session()
    forgetter = _forgetter(session)
    try:
        person = _person(session, forgetter, ref)
    except NotFound:
        if not forgetter.is_unfinished or session.dry_run:
            raise
        _finish_earlier(session, forgetter, ref)
        return
    wish = Wish(links)
    found = forgetter.look(person, with_namesakes=namesakes)
    if not session.json:
        session.show(found_lines(found, wish, session.frame))
    if session.dry_run:
        _show(session, found, None, wish)
        session.tell(session.say("common.dry_run"))
        return
    if is_sure:
        _refuse_part(ref, person)
    else:
        _confirm(session, found)
    _forget(session, forgetter, found, wish)
    # What git has of copies that are gone now, it still has.
    left = forgetter.look(found.person)._replace(history=found.history)
    _show(session, found, left, wish)


def _forgetter(session: "Session") -> "Forgetter":
    from kontaktjournal.config.place import state_folder
    from kontaktjournal.desk.forgetting import Forgetter, Places
    from kontaktjournal.desk.tracing import Tracer
    from kontaktjournal.notation.keys import Keys

    journal, root = session.journal, session.place.root
    keys = Keys(session.settings.keys)
    tracer = Tracer(str(root), journal.shelf, keys, journal.index.ask)
    places = Places(str(root), session.cache, state_folder(root, session.environ))
    return Forgetter(places, journal.index, journal.writer, tracer, keys)


def _person(session: "Session", forgetter: "Forgetter", ref: str) -> "Person":
    """Return who is meant: a contact, or somebody on a list.

    Raises:
        Refused: nobody is, or several are.
    """
    from kontaktjournal.desk.tracing import known_by, on_lists
    from kontaktjournal.domain.traces import Person

    try:
        return Person(find(session, ref))
    except NotFound:
        everybody = (due.contact for due in session.journal.contacts(everybody=True))
        person = known_by(ref, everybody)
        # Whoever is still on a list, once the file is gone, only bears the same name.
        if person is None and (session.dry_run or not forgetter.had_file):
            person = on_lists(session.journal.shelf, ref)
        if person is None:
            raise
        return person


def _refuse_part(ref: str, person: "Person") -> None:
    """Refuse the beginning of a name, which may be a slip, where nobody is asked.

    Raises:
        Refused: it is no more than that.
    """
    from kontaktjournal.domain.names import digits_of
    from kontaktjournal.domain.reference import named

    contact = person.contact
    is_told = not contact.path or ref.isdecimal() or "@" in ref or ref == contact.uid
    if not (is_told or "/" in ref or digits_of(ref) or named([contact], ref)):
        raise Refused("refusal.forget.not_whole", word=ref, name=person.name)


def _confirm(session: "Session", found: "Found") -> None:
    """Ask for the name.

    Raises:
        Refused: it is another one, or nobody is there to be asked.
    """
    from kontaktjournal.domain.names import same

    name = found.person.name
    if not session.may_ask:
        raise Refused("refusal.forget.unasked", name=name)
    if not same(session.ask(session.say("forget.ask", name=name)).strip(), name):
        raise Refused("refusal.forget.other_name", name=name)


def _forget(session: "Session", forgetter: "Forgetter", found: "Found", wish: "Wish") -> None:
    from kontaktjournal.cli.blocking import open_block_list, tell_of_block_list
    from kontaktjournal.desk.forgetting import marks_of_all
    from kontaktjournal.domain.blocking import Reason

    blocking = open_block_list(session)
    marks = marks_of_all(found.person)
    blocking.block(marks, Reason.FORGOTTEN)
    desk = session.desk("forget")
    forgetter.begin(found.person)
    try:
        with desk:
            blocking.write(desk)
            forgetter.clean(desk, found, wish, session.say("forget.word"))
    except BaseException:
        forgetter.give_up()
        raise
    copies = forgetter.finish(found)
    for path in (*desk.copies, *copies):
        session.tell(session.say("write.copy", path=path))
    tell_of_block_list(session, blocking)
    if not marks:
        session.tell(session.say("forget.unblocked", name=found.person.name))


def _show(session: "Session", found: "Found", left: "Found | None", wish: "Wish") -> None:
    """Say what became of it."""
    if session.json:
        from kontaktjournal.views import rows
        from kontaktjournal.views.forget import values

        session.print(rows.written(values(found, left, wish, session.say("forget.word"))))
    elif left is not None:
        from kontaktjournal.views.forget import left_lines

        session.say_result("forget.done", name=found.person.name)
        session.show(left_lines(found, left, wish, session.frame))


def _finish_earlier(session: "Session", forgetter: "Forgetter", ref: str) -> None:
    """Bring to its end what was killed when hardly anything was left to do."""
    from kontaktjournal.desk.tracing import on_lists

    for path in forgetter.finish(None):
        session.tell(session.say("write.copy", path=path))
    left = forgetter.leftovers
    if session.json:
        from kontaktjournal.views import rows
        from kontaktjournal.views.forget import finished_values

        session.print(rows.written(finished_values(left)))
    else:
        session.say_result("forget.finished")
    if left:
        session.tell(session.say.count("forget.leftover", len(left), files=", ".join(left)))
    try:
        other = on_lists(session.journal.shelf, ref)
    except Ambiguous as error:
        session.tell(session.say.refusal(error))
        return
    if other is not None:
        session.tell(session.say("forget.again", name=other.name))
