"""Where paths lead, symbolic links followed (F4, P5)."""

import errno
import os
from collections.abc import Sequence

from kontaktjournal.domain.problem import Problem


def misled(root: str, contacts: Sequence[str], path: str) -> Problem | None:
    """Say what is wrong with a link to a file; None where that file counts elsewhere.

    Args:
        root: absolute path of the journal.
        contacts: the contact folders, relative to the root.
        path: the link, relative to the root.
    """
    try:
        real = os.path.realpath(os.path.join(root, path), strict=True)
    except OSError as error:
        variant = "loop" if error.errno == errno.ELOOP else "dangling"
        return Problem(path, 0, 0, "E107", variant)
    if os.path.isdir(real):
        return None
    homes = (os.path.realpath(os.path.join(root, folder)) for folder in contacts)
    if any(is_within(real, home) for home in homes):
        return None
    return Problem(path, 0, 0, "E107", "link")


def is_within(path: str, above: str) -> bool:
    """Tell whether a path is a folder's own, or lies in it; both real and absolute."""
    return path == above or path.startswith(os.path.join(above, ""))
