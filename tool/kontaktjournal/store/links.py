"""Where a symbolic link in a contact folder leads (F4, P5)."""

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
    if any(os.path.commonpath((real, home)) == home for home in homes):
        return None
    return Problem(path, 0, 0, "E107", "link")
