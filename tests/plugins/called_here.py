"""The command called in this process, as at a shell with pipes, on Monday, 23 November 2026."""

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from kontaktjournal.cli import run


class Said(NamedTuple):
    """What a call of the command answered."""

    status: int
    stdout: str
    stderr: str


def called(folder: Path, *words: str, **environ: str) -> Said:
    """Call the command in a folder; what it remembers lies beside it.

    Args:
        folder: where it is called.
        words: behind ``journal``.
        environ: what else the environment says.
    """
    given = {
        "HOME": str(folder.parent), "XDG_CACHE_HOME": f"{folder}.cache",
        "XDG_STATE_HOME": f"{folder}.state", "LANG": "de_DE.UTF-8", "COLUMNS": "80",
        "JOURNAL_TODAY": "2026-11-23", "JOURNAL_NOW": "09:00",
    }  # fmt: skip
    answers = io.BytesIO(), io.BytesIO()
    out, err = (
        io.TextIOWrapper(each, "utf-8", "backslashreplace", newline="") for each in answers
    )
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        status = run([*words], given | environ)
    out.flush()
    err.flush()
    return Said(status, answers[0].getvalue().decode(), answers[1].getvalue().decode())
