"""An entry of one file in the form another file writes its entries in."""

import re
from collections.abc import Sequence

from kontaktjournal.notation.edit.entry_text import Form

_HEAD = re.compile(r"([ \t]*)(\#{2,6}|[-*+])([ \t]+)(.*)")
_CONTINUED = "  "


def reshaped(lines: Sequence[str], form: Form) -> list[str]:
    """Return an entry's lines in another form: its first sign, and how far its text is indented.

    Args:
        lines: as they stand in its file.
        form: of the entries it will stand among.
    """
    found = _HEAD.fullmatch(lines[0])
    if found is None:
        return [*lines]
    indent, sign, gap, words = found.groups()
    told = [*lines[1:]]
    was_list = sign in {"-", "*", "+"}
    if was_list and form.is_list:
        told = [_moved(line, indent, form.indent) for line in told]
        return [f"{form.indent}{form.sign}{gap}{words}", *told]
    if was_list:
        told = _dedented(told)
        blank = [""] if told and form.roomy else []
        return [f"{form.indent}{form.sign} {words}", *blank, *told]
    if form.is_list:
        while told and not told[0].strip():
            del told[0]
        told = [f"{form.indent}{_CONTINUED}{line}" if line.strip() else line for line in told]
        return [f"{form.indent}{form.sign} {words}", *told]
    return [f"{indent}{form.sign}{gap}{words}", *told]


def own_form(lines: Sequence[str], form: Form) -> Form:
    """Return the form an entry has where it stays as it is, among those of another."""
    found = _HEAD.fullmatch(lines[0])
    if found is None or found[2] in {"-", "*", "+"}:
        return form._replace(sign=found[2] if found else form.sign, airy=form.airy)
    return form._replace(sign=found[2], airy=True)


def _moved(line: str, indent: str, to: str) -> str:
    if not line.startswith(indent) or not line.strip():
        return line
    return to + line[len(indent) :]


def _dedented(lines: Sequence[str]) -> list[str]:
    """Return lines without the blanks that all of them begin with."""
    depths = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
    depth = min(depths, default=0)
    return [line[depth:] if line.strip() else line for line in lines]
