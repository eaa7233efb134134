"""What becomes of links when a contact's file gets another name (N4, N7)."""

from collections.abc import Collection, Sequence
from enum import Enum
from typing import NamedTuple
from unicodedata import normalize

from kontaktjournal.domain.contact import Contact, stem_of
from kontaktjournal.domain.links import Names, link_keys, without_ending
from kontaktjournal.domain.names import caseless, file_name, slug

_MARKDOWN_ENDINGS = (".md", ".markdown")


def new_stem(typed: str, style: str) -> str:
    """Return the file name that a name or a file name on the command line makes, or nothing.

    Args:
        typed: "Anna Schmidt", "anna-schmidt", "anna-schmidt.md".
        style: how files are named: ``slug`` or ``name`` (N1, N2).
    """
    words = without_ending(typed.strip())
    if not any(char.isalnum() for char in words):
        return ""
    # With its ending it is a file's name as it shall be.
    is_whole = words != typed.strip()
    return file_name(words) if is_whole or style == "name" else slug(words)


def same_name(one: str, other: str) -> bool:
    """Tell whether some disk takes two names for one (N3)."""
    return caseless(one) == caseless(other)


class Aside(Enum):
    """Why a link stays as it is, although it leads elsewhere from now on."""

    #: It could have meant several people before.
    AMBIGUOUS = "ambiguous"
    #: It led nowhere before, and leads to the new name now.
    FOUND = "found"
    #: Nothing that could be written there would mean the right one.
    LOST = "lost"


class Fate(NamedTuple):
    """What becomes of a link.

    Args:
        target: what it names from now on; None where it stays as it is.
        aside: why that has to be told.
    """

    target: str | None = None
    aside: Aside | None = None


_STAYS = Fate()


class Renaming:
    """One file that gets another name, and everybody links can mean.

    A link by the old file name follows. One by a person's name goes on meaning that person;
    where the new file name would take a link away from another note, it names that one's file
    from now on.

    Args:
        before: the contact under its old name.
        after: the same under its new name.
        others: all contacts that a link to be asked about can mean.
        notes: the paths of all notes, contacts or not.
    """

    def __init__(
        self, before: Contact, after: Contact, others: Sequence[Contact], notes: Collection[str]
    ) -> None:
        others = [one for one in others if one.path != before.path]
        self._old, self._new = before.path, after.path
        self._before = Names((before, *others))
        self._after = Names((after, *others))
        contacts = {before.path, *(one.path for one in others)}
        self._notes = notes
        # Other programs may take a link for one to them.
        self._namesakes = [
            path for path in notes if same_name(stem_of(path), after.stem) and path not in contacts
        ]
        self._keys = watched(before, after)

    def of_link(self, target: str) -> Fate:
        """Say what becomes of a link like ``[[target]]``, or of a plain name."""
        if self._keys.isdisjoint(link_keys(target)):
            return _STAYS
        meant, means = self._before.resolve(target), self._after.resolve(target)
        wanted = tuple(sorted(self._new if path == self._old else path for path in meant))
        is_by_file = self._before.resolve(target, by_name=False) == (self._old,)
        if means == wanted and not is_by_file:
            return _STAYS
        if len(meant) == 1:
            return self._led_to(wanted[0], target if is_by_file else "")
        if meant:
            return Fate(aside=Aside.AMBIGUOUS)
        named = self._namesakes_of(target)
        return self._led_to(named[0], "") if len(named) == 1 else Fate(aside=Aside.FOUND)

    def _led_to(self, path: str, typed: str) -> Fate:
        """Return the shortest link that means a note and no other, like the one typed."""
        whole = without_ending(path)
        ending = path[len(whole) :]
        is_contact = path not in self._namesakes
        wanted = ((path,), []) if is_contact else ((), [path])
        choices: list[str] = []
        if typed:
            bare = without_ending(typed)
            folder = bare[: len(bare) - len(bare.rpartition("/")[2])]
            choices.append(folder + stem_of(path) + (ending if bare != typed else ""))
        steps = whole.split("/")
        choices += ["/".join(steps[at:]) for at in range(len(steps) - 1, -1, -1)]
        choices.append(path)
        for choice in choices:
            if (self._after.resolve(choice), self._namesakes_of(choice)) == wanted:
                return Fate(choice)
        return Fate(aside=Aside.LOST)

    def _namesakes_of(self, target: str) -> list[str]:
        """Return the notes that are no contacts and that a link may mean all the same."""
        tail = f"/{caseless(without_ending(joined('', target)))}"
        return [
            path for path in self._namesakes if f"/{caseless(without_ending(path))}".endswith(tail)
        ]

    def of_path(self, target: str, source: str) -> Fate:
        """Say what becomes of a link like ``[label](target)``.

        Args:
            target: a path, from the folder of the note, from the root, or a file's name alone.
            source: the note it stands in.
        """
        if self._keys.isdisjoint(link_keys(target)) or not self._is_path_of_old(target, source):
            return _STAYS
        bare = without_ending(target)
        folder = bare[: len(bare) - len(bare.rpartition("/")[2])]
        name = self._new.rpartition("/")[2]
        return Fate(folder + (name if bare != target else stem_of(name)))

    def _is_path_of_old(self, target: str, source: str) -> bool:
        has_ending = target.casefold().endswith(_MARKDOWN_ENDINGS)
        paths = (
            [joined("", target)]
            if target.startswith("/")
            else [joined(source.rpartition("/")[0], target), joined("", target)]
        )
        for path in paths:
            if path == normalize("NFC", self._old if has_ending else without_ending(self._old)):
                return True
            if path in self._notes:
                return False
        # By its name alone, as some programs write it; but not where a path leads out.
        is_by_file = self._before.resolve(target, by_name=False) == (self._old,)
        return has_ending and any(paths) and is_by_file


def watched(before: Contact, after: Contact) -> frozenset[str]:
    """Return what every link shares with a renaming that the renaming may touch."""
    names = (before.stem, after.stem, before.name, after.name)
    return frozenset[str]().union(*map(link_keys, names))


def joined(folder: str, path: str) -> str:
    """Return where a path leads from a folder; nothing where it leads out."""
    steps = folder.split("/") if folder else []
    for step in normalize("NFC", path).split("/"):
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)
