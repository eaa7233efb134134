"""What a new file needs to know of the journal: which names are taken, and how it shall begin."""

import os

from kontaktjournal.domain.errors import DiskTrouble, reason_of
from kontaktjournal.domain.names import caseless
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from kontaktjournal.store.sample import template

TEMPLATE = "kontakt.md.j2"


def names_in(root: str, folder: str) -> frozenset[str]:
    """Return the names of everything in a folder, ignored or not, as `caseless` has them.

    Args:
        root: absolute path of the journal.
        folder: relative to it; one that is not there yet has nothing in it.

    Raises:
        DiskTrouble: it cannot be read.
    """
    try:
        return frozenset(map(caseless, os.listdir(os.path.join(root, folder))))
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise _cannot_read(folder, reason_of(error)) from error


def template_of(root: str, folder: str, name: str = TEMPLATE) -> tuple[str, str]:
    """Return a template, the user's own before the one that comes along, and what to call it.

    Args:
        root: absolute path of the journal.
        folder: of her templates, relative to the root.
        name: of the template; one from another template must lie in the same folder.

    Raises:
        DiskTrouble: there is none, or hers cannot be read.
    """
    path = os.path.normpath(os.path.join(folder, name))
    if name == TEMPLATE and not os.path.lexists(os.path.join(root, path)):
        return template(name).decode("utf-8"), f"kontaktjournal/templates/{name}"
    real_root = os.path.realpath(root)
    file = os.path.realpath(os.path.join(root, path))
    # It may be a link, but not out of the journal (P5).
    if os.path.commonpath([real_root, file]) != real_root:
        raise _cannot_read(path, "ELOOP")
    data = Folder(real_root, (), Ignore(())).read(os.path.relpath(file, real_root))
    if not isinstance(data, bytes):
        raise _cannot_read(path, dict(data.values).get("reason", "EIO"))
    try:
        return data.decode("utf-8-sig"), path
    except UnicodeDecodeError as error:
        raise _cannot_read(path, "EILSEQ") from error


def _cannot_read(path: str, reason: str) -> DiskTrouble:
    return DiskTrouble("refusal.cannot_read", path=path, reason=reason)
