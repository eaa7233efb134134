"""``journal import``: address books become contacts in a list, honestly counted (4.11)."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from kontaktjournal.cli.options import argument, option, writing_command
from kontaktjournal.cli.outcome import tell_of_keeping
from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.domain.errors import JournalError, Refused, WrongUse

if TYPE_CHECKING:
    from kontaktjournal.domain.intake import Taken, Tally
    from kontaktjournal.lists.formats import Detected
    from kontaktjournal.lists.spreadsheet import Told
    from kontaktjournal.views.intake import Origin

#: The values of ``--as``, and what else they are called.
_GOALS = {"contacts": ("kontakte",), "list": ("liste",)}
_UNCLEAR_TOLD = 5
#: How often whoever waits is told how far it is.
_EVERY = 50


class _Goal(click.Choice[str]):
    """Where people shall go, in German, too."""

    def __init__(self) -> None:
        super().__init__([word for name, others in _GOALS.items() for word in (name, *others)])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        typed = super().convert(value, param, ctx)
        return next(name for name, others in _GOALS.items() if typed in {name, *others})


@writing_command("import")
@argument("files", nargs=-1, required=True, type=click.Path(), metavar="metavar.files")
@option("--as", "goal", type=_Goal(), metavar="metavar.goal", help="option.as")
@option("--map", "mapping", metavar="metavar.mapping", help="option.map")
@option("--report", type=click.Path(), metavar="metavar.file", help="option.report")
def command(
    *, files: tuple[str, ...], goal: str | None, mapping: str | None, report: str | None
) -> None:
    """Take in address books."""
    session = current_session()
    if report is not None:
        _refuse_report(session, report)
    books = _address_books(session, files, goal, mapping)
    if books:
        _take_in(session, books, mapping, report)


def _origin(one: "Detected") -> "Origin":
    from kontaktjournal.views.intake import Origin

    source = one.source
    return Origin(source.path, source.name, one.format.name, one.encoding, one.preamble)


# --- what the files are --------------------------------------------------------------------


def _address_books(
    session: Session, files: Sequence[str], goal: str | None, mapping: str | None
) -> "list[Detected]":
    """Return what becomes contacts; say what does not, and why.

    Raises:
        WrongUse: a file cannot be understood, or nothing of it can be taken in.
        DiskTrouble: it cannot be read.
    """
    from kontaktjournal.cli.calls import show_calls
    from kontaktjournal.lists.format import Goal
    from kontaktjournal.lists.formats import found_in

    mapped = _mapped(mapping)
    found = [one for file in files for one in found_in(file, mapped)]
    books = [one for one in found if _is_book(one, goal)]
    # Drafts are another result: they come alone.
    calls = [] if books else [one for one in found if one.format.goal is Goal.CALLS]
    others = [_refusal(session, one) for one in found if one not in (*books, *calls)]
    lists = [one for one in others if one.key == "refusal.import.list"]
    if lists or not (books or calls):
        first, *rest = lists or others
        raise WrongUse(first.key, **first.values, others=(*rest,))
    for each in others:
        session.tell(session.say.refusal(each))
    for call in calls:
        show_calls(session, call, _origin(call))
    return books


def _mapped(mapping: str | None) -> "tuple[Told, ...]":
    from kontaktjournal.lists.spreadsheet import told

    return told(mapping) if mapping is not None else ()


def _is_book(one: "Detected", goal: str | None) -> bool:
    from kontaktjournal.lists.format import Goal

    own = one.format.goal
    return own in {Goal.CONTACTS, Goal.LIST} and (goal or own.value) == Goal.CONTACTS.value


def _refusal(session: Session, one: "Detected") -> JournalError:
    """Return why somebody in a file does not become a contact, and what to do instead."""
    from kontaktjournal.lists.format import Goal

    path, own = one.source.path, one.format.goal
    if own in {Goal.CONTACTS, Goal.LIST}:
        called = session.say(f"import.format.{one.format.name}")
        return WrongUse("refusal.import.list", path=path, format=called)
    return WrongUse(f"refusal.import.{one.format.name}", path=path)


# --- taking in -----------------------------------------------------------------------------


def _take_in(
    session: Session, books: "Sequence[Detected]", mapping: str | None, report: str | None
) -> None:
    from kontaktjournal.desk.intake import Incoming
    from kontaktjournal.domain.intake import Fate, Tally

    intake = session.journal.intake()
    desk = session.desk("import")
    incoming = (
        Incoming(one.source.name, one.records(), _own_columns(one, mapping)) for one in books
    )
    tallies = [(_origin(one), Tally()) for one in books]
    kept: list[Taken] = []
    with desk:
        for taken in _watched(session, intake.take(desk, incoming)):
            tallies[taken.at][1].add(taken)
            if report is not None or taken.fate is Fate.UNCLEAR:
                kept.append(taken)
    if report is not None:
        _write_report(session, report, [origin for origin, _ in tallies], kept)
    _show(session, tallies, intake.stage, report)
    if session.dry_run:
        session.tell(session.say("common.dry_run"))
    unclear = [one for one in kept if one.fate is Fate.UNCLEAR]
    _tell_onwards(session, unclear, tallies, report)
    tell_of_keeping(session, desk)


def _own_columns(one: "Detected", mapping: str | None) -> tuple[tuple[int, str], ...]:
    """Return place and name of those columns of a table that only its owner knows."""
    from kontaktjournal.lists.spreadsheet import TABLE, WORKBOOK, unknown

    if one.format.name not in {TABLE.name, WORKBOOK.name}:
        return ()
    return tuple((place, one.columns[place]) for place in unknown(one.columns, _mapped(mapping)))


def _watched(session: Session, taken: "Iterator[Taken]") -> "Iterator[Taken]":
    """Let a person who waits see how far it is."""
    try:
        for count, one in enumerate(taken, 1):
            if count % _EVERY == 0:
                session.tell_passing(session.say.count("import.progress", count))
            yield one
    finally:
        session.tell_passing("")


def _show(
    session: Session,
    tallies: "Sequence[tuple[Origin, Tally]]",
    stage: str,
    report: str | None,
) -> None:
    from kontaktjournal.views.intake import origin_line, sum_line, values

    if session.json:
        from kontaktjournal.views.rows import written

        session.print(written(values(tallies, report, dry_run=session.dry_run)))
        return
    folder = f"{session.settings.folders.contacts[0].rstrip('/')}/"
    goal = session.say("import.goal", folder=folder, stage=stage)
    for origin, tally in tallies:
        session.print_line(origin_line(origin, goal, session.say))
        session.print_line(sum_line(tally, session.say))


def _tell_onwards(
    session: Session,
    unclear: "Sequence[Taken]",
    tallies: "Sequence[tuple[Origin, Tally]]",
    report: str | None,
) -> None:
    """Say who is to be looked at, and how it goes on."""
    from kontaktjournal.domain.intake import Fate
    from kontaktjournal.views.intake import unclear_lines

    say = session.say
    for line in unclear_lines(unclear, _UNCLEAR_TOLD, say):
        session.tell(line)
    if unclear:
        from kontaktjournal.cli.new import quoted

        again = f"journal new {quoted(unclear[0].name)} --force"
        session.tell(say("import.unclear.hint", again=again))
    skipped = any(tally.fates[Fate.SKIPPED] for _, tally in tallies)
    if report is None and (skipped or len(unclear) > _UNCLEAR_TOLD):
        session.tell(say("import.report.hint"))
    if any(tally.fates[Fate.NEW] for _, tally in tallies) and not session.dry_run:
        session.tell(say("import.onwards"))


# --- the report ----------------------------------------------------------------------------


def _refuse_report(session: Session, path: str) -> None:
    """Refuse a report in the place of something else; an older report is replaced.

    Raises:
        Refused: it would take the place of a file that is none, or lies among the contacts.
    """
    from kontaktjournal.store.given_away import begins_with, refuse_among_contacts
    from kontaktjournal.views.intake import COLUMNS
    from kontaktjournal.views.separated import values_text

    place, folders = session.place, session.settings.folders.contacts
    refuse_among_contacts(path, str(place.root), place.folders or folders)
    if not begins_with(path, values_text(COLUMNS, ()).encode()) and os.path.lexists(path):
        raise Refused("refusal.import.report", path=path)


def _write_report(
    session: Session, path: str, origins: "Sequence[Origin]", taken: "Sequence[Taken]"
) -> None:
    from kontaktjournal.store.given_away import write
    from kontaktjournal.views.intake import COLUMNS, report_rows
    from kontaktjournal.views.separated import values_text

    rows = report_rows(origins, taken, session.say)
    write(path, values_text(COLUMNS, rows).encode("utf-8", "replace"))
    session.tell(session.say("import.report.written", path=path))
