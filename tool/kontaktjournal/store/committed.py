"""Whether git would take a file for the user's own work: what the tool makes names people."""

import os

_SECONDS = 10
#: No command of git's may run a program that the folder names.
_GIT = ("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=")


def is_in_git(root: str) -> bool:
    """Tell whether a folder belongs to a git repository."""
    folder = os.path.realpath(root)
    while not os.path.lexists(os.path.join(folder, ".git")):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return False
    return True


def is_committed(path: str) -> bool:
    """Tell whether git would commit a file.

    Args:
        path: of the file; its folder exists.
    """
    # Only where it has to be asked: most folders belong to no repository.
    folder, name = os.path.split(os.path.realpath(path))
    if not is_in_git(folder):
        return False
    import subprocess

    words = (*_GIT, "-C", folder, "check-ignore", "-q", "--", name)
    environ = {key: word for key, word in os.environ.items() if not key.startswith("GIT_")}
    try:
        answer = subprocess.run(  # noqa: S603  # nothing in it comes from a file
            words, env=environ, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 1
