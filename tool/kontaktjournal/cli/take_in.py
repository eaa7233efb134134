"""``journal import``: address books become contacts, other lists stay lists (4.11)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from kontaktjournal.cli.options import argument, option, writing_command
from kontaktjournal.cli.session import Session, current_session
from kontaktjournal.domain.errors import JournalError, WrongUse

if TYPE_CHECKING:
    from kontaktjournal.cli.taking import Portion
    from kontaktjournal.lists.formats import Detected

#: The values of ``--as``, and what else they are called.
_GOALS = {"contacts": ("kontakte",), "list": ("liste",)}


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
@option("--list", "called", metavar="metavar.name", help="option.list")
@option("--map", "mappings", multiple=True, metavar="metavar.mapping", help="option.map")
@option("--report", type=click.Path(), metavar="metavar.file", help="option.report")
@option("--unchecked", is_flag=True, help="option.unchecked")
def command(
    *,
    files: tuple[str, ...],
    goal: str | None,
    called: str | None,
    mappings: tuple[str, ...],
    **typed: Any,
) -> None:
    """Take in address books and lists."""
    from kontaktjournal.cli.taking import refuse_report, take_in

    session, report = current_session(), typed["report"]
    if report is not None:
        refuse_report(session, report)
    if called is not None:
        goal = goal or "list"
    portions = _portions(session, _found(session, files, mappings), goal, called)
    _ask_for_names(session, portions)
    if portions:
        take_in(session, portions, report, is_told=bool(mappings), unchecked=typed["unchecked"])


def _found(session: Session, files: Sequence[str], mappings: Sequence[str]) -> "list[Detected]":
    """Return what the files are.

    Raises:
        WrongUse: one of them cannot be understood.
        DiskTrouble: it cannot be read.
    """
    from kontaktjournal.lists.formats import found_in
    from kontaktjournal.lists.spreadsheet import told

    mapped = told(",".join(mappings)) if mappings else ()
    remembered = session.journal.shelf.mappings()
    return [one for file in files for one in found_in(file, mapped, remembered)]


def _ask_for_names(session: Session, portions: "Sequence[Portion]") -> None:
    """Say how to tell a column of names, where there seems to be one nobody knew."""
    for found, _ in portions:
        columns, typed = found.unnamed
        if typed:
            path = found.source.path
            session.tell(
                session.say("import.map.unnamed", path=path, columns=columns, option=typed)
            )


def _portions(
    session: Session, found: "Sequence[Detected]", goal: str | None, called: str | None
) -> "list[Portion]":
    """Return what is taken in, and where it goes; say what is not, and why.

    Raises:
        WrongUse: nothing of it can be taken in.
    """
    from kontaktjournal.cli.calls import show_calls
    from kontaktjournal.cli.taking import origin_of
    from kontaktjournal.lists.format import Goal

    portions = [portion for one in found if (portion := _portion(session, one, goal, called))]
    # Drafts are another result: they come alone.
    calls = [] if portions else [one for one in found if one.format.goal is Goal.CALLS]
    taken = [*(portion.found for portion in portions), *calls]
    others = [_refusal(one) for one in found if one not in taken]
    if not taken:
        first, *rest = others
        raise WrongUse(first.key, **first.values, others=(*rest,))
    for each in others:
        session.tell(session.say.refusal(each))
    for call in calls:
        show_calls(session, call, origin_of(call))
    return portions


def _portion(
    session: Session, one: "Detected", goal: str | None, called: str | None
) -> "Portion | None":
    from kontaktjournal.cli.taking import Portion
    from kontaktjournal.lists.format import Goal

    own = one.format.goal
    if own not in {Goal.CONTACTS, Goal.LIST, Goal.EXCHANGES}:
        return None
    is_list = own is Goal.EXCHANGES or (goal or own.value) == Goal.LIST.value
    return Portion(one, _list_path(session, one, called) if is_list else "")


def _list_path(session: Session, one: "Detected", called: str | None) -> str:
    """Return where a list lies, relative to the root.

    Raises:
        WrongUse: the name the user gave makes no name of a file.
    """
    from kontaktjournal.domain.listed import is_list
    from kontaktjournal.domain.names import slug
    from kontaktjournal.lists.shelved import stem_of

    stem = stem_of(one)
    if called is not None:
        # As she sees it in the folder, or as messages call it.
        stem = slug(called.rpartition("/")[2].removesuffix(".csv"))
        if not any(map(str.isalnum, called)) or not is_list(f"{stem}.csv"):
            raise WrongUse("refusal.import.list_name", name=called)
    path = f"{session.settings.folders.lists}/{stem}.csv"
    if called is None and session.journal.shelf.is_of_another(path, one.format.name):
        # Two programs say otherwise who allowed what: in one table, one of them was not heard.
        return f"{session.settings.folders.lists}/{one.format.name}.csv"
    return path


def _refusal(one: "Detected") -> JournalError:
    """Return why nobody in a file is taken in, and what to do instead."""
    return WrongUse(f"refusal.import.{one.format.name}", path=one.source.path)
