"""Two contacts who turned out to be one person: what becomes of what both say (X6)."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kontaktjournal.domain.consent import EVERY_CHANNEL, permission_for
from kontaktjournal.domain.contact import Answer, Contact, Permission, stem_of
from kontaktjournal.domain.links import Names, link_keys, without_ending
from kontaktjournal.domain.names import digits_of, same
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.renaming import Aside, Fate, Renaming, joined
from kontaktjournal.domain.reopening import is_filed

_ENDINGS = (".md", ".markdown")
#: What nobody wrote who would miss it: what tells one file from another.
_TRIFLES = frozenset({"uid", "created"})
#: What is spelled in many ways, and where in a contact it is read.
_READ = {
    "status": ("status", "status_typed"),
    "next": ("next", "never"),
    "every": ("every",),
    "snooze": ("snooze",),
    "birthday": ("birthday",),
    "fit": ("fit",),
}
#: What was agreed on for the next conversation.
_PLAN = frozenset({"next", "step", "every", "snooze"})


class Outvoted(NamedTuple):
    """What one of two said, and the other said otherwise.

    Args:
        key: as it was typed.
        words: what stood there, on one line.
        is_own: whether it stood in the file that stays, and a stricter word took its place.
    """

    key: str
    words: str
    is_own: bool = False


def withheld(ours: Contact, theirs: Contact, pipeline: Pipeline) -> frozenset[str]:
    """Return the keys that are not filled from the other, although they are blank.

    Who is filed, or is not to be contacted, gets no plan; a step belongs to its date.

    Args:
        ours: who stays.
        theirs: who goes into it.
        pipeline: the journal's stages.
    """
    if is_filed(ours, pipeline) or ours.blocked or theirs.blocked:
        return _PLAN
    has_date, had_date = (bool(one.next or one.never) for one in (ours, theirs))
    kept: set[str] = set()
    if has_date:
        kept |= {"snooze", "step"} if had_date else {"snooze"}
    if is_filed(theirs, pipeline) and (has_date or ours.every):
        # Nobody is filed by a blank.
        kept.add("status")
    return frozenset(kept)


def is_said(key: str, item: str, known: Collection[str]) -> bool:
    """Tell whether an item of a list stands there already, in whatever spelling.

    Args:
        key: canonical.
        item: as typed.
        known: the items that are there.
    """
    form = _form(key, item)
    return any(form == _form(key, one) or same(form, _form(key, one)) for one in known)


def _form(key: str, item: str) -> str:
    words = " ".join(item.split())
    if key == "phone":
        return digits_of(words) or words
    if key == "url":
        bare = words.casefold().partition("://")[2] or words.casefold()
        return bare.removeprefix("www.").rstrip("/")
    if key == "tags":
        return words.lstrip("#")
    return words


def stricter(ours: Contact, theirs: Contact) -> tuple[Permission, ...]:
    """Return who may be reached how where two say something: a no of either holds.

    Args:
        ours: whose word is taken where both say the same.
        theirs: whose word fills what the first says nothing of.
    """
    own = {one.channel: one for one in ours.consent}
    channels = dict.fromkeys(one.channel for one in (*ours.consent, *theirs.consent))
    found: list[Permission] = []
    for channel in channels:
        one, other = permission_for(ours, channel), permission_for(theirs, channel)
        if channel == EVERY_CHANNEL and channel not in own and own:
            # A yes to everything does not open what the first never spoke of.
            other = other if other and other.answer is Answer.NO else None
        told = _stricter(one, other)
        if told and (channel in own or told is not one):
            found.append(told)
    return tuple(found)


def _stricter(one: Permission | None, other: Permission | None) -> Permission | None:
    if one is None or other is None:
        return one or other
    if one.answer is Answer.NO or other.answer is not Answer.NO:
        return other if one.answer is Answer.OPEN and other.answer is Answer.YES else one
    return other


def is_missed(key: str, said: Contact | None, now: Contact) -> bool:
    """Tell whether a person misses what was outvoted: no trifle, nor the same in other letters.

    Args:
        key: canonical.
        said: whoever says nothing else, as it is read; None where that is not known.
        now: who stays, as it is.
    """
    if key in _TRIFLES:
        return False
    parts = _READ.get(key, ())
    return not (said and parts) or any(getattr(said, at) != getattr(now, at) for at in parts)


class Joining(Renaming):
    """One file that goes into another, and everybody links can mean.

    Args:
        gone: the contact whose file there is no more.
        kept: the other, as it is now.
        merged: the same with what the first told.
        others: all contacts that a link to be asked about can mean.
        notes: the paths of all notes, contacts or not.
    """

    def __init__(
        self,
        gone: Contact,
        kept: Contact,
        merged: Contact,
        others: Sequence[Contact],
        notes: Collection[str],
    ) -> None:
        others = [one for one in others if one.path not in {gone.path, kept.path}]
        super().__init__(gone, merged, others, notes)
        self._before = Names((gone, kept, *others))
        self._namesakes = [path for path in self._namesakes if path != kept.path]

    def of_link(self, target: str) -> Fate:
        """Say what becomes of a link like ``[[target]]``, or of a plain name."""
        if self._keys.isdisjoint(link_keys(target)):
            return Fate()
        meant, means = self._before.resolve(target), self._after.resolve(target)
        wanted = {self._new if path == self._old else path for path in meant}
        is_by_file = self._before.resolve(target, by_name=False) == (self._old,)
        if not meant or (means == tuple(sorted(wanted)) and not is_by_file):
            return Fate()
        if len(wanted) == 1:
            return self._led_to(wanted.pop(), target if is_by_file else "")
        return Fate(aside=Aside.AMBIGUOUS)

    def of_path(self, target: str, source: str) -> Fate:
        """Say what becomes of a link like ``[label](target)``."""
        if self._keys.isdisjoint(link_keys(target)) or not self._is_path_of_old(target, source):
            return Fate()
        bare = without_ending(target)
        folder = source.rpartition("/")[0]
        if "/" not in target and folder != self._old.rpartition("/")[0]:
            to = self._new.rpartition("/")[2]  # by its name alone
        elif target.startswith("/"):
            to = f"/{self._new}"
        else:
            to = relative(self._new, folder)
        return Fate(to if bare != target else without_ending(to))


def relative(path: str, folder: str) -> str:
    """Return how a path is written in a link from a folder."""
    steps, own = path.split("/"), folder.split("/") if folder else []
    shared = 0
    while shared < min(len(steps) - 1, len(own)) and steps[shared] == own[shared]:
        shared += 1
    return "/".join([".."] * (len(own) - shared) + steps[shared:])


def rebased(target: str, source: str, to: str, notes: Collection[str]) -> str | None:
    """Return how a link's relative path is written from another folder; None where it stays.

    Args:
        target: the path, as it is meant.
        source: the note it stood in.
        to: the note it stands in from now on.
        notes: the paths of all notes.
    """
    before, after = source.rpartition("/")[0], to.rpartition("/")[0]
    path = joined(before, target)
    if before == after or target.startswith("/") or not path:
        return None
    if path not in notes and (joined("", target) in notes or target.casefold().endswith(_ENDINGS)):
        return None  # from the root, or by its name alone: as some programs write it
    found = relative(path, after)
    return found if found != target else None


def names_of(contact: Contact, title: str) -> tuple[str, ...]:
    """Return everything somebody is called in a file: name, heading, aliases.

    A file's name is none, where nobody wrote one.
    """
    name = "" if contact.name == stem_of(contact.path) else contact.name
    return tuple(dict.fromkeys(filter(None, (name, title, *contact.aliases))))
