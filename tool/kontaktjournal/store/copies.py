"""Which files are copies of another: of a sync service, an editor, a merge, or our own.

Such a copy goes when its contact is forgotten, so nothing counts that could be somebody else's:
what stands behind the stem must be one of the marks below, and nothing else.
"""

import re
from collections.abc import Collection

from kontaktjournal.domain.links import without_ending
from kontaktjournal.store.ignore import always_ignored, is_conflict_copy, is_note
from kontaktjournal.store.leftover import PREFIX, beginning_of

#: Between stem and ending: Syncthing and we, ownCloud, Dropbox and Nextcloud, Seafile, git.
_MARK = r"""
    \.sync-conflict-\d{8}-\d{6}(?:-\w+(?:-\d+)?)?
    | _conflict-\d{8}-\d{6}
    | \ \((?:[^()]*\ )?(?:conflicted\ copy|in\ Konflikt\ stehende\ Kopie)\b[^()]*\)
    | \ \(SFConflict\b[^()]*\)
    | \ \(Konflikt\b[^()]*\d{4}-\d\d-\d\d[^()]*\)
    | _(?:BASE|LOCAL|REMOTE|BACKUP)_\d+
"""
_MARKED = re.compile(rf".+ (?:{_MARK}) \.\w+", re.VERBOSE)
#: Behind the whole name, and around it: what editors and patch programs leave.
_EDITORS = r"(?: ~ | \.~\d+~ | \.(?i:bak|orig|tmp) )"
_SWAP = r"\.sw[a-p]"
#: What may stand between the stem of a contact's file and what was added to it.
_ENDS = frozenset("._ ~(#-")


def copies_of(own: str, paths: Collection[str]) -> frozenset[str]:
    """Return which files are surely copies of a contact's.

    Args:
        own: path of the contact's file.
        paths: of all files.
    """
    beside, slash, own_name = own.rpartition("/")
    begins = f"{beside}{slash}"
    names = [
        path[len(begins) :] for path in paths
        if path.startswith(begins) and "/" not in path[len(begins) :]
    ]  # fmt: skip
    pattern, ours = _pattern(own_name), beginning_of(own_name)
    likely = {
        name for name in names
        if name != own_name and (name.startswith(ours) or pattern.fullmatch(name))
    }  # fmt: skip
    if not likely:
        return frozenset()
    others = {name for name in names if name != own_name and _is_contact(name)}
    return frozenset(f"{begins}{name}" for name in likely if not _is_of(name, own_name, others))


def _pattern(name: str) -> re.Pattern[str]:
    stem = without_ending(name)
    ending = re.escape(name[len(stem) :])
    whole = rf"{re.escape(stem)} (?:{_MARK})* {ending}"
    return re.compile(
        rf"""
        {re.escape(stem)} (?:{_MARK})+ {ending}
        | {whole} {_EDITORS}+
        | \.? {whole} {_SWAP}
        | \. {whole} \.un~
        | \# {whole} \#
        | \.\# {whole}
        """,
        re.VERBOSE,
    )


def _is_contact(name: str) -> bool:
    is_left_out = always_ignored(name, is_folder=False) or is_conflict_copy(name)
    return is_note(name) and not is_left_out and not _MARKED.fullmatch(name)


def _is_of(name: str, own: str, others: Collection[str]) -> bool:
    """Tell whether a file is, or may be, one of another contact's."""
    if name.startswith(PREFIX):
        return any(name.startswith(beginning_of(other)) for other in others)
    bare, stem = name.lstrip(".#"), without_ending(own)
    longer = (each for each in map(without_ending, others) if len(each) > len(stem))
    return any(
        bare.startswith(each) and (len(bare) == len(each) or bare[len(each)] in _ENDS)
        for each in longer
    )
