"""Contacts for other programs: values between separators, paths, identifiers (4.7, 4.14)."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from io import StringIO

from kontaktjournal.domain.consent import EVERY_CHANNEL
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due
from kontaktjournal.views.plain import value_of, written_day
from kontaktjournal.views.terminal import visible

#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
_PHONE = re.compile(r"\+[0-9][0-9 ()/.-]*")

#: The keys of a contact as 3.2 has them, each said as the file says it.
SHEET = (
    "name", "status", "next", "step", "every", "aliases", "org", "role", "phone", "email", "city",
    "address", "url", "birthday", "story", "hooks", "fit", "moment", "value", "via", "met",
    "links", "consent", "tags", "source", "created", "last", "snooze", "uid", "path",
)  # fmt: skip
#: Stands behind them where somebody is in the sheet who is not in play.
REASON = "export_reason"

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


def values_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return any values as CSV with a head line: commas, every value quoted.

    Args:
        columns: the head line.
        rows: as many values each.
    """
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue()


def sheet_row(due: Due, *, reason: str = "") -> list[str]:
    """Return a contact as a row of a spreadsheet, in the order of `SHEET`.

    Args:
        due: who; the numbers and addresses it holds are told.
        reason: why it is given away, where that had to be said.
    """
    values = [_OWN[key](due.contact) if key in _OWN else value_of(due, key) for key in SHEET]
    return [_kept_harmless(value) for value in (*values, reason)]


def sheet_text(rows: Iterable[Sequence[str]], *, with_reason: bool, excel: bool) -> str:
    """Return a spreadsheet with a head line, every value quoted.

    Args:
        rows: see `sheet_row`.
        with_reason: whether the last column is wanted.
        excel: as a German Excel opens it by a double click: semicolons, CRLF, a BOM.
    """
    text = StringIO()
    writer = csv.writer(
        text,
        delimiter=";" if excel else ",",
        quoting=csv.QUOTE_ALL,
        lineterminator="\r\n" if excel else "\n",
    )
    columns = (*SHEET, REASON) if with_reason else SHEET
    writer.writerow(columns)
    writer.writerows(row[: len(columns)] for row in rows)
    return f"{_BOM if excel else ''}{text.getvalue()}"


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


# --- a sheet that can be read back ---------------------------------------------------------

_BOM = "\ufeff"
#: What an apostrophe is put before, or stands before by itself.
_GUARDED = re.compile("'*[" + "".join(map(re.escape, _FORMULA)) + "]")
_OWN: dict[str, Callable[[Contact], str]] = {
    # What stands in the file, not what follows from the journal: that would come back as a key.
    "step": lambda contact: contact.step,
    "consent": lambda contact: "none" if contact.blocked else _consent(contact),
}


def _consent(contact: Contact) -> str:
    return "; ".join(
        " ".join(
            filter(
                None,
                (
                    "" if each.channel == EVERY_CHANNEL else f"{each.channel}:",
                    each.answer.value,
                    written_day(each.given),
                    each.note,
                ),
            )
        )
        for each in contact.consent
    )


def _kept_harmless(value: str) -> str:
    """Return a value that is no formula, and of which it can be told what it was."""
    shown = "\n".join(map(visible, re.split("\r\n?|\n", value)))
    is_guarded = _GUARDED.match(shown) and not _PHONE.fullmatch(shown)
    return f"'{shown}" if is_guarded else shown
