"""A decision line for an entry that stands in a file already (3.4, clarification 33)."""

from kontaktjournal.domain.contact import Entry
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.notation.edit.entry_text import NewEntry
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.edit.proof import Witness

_LIST_SIGNS = ("-", "*", "+")
_CONTINUED = "  "


def decided(file: Manuscript, entry: Entry, decision: str, witness: Witness) -> Manuscript:
    """Return a file in which an entry ends with a decision.

    Args:
        file: to be written into.
        entry: as it was read; it is found again wherever it stands now. A row of a table
            has no room for a decision and stays as it is.
        decision: the line, without its arrow.
        witness: reads the file.

    Raises:
        Conflict: if the entry is not there any more, or could not be read as it is meant.
    """
    before = witness.told(file)
    twins = [one for one in before.body.entries if _bare(one) == _bare(entry)]
    if not twins:
        raise Conflict("refusal.changed", path=file.path, file=file.path.rpartition("/")[2])
    found = min(twins, key=lambda one: abs(one.line - entry.line))
    if _head(file, found).lstrip().startswith("|"):
        return file  # a row of a table is never written (E13)
    wanted = NewEntry(found.day, decision=decision).cleaned().decision
    at, words = _line(file, found, wanted)
    after = file.changed(at, at, words)
    if witness.proves_decision(before, witness.told(after), found, wanted):
        return after
    raise Conflict("refusal.unsafe_entry", path=file.path, line=found.line)


def _bare(entry: Entry) -> Entry:
    return entry._replace(line=0, span=(0, 0))


def _line(file: Manuscript, entry: Entry, decision: str) -> tuple[int, str]:
    """Return where the line goes, and its words with what parts it from its neighbours."""
    start, stop = entry.span
    head = _head(file, entry)
    indent = head[: len(head) - len(head.lstrip())]
    is_item = head.lstrip().startswith(_LIST_SIGNS)
    # The span begins behind the head, on its line.
    told = file.text[start:stop].rstrip(" \t\r\n")
    at = file.line_end(start + len(told))
    newline = file.newline_at(at)
    is_last_line = at == len(file.text) and not file.text.endswith("\n")
    above = newline if is_last_line else ""
    if not is_item and _is_airy(file, told, at):
        above += newline
    line = f"{indent}{_CONTINUED if is_item else ''}→ {decision}"
    return at, above + line + ("" if is_last_line else newline)


def _head(file: Manuscript, entry: Entry) -> str:
    return file.text[file.line_start(entry.span[0]) : entry.span[0]]


def _is_airy(file: Manuscript, told: str, at: int) -> bool:
    """Tell whether a blank line parts what stands in an entry."""
    if not told:
        return not file.text[at : file.line_end(at)].strip()
    return any(not line.strip() for line in told.split("\n")[1:])
