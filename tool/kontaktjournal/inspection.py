"""Look for all that is wrong in a journal, also what only shows between files."""

import os
from datetime import date
from pathlib import Path

from kontaktjournal.config.place import Place
from kontaktjournal.domain.blocking import FILE as BLOCK_LIST
from kontaktjournal.domain.pipeline import IN_PLAY
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.shelf import Shelf
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.shelf import opened

#: What git writes before the first of two versions.
_MARKER = b"<<<<<<< "


def problems_in(ask: Ask, folder: Folder, settings: Settings, today: date) -> list[Problem]:
    """Return what is wrong in the files of contacts, and between them.

    Args:
        ask: asks the index.
        folder: where the files are.
        settings: of the journal.
        today: the day.
    """
    from kontaktjournal.domain.lint import lint
    from kontaktjournal.notation.keys import Keys
    from kontaktjournal.notation.places import is_placeless, placed

    found = ask(select.problems(None))
    contacts = ask(select.contacts())
    problems = lint(contacts, today, settings, found=found, known_files=folder.stems())
    keys = Keys(settings.keys)
    for at, problem in enumerate(problems):
        if is_placeless(problem):
            data = folder.read(problem.path)
            if isinstance(data, bytes):
                problems[at] = placed(problem, data, keys)
    return problems


def faulty_queries(place: Place, settings: Settings, today: date) -> list[Problem]:
    """Return what is wrong with the saved queries of ``journal.toml``."""
    if not place.file or not settings.views:
        return []
    from kontaktjournal.config.document import load
    from kontaktjournal.config.place import FILE
    from kontaktjournal.config.saved import faulty_views

    return faulty_views(load(place.file, FILE), settings, today)


def open_draws(ask: Ask, shelf: Shelf, cache: Path, contacts: str, today: date) -> list[Problem]:
    """Return on which lists people were drawn today about whom nothing is decided yet.

    Args:
        ask: asks the index.
        shelf: where the lists stand.
        cache: the folder of what can be made again.
        contacts: folder of the contacts, for those who are only listed.
        today: the day.
    """
    from kontaktjournal.store.drawn import DrawnToday

    drawn: dict[str, set[str]] = {}
    for path, key in DrawnToday(cache, today).remembered().tickets:
        drawn.setdefault(path, set()).add(key)
    problems: list[Problem] = []
    # Whoever was decided about may have got a uid since.
    known = {one.path: one.uid for one in ask(select.by_path([*drawn.get("", ())]))}
    for path, keys in drawn.items():
        decided = {one.key for one in shelf.decisions(path) if one.day == today}
        waiting = [key for key in keys if decided.isdisjoint((key, known.get(key, key)))]
        if waiting:
            count = (("count", str(len(waiting))),)
            problems.append(Problem(path or contacts, 0, 0, "I305", "", count))
    return problems


def torn_block_list(root: str) -> list[Problem]:
    """Return where git left two versions in the block list: what stands there may not hold.

    Args:
        root: absolute path of the journal.

    Raises:
        DiskTrouble: it cannot be read.
    """
    if not os.path.lexists(f"{root}/{BLOCK_LIST}"):
        return []
    with opened(root, BLOCK_LIST) as file:
        return [
            Problem(BLOCK_LIST, line, 1, "E105")
            for line, text in enumerate(file, start=1)
            if text.startswith(_MARKER)
        ]


def block_list(ask: Ask, folder: Folder, settings: Settings, keys: str) -> list[Problem]:
    """Return what of the block list cannot be checked here, and whose files do not say it.

    Args:
        ask: asks the index.
        folder: where the files are.
        settings: of the journal.
        keys: absolute path of the folder where its key lies.

    Raises:
        DiskTrouble: the list cannot be read.
    """
    from kontaktjournal.domain.blocking import marks_of
    from kontaktjournal.domain.objection import unheard
    from kontaktjournal.notation.keys import Keys
    from kontaktjournal.notation.places import placed
    from kontaktjournal.store.block_key import FILE as KEY
    from kontaktjournal.store.block_list import block_list_in

    known = block_list_in(folder.root, keys)
    problems: list[Problem] = []
    if known.unchecked:
        values = (("count", str(known.unchecked)), ("key", f"{keys}/{KEY}"))
        problems.append(Problem(BLOCK_LIST, 0, 0, "W217", "", values))
    if known.is_empty:
        return problems
    contacts = ask(select.contacts(IN_PLAY))
    for contact, mail, _ in unheard(contacts, lambda card: known.of(marks_of(card))):
        problem = Problem(contact.path, 1, 1, "I308", "", (("word", mail),))
        data = folder.read(contact.path)
        if isinstance(data, bytes):
            problem = placed(problem, data, Keys(settings.keys))
        problems.append(problem)
    return problems
