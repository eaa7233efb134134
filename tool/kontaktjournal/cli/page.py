"""``journal page``: the journal as pages to read, without server and network."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kontaktjournal.cli.options import command as journal_command
from kontaktjournal.cli.options import exclude, offer_folders, option
from kontaktjournal.cli.query import asked, parsed, query_argument
from kontaktjournal.cli.session import current_session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.press.press import Press, Printed

#: In the root of the journal; `journal init` lets git ignore it.
FOLDER = "seite"


@journal_command("page")
@query_argument()
@option(
    "-o",
    "--output",
    metavar="metavar.folder",
    shell_complete=offer_folders,
    help="option.output.page",
)
@option("--all", "everybody", is_flag=True, help="option.all.pages")
@option("--single", type=click.Path(), metavar="metavar.file", help="option.single")
def command(
    *, terms: tuple[str, ...], output: str | None, everybody: bool, single: str | None
) -> None:
    """Print the journal as pages."""
    from kontaktjournal.press.press import Press

    exclude({"--single": single is not None, "-o": output is not None})
    exclude({"--single": single is not None, "--all": everybody})
    session = current_session()
    query = parsed(session, terms) if any(map(str.strip, terms)) else None
    only = _found(session, query)
    everybody = everybody or (query is not None and query.lifts_scope)
    if single is not None:
        _print_single(session, Press(session.say, None), single, only)
        return
    press = Press(session.say, _folder(session, output), everybody=everybody)
    printed = press.run(session.journal, session.journal.moment, only)
    _report(session, press, printed)
    if printed.written and press.is_newly_committed():
        session.tell(session.say("page.in_git", folder=f"{_near(Path(press.folder))}/"))
    session.tell_of_folders()


def _found(session: "Session", query: "Query | None") -> list[str] | None:
    """Return the files of those a search finds; None for everybody."""
    if query is None:
        return None
    found = asked(session, query, everybody=True)
    return [due.contact.path for due in found]


def _folder(session: "Session", output: str | None) -> str:
    """Return the folder the pages are printed into.

    Raises:
        Refused: it is a link nobody named.
        WrongUse: it is there for something else.
    """
    from kontaktjournal.store.site import place_for

    named = None if output is None else str(Path(output).absolute())
    return place_for(str(session.place.root), named, session.settings.folders, FOLDER)


def _print_single(session: "Session", press: "Press", path: str, only: list[str] | None) -> None:
    """Print the agenda alone, into a file or on standard output."""
    from kontaktjournal.store.committed import is_committed
    from kontaktjournal.store.given_away import refuse_among_contacts, write

    journal = session.journal
    if path != "-":
        refuse_among_contacts(path, str(session.place.root), journal.settings.folders.contacts)
    data = press.single(journal, journal.moment, only)
    if path == "-":
        exclude({"--single -": True, "--json": session.json})
        session.print_bytes(data)
        return
    is_first = not os.path.lexists(path)
    is_new = _says(path) != data
    if is_new:
        write(path, data)
    if session.json:
        _print_json(session, {"path": path, "written": [path] * is_new})
    else:
        session.print_line(session.say("page.single", path=path))
    if is_first and is_committed(path):
        session.tell(session.say("page.in_git", folder=path))
    session.tell_of_folders()


def _says(path: str) -> bytes | None:
    """Return what a file says; None where there is none."""
    with suppress(OSError):
        return Path(path).read_bytes() if Path(path).is_file() else None
    return None


def _report(session: "Session", press: "Press", printed: "Printed") -> None:
    """Say what became of the pages, and where to open them."""
    say = session.say
    folder = Path(press.folder)
    start = folder / "index.html"
    if session.json:
        value = {name: [*names] for name, names in (
            ("written", printed.written), ("removed", printed.removed), ("kept", printed.kept),
            ("spoiled", (path for path, _ in printed.spoiled)),
        )}  # fmt: skip
        _print_json(session, {"path": str(start), "unchanged": printed.unchanged, **value})
    else:
        written, kept = _pages(printed.written), _pages(printed.kept)
        counted = {
            "written": written,
            "unchanged": printed.pages - written - kept,
            "removed": _pages(printed.removed),
        }
        told = [say.count(f"page.printed.{key}", n) for key, n in counted.items() if n > 0]
        session.print_line(say("page.printed", what=", ".join(told), path=_near(start)))
    if printed.kept:
        from kontaktjournal.views.words import some_of

        files = [_near(folder / name) for name in printed.kept]
        session.tell(say("export.kept", files=some_of(files)))
    for path, trouble in printed.spoiled:
        session.tell(say("page.spoiled", path=path, what=trouble))


def _pages(names: "Iterable[str]") -> int:
    """Return how many of the files are pages: nobody counts the fonts."""
    return sum(name.endswith(".html") for name in names)


def _print_json(session: "Session", value: dict[str, object]) -> None:
    from kontaktjournal.views import rows

    session.print(rows.written({"version": 1, "command": "page", **value}))


def _near(path: Path) -> str:
    """Return a path as it is shortest from where the user stands."""
    with suppress(OSError):
        if path.is_relative_to(here := Path.cwd()):
            return str(path.relative_to(here))
    return str(path)
