"""A contact's file around a visit to the editor: where it is opened, and what is wrong in it."""

from collections.abc import Sequence
from datetime import date

from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.lint import lint
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.frontmatter import Block, find_block
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.parse import Reading
from kontaktjournal.notation.places import is_placeless, placed

#: Findings that need all the other files.
_BETWEEN_FILES = frozenset({"E104", "W204", "I303"})
_GRAVE = ("error", "warning")


def line_to_open(reading: Reading) -> int:
    """Return the line where somebody wants to write: at what is wrong, else in the body."""
    for severity in _GRAVE:
        for problem in reading.problems:
            if problem.severity == severity and problem.line:
                return problem.line
    if reading.contact and reading.contact.entries:
        return newest_first(reading.contact)[0].line
    return _top_of_body(reading.text)


def _top_of_body(text: str) -> int:
    """Return the first line below head and heading; the last where nothing stands there."""
    lines = text.split("\n")
    block = find_block(text)
    first = block.body_line if isinstance(block, Block) else 1
    for number, line in enumerate(lines[first - 1 :], first):
        if line.strip() and not line.startswith("# "):
            return number
    return max(1, len(lines) - (not lines[-1]))


def problems_in(
    reading: Reading, data: bytes, today: date, settings: Settings
) -> Sequence[Problem]:
    """Return what `check` would say of a file, as far as it can be said without the others.

    Args:
        reading: of the file.
        data: its bytes.
        today: the day of the check.
        settings: stages and rhythms.
    """
    contacts = [reading.contact] if reading.contact else []
    found = lint(contacts, today, settings, found=reading.problems)
    keys = Keys(settings.keys)
    return sorted(
        placed(problem, data, keys) if is_placeless(problem) else problem
        for problem in found
        if problem.code not in _BETWEEN_FILES
    )
