"""A list for other programs: values between separators, paths, identifiers (4.7)."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from kontaktjournal.domain.due import Due
from kontaktjournal.views.plain import value_of
from kontaktjournal.views.terminal import visible

#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
_PHONE = re.compile(r"\+[0-9][0-9 ()/.-]*")

Numbered = Sequence[tuple[int | None, Due]]


def csv_text(rows: Numbered, columns: Sequence[str]) -> str:
    """Return a list as CSV with a head line: commas, every value quoted, ISO dates.

    Args:
        rows: contacts, each with its number.
        columns: which values of each.
    """
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(_values(rows, columns))
    return text.getvalue()


def tsv_text(rows: Numbered, columns: Sequence[str]) -> str:
    """Return a list as lines of values between tabs, with a head line; nothing is quoted.

    Args:
        rows: contacts, each with its number.
        columns: which values of each.
    """
    return "".join("\t".join(row) + "\n" for row in [columns, *_values(rows, columns)])


def paths_text(rows: Numbered, *, end: str = "\n") -> str:
    """Return the paths, each closed by ``end``: a line end, or NUL for xargs."""
    return "".join(f"{due.contact.path}{end}" for _, due in rows)


def ids_text(rows: Numbered, *, end: str = "\n") -> str:
    """Return what identifies each: its uid, else its path (I1)."""
    return "".join(f"{due.contact.uid or due.contact.path}{end}" for _, due in rows)


def _values(rows: Numbered, columns: Sequence[str]) -> Iterable[list[str]]:
    for number, due in rows:
        yield [
            str(number or "") if column == "n" else _harmless(value_of(due, column))
            for column in columns
        ]


def _harmless(value: str) -> str:
    """Return a value that neither a spreadsheet nor a terminal would obey."""
    is_formula = value.startswith(_FORMULA) and not _PHONE.fullmatch(value)
    return f"'{visible(value)}" if is_formula else visible(value)
