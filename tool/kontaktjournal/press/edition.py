"""What was printed last time: enough to know what must be printed again."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kontaktjournal.index.readings import Filling
from kontaktjournal.press.kept import Kept
from kontaktjournal.press.roll import Roll

_PREFIX, _BODY = "page-", "-roll"
_MOST_SITES = 4
_DAMAGE = (ValueError, TypeError, LookupError, AttributeError)


@dataclass(slots=True)
class Edition:
    """What was printed, and from what.

    Args:
        face: what all pages share; with another face, all of them are others.
        filling: state of the index.
        problems: what could not be read then.
        marks: what each file says, by name.
        said: what the overviews say besides that moment, by name.
        made: the moment the overviews name, by name; it stays as long as they say the same.
        in_full: files of those whom the agenda shows in full.
        volume: names the larger part, which follows; empty where it is not kept.
        supplement: what changed in the roll since that part was kept.
        roll: who was there; None as long as nobody asked.
        pages: the page of each contact that has one, by its file.
    """

    face: str
    filling: Filling | None = None
    problems: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    in_full: frozenset[str] = frozenset()
    volume: str = ""
    supplement: Any = ()
    roll: Roll | None = None
    pages: dict[str, str] = field(default_factory=dict)


class Archive:
    """Keeps the last edition of a site in the cache.

    Args:
        cache: of the journal; None keeps nothing.
        name: of the site.
    """

    def __init__(self, cache: Path | None, name: str) -> None:
        self._cache = cache
        # The head is all that is needed where nothing changed.
        self._head = Kept(cache and cache / f"{_PREFIX}{name}")
        self._body = Kept(cache and cache / f"{_PREFIX}{name}{_BODY}")

    def newest(self, face: str) -> Edition:
        """Return the last edition with a face; an empty one if there is none."""
        found = self._head.read()
        with suppress(*_DAMAGE):
            known, filling, problems, marks, said, made, in_full, volume, supplement = found
            if known == face:
                state, told = Filling(*filling), ({**marks}, {**said}, {**made})
                return Edition(
                    face, state, problems, *told, frozenset(in_full), volume, supplement
                )
        return Edition(face, roll=Roll())

    def complete(self, edition: Edition) -> bool:
        """Fetch the larger part of an edition; return False where it is lost."""
        if edition.roll is not None:
            return True
        found = self._body.read()
        with suppress(*_DAMAGE):
            volume, pages, roll = found
            if volume == edition.volume:
                edition.roll = Roll.unpacked(roll, edition.supplement)
                edition.pages = {**pages}
                return True
        return False

    def keep(self, edition: Edition) -> None:
        """Keep an edition; its larger part only where much of it changed."""
        roll = edition.roll
        is_new = roll is not None and (not edition.volume or roll.is_rewritten)
        if roll is not None and is_new:
            edition.volume = os.urandom(8).hex()
            self._body.write((edition.volume, edition.pages, roll.packed()))
        if roll is not None:
            edition.supplement = roll.supplement()
        filling = tuple(edition.filling or ())
        told = (edition.problems, edition.marks, edition.said, edition.made, edition.in_full)
        self._head.write((edition.face, filling, *told, edition.volume, edition.supplement))
        if is_new:
            self._forget_old()

    def _forget_old(self) -> None:
        """Keep only the sites printed last: names of people stand in there."""
        with suppress(OSError):
            bodies = self._cache.glob(f"{_PREFIX}*{_BODY}") if self._cache else ()
            heads = [body.with_name(body.name.removesuffix(_BODY)) for body in bodies]
            for head in sorted(heads, key=_age)[:-_MOST_SITES]:
                head.with_name(f"{head.name}{_BODY}").unlink()
                head.unlink(missing_ok=True)


def _age(head: Path) -> int:
    return head.stat().st_mtime_ns if head.exists() else 0
