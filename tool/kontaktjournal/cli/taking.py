"""Take in what ``journal import`` was given, show it to whoever waits, and count it."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.cli.blocking import open_block_list, tell_of_block_list, tell_of_objections
from kontaktjournal.cli.outcome import tell_of_keeping
from kontaktjournal.cli.remarks import tell_of_remarks
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.intake import Fate, Taken, Tally, Why
from kontaktjournal.lists.format import Goal
from kontaktjournal.lists.formats import Detected
from kontaktjournal.views.intake import Origin

if TYPE_CHECKING:
    from kontaktjournal.desk.blocking import Blocking
    from kontaktjournal.desk.desk import Desk

_UNCLEAR_TOLD = 5
_Columns = tuple[tuple[int, str], ...]
#: How often whoever waits is told how far it is.
_EVERY = 50


class Portion(NamedTuple):
    """A file that is taken in.

    Args:
        found: what it is.
        list: path of the list it goes to; empty where its people become contacts.
    """

    found: Detected
    list: str = ""

    @property
    def is_exchanges(self) -> bool:
        """Tell whether it only tells when people of a list wrote."""
        return self.found.format.goal is Goal.EXCHANGES


class _Counted(NamedTuple):
    portion: Portion
    origin: Origin
    tally: Tally


def origin_of(found: Detected) -> Origin:
    """Return where entries come from, as the result tells it."""
    source = found.source
    return Origin(
        source.path, source.name, found.format.name, found.encoding, found.preamble, found.version
    )


def take_in(
    session: Session,
    portions: Sequence[Portion],
    report: str | None,
    *,
    is_told: bool,
    unchecked: bool = False,
) -> None:
    """Take in files, as one command, and say what became of whom.

    Args:
        session: of the command.
        portions: the files; those whose people become contacts come first.
        report: path of the table that tells of each entry; None for none.
        is_told: whether the user said what the columns of a table hold.
        unchecked: whether people come in even though the block list cannot be checked.

    Raises:
        Refused: the block list cannot be checked.
    """
    # Who is a contact is known by then.
    portions = sorted(portions, key=lambda one: (bool(one.list), one.is_exchanges))
    counted = [_Counted(one, origin_of(one.found), Tally(one.list)) for one in portions]
    blocking = open_block_list(session, unchecked=unchecked)
    desk = session.desk("import")
    kept: list[Taken] = []
    mappings: list[str] = []
    with desk:
        for taken in _watched(session, _taken(session, desk, blocking, portions)):
            counted[taken.at].tally.add(taken)
            if report is not None or taken.fate is Fate.UNCLEAR:
                kept.append(taken)
        blocking.write(desk)
        if is_told:
            mappings = _remember(session, desk, portions)
    if report is not None:
        _write_report(session, report, [one.origin for one in counted], kept)
    _show(session, counted, report)
    if session.dry_run:
        session.tell(session.say("common.dry_run"))
    else:
        for path in mappings:
            session.tell(session.say("import.map.kept", path=path))
    unclear = [one for one in kept if one.fate is Fate.UNCLEAR]
    _tell_onwards(session, unclear, counted, report)
    tell_of_remarks(session, [one.found for one in portions])
    tell_of_block_list(session, blocking)
    tell_of_objections(session, blocking)
    tell_of_keeping(session, desk)


def _taken(
    session: Session, desk: "Desk", blocking: "Blocking", portions: Sequence[Portion]
) -> Iterator[Taken]:
    from kontaktjournal.desk import enlisting
    from kontaktjournal.desk.intake import Incoming

    books = [one.found for one in portions if not one.list]
    if books:
        incoming = (Incoming(one.source.name, one.records(), *_columns(one)) for one in books)
        yield from session.journal.intake(blocking, session.tell_of_list).take(desk, incoming)
    lists = [enlisting.Incoming.of(found, path) for found, path in portions if path]
    if lists:
        for one in session.journal.enlisting(blocking, session.tell_of_list).take(desk, lists):
            yield one._replace(at=one.at + len(books))


def _columns(one: Detected) -> tuple[_Columns, _Columns]:
    """Return place and name of those columns of a table only its owner knows, and of others."""
    own, asked = one.own_and_asked
    columns = one.columns
    return tuple((at, columns[at]) for at in own), tuple((at, columns[at]) for at in asked)


def _watched(session: Session, taken: Iterator[Taken]) -> Iterator[Taken]:
    """Let a person who waits see how far it is."""
    try:
        for count, one in enumerate(taken, 1):
            if count % _EVERY == 0:
                session.tell_passing(session.say.count("import.progress", count))
            yield one
    finally:
        session.tell_passing("")


def _remember(session: Session, desk: "Desk", portions: Sequence[Portion]) -> list[str]:
    """Keep what the user said of columns beside the lists; return where it was news."""
    from kontaktjournal.domain.listed import mapping_path
    from kontaktjournal.lists.mapping import written
    from kontaktjournal.lists.shelved import stem_of

    shelf = session.journal.shelf
    folder = session.settings.folders.lists
    news: dict[str, bytes] = {}
    for one in portions:
        path = one.list or f"{folder}/{stem_of(one.found)}.csv"
        if one.found.mapped and shelf.mapping(path) != one.found.mapped:
            news[path] = written(one.found.mapped).encode()
    for path, data in news.items():
        if shelf.mapping(path):
            desk.amend(mapping_path(path), lambda _, data=data: data)  # type: ignore[misc]  # bound now
        else:
            desk.place(mapping_path(path), data)
    return [mapping_path(path) for path in news]


# --- what is said ----------------------------------------------------------------------------


def _show(session: Session, counted: Sequence[_Counted], report: str | None) -> None:
    from kontaktjournal.views.intake import origin_line, sum_line, values

    tallies = [(one.origin, one.tally) for one in counted]
    if session.json:
        from kontaktjournal.views.rows import written

        session.print(written(values(tallies, report, dry_run=session.dry_run)))
        return
    for one in counted:
        goal = one.portion.list or _contacts(session)
        session.print_line(origin_line(one.origin, goal, session.say, one.tally.read))
        session.print_line(sum_line(one.tally, session.say))


def _contacts(session: Session) -> str:
    """Return where contacts come in, in words."""
    folder = f"{session.settings.folders.contacts[0].rstrip('/')}/"
    return session.say("import.goal", folder=folder, stage=session.settings.pipeline.listed)


def _tell_onwards(
    session: Session, unclear: Sequence[Taken], counted: Sequence[_Counted], report: str | None
) -> None:
    """Say who is to be looked at, and how it goes on."""
    from kontaktjournal.views.intake import unclear_lines

    say = session.say
    for line in unclear_lines(unclear, _UNCLEAR_TOLD, say):
        session.tell(line)
    if unclear:
        from kontaktjournal.cli.new import quoted

        if any(one.why is Why.NAME_ALONE for one in unclear):
            session.tell(say("import.unclear.same"))
        first = min(unclear, key=lambda one: one.why is Why.NAME_ALONE)
        again = f"journal new {quoted(first.name)} --force"
        session.tell(say("import.unclear.hint", again=again))
    skipped = any(one.tally.fates[Fate.SKIPPED] for one in counted)
    if report is None and (skipped or len(unclear) > _UNCLEAR_TOLD):
        session.tell(say("import.report.hint"))
    if namesakes := sum(one.tally.namesakes for one in counted):
        session.tell(say.count("import.namesakes", namesakes))
    if session.dry_run:
        return
    new = {bool(one.portion.list) for one in counted if one.tally.fates[Fate.NEW]}
    if False in new:
        session.tell(say("import.onwards"))
    if True in new:
        session.tell(say("import.onwards.list"))


# --- the report ------------------------------------------------------------------------------


def refuse_report(session: Session, path: str) -> None:
    """Refuse a report in the place of something else; an older report is replaced.

    Raises:
        Refused: it would take the place of a file that is none, or lies among the contacts.
    """
    from kontaktjournal.store.given_away import begins_with, refuse_among_contacts
    from kontaktjournal.views.intake import OLDER
    from kontaktjournal.views.separated import values_text

    place, folders = session.place, session.settings.folders.contacts
    own = (*(place.folders or folders), session.settings.folders.lists)
    refuse_among_contacts(path, str(place.root), own)
    header = values_text(OLDER, ()).rstrip().encode()
    if not begins_with(path, header) and os.path.lexists(path):
        raise Refused("refusal.import.report", path=path)


def _write_report(
    session: Session, path: str, origins: Sequence[Origin], taken: Sequence[Taken]
) -> None:
    from kontaktjournal.store.given_away import write
    from kontaktjournal.views.intake import COLUMNS, report_rows
    from kontaktjournal.views.separated import values_text

    rows = report_rows(origins, taken, session.say)
    write(path, values_text(COLUMNS, rows).encode("utf-8", "replace"))
    session.tell(session.say("import.report.written", path=path))
