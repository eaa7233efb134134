"""Where a link from one note to another leads (N7)."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from unicodedata import normalize

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.names import folds, slug

_IS_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ENDINGS = (".md", ".markdown")


def link_tail(target: str) -> str:
    """Return the last part of a link's target, without its ending."""
    return without_ending(_tidied(target)).rpartition("/")[2]


def link_keys(target: str) -> frozenset[str]:
    """Return what links to the same contact may share; two that share none differ (N7)."""
    tail = link_tail(target)
    return frozenset(slug(fold) for fold in folds(tail)) if tail else frozenset()


class Names:
    """Everything contacts are called by, each name found without a search.

    A table is made when the first link needs it: most links are file names.

    Args:
        contacts: whom links may lead to.
    """

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._contacts = tuple(contacts)

    def resolve(self, target: str, *, by_name: bool = True) -> tuple[str, ...]:
        """Return the paths of the contacts a link can mean, in order; none leads nowhere.

        A path wins over a file name, that over its slug, and that over what people are called.

        Args:
            target: what stands in ``[[…]]``, or a name: a path from the root or from any
                folder on, with or without ``.md``, a file name, a slug, a name, an alias.
            by_name: what people are called counts, too; else only their files do.
        """
        written = without_ending(_tidied(target))
        if not written:
            return ()
        key = _caseless(written)
        found = (
            self._tails.get(key)
            or self._slugs.get(key)
            or (self._named(key, written) if by_name else ())
        )
        if len(found) == 1:
            return tuple(found)
        whole = [path for path in found if _path_key(path) == key] or found
        # Files that differ only in case, or in their ending: the one spelled as typed.
        exact = [path for path in whole if f"/{path}".endswith(_spellings(target))] or whole
        return tuple(sorted(exact))

    def _named(self, key: str, written: str) -> set[str]:
        return {path for fold in {key, *folds(written)} for path in self._called.get(fold, ())}

    @cached_property
    def _tails(self) -> dict[str, list[str]]:
        return self._table(lambda contact: _tails_of(_path_key(contact.path)))

    @cached_property
    def _slugs(self) -> dict[str, list[str]]:
        # A file name that is its own slug stands in the table before this one.
        return self._table(
            lambda contact: () if _IS_SLUG.fullmatch(contact.stem) else (slug(contact.stem),)
        )

    @cached_property
    def _called(self) -> dict[str, list[str]]:
        return self._table(_names_of)

    def _table(self, keys_of: Callable[[Contact], Iterable[str]]) -> dict[str, list[str]]:
        table: dict[str, list[str]] = {}
        for contact in self._contacts:
            for key in dict.fromkeys(keys_of(contact)):
                table.setdefault(key, []).append(contact.path)
        return table


def _tidied(target: str) -> str:
    # Inside a table a link's bar is escaped, and the backslash stays behind: [[anna\|Anna]].
    text = target.strip().rstrip("\\").rstrip()
    while text.startswith(("./", "../", "/")):
        text = text.partition("/")[2]
    return text


def without_ending(path: str) -> str:
    """Return a file's name or path without the ending of a note."""
    for ending in _ENDINGS:
        if path[-len(ending) :].casefold() == ending:
            return path[: -len(ending)]
    return path


def _caseless(text: str) -> str:
    return text if text.isascii() and text.islower() else normalize("NFC", text.casefold())


def _path_key(path: str) -> str:
    return _caseless(without_ending(path))


def _tails_of(path: str) -> Iterable[str]:
    while path:
        yield path
        path = path.partition("/")[2]


def _names_of(contact: Contact) -> Iterable[str]:
    yield slug(contact.name)
    for name in (contact.name, *contact.aliases):
        yield from folds(name)


def _spellings(target: str) -> tuple[str, ...]:
    text = _tidied(target)
    return f"/{text}", *(f"/{text}{ending}" for ending in _ENDINGS)
