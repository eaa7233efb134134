"""The folder for whom somebody filed away, where the journal has one (A1).

A file keeps its place below the archive that it had below its contact folder, so that it finds
its way back: ``kontakte/2024/mia.md`` and ``kontakte/archiv/2024/mia.md``.
"""

from collections.abc import Iterable

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.settings import Folders


def archived(path: str, folders: Folders) -> str:
    """Return where a file lies once its contact is filed; where it is, without an archive.

    Raises:
        WrongUse: the archive lies where no contacts are looked for.
    """
    archive = folders.archive
    if not archive or _is_below(path, archive):
        return path
    home = _home(folders)
    if home is None:
        raise WrongUse(
            "refusal.archive", folder=archive, better=_joined(folders.contacts[0], archive)
        )
    if _longest(path, folders.contacts) == home:
        return _joined(archive, _rest(path, home))
    # From another contact folder it takes that one's name along.
    return _joined(archive, path)


def restored(path: str, folders: Folders) -> str:
    """Return where a file lies once its contact is taken up again."""
    archive = folders.archive
    home = _home(folders) if archive else None
    if home is None or not _is_below(path, archive):
        return path
    rest = _rest(path, archive)
    others = [folder for folder in folders.contacts if folder not in {home, archive, "."}]
    return rest if _longest(rest, others) else _joined(home, rest)


def _home(folders: Folders) -> str | None:
    """Return the contact folder an archive belongs to; None where nobody looks into it."""
    archive = folders.archive
    others = [folder for folder in folders.contacts if folder != archive]
    if around := _longest(archive, others):
        return around
    return others[0] if others and archive in folders.contacts else None


def _longest(path: str, folders: Iterable[str]) -> str:
    """Return the innermost of the folders a path lies in; "" where it lies in none."""
    return max((one for one in folders if _is_below(path, one)), key=len, default="")


def _is_below(path: str, folder: str) -> bool:
    return folder == "." or path.startswith(f"{folder}/")


def _rest(path: str, folder: str) -> str:
    return path if folder == "." else path[len(folder) + 1 :]


def _joined(folder: str, rest: str) -> str:
    return rest if folder == "." else f"{folder}/{rest}"
