"""The command itself, called in processes of their own: one after the other, or many at once."""

import os
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from elsewhere import Elsewhere, elsewhere
from kontaktjournal import cli

_TOLD = re.compile(rb"Rede (\d+\.\d+)\.$", re.MULTILINE)


def journal(root: Path, *words: str) -> int:
    """Call ``journal`` in another process; return its exit status."""
    return elsewhere(lambda: _call(root, *words))


def _call(root: Path, *words: str) -> int:
    return cli.run(["-C", str(root), "-q", "--today", "2026-11-23", *words], os.environ)


def talk_at_once(root: Path, people: int, talks: int, refs: Sequence[str]) -> None:
    """Let several people log talks at once, each with all contacts in turn."""

    def work(me: int) -> None:
        for number in range(talks):
            # The first one loads what the others need, which are processes of their own.
            call = journal if number else _call
            status = call(root, "log", refs[number % len(refs)], f"Rede {me}.{number}.")
            assert status == 0, (me, number, status)

    for one in [Elsewhere(partial(work, me)) for me in range(people)]:
        one.result()


def told(people: int, talks: int) -> list[bytes]:
    """Return what they told, sorted."""
    return sorted(b"%d.%d" % (me, number) for me in range(people) for number in range(talks))


def found(root: Path) -> list[bytes]:
    """Return what of it stands in the journal, sorted."""
    return sorted(
        talk
        for path in (root / "kontakte").glob("*.md")
        for talk in _TOLD.findall(path.read_bytes())
    )
